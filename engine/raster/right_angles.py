"""Makes outlines rectilinear that nearly are: buildings, basins, fields.

The known method: find the outline's main direction, take every edge for one along or across it, put each run of edges
at its mean place, and let neighbours meet. What would move too far from where it was stays as it was.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

_COARSE_PX = 1.5  # corners of the pixel grid are dropped first, up to this many pixels
_FARTHEST = 2.0  # no point of the outline moves farther than so many times that
_LEAST_IOU = 0.8  # of the area before and after


def farthest_m(simplify_m: float, gsd_m: float) -> float:
    """How far an outline moves at most, in metres."""
    return _FARTHEST * max(simplify_m, _COARSE_PX * gsd_m)


def squared(polygons_m: NDArray[Any], simplify_m: float, gsd_m: float) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The polygons, in metres of a plane, with right angles, and which of them that fits; the others mean nothing.

    One that fits is valid, shares at least 80 % of the joint area with what it was (IoU), and no point of its outline
    is farther than `farthest_m` from it. Polygons are looked at one by one: two results may lie on each other.
    """
    coarse = shapely.simplify(polygons_m, max(simplify_m, _COARSE_PX * gsd_m), preserve_topology=True)
    made = np.array([_rectilinear(polygon) for polygon in coarse], dtype=object)
    made[~shapely.is_valid(made)] = None
    common, joint = shapely.intersection(made, polygons_m), shapely.union(made, polygons_m)
    fits = shapely.area(common) >= _LEAST_IOU * shapely.area(joint)  # False where there is none
    fits &= shapely.hausdorff_distance(made, polygons_m) <= farthest_m(simplify_m, gsd_m)
    return np.where(fits, made, polygons_m), fits


def _rectilinear(polygon: Any) -> Any:
    """A polygon whose edges are along and across one direction; None where there is none."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon)]
    turn = _turn(rings)
    placed = [_along_axes(points @ turn) for points in rings]
    if any(points is None for points in placed):
        return None
    outer, *holes = (shapely.linearrings(points @ turn.T) for points in placed if points is not None)
    return shapely.polygons(outer, holes or None)


def _turn(rings: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The rotation (2, 2), of points in rows, that brings the main direction to the x axis.

    Four times an edge's angle is the same for edges that are parallel or at right angles: their mean, weighted by
    squared length, so that long walls decide, is four times the main direction.
    """
    steps = np.concatenate([points[1:] - points[:-1] for points in rings])
    along = (steps[:, 0] + 1j * steps[:, 1]) ** 4
    sizes = np.abs(along)
    main = np.sum(along / np.sqrt(np.where(sizes > 0, sizes, 1.0)))  # 4th power: one half of it leaves length squared
    angle = np.angle(main) / 4
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin], [sin, cos]])


# Worked example: a wall with edges from (0, 0) to (6, 0.2) and on to (10, 0), then one up to (10, 5). The first two are
# one run along x; its mean height, by length, is 0.1. The third is a run across, at 10. They meet in (10, 0.1).
def _along_axes(points: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """A closed ring (n, 2) with all edges parallel to an axis; None where fewer than four are left."""
    steps = points[1:] - points[:-1]
    across = np.abs(steps[:, 1]) > np.abs(steps[:, 0])
    changes = np.flatnonzero(across != np.roll(across, 1))
    if len(changes) < 4:
        return None
    order = np.roll(np.arange(len(steps)), -changes[0])
    runs = np.cumsum(across[order] != np.roll(across[order], 1)) - 1
    middles = (points[1:] + points[:-1])[order] / 2
    lengths = np.hypot(steps[:, 0], steps[:, 1])[order]
    weights = np.bincount(runs, lengths)
    x, y = (np.bincount(runs, lengths * middles[:, axis]) / weights for axis in (0, 1))
    is_across = across[order][np.flatnonzero(np.diff(runs, prepend=-1))]
    following = np.roll(np.arange(len(weights)), -1)
    corner_x = np.where(is_across, x, x[following])
    corner_y = np.where(is_across, y[following], y)
    corners = np.stack([corner_x, corner_y], axis=1)
    return np.concatenate([corners, corners[:1]])
