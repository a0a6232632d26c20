"""Outlines of the 4-connected regions of a mask given by its runs, as polygons with holes on the pixel grid.

No pixel is looked at, only the ends of runs: all vertical edges, then all corners, then all rings at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from engine.raster.runs import Runs, sorted_order


# Worked example:   0 1 2 3     The ends of the runs, row by row: 1 3 | 1 3 | 1 2. Ends of one kind in one column and in
#                 0 . # # .     rows that follow each other are an edge: x = 1 from y = 0 to 3 (its region lies to the
#                 1 . # # .     right), x = 2 from 2 to 3, x = 3 from 0 to 2 (to the left). Corners sorted along the
#                 2 . # . .     lines are (1, 0) (3, 0) | (2, 2) (3, 2) | (1, 3) (2, 3): every two of them are a
#                               horizontal edge. From edge to edge it goes 1,0  1,3  2,3  2,2  3,2  3,0.
#
# Where two regions touch at a corner, two vertical edges end there. "Region to the left" comes first then, and so goes
# with the horizontal edge to the left: the corners of both regions stay apart, and what lies between them joins. Where
# both are of one ring, it would touch itself: the two change places, which parts the ring in two, most often a hole.
def outlined(runs: Runs) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """The polygons of all regions, sorted by their topmost, then leftmost corner, and the region of each run.

    Coordinates are pixels, y down. A ring starts at that corner, and the region lies to its left as the ring goes, as
    seen with y down; holes are sorted like the regions. Every polygon is valid. Memory: some 200 bytes a run, and the
    polygons.
    """
    if len(runs) == 0:
        return np.empty(0, object), np.zeros(0, np.intp)
    edge_of_end, x, region_left, line = _vertical_edges(runs)
    edges = _horizontal_edges(x, region_left, line)
    ring, place, length, first = _rings(edges.follows)
    ring_of_edge = ring[edges.at_corner[::2]]
    outer = edges.below[first]  # a ring's first edge is its topmost: the region lies below it, or below is a hole

    # The hole's first pixel has a pixel of its region to its left, whose run begins at an edge of the same region.
    owner = np.arange(len(first))
    first_end = np.empty(len(x), np.intp)
    first_end[edge_of_end[::-1]] = np.arange(len(edge_of_end))[::-1]
    holes = np.flatnonzero(~outer)
    owner[holes] = ring_of_edge[edge_of_end[first_end[edges.left[first[holes]] // 2] - 1]]
    while not outer[owner].all():  # that edge may be another hole's
        owner = owner[owner]
    region_of_ring = (np.cumsum(outer) - 1)[owner]

    order = np.lexsort((~outer, region_of_ring))  # the outline, then its holes
    points = _points(x, line.reshape(-1), edges, ring, place, length, order)
    linear = shapely.linearrings(points, indices=np.repeat(np.arange(len(order)), 2 * length[order] + 1))
    polygons: NDArray[Any] = shapely.polygons(linear, indices=region_of_ring[order])
    return polygons, region_of_ring[ring_of_edge[edge_of_end[::2]]]


def _vertical_edges(
    runs: Runs,
) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """Vertical edges sorted by column, kind and row: x and kind of each, the lines (n, 2) that it goes from and to.

    And, first, the edge of both ends of each run. The kind: whether the region lies to the left.
    """
    column = np.stack([runs.left, runs.right], axis=1).reshape(-1).astype(np.int64)
    origin = int(column.min())
    key = 2 * (column - origin)
    key[::2] += 1  # a run begins: the region lies to the right
    order = sorted_order(key)
    key, row = key[order], np.repeat(runs.row, 2)[order].astype(np.int64)
    begins = np.ones(len(key), np.bool_)
    begins[1:] = (key[1:] != key[:-1]) | (row[1:] != row[:-1] + 1)
    edge_of_end = np.empty(len(key), np.intp)
    edge_of_end[order] = np.cumsum(begins) - 1
    at = np.flatnonzero(begins)
    last = np.append(at[1:], len(key)) - 1
    key = key[at]
    return edge_of_end, (key >> 1) + origin, (key & 1) == 0, np.stack([row[at], row[last] + 1], axis=1)


@dataclass(frozen=True)
class _HorizontalEdges:
    """Sorted by line and x. Corners are numbered 2 e and 2 e + 1 for the upper and the lower end of vertical edge e."""

    left: NDArray[np.intp]  # the corner there
    right: NDArray[np.intp]
    below: NDArray[np.bool_]  # whether the region lies below, not above
    follows: NDArray[np.intp]  # the edge that comes next on its ring
    at_corner: NDArray[np.intp]  # of each corner, its edge

    @classmethod
    def between(cls, corners: NDArray[np.intp], region_left: NDArray[np.bool_]) -> _HorizontalEdges:
        """The edges between every two of the corners."""
        left, right = corners.reshape(-1, 2).T
        below = region_left[left // 2] == (left % 2 == 1)
        at_corner = np.empty(len(corners), np.intp)
        at_corner[corners] = np.arange(len(corners)) // 2
        arrives = np.where(below, left, right)  # with the region to the left of the way
        return cls(left, right, below, at_corner[arrives ^ 1], at_corner)


def _horizontal_edges(
    x: NDArray[np.int64], region_left: NDArray[np.bool_], line: NDArray[np.int64]
) -> _HorizontalEdges:
    lines = line.reshape(-1)
    corners = sorted_order(lines - lines.min())
    edges = _HorizontalEdges.between(corners, region_left)
    left, right = edges.left[1:], edges.right[:-1]
    touching = np.flatnonzero((x[left // 2] == x[right // 2]) & (lines[left] == lines[right]))
    if len(touching):
        lowest = _lowest_of_cycle(edges.follows)
        touching = 2 * touching[lowest[touching] == lowest[touching + 1]] + 1
        corners[touching], corners[touching + 1] = corners[touching + 1], corners[touching]
        edges = _HorizontalEdges.between(corners, region_left)
    return edges


def _rings(
    follows: NDArray[np.intp],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The cycles of a permutation: of each element its cycle and place in it; the length and first element of each.

    Cycles are sorted by their lowest element, which is their first. By doubling: as many rounds as the length of the
    longest has binary digits.
    """
    count = len(follows)
    lowest = _lowest_of_cycle(follows)
    is_first = lowest == np.arange(count)
    first = np.flatnonzero(is_first)
    cycle = (np.cumsum(is_first) - 1)[lowest]
    # Steps until the first element comes again, which is where all stop.
    ahead = np.where(is_first[follows], np.arange(count), follows)
    steps = (ahead != np.arange(count)).astype(np.intp)
    while True:
        further = steps[ahead]
        if not further.any():
            break
        steps += further
        ahead = ahead[ahead]
    length = steps[first] + 1
    return cycle, length[cycle] - 1 - steps, length, first


