"""Pictures of what a run knows so far: one small GeoTIFF a question, told after the first tile and then now and again.

They are for looking at and never change a result. A picture that cannot be written ends the pictures, not the run.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.errors import RasterioError

from engine.errors import SegEarthError
from engine.raster import RasterReader, RowsFile, Window
from engine.raster.mosaic import LEVELS, NODATA
from engine.raster.storage import gdal_limits, part_path, publish
from engine.run.events import Partial, Watch
from engine.run.folder import RunFolder
from engine.run.levels import Level

log = logging.getLogger(__name__)
LARGEST_SIDE = 1024  # of a picture, in its own pixels
EVERY_SECONDS = 3.0
_SHARE = 0.02  # of the time, at most, that writing pictures may take
_SAMPLES = 4  # by an axis, at most, whose mean is a pixel
_KEPT = 2  # pictures of a question that are there at a time: the one told last, and the one before
_STRIP_ROWS = 512


class Pictures:
    """The pictures of a run over ``window`` (pixels of ``reader``'s grid, whole cells of ``output_stride``).

    Memory: a byte for each pixel of a picture and question, at most 1 MB a question. ``clock`` is for tests.
    """

    def __init__(
        self,
        folder: RunFolder,
        reader: RasterReader,
        window: Window,
        output_stride: int,
        questions: int,
        watch: Watch,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._watch = watch
        self._clock = clock
        self._window = window
        cells = max(window.width, window.height) // output_stride
        self._pixel = output_stride * max(1, -(-cells // LARGEST_SIDE))  # its side in pixels of the reader's grid
        self._transform = reader.model_transform * Affine.translation(window.x, window.y) * Affine.scale(self._pixel)
        self._crs_wkt = reader.info.crs_wkt
        height, width = -(-window.height // self._pixel), -(-window.width // self._pixel)
        self._values_QHW = np.full((questions, height, width), NODATA, np.uint8)
        self._number = 0
        self._told: list[Path] = []
        self._next = 0.0
        self._open = True

    def add(
        self,
        place: tuple[float, float, float, float],
        logits_Qhw: NDArray[np.float32],
        valid_hw: NDArray[np.bool_] | None,
    ) -> None:
        """Draw a tile that covers ``place``: left, top, right, bottom in pixels of the reader's grid."""
        self._draw(place, logits_Qhw, valid_hw, _of_logits)

    def add_rows(
        self, place: tuple[float, float, float, float], question: int, rows: RowsFile, total: int, *, logits: bool
    ) -> None:
        """Draw the rows, of ``total`` that cover ``place``, that an earlier process has finished for a question.

        ``question`` counts from 0. Rows are ``logits`` in float32, or probabilities as they are stored.
        """
        left, top, right, bottom = place
        by_row = (bottom - top) / total
        for first in range(0, rows.count, _STRIP_ROWS):
            count = min(_STRIP_ROWS, rows.count - first)
            strip = (left, top + first * by_row, right, top + (first + count) * by_row)
            stored = rows.read(first, count)
            if logits:
                values = stored.view("<f4")
                self._draw(strip, values[None], np.isfinite(values), _of_logits, question)
            else:
                self._draw(strip, stored[None], stored != NODATA, _of_stored, question)

    def show(self, level: int, done: int, total: int) -> None:
        """Write the pictures and tell them, if it is time to."""
        began = self._clock()
        if not self._open or began < self._next:
            return
        self._number += 1
        try:
            for question in range(1, len(self._values_QHW) + 1):
                path = self._folder.picture(question, self._number)
                self._write(path, self._values_QHW[question - 1])
                self._told.append(path)
        except (OSError, RasterioError, SegEarthError) as error:
            log.warning("There are no further pictures of what is found so far: %s", error)
            self._open = False
            return
        self._drop(_KEPT * len(self._values_QHW))
        if self._watch.on_partial is not None:
            for question in range(1, len(self._values_QHW) + 1):
                path = self._folder.picture(question, self._number)
                self._watch.on_partial(Partial(self._watch.run_id, question, str(path), level, done, total))
        ended = self._clock()
        self._next = ended + max(EVERY_SECONDS, (ended - began) / _SHARE)

    def close(self) -> None:
        """Delete the pictures: the run ends."""
        self._open = False
        self._drop(0)

    def _drop(self, keep: int) -> None:
        going = self._told[: len(self._told) - keep]
        for path in going:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:  # Windows, while a program shows it; the next run in the folder deletes it
                log.debug("The picture %s stays: %s", path, error)
        self._told = self._told[len(going) :]

    def _draw(
        self,
        place: tuple[float, float, float, float],
        values_Qhw: NDArray[Any],
        valid_hw: NDArray[np.bool_] | None,
        probability_of: Callable[[NDArray[Any]], NDArray[np.float32]],
        question: int | None = None,
    ) -> None:
        """Set the pixels whose centre lies in a place to the mean of some cells in them."""
        left, top, right, bottom = place
        height, width = self._values_QHW.shape[1:]
        rows = _Samples.along(top - self._window.y, bottom - self._window.y, self._pixel, height, values_Qhw.shape[1])
        cols = _Samples.along(left - self._window.x, right - self._window.x, self._pixel, width, values_Qhw.shape[2])
        if not (rows.count and cols.count):
            return
        at = np.ix_(rows.cells, cols.cells)
        shape = (rows.count, rows.by_pixel, cols.count, cols.by_pixel)
        weights = np.ones(shape, np.float32) if valid_hw is None else valid_hw[at].reshape(shape).astype(np.float32)
        weight = weights.sum(axis=(1, 3))
        there = slice(None) if question is None else slice(question, question + 1)
        pixels_Qhw = self._values_QHW[there, rows.first : rows.first + rows.count, cols.first : cols.first + cols.count]
        for pixels, values in zip(pixels_Qhw, values_Qhw, strict=True):
            probability = np.where(weights > 0, probability_of(values[at].reshape(shape)), np.float32(0))
            mean = probability.sum(axis=(1, 3)) / np.maximum(weight, 1)
            np.copyto(pixels, np.rint(mean * LEVELS).astype(np.uint8), where=weight > 0)

    def _write(self, path: Path, values_HW: NDArray[np.uint8]) -> None:
        part = part_path(path)
        height, width = values_HW.shape
        profile = {"driver": "GTiff", "width": width, "height": height, "count": 1, "dtype": "uint8"}
        options = {"nodata": NODATA, "compress": "deflate", "zlevel": 1}
        try:
            with (
                gdal_limits(),
                rasterio.open(part, "w", crs=self._crs_wkt, transform=self._transform, **profile, **options) as file,
            ):
                file.write(values_HW, 1)
            publish(part, path)
        finally:
            part.unlink(missing_ok=True)


def place_of(window: Window) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a window."""
    return window.x, window.y, window.right, window.bottom


def level_place(level: Level, window: Window) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a window of a level, in pixels of the finest level."""
    x, y = level.across.fine_px / level.across.coarse_px, level.down.fine_px / level.down.coarse_px
    return window.x * x, window.y * y, window.right * x, window.bottom * y


@dataclass(frozen=True)
class _Samples:
    """Along one axis: the pixels first..first + count of a picture, and the ``by_pixel`` cells looked at in each."""

    first: int
    count: int
    by_pixel: int
    cells: NDArray[np.int64]

    @classmethod
    def along(cls, start: float, end: float, pixel: int, pixels: int, cells: int) -> _Samples:
        first = max(0, math.ceil(start / pixel - 0.5))
        count = max(0, min(pixels, math.ceil(end / pixel - 0.5)) - first)
        by_cell = (end - start) / cells
        by_pixel = min(_SAMPLES, max(1, round(pixel / by_cell)))
        places = first + (np.arange(count * by_pixel) + 0.5) / by_pixel
        at = np.clip(((places * pixel - start) / by_cell).astype(np.int64), 0, cells - 1)
        return cls(first, count, by_pixel, at)


def _of_logits(logits: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * np.nan_to_num(logits))), np.float32)


def _of_stored(stored: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(stored, np.float32) / np.float32(LEVELS)
