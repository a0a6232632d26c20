"""What the coarse levels say: each is searched as a run of its own, and its logits join those of the finest level.

The joined logit of a cell is the mean of its logits at all levels, each weighing half of the next finer one.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.raster import Grid, Tile, Window
from engine.raster.logits import CELL_BYTES, CoarseLogits, LogitMosaic
from engine.raster.storage import writing
from engine.run.events import Watch
from engine.run.folder import JOURNAL, RunFolder
from engine.run.journal import QuestionRecord, TileRecord
from engine.run.kept_tiles import KeptTile
from engine.run.levels import Level
from engine.run.models import TileModel
from engine.run.partial import Pictures, level_place
from engine.run.tile_stage import Pace, answered, unasked
from engine.run.tiles import ReadTile, TileAnswer, on_output_grid
from engine.run.unfinished import Unfinished

WEIGHT = 0.5  # of a level's logits, by that of the next finer level (docs/benchmarks/levels.md)
RULED_OUT_BELOW = 0.02  # joint probability of the coarse levels below which a tile need not be read


@dataclass(frozen=True)
class _Place:
    """Where the unfinished work of a level lies."""

    unfinished: Path

    @property
    def journal(self) -> Path:
        return self.unfinished / JOURNAL


class LevelWork:
    """One coarse level of a run: what is done of it, and the way to do the rest."""

    def __init__(
        self, level: Level, folder: RunFolder, stride: int, questions: Sequence[str], stack: ExitStack
    ) -> None:
        self.level = level
        self._stride = stride
        self._questions = questions
        place = _Place(folder.of_level(level.number))
        with writing(place.unfinished):
            place.unfinished.mkdir(parents=True, exist_ok=True)
            place.journal.touch()
        self.unfinished = stack.enter_context(Unfinished(place, level, stride, len(questions), cell_bytes=CELL_BYTES))

    @property
    def done(self) -> int:
        """Tiles that need not be asked again."""
        return len(self.unfinished.records)

    @property
    def seconds(self) -> float:
        """The model's, so far."""
        return sum(record.seconds for record in self.unfinished.records)

    def draw(self, pictures: Pictures) -> None:
        """Draw what an earlier process has done."""
        total = self.level.window.height // self._stride
        for question, rows in enumerate(self.unfinished.rows):
            pictures.add_rows(level_place(self.level, self.level.window), question, rows, total, logits=True)

    def finish(self, model: TileModel, watch: Watch, pace: Pace, pictures: Pictures | None) -> CoarseLogits:
        """Ask the tiles that are not done yet; the logits of all. Raises what `search` raises."""
        level, stride, unfinished = self.level, self._stride, self.unfinished
        mosaics = [
            LogitMosaic(rows, grid=level.grid, window=level.window, output_stride=stride) for rows in unfinished.rows
        ]
        for tile, kept in unfinished.open_tiles():
            _blend(tile, kept, mosaics)
        rest = level.tiles[self.done :]
        with closing(answered(rest, level.read, model, self._questions, unfinished, watch)) as tiles:
            for read, answer in tiles:
                kept, record = self._judge(read, answer)
                _blend(read.tile, kept, mosaics)
                unfinished.add(kept, record)
                pace.step()
                if pictures is not None and kept.logits_Qhw is not None:
                    pictures.add(level_place(level, read.tile.window), kept.logits_Qhw, kept.valid_hw)
                    pictures.show(level.number, pace.done, pace.total)
        for mosaic in mosaics:
            mosaic.close()
        return CoarseLogits(
            unfinished.rows, window=level.window, output_stride=stride, down=level.down, across=level.across
        )

    def _judge(self, read: ReadTile, answer: TileAnswer | None) -> tuple[KeptTile, TileRecord]:
        tile, pixels, questions = read.tile, read.pixels, len(self._questions)
        if pixels is None or answer is None:
            return KeptTile(tile.row, tile.col), unasked(tile, "skipped" if pixels is None else "nodata", questions)
        valid_hw = None if pixels.valid_HW.all() else on_output_grid(pixels.valid_HW, self._stride)
        presences = answer.presence_Q or (None,) * questions
        records = tuple(
            QuestionRecord(number, "done", None if presence is None else round(presence, 4))
            for number, presence in enumerate(presences, start=1)
        )
        kept = KeptTile(tile.row, tile.col, np.asarray(answer.logits_Qhw, np.float32), valid_hw)
        return kept, TileRecord(tile.row, tile.col, tile.level, "done", answer.seconds, records)


