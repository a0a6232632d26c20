"""What is told of an area: probabilities of its pixels, and length, width and orientation on the ground."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyproj
import pytest
import rasterio
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.raster import Area, Ground, Pixels
from engine.raster.rectangles import _without_dents, rectangles
from engine.raster.rings import outlined
from engine.raster.runs import Runs

Writer = Callable[..., Path]
Asker = Callable[..., tuple[list[Area], Path]]


def stored(probability: float) -> float:
    return round(probability * 254) / 254


@pytest.mark.parametrize("tile_px", [64, 1024])
def test_scores_are_mean_lowest_and_highest_probability_of_the_pixels(
    write_raster: Writer, ask: Asker, tmp_path: Path, tile_px: int
) -> None:
    red = np.zeros((1, 600, 90), np.uint8)  # higher than a strip
    red[0, 10:590, 10:20] = 200
    red[0, 300, 15] = 150
    red[0, 580, 10:13] = 250
    red[0, 50:60, 40:50] = 220  # another area beside it
    red[0, 53:55, 43:45] = 0  # with a hole

    def network(pixels: Pixels, stride: int) -> np.ndarray:
        p = np.clip(pixels.rgb_HWC[..., 0] / 255, 0.01, 0.99)
        return np.log(p / (1 - p)).astype(np.float32)

    long, small = sorted(
        ask(write_raster(tmp_path / "a.tif", red), tmp_path, network=network, tile_px=tile_px)[0],
        key=lambda area: -area.area_m2,
    )
    levels = {value: stored(min(value / 255, 0.99)) for value in (150, 200, 220, 250)}
    assert (long.score_min, long.score_max) == pytest.approx((levels[150], levels[250]))
    assert long.score == pytest.approx((5796 * levels[200] + levels[150] + 3 * levels[250]) / 5800)
    assert (small.score_min, small.score, small.score_max) == pytest.approx((levels[220],) * 3)


def test_no_score_is_below_the_threshold_between_cells(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (1, 128, 128)).astype(np.uint8)

    def network(pixels: Pixels, stride: int) -> np.ndarray:
        return ((pixels.rgb_HWC[::stride, ::stride, 0].astype(np.float32) - 128) / 50).astype(np.float32)

    areas, _ = ask(write_raster(tmp_path / "a.tif", noise), tmp_path, network=network, stride=4, threshold=0.6)
    assert len(areas) > 10
    assert all(0.6 <= area.score_min <= area.score <= area.score_max <= 1 for area in areas)
    assert len({area.score_min for area in areas}) > 1


@pytest.mark.parametrize(
    ("crs", "place"),
    [("EPSG:32633", (500_000, 5_540_000)), ("EPSG:4326", (15, 50)), ("EPSG:3857", (1_670_000, 6_446_000))],
)
def test_length_width_and_orientation_are_those_of_the_ground(crs: str, place: tuple[float, float]) -> None:
    """A rectangle of 300 m x 100 m at 50 degrees north whose long side leads to 30 degrees, in any CRS."""
    to_lonlat = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    lon, lat = to_lonlat.transform(*place)
    plane = pyproj.Transformer.from_crs(f"+proj=aeqd +lon_0={lon} +lat_0={lat} +datum=WGS84", crs, always_xy=True)
    along = np.array([np.sin(np.radians(30)), np.cos(np.radians(30))])
    across = np.array([along[1], -along[0]])
    ends = np.array([a * 150 * along + b * 50 * across for a, b in ((1, 1), (1, -1), (-1, -1), (-1, 1))])
    pixel = 1e-6 if crs == "EPSG:4326" else 0.1
    transform = rasterio.transform.from_origin(*place, pixel, pixel)
    corners = np.stack(~transform @ np.array(plane.transform(*ends.T)), axis=1)
    found = rectangles(np.array([shapely.Polygon(corners)]), Ground(transform, crs))
    assert found.length_m[0] == pytest.approx(300, rel=1e-3)
    assert found.width_m[0] == pytest.approx(100, rel=1e-3)
    assert found.orientation_deg[0] == pytest.approx(30, abs=0.05)


@pytest.mark.parametrize(("box", "degrees"), [((0, 0, 10, 400), 0.0), ((0, 0, 400, 10), 90.0)])
def test_orientation_is_told_from_north_between_0_and_180(box: tuple[int, ...], degrees: float) -> None:
    ground = Ground(rasterio.transform.from_origin(500_000 - 5, 5_000_000, 1, 1), "EPSG:32633")
    assert rectangles(np.array([shapely.box(*box)]), ground).orientation_deg[0] % 180 == pytest.approx(
        degrees, abs=0.01
    )


@settings(max_examples=200, deadline=None)
@given(arrays(bool, st.tuples(st.integers(1, 20), st.integers(1, 20))))
def test_hulls_are_those_of_the_whole_outlines(mask: np.ndarray) -> None:
    polygons, _ = outlined(Runs.from_mask(mask))
    hulls = shapely.convex_hull(_without_dents(polygons)) if len(polygons) else polygons
    assert shapely.equals_exact(shapely.normalize(hulls), shapely.normalize(shapely.convex_hull(polygons))).all()
