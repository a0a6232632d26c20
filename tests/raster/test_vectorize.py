"""From pixels to polygons with a threshold for a network: exact, seamless, valid, the same whatever the extent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import rasterio
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.errors import BadRequest, Cancelled, UnreadableRaster
from engine.raster import Area, AreaOfInterest, Ground, Outlines, Pixels, RasterReader, Window, vectorize
from engine.raster.refine import _positive, _positive_runs
from engine.raster.runs import Runs

Writer = Callable[..., Path]
Asker = Callable[..., tuple[list[Area], Path]]
X, Y = 300_000, 2_800_000


def spots(height: int, width: int, seed: int = 0) -> np.ndarray:
    """Red spots of all sizes on black, as one band."""
    rng = np.random.default_rng(seed)
    band = np.zeros((1, height, width), np.uint8)
    for _ in range(height * width // 300 + 1):
        y, x = rng.integers(0, height), rng.integers(0, width)
        band[0, y : y + rng.integers(1, 20), x : x + rng.integers(1, 20)] ^= 200
    return band


def pixels_of(areas: list[Area], height: int, width: int) -> np.ndarray:
    """The polygons burnt back into pixels of the 1 m raster at (X, Y)."""
    if not areas:
        return np.zeros((height, width), bool)
    transform = rasterio.transform.from_origin(X, Y, 1, 1)
    return rasterio.features.rasterize([area.polygon for area in areas], (height, width), transform=transform) > 0


def test_the_polygons_of_a_threshold_are_exact(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    band = spots(300, 200)
    areas, _ = ask(write_raster(tmp_path / "a.tif", band), tmp_path)
    mask = (band[0] > 128).astype(np.uint8)
    expected = [s for s, _ in rasterio.features.shapes(mask, mask=mask > 0, connectivity=4)]
    assert len(areas) == len(expected)
    assert sum(area.polygon.area for area in areas) == mask.sum()
    assert np.array_equal(pixels_of(areas, 300, 200), mask > 0)
    corners = np.concatenate([shapely.get_coordinates(area.polygon) for area in areas])
    assert np.array_equal(corners, np.rint(corners))
    assert all(area.polygon.is_valid for area in areas)


@pytest.mark.parametrize("stride", [1, 4])
@pytest.mark.parametrize("size", [(10, 15), (1, 1), (1, 5000), (5000, 1), (64, 64), (65, 130), (300, 200)])
def test_a_network_that_always_says_yes_gives_the_whole_raster(
    write_raster: Writer, ask: Asker, tmp_path: Path, size: tuple[int, int], stride: int
) -> None:
    areas, _ = ask(write_raster(tmp_path / "a.tif", np.full((1, *size), 200, np.uint8)), tmp_path, stride=stride)
    assert len(areas) == 1
    assert areas[0].polygon.equals(shapely.box(X, Y - size[0], X + size[1], Y))
    assert areas[0].score == pytest.approx(254 / 254 / (1 + np.exp(-6)), abs=2e-3)


def test_a_raster_100_000_pixels_wide_and_one_high(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", np.full((1, 1, 100_000), 200, np.uint8))
    areas, _ = ask(path, tmp_path, tile_px=1024, overlap_px=128)
    assert [area.polygon.area for area in areas] == [100_000]


def test_a_collar_without_data_is_no_answer_to_the_pixel(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    white = np.full((3, 150, 150), 255, np.uint8)
    white[:, 21:130, 18:123] = 200
    path = write_raster(tmp_path / "a.tif", white, nodata=255)
    for stride in (1, 4):
        areas, _ = ask(path, tmp_path, stride=stride)
        assert [area.polygon.bounds for area in areas] == [(X + 18, Y - 130, X + 123, Y - 21)]
        assert areas[0].polygon.area == 105 * 109


def box_mean(pixels: Pixels, stride: int) -> np.ndarray:
    """A network that sees 15 pixels around each: the sign of the mean of a 31 x 31 square, zero-padded."""
    return (mean_31(pixels.rgb_HWC[..., 0]) - 100).astype(np.float32)[::stride, ::stride]


def mean_31(band_HW: np.ndarray) -> np.ndarray:
    sums = np.pad(np.pad(band_HW.astype(np.float64), 15).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return (sums[31:, 31:] - sums[:-31, 31:] - sums[31:, :-31] + sums[:-31, :-31]) / 31**2


def test_no_pixel_shows_where_a_tile_saw_too_little(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    band = np.random.default_rng(3).integers(0, 256, (1, 500, 500)).astype(np.uint8)
    band = np.where(mean_31(band[0])[None] > 127.5, np.maximum(band, 60), band // 2).astype(np.uint8)
    areas, _ = ask(
        write_raster(tmp_path / "a.tif", band), tmp_path, network=box_mean, tile_px=128, overlap_px=64, threshold=0.5
    )
    expected = mean_31(band[0]) >= 100
    assert 0.2 < expected.mean() < 0.8
    close = np.abs(mean_31(band[0]) - 100) < 0.02  # the 8 bits of a stored probability
    assert not ((pixels_of(areas, 500, 500) != expected) & ~close).any()


@pytest.mark.parametrize("stride", [1, 4])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_pixel_has_the_same_value_whatever_the_extent(
    write_raster: Writer, ask: Asker, tmp_path_factory: pytest.TempPathFactory, stride: int, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("extents")
    noise = np.random.default_rng(1).integers(0, 256, (1, 160, 150), np.uint8)
    noise[0, 30:70, 20:50] = 0
    path = write_raster(folder / "a.tif", noise, nodata=0)

    def smooth(pixels: Pixels, step: int) -> np.ndarray:
        return ((mean_31(pixels.rgb_HWC[..., 0]) - 125) / 3).astype(np.float32)[::step, ::step]

    whole, whole_path = ask(path, folder, network=smooth, stride=stride)
    with rasterio.open(whole_path) as file:
        everything = file.read(1)
    x, y = data.draw(st.integers(0, 148)), data.draw(st.integers(0, 158))
    right, bottom = data.draw(st.integers(x + 1, 150)), data.draw(st.integers(y + 1, 160))
    extent = {"extent": (X + x, Y - bottom, X + right, Y - y)}
    part, part_path = ask(path, folder, network=smooth, stride=stride, area=extent)
    with rasterio.open(part_path) as file:
        col, row = round((file.transform.c - X) / stride), round((Y - file.transform.f) / stride)
        values = file.read(1)
    assert np.array_equal(values, everything[row : row + values.shape[0], col : col + values.shape[1]])
    cut = np.zeros((160, 150), bool)
    cut[y:bottom, x:right] = True
    assert np.array_equal(pixels_of(part, 160, 150), pixels_of(whole, 160, 150) & cut)


def test_a_coarser_gsd_does_not_depend_on_the_extent_either(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    noise = np.random.default_rng(2).integers(0, 256, (1, 400, 400), np.uint8)
    path = write_raster(tmp_path / "a.tif", noise, nodata=0)
    whole, whole_path = ask(path, tmp_path, stride=4, gsd_m=1.7)
    with rasterio.open(whole_path) as file:
        everything, corner = file.read(1), file.transform
    _, part_path = ask(path, tmp_path, stride=4, gsd_m=1.7, area={"extent": (X + 101, Y - 333, X + 301, Y - 122)})
    with rasterio.open(part_path) as file:
        col, row = (round(v) for v in ~corner @ (file.transform.c, file.transform.f))
        values = file.read(1)
    assert np.array_equal(values, everything[row : row + values.shape[0], col : col + values.shape[1]])
    assert shapely.union_all([area.polygon for area in whole]).bounds <= (X, Y - 400, X + 400, Y)


def test_a_failed_tile_is_no_answer_and_no_empty_answer(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", np.full((1, 64, 112), 200, np.uint8))
    areas, probability = ask(path, tmp_path, failing=((0, 1),))
    assert [area.polygon.bounds for area in areas] == [(X, Y - 64, X + 64, Y)]
    with rasterio.open(probability) as file:
        assert (file.read(1)[:, 64:] == 255).all()


def test_results_of_a_rotated_raster_lie_where_its_pixels_do(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    turned = rasterio.Affine.translation(X, Y) @ rasterio.Affine.rotation(30) @ rasterio.Affine.scale(0.5, -0.5)
    band = np.zeros((1, 100, 90), np.uint8)
    band[0, 20:40, 50:60] = 200
    areas, _ = ask(write_raster(tmp_path / "a.tif", band, transform=turned), tmp_path)
    corners = [turned @ corner for corner in ((50, 20), (60, 20), (60, 40), (50, 40))]
    assert len(areas) == 1
    assert shapely.hausdorff_distance(areas[0].polygon, shapely.Polygon(corners)) < 1e-6
    assert areas[0].area_m2 == pytest.approx(50, rel=1e-3)


@pytest.mark.parametrize(
    ("crs", "origin", "pixel"),
    [
        ("EPSG:32640", (300_000, 2_800_000), 1.0),
        ("EPSG:3857", (0, 4_300_621), 1.0),
        ("EPSG:4326", (10, 60), 1e-5),
        ("EPSG:3395", (13_467_532, 1_632_019), 40.0),
    ],
)
def test_areas_and_perimeters_are_those_of_the_ground(
    write_raster: Writer, ask: Asker, tmp_path: Path, crs: str, origin: tuple[float, float], pixel: float
) -> None:
    path = write_raster(
        tmp_path / "a.tif", spots(150, 150), crs=crs, transform=rasterio.transform.from_origin(*origin, pixel, pixel)
    )
    areas, _ = ask(path, tmp_path)
    to_lonlat = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    assert areas
    for area in areas:
        lonlat = shapely.transform(
            shapely.segmentize(area.polygon, 20 * pixel), lambda p: np.stack(to_lonlat.transform(*p.T), 1)
        )
        geod = pyproj.Geod(ellps="WGS84")
        outer, *holes = (geod.polygon_area_perimeter(*ring.xy) for ring in shapely.get_rings(lonlat))
        assert area.area_m2 == pytest.approx(abs(outer[0]) - sum(abs(hole[0]) for hole in holes), rel=1e-5)
        assert area.perimeter_m == pytest.approx(outer[1] + sum(hole[1] for hole in holes), rel=1e-5)


def test_large_areas_are_measured_along_the_ellipsoid() -> None:
    ground = Ground(rasterio.transform.from_origin(0, 60, 0.1, 0.1), "EPSG:4326")
    areas, _ = ground.measure(np.array([shapely.box(0, 0, 100, 100)]))
    lon = np.linspace(0, 10, 2001)
    ring = [*((x, 60) for x in lon), *((x, 50) for x in lon[::-1])]
    expected, _ = pyproj.Geod(ellps="WGS84").polygon_area_perimeter(*zip(*ring, strict=True))
    assert areas[0] == pytest.approx(abs(expected), rel=1e-6)


def test_the_score_is_the_mean_probability_inside(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    band = np.zeros((1, 90, 90), np.uint8)
    band[0, 10:30, 10:50] = 160
    band[0, 10:20, 10:50] = 240
    band[0, 14:16, 20:30] = 0

    def network(pixels: Pixels, stride: int) -> np.ndarray:
        return np.where(pixels.rgb_HWC[..., 0] > 200, 3, np.where(pixels.rgb_HWC[..., 0] > 128, 1, -5)).astype("f4")

    (area,), _ = ask(write_raster(tmp_path / "a.tif", band), tmp_path, network=network)
    p = [round(254 / (1 + np.exp(-logit))) / 254 for logit in (3, 1)]
    assert area.score == pytest.approx((380 * p[0] + 400 * p[1]) / 780)


def test_small_areas_are_left_out_by_their_size_on_the_ground(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    band = np.zeros((1, 60, 60), np.uint8)
    band[0, 5:10, 5:10] = band[0, 20:30, 20:30] = 200
    path = write_raster(tmp_path / "a.tif", band)
    assert len(ask(path, tmp_path)[0]) == 2
    assert [area.polygon.area for area in ask(path, tmp_path, min_area_m2=30)[0]] == [100]


def test_simplification_removes_vertices_and_keeps_polygons_valid(
    write_raster: Writer, ask: Asker, tmp_path: Path
) -> None:
    noise = np.random.default_rng(5).integers(0, 256, (330, 330))
    blobs = mean_31(noise)[15:315, 15:315] > 128
    path = write_raster(tmp_path / "a.tif", blobs[None].astype(np.uint8) * 200)
    exact, _ = ask(path, tmp_path)
    simple, _ = ask(path, tmp_path, outlines=Outlines(simplify_m=3))
    count = [sum(shapely.get_num_coordinates(area.polygon) for area in areas) for areas in (exact, simple)]
    assert count[1] < 0.5 * count[0]
    assert len(simple) == len(exact)
    assert all(area.polygon.is_valid and area.polygon.geom_type == "Polygon" for area in simple)


@pytest.mark.parametrize("threshold", [0.0, 1.0, -1.0, 2.0])
def test_thresholds_outside_of_0_to_1_are_refused(
    write_raster: Writer, ask: Asker, tmp_path: Path, threshold: float
) -> None:
    with pytest.raises(BadRequest):
        ask(write_raster(tmp_path / "a.tif", spots(20, 20)), tmp_path, threshold=threshold)


def test_a_higher_threshold_gives_a_part_of_the_answer(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", spots(200, 200))
    low = pixels_of(ask(path, tmp_path, network=box_mean, stride=4, threshold=0.3)[0], 200, 200)
    high = pixels_of(ask(path, tmp_path, network=box_mean, stride=4, threshold=0.7)[0], 200, 200)
    assert not (high & ~low).any()
    assert high.sum() < low.sum()


def test_a_damaged_probability_raster_is_an_error(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    raster = write_raster(tmp_path / "a.tif", np.random.default_rng(0).integers(0, 256, (1, 600, 600), np.uint8))
    _, probability = ask(raster, tmp_path)
    probability.write_bytes(probability.read_bytes()[: probability.stat().st_size // 2])
    with RasterReader.open(raster) as reader, pytest.raises(UnreadableRaster):
        list(vectorize(probability, area=AreaOfInterest.from_request(reader)))


def test_interpolation_of_the_worked_example() -> None:
    cells = np.full((3, 4), 10, np.uint8)
    cells[:, 2:] = 250  # logits of 10 and 250 are -3.2 and 4.1: the line is crossed 0.43 cells after the first centre
    assert _positive(cells, 4, 0.5)[0].tolist() == [False] * 8 + [True] * 8
    assert _positive(cells, 4, 0.9)[0].tolist() == [False] * 9 + [True] * 7


def interpolated_plainly(cells: np.ndarray, stride: int, threshold: float) -> np.ndarray:
    """Every pixel from its four cells, by the definition."""
    height, width = len(cells) - 2, cells.shape[1]
    y = (np.arange(height * stride) + 0.5) / stride + 0.5
    x = np.clip((np.arange(width * stride) + 0.5) / stride - 0.5, 0, width - 1)
    p = np.clip(cells / 254, 0.25 / 254, 1 - 0.25 / 254)
    known = cells != 255
    logits = np.where(known, np.log(p / (1 - p)), 0.0)

    def mean(values: np.ndarray) -> np.ndarray:
        (top, down), (left, across) = ((np.floor(at).astype(int), at - np.floor(at)) for at in (y, x))
        right = np.minimum(left + 1, width - 1)
        upper, lower = values[top], values[np.minimum(top + 1, height + 1)]
        rows = upper * (1 - down)[:, None] + lower * down[:, None]
        return rows[:, left] * (1 - across) + rows[:, right] * across

    own = known[1:-1].repeat(stride, axis=0).repeat(stride, axis=1)
    enough = mean(logits) >= (np.log(threshold / (1 - threshold)) - 1e-5) * mean(known.astype(float)) - 1e-9
    return np.asarray(own & enough)


@settings(max_examples=200, deadline=None)
@given(
    arrays(np.uint8, st.tuples(st.integers(3, 8), st.integers(1, 8))),
    st.integers(2, 8),
    st.sampled_from([0.2, 0.5, 0.7]),
)
def test_pixels_are_interpolated_as_the_definition_says(cells: np.ndarray, stride: int, threshold: float) -> None:
    pixels = interpolated_plainly(cells, stride, threshold)
    assert np.array_equal(_positive(cells, stride, threshold), pixels)
    runs, expected = _positive_runs(cells, stride, threshold, 5, 6), Runs.from_mask(pixels, 5, 6)
    for name in ("row", "left", "right"):
        assert np.array_equal(getattr(runs, name), getattr(expected, name))
    inside = runs.within(7, 8, 5 + pixels.shape[1] // 2, 6 + pixels.shape[0] // 2)
    part = Runs.from_mask(pixels[2 : pixels.shape[0] // 2, 2 : pixels.shape[1] // 2], 7, 8) if len(inside) else inside
    assert np.array_equal(inside.left, part.left)
    assert np.array_equal(inside.right, part.right)


@pytest.mark.parametrize("stride", [1, 4])
def test_workers_change_nothing(write_raster: Writer, ask: Asker, tmp_path: Path, stride: int) -> None:
    band = spots(900, 300)
    band[0, :, 100:103] = 200  # from top to bottom
    raster = write_raster(tmp_path / "a.tif", band, nodata=3)
    one, probability = ask(raster, tmp_path, stride=stride)
    before = set(threading.enumerate())
    with RasterReader.open(raster) as reader:
        area = AreaOfInterest.from_request(reader)
        for workers in (2, 3):
            assert list(vectorize(probability, area=area, valid=reader.read_valid, workers=workers)) == one
    assert set(threading.enumerate()) <= before


@pytest.mark.parametrize("workers", [1, 2])
def test_a_wish_to_stop_is_heard_where_nothing_is_found(
    write_raster: Writer, ask: Asker, tmp_path: Path, workers: int
) -> None:
    raster = write_raster(tmp_path / "a.tif", np.zeros((1, 2000, 30), np.uint8))
    _, probability = ask(raster, tmp_path, tile_px=1024)
    looks = []
    before = set(threading.enumerate())

    def check() -> None:
        looks.append(1)
        if len(looks) == 3:
            raise Cancelled("Enough.")

    with RasterReader.open(raster) as reader, pytest.raises(Cancelled):
        list(vectorize(probability, area=AreaOfInterest.from_request(reader), workers=workers, check=check))
    assert set(threading.enumerate()) <= before


def test_cells_without_data_do_not_pull_their_neighbours() -> None:
    cells = np.array([[140, 140, 255, 255]] * 3, np.uint8)
    assert _positive(cells, 4, 0.55)[0].tolist() == [True] * 8 + [False] * 8


def test_a_bright_tile_does_not_change_a_dark_one(write_raster: Writer, tmp_path: Path) -> None:
    band = np.zeros((1, 64, 128), np.uint16)
    band[0, :, :64] = np.arange(64)
    band[0, :, 64:] = 10_000
    with RasterReader.open(write_raster(tmp_path / "a.tif", band)) as reader:
        assert reader.read(Window(0, 0, 64, 64)).rgb_HWC.max() <= 2


PLACED = [
    "derived_rotated17_oam_2048_epsg3395.tif",
    "naip_long_beach_2016_0_256_rgbn_utm11_as_published.tif",
    "neon_osbs_400_utm17_nodata255.tif",
    "pix4d_686x758_alpha_utm50s.tif",
    "rgb_internal_mask_512_epsg3857.tif",
    "sar_gcps_only_1280x837_uint16_cog.tif",
    "spacenet2_vegas_rgba_1300_epsg4326.tif",
    "umbra_mount_yasur_sar_rotated_2000_utm59s.tif",
]


@pytest.mark.parametrize("name", PLACED)
def test_real_files_are_vectorized_exactly(shared: Path, ask: Asker, tmp_path: Path, name: str) -> None:
    raster = shared / "geotiff" / name
    with RasterReader.open(raster) as reader:
        pixels = reader.read(Window(0, 0, reader.model_width, reader.model_height))
        inverse = ~reader.model_transform
    expected = (pixels.rgb_HWC[..., 0] > 128) & pixels.valid_HW
    areas, _ = ask(raster, tmp_path, tile_px=512, overlap_px=64)
    in_pixels: list[Any] = [
        shapely.transform(area.polygon, lambda p: np.stack(inverse @ (p[:, 0], p[:, 1]), 1)) for area in areas
    ]
    assert sum(polygon.area for polygon in in_pixels) == pytest.approx(expected.sum(), rel=1e-6)
    assert np.array_equal(rasterio.features.rasterize(in_pixels, expected.shape) > 0, expected)
    assert all(area.polygon.is_valid for area in areas)
