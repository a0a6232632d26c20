"""From tiles to their logits: read ahead on one thread, encoded once in batches, asked every question.

A model on a GPU gets several tiles at a time, and the next ones while it still computes; a processor one by one.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.errors import InternalError
from engine.raster import Pixels, Tile
from engine.run.models import Answers, PendingAnswers, TileModel

_LONGEST_WAIT = 2  # batches' worth of tiles


@dataclass(frozen=True)
class TileAnswer:
    """The model's word on one tile: logits per question on the output grid, and what they cost."""

    logits_Qhw: NDArray[np.float32]  # presence already joined
    presence_Q: tuple[float, ...] | None  # probabilities 0..1
    seconds: float


def read_ahead(
    tiles: Sequence[Tile], read: Callable[[Tile], Pixels | None], ahead: int = 1
) -> Generator[tuple[Tile, Future[Pixels | None]], None, None]:
    """Yield every tile with its pixels to come; the next ``ahead`` tiles are read while the caller works on this one.

    ``read`` is called on one other thread only, in order, at most ``ahead`` tiles ahead; what it raises comes out of
    the future. Close the iterator before closing what ``read`` reads from. Memory: the pixels of ``ahead`` + 1 tiles.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead") as pool:
        pending: deque[Future[Pixels | None]] = deque(pool.submit(read, tile) for tile in tiles[:ahead])
        try:
            for index, tile in enumerate(tiles):
                pending.extend(pool.submit(read, following) for following in tiles[index + ahead : index + ahead + 1])
                yield tile, pending.popleft()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True)
class ReadTile:
    """A tile with its pixels; None where no pixel of the area depends on it."""

    tile: Tile
    pixels: Pixels | None

    @cached_property
    def askable(self) -> bool:
        """Whether it holds anything to ask about."""
        return self.pixels is not None and bool(self.pixels.valid_HW.any())


class TileFailed(Exception):
    """``error`` came up at these tiles: one that was read, or the batch that was asked."""

    def __init__(self, tiles: Sequence[Tile], error: Exception) -> None:
        super().__init__(f"tile {tiles[0].row}, {tiles[0].col}: {error}")
        self.tiles = tuple(tiles)
        self.error = error


def ask_in_order(
    tiles: Iterable[tuple[Tile, Future[Pixels | None]]], model: TileModel, questions: Sequence[str]
) -> Iterator[tuple[ReadTile, TileAnswer | None]]:
    """Yield every tile in order with the model's answer; None for one that holds nothing to ask about.

    Tiles are asked in batches of ``model.batch_tiles``; where that is more than one, a batch is under way while the
    next is read. Raises TileFailed from what reading a tile or the model raises. Memory: the pixels of a tile, or of
    four times ``model.batch_tiles``, and what ``tiles`` holds.
    """
    batches = _Batches(model, questions)
    for tile, pending in tiles:
        try:
            read = ReadTile(tile, pending.result())
        except Exception as error:
            raise TileFailed((tile,), error) from error
        yield from batches.add(read)
    yield from batches.finish()


class _Batches:
    """Tiles in order: those answered, those under way, those that wait for their batch to fill."""

    def __init__(self, model: TileModel, questions: Sequence[str]) -> None:
        self._model = model
        self._questions = questions
        self._under_way: deque[_Batch] = deque()
        self._waiting: list[ReadTile] = []

    def add(self, read: ReadTile) -> Iterator[tuple[ReadTile, TileAnswer | None]]:
        self._waiting.append(read)
        size = self._model.batch_tiles
        # Many tiles with nothing to ask about must not pile up between those of a batch: it then starts smaller.
        if sum(tile.askable for tile in self._waiting) == size or len(self._waiting) == _LONGEST_WAIT * size:
            self._start()
            ahead = 1 if size > 1 else 0
            yield from self._take(ahead)
        elif not self._under_way and not any(tile.askable for tile in self._waiting):
            self._waiting.clear()  # nothing before it is open
            yield read, None

    def finish(self) -> Iterator[tuple[ReadTile, TileAnswer | None]]:
        if self._waiting:
            self._start()
        yield from self._take(0)

    def _start(self) -> None:
        self._under_way.append(_Batch(self._model, self._questions, self._waiting))
        self._waiting = []

    def _take(self, ahead: int) -> Iterator[tuple[ReadTile, TileAnswer | None]]:
        while len(self._under_way) > ahead:
            yield from self._under_way.popleft().answers()


class _Batch:
    """One call of the model, begun."""

    def __init__(self, model: TileModel, questions: Sequence[str], tiles: Sequence[ReadTile]) -> None:
        self._tiles = tiles
        self._asked = [tile for tile in tiles if tile.askable]
        self._stride, self._questions = model.output_stride, len(questions)
        self._seconds = 0.0
        self._pending: PendingAnswers | None = None
        if self._asked:
            each = [tile.pixels.rgb_HWC for tile in self._asked if tile.pixels is not None]
            pixels_BHWC = each[0][None] if len(each) == 1 else np.stack(each)  # one is not copied
            self._height, self._width = pixels_BHWC.shape[1:3]
            with self._at_work():
                self._pending = model.start(pixels_BHWC, questions)

    def answers(self) -> Iterator[tuple[ReadTile, TileAnswer | None]]:
        """All its tiles in order, once the model has answered."""
        answers: Iterator[TileAnswer] = iter(())
        if self._pending is not None:
            with self._at_work():
                result = self._pending.result()
                self._check(result)
            answers = iter(self._each_tile(result))
        for tile in self._tiles:
            yield tile, next(answers) if tile.askable else None

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        except Exception as error:
            raise TileFailed([asked.tile for asked in self._asked], error) from error
        self._seconds += time.perf_counter() - started

    def _check(self, answers: Answers) -> None:
        expected = (len(self._asked), self._questions, self._height // self._stride, self._width // self._stride)
        if answers.logits_BQhw.shape != expected:
            raise InternalError(f"The model answered in the shape {answers.logits_BQhw.shape}, not {expected}.")

    def _each_tile(self, answers: Answers) -> list[TileAnswer]:
        logits_BQhw, presence_BQ = answers.logits_BQhw, answers.presence_BQ
        seconds = self._seconds / len(self._asked)
        if presence_BQ is None:
            return [TileAnswer(logits_Qhw, None, seconds) for logits_Qhw in logits_BQhw]
        return [
            TileAnswer(
                # A pixel holds the target only if its tile does (docs/decisions/0001).
                np.minimum(logits_Qhw, presence_Q[:, None, None]),
                tuple(sigmoid(float(logit)) for logit in presence_Q),
                seconds,
            )
            for logits_Qhw, presence_Q in zip(logits_BQhw, presence_BQ, strict=True)
        ]


def on_output_grid(valid_HW: NDArray[np.bool_], stride: int) -> NDArray[np.bool_]:
    """Reduce pixels to the output grid: a cell counts where any of its pixels does. At stride 1 it is the pixels."""
    if stride == 1:
        return valid_HW
    rows_hW = valid_HW[::stride].copy()
    for row in range(1, stride):
        rows_hW |= valid_HW[row::stride]
    cells_hw = rows_hW[:, ::stride].copy()
    for col in range(1, stride):
        cells_hw |= rows_hW[:, col::stride]
    return cells_hw


def sigmoid(logit: float) -> float:
    """The probability of a logit, without overflow."""
    return float(0.5 * (1.0 + np.tanh(0.5 * logit)))
