"""The connected regions of a yes/no mask that arrives strip by strip as runs, as polygons in pixels.

Bands of the mask are outlined one after the other; a region that crosses from a band into the next is kept until its
last piece is known and then joined exactly. So memory does not grow with the height of the mask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from engine.raster.grid import Window
from engine.raster.neighbours import Neighbourhoods, Regions
from engine.raster.rings import outlined
from engine.raster.runs import Runs, stacked
from engine.raster.scores import tallied, together

_BAND_RUNS = 2**17


def regions(
    strips: Iterable[tuple[Window, Runs]], *, band_runs: int = _BAND_RUNS, apart_px: float = 0.0
) -> Iterator[Regions]:
    """Yield the 4-connected regions of True pixels, in pixels; holes are kept, all are valid.

    ``strips`` follow each other from top to bottom and are equally wide; where they end changes nothing. Memory: some
    300 bytes for each run of a band of ``band_runs``, or of one row; a strip; the regions that cross its lower edge.

    With ``apart_px`` regions at most so far from each other, directly or through others, come together; those that are
    so connected to a region that crosses the lower edge are then kept with it.
    """
    waiting: list[_Group] = []
    near = Neighbourhoods(apart_px)
    for window, runs, is_last in _bands(strips, band_runs):
        polygons, region = outlined(runs)
        found = Regions(polygons, tallied(runs, region, len(polygons)))
        bounds = shapely.bounds(polygons)
        meets_above = (bounds[:, 1] == window.y) if waiting else np.zeros(len(polygons), np.bool_)
        meets_below = (bounds[:, 3] == window.bottom) & (not is_last)
        whole = ~(meets_above | meets_below)
        pieces = [
            _Group(found[[index]], _edges_at(polygons[index], window.bottom) if meets_below[index] else _NO_EDGES)
            for index in np.flatnonzero(~whole)
        ]
        crossings = [_edges_at(piece.pieces.polygons[0], window.y) for piece in pieces]
        groups = _connected(waiting, pieces, crossings)
        complete = Regions.of([found[whole], *(_joined(group.pieces) for group in groups if len(group.open) == 0)])
        waiting = [group for group in groups if len(group.open)]
        if apart_px:
            growing = [piece for group in waiting for piece in group.pieces.polygons]
            complete = near.take(complete, growing, window.bottom)
        if len(complete):
            yield complete
    if len(rest := near.rest()):
        yield rest


@dataclass(frozen=True)
class _Group:
    """Pieces of one region and the intervals (n, 2) of x in which it meets the lower edge of the band."""

    pieces: Regions
    open: NDArray[np.float64]


_NO_EDGES = np.zeros((0, 2))


def _bands(strips: Iterable[tuple[Window, Runs]], band_runs: int) -> Iterator[tuple[Window, Runs, bool]]:
    """Bands of the rows that ``band_runs`` allow, or of one, wherever strips end; the last is told."""
    gathered: list[Runs] = []
    area: Window | None = None  # of what is gathered
    for window, runs in strips:
        area = window if area is None else Window(area.x, area.y, area.width, window.bottom - area.y)
        gathered.append(runs)
        if sum(map(len, gathered)) <= band_runs:
            continue
        rest = stacked(gathered)
        while len(rest) > band_runs:
            first, end = int(rest.row[0]), int(rest.row[band_runs])
            end = max(end, first + 1)
            cut = int(np.searchsorted(rest.row, end))
            yield Window(area.x, area.y, area.width, end - area.y), rest[:cut], False
            rest, area = rest[cut:], Window(area.x, end, area.width, area.bottom - end)
        gathered = [rest]
    if area is not None:
        yield area, stacked(gathered), True


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
        parts = Regions.of([everyone[node].pieces for node in nodes])
        still_open = [pieces[node - len(waiting)].open for node in nodes if node >= len(waiting)]
        joined.append(_Group(parts, np.concatenate([_NO_EDGES, *still_open])))
    return joined


def _sorted_intervals(lists: list[NDArray[np.float64]]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    intervals = np.concatenate([_NO_EDGES, *lists])
    owners = np.repeat(np.arange(len(lists)), [len(part) for part in lists]).astype(np.int64)
    order = np.argsort(intervals[:, 0])
    return intervals[order], owners[order]


def _joined(pieces: Regions) -> Regions:
    """One region of pieces that share edges. Exact: all coordinates are whole numbers, all edges axis-parallel.

    Only outlines are joined: a hole of a piece ends within its band, so it is a hole of the whole as it is.
    """
    if len(pieces) == 1:
        return pieces
    outlines = shapely.polygons(shapely.get_exterior_ring(pieces.polygons))
    exterior, *new = (shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.union_all(outlines)))
    holes = [_as_outlined(points, hole=True) for points in new]
    for piece in pieces.polygons:
        holes.extend(shapely.get_coordinates(ring) for ring in shapely.get_rings(piece)[1:])
    holes.sort(key=lambda points: (points[0, 1], points[0, 0]))
    outline = shapely.linearrings(_as_outlined(exterior, hole=False))
    whole = shapely.polygons(outline, [shapely.linearrings(points) for points in holes] or None)
    return Regions(np.array([whole], dtype=object), together(pieces.tallies)[None])


def _as_outlined(ring: NDArray[np.float64], *, hole: bool) -> NDArray[np.float64]:
    """The closed ring as `outlined` would give it: corners only, from the topmost, leftmost one, the same way round."""
    points = ring[:-1]
    turn = (points - np.roll(points, 1, axis=0)) * np.roll(np.roll(points, -1, axis=0) - points, 1, axis=1)
    corners = points[turn[:, 0] != turn[:, 1]]
    corners = np.roll(corners, -int(np.lexsort((corners[:, 0], corners[:, 1]))[0]), axis=0)
    goes_right = corners[1, 1] == corners[0, 1]
    if goes_right != hole:
        corners[1:] = corners[:0:-1].copy()
    return np.concatenate([corners, corners[:1]])
