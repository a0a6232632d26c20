"""The logits of a coarse level: blended tile by tile into rows on disk, and interpolated at the cells of a finer grid.

Every value depends on the cell's place on the raster's global grids alone, never on the window that is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import InternalError
from engine.raster.grid import Grid, Tile, Window
from engine.raster.mosaic import taper
from engine.raster.rows_file import RowsFile
from engine.raster.storage import writing

CELL_BYTES = 4  # of a logit, float32, NaN where nothing is known: for the `RowsFile`
_ROWS_AT_ONCE = 64


class LogitMosaic:
    """One question's logits of one level, made from the tiles that touch ``window`` and appended to ``rows``.

    ``window`` lies on whole cells of ``output_stride``; ``rows`` is the caller's, with ``CELL_BYTES`` a cell. As in
    `Mosaic`, tiles come in row-major order, a value is the mean of its tiles' logits weighted by their tapers, and one
    that begins with rows in it goes on below them. `close` appends what is open. Raises OutputNotWritable, DiskFull.
    Memory: 8 bytes x (window's width / stride) x (tile height / stride).
    """

    def __init__(self, rows: RowsFile, *, grid: Grid, window: Window, output_stride: int) -> None:
        self._file = rows
        self._grid = grid
        self._window = window
        self._stride = output_stride
        self._rows, cols = window.height // output_stride, window.width // output_stride
        open_rows = min(self._rows, grid.tile_height // output_stride)
        self._sums = np.zeros((open_rows, cols), np.float32)
        self._weights = np.zeros((open_rows, cols), np.float32)

    def add(self, tile: Tile, logits_hw: NDArray[np.float32], valid_hw: NDArray[np.bool_] | None = None) -> None:
        """Blend in a tile: logits, and which cells hold a valid pixel (None: all), on the tile's output grid.

        InternalError for logits that are not finite: they are a failure of the model, not an answer.
        """
        self.skip(tile)
        if not np.isfinite(logits_hw).all():
            raise InternalError(
                f"The model gave no finite values for tile ({tile.row}, {tile.col}) of level {tile.level}."
            )
        stride, top = self._stride, self._file.count
        below = Window(
            self._window.x,
            self._window.y + top * stride,
            self._window.width,
            self._window.height - top * stride,
        )
        common = tile.window.intersection(below)
        if common is None:
            return
        source = _cells(common, tile.window, stride)
        target = _cells(common, below, stride)
        grid, overlap = self._grid, self._grid.overlap_px // stride
        down = taper(grid.tile_height // stride, overlap, tile.row > 0, tile.row < grid.rows - 1)
        across = taper(grid.tile_width // stride, overlap, tile.col > 0, tile.col < grid.cols - 1)
        weights = down[source[0], None] * across[None, source[1]]
        if valid_hw is not None:
            weights *= valid_hw[source]
        self._weights[target] += weights
        weights *= logits_hw[source]
        self._sums[target] += weights

    def skip(self, tile: Tile) -> None:
        """Pass over a tile without an answer."""
        self._finish(min(max(0, (tile.window.y - self._window.y) // self._stride), self._rows))

    def close(self) -> None:
        """Append all rows that are still open."""
        self._finish(self._rows)

    def _finish(self, until: int) -> None:
        while (count := min(until - self._file.count, _ROWS_AT_ONCE)) > 0:
            known = min(count, len(self._sums))
            rows = np.full((count, self._sums.shape[1]), np.nan, np.float32)  # no tile has reached those further down
            weights = self._weights[:known]
            np.divide(self._sums[:known], weights, out=rows[:known], where=weights > 0)
            with writing(self._file.path):
                self._file.append(np.ascontiguousarray(rows, "<f4").view(np.uint8))
            for array in (self._sums, self._weights):
                array[: len(array) - known] = array[known:].copy()
                array[len(array) - known :] = 0.0


@dataclass(frozen=True)
class Axis:
    """Where the cells of a finer grid lie between those of a coarser one, along one axis.

    ``fine_px``, ``coarse_px``: the raster's size on either grid; ``output_stride``: pixels of either grid by a cell.
    """

    fine_px: int
    coarse_px: int
    output_stride: int

    def between(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """For the finer cells first..last (end excluded): the coarser cell at or before, and the share of the next."""
        ratio = self.coarse_px / self.fine_px
        places = (np.arange(first, last, dtype=np.float64) + 0.5) * ratio - 0.5
        places = np.clip(places, 0.0, max(0, self._cells - 1))
        before = np.minimum(np.floor(places).astype(np.int64), max(0, self._cells - 2))
        return before, (places - before).astype(np.float32)

    def support(self, first: int, last: int) -> tuple[int, int]:
        """The coarser cells (end excluded) that the finer cells first..last are interpolated from."""
        before, _ = self.between(first, last)
        return int(before[0]), min(int(before[-1]) + 2, self._cells)

    @property
    def _cells(self) -> int:
        return -(-self.coarse_px // self.output_stride)


# Worked example: 16 fine cells, 8 coarse ones. The centre of fine cell 5 lies at 5.5 of 16, so at 2.75 of 8: a quarter
# of the way from the centre of coarse cell 2 (at 2.5) to that of cell 3. The first fine cell lies before the first
# coarse centre and takes that cell's value.
class CoarseLogits:
    """The finished logits of one level for every question, asked at windows of a finer grid.

    ``rows``: one file per question, whole; they hold the coarse cells of ``window``. Memory: the rows that one window
    needs, for every question, kept until another one needs others.
    """

    def __init__(
        self, rows: Sequence[RowsFile], *, window: Window, output_stride: int, down: Axis, across: Axis
    ) -> None:
        self._rows = tuple(rows)
        self._window = window
        self._stride = output_stride
        self._down = down
        self._across = across
        self._kept: tuple[int, int] | None = None
        self._band_Qhw = np.zeros((len(self._rows), 0, 0), np.float32)

    def at(self, window: Window) -> NDArray[np.float32]:
        """Logits (Q, h, w) at the cells of a window of finer pixels, bilinear; NaN where nothing is known near.

        The window lies on whole cells of the finer grid, within what the level was made for.
        """
        stride = self._stride
        top, bottom = self._down.support(window.y // stride, window.bottom // stride)
        left, right = self._across.support(window.x // stride, window.right // stride)
        y0, x0 = self._window.y // stride, self._window.x // stride
        part = self._rows_of(top - y0, bottom - top)[:, :, left - x0 : right - x0]
        known = np.isfinite(part)
        values, shares = np.where(known, part, np.float32(0)), known.astype(np.float32)
        before, share = self._down.between(window.y // stride, window.bottom // stride)
        values, shares = (_between(array, before - top, share, axis=1) for array in (values, shares))
        before, share = self._across.between(window.x // stride, window.right // stride)
        values, shares = (_between(array, before - left, share, axis=2) for array in (values, shares))
        return np.divide(values, shares, out=np.full_like(values, np.nan), where=shares > 0)

    def _rows_of(self, first: int, count: int) -> NDArray[np.float32]:
        if self._kept != (first, count):
            bands = []
            for rows in self._rows:
                with writing(rows.path):
                    bands.append(rows.read(first, count).view("<f4"))
            self._band_Qhw, self._kept = np.stack(bands), (first, count)
        return self._band_Qhw


def _between(
    array_Qhw: NDArray[np.float32], before: NDArray[np.int64], share: NDArray[np.float32], *, axis: int
) -> NDArray[np.float32]:
    """Linear between neighbours along an axis; the last cell has no next."""
    after = np.minimum(before + 1, array_Qhw.shape[axis] - 1)
    share = share[None, :, None] if axis == 1 else share[None, None, :]
    low, high = np.take(array_Qhw, before, axis=axis), np.take(array_Qhw, after, axis=axis)
    return np.asarray(low * (np.float32(1) - share) + high * share, np.float32)


def _cells(part: Window, of: Window, stride: int) -> tuple[slice, slice]:
    """The cells of ``part`` in an array that begins where ``of`` does."""
    return (
        slice((part.y - of.y) // stride, (part.bottom - of.y) // stride),
        slice((part.x - of.x) // stride, (part.right - of.x) // stride),
    )
