"""The area of interest of a run: an extent or a polygon mask in any CRS, brought onto the model's pixel grid.

A pixel counts only if it lies wholly inside, so that results stay inside what was asked and on the pixel grid.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import shapely
from affine import Affine
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError
from rasterio.features import rasterize

from engine.errors import BadRequest, OutsideExtent
from engine.raster.geodesy import Ground, to_crs
from engine.raster.grid import Window
from engine.raster.placing import cut_at_antimeridian
from engine.raster.reader import RasterReader, is_plain_path
from engine.raster.vector_names import vector_name

_TOLERANCE_PX = 1e-3  # coordinates written with a few digits still mean whole pixels
_REACH_PX = 8  # twice the networks' output stride: how far beyond it a pixel's value needs output cells
_STRIP_ROWS = 1024
_BOXES = 65_536  # pixels compared with the outline at a time
_MARGIN_PX = 2  # a window's part of the outline is cut this far outside of it, beyond the reach of its pixels
_LAP = 1e-6  # of a quarter turn: some ten metres on the ground, a hair near the pole
_EDGE_SHARE = 1 / 160  # longest edge of a shape that goes into another CRS, as a part of its size


@dataclass(frozen=True)
class AreaOfInterest:
    """The pixels of a raster that a run looks at.

    ``window``: model pixels that hold all of it. ``shape_px``: polygon in model pixels; ``polygon``: the same in the
    raster's CRS. ``whole``: every pixel of the window counts. ``area_m2``: geodesic. Made by `from_request`.
    """

    window: Window
    shape_px: Any
    whole: bool
    area_m2: float
    transform: Affine
    crs_wkt: str

    @classmethod
    def from_request(
        cls,
        reader: RasterReader,
        extent: Sequence[float] | None = None,
        extent_crs: str | None = None,
        mask_path: str | Path | None = None,
    ) -> AreaOfInterest:
        """The whole raster, or its part inside an extent (xmin, ymin, xmax, ymax) and the polygons of a file.

        ``extent_crs`` is anything that names a CRS, by default the raster's; in longitudes and latitudes an xmin above
        xmax means across the antimeridian, as in RFC 7946 (177 to -178: five degrees). BadRequest for what cannot be
        understood, OutsideExtent where no whole pixel of the raster lies inside.
        """
        raster_px = shapely.box(0, 0, reader.model_width, reader.model_height)
        shape_px = raster_px
        if extent is not None:
            crs = reader.info.crs_wkt if extent_crs is None else extent_crs
            rectangle = _rectangle(extent, crs)
            shape_px = shape_px.intersection(_on_grid(rectangle, crs, reader, "extent"))
        if mask_path is not None:
            polygons, crs = _polygons(str(mask_path))
            shape_px = shape_px.intersection(_on_grid(polygons, crs, reader, "mask"))
        shape_px = _surface(shape_px)
        if shape_px.is_empty:
            raise OutsideExtent(f"The extent or mask lies outside of the raster, which {_reach(reader)}.")
        window = _snapped(shape_px)
        whole = window is not None and bool(shape_px.covers(_box(window, _TOLERANCE_PX)))
        if window is None:
            raise _TOO_SMALL
        if whole:
            shape_px = _box(window)
        ground = Ground(reader.model_transform, reader.info.crs_wkt)
        area = cls(
            window=window,
            shape_px=shape_px,
            whole=whole,
            area_m2=float(ground.measure(np.array([shape_px]))[0][0]),
            transform=reader.model_transform,
            crs_wkt=reader.info.crs_wkt,
        )
        shapely.prepare(shape_px)
        if not any(area.inside(strip).any() for strip in _strips(window)):
            raise _TOO_SMALL
        return area

    @property
    def polygon(self) -> Any:
        """The area as a polygon in the raster's CRS."""
        return self._to_crs(self.shape_px)

    def inside(self, window: Window) -> NDArray[np.bool_]:
        """Which pixels (H, W) of a window of model pixels count. Memory: the window, and the outline within it."""
        inside = np.zeros((window.height, window.width), np.bool_)
        common = window.intersection(self.window)
        if common is None:
            return inside
        top, left = common.y - window.y, common.x - window.x
        place = (slice(top, top + common.height), slice(left, left + common.width))
        within = self.whole or self.shape_px.contains_properly(_box(common))
        inside[place] = True if within else self._covered(common)
        return inside

    def touches(self, window: Window) -> bool:
        """Whether a tile at that window has a part in the values of the area's pixels."""
        return bool(self.shape_px.intersects(_box(window, -_REACH_PX)))

    def clip(self, window: Window) -> Any:
        """The part of the area within a window, a (multi)polygon in the raster's CRS; empty where there is none."""
        return self._to_crs(self._part(_box(window)))

    def _to_crs(self, shape_px: Any) -> Any:
        return shapely.transform(shape_px, lambda points: to_crs(self.transform, points))

    def _part(self, box: Any) -> Any:
        # Not shapely.clip_by_rect, though it is faster: it loses holes that touch the box.
        return box if self.shape_px.contains_properly(box) else _surface(self.shape_px.intersection(box))

    def _covered(self, window: Window) -> NDArray[np.bool_]:
        """Pixels wholly inside: by their centre away from the outline, by comparing their square near it."""
        shape = (window.height, window.width)
        placed = Affine.translation(window.x, window.y)
        local = self._part(_box(window, -_MARGIN_PX))
        if local.is_empty:
            return np.zeros(shape, np.bool_)
        outline = local.boundary
        shapely.prepare(outline)
        inside: NDArray[np.bool_] = rasterize([local], shape, transform=placed) > 0
        near = rasterize([outline], shape, transform=placed, all_touched=True) > 0
        rows, cols = np.nonzero(_grown(near) & inside)
        for start in range(0, len(rows), _BOXES):
            y, x = rows[start : start + _BOXES], cols[start : start + _BOXES]
            low_x, low_y = x + window.x + _TOLERANCE_PX, y + window.y + _TOLERANCE_PX
            size = 1 - 2 * _TOLERANCE_PX
            squares = shapely.box(low_x, low_y, low_x + size, low_y + size)
            inside[y, x] = ~shapely.intersects(outline, squares)
        return inside


