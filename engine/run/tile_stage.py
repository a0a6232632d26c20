"""The part that all levels of a run share: their tiles are read ahead, asked in batches and handed over in order."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing

from engine.errors import SegEarthError
from engine.raster import Pixels, Tile
from engine.run.events import Watch
from engine.run.faults import as_reported
from engine.run.journal import QuestionRecord, Status, TileRecord
from engine.run.models import TileModel
from engine.run.tiles import ReadTile, TileAnswer, TileFailed, ask_in_order, read_ahead
from engine.run.unfinished import Unfinished


class Pace:
    """Counts the tiles of all levels and tells how long the rest will take."""

    def __init__(self, watch: Watch, before: int, total: int, found: int) -> None:
        self._watch = watch
        self._before = before
        self._now = 0
        self._started = time.monotonic()
        self.total = total
        self.found = found
        watch.tell("model", before, total, found, "Reading the first tile" if before == 0 else "Going on")

    @property
    def done(self) -> int:
        """Tiles of all levels that are done."""
        return self._before + self._now

    def step(self) -> None:
        """One more tile is done."""
        self._now += 1
        left = (time.monotonic() - self._started) / self._now * (self.total - self.done)
        message = f"Tile {self.done} of {self.total}"
        self._watch.tell("model", self.done, self.total, self.found, message, round(left, 1))


def answered(
    tiles: Sequence[Tile],
    read: Callable[[Tile], Pixels | None],
    model: TileModel,
    questions: Sequence[str],
    unfinished: Unfinished,
    watch: Watch,
) -> Generator[tuple[ReadTile, TileAnswer | None], None, None]:
    """All tiles in order with their answers; failed ones get their lines in the journal before they fail the run.

    Raises Cancelled before a tile, and what reading and the model raise. Close it before what ``read`` reads from.
    Memory: two tiles (on a GPU at most five batches).
    """
    with closing(read_ahead(tiles, read, ahead=model.batch_tiles)) as coming:
        try:
            yield from ask_in_order(_until_cancelled(coming, watch), model, questions)
        except TileFailed as failure:
            for tile in failure.tiles:
                unfinished.note_failure(failed(tile, len(questions), as_reported(failure.error)))
            raise failure.error from None


def unasked(tile: Tile, status: Status, questions: int, seconds: float = 0.0) -> TileRecord:
    """The record of a tile on which the model said nothing that counts."""
    records = tuple(QuestionRecord(number, status) for number in range(1, questions + 1))
    return TileRecord(tile.row, tile.col, tile.level, status, seconds, records)


def failed(tile: Tile, questions: int, error: SegEarthError) -> TileRecord:
    """The record of a tile that failed the run."""
    records = tuple(QuestionRecord(number, "failed") for number in range(1, questions + 1))
    return TileRecord(tile.row, tile.col, tile.level, "failed", 0.0, records, error=f"{error.kind}: {error.message}")


def _until_cancelled(
    tiles: Iterable[tuple[Tile, Future[Pixels | None]]], watch: Watch
) -> Iterator[tuple[Tile, Future[Pixels | None]]]:
    for pair in tiles:
        watch.check()
        yield pair
