"""How long, how wide and which way a shape lies on the ground: the smallest rectangle around it, measured in metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from engine.raster.geodesy import Ground

_WGS84 = pyproj.Geod(ellps="WGS84")
_ROUNDS = 20


@dataclass(frozen=True)
class Rectangles:
    """The smallest rectangle around each of n shapes, each (n,): sides in metres, and the bearing of the longer one."""

    length_m: NDArray[np.float64]
    width_m: NDArray[np.float64]
    orientation_deg: NDArray[np.float64]  # clockwise from true north, 0 <= d < 180


def rectangles(polygons_px: NDArray[Any], ground: Ground) -> Rectangles:
    """Measure polygons given in pixels; those of a few kilometres or less to a millionth, whatever the raster's CRS.

    The rectangle is found in metres of the ground around the shape's centre; its sides are geodesics.
    """
    if len(polygons_px) == 0:
        return Rectangles(np.zeros(0), np.zeros(0), np.zeros(0))
    frame = LocalFrame(polygons_px, ground)
    corners_m = shapely.get_coordinates(shapely.oriented_envelope(frame.to_metres(_without_dents(polygons_px))))
    corners_m = corners_m.reshape(-1, 5, 2)[:, :4]
    middles_m = (corners_m + np.roll(corners_m, -1, axis=1)) / 2  # of the four sides
    middles_px = frame.points_to_pixels(middles_m)
    lon, lat = ground.lonlat(middles_px.reshape(-1, 2)).reshape(-1, 4, 2).transpose(2, 1, 0)
    bearing_1, _, side_1 = _WGS84.inv(lon[0], lat[0], lon[2], lat[2])
    bearing_2, _, side_2 = _WGS84.inv(lon[1], lat[1], lon[3], lat[3])
    longer = side_1 >= side_2
    bearing = np.where(longer, bearing_1, bearing_2)
    # Rounded first: a bearing a hair below 180 degrees is 0.
    orientation = np.mod(np.round(np.mod(bearing, 180.0), 6), 180.0)
    return Rectangles(np.maximum(side_1, side_2), np.minimum(side_1, side_2), orientation)


def _without_dents(polygons_px: NDArray[Any]) -> NDArray[Any]:
    """Lines with the same convex hulls as polygons whose corners lie on the pixel grid, and few other points.

    Any other array of shapes comes back as it is. Of each line of the grid that holds corners, the outermost two are
    looked at: the rest of a staircase is in nobody's hull.
    """
    points, owner = shapely.get_coordinates(polygons_px, return_index=True)
    x, y = points.T
    if not np.array_equal(y, np.rint(y)):
        return polygons_px
    starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    top, bottom = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    lines = (bottom - top).astype(np.int64) + 1
    first = np.cumsum(lines) - lines
    at = first[owner] + (y - top[owner]).astype(np.int64)
    owner_of_line = np.repeat(np.arange(len(lines)), lines)
    y_of_line = np.arange(len(owner_of_line)) - first[owner_of_line] + top[owner_of_line]
    sides = []
    for side in (-1.0, 1.0):
        outermost = np.full(len(owner_of_line), -np.inf)
        np.maximum.at(outermost, at, side * x)
        some = np.flatnonzero(np.isfinite(outermost))
        kept = some[_outer(outermost[some], y_of_line[some], owner_of_line[some])]
        sides.append((side * outermost[kept], y_of_line[kept], owner_of_line[kept]))
    x, y, owner = (np.concatenate(both) for both in zip(*sides, strict=True))
    order = np.argsort(owner, kind="stable")
    found: NDArray[Any] = shapely.linestrings(np.stack([x, y], axis=1)[order], indices=owner[order])
    return found


def _outer(x: NDArray[np.float64], y: NDArray[np.float64], owner: NDArray[np.int64]) -> NDArray[np.intp]:
    """Which points of chains, sorted by owner and y, are not left of the line from one to another of the same chain.

    A point left of the line between its neighbours is no corner of the hull, whichever others go at the same time.
    """
    kept = np.arange(len(x))
    for _ in range(_ROUNDS):  # what is left after these makes the hull no other
        px, py = x[kept], y[kept]
        before, after = slice(None, -2), slice(2, None)
        right = (px[1:-1] - px[before]) * (py[after] - py[before]) > (px[after] - px[before]) * (py[1:-1] - py[before])
        ends = (owner[kept][before] != owner[kept][1:-1]) | (owner[kept][after] != owner[kept][1:-1])
        stays = np.concatenate([[True], right | ends, [True]]) if len(kept) > 2 else np.ones(len(kept), np.bool_)
        if stays.all():
            break
        kept = kept[stays]
    return kept


class LocalFrame:
    """A plane in metres around the centre of each of n polygons, in which right angles are those of the ground."""

    def __init__(self, polygons_px: NDArray[Any], ground: Ground) -> None:
        bounds = shapely.bounds(polygons_px)
        self._centre_px = (bounds[:, :2] + bounds[:, 2:]) / 2
        self._metres = ground.metres_per_pixel(self._centre_px)
        self._pixels = np.asarray(np.linalg.inv(self._metres), np.float64)

    def to_metres(self, polygons_px: NDArray[Any]) -> NDArray[Any]:
        """The polygons in metres from their centres."""
        return self._moved(polygons_px, self._metres, self._centre_px, 0.0)

    def to_pixels(self, polygons_m: NDArray[Any]) -> NDArray[Any]:
        """Back again."""
        return self._moved(polygons_m, self._pixels, 0.0, self._centre_px)

    def points_to_pixels(self, points_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points (n, k, 2), k for each polygon, from metres to pixels."""
        moved: NDArray[np.float64] = np.einsum("nij,nkj->nki", self._pixels, points_m) + self._centre_px[:, None]
        return moved

    @staticmethod
    def _moved(polygons: NDArray[Any], matrices: NDArray[np.float64], before: Any, after: Any) -> NDArray[Any]:
        points, owner = shapely.get_coordinates(polygons, return_index=True)
        points = points - (before[owner] if isinstance(before, np.ndarray) else before)
        points = np.einsum("nij,nj->ni", matrices[owner], points)
        points += after[owner] if isinstance(after, np.ndarray) else after
        moved: NDArray[Any] = shapely.set_coordinates(polygons.copy(), points)
        return moved
