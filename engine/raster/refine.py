"""Brings a probability raster back to the pixel grid: a strip of rows at a time, interpolated, as runs of pixels.

Interpolation is of logits, bilinear between cell centres, and gives the same pixel whatever the strip it is in. It is
done only where neighbouring cells are not of one mind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window as GdalWindow

from engine.raster.area import AreaOfInterest
from engine.raster.grid import Window
from engine.raster.mosaic import LEVELS, NODATA
from engine.raster.runs import Runs, sorted_order
from engine.raster.scores import with_values
from engine.raster.storage import gdal_limits

_STRIP_CELLS = 64  # rows by strip: few enough for the processor's own memory


@dataclass(frozen=True)
class ProbabilityFile:
    """An open probability raster and its place on the model grid: cells of ``stride`` pixels from (x, y)."""

    dataset: Any
    x: int
    y: int
    stride: int

    @classmethod
    def place(cls, dataset: Any, area: AreaOfInterest) -> ProbabilityFile:
        """Find the raster's place from its geotransform. ValueError where it is not on the area's grid."""
        to_pixels = ~area.transform * dataset.transform
        stride, x, y = round(to_pixels.a), round(to_pixels.c), round(to_pixels.f)
        if stride < 1 or max(abs(to_pixels.a - stride), abs(to_pixels.c - x), abs(to_pixels.f - y)) > 0.01:
            raise ValueError(f"{dataset.name} does not lie on the pixel grid of the area")
        return cls(dataset, x, y, stride)

    def cells(self, first: int, count: int) -> NDArray[np.uint8]:
        """Stored values of rows first..first + count; rows outside of the file repeat its edge."""
        top, bottom = max(0, first), min(self.dataset.height, first + count)
        with gdal_limits():
            rows: NDArray[np.uint8] = self.dataset.read(1, window=GdalWindow(0, top, self.dataset.width, bottom - top))
        if len(rows) == count:
            return rows
        return np.pad(rows, ((top - first, first + count - bottom), (0, 0)), mode="edge")


@dataclass(frozen=True)
class Strip:
    """Rows of cells that are looked at together: ``count`` from ``first`` on. ``window``: their part of the area."""

    first: int
    count: int
    window: Window


def strips(file: ProbabilityFile, area: AreaOfInterest) -> list[list[Strip]]:
    """The strips of an area from top to bottom, of 64 rows of cells, by row of the file's blocks."""
    stride = file.stride
    first = (area.window.y - file.y) // stride // _STRIP_CELLS * _STRIP_CELLS
    last = -(-(area.window.bottom - file.y) // stride)
    block = file.dataset.block_shapes[0][0]
    found: dict[int, list[Strip]] = {}
    for row in range(first, last, _STRIP_CELLS):
        count = min(_STRIP_CELLS, last - row)
        whole = Window(file.x, file.y + row * stride, file.dataset.width * stride, count * stride)
        window = whole.intersection(area.window)
        if window is not None:
            found.setdefault(row // block, []).append(Strip(row, count, window))
    return list(found.values())


def positive_runs(
    file: ProbabilityFile,
    strip: Strip,
    threshold: float,
    counts: Callable[[Window, NDArray[np.bool_]], None] | None,
) -> Runs:
    """The runs of a strip's pixels whose probability reaches ``threshold``, with the values of their cells.

    ``counts`` sets those of a window's pixels (H, W) to False that do not count; it is called where any is True. None:
    all count, and between cells no pixel is looked at that its neighbours agree on. Pixels without a known probability
    are False. Memory: some 4 bytes a pixel of the strip.
    """
    stride = file.stride
    around = 0 if stride == 1 else 1
    cells = file.cells(strip.first - around, strip.count + 2 * around)
    window, y = strip.window, file.y + strip.first * stride
    if counts is None and stride > 1:
        runs = _positive_runs(cells, stride, threshold, file.x, y).within(
            window.x, window.y, window.right, window.bottom
        )
    else:
        pixels = _positive(cells, stride, threshold)
        left, top = window.x - file.x, window.y - y
        pixels = pixels[top : top + window.height, left : left + window.width]
        if counts is not None and pixels.any():
            counts(window, pixels)
        runs = Runs.from_mask(pixels, window.x, window.y)
    return with_values(runs, cells, file.x, y - around * stride, stride)


def _positive(cells: NDArray[np.uint8], stride: int, threshold: float) -> NDArray[np.bool_]:
    """Pixels whose probability is enough, interpolated between the cells: at a stride above 1 those of the inner rows
    of ``cells``, which then hold one more above and below.
    """
    if stride == 1:
        positive: NDArray[np.bool_] = (cells >= np.float32(threshold * LEVELS - 1e-4)) & (cells != NODATA)
        return positive
    height, width = len(cells) - 2, cells.shape[1]
    found = _Found.among(cells, stride, threshold)
    blocks = np.frombuffer(bytes(stride) + b"\1" * stride, f"V{stride}")
    pixels = blocks[found.every.view(np.uint8)].repeat(stride, axis=0)  # of ``stride`` in a row
    pixels.reshape(height, stride, width)[found.row, :, found.col] = found.pixels.view(f"V{stride}")[..., 0]
    return pixels.view(np.bool_)


# Worked example: cells of 2 pixels, of which in a row the third is positive in every pixel and the first in none. The
# outline runs through the second, which is undecided: its pixels are . # in both rows. Before it lies ".", after it
# "#": in ". . # #" there is one change, at pixel 3. At the edges of the file every cell that is positive counts as
# undecided, so that no run begins or ends anywhere else.
def _positive_runs(cells: NDArray[np.uint8], stride: int, threshold: float, x: int, y: int) -> Runs:
    """The runs of `_positive`, whose first pixel is (x, y), from the pixels along outlines alone."""
    found = _Found.among(cells, stride, threshold, edges=True)
    row, col, every = found.row, found.col, found.every
    width = every.shape[1]
    follows, leads = np.zeros((2, len(row)), np.bool_)  # another undecided one, to its right; to its left
    follows[1:] = leads[:-1] = (row[1:] == row[:-1]) & (col[1:] == col[:-1] + 1)
    pixels = np.empty((len(row), stride, stride + 2), np.bool_)
    pixels[..., 1:-1] = found.pixels
    pixels[..., 0] = ((col > 0) & every[row, col - 1])[:, None]
    pixels[1:, :, 0][follows[1:]] = found.pixels[:-1, :, -1][follows[1:]]
    pixels[..., -1] = ((col < width - 1) & every[row, np.minimum(col + 1, width - 1)])[:, None]
    pixels[leads, :, -1] = found.pixels[leads, :, -1]  # that change is the next one's
    cell, down, across = np.nonzero(pixels[..., 1:] != pixels[..., :-1])
    line, column = row[cell] * stride + down, col[cell] * stride + across
    order = sorted_order(line)
    line, column = line[order] + y, column[order] + x
    return Runs.from_ends(line[::2], column[::2], column[1::2])


@dataclass(frozen=True)
class _Found:
    """Of each inner row's cells, whether ``every`` pixel is positive; and those cells of which no more can be said."""

    every: NDArray[np.bool_]
    row: NDArray[np.intp]  # of the n others, sorted by row and col
    col: NDArray[np.intp]
    pixels: NDArray[np.bool_]  # (n, stride, stride)

    @classmethod
    def among(cls, cells: NDArray[np.uint8], stride: int, threshold: float, *, edges: bool = False) -> _Found:
        """``edges``: nothing is said of positive cells in the first and the last column."""
        needed = np.float32(np.log(threshold / (1 - threshold)) - 1e-5)  # rounding of equal values stays above
        enough = (_logits() >= needed)[:NODATA]
        least = int(np.argmax(enough)) if enough.any() else NODATA
        reaches = (cells >= least) & (cells != NODATA)
        if not reaches.any():
            none = np.zeros(0, np.intp)
            return cls(reaches[1:-1], none, none, np.zeros((0, stride, stride), np.bool_))
        # What lies between cells that all reach it does too, and what lies between others never does.
        some, every = _around(np.logical_or, reaches), _around(np.logical_and, reaches)
        undecided = some & ~every & (cells[1:-1] != NODATA)
        if edges:
            undecided[:, [0, -1]] |= every[:, [0, -1]]
        row, col = np.nonzero(undecided)
        pixels = _interpolated(cells, row, col, stride, needed)
        pixels |= every[row, col, None, None]
        return cls(every, row, col, pixels)


def _around(of: np.ufunc, cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Any, or all, of each inner row's cells and its up to eight neighbours."""
    found: NDArray[np.bool_] = of(of(cells[:-2], cells[1:-1]), cells[2:])
    across = found.copy()
    of(across[:, 1:], found[:, :-1], out=across[:, 1:])
    of(across[:, :-1], found[:, 1:], out=across[:, :-1])
    return across


# Worked example: two pixels a cell. Cell centres lie at 1, 3, 5 ... and pixel centres at 0.5, 1.5, 2.5 ... So pixel 2
# (2.5) takes 1/4 of cell 0 and 3/4 of cell 1, pixel 3 takes 3/4 of cell 1 and 1/4 of cell 2; pixels 0 and the last have
# a neighbour on one side only and take their own cell.
def _interpolated(
    cells: NDArray[np.uint8], row: NDArray[np.intp], col: NDArray[np.intp], stride: int, needed: np.float32
) -> NDArray[np.bool_]:
    """The pixels (n, stride, stride) of cells in inner rows; what is not known does not weigh."""
    cols = np.maximum(col - 1, 0), col, np.minimum(col + 1, cells.shape[1] - 1)
    values = [[cells[row + down, across] for across in cols] for down in range(3)]
    logits = [[np.take(_logits(), part) for part in line] for line in values]
    known = None
    if any((part == NODATA).any() for line in values for part in line):
        known = [[(part != NODATA).astype(np.float32) for part in line] for line in values]
    pixels = np.empty((len(row), stride, stride), np.bool_)
    for y_phase in range(stride):
        sums = [_between(y_phase, stride, *(line[across] for line in logits)) for across in range(3)]
        weights = None
        if known is not None:
            weights = [_between(y_phase, stride, *(line[across] for line in known)) for across in range(3)]
        for x_phase in range(stride):
            bar = needed if weights is None else needed * _between(x_phase, stride, *weights)
            pixels[:, y_phase, x_phase] = _between(x_phase, stride, *sums) >= bar
    return pixels


def _between(
    phase: int, stride: int, before: NDArray[np.float32], own: NDArray[np.float32], after: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Values at the phase-th pixel of each cell: a mean of its own and its nearer neighbour's."""
    offset = (phase + 0.5) / stride - 0.5  # of the pixel's centre from the cell's, in cells
    near = np.float32(abs(offset))
    return own * (np.float32(1) - near) + (before if offset < 0 else after) * near


@cache
def _logits() -> NDArray[np.float32]:
    """The logit of every stored value; 0 and 1 stand a quarter of a step inside, nodata (255) is 0."""
    p = np.clip(np.arange(LEVELS + 1) / LEVELS, 0.25 / LEVELS, 1 - 0.25 / LEVELS)
    return np.append(np.log(p / (1 - p)), 0.0).astype(np.float32)
