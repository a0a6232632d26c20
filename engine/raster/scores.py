"""How sure the model was of a region: mean, lowest and highest probability of its pixels, gathered run by run."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.raster.mosaic import LEVELS
from engine.raster.runs import Runs

_CELLS_AT_ONCE = 2**17
# What is kept of a region: pixels, total of their stored values, lowest, highest.
PIXELS, TOTAL, LOWEST, HIGHEST = range(4)


@dataclass(frozen=True)
class Scores:
    """Probabilities 0..1 of the pixels of each of n regions, each (n,)."""

    mean: NDArray[np.float64]
    lowest: NDArray[np.float64]
    highest: NDArray[np.float64]


def with_values(runs: Runs, cells_HW: NDArray[np.uint8], x: int, y: int, stride: int) -> Runs:
    """The runs with the stored values of the cells that their pixels lie in.

    The first cell's first pixel is (x, y); every cell has ``stride`` x ``stride``. Memory: a row's cells or some MB.
    """
    flat = cells_HW.reshape(-1)
    line = (runs.row.astype(np.int64) - y) // stride * cells_HW.shape[1]
    first, last = line + (runs.left - x) // stride, line + (runs.right - x - 1) // stride
    ends = np.cumsum(last - first + 1)
    total = np.empty(len(runs), np.int64)
    lowest, highest = np.empty(len(runs), np.uint8), np.empty(len(runs), np.uint8)
    start = 0
    while start < len(runs):
        before = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + _CELLS_AT_ONCE, side="right")))
        part = slice(start, stop)
        lengths = last[part] - first[part] + 1
        begin = ends[part] - lengths - before
        index = np.repeat(first[part] - begin, lengths)
        index += np.arange(len(index))
        values = flat[index]
        total[part] = np.add.reduceat(values, begin, dtype=np.int64)
        lowest[part], highest[part] = np.minimum.reduceat(values, begin), np.maximum.reduceat(values, begin)
        start = stop
    # Pixels of the first and the last cell that are not of the run.
    outside = flat[first] * ((runs.left.astype(np.int64) - x) % stride)
    outside += flat[last] * (-(runs.right.astype(np.int64) - x) % stride)
    return dataclasses.replace(runs, total=total * stride - outside, lowest=lowest, highest=highest)


def tallied(runs: Runs, region: NDArray[np.intp], count: int) -> NDArray[np.int64]:
    """Pixels, total, lowest and highest value of each of ``count`` regions, (count, 4), from the region of each run."""
    lowest, highest = np.full(count, LEVELS, np.uint8), np.zeros(count, np.uint8)
    np.minimum.at(lowest, region, runs.lowest)
    np.maximum.at(highest, region, runs.highest)
    sums = (np.bincount(region, values, count) for values in (runs.right - runs.left, runs.total))  # exact below 2^53
    return np.stack([*sums, lowest, highest], axis=1).astype(np.int64)


def together(pieces: NDArray[np.int64]) -> NDArray[np.int64]:
    """The tally (4,) of a region from those of its pieces (n, 4)."""
    sums, lowest, highest = pieces[:, :LOWEST].sum(axis=0), pieces[:, LOWEST].min(), pieces[:, HIGHEST].max()
    return np.array([*sums, lowest, highest], np.int64)


def scores_of(tallies: NDArray[np.int64], threshold: float) -> Scores:
    """Scores of regions from their tallies (n, 4). A pixel has the value of its cell, and at least ``threshold``.

    (Interpolated between cells it reaches the threshold, or it would not be there.)
    """
    means = tallies[:, TOTAL] / tallies[:, PIXELS]
    values = (means, tallies[:, LOWEST], tallies[:, HIGHEST])
    return Scores(*(np.maximum(value / LEVELS, threshold) for value in values))
