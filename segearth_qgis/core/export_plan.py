"""Which pixels QGIS fetches for the engine: a grid with its CRS and size, from an area and a ground sample distance.

A grid hangs on the raster's own pixels where it has any, else on multiples of the pixel size, so that the same place
gives the same pixels whatever extent is asked. Too many pixels are refused before anything is fetched.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Optional

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsPointXY,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from .errors import ExportAreaTooLarge, ExportTooLarge, IncompleteRequest
from .i18n import tr
from .run_request import SearchArea
from .search_area import FIELD

MAX_PIXELS = 100_000_000  # 10,000 x 10,000: some 1,600 tiles of a tile service, and at most 400 MB on disk
SERVICE_GSD_M = 0.5  # for a service, which has no pixels of its own; the models know aerial images best
COARSEST_GSD_M = 50.0  # what a coarser GSD shows is no longer what the models know
_NEAR = 1.01  # a GSD that is asked and one that is got
_SAME_SCALE = 0.01  # a CRS whose metres are true to so much is taken at its word, and its pixels are square
_WGS84, _ELLIPSOID = "EPSG:4326", "EPSG:7030"


@dataclass(frozen=True)
class ExportPlan:
    """North-up pixels of ``columns`` x ``rows`` that fill ``extent`` (in ``crs``) exactly; ``gsd_m`` on the ground."""

    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem
    columns: int
    rows: int
    gsd_m: float

    def gsd_left_m(self, asked_m: Optional[float]) -> Optional[float]:
        """The GSD that is left for the engine to resample to; None where the pixels come as they were asked for."""
        return None if asked_m is None or asked_m <= self.gsd_m * _NEAR else asked_m


def default_export_gsd_m(layer: QgsRasterLayer) -> float:
    """The ground sample distance that is exported when none is asked: the raster's own, or that of a service."""
    if not _has_pixels(layer):
        return SERVICE_GSD_M
    extent = layer.extent()
    return layer.rasterUnitsPerPixelX() * _metres_per_unit(layer.crs(), extent.center())[0]


def plan_export(
    layer: QgsRasterLayer, area: SearchArea, gsd_m: Optional[float], context: QgsCoordinateTransformContext
) -> ExportPlan:
    """The grid that covers the area's part of the layer.

    Raises IncompleteRequest where the area does not touch the layer, ExportTooLarge for more than MAX_PIXELS.
    """
    if not layer.crs().isValid():
        raise IncompleteRequest(
            FIELD,
            tr("“{name}” has no CRS, so nobody knows where it lies.").format(name=layer.name()),
            tr("Set it: right-click the layer, then Layer CRS > Set Layer CRS."),
        )
    asked = _area_on(layer, area, context)
    metres_x, metres_y = _metres_per_unit(layer.crs(), asked.center())
    finest = default_export_gsd_m(layer)
    ground_m2 = asked.width() * metres_x * asked.height() * metres_y
    own = gsd_m is None or (_has_pixels(layer) and gsd_m >= finest and ground_m2 / finest**2 <= MAX_PIXELS)
    wanted = finest if own else gsd_m  # own pixels are left to the engine, which averages where it resamples
    pixels = ground_m2 / wanted**2
    if not pixels <= MAX_PIXELS:  # also where it is not a number
        raise _too_large(layer, pixels, wanted)
    crs, extent = layer.crs(), asked
    if crs.isGeographic() and not _has_pixels(layer):
        crs, extent = _in_metres(layer.crs(), asked, context)
        metres_x = metres_y = 1.0
    step_x, step_y = wanted / metres_x, wanted / metres_y
    origin = QgsPointXY(0.0, 0.0)
    if _has_pixels(layer):
        origin = QgsPointXY(layer.extent().xMinimum(), layer.extent().yMaximum())
        if own:
            step_x, step_y = layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
    plan = _on_grid(extent, crs, origin, step_x, step_y, wanted)
    if plan.columns * plan.rows > MAX_PIXELS:
        raise _too_large(layer, float(plan.columns) * plan.rows, wanted)
    return plan


def _has_pixels(layer: QgsRasterLayer) -> bool:
    return layer.width() > 0 and layer.height() > 0


