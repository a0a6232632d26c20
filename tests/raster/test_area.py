"""The area of interest: whole pixels inside what was asked, in the right place whatever the CRS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import pytest
import rasterio
import shapely

from engine.errors import BadRequest, OutsideExtent
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
    with pytest.raises(OutsideExtent, match="outside"):
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
