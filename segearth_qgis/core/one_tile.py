"""The area of one tile around a point of the map: for a quick look before a long run."""

from __future__ import annotations

import math
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)

from .errors import IncompleteRequest
from .i18n import tr
from .run_request import SearchArea
from .search_area import area_of_rectangle

TILE_PX = 1024
OVERLAP_PX = 128  # of the engine's tiles; were it another, a quick look would touch two tiles and still be right


def tile_area(
    layer: QgsRasterLayer,
    centre: QgsPointXY,
    crs: QgsCoordinateReferenceSystem,
    gsd_m: Optional[float] = None,
    tile_px: int = TILE_PX,
) -> SearchArea:
    """The part of the tile under ``centre`` (in ``crs``) that belongs to no other tile, in the raster's CRS.

    ``gsd_m`` is the working GSD where it is not the raster's own. Raises IncompleteRequest where the centre is not on
    the raster.
    """
    transform = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance().transformContext())
    extent = layer.extent()
    try:
        point = transform.transform(centre)
    except QgsCsException:
        point = None
    if point is None or not extent.contains(point):
        raise IncompleteRequest(
            "extentWidget",
            tr("The middle of the map is not on “{name}”.").format(name=layer.name()),
            tr("Move the map so that the place to try is in its middle."),
        )
    scale = max(1.0, gsd_m / _metres_per_pixel(layer)) if gsd_m else 1.0
    unit_x, unit_y = layer.rasterUnitsPerPixelX() * scale, layer.rasterUnitsPerPixelY() * scale
    left, right = _own_span((point.x() - extent.xMinimum()) / unit_x, tile_px)
    top, bottom = _own_span((extent.yMaximum() - point.y()) / unit_y, tile_px)
    square = QgsRectangle(
        extent.xMinimum() + left * unit_x,
        extent.yMaximum() - bottom * unit_y,
        extent.xMinimum() + right * unit_x,
        extent.yMaximum() - top * unit_y,
    )
    return area_of_rectangle(square.intersect(extent), layer.crs())


def _own_span(position_px: float, tile_px: int) -> tuple[float, float]:
    """From where to where, along one axis, the tile at a position overlaps no other.

    Tiles of 1024 with 128 overlapping begin at 0, 896, 1792: the second one's own pixels are 1024 to 1792. A position
    in an overlap counts for the nearer tile.
    """
    overlap = min(OVERLAP_PX, tile_px // 4)
    step = tile_px - overlap
    number = max(0, math.floor((position_px - overlap / 2) / step))
    return (number * step + overlap if number else 0.0), float((number + 1) * step)


def _metres_per_pixel(layer: QgsRasterLayer) -> float:
    """About: degrees count as those of latitude."""
    per_unit = 111_320.0 if layer.crs().isGeographic() else 1.0
    return max(1e-9, abs(layer.rasterUnitsPerPixelY()) * per_unit)
