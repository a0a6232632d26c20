"""Sizes on the ground: metres, areas and perimeters on the ellipsoid, whatever the raster's CRS.

The units of a CRS are never taken for metres: Web Mercator's are 1.5 times too long at 48 degrees, and degrees are
no lengths at all.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pyproj
import shapely
from affine import Affine
from numpy.typing import NDArray

from engine.errors import NoGeoreference

LOCAL_BELOW_M = 2000.0  # shapes smaller than this are measured with the scale at their centre: exact to 1e-6
_SEGMENT_M = 500.0  # longest edge of a larger shape: a straight line of the CRS leaves the geodesic by < 1 cm
_COLUMN_M = 5e6  # width of the columns in which larger shapes are measured: each far smaller than half of the earth
_WGS84 = pyproj.Geod(ellps="WGS84")

_UNDEFINED = NoGeoreference("The raster lies outside of where its CRS is defined.")
_OFF_EARTH = NoGeoreference(
    "The raster reaches beyond the Earth: its corners lie off it, as in pictures of the whole disk.",
    hint="Choose a smaller extent, cut the raster to the ground it shows, or reproject it (QGIS: Warp).",
)


class Ground:
    """Measures shapes given in pixels on the WGS 84 ellipsoid.

    ``transform`` takes pixels (x to the right, y down) to the CRS of ``crs_wkt``. Memory grows with the vertices of the
    shapes of one call. NoGeoreference where the CRS has no relation to the earth.
    """

    def __init__(self, transform: Affine, crs_wkt: str) -> None:
        self.transform = transform
        self.crs_wkt = crs_wkt

    @cached_property
    def _to_lonlat(self) -> pyproj.Transformer:
        try:
            crs = pyproj.CRS.from_user_input(self.crs_wkt)
            if not (crs.is_geographic or crs.is_projected):
                raise NoGeoreference(
                    f"The raster's CRS ({crs.name}) is no map: neither a plane nor longitude and latitude.",
                    hint="Reproject it to a map's CRS first (QGIS: Raster > Projections > Warp).",
                )
            return pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        except pyproj.exceptions.ProjError as error:
            raise NoGeoreference(f"The raster's CRS has no known position on the earth: {error}") from error

    def lonlat(self, points_px: NDArray[np.float64]) -> NDArray[np.float64]:
        """Longitude and latitude in degrees, (n, 2), of pixel positions (n, 2)."""
        x, y = to_crs(self.transform, points_px).T
        lon, lat = self._to_lonlat.transform(x, y)
        if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
            middle = self._to_lonlat.transform(*to_crs(self.transform, points_px.mean(axis=0, keepdims=True)).T)
            raise _OFF_EARTH if np.isfinite(middle).all() else _UNDEFINED
        # Grids of values at whole degrees have pixels around the poles, which reach half of themselves beyond.
        if (np.abs(lat) > 90.0 + abs(self.transform.d) + abs(self.transform.e)).any():
            raise NoGeoreference("The raster has latitudes beyond 90: are the axes swapped?")
        return np.stack([lon, np.clip(lat, -90.0, 90.0)], axis=1)

    def metres_per_pixel(self, points_px: NDArray[np.float64]) -> NDArray[np.float64]:
        """The local scale at pixel positions (n, 2): (n, 2, 2), metres on the ground by one step in [x, y].

        The two axes on the ground are at right angles, the first follows x: unlike east and north at the poles too.
        """
        half = 0.5
        west, east, north, south = (
            self._in_space(points_px + np.array(step))
            for step in ((-half, 0.0), (half, 0.0), (0.0, -half), (0.0, half))
        )
        return np.asarray(np.linalg.qr(np.stack([east - west, south - north], axis=2), mode="r"))

    def _in_space(self, points_px: NDArray[np.float64]) -> NDArray[np.float64]:
        """Metres (n, [x, y, z]) from the centre of the earth."""
        lon, lat = np.radians(self.lonlat(points_px).T)
        normal = _WGS84.a / np.sqrt(1.0 - _WGS84.es * np.sin(lat) ** 2)  # radius of curvature across the meridian
        around = normal * np.cos(lat)
        return np.stack([around * np.cos(lon), around * np.sin(lon), normal * (1.0 - _WGS84.es) * np.sin(lat)], axis=1)

    def gsd_m(self, x: float, y: float) -> float:
        """Side in metres of the square that covers as much ground as the pixel around (x, y)."""
        gsd_m = float(np.sqrt(abs(np.linalg.det(self.metres_per_pixel(np.array([[x, y]]))[0]))))
        if gsd_m == 0.0:
            raise NoGeoreference("The raster's pixels have no size on the ground: are they all at a pole?")
        return gsd_m

    def measure(self, polygons_px: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Areas in m2 and perimeters in m (holes count) of an array of polygons or multipolygons in pixels."""
        if len(polygons_px) == 0:
            return np.zeros(0), np.zeros(0)
        bounds = shapely.bounds(polygons_px)
        scale = self.metres_per_pixel((bounds[:, :2] + bounds[:, 2:]) / 2)
        areas = shapely.area(polygons_px) * np.abs(np.linalg.det(scale))
        perimeters = self._local_perimeters(polygons_px, scale)
        extents = (bounds[:, 2:] - bounds[:, :2]).max(axis=1) * np.abs(scale).sum(axis=(1, 2))
        for index in np.flatnonzero(extents > LOCAL_BELOW_M):
            areas[index], perimeters[index] = self._geodesic(polygons_px[index], scale[index])
        return areas, perimeters

    @staticmethod
    def _local_perimeters(polygons_px: NDArray[Any], scale: NDArray[np.float64]) -> NDArray[np.float64]:
        parts, polygon_of_part = shapely.get_parts(polygons_px, return_index=True)
        rings, part_of_ring = shapely.get_rings(parts, return_index=True)
        points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
        same_ring = ring_of_point[1:] == ring_of_point[:-1]
        x, y = ((points[1:, axis] - points[:-1, axis])[same_ring] for axis in (0, 1))
        owner = polygon_of_part[part_of_ring[ring_of_point[1:][same_ring]]]
        along_x = scale[owner, 0, 0] * x + scale[owner, 0, 1] * y  # the matrix is triangular: the first axis follows x
        return np.bincount(owner, np.hypot(along_x, scale[owner, 1, 1] * y), len(polygons_px)).astype(np.float64)

    def _geodesic(self, shape_px: Any, scale: NDArray[np.float64]) -> tuple[float, float]:
        metres = float(np.linalg.norm(scale, ord=2))
        area, perimeter = self._by_rings(shape_px, _SEGMENT_M / metres)
        left, top, right, bottom = shape_px.bounds
        width = _COLUMN_M / metres
        if right - left > width:  # what a ring encloses is told from the rest of the earth by being the smaller part
            columns = (shapely.box(x, top, x + width, bottom) for x in np.arange(left, right, width))
            area = sum(self._by_rings(shape_px.intersection(box), _SEGMENT_M / metres)[0] for box in columns)
        return area, perimeter

    def _by_rings(self, shape_px: Any, longest_px: float) -> tuple[float, float]:
        area = perimeter = 0.0
        for polygon in shapely.get_parts(shape_px):
            for number, ring in enumerate(shapely.get_rings(polygon)):
                lon, lat = self.lonlat(shapely.get_coordinates(shapely.segmentize(ring, longest_px))).T
                ring_area, length = _WGS84.polygon_area_perimeter(lon[:-1], lat[:-1])
                area += abs(ring_area) if number == 0 else -abs(ring_area)
                perimeter += length
        return area, perimeter


def to_crs(transform: Affine, points_px: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pixel positions (n, 2) through the affine transform."""
    x, y = points_px[:, 0], points_px[:, 1]
    return np.stack(
        [
            transform.a * x + transform.b * y + transform.c,
            transform.d * x + transform.e * y + transform.f,
        ],
        axis=1,
    )
