"""From a tile to its logits: read ahead on one thread, encoded once, asked every question, joined with presence."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import InternalError
from engine.raster import Pixels, Tile
from engine.run.models import TileModel


@dataclass(frozen=True)
class TileAnswer:
    """The model's word on one tile: logits per question on the output grid, and what they cost."""

    logits_Qhw: NDArray[np.float32]  # presence already joined
    presence_Q: tuple[float, ...] | None  # probabilities 0..1
    seconds: float


def read_ahead(
    tiles: Sequence[Tile], read: Callable[[Tile], Pixels | None]
) -> Generator[tuple[Tile, Future[Pixels | None]], None, None]:
    """Yield every tile with its pixels to come; the next tile is read while the caller works on this one.

    ``read`` is called on one other thread only, in order, at most one tile ahead; what it raises comes out of the
    future. Close the iterator before closing what ``read`` reads from. Memory: the pixels of two tiles.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead") as pool:
        pending: deque[Future[Pixels | None]] = deque(pool.submit(read, tile) for tile in tiles[:1])
        try:
            for index, tile in enumerate(tiles):
                pending.extend(pool.submit(read, following) for following in tiles[index + 1 : index + 2])
                yield tile, pending.popleft()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def ask_tile(model: TileModel, pixels: Pixels, questions: Sequence[str]) -> TileAnswer:
    """Encode a tile once and ask all questions.

    A pixel holds the target only if its tile does: pixel logit = min(mask logit, presence logit).
    Raises InternalError for an answer of the wrong shape.
    """
    started = time.perf_counter()
    scene = model.encode(pixels.rgb_HWC[None])
    answers = model.ask(scene, questions)
    height, width = pixels.rgb_HWC.shape[:2]
    stride = model.output_stride
    expected = (1, len(questions), height // stride, width // stride)
    logits_BQhw = answers.logits_BQhw
    if logits_BQhw.shape != expected:
        raise InternalError(f"The model answered in the shape {logits_BQhw.shape}, not {expected}.")
    logits_Qhw = logits_BQhw[0]
    presence_Q = None
    if answers.presence_BQ is not None:
        presence_logits_Q = answers.presence_BQ[0]
        logits_Qhw = np.minimum(logits_Qhw, presence_logits_Q[:, None, None])
        presence_Q = tuple(sigmoid(float(logit)) for logit in presence_logits_Q)
    return TileAnswer(logits_Qhw, presence_Q, time.perf_counter() - started)


def on_output_grid(valid_HW: NDArray[np.bool_], stride: int) -> NDArray[np.bool_]:
    """Reduce pixels to the output grid: a cell counts where any of its pixels does."""
    height, width = valid_HW.shape
    blocks = valid_HW.reshape(height // stride, stride, width // stride, stride)
    return np.asarray(blocks.any(axis=(1, 3)))


def sigmoid(logit: float) -> float:
    """The probability of a logit, without overflow."""
    return float(0.5 * (1.0 + np.tanh(0.5 * logit)))
