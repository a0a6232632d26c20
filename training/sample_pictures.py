"""A sample as a picture: image, truth, prediction side by side, so that one sees a run go wrong before it has ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from engine.raster.letterbox import scale_linear

from .pairs_data import Pair

SIDE, CAPTION = 384, 18
TRUTH, PREDICTION = (60, 200, 90), (230, 70, 60)


def write_sample(path: Path, pair: Pair, logits_hw: NDArray[np.floating[Any]]) -> None:
    """Write a PNG of three squares and the question above them."""
    predicted = scale_linear(logits_hw, *pair.mask_SS.shape) > 0
    squares = [pair.pixels_SSC, tinted(pair.pixels_SSC, pair.mask_SS, TRUTH)]
    squares.append(tinted(pair.pixels_SSC, predicted, PREDICTION))
    sheet = Image.new("RGB", (3 * SIDE, SIDE + CAPTION), "white")
    for number, pixels in enumerate(squares):
        sheet.paste(Image.fromarray(pixels).resize((SIDE, SIDE), Image.Resampling.BILINEAR), (number * SIDE, CAPTION))
    text = pair.question.encode("latin-1", "replace").decode("latin-1")  # what the built-in font has
    ImageDraw.Draw(sheet).text((4, 3), text, fill="black")
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)


def tinted(rgb_HWC: NDArray[np.uint8], mask_HW: NDArray[np.bool_], colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """The image with half of ``colour`` where the mask is."""
    mixed = (rgb_HWC.astype(np.uint16) + np.array(colour, np.uint16)) // 2
    return np.where(mask_HW[..., None], mixed.astype(np.uint8), rgb_HWC)
