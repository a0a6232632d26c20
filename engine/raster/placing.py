"""Brings the polygons of a result from the raster's CRS into the output's: edges follow, the antimeridian cuts."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from engine.errors import BadRequest

LONLAT = "EPSG:4326"
_LONGEST_M = 500.0  # edges are split above this: a straight line is then nowhere a centimetre beside itself
_DEGREE_M = 111_320.0
_HINT = "Name a CRS that covers the raster, such as EPSG:4326, or leave it out for the raster's own."


class Placing:
    """Polygons of ``source`` (WKT) as polygons or multipolygons of ``target`` (anything that names a CRS).

    ``decimals``: coordinates are rounded so far, and the polygons then still valid. BadRequest for a CRS that is not
    understood, has no relation to the source's, or is not defined where the polygons are.
    """

    def __init__(self, source: str, target: str, *, decimals: int | None = None) -> None:
        self._grid = None if decimals is None else 10.0**-decimals
        self._name = target
        try:
            self.crs, from_crs = output_crs(target), pyproj.CRS.from_user_input(source)
            self._same = from_crs.equals(self.crs, ignore_axis_order=True)
            self._transformer = pyproj.Transformer.from_crs(from_crs, self.crs, always_xy=True)
        except pyproj.exceptions.ProjError as error:
            raise BadRequest(
                f"The output's CRS {target} has no relation to the raster's: {error}", hint=_HINT
            ) from error
        unit = from_crs.axis_info[0].unit_conversion_factor if from_crs.axis_info else 1.0
        self._longest = _LONGEST_M / (_DEGREE_M if from_crs.is_geographic else unit or 1.0)

    def __call__(self, polygons: NDArray[Any]) -> NDArray[Any]:
        """Place an array of polygons or multipolygons. Every result is valid."""
        placed = polygons if self._same else self._transformed(polygons)
        if self.crs.is_geographic:
            placed = cut_at_antimeridian(placed)
        broken = ~shapely.is_valid(placed)
        if broken.any():
            placed = placed.copy()
            placed[broken] = [_surface(shape) for shape in placed[broken]]
        if self._grid is not None:
            rounded = shapely.set_precision(placed, self._grid)
            placed = np.where(shapely.is_empty(rounded), placed, rounded)  # smaller than the last digit
        return np.asarray(placed)

    def _transformed(self, polygons: NDArray[Any]) -> NDArray[Any]:
        split = shapely.segmentize(polygons, self._longest)
        placed = shapely.transform(split, lambda p: np.stack(self._transformer.transform(p[:, 0], p[:, 1]), axis=1))
        if not np.isfinite(shapely.get_coordinates(placed)).all():
            raise BadRequest(f"The output's CRS {self._name} is not defined where the raster lies.", hint=_HINT)
        return np.asarray(placed)


def output_crs(name: str) -> pyproj.CRS:
    """The CRS of that name. Raises BadRequest."""
    try:
        crs = pyproj.CRS.from_user_input(name)
    except pyproj.exceptions.ProjError as error:
        raise BadRequest(f"The output's CRS {name!r} is not known: {error}", hint=_HINT) from error
    if not (crs.is_geographic or crs.is_projected):
        raise BadRequest(f"The output's CRS {name!r} is no plane and no longitude and latitude.", hint=_HINT)
    return crs


def cut_at_antimeridian(shapes: NDArray[Any]) -> NDArray[Any]:
    """Longitudes brought between -180 and 180, in parts where a shape lies on both sides (RFC 7946, section 3.1.9)."""
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    crossing = np.zeros(len(shapes), np.bool_)
    crossing[owner[np.abs(points[:, 0]) > 180.0]] = True
    jumps = (np.abs(points[1:, 0] - points[:-1, 0]) > 180.0) & (owner[1:] == owner[:-1])
    crossing[owner[1:][jumps]] = True
    if not crossing.any():
        return shapes
    cut = shapes.copy()
    cut[crossing] = [_in_parts(shape) for shape in shapes[crossing]]
    return cut


# Worked example: a square with the longitudes 179, -179, -179, 179 is unwrapped to 179, 181, 181, 179. Its part up to
# 180 stays; its part beyond goes 360 to the left, to -180 .. -179. A ring around a pole does not come back to where it
# began, but 360 degrees beside it: it is closed along the pole.
def _in_parts(shape: Any) -> Any:
    surfaces = []
    for polygon in shapely.get_parts(shape):
        outer, *holes = (_unwrapped(ring) for ring in shapely.get_rings(polygon))
        for hole in holes:
            for turn in (-360.0, 0.0, 360.0):
                outer = outer.difference(_shifted(hole, turn))
        surfaces.append(outer)
    world = shapely.box(-180.0, -90.0, 180.0, 90.0)
    parts = [
        _shifted(surface, -turn).intersection(world)
        for surface in surfaces
        for turn in (-720.0, -360.0, 0.0, 360.0, 720.0)
    ]
    return _surface(shapely.union_all(np.array(parts, dtype=object)))


def _unwrapped(ring: Any) -> Any:
    points = shapely.get_coordinates(ring)
    lon, lat = np.unwrap(points[:, 0], period=360.0), points[:, 1]
    if abs(lon[-1] - lon[0]) > 180.0:
        pole = math.copysign(90.0, float(lat.mean()))
        lon, lat = np.append(lon, [lon[-1], lon[0]]), np.append(lat, [pole, pole])
    return _surface(shapely.polygons(np.stack([lon, lat], axis=1)))


def _shifted(shape: Any, by: float) -> Any:
    return shapely.transform(shape, lambda points: points + np.array([by, 0.0]))


def _surface(shape: Any) -> Any:
    """What has an area of a shape, made valid."""
    shape = shape if shape.is_valid else shapely.make_valid(shape)
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
