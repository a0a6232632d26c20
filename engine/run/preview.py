"""The first look at a run without coarse levels: all of the area in one tile from afar, for the picture only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.raster import Pixels, RasterReader, Tile, Window
from engine.run.models import TileModel
from engine.run.tiles import TileFailed, ask_in_order, on_output_grid

PREVIEW_FROM_TILES = 5  # of the finest level: fewer are done about as soon
_PREVIEW_PX = 1 << 26  # that may be read for it


@dataclass(frozen=True)
class Seen:
    """What one tile from afar shows: ``place`` as for `Pictures.add`, logits (Q, h, w), and the cells that count."""

    place: tuple[float, float, float, float]
    level: int
    logits_Qhw: NDArray[np.float32]
    valid_hw: NDArray[np.bool_]


def look_from_afar(reader: RasterReader, window: Window, model: TileModel, questions: Sequence[str]) -> Seen | None:
    """Ask the model on one tile that holds all of a window of ``reader``'s pixels, at a coarser GSD.

    None where there is nothing to see, or where it would take reading more than ``_PREVIEW_PX`` pixels: a large raster
    without overviews.
    """
    level = 0
    while max(window.width, window.height) > (model.tile_px - 1) * 2**level:
        level += 1
    read_by = max((factor for factor in reader.info.overviews if factor <= reader.scale * 2**level), default=1)
    if window.width * window.height * (reader.scale / read_by) ** 2 > _PREVIEW_PX:
        return None
    afar = reader.coarser(2**level)
    x, y = reader.model_width / afar.model_width, reader.model_height / afar.model_height
    first_x, first_y = int(window.x / x), int(window.y / y)
    width, height = (
        _tile_length(length, model)
        for length in (math.ceil(window.right / x) - first_x, math.ceil(window.bottom / y) - first_y)
    )
    pixels = afar.read(Window(first_x, first_y, width, height))
    if not pixels.valid_HW.any():
        return None
    tile = Tile(0, 0, level, Window(first_x, first_y, width, height))
    future: Future[Pixels | None] = Future()
    future.set_result(pixels)
    try:
        ((_, answer),) = ask_in_order([(tile, future)], model, questions)
    except TileFailed as failure:
        raise failure.error from None
    if answer is None:
        return None
    place = (first_x * x, first_y * y, (first_x + width) * x, (first_y + height) * y)
    valid_hw = on_output_grid(pixels.valid_HW, model.output_stride)
    return Seen(place, level, np.asarray(answer.logits_Qhw, np.float32), valid_hw)


def _tile_length(length: int, model: TileModel) -> int:
    return min(model.tile_px, -(-length // model.size_multiple) * model.size_multiple)