class Context:
    """The finished coarse levels of a run, coarsest first. It may be asked from two threads.

    ``grid`` and ``window`` are those of the finest level, ``threshold`` the run's; ``whole_tiles`` as the levels were
    laid out.
    """

    def __init__(
        self,
        levels: Sequence[tuple[int, CoarseLogits]],
        *,
        grid: Grid,
        window: Window,
        stride: int,
        questions: int,
        threshold: float,
        whole_tiles: bool,
    ) -> None:
        self._levels = tuple(levels)
        self._stride = stride
        self._questions = questions
        raster = Window(0, 0, -(-grid.width // stride) * stride, -(-grid.height // stride) * stride)
        self._reach = raster if whole_tiles else window
        limit = min(RULED_OUT_BELOW, threshold / 2)
        self._limit_logit = float(np.log(limit / (1.0 - limit)))
        self._lock = threading.Lock()

    def joined(self, tile: Tile, logits_Qhw: NDArray[np.float32]) -> NDArray[np.float32]:
        """A tile's logits joined with those of the coarse levels, where these are known; elsewhere as they are."""
        common = tile.window.intersection(self._reach)
        if not self._levels or common is None:
            return logits_Qhw
        sums, weights = self._sums(common)
        there = (slice(None), *_cells(common, tile.window, self._stride))
        joined_Qhw = logits_Qhw.copy()
        joined_Qhw[there] = (joined_Qhw[there] + sums) / (np.float32(1) + weights)
        return joined_Qhw

    def ruled_out(self, tile: Tile) -> NDArray[np.float32] | None:
        """The joint logits (Q, h, w) of the coarse levels where they know all of a tile and see nothing in it.

        None where they do not know all of it, or see something for any question.
        """
        common = tile.window.intersection(self._reach)
        if not self._levels or common is None:
            return None
        sums, weights = self._sums(common)
        if not (weights > 0).all():
            return None
        sums /= weights
        if float(sums.max()) >= self._limit_logit:
            return None
        shape = (self._questions, tile.window.height // self._stride, tile.window.width // self._stride)
        logits_Qhw = np.zeros(shape, np.float32)  # beyond the raster nothing is valid
        logits_Qhw[(slice(None), *_cells(common, tile.window, self._stride))] = sums
        return logits_Qhw

    def _sums(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Weighted sums of the coarse logits, and their weights, at the cells of a window (Q, h, w)."""
        shape = (self._questions, window.height // self._stride, window.width // self._stride)
        sums, weights = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        with self._lock:
            for number, logits in self._levels:
                values = logits.at(window)
                known = np.isfinite(values)
                weight = np.float32(WEIGHT**number)
                sums += np.where(known, values * weight, np.float32(0))
                weights += np.where(known, weight, np.float32(0))
        return sums, weights


def _blend(tile: Tile, kept: KeptTile, mosaics: Sequence[LogitMosaic]) -> None:
    for question, mosaic in enumerate(mosaics):
        if kept.logits_Qhw is None:
            mosaic.skip(tile)
        else:
            mosaic.add(tile, kept.logits_Qhw[question], kept.valid_hw)


def _cells(part: Window, of: Window, stride: int) -> tuple[slice, slice]:
    return (
        slice((part.y - of.y) // stride, (part.bottom - of.y) // stride),
        slice((part.x - of.x) // stride, (part.right - of.x) // stride),
    )