_TOO_SMALL = OutsideExtent(
    "The extent or mask is smaller than a pixel: no pixel of the raster lies wholly inside.",
    hint="Choose a larger extent, or a finer GSD.",
)


def _reach(reader: RasterReader) -> str:
    width, height = reader.model_width, reader.model_height
    corners = to_crs(reader.model_transform, np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float64))
    (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
    name = pyproj.CRS.from_wkt(reader.info.crs_wkt).to_authority()
    where = ":".join(name) if name else "its CRS"
    return f"reaches from {left:.10g} {bottom:.10g} to {right:.10g} {top:.10g} ({where})"


def _rectangle(extent: Sequence[float], crs: str) -> Any:
    if len(extent) != 4 or not np.isfinite(extent).all():
        raise BadRequest("An extent is four numbers: xmin, ymin, xmax, ymax.")
    xmin, ymin, xmax, ymax = extent
    if xmin > xmax:
        xmax = _across_antimeridian(xmin, xmax, crs)
    if xmin >= xmax or ymin >= ymax:
        raise BadRequest(f"The extent is empty: {xmin} {ymin} {xmax} {ymax} is not xmin ymin xmax ymax.")
    return shapely.box(xmin, ymin, xmax, ymax)


def _across_antimeridian(west: float, east: float, crs: str) -> float:
    """The eastern bound after a whole turn, where it then lies less than half the earth away: else they are swapped."""
    try:
        known = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.ProjError as error:
        raise BadRequest(f"The CRS of the extent cannot be understood: {error}") from error
    turn = _turn_of(known) if known.is_geographic else 0.0
    if not west < east + turn < west + turn / 2:
        raise BadRequest(
            f"The extent is empty: its xmin {west:g} lies above its xmax {east:g}.",
            hint="Give xmin ymin xmax ymax. Only across the antimeridian, in degrees, may xmin lie above xmax.",
        )
    return east + turn


def _polygons(path: str) -> tuple[Any, str]:
    """The union of all polygons of a file's first layer, and its CRS."""
    if is_plain_path(path) and not os.path.exists(path):
        raise BadRequest(f"There is no mask file {path}.")
    try:
        with vector_name(path) as name:
            facts, _, wkb, _ = pyogrio.raw.read(name, columns=[], force_2d=True)
    except (DataSourceError, DataLayerError) as error:
        raise BadRequest(f"{path} cannot be read as a file of polygons: {error}") from error
    if facts["crs"] is None:
        raise BadRequest(f"The mask file {path} has no CRS.", hint="Assign its CRS first.")
    shapes = [] if wkb is None else [_surface(shape) for shape in shapely.from_wkb(wkb) if shape is not None]
    union = shapely.union_all(np.array(shapes, dtype=object))
    if union.is_empty:
        raise BadRequest(f"The mask file {path} holds no polygons.")
    return union, str(facts["crs"])


def _on_grid(shape: Any, shape_crs: str, reader: RasterReader, what: str) -> Any:
    """A polygon of any CRS in model pixels."""
    try:
        source, target = pyproj.CRS.from_user_input(shape_crs), pyproj.CRS.from_wkt(reader.info.crs_wkt)
        if not source.equals(target, ignore_axis_order=True):
            shape = _transformed(shape, source, target, reader, what)
            if target.is_geographic:
                shape = _surface(cut_at_antimeridian(np.array([shape], dtype=object))[0])
        if target.is_geographic:
            corners = shapely.box(0, 0, reader.model_width, reader.model_height)
            there = to_crs(reader.model_transform, shapely.get_coordinates(corners))
            shape = _turned_to(shape, float(there[:, 0].min()), float(there[:, 0].max()), _turn_of(target))
    except pyproj.exceptions.ProjError as error:
        raise BadRequest(f"The CRS of the {what} cannot be understood or related to the raster's: {error}") from error
    to_pixels = ~reader.model_transform
    return _surface(shapely.transform(shape, lambda points: to_crs(to_pixels, points)))


def _transformed(shape: Any, source: pyproj.CRS, target: pyproj.CRS, reader: RasterReader, what: str) -> Any:
    # Cut to the raster's surroundings first: a world-wide extent has no coordinates in most projections. (A raster that
    # is itself too large for the shape's CRS has no surroundings there, and needs no cut.) Edges are then split,
    # because a straight edge is a curve in another CRS.
    width, height = reader.model_width, reader.model_height
    outline = shapely.segmentize(shapely.box(0, 0, width, height), max(width, height) / 64)
    points = to_crs(reader.model_transform, shapely.get_coordinates(outline))
    x, y = pyproj.Transformer.from_crs(target, source, always_xy=True).transform(points[:, 0], points[:, 1])
    forward = pyproj.Transformer.from_crs(source, target, always_xy=True)
    if source.is_geographic and not target.is_geographic:
        for pole in (_turn_of(source) / 4, -_turn_of(source) / 4):
            if _is_on(reader, *forward.transform(0.0, pole)):
                lowest = np.min(np.sign(pole) * y[np.isfinite(y)], initial=abs(pole))
                return _around_pole(shape, pole, float(lowest), forward)
    if source.is_geographic and np.isfinite(x).all():
        turn = _turn_of(source)
        x = np.unwrap(x, period=turn)  # 179, -179 are neighbours
        margin = np.ptp(x) * 0.1
        shape = _turned_to(shape, float(x.min() - margin), float(x.max() + margin), turn)
    if np.isfinite(x).all() and np.isfinite(y).all() and not (source.is_geographic and target.is_geographic):
        margin = max(np.ptp(x), np.ptp(y)) * 0.1
        near = shapely.box(x.min() - margin, y.min() - margin, x.max() + margin, y.max() + margin)
        shape = _surface(shape.intersection(near))
        if shape.is_empty:
            return shape
    shape = _carried(shape, forward)
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise BadRequest(f"The {what} reaches beyond where the raster's CRS is defined: choose a smaller one.")
    return shape


def _carried(shape: Any, forward: pyproj.Transformer) -> Any:
    left, bottom, right, top = shape.bounds
    shape = shapely.segmentize(shape, max(right - left, top - bottom) * _EDGE_SHARE)
    return shapely.transform(shape, lambda p: np.stack(forward.transform(p[:, 0], p[:, 1]), axis=1))


def _is_on(reader: RasterReader, x: float, y: float) -> bool:
    """Whether a place in the raster's CRS lies on the raster or at its edge."""
    if not (math.isfinite(x) and math.isfinite(y)):
        return False
    col, row = ~reader.model_transform @ (x, y)
    return bool(-1 <= col <= reader.model_width + 1 and -1 <= row <= reader.model_height + 1)


# Around a pole a rectangle of longitudes and latitudes is a ring or a disc, which no closed line of a map's coordinates
# goes around once. So it is carried over in four quarters, each a little wider than a quarter where the shape goes on,
# so that no slit is left between them; and where it holds the pole itself, a cap covers the quarters' tips.
def _around_pole(shape: Any, pole: float, lowest: float, forward: pyproj.Transformer) -> Any:
    """A shape in longitudes and latitudes on a map with the pole in it. ``lowest``: the map's latitude furthest from it
    (counted from the equator towards it)."""
    turn, lap = 4 * abs(pole), abs(pole) * _LAP
    last = max(lowest - (abs(pole) - lowest) * 0.1, -abs(pole) + lap) * np.sign(pole)
    bottom, top = min(last, pole), max(last, pole)
    shape = _surface(shape.intersection(shapely.box(-2 * turn, bottom, 2 * turn, top)))
    if shape.is_empty:
        return shape
    shape = _turned_to(shape, -turn / 2 - lap, turn / 2 + lap, turn)
    parts = []
    for number in range(4):
        west = turn * (number / 4 - 1 / 2)
        quarter = _surface(shape.intersection(shapely.box(west - lap, bottom, west + turn / 4 + lap, top)))
        if not quarter.is_empty:
            parts.append(_surface(_carried(quarter, forward)))
    cap = pole - np.sign(pole) * lap
    if shape.covers(shapely.box(-turn / 2, min(pole, cap), turn / 2, max(pole, cap))):
        longitudes = np.linspace(-turn / 2, turn / 2, 72, endpoint=False)
        around = forward.transform(longitudes, np.full(72, cap))
        parts.append(shapely.Polygon(np.stack(around, axis=1)))
    return shapely.union_all(np.array(parts, dtype=object))


# Worked example: a raster of the longitudes 0 to 360 and an extent from -20 to 10. Turned by 0 it gives 0 to 10, by 360
# it gives 340 to 360, and both count. A raster from 170 to 190 sees an extent from -175 to -170 as 185 to 190.
def _turned_to(shape: Any, west: float, east: float, turn: float) -> Any:
    """A shape in longitudes and latitudes, as often around the earth as it takes to be seen between west and east."""
    left, low, right, high = shape.bounds
    first, last = math.ceil((west - right) / turn), math.floor((east - left) / turn)
    if first == last == 0:
        return shape
    strip = shapely.box(west, low, east, high)
    copies = [
        _surface(shapely.transform(shape, lambda p, by=number * turn: p + np.array([by, 0.0])).intersection(strip))
        for number in range(first, last + 1)
    ]
    return shapely.union_all(np.array(copies, dtype=object))


def _turn_of(crs: pyproj.CRS) -> float:
    """A whole turn in the units of a geographic CRS: 360 degrees."""
    return 2 * math.pi / crs.axis_info[0].unit_conversion_factor


def _surface(shape: Any) -> Any:
    """Only what has an area of a shape, made valid: an empty polygon, a polygon or a multipolygon."""
    shape = shape if shape.is_valid else shapely.make_valid(shape)
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shape)
    parts = shapely.get_parts(parts)  # of collections within collections
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def _snapped(shape_px: Any) -> Window | None:
    bounds = shapely.bounds(shape_px)
    left, top = np.ceil(bounds[:2] - _TOLERANCE_PX).astype(int)
    right, bottom = np.floor(bounds[2:] + _TOLERANCE_PX).astype(int)
    return Window(int(left), int(top), int(right - left), int(bottom - top)) if right > left and bottom > top else None


def _box(window: Window, inset: float = 0.0) -> Any:
    return shapely.box(window.x + inset, window.y + inset, window.right - inset, window.bottom - inset)


def _strips(window: Window) -> list[Window]:
    starts = range(window.y, window.bottom, _STRIP_ROWS)
    return [Window(window.x, y, window.width, min(_STRIP_ROWS, window.bottom - y)) for y in starts]


def _grown(pixels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Every pixel that is set or has a neighbour, also a diagonal one, that is."""
    grown = pixels.copy()
    grown[1:] |= pixels[:-1]
    grown[:-1] |= pixels[1:]
    across = grown.copy()
    across[:, 1:] |= grown[:, :-1]
    across[:, :-1] |= grown[:, 1:]
    return across
