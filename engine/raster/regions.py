"""The connected regions of a yes/no mask that arrives strip by strip, as polygons in pixels.

Bands of the mask are polygonized one after the other; a region that crosses from a band into the next is kept until
its last piece is known and then joined exactly. So memory does not grow with the height of the mask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.features import shapes

from engine.raster.grid import Window
from engine.raster.neighbours import Neighbourhoods
from engine.raster.storage import gdal_limits

_BAND_PIXELS = 16 * 2**20
_BAND_CORNERS = 300_000  # polygonizing takes some 60 bytes a corner


def regions(
    strips: Iterable[tuple[Window, NDArray[np.bool_]]],
    *,
    band_pixels: int = _BAND_PIXELS,
    band_corners: int = _BAND_CORNERS,
    apart_px: float = 0.0,
) -> Iterator[NDArray[Any]]:
    """Yield arrays of polygons, in pixels, of the 4-connected regions of True pixels; holes are kept, all are valid.

    ``strips`` follow each other from top to bottom and are equally wide. Memory: one band (band_pixels bytes or one
    strip, and some 60 bytes for each of its corners) and the regions that cross its lower edge.

    With ``apart_px`` regions at most so far from each other, directly or through others, come in one array; those that
    are so connected to a region that crosses the lower edge are then kept with it.
    """
    waiting: list[_Group] = []
    near = Neighbourhoods(apart_px)
    for window, mask, is_last in _bands(strips, band_pixels, band_corners):
        polygons = _polygonized(mask, window)
        bounds = shapely.bounds(polygons)
        meets_above = (bounds[:, 1] == window.y) if waiting else np.zeros(len(polygons), np.bool_)
        meets_below = (bounds[:, 3] == window.bottom) & (not is_last)
        whole = ~(meets_above | meets_below)
        if whole.any() and not apart_px:
            yield polygons[whole]
        pieces = [
            _Group([polygons[index]], _edges_at(polygons[index], window.bottom) if meets_below[index] else _NO_EDGES)
            for index in np.flatnonzero(~whole)
        ]
        crossings = [_edges_at(piece.pieces[0], window.y) for piece in pieces]
        groups = _connected(waiting, pieces, crossings)
        finished = [_joined(group.pieces) for group in groups if len(group.open) == 0]
        if finished and not apart_px:
            yield np.array(finished, dtype=object)
        waiting = [group for group in groups if len(group.open)]
        if apart_px:
            growing = [piece for group in waiting for piece in group.pieces]
            complete = np.concatenate([polygons[whole], np.array(finished, dtype=object)])
            if len(released := near.take(complete, growing, window.bottom)):
                yield released
    if len(rest := near.rest()):
        yield rest


@dataclass(frozen=True)
class _Group:
    """Pieces of one region and the intervals (n, 2) of x in which it meets the lower edge of the band."""

    pieces: list[Any]
    open: NDArray[np.float64]


_NO_EDGES = np.zeros((0, 2))


def _bands(
    strips: Iterable[tuple[Window, NDArray[np.bool_]]], band_pixels: int, band_corners: int
) -> Iterator[tuple[Window, NDArray[np.bool_], bool]]:
    """Gather strips into bands of bounded size; the last one is told."""
    gathered: list[tuple[Window, NDArray[np.bool_]]] = []
    pixels = corners = 0
    for window, mask in strips:
        here = int(np.count_nonzero(mask[:-1, :-1] ^ mask[1:, :-1] ^ mask[:-1, 1:] ^ mask[1:, 1:]))
        if gathered and (pixels + mask.size > band_pixels or corners + here > band_corners):
            yield *_stacked(gathered), False
            gathered, pixels, corners = [], 0, 0
        gathered.append((window, mask))
        pixels, corners = pixels + mask.size, corners + here
    if gathered:
        yield *_stacked(gathered), True


def _stacked(strips: list[tuple[Window, NDArray[np.bool_]]]) -> tuple[Window, NDArray[np.bool_]]:
    first, last = strips[0][0], strips[-1][0]
    window = Window(first.x, first.y, first.width, last.bottom - first.y)
    return window, strips[0][1] if len(strips) == 1 else np.concatenate([mask for _, mask in strips])


def _polygonized(mask: NDArray[np.bool_], window: Window) -> NDArray[Any]:
    rings: list[NDArray[np.float64]] = []
    owners: list[int] = []
    if mask.any():
        corner = rasterio.Affine.translation(window.x, window.y)
        with gdal_limits():
            for index, (region, _) in enumerate(
                shapes(mask.view(np.uint8), mask=mask, connectivity=4, transform=corner)
            ):
                rings.extend(np.array(ring) for ring in region["coordinates"])
                owners.extend([index] * len(region["coordinates"]))
    if not rings:
        return np.empty(0, object)
    ring_of_point = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    linear = shapely.linearrings(np.concatenate(rings), indices=ring_of_point)
    polygons: NDArray[Any] = shapely.polygons(linear, indices=np.array(owners))
    return polygons


def _edges_at(polygon: Any, y: int) -> NDArray[np.float64]:
    """Intervals of x, (n, 2), in which the outline runs along the line y."""
    rings, _ = shapely.get_rings(polygon, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    along = (points[:-1, 1] == y) & (points[1:, 1] == y) & (ring_of_point[:-1] == ring_of_point[1:])
    ends = np.stack([points[:-1][along, 0], points[1:][along, 0]], axis=1)
    return np.sort(ends, axis=1)


def _connected(waiting: list[_Group], pieces: list[_Group], crossings: list[NDArray[np.float64]]) -> list[_Group]:
    """Join groups that wait above a line with the pieces below it that share a part of the line with them."""
    parent = list(range(len(waiting) + len(pieces)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    above, above_owner = _sorted_intervals([group.open for group in waiting])
    below, below_owner = _sorted_intervals(crossings)
    # Intervals of one side never overlap each other, so those that one below meets follow each other above.
    first = np.searchsorted(above[:, 1], below[:, 0], side="right")
    last = np.searchsorted(above[:, 0], below[:, 1], side="left")
    for start, stop, owner in zip(first, last, below_owner, strict=True):
        for index in range(start, stop):
            parent[root(len(waiting) + int(owner))] = root(int(above_owner[index]))

    members: dict[int, list[int]] = {}
    for node in range(len(parent)):
        members.setdefault(root(node), []).append(node)
    everyone = waiting + pieces
    joined = []
    for nodes in members.values():
        parts = [piece for node in nodes for piece in everyone[node].pieces]
        still_open = [pieces[node - len(waiting)].open for node in nodes if node >= len(waiting)]
        joined.append(_Group(parts, np.concatenate([_NO_EDGES, *still_open])))
    return joined


def _sorted_intervals(lists: list[NDArray[np.float64]]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    intervals = np.concatenate([_NO_EDGES, *lists])
    owners = np.repeat(np.arange(len(lists)), [len(part) for part in lists]).astype(np.int64)
    order = np.argsort(intervals[:, 0])
    return intervals[order], owners[order]


def _joined(pieces: list[Any]) -> Any:
    """One polygon of pieces that share edges. Exact: all coordinates are whole numbers, all edges axis-parallel.

    Only outlines are joined: a hole of a piece ends within its band, so it is a hole of the whole as it is.
    """
    if len(pieces) == 1:
        return pieces[0]
    outlines = shapely.polygons(shapely.get_exterior_ring(pieces))
    exterior, *holes = (_without_collinear(ring) for ring in shapely.get_rings(shapely.union_all(outlines)))
    for piece in pieces:
        holes.extend(shapely.get_rings(piece)[1:])
    return shapely.polygons(exterior, holes or None)


def _without_collinear(ring: Any) -> Any:
    """The ring without the points that joining left in the middle of straight edges."""
    points = shapely.get_coordinates(ring)[:-1]
    turn = (points - np.roll(points, 1, axis=0)) * np.roll(np.roll(points, -1, axis=0) - points, 1, axis=1)
    corners = points[turn[:, 0] != turn[:, 1]]
    return shapely.linearrings(np.concatenate([corners, corners[:1]]))
