"""The same ground pixel has the same probability whatever was asked around it, and however the work was cut.

Stored values (0..254) must be equal, not close: every value is a sum of the same float32 numbers in the same order, and
what is computed per pixel does not know the size of the array that it lies in. The fake model's answer depends on
context: a box mean that reaches half of the overlap, computed within the tile, as a network would.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.run import run

from .asking import RED, request, write_polygon
from .fake_model import FakeModel
from .scenes import LEFT, TOP, write_scene

HEIGHT, WIDTH, SIDE, OVERLAP, REACH = 208, 304, 64, 32, 6
SETTINGS: dict[str, dict[str, Any]] = {
    "finest": {},
    "levels": {"context_m": 250},
    "skipping": {"context_m": 250, "skip_ruled_out": True},
}


class Surroundings(FakeModel):
    """Logits of the mean red within ``REACH`` pixels of a cell."""

    def _logits(self, rgb_HWC: NDArray[np.uint8], question: str) -> NDArray[np.float32]:
        tone_HW = np.pad(rgb_HWC[..., 0].astype(np.int64), REACH, mode="edge")
        sums = np.pad(tone_HW.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        size = 2 * REACH + 1
        mean = (sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]) / size**2
        height, width = mean.shape
        cells = mean.reshape(height // 4, 4, width // 4, 4).mean(axis=(1, 3))
        return np.asarray((cells - 110) / 20, np.float32)


def model(batch_tiles: int = 1) -> Surroundings:
    return Surroundings(tile_px=SIDE, output_stride=4, batch_tiles=batch_tiles)


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noise with a dark part, in which tiles are ruled out, and a hole without data."""
    path = write_scene(tmp_path_factory.mktemp("land") / "scene.tif", [], height=HEIGHT, width=WIDTH)
    noise = np.random.default_rng(3).integers(0, 256, (3, HEIGHT // 8, WIDTH // 8), np.uint8)
    noise = noise.repeat(8, axis=1).repeat(8, axis=2)
    noise[:, 60:, 120:] //= 10
    with rasterio.open(path, "r+") as file:
        file.write(noise, [1, 2, 3])
        file.write(np.zeros((1, 30, 25), np.uint8), [4], window=rasterio.windows.Window(60, 90, 25, 30))
    return path


def values(scene: Path, folder: Path, model: FakeModel, **wanted: Any) -> NDArray[np.int16]:
    """Stored probabilities on the output grid of the whole raster, -1 where the run did not look."""
    asked = request(scene, RED, output=str(folder / "answer.gpkg"), overlap_px=OVERLAP, **wanted)
    result = run(asked, model=model)
    there = np.full((HEIGHT // 4, WIDTH // 4), -1, np.int16)
    with rasterio.open(Path(result.run_folder) / "probability_1.tif") as file:
        col, row = round((file.transform.c - LEFT) / 4), round((TOP - file.transform.f) / 4)
        there[row : row + file.height, col : col + file.width] = file.read(1)
    return there


@st.composite
def extents(draw: st.DrawFn) -> list[float]:
    """xmin, ymin, xmax, ymax, of at least 20 x 20 pixels."""
    left, top = draw(st.integers(0, WIDTH - 20)), draw(st.integers(0, HEIGHT - 20))
    right, bottom = draw(st.integers(left + 20, WIDTH)), draw(st.integers(top + 20, HEIGHT))
    return [LEFT + left, TOP - bottom, LEFT + right, TOP - top]


@pytest.fixture(scope="module", params=SETTINGS)
def whole(request: pytest.FixtureRequest, land: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any]:
    return request.param, values(land, tmp_path_factory.mktemp("whole"), model(), **SETTINGS[request.param])


def test_the_settings_differ(land: Path, tmp_path: Path) -> None:
    """Else the tests below would say nothing about levels and skipping."""
    found = []
    for wanted in SETTINGS.values():
        asked = model()
        found.append((values(land, tmp_path, asked, **wanted), asked.encoded))
    assert not np.array_equal(found[0][0], found[1][0])
    assert not np.array_equal(found[1][0], found[2][0])
    assert found[2][1] < found[1][1] - 3


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(one=extents(), other=extents(), batch_tiles=st.integers(1, 6))
def test_overlapping_extents_agree(
    whole: tuple[str, Any], land: Path, tmp_path: Path, one: list[float], other: list[float], batch_tiles: int
) -> None:
    name, everywhere = whole
    for extent, size in ((one, 1), (other, batch_tiles)):
        there = values(land, tmp_path, model(size), extent=extent, **SETTINGS[name])
        assert (there >= 0).any()
        assert np.array_equal(there[there >= 0], everywhere[there >= 0])


def test_area_of_any_shape_agrees_with_the_whole(whole: tuple[str, Any], land: Path, tmp_path: Path) -> None:
    name, everywhere = whole
    mask = tmp_path / "mask.geojson"
    corners = [(5, 5), (60, 5), (300, 190), (300, 203), (20, 203), (250, 190)]
    write_polygon(mask, shapely.Polygon([(LEFT + x, TOP - y) for x, y in corners]))
    there = values(land, tmp_path, model(), mask=str(mask), **SETTINGS[name])
    inside = shapely.Polygon(corners).buffer(-4)
    cells = shapely.contains_xy(inside, *np.meshgrid(np.arange(2, WIDTH, 4), np.arange(2, HEIGHT, 4)))
    assert cells.sum() > 200
    assert np.array_equal(there[cells], everywhere[cells])


@pytest.mark.parametrize("batch_tiles", [2, 7, 100])
def test_size_of_batches_does_not_matter(whole: tuple[str, Any], land: Path, tmp_path: Path, batch_tiles: int) -> None:
    name, everywhere = whole
    assert np.array_equal(values(land, tmp_path, model(batch_tiles), **SETTINGS[name]), everywhere)


def test_parts_asked_by_several_workers_at_once_in_any_order_are_the_whole(
    whole: tuple[str, Any], land: Path, tmp_path: Path
) -> None:
    name, everywhere = whole
    middle, centre = LEFT + 141, TOP - 93
    parts = [
        [LEFT, TOP - HEIGHT, middle, centre],
        [middle, centre, LEFT + WIDTH, TOP],
        [middle, TOP - HEIGHT, LEFT + WIDTH, centre],
        [LEFT, centre, middle, TOP],
    ]

    def part(number: int) -> NDArray[np.int16]:
        folder = tmp_path / str(number)
        folder.mkdir()
        return values(land, folder, model(), extent=parts[number], **SETTINGS[name])

    with ThreadPoolExecutor(3) as workers:
        found = list(workers.map(part, range(4)))
    joined = np.full_like(everywhere, -1)
    for there in found:
        known = there >= 0
        both = known & (joined >= 0)
        assert np.array_equal(joined[both], there[both])
        joined[known] = there[known]
    assert np.array_equal(joined, everywhere)


def test_pixels_whose_context_the_overlap_covers_know_nothing_of_tiles(land: Path, tmp_path: Path) -> None:
    """One tile that holds the whole raster gives the same, but for the rounding of the blend's weights."""
    tiled = values(land, tmp_path, model())
    once = values(land, tmp_path, Surroundings(tile_px=512, output_stride=4))
    assert np.abs(tiled - once).max() <= 1  # of 254: a mean of equal logits differs from them in the last bit
    assert (tiled != once).mean() < 0.001