def _lowest_of_cycle(follows: NDArray[np.intp]) -> NDArray[np.intp]:
    lowest, jump = np.arange(len(follows)), follows
    while not np.array_equal(lowest, lowest[follows]):
        lowest, jump = np.minimum(lowest, lowest[jump]), jump[jump]
    return lowest


def _points(
    x: NDArray[np.int64],
    lines: NDArray[np.int64],
    edges: _HorizontalEdges,
    ring: NDArray[np.intp],
    place: NDArray[np.intp],
    length: NDArray[np.intp],
    order: NDArray[np.intp],
) -> NDArray[np.float64]:
    """The closed rings' points one after the other, in that order of the rings."""
    sizes = 2 * length[order] + 1
    start = np.empty(len(order), np.intp)
    start[order] = np.cumsum(sizes) - sizes
    is_first = place == 0
    leads_there = np.empty(
        len(order), np.bool_
    )  # an outline's first edge ends in its first point, a hole's begins in it
    leads_there[ring[is_first]] = edges.below[is_first]
    points = np.empty((int(sizes.sum()), 2))
    y = lines[edges.left]
    place = 2 * place - leads_there[ring]
    for corner in (np.where(edges.below, edges.right, edges.left), np.where(edges.below, edges.left, edges.right)):
        at = start[ring] + np.where(place < 0, 2 * length[ring] - 1, place)
        points[at, 0], points[at, 1] = x[corner // 2], y
        place = place + 1
    points[start + 2 * length] = points[start]
    return points
