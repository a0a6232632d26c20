"""The area of interest: whole pixels inside what was asked, in the right place whatever the CRS."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import pytest
import rasterio
import shapely

import engine.raster.area as area_module
from engine.errors import BadRequest, NoGeoreference, OutsideExtent
from engine.raster import AreaOfInterest, RasterReader, Window

X, Y = 300_000, 2_800_000  # the upper left corner of the raster: 100 x 80 pixels of 1 m


@pytest.fixture(name="raster")
def _raster(write_raster: Callable[..., Path], tmp_path: Path) -> Path:
    return write_raster(tmp_path / "a.tif", np.ones((1, 80, 100), np.uint8))


def area_of(raster: Path, *request: Any) -> AreaOfInterest:
    with RasterReader.open(raster) as reader:
        return AreaOfInterest.from_request(reader, *request)


def write_mask(path: Path, shapes: list[Any], crs: str | None = "EPSG:32640", kind: str = "Polygon") -> Path:
    geometry = np.array([shapely.to_wkb(shape) for shape in shapes], object)
    pyogrio.raw.write(path, geometry, [], [], geometry_type=kind, crs=crs, driver="GPKG")
    return path


def test_without_a_request_it_is_the_whole_raster(raster: Path) -> None:
    area = area_of(raster)
    assert area.window == Window(0, 0, 100, 80)
    assert area.whole
    assert area.area_m2 == pytest.approx(8000, rel=1e-3)
    assert area.polygon.bounds == (X, Y - 80, X + 100, Y)


def test_pixels_that_are_cut_do_not_count(raster: Path) -> None:
    area = area_of(raster, (X + 10.5, Y - 40.2, X + 20.5, Y - 30))
    assert area.window == Window(11, 30, 9, 10)
    assert area.polygon.bounds == (X + 11, Y - 40, X + 20, Y - 30)


def test_an_extent_on_the_pixel_grid_is_taken_as_it_is_in_spite_of_rounding(raster: Path) -> None:
    assert area_of(raster, (X + 10.0000001, Y - 40.0000001, X + 20, Y - 30)).window == Window(10, 30, 10, 10)


def test_a_larger_extent_gives_the_whole_raster(raster: Path) -> None:
    assert area_of(raster, (X - 999, Y - 999, X + 999, Y + 999)).whole


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_the_whole_world_in_another_crs_gives_the_whole_raster(raster: Path, crs: str) -> None:
    world = {"EPSG:4326": (-180, -90, 180, 90), "EPSG:3857": (-2e7, -2e7, 2e7, 2e7)}[crs]
    area = area_of(raster, world, crs)
    assert area.whole
    assert area.window == Window(0, 0, 100, 80)


@pytest.mark.parametrize(("crs", "corner"), [("EPSG:28992", (127_375, 428_250)), ("EPSG:26914", (485_899, 5_209_246))])
def test_the_whole_world_where_most_of_it_has_no_coordinates(
    write_raster: Callable[..., Path], tmp_path: Path, crs: str, corner: tuple[int, int]
) -> None:
    transform = rasterio.transform.from_origin(*corner, 1, 1)
    path = write_raster(tmp_path / "w.tif", np.ones((1, 80, 100), np.uint8), crs=crs, transform=transform)
    assert area_of(path, (-180, -90, 180, 90), "EPSG:4326").whole


def test_an_extent_in_degrees_lands_in_the_right_place(raster: Path) -> None:
    to_lonlat = pyproj.Transformer.from_crs("EPSG:32640", "EPSG:4326", always_xy=True)
    west, south, east, north = to_lonlat.transform_bounds(X + 20, Y - 60, X + 60, Y - 20)
    window = area_of(raster, (west, south, east, north), "EPSG:4326").window
    assert (window.x, window.y) == pytest.approx((19, 19), abs=2)
    assert (window.right, window.bottom) == pytest.approx((61, 61), abs=2)


def test_pixels_inside_an_extent_of_another_crs_lie_inside_it_with_all_corners(raster: Path) -> None:
    to_lonlat = pyproj.Transformer.from_crs("EPSG:32640", "EPSG:4326", always_xy=True)
    west, south, east, north = to_lonlat.transform_bounds(X + 20, Y - 60, X + 60, Y - 20)
    inside = area_of(raster, (west, south, east, north), "EPSG:4326").inside(Window(0, 0, 100, 80))
    rows, cols = np.mgrid[0:81, 0:101]
    lon, lat = to_lonlat.transform(X + cols, Y - rows)
    corners = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    expected = corners[:-1, :-1] & corners[1:, :-1] & corners[:-1, 1:] & corners[1:, 1:]
    assert np.array_equal(inside, expected)


def test_an_extent_on_a_rotated_raster(write_raster: Callable[..., Path], tmp_path: Path) -> None:
    turned = rasterio.Affine.translation(X, Y) * rasterio.Affine.rotation(30) * rasterio.Affine.scale(1, -1)
    path = write_raster(tmp_path / "turned.tif", np.ones((1, 80, 100), np.uint8), transform=turned)
    asked = (X + 40, Y - 30, X + 70, Y + 10)
    inside = area_of(path, asked).inside(Window(0, 0, 100, 80))
    rows, cols = np.nonzero(inside)
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        x, y = turned * (cols + dx, rows + dy)
        assert (x >= asked[0] - 0.01).all()
        assert (x <= asked[2] + 0.01).all()
        assert (y >= asked[1] - 0.01).all()
        assert (y <= asked[3] + 0.01).all()
    assert 1050 < inside.sum() < 1200


@pytest.mark.parametrize("extent", [(0, 0, 10, 10), (X + 200, Y - 10, X + 210, Y)])
def test_an_extent_elsewhere(raster: Path, extent: tuple[float, ...]) -> None:
    with pytest.raises(OutsideExtent, match=rf"outside of the raster, which reaches from {X} \d+ to \d+ {Y} \(EPSG:"):
        area_of(raster, extent)


def test_an_extent_elsewhere_in_another_crs(raster: Path) -> None:
    with pytest.raises(OutsideExtent, match="outside"):
        area_of(raster, (-80, 20, -70, 30), "EPSG:4326")


def test_an_extent_smaller_than_a_pixel_has_its_own_sentence(raster: Path) -> None:
    with pytest.raises(OutsideExtent, match="smaller than a pixel"):
        area_of(raster, (X + 10.2, Y - 10.8, X + 10.8, Y - 10.2))


@pytest.mark.parametrize("extent", [(1, 1, 1, 2), (2, 1, 1, 2), (1, 2, 3), (np.nan, 0, 1, 1)])
def test_numbers_that_are_no_extent(raster: Path, extent: tuple[float, ...]) -> None:
    with pytest.raises(BadRequest):
        area_of(raster, extent)


def test_a_crs_that_is_none(raster: Path) -> None:
    with pytest.raises(BadRequest):
        area_of(raster, (0, 0, 1, 1), "EPSG:nonsense")


def test_a_mask_counts_pixels_wholly_inside_its_polygons_and_outside_of_holes(raster: Path, tmp_path: Path) -> None:
    ring = shapely.box(X + 10, Y - 30, X + 30, Y - 10).difference(shapely.box(X + 15.5, Y - 20, X + 18, Y - 15))
    area = area_of(raster, None, None, write_mask(tmp_path / "m.gpkg", [ring]))
    inside = area.inside(Window(0, 0, 100, 80))
    assert inside.sum() == 400 - 3 * 5
    assert not inside[15:20, 15:18].any()
    assert inside[10, 10]


def test_a_mask_in_another_crs_and_of_several_parts(raster: Path, tmp_path: Path) -> None:
    to_lonlat = pyproj.Transformer.from_crs("EPSG:32640", "EPSG:4326", always_xy=True)
    boxes = [shapely.box(X + 10, Y - 30, X + 20, Y - 20), shapely.box(X + 50, Y - 30, X + 60, Y - 20)]
    boxes = [shapely.transform(box.buffer(0.2), lambda p: np.stack(to_lonlat.transform(*p.T), 1)) for box in boxes]
    mask = write_mask(tmp_path / "m.gpkg", [shapely.MultiPolygon(boxes)], "EPSG:4326", "MultiPolygon")
    area = area_of(raster, None, None, mask)
    assert area.window == Window(10, 20, 50, 10)
    assert area.inside(area.window).sum() == 200
    assert not area.touches(Window(32, 0, 1, 80))


def test_extent_and_mask_together(raster: Path, tmp_path: Path) -> None:
    mask = write_mask(tmp_path / "m.gpkg", [shapely.box(X, Y - 20, X + 20, Y)])
    assert area_of(raster, (X + 10, Y - 80, X + 100, Y - 5), None, mask).window == Window(10, 5, 10, 15)


def test_a_mask_without_polygons_or_crs_or_file(raster: Path, tmp_path: Path) -> None:
    (tmp_path / "text.gpkg").write_text("no")
    lines = write_mask(tmp_path / "l.gpkg", [shapely.LineString([(X, Y), (X + 9, Y - 9)])], kind="LineString")
    for mask in (tmp_path / "none.gpkg", tmp_path / "text.gpkg", lines):
        with pytest.raises(BadRequest):
            area_of(raster, None, None, mask)


def test_the_part_of_a_tile_that_was_searched(raster: Path) -> None:
    area = area_of(raster, (X + 10, Y - 40, X + 20, Y - 30))
    assert area.clip(Window(0, 0, 64, 32)).bounds == (X + 10, Y - 32, X + 20, Y - 30)
    assert area.clip(Window(64, 0, 64, 32)).is_empty


def test_areas_in_web_mercator_are_those_of_the_ground(write_raster: Callable[..., Path], tmp_path: Path) -> None:
    transform = rasterio.transform.from_origin(0, 4_300_000, 1, 1)
    path = write_raster(tmp_path / "m.tif", np.ones((1, 80, 100), np.uint8), crs="EPSG:3857", transform=transform)
    assert area_of(path).area_m2 == pytest.approx(8000 * 0.8082**2, rel=2e-3)


def star(corners: int) -> Any:
    """A star with a hole, its corners between 20 and 38 pixels from its middle."""
    angles = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    radius = np.where(np.arange(corners) % 2, 20.0, 38.0)
    outline = shapely.Polygon(np.stack([X + 50 + radius * np.cos(angles), Y - 40 + radius * np.sin(angles)], axis=1))
    return outline.difference(shapely.box(X + 44, Y - 42.5, X + 48.5, Y - 38))


@pytest.mark.parametrize("corners", [10, 64])
def test_windows_together_hold_exactly_the_pixels_that_the_mask_covers(
    raster: Path, tmp_path: Path, corners: int
) -> None:
    area = area_of(raster, None, None, write_mask(tmp_path / "m.gpkg", [star(corners)]))
    rows, cols = np.mgrid[0:80, 0:100]
    squares = shapely.box(X + cols + 1e-3, Y - rows - 1 + 1e-3, X + cols + 1 - 1e-3, Y - rows - 1e-3)
    windows = [[area.inside(Window(x, y, 20, 16)) for x in range(0, 100, 20)] for y in range(0, 80, 16)]
    assert np.array_equal(np.block(windows), shapely.covers(star(corners), squares))


def test_a_window_costs_no_more_than_the_outline_within_it(
    raster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    detailed = shapely.segmentize(star(10), 0.01)
    area = area_of(raster, None, None, write_mask(tmp_path / "m.gpkg", [detailed]))
    drawn: list[int] = []

    def counting(shapes: list[Any], *args: Any, **options: Any) -> Any:
        drawn.append(sum(shapely.get_num_coordinates(shape) for shape in shapes))
        return rasterio.features.rasterize(shapes, *args, **options)

    monkeypatch.setattr(area_module, "rasterize", counting)
    assert area.inside(Window(52, 36, 8, 8)).all()  # nothing of the outline
    assert drawn == []
    assert area.inside(Window(76, 36, 12, 8)).any()  # a tip of the star
    assert max(drawn) < 0.1 * shapely.get_num_coordinates(detailed)


def test_a_hole_that_touches_a_window_is_no_part_of_what_was_searched(raster: Path, tmp_path: Path) -> None:
    hole = shapely.Polygon([(X + 20, Y - 20), (X + 30, Y - 20), (X + 25, Y - 30)])
    mask = write_mask(tmp_path / "m.gpkg", [shapely.box(X + 5, Y - 45, X + 45, Y - 5).difference(hole)])
    clipped = area_of(raster, None, None, mask).clip(Window(20, 20, 10, 10))
    assert clipped.area == pytest.approx(50)


def test_a_mask_in_an_archive(raster: Path, tmp_path: Path) -> None:
    write_mask(tmp_path / "m.gpkg", [shapely.box(X + 10, Y - 30, X + 20, Y - 20)])
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        archive.write(tmp_path / "m.gpkg", "m.gpkg")
    area = area_of(raster, None, None, f"/vsizip/{tmp_path}/m.zip/m.gpkg")
    assert area.window == Window(10, 20, 10, 10)


def test_an_extent_in_metres_on_a_raster_too_large_for_its_crs(
    write_raster: Callable[..., Path], tmp_path: Path
) -> None:
    transform = rasterio.transform.from_origin(-180, 90, 1, 1)
    world = write_raster(tmp_path / "w.tif", np.ones((1, 180, 360), np.uint8), crs="EPSG:4326", transform=transform)
    area = area_of(world, (300_000, 4_000_000, 700_000, 5_000_000), "EPSG:32614")  # -101.4..-96.5 by 36.1..45.2 degrees
    assert area.window == Window(79, 45, 4, 8)


def test_the_area_of_the_whole_world_and_of_more_than_half(write_raster: Callable[..., Path], tmp_path: Path) -> None:
    transform = rasterio.transform.from_origin(-180, 90, 1, 1)
    world = write_raster(tmp_path / "w.tif", np.ones((1, 180, 360), np.uint8), crs="EPSG:4326", transform=transform)
    assert area_of(world).area_m2 == pytest.approx(510.0656e12, rel=1e-6)
    assert area_of(world, (-180, -90, 90, 90)).area_m2 == pytest.approx(0.75 * 510.0656e12, rel=1e-6)


def test_pixels_around_a_pole_reach_beyond_it(write_raster: Callable[..., Path], tmp_path: Path) -> None:
    transform = rasterio.transform.from_origin(-180.5, 90.5, 1, 1)  # values at whole degrees, as in weather models
    world = write_raster(tmp_path / "w.tif", np.ones((1, 181, 360), np.uint8), crs="EPSG:4326", transform=transform)
    assert area_of(world).area_m2 == pytest.approx(510.0656e12, rel=1e-6)


def test_a_picture_of_the_whole_disk_has_its_own_sentence_and_can_be_searched_in_part(
    write_raster: Callable[..., Path], tmp_path: Path
) -> None:
    crs, transform = "+proj=geos +h=35785831 +lon_0=0 +sweep=y", rasterio.transform.from_origin(-5.5e6, 5.5e6, 1e5, 1e5)
    disk = write_raster(tmp_path / "d.tif", np.ones((1, 110, 110), np.uint8), crs=crs, transform=transform)
    with pytest.raises(NoGeoreference, match="corners lie off") as caught:
        area_of(disk)
    assert "CRS" not in caught.value.advice
    assert area_of(disk, (-10, -10, 10, 10), "EPSG:4326").window == Window(44, 45, 22, 20)
