"""Blends the tiles' logits into one probability raster on disk, row of tiles by row of tiles.

What is open at any time is one row of tiles; finished rows leave as 8-bit probabilities, 255 where nothing is known,
to a `RowsFile`, of which the GeoTIFF is made at the end: a GeoTIFF that a killed process left is of no use to anyone.
Where tiles overlap their logits are summed; what one tile alone covers becomes probabilities as it comes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import TracebackType

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.errors import RasterioError

from engine.errors import InternalError
from engine.raster.grid import Grid, Tile, Window
from engine.raster.rows_file import RowsFile
from engine.raster.storage import check_folder, gdal_limits, part_path, publish, write_error, writing

LEVELS = 254  # a stored value v <= 254 is the probability v / 254
NODATA = 255
_BLOCK = 256
_CELLS_AT_ONCE = 65_536  # turned into probabilities, so that temporary arrays stay in the processor's cache
_FAINT = 1e-6  # weight of cells in the outermost quarter of an overlap: only there for want of a neighbour
_SATURATED = 30.0  # beyond this a logit is a probability of 0 or 1 in 8 bits; keeps exp from overflowing


class Mosaic:
    """One question's probability raster, `path`, made from the logits of the tiles that touch `window`.

    ``window`` comes from `Grid.output_window`: model pixels on whole cells of ``output_stride``. ``transform`` is that
    of the model grid. Tiles come in row-major order; one that never comes, or is skipped, leaves nodata where no
    neighbour knows better. A pixel's value is the mean of its tiles' logits, weighted by a taper towards the
    neighbours that exist in the grid: it does not depend on the window asked.

    A context manager: left normally, the file takes its final name; left by an error, nothing stays but what ``rows``
    holds. ``rows`` is the caller's: given with rows in it, the mosaic goes on below them, and of tiles that come again
    only what lies below them counts. It takes every value as if the rows had been made now.
    Memory: 9 bytes x (window's width / stride) x (tile height / stride), and nothing that grows with the height:
    58 MB at a width of 100 000 pixels and stride 4, beside GDAL's block cache. Disk: a byte a cell, and the file.
    Raises OutputNotWritable, DiskFull.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        grid: Grid,
        window: Window,
        output_stride: int,
        transform: Affine,
        crs_wkt: str,
        rows: RowsFile | None = None,
    ) -> None:
        if any(value % output_stride for value in (window.x, window.y, window.width, window.height)):
            raise ValueError("the window of a mosaic lies on the output grid: see Grid.output_window")
        if grid.multiple % output_stride:
            raise ValueError("tiles of the grid do not lie on the output grid")
        self.path = Path(path)
        self.window = window
        self._grid = grid
        self._stride = output_stride
        self._last: tuple[int, int] = (-1, -1)
        self._rows = window.height // output_stride
        cols = window.width // output_stride
        open_rows = min(self._rows, grid.tile_height // output_stride)
        self._sums = np.zeros((open_rows, cols), np.float32)
        self._weights = np.zeros((open_rows, cols), np.float32)
        self._values = np.full((open_rows, cols), NODATA, np.uint8)  # of cells that one tile alone covers
        self._lone_rows = np.zeros(open_rows, np.bool_)  # rows that no other row of tiles reaches
        self._seams = self._shared_columns()
        self._crs_wkt = crs_wkt
        self._transform = (
            transform * Affine.translation(window.x, window.y) * Affine.scale(output_stride)  # of the cells
        )
        check_folder(self.path.parent)
        self._open = True
        self._owns_rows = rows is None
        with writing(self.path):
            self._file: RowsFile = RowsFile(part_path(self.path.with_suffix(".rows")), cols) if rows is None else rows
        if self._file.cols != cols:
            raise ValueError(f"rows of {self._file.cols} cells for a mosaic of {cols}")
        self._top = self._file.count  # row of the output that is row 0 of the sums: those above are on disk

    def __enter__(self) -> Mosaic:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self.abort()

    def add(self, tile: Tile, logits_hw: NDArray[np.float32], valid_hw: NDArray[np.bool_] | None = None) -> None:
        """Blend in a tile: logits, and which cells hold a valid pixel (None: all), on the tile's output grid.

        InternalError for logits that are not finite: they are a failure of the model, not an answer.
        """
        self._advance(tile)
        shape = (tile.window.height // self._stride, tile.window.width // self._stride)
        if logits_hw.shape != shape:
            raise ValueError(f"logits of shape {logits_hw.shape} for a tile of {shape} cells")
        check_finite(tile, logits_hw)
        common = tile.window.intersection(self._open_window())
        if common is None:
            return
        source = self._cells(common, tile.window.x, tile.window.y)
        target = self._cells(common, self.window.x, self.window.y + self._top * self._stride)
        down, across = self._tapers(tile)
        for part, alone in _parts(source, self._alone(tile)):
            there = _moved(part, source, target)
            valid = None if valid_hw is None else valid_hw[part]
            if alone:
                store(logits_hw[part], valid, self._values[there])
            else:
                weights = down[part[0], None] * across[None, part[1]]
                if valid is not None:
                    weights *= valid
                self._weights[there] += weights
                weights *= logits_hw[part]
                self._sums[there] += weights

    def skip(self, tile: Tile) -> None:
        """Pass over a tile without an answer (no valid pixel, not asked, or failed)."""
        self._advance(tile)

    def close(self) -> Path:
        """Write what is open and give the file its final name; returns that."""
        if self._open:
            part = part_path(self.path)
            try:
                self._finish(self._rows)
                self._sums = self._weights = np.zeros((0, 0), np.float32)  # the largest thing a run holds
                self._write(part)
            except (OSError, RasterioError) as error:
                reported = write_error(self.path, error)  # before the file goes and frees the space it filled
                part.unlink(missing_ok=True)
                self.abort()
                raise reported from error
            self.abort()
            publish(part, self.path)
        return self.path

    def abort(self) -> None:
        """Leave no file behind but the caller's rows."""
        self._open = False
        self._sums = self._weights = np.zeros((0, 0), np.float32)
        self._values = np.zeros((0, 0), np.uint8)
        if self._owns_rows:
            self._file.close()
            self._file.path.unlink(missing_ok=True)

    def _advance(self, tile: Tile) -> None:
        if (tile.row, tile.col) <= self._last:
            raise ValueError(f"tile ({tile.row}, {tile.col}) after {self._last}: tiles come in row-major order")
        self._last = (tile.row, tile.col)
        first_open = max(0, (tile.window.y - self.window.y) // self._stride)
        if first_open > self._top:
            with writing(self.path):
                self._finish(min(first_open, self._rows))
        rows = self._alone(tile)[0]
        begin = (tile.window.y - self.window.y) // self._stride - self._top
        self._lone_rows[max(0, begin + rows.start) : max(0, begin + rows.stop)] = True

    def _open_window(self) -> Window:
        """The part of the window whose rows are not finished; of no height where all are."""
        done = min(self._top, self._rows) * self._stride
        return Window(self.window.x, self.window.y + done, self.window.width, self.window.height - done)

    def _cells(self, part: Window, x: int, y: int) -> tuple[slice, slice]:
        """The cells of `part` in an array whose first cell lies at (x, y)."""
        stride = self._stride
        return (
            slice((part.y - y) // stride, (part.bottom - y) // stride),
            slice((part.x - x) // stride, (part.right - x) // stride),
        )

    def _tapers(self, tile: Tile) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        grid, stride = self._grid, self._stride
        overlap = grid.overlap_px // stride
        return (
            taper(grid.tile_height // stride, overlap, tile.row > 0, tile.row < grid.rows - 1),
            taper(grid.tile_width // stride, overlap, tile.col > 0, tile.col < grid.cols - 1),
        )

    def _alone(self, tile: Tile) -> tuple[slice, slice]:
        """The cells of a tile, down and across, that no other tile of the grid covers; empty where there are none."""
        grid, window = self._grid, tile.window
        above = grid.tile(tile.row - 1, tile.col).window.bottom if tile.row > 0 else window.y
        below = grid.tile(tile.row + 1, tile.col).window.y if tile.row < grid.rows - 1 else window.bottom
        left = grid.tile(tile.row, tile.col - 1).window.right if tile.col > 0 else window.x
        right = grid.tile(tile.row, tile.col + 1).window.x if tile.col < grid.cols - 1 else window.right
        alone = Window(left, above, max(0, right - left), max(0, below - above))
        return self._cells(alone, window.x, window.y)

    def _shared_columns(self) -> list[slice]:
        """The columns of the output in which tiles overlap their neighbours, from left to right."""
        edges = [0]
        for tile in (self._grid.tile(0, col) for col in range(self._grid.cols)):
            columns, begin = self._alone(tile)[1], (tile.window.x - self.window.x) // self._stride
            edges += [begin + columns.start, begin + columns.stop] if columns.stop > columns.start else []
        edges = np.clip([*edges, self._sums.shape[1]], 0, self._sums.shape[1]).tolist()
        return [slice(start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True) if stop > start]

    def _finish(self, until: int) -> None:
        """Turn the rows above `until` into probabilities and move the others up."""
        count = min(until - self._top, len(self._values))
        for start, stop in _runs(self._lone_rows[:count]):
            for columns in self._seams if self._lone_rows[start] else [slice(None)]:
                place = (slice(start, stop), columns)
                quantise(self._sums[place], self._weights[place], self._values[place])
                self._sums[place] = self._weights[place] = 0.0  # here, where little of them was touched
        for row in range(0, count, _BLOCK):
            self._append(self._values[row : min(row + _BLOCK, count)])
        while self._top < until:  # rows that no tile has reached
            self._append(np.full((min(_BLOCK, until - self._top), self._file.cols), NODATA, np.uint8))
        left = len(self._values) - count
        for array, empty in ((self._sums, 0), (self._weights, 0), (self._values, NODATA), (self._lone_rows, False)):
            for row in range(0, left, max(1, count)):  # by parts that do not lie on their own target: no copy is made
                moving = array[row + count : row + 2 * count]
                array[row : row + len(moving)] = moving
            array[max(left, count) :] = empty
        self._values[left:count] = NODATA
        self._lone_rows[left:count] = False

    def _append(self, rows_HW: NDArray[np.uint8]) -> None:
        self._file.append(rows_HW)
        self._top += len(rows_HW)

    def _write(self, part: Path) -> None:
        """Make the GeoTIFF of all rows, safely on disk. Raises OSError, RasterioError."""
        with (
            gdal_limits(),
            rasterio.open(
                part,
                "w",
                driver="GTiff",
                width=self._file.cols,
                height=self._rows,
                count=1,
                dtype="uint8",
                nodata=NODATA,
                crs=self._crs_wkt,
                transform=self._transform,
                tiled=True,
                blockxsize=_BLOCK,
                blockysize=_BLOCK,
                compress="deflate",
                zlevel=1,
                bigtiff="if_safer",
            ) as file,
        ):
            file.update_tags(PROBABILITY=json.dumps({"levels": LEVELS, "output_stride": self._stride}))
            for row in range(0, self._rows, _BLOCK):
                count = min(_BLOCK, self._rows - row)
                window = rasterio.windows.Window(0, row, self._file.cols, count)
                file.write(self._file.read(row, count), 1, window=window)
        _check_blocks(part)
        with part.open("rb+") as written:
            os.fsync(written.fileno())


def check_finite(tile: Tile, logits: NDArray[np.float32] | None) -> None:
    """Raise InternalError for a tile's logits that are no numbers: a failure of the model, not an answer."""
    if logits is not None and not np.isfinite(logits).all():
        raise InternalError(f"The model gave no finite values for tile ({tile.row}, {tile.col}).")


# Worked example: 8 cells of overlap (32 pixels at stride 4), towards a neighbour on the left. The outermost quarter,
# 2 cells, saw too little of its surroundings and weighs next to nothing; the next 4 rise from 1/8 to 7/8; the last 2
# weigh 1, where the neighbour's own weigh next to nothing: [1e-6 1e-6 .125 .375 .625 .875 1 1], then 1 to the far side.
# The neighbour's are the same in reverse, so that both together weigh 1.
@cache
def taper(cells: int, overlap: int, before: bool, after: bool) -> NDArray[np.float32]:
    """Weights along one axis of a tile: positive, falling over the overlap towards neighbours that exist only."""
    quarter = overlap // 4
    rising = overlap - 2 * quarter
    ramp = np.ones(overlap, np.float32)
    ramp[:quarter] = _FAINT
    ramp[quarter : quarter + rising] = (np.arange(rising) + 0.5) / max(1, rising)
    weights = np.ones(cells, np.float32)
    if before:
        weights[:overlap] *= ramp
    if after and overlap:
        weights[-overlap:] *= ramp[::-1]
    weights.setflags(write=False)
    return weights


def store(logits_hw: NDArray[np.float32], valid_hw: NDArray[np.bool_] | None, values_hw: NDArray[np.uint8]) -> None:
    """Put the probabilities of logits into ``values_hw``: 0..254, and 255 where not valid."""
    for rows in _few_rows(logits_hw):
        logits = np.clip(logits_hw[rows], -_SATURATED, _SATURATED)
        _store_clipped(logits, values_hw[rows])
    if valid_hw is not None:
        values_hw[~valid_hw] = NODATA


def quantise(sums_hw: NDArray[np.float32], weights_hw: NDArray[np.float32], values_hw: NDArray[np.uint8]) -> None:
    """Put the probabilities of weighted sums of logits into ``values_hw``: 0..254, and 255 where nothing weighs."""
    for rows in _few_rows(sums_hw):
        weights, values = weights_hw[rows], values_hw[rows]
        known = weights > 0
        logits = np.divide(sums_hw[rows], weights, out=np.zeros_like(weights), where=known)
        np.clip(logits, -_SATURATED, _SATURATED, out=logits)
        _store_clipped(logits, values)
        values[~known] = NODATA


def _store_clipped(logits: NDArray[np.float32], values: NDArray[np.uint8]) -> None:
    """The same of logits that may be overwritten."""
    np.negative(logits, out=logits)
    np.exp(logits, out=logits)
    logits += 1.0
    np.divide(np.float32(LEVELS), logits, out=logits)
    np.rint(logits, out=logits)
    values[...] = logits


def _few_rows(array_hw: NDArray[np.float32]) -> Iterator[slice]:
    step = max(1, _CELLS_AT_ONCE // max(1, array_hw.shape[1]))
    return (slice(row, row + step) for row in range(0, len(array_hw), step))


def _runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Beginnings and ends of stretches of equal values."""
    edges = [0, *(np.flatnonzero(flags[1:] != flags[:-1]) + 1).tolist(), len(flags)]
    return ((start, stop) for start, stop in pairwise(edges) if stop > start)


# Worked example, one dimension: a tile of cells 0..16 of which it covers 4..12 alone. Where 0..16 are wanted it comes
# apart into 0..4, 4..12 and 12..16; where only 8..16 are, into 8..12 and 12..16.
def _parts(wanted: tuple[slice, slice], alone: tuple[slice, slice]) -> Iterator[tuple[tuple[slice, slice], bool]]:
    """Take the wanted cells of a tile apart into those that it covers alone (True) and the up to four parts around."""
    (above, inner_rows, below), (left, inner, right) = (_split(*axis) for axis in zip(wanted, alone, strict=True))
    whole = wanted[1]
    parts = ((above, whole), (inner_rows, left), (inner_rows, inner), (inner_rows, right), (below, whole))
    for rows, columns in parts:
        if rows.stop > rows.start and columns.stop > columns.start:
            yield (rows, columns), columns is inner


def _split(wanted: slice, alone: slice) -> tuple[slice, slice, slice]:
    start = min(max(wanted.start, alone.start), wanted.stop)
    stop = min(max(start, alone.stop), wanted.stop)
    return slice(wanted.start, start), slice(start, stop), slice(stop, wanted.stop)


def _moved(part: tuple[slice, slice], source: tuple[slice, slice], target: tuple[slice, slice]) -> tuple[slice, slice]:
    """Where a part of ``source`` lies in ``target``."""
    rows, columns = (
        slice(
            part[axis].start - source[axis].start + target[axis].start,
            part[axis].stop - source[axis].start + target[axis].start,
        )
        for axis in (0, 1)
    )
    return rows, columns


def _check_blocks(path: Path) -> None:
    """Raise OSError unless every block of the closed file lies within it: GDAL keeps quiet when closing fails."""
    size = path.stat().st_size
    with gdal_limits(), rasterio.open(path) as file:
        for row in range(-(-file.height // _BLOCK)):
            for col in range(-(-file.width // _BLOCK)):
                start = file.get_tag_item(f"BLOCK_OFFSET_{col}_{row}", "TIFF", bidx=1)
                length = file.get_tag_item(f"BLOCK_SIZE_{col}_{row}", "TIFF", bidx=1)
                if start is None or length is None or int(start) + int(length) > size:
                    raise OSError(f"block ({row}, {col}) of {path.name} did not reach the disk")
