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
_WGS84 = pyproj.Geod(ellps="WGS84")


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
            return pyproj.Transformer.from_crs(self.crs_wkt, "EPSG:4326", always_xy=True)
        except pyproj.exceptions.ProjError as error:
            raise NoGeoreference(f"The raster's CRS has no known position on the earth: {error}") from error

    def lonlat(self, points_px: NDArray[np.float64]) -> NDArray[np.float64]:
        """Longitude and latitude in degrees, (n, 2), of pixel positions (n, 2)."""
        x, y = to_crs(self.transform, points_px).T
        lon, lat = self._to_lonlat.transform(x, y)
        if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
            raise NoGeoreference("The raster lies outside of where its CRS is defined.")
        return np.stack([lon, lat], axis=1)

    def metres_per_pixel(self, points_px: NDArray[np.float64]) -> NDArray[np.float64]:
        """The local scale at pixel positions (n, 2): (n, 2, 2), metres [east, north] by one step in [x, y]."""
        half = 0.5
        west, east, north, south = (
            np.radians(self.lonlat(points_px + np.array(step)))
            for step in ((-half, 0.0), (half, 0.0), (0.0, -half), (0.0, half))
        )
        latitude = (north[:, 1] + south[:, 1]) / 2
        flat = 1.0 - _WGS84.es * np.sin(latitude) ** 2
        normal = _WGS84.a / np.sqrt(flat)  # radius of curvature across the meridian
        meridian = normal * (1.0 - _WGS84.es) / flat  # and along it
        steps = np.stack([east - west, south - north], axis=2)  # (n, [lon, lat], [x, y])
        steps[:, 0] = (steps[:, 0] + np.pi) % (2 * np.pi) - np.pi  # a step over the antimeridian
        return np.stack([steps[:, 0] * (normal * np.cos(latitude))[:, None], steps[:, 1] * meridian[:, None]], axis=1)

    def gsd_m(self, x: float, y: float) -> float:
        """Side in metres of the square that covers as much ground as the pixel around (x, y)."""
        return float(np.sqrt(abs(np.linalg.det(self.metres_per_pixel(np.array([[x, y]]))[0]))))

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
        steps = (points[1:] - points[:-1])[same_ring]
        owner = polygon_of_part[part_of_ring[ring_of_point[1:][same_ring]]]
        ground = np.einsum("nij,nj->ni", scale[owner], steps)
        return np.bincount(owner, np.hypot(ground[:, 0], ground[:, 1]), len(polygons_px)).astype(np.float64)

    def _geodesic(self, shape_px: Any, scale: NDArray[np.float64]) -> tuple[float, float]:
        longest_px = _SEGMENT_M / float(np.linalg.norm(scale, ord=2))
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
