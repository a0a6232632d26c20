"""The contrast stretch from a raster's own values to the 8 bits that the models see.

One stretch a scene, never a tile: a stretch per tile makes seams and turns dark tiles into noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

PERCENTILES = (2.0, 98.0)


@dataclass(frozen=True)
class Stretch:
    """Per band: the raster's value that becomes 0 and the one that becomes 255; linear between, clipped outside."""

    low: tuple[float, ...]
    high: tuple[float, ...]

    def apply(self, bands_CHW: NDArray[Any], valid_HW: NDArray[np.bool_]) -> NDArray[np.uint8]:
        """Stretch bands (C, H, W) of any real dtype to uint8; 0 where not valid and where a band is not finite."""
        if bands_CHW.dtype == np.uint8 and self.is_identity:
            stretched = bands_CHW
        else:
            low = np.array(self.low, np.float64)[:, None, None]
            span = np.array(self.high, np.float64)[:, None, None] - low
            with np.errstate(invalid="ignore"):  # inf - inf of missing values; they become 0 below
                scaled = (bands_CHW - low) * (255.0 / np.where(span > 0, span, 1.0))
            scaled = np.nan_to_num(scaled, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
            stretched = np.rint(np.clip(scaled, 0.0, 255.0, out=scaled)).astype(np.uint8)
        return stretched if valid_HW.all() else np.where(valid_HW, stretched, np.uint8(0))

    @property
    def is_identity(self) -> bool:
        return all(low == 0.0 for low in self.low) and all(high == 255.0 for high in self.high)

    def to_dict(self) -> dict[str, list[float]]:
        return {"low": list(self.low), "high": list(self.high)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Stretch:
        return cls(tuple(float(v) for v in values["low"]), tuple(float(v) for v in values["high"]))


def identity_stretch(bands: int) -> Stretch:
    """The stretch that leaves 8-bit values as they are."""
    return Stretch((0.0,) * bands, (255.0,) * bands)


def stretch_of(bands_CHW: NDArray[Any], valid_HW: NDArray[np.bool_]) -> Stretch:
    """Measure the stretch of a scene on a decimated read of it (C, H, W): percentiles 2 and 98 of valid pixels.

    8-bit values stay as they are. A band whose percentiles are equal (a few bright pixels on an empty ground) takes
    its smallest and largest value; a constant band, or one without valid pixels, becomes 0 everywhere.
    """
    if bands_CHW.dtype == np.uint8:
        return identity_stretch(len(bands_CHW))
    low, high = [], []
    for band in bands_CHW:
        values = band[valid_HW].astype(np.float64)
        values = values[np.isfinite(values)]
        bottom, top = np.percentile(values, PERCENTILES) if values.size else (0.0, 0.0)
        if values.size and top <= bottom:
            bottom, top = values.min(), values.max()
        low.append(float(bottom))
        high.append(float(top) if top > bottom else float(bottom) + 1.0)
    return Stretch(tuple(low), tuple(high))
