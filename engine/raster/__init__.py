"""Rasters in, polygons out: the grid, reading, blending, vectorization and the GeoPackage. Knows no torch."""

from engine.raster.area import AreaOfInterest
from engine.raster.geodesy import Ground
from engine.raster.grid import Grid, Tile, Window, make_grid
from engine.raster.mosaic import Mosaic
from engine.raster.reader import Pixels, RasterInfo, RasterReader
from engine.raster.storage import check_folder
from engine.raster.stretch import Stretch
from engine.raster.vectorize import Area, vectorize
from engine.raster.write import AnswerRecord, CoverageRecord, write_geopackage

__all__ = [
    "AnswerRecord",
    "Area",
    "AreaOfInterest",
    "CoverageRecord",
    "Grid",
    "Ground",
    "Mosaic",
    "Pixels",
    "RasterInfo",
    "RasterReader",
    "Stretch",
    "Tile",
    "Window",
    "check_folder",
    "make_grid",
    "vectorize",
    "write_geopackage",
]
