"""Brings a probability raster back to the pixel grid: a strip of rows at a time, interpolated, as a yes/no mask.

Interpolation is of logits, bilinear between cell centres, and gives the same pixel whatever the strip it is in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window as GdalWindow

from engine.raster.area import AreaOfInterest
from engine.raster.grid import Window
from engine.raster.mosaic import LEVELS, NODATA
from engine.raster.storage import gdal_limits

_STRIP_PX = 256  # rows by strip


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
            rows = self.dataset.read(1, window=GdalWindow(0, top, self.dataset.width, bottom - top))
        return np.pad(rows, ((top - first, first + count - bottom), (0, 0)), mode="edge")


def positive_strips(
    file: ProbabilityFile,
    area: AreaOfInterest,
    threshold: float,
    valid: Callable[[Window], NDArray[np.bool_]] | None,
) -> Iterator[tuple[Window, NDArray[np.bool_]]]:
    """Walk down the area's window and yield each strip with its pixels (H, W) whose probability reaches ``threshold``.

    Pixels outside the area, without a known probability, or that ``valid`` (`RasterReader.read_valid`) denies are
    False. Memory: some 3 bytes a pixel of a strip of 256 rows of the area's width.
    """
    stride = file.stride
    step = max(1, _STRIP_PX // stride)
    first = (area.window.y - file.y) // stride // step * step
    last = -(-(area.window.bottom - file.y) // stride)
    for row in range(first, last, step):
        count = min(step, last - row)
        whole = Window(file.x, file.y + row * stride, file.dataset.width * stride, count * stride)
        window = whole.intersection(area.window)
        if window is None:
            continue
        left, top = window.x - whole.x, window.y - whole.y
        pixels = _positive(file.cells(row - 1, count + 2), stride, threshold)
        pixels = pixels[top : top + window.height, left : left + window.width]
        if not area.whole:
            pixels &= area.inside(window)
        if valid is not None and pixels.any():
            pixels &= valid(window)
        yield window, pixels


def _positive(cells: NDArray[np.uint8], stride: int, threshold: float) -> NDArray[np.bool_]:
    """Pixels of the inner rows of ``cells`` (one more above and below) whose interpolated probability is enough."""
    known = cells != NODATA
    if stride == 1:
        positive: NDArray[np.bool_] = known & (cells >= np.float32(threshold * LEVELS - 1e-4))
        return positive[1:-1]
    logits = np.take(_logits(), cells)
    needed = np.float32(np.log(threshold / (1 - threshold)) - 1e-5)  # rounding of equal values stays above
    if known.all():
        return _interpolated(logits, None, stride, needed)
    pixels = _interpolated(logits, known.astype(np.float32), stride, needed)
    pixels &= known[1:-1].repeat(stride, axis=0).repeat(stride, axis=1)
    return pixels


# Worked example: two pixels a cell. Cell centres lie at 1, 3, 5 ... and pixel centres at 0.5, 1.5, 2.5 ... So pixel 2
# (2.5) takes 1/4 of cell 0 and 3/4 of cell 1, pixel 3 takes 3/4 of cell 1 and 1/4 of cell 2; pixels 0 and the last have
# a neighbour on one side only and take their own cell.
def _interpolated(
    logits: NDArray[np.float32], known: NDArray[np.float32] | None, stride: int, needed: np.float32
) -> NDArray[np.bool_]:
    height, width = logits.shape[0] - 2, logits.shape[1]
    pixels = np.empty((height, stride, width, stride), np.bool_)
    for y_phase in range(stride):
        sums = np.pad(_between(logits, y_phase, stride), ((0, 0), (1, 1)), mode="edge").T
        weights = None
        if known is not None:
            weights = np.pad(_between(known, y_phase, stride), ((0, 0), (1, 1)), mode="edge").T
        for x_phase in range(stride):
            total = _between(sums, x_phase, stride)
            bar = needed if weights is None else needed * _between(weights, x_phase, stride)
            pixels[:, y_phase, :, x_phase] = (total >= bar).T
    return pixels.reshape(height * stride, width * stride)


def _between(rows: NDArray[np.float32], phase: int, stride: int) -> NDArray[np.float32]:
    """Rows at the phase-th pixel of every inner row's cell: a mean of that row and its nearer neighbour."""
    offset = (phase + 0.5) / stride - 0.5  # of the pixel's centre from the cell's, in cells
    neighbour = rows[:-2] if offset < 0 else rows[2:]
    near = np.float32(abs(offset))
    return rows[1:-1] * (np.float32(1) - near) + neighbour * near


@cache
def _logits() -> NDArray[np.float32]:
    """The logit of every stored value; 0 and 1 stand a quarter of a step inside, nodata (255) is 0."""
    p = np.clip(np.arange(LEVELS + 1) / LEVELS, 0.25 / LEVELS, 1 - 0.25 / LEVELS)
    return np.append(np.log(p / (1 - p)), 0.0).astype(np.float32)
