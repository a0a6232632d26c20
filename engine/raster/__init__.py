"""Rasters in, polygons out: the grid, reading, blending, vectorization and the file. Knows no torch."""

from engine.raster.area import AreaOfInterest
from engine.raster.cog import write_cog
from engine.raster.formats import FORMATS, format_named, format_of, layer_files, placing_of, write_result
from engine.raster.geodesy import Ground
from engine.raster.grid import Grid, Tile, Window, make_grid
from engine.raster.mosaic import Mosaic
from engine.raster.outlines import Outlines
from engine.raster.reader import Pixels, RasterInfo, RasterReader
from engine.raster.rows_file import RowsFile
from engine.raster.storage import check_folder
from engine.raster.stretch import Stretch
from engine.raster.vectorize import Area, usual_workers, vectorize
from engine.raster.write import AnswerRecord, CoverageRecord, write_geopackage

__all__ = [
    "FORMATS",
    "AnswerRecord",
    "Area",
    "AreaOfInterest",
    "CoverageRecord",
    "Grid",
    "Ground",
    "Mosaic",
    "Outlines",
    "Pixels",
    "RasterInfo",
    "RasterReader",
    "RowsFile",
    "Stretch",
    "Tile",
    "Window",
    "check_folder",
    "format_named",
    "format_of",
    "layer_files",
    "make_grid",
    "placing_of",
    "usual_workers",
    "vectorize",
    "write_cog",
    "write_geopackage",
    "write_result",
]
