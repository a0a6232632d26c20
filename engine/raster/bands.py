"""Which bands of a raster are red, green and blue, and where its pixels are valid.

Colour interpretation wins wherever it is stated; an alpha band is believed only if its values look like a mask,
because near infrared is sometimes published under that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags

from engine.errors import BadRequest

_MASK_SHARE = 0.5  # of an alpha's pixels that are 0 or its largest value, above which it is a mask


@dataclass(frozen=True)
class BandRoles:
    """How to make RGB and validity from a dataset's bands (numbers from 1).

    ``colour``: one band (grey or palette) or three. ``palette``: (n, 4) RGBA by index, or None. ``alpha``: the band
    that masks, or None. ``mask``: there is a mask band or file. ``nodata``: one value or None per colour band.
    """

    colour: tuple[int, ...]
    palette: NDArray[np.uint8] | None
    alpha: int | None
    mask: bool
    nodata: tuple[float | None, ...]

    @property
    def rgb(self) -> tuple[int, int, int]:
        first, *rest = self.colour
        return (first, rest[0], rest[1]) if rest else (first, first, first)

    def has_missing(self, dtype: str) -> bool:
        """Whether pixels can be invalid at all."""
        return self.mask or self.alpha is not None or self.has_missing_values(dtype)

    def has_missing_values(self, dtype: str) -> bool:
        """Whether the validity of a pixel shows in the values of its colour bands."""
        transparent = self.palette is not None and bool((self.palette[:, 3] == 0).any())
        return transparent or np.dtype(dtype).kind == "f" or any(value is not None for value in self.nodata)


def alpha_band(dataset: Any) -> int | None:
    """The band that is tagged as alpha, if any; `is_mask` tells whether it is one."""
    for number, meaning in enumerate(dataset.colorinterp, start=1):
        if meaning == ColorInterp.alpha:
            return number
    return None


def is_mask(alpha_HW: NDArray[Any]) -> bool:
    """Whether the values of a band tagged as alpha are mostly 0 or mostly its largest value."""
    top = alpha_HW.max()
    return bool(((alpha_HW == 0) | (alpha_HW == top)).mean() > _MASK_SHARE)


def band_roles(dataset: Any, requested: Sequence[int] | None, alpha: int | None) -> BandRoles:
    """Choose the bands. ``alpha`` is the band that really masks, or None; ``requested`` is one band or three.

    BadRequest for band numbers that the raster does not have.
    """
    colour = _requested(dataset, requested) if requested is not None else _stated(dataset, alpha)
    palette = None
    if len(set(colour)) == 1 and dataset.colorinterp[colour[0] - 1] == ColorInterp.palette:
        colour = colour[:1]
        palette = _palette(dataset.colormap(colour[0]))
    flags = dataset.mask_flag_enums[colour[0] - 1]
    dtype = np.dtype(dataset.dtypes[colour[0] - 1])
    return BandRoles(
        colour=colour,
        palette=palette,
        alpha=alpha,
        mask=MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags,
        nodata=tuple(_nodata(dataset.nodatavals[number - 1], dtype) for number in colour),
    )


def valid_by_value(bands_CHW: NDArray[Any], roles: BandRoles) -> NDArray[np.bool_]:
    """Pixels (H, W) that hold a value: at least one colour band is finite and not its nodata value."""
    valid = np.zeros(bands_CHW.shape[1:], np.bool_)
    for band, nodata in zip(bands_CHW, roles.nodata, strict=True):
        present = np.isfinite(band) if band.dtype.kind == "f" else np.ones(band.shape, np.bool_)
        if nodata is not None:
            present &= band != band.dtype.type(nodata)
        valid |= present
    if roles.palette is not None:
        valid &= np.take(roles.palette[:, 3], bands_CHW[0], mode="clip") > 0
    return valid


def to_three(bands_CHW: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Repeat a single grey band three times; three bands stay as they are."""
    return bands_CHW if len(bands_CHW) == 3 else np.repeat(bands_CHW, 3, axis=0)


def _requested(dataset: Any, requested: Sequence[int]) -> tuple[int, ...]:
    wanted = tuple(requested)
    if len(wanted) not in (1, 3):
        raise BadRequest(f"Name one band or three, not {len(wanted)}.")
    for number in wanted:
        if not 1 <= number <= dataset.count:
            raise BadRequest(f"The raster has bands 1 to {dataset.count}, no band {number}.")
    return wanted


def _stated(dataset: Any, alpha: int | None) -> tuple[int, ...]:
    by_meaning: dict[ColorInterp, int] = {}
    for number, meaning in enumerate(dataset.colorinterp, start=1):
        by_meaning.setdefault(meaning, number)
    rgb = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    if all(meaning in by_meaning for meaning in rgb):
        return tuple(by_meaning[meaning] for meaning in rgb)
    numbers = [number for number in range(1, dataset.count + 1) if number != alpha] or [1]
    return tuple(numbers[:3]) if len(numbers) >= 3 else (numbers[0],)


def _palette(table: dict[int, tuple[int, int, int, int]]) -> NDArray[np.uint8]:
    palette = np.zeros((max(table) + 1, 4), np.uint8)
    for index, rgba in table.items():
        palette[index] = rgba
    return palette


def _nodata(value: float | None, dtype: np.dtype[Any]) -> float | None:
    """The nodata value, if the band can hold it at all."""
    if value is None or np.isnan(value):
        return None  # NaN is never valid anyway
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        return value if float(value).is_integer() and limits.min <= value <= limits.max else None
    return value
