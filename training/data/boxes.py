"""Axis-aligned boxes as masks: filled, with weights that doubt their corners.

A turned car fills about half of its box (README of the data), a round crown 79 % of it; what a box most
likely holds is its inscribed ellipse. So the corners outside it are labelled as the object, but count half
in the loss.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CORNER_WEIGHT = 0.5

Box = tuple[float, float, float, float]
"""(xmin, ymin, xmax, ymax) in pixels from the image's upper left corner."""


def fill_boxes(boxes: Sequence[Box], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Fill boxes, rounded to whole pixels, at least one pixel each and cut at the image; bool [H, W].

    The labels of the validation questions are rounded in the same way.
    """
    mask = np.zeros(shape, bool)
    for box in boxes:
        rows, cols = _pixels(box, shape)
        mask[rows, cols] = True
    return mask


def box_weights(boxes: Sequence[Box], shape: tuple[int, int], background: float) -> NDArray[np.float16]:
    """Weigh pixels, float16 [H, W]: 1 in a box's ellipse, `CORNER_WEIGHT` in its corners, else
    ``background``.

    A pixel in the ellipse of any box weighs 1, also where it is a corner of another.
    """
    weights = np.full(shape, background, np.float16)
    for box in boxes:
        rows, cols = _pixels(box, shape)
        weights[rows, cols] = CORNER_WEIGHT
    for box in boxes:
        rows, cols = _pixels(box, shape)
        xmin, ymin, xmax, ymax = box
        # Pixel centres in units of the half axes; a tiny box still holds its one pixel.
        y = (np.arange(rows.start, rows.stop) + 0.5 - (ymin + ymax) / 2) / max((ymax - ymin) / 2, 0.5)
        x = (np.arange(cols.start, cols.stop) + 0.5 - (xmin + xmax) / 2) / max((xmax - xmin) / 2, 0.5)
        inside = y[:, None] ** 2 + x[None, :] ** 2 <= 1
        weights[rows, cols][inside] = 1
    return weights


def _pixels(box: Box, shape: tuple[int, int]) -> tuple[slice, slice]:
    xmin, ymin, xmax, ymax = box
    return _span(ymin, ymax, shape[0]), _span(xmin, xmax, shape[1])


def _span(low: float, high: float, size: int) -> slice:
    start = min(max(round(low), 0), size - 1)
    return slice(start, min(max(round(high), start + 1), size))
