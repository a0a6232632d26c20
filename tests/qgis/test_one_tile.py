"""Which area a quick look asks: the part of the tile under the middle of the map that belongs to no other tile."""

from __future__ import annotations

import pytest
from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsRasterLayer

from segearth_qgis.core.errors import IncompleteRequest
from segearth_qgis.core.one_tile import tile_area


def utm() -> QgsCoordinateReferenceSystem:
    return QgsCoordinateReferenceSystem("EPSG:32640")


@pytest.fixture
def wide(project, tmp_path) -> QgsRasterLayer:
    """3000 x 2000 pixels of 2 m; the upper left corner is (500000, 2004000)."""
    path = tmp_path / "wide.tif"
    data = gdal.GetDriverByName("GTiff").Create(str(path), 3000, 2000, 1, options=["SPARSE_OK=YES"])
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32640)
    data.SetProjection(crs.ExportToWkt())
    data.SetGeoTransform((500000, 2, 0, 2004000, 0, -2))
    data = None
    layer = QgsRasterLayer(str(path), "Wide")
    project.addMapLayer(layer)
    return layer


def pixels(area) -> tuple[int, int, int, int]:
    """The extent as columns and rows of the wide raster: left, top, right, bottom."""
    x0, y0, x1, y1 = area.extent
    return (round((x0 - 500000) / 2), round((2004000 - y1) / 2), round((x1 - 500000) / 2), round((2004000 - y0) / 2))


def at(column: float, row: float) -> QgsPointXY:
    return QgsPointXY(500000 + 2 * column, 2004000 - 2 * row)


def test_the_first_tile_has_its_own_pixels_from_the_edge_to_the_second(wide):
    assert pixels(tile_area(wide, at(100, 100), utm())) == (0, 0, 896, 896)


def test_a_tile_in_the_middle_leaves_what_it_shares(wide):
    assert pixels(tile_area(wide, at(1400, 1200), utm())) == (1024, 1024, 1792, 1792)


def test_the_area_is_cut_at_the_rasters_edge(wide):
    assert pixels(tile_area(wide, at(2990, 1990), utm())) == (2816, 1920, 3000, 2000)


def test_coarser_pixels_make_a_larger_tile(wide):
    assert pixels(tile_area(wide, at(100, 100), utm(), gsd_m=4.0)) == (0, 0, 1792, 1792)


def test_the_middle_of_the_map_may_be_in_another_crs(wide, project):
    world = QgsCoordinateReferenceSystem("EPSG:4326")
    middle = QgsCoordinateTransform(utm(), world, project).transform(at(1400, 1200))
    area = tile_area(wide, middle, world)
    assert pixels(area) == (1024, 1024, 1792, 1792)
    assert area.extent_crs == "EPSG:32640"


def test_a_middle_that_is_not_on_the_raster_is_an_error(wide):
    with pytest.raises(IncompleteRequest, match="not on “Wide”"):
        tile_area(wide, at(-10, 100), utm())
