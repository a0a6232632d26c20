"""The released code's frame: an image scaled into a square, centred on black, and its logits brought back.

Scaling repeats OpenCV to the bit (8-bit INTER_LINEAR in fixed point, INTER_NEAREST), so that a network sees the very
pixels that it was trained on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ONE = 1 << 11  # OpenCV's weights have 11 fractional bits


@dataclass(frozen=True)
class Letterbox:
    """Where an image of ``height`` x ``width`` pixels lies in a square of ``size``: its content box."""

    height: int
    width: int
    size: int
    content_height: int
    content_width: int
    top: int
    left: int

    def apply(self, rgb_HWC: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Scale an image ``[height, width, 3]`` into the box; black around it, ``[size, size, 3]``.

        Raises ValueError for an image of another size.
        """
        self._check(rgb_HWC)
        return self._padded(_linear_bytes(rgb_HWC, self.content_height, self.content_width))

    def apply_mask(self, mask_HW: NDArray[Any]) -> NDArray[Any]:
        """Scale a mask of any type into the box by its nearest pixels; zero around it, ``[size, size]``.

        Raises ValueError for a mask of another size.
        """
        self._check(mask_HW)
        rows = _nearest(self.height, self.content_height)
        columns = _nearest(self.width, self.content_width)
        return self._padded(mask_HW[np.ix_(rows, columns)])

    def restore(self, logits_hw: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
        """Logits of the square on any grid (the network's is 1/4) at the image's own size ``[height, width]``.

        Bilinear to ``size`` x ``size`` pixels (half-pixel centres), the content box cut out, and that again bilinear
        to the image's size: logits are scaled, never masks. Memory: a few float32 arrays of the square and the image.
        """
        square = scale_linear(logits_hw, self.size, self.size)
        rows = slice(self.top, self.top + self.content_height)
        columns = slice(self.left, self.left + self.content_width)
        return scale_linear(square[rows, columns], self.height, self.width)

    def _check(self, pixels: NDArray[Any]) -> None:
        if pixels.shape[:2] != (self.height, self.width):
            raise ValueError(f"{pixels.shape[:2]} pixels came for a letterbox of {(self.height, self.width)}")

    def _padded(self, content: NDArray[Any]) -> NDArray[Any]:
        square = np.zeros((self.size, self.size, *content.shape[2:]), content.dtype)
        square[self.top : self.top + self.content_height, self.left : self.left + self.content_width] = content
        return square


def fit(height: int, width: int, size: int) -> Letterbox:
    """Scale the longer side to ``size``, up or down, and centre the other (reference, section 1).

    Worked example: 37 x 53 (height x width) into 64: the factor is 64 / 53, the height int(37 * 1.2075...) = 44, and
    of the 20 rows left over 10 come above. Raises ValueError for a side below 1.
    """
    if min(height, width, size) < 1:
        raise ValueError(f"no image of {width} x {height} pixels fits into a square of {size}")
    if width > height:
        content_height, content_width = max(1, int(height * (size / width))), size
    else:
        content_height, content_width = size, max(1, int(width * (size / height)))
    top, left = (size - content_height) // 2, (size - content_width) // 2
    return Letterbox(height, width, size, content_height, content_width, top, left)


def scale_linear(values_hw: NDArray[np.floating[Any]], height: int, width: int) -> NDArray[np.float32]:
    """Scale a map to ``[height, width]`` bilinearly: half-pixel centres, clamped at the border, not antialiased."""
    values = np.asarray(values_hw, np.float32)
    low, high, weight = _positions(values.shape[1], width)
    wide = values[:, low] + (values[:, high] - values[:, low]) * weight
    low, high, weight = _positions(values.shape[0], height)
    return np.asarray(wide[low] + (wide[high] - wide[low]) * weight[:, None], np.float32)


def _linear_bytes(pixels_HWC: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Scale as OpenCV's INTER_LINEAR does with bytes.

    Rows first, exactly, with weights in 1/2048; then columns on values that lost 4 bits, each product cut to 1/4 of a
    grey level, the sum rounded: cheaper than exact arithmetic there, and part of the numbers here.
    """
    low, high, one, two = _weights(pixels_HWC.shape[1], width)
    columns = one[:, None], two[:, None]
    source = pixels_HWC.astype(np.int32)
    wide = (source[:, low] * columns[0] + source[:, high] * columns[1]) >> 4
    low, high, one, two = _weights(pixels_HWC.shape[0], height)
    quarter = ((wide[low] * one[:, None, None]) >> 16) + ((wide[high] * two[:, None, None]) >> 16)
    return np.asarray((quarter + 2) >> 2, np.uint8)


def _weights(source: int, target: int) -> tuple[NDArray[Any], ...]:
    """Both neighbours of each target pixel and their weights in 1/2048; beyond a border both are the border pixel."""
    scale = 1.0 / (target / source)
    position = ((np.arange(target) + 0.5) * scale - 0.5).astype(np.float32)
    low = np.floor(position).astype(np.int64)
    weight = position - low.astype(np.float32)
    one = np.rint((np.float32(1) - weight) * np.float32(_ONE)).astype(np.int32)
    two = np.rint(weight * np.float32(_ONE)).astype(np.int32)
    return np.clip(low, 0, source - 1), np.clip(low + 1, 0, source - 1), one, two


def _positions(source: int, target: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.float32]]:
    position = np.clip((np.arange(target) + 0.5) * (source / target) - 0.5, 0, source - 1)
    low = np.floor(position).astype(np.int64)
    return low, np.minimum(low + 1, source - 1), (position - low).astype(np.float32)


def _nearest(source: int, target: int) -> NDArray[np.int64]:
    scale = 1.0 / (target / source)
    return np.asarray(np.minimum(np.floor(np.arange(target) * scale), source - 1), np.int64)
