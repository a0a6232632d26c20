"""A yes/no mask as the runs of its True pixels: what is known of a mask of which most is uniform, in little memory.

Regions, their outlines and the statistics of their pixels are made of runs; the pixels themselves are gone by then.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Runs:
    """n runs of pixels: in ``row`` from column ``left`` to before ``right``, from top to bottom and left to right.

    Runs of a row do not touch. Of each, the values of its pixels: their ``total``, the ``lowest``, the ``highest``;
    zeros where nobody gave any. 22 bytes a run.
    """

    row: NDArray[np.int32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    total: NDArray[np.int64]
    lowest: NDArray[np.uint8]
    highest: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.row)

    def __getitem__(self, which: slice) -> Runs:
        return Runs(*(getattr(self, field.name)[which] for field in dataclasses.fields(self)))

    @classmethod
    def from_mask(cls, mask_HW: NDArray[np.bool_], x: int = 0, y: int = 0) -> Runs:
        """The runs of a mask whose first pixel lies in column ``x`` and row ``y``. Memory: two copies of the mask."""
        height, width = mask_HW.shape
        apart = np.zeros(height * (width + 1) + 1, np.bool_)  # a False before each row and after the last
        apart[:-1].reshape(height, width + 1)[:, 1:] = mask_HW
        changes = np.flatnonzero(apart[1:] ^ apart[:-1])
        row, left = np.divmod(changes[::2], width + 1)
        return cls.from_ends(row + y, left + x, changes[1::2] - row * (width + 1) + x)

    @classmethod
    def from_ends(cls, row: NDArray[Any], left: NDArray[Any], right: NDArray[Any]) -> Runs:
        """Runs, given in any whole numbers, whose pixels have no values yet."""
        row, left, right = (values.astype(np.int32) for values in (row, left, right))
        none = np.zeros(len(row), np.uint8)
        return cls(row, left, right, none.astype(np.int64), none, none)

    def within(self, left: int, top: int, right: int, bottom: int) -> Runs:
        """The parts of the runs in a window; runs have no values then."""
        rows = slice(*np.searchsorted(self.row, (top, bottom)))
        first, last = np.maximum(self.left[rows], left), np.minimum(self.right[rows], right)
        inside = first < last
        return Runs.from_ends(self.row[rows][inside], first[inside], last[inside])


def stacked(parts: Sequence[Runs]) -> Runs:
    """Runs of masks that follow each other from top to bottom."""
    if len(parts) == 1:
        return parts[0]
    names = [field.name for field in dataclasses.fields(Runs)]
    return Runs(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def sorted_order(keys: NDArray[np.int64]) -> NDArray[np.intp]:
    """The stable order of keys from 0 on: numpy sorts 16 bits by digits, ten times faster than by comparing."""
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    rest = keys >> 16
    while rest.any():
        order = order[np.argsort((rest[order] & 0xFFFF).astype(np.uint16), kind="stable")]
        rest >>= 16
    return order