def _area_on(layer: QgsRasterLayer, area: SearchArea, context: QgsCoordinateTransformContext) -> QgsRectangle:
    """The box of an area, in the CRS of the layer, cut at the layer's edges."""
    box, crs = layer.extent(), layer.crs()
    if area.extent is not None:
        box = QgsRectangle(*area.extent)
        if area.extent_crs is not None:
            crs = QgsCoordinateReferenceSystem()
            crs.createFromUserInput(area.extent_crs)
    elif area.mask is not None:
        polygons = QgsVectorLayer(area.mask, "search area", "ogr")
        box, crs = polygons.extent(), polygons.crs()
    try:
        here = QgsCoordinateTransform(crs, layer.crs(), context).transformBoundingBox(box)
    except QgsCsException as error:
        raise IncompleteRequest(
            FIELD, tr("The area cannot be placed on the raster."), tr("Choose an area on the raster.")
        ) from error
    inside = here.intersect(layer.extent())
    if inside.isEmpty() or not inside.isFinite():
        raise IncompleteRequest(
            FIELD,
            tr("The area does not touch “{name}”.").format(name=layer.name()),
            tr("Zoom to the layer, or choose another area."),
        )
    return inside


def _metres_per_unit(crs: QgsCoordinateReferenceSystem, place: QgsPointXY) -> tuple[float, float]:
    """How long one unit of a CRS is on the ground near a place, eastward and northward.

    It is measured at the nearest whole degree, so that neighbouring areas get the same pixels.
    """
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsCoordinateTransformContext())
    measure.setEllipsoid(_ELLIPSOID)
    step = 1e-4 if crs.isGeographic() else 10.0
    try:
        degrees = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(_WGS84), QgsCoordinateTransformContext())
        at = degrees.transform(place)
        at = degrees.transform(
            QgsPointXY(round(at.x()), max(-85, min(85, round(at.y())))), Qgis.TransformDirection.Reverse
        )
        east = measure.measureLine(at, QgsPointXY(at.x() + step, at.y())) / step
        north = measure.measureLine(at, QgsPointXY(at.x(), at.y() + step)) / step
    except QgsCsException:
        return math.nan, math.nan
    if abs(east - north) < _SAME_SCALE * north:
        east = north = math.sqrt(east * north)
    return (1.0, 1.0) if abs(east - 1.0) < _SAME_SCALE and east == north else (east, north)


def _in_metres(
    crs: QgsCoordinateReferenceSystem, box: QgsRectangle, context: QgsCoordinateTransformContext
) -> tuple[QgsCoordinateReferenceSystem, QgsRectangle]:
    """A box of degrees in the UTM zone of its centre (polar: UPS), where pixels are square."""
    wgs84 = QgsCoordinateReferenceSystem(_WGS84)
    try:
        centre = QgsCoordinateTransform(crs, wgs84, context).transform(box.center())
        zone = min(60, max(1, math.floor((centre.x() + 180.0) / 6.0) + 1))
        code = (32600 if centre.y() >= 0.0 else 32700) + (zone if abs(centre.y()) < 84.0 else 61)
        target = QgsCoordinateReferenceSystem(f"EPSG:{code}")
        return target, QgsCoordinateTransform(crs, target, context).transformBoundingBox(box)
    except QgsCsException as error:
        raise IncompleteRequest(
            FIELD, tr("The area cannot be placed on the ground."), tr("Choose a smaller area.")
        ) from error


def _on_grid(
    box: QgsRectangle, crs: QgsCoordinateReferenceSystem, origin: QgsPointXY, step_x: float, step_y: float, gsd_m: float
) -> ExportPlan:
    """The whole pixels that touch a box. Origin 0, step 2, box [3, 7]: columns 1 to 4, that is [2, 8]."""
    first = math.floor((box.xMinimum() - origin.x()) / step_x + 1e-6)
    last = math.ceil((box.xMaximum() - origin.x()) / step_x - 1e-6)
    top = math.floor((origin.y() - box.yMaximum()) / step_y + 1e-6)
    bottom = math.ceil((origin.y() - box.yMinimum()) / step_y - 1e-6)
    last, bottom = max(last, first + 1), max(bottom, top + 1)
    extent = QgsRectangle(
        origin.x() + first * step_x, origin.y() - bottom * step_y, origin.x() + last * step_x, origin.y() - top * step_y
    )
    return ExportPlan(extent, crs, last - first, bottom - top, gsd_m)


def _too_large(layer: QgsRasterLayer, pixels: float, gsd_m: float) -> ExportTooLarge:
    coarse = math.ceil(gsd_m * math.sqrt(pixels / MAX_PIXELS) * 10.0) / 10.0 if math.isfinite(pixels) else math.inf
    if coarse > COARSEST_GSD_M:
        return ExportAreaTooLarge(
            FIELD, tr("The area is too large to fetch “{name}” from its service.").format(name=layer.name())
        )
    return ExportTooLarge(
        FIELD,
        tr("“{name}” would have to be fetched with {pixels} million pixels; at most {most} million are.").format(
            name=layer.name(), pixels=f"{pixels / 1e6:,.0f}", most=f"{MAX_PIXELS / 1e6:,.0f}"
        ),
        tr("Choose a smaller area, or pixels of {gsd} m or coarser.").format(gsd=f"{coarse:,.1f}"),
    )
