"""How sure the model was of a region: mean, lowest and highest probability of its pixels, strip by strip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from engine.raster.mosaic import LEVELS, NODATA
from engine.raster.refine import ProbabilityFile

_STRIP_CELLS = 256  # rows of the probability raster looked at together: one row of its blocks


@dataclass(frozen=True)
class Scores:
    """Probabilities 0..1 of the pixels of each of n polygons, each (n,)."""

    mean: NDArray[np.float64]
    lowest: NDArray[np.float64]
    highest: NDArray[np.float64]


def score(polygons_px: NDArray[Any], file: ProbabilityFile, threshold: float) -> Scores:
    """Statistics of each polygon's pixels. A pixel has the value of the cell it lies in, and at least ``threshold``.

    (Interpolated between cells it reaches the threshold, or it would not be there.) Polygons are on the pixel grid.
    Memory: a strip of 256 rows of cells, 4 bytes each, and some 100 bytes for each row of pixels of an outline.
    """
    sums = np.zeros(len(polygons_px))
    lowest = np.full(len(polygons_px), LEVELS, np.uint8)
    highest = np.zeros(len(polygons_px), np.uint8)
    for cells, runs in _strips(polygons_px, file):
        before = np.cumsum(cells, axis=1, dtype=np.int32)
        row = runs.row // file.stride
        sums += np.bincount(
            runs.owner,
            _left_of(cells, before, row, runs.right, file.stride)
            - _left_of(cells, before, row, runs.left, file.stride),
            len(polygons_px),
        )
        first = row * cells.shape[1] + runs.left // file.stride
        last = row * cells.shape[1] + -(-runs.right // file.stride)
        np.minimum.at(lowest, runs.owner, _over(np.minimum, cells, first, last))
        np.maximum.at(highest, runs.owner, _over(np.maximum, cells, first, last))
    mean = np.clip(sums / shapely.area(polygons_px), lowest, highest) / LEVELS
    return Scores(*(np.maximum(values, threshold) for values in (mean, lowest / LEVELS, highest / LEVELS)))


@dataclass(frozen=True)
class _Runs:
    """Runs of pixels of polygons: ``owner``'s from ``left`` to before ``right`` in ``row``, counted in the strip."""

    owner: NDArray[np.int64]
    row: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]


# Worked example: a region's pixels in row y run from one vertical edge of its outline to the next, say from column 3 to
# 7 and, beyond a hole, from 9 to 12. Its edges in that row, sorted, are 3, 7, 9, 12: every two of them are a run.
def _strips(polygons_px: NDArray[Any], file: ProbabilityFile) -> Iterator[tuple[NDArray[np.uint8], _Runs]]:
    """Each strip that the polygons lie in: its cells (one more column of zeros) and the runs in it."""
    rings, polygon_of_ring = shapely.get_rings(polygons_px, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    steps = points[1:] - points[:-1]
    vertical = (steps[:, 1] != 0) & (ring_of_point[1:] == ring_of_point[:-1])
    x = points[:-1][vertical, 0].astype(np.int64) - file.x
    start = points[:-1][vertical, 1].astype(np.int64) - file.y
    end = points[1:][vertical, 1].astype(np.int64) - file.y
    owner = polygon_of_ring[ring_of_point[1:][vertical]]
    low, high = np.minimum(start, end), np.maximum(start, end)
    strip_px = _STRIP_CELLS * file.stride
    for strip in range(int(low.min()) // strip_px, -(-int(high.max()) // strip_px)):
        top = strip * strip_px
        edges = np.flatnonzero((low < top + strip_px) & (high > top))
        if len(edges) == 0:
            continue
        first, last = np.maximum(low[edges], top), np.minimum(high[edges], top + strip_px)
        lengths = last - first
        ends = np.cumsum(lengths)
        edge = edges[np.repeat(np.arange(len(edges)), lengths)]
        row = np.arange(ends[-1]) - np.repeat(ends - lengths, lengths) + np.repeat(first, lengths) - top
        order = np.lexsort((x[edge], row, owner[edge]))
        edge, row = edge[order], row[order]
        count = min(_STRIP_CELLS, file.dataset.height - strip * _STRIP_CELLS)
        cells = file.cells(strip * _STRIP_CELLS, count)
        cells = np.pad(np.where(cells == NODATA, np.uint8(0), cells), ((0, 0), (0, 1)))
        yield cells, _Runs(owner[edge[::2]], row[::2], x[edge[::2]], x[edge[1::2]])


def _left_of(
    cells: NDArray[np.uint8],
    before: NDArray[np.int32],
    row: NDArray[np.int64],
    x_px: NDArray[np.int64],
    stride: int,
) -> NDArray[np.int64]:
    """Sum of the values of the pixels left of x in a row of cells; ``before`` sums the cells up to each, itself too."""
    col, rest = x_px // stride, x_px % stride
    cell = cells[row, col].astype(np.int64)
    total: NDArray[np.int64] = (before[row, col] - cell) * stride + rest * cell
    return total


def _over(
    extreme: np.ufunc, cells: NDArray[np.uint8], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.uint8]:
    """The extreme of the cells first..last (excluded) of each run, counted through all rows."""
    order = np.argsort(first, kind="stable")  # what lies between two runs is then looked at only once
    bounds = np.stack([first[order], last[order]], axis=1).reshape(-1)
    values = np.empty(len(first), np.uint8)
    values[order] = extreme.reduceat(cells.reshape(-1), bounds)[::2]
    return values
