"""What becomes of outlines that follow the pixels: small holes filled, fewer corners, right angles.

Whatever is asked, polygons stay valid and none covers a part of another: they are shaped together with their
neighbours, and one that cannot be shaped so keeps its pixel outline.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from engine.raster.geodesy import Ground
from engine.raster.rectangles import LocalFrame
from engine.raster.right_angles import farthest_m, squared

_AREA_CHANGE = 2.0  # a simplified area this many times smaller or larger is another shape: it keeps its outline
_SPREAD = 6.0  # areas this many tolerances apart cannot meet when simplified
_OVERLAP = "T********"  # of two interiors, in the terms of DE-9IM


@dataclass(frozen=True)
class Outlines:
    """How outlines are shaped; in this order. With all at 0 they follow the pixels.

    ``simplify_m``: corners are dropped, the smallest first, while the triangle that goes is smaller than the square of
    so many metres (Visvalingam and Whyatt's method). ``right_angles``: outlines that are nearly rectilinear, in any
    direction, become so.
    """

    min_hole_m2: float = 0.0  # geodesic; smaller holes are filled, with what stands in them
    simplify_m: float = 0.0
    right_angles: bool = False

    def apart_px(self, gsd_m: float) -> float:
        """How far from each other two regions are, in pixels, that need not be shaped together; 0: all of them."""
        reach_m = max(_SPREAD * self.simplify_m, math.sqrt(self.min_hole_m2 / math.pi))
        if self.right_angles:
            reach_m += 2 * farthest_m(self.simplify_m, gsd_m)
        return reach_m / gsd_m + 1 if reach_m else 0.0


def shape_outlines(
    polygons_px: NDArray[Any], outlines: Outlines, ground: Ground, gsd_m: float
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Shape polygons on the pixel grid that hold all their own neighbours (`regions`, `Outlines.apart_px`).

    Gives as many polygons, and which of them remain: one in a filled hole does not. Memory: some copies of them.
    """
    filled, remain = polygons_px, np.ones(len(polygons_px), np.bool_)
    if outlines.min_hole_m2 > 0:
        filled, remain = _filled(polygons_px, outlines.min_hole_m2, ground)
    shaped = filled[remain]
    if outlines.simplify_m > 0:
        shaped = _simplified(shaped, outlines.simplify_m / gsd_m)
    if outlines.right_angles:
        frame = LocalFrame(shaped, ground)
        metres, fits = squared(frame.to_metres(shaped), outlines.simplify_m, gsd_m)
        shaped = _apart(np.where(fits, frame.to_pixels(metres), shaped), shaped)
    result = filled.copy()
    result[remain] = shaped
    return result, remain


def _filled(polygons_px: NDArray[Any], min_hole_m2: float, ground: Ground) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The polygons without holes below that size, and which of them are in no such hole."""
    rings, owner = shapely.get_rings(polygons_px, return_index=True)
    outer = np.append(True, owner[1:] != owner[:-1])
    holes = shapely.polygons(rings[~outer])
    small = ground.measure(holes)[0] < min_hole_m2
    remain = np.ones(len(polygons_px), np.bool_)
    if not small.any():
        return polygons_px, remain
    kept = outer.copy()
    kept[~outer] = ~small
    filled: NDArray[Any] = shapely.polygons(rings[kept], indices=owner[kept])
    _, inside = shapely.STRtree(polygons_px).query(holes[small], predicate="covers")
    remain[inside] = False
    return filled, remain


def _simplified(polygons_px: NDArray[Any], tolerance_px: float) -> NDArray[Any]:
    """Fewer corners; polygons that touch stay where they touch, and none gets into another's way."""
    simple = shapely.coverage_simplify(polygons_px, tolerance_px)
    change = shapely.area(simple) / shapely.area(polygons_px)
    sound = shapely.is_valid(simple) & (change > 1 / _AREA_CHANGE) & (change < _AREA_CHANGE)
    if sound.all():
        return np.asarray(simple)
    return _apart(np.where(sound, simple, polygons_px), polygons_px)


def _apart(shaped: NDArray[Any], before: NDArray[Any]) -> NDArray[Any]:
    """``shaped``, but ``before`` for all that would lie on another; those of ``before`` never do."""
    shaped = shaped.copy()
    while True:
        first, second = shapely.STRtree(shaped).query(shaped, predicate="intersects")
        first, second = first[first < second], second[first < second]
        over = shapely.relate_pattern(shaped[first], shaped[second], _OVERLAP)
        wrong = np.unique(np.concatenate([first[over], second[over]]))
        changed = wrong[[shaped[index] is not before[index] for index in wrong]] if len(wrong) else wrong
        if len(changed) == 0:
            return shaped
        shaped[changed] = before[changed]
