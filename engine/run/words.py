"""Answers in words: for each question the tile that speaks best for it is encoded again, and the model says a sentence.

What a model writes is untrusted text: `clean_sentence` is the one way by which it enters a result.
"""

from __future__ import annotations

import logging
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import Cancelled
from engine.raster import Grid, RasterReader
from engine.run.events import Watch
from engine.run.faults import as_reported
from engine.run.journal import TileRecord
from engine.run.models import TileModel

log = logging.getLogger(__name__)
MAX_SENTENCE = 500  # characters
STAGE_MESSAGE = "Putting the answer into words"
_JOINERS = {"\u200c", "\u200d"}  # format characters that spelling needs in some scripts
_UNDECODED = "\ufffd"  # stands for the half of a character that generation was cut off in


@dataclass(frozen=True)
class Words:
    """One sentence per question (None: there is none), what went wrong with the others, and the model's seconds."""

    answers: tuple[str | None, ...]
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0


class Speaker:
    """Answers questions on tiles in words. Memory: one encoded tile, kept until another is asked about."""

    def __init__(self, model: TileModel, reader: RasterReader, grid: Grid) -> None:
        self._model = model
        self._reader = reader
        self._grid = grid
        self._place: tuple[int, int] | None = None
        self._scene: Any = None

    def say(self, tile: TileRecord, question: str) -> str | None:
        """The model's sentence, cleaned. Raises what reading a tile and the model raise."""
        place = tile.row, tile.col
        if self._place != place:
            self._place = self._scene = None  # before encoding: never two scenes in memory
            pixels = self._reader.read(self._grid.tile(*place).window)
            self._scene = self._model.encode(pixels.rgb_HWC[None])
            self._place = place
        return clean_sentence(self._model.explain(self._scene, question))


def put_into_words(
    questions: Sequence[str],
    records: Sequence[TileRecord],
    speaker: Speaker,
    watch: Watch,
) -> Words:
    """Answer every question of a run in words.

    A sentence that fails is a warning and no failure: the areas that were found must not be lost for it. Raises
    Cancelled, before any question. A model that says nothing is a warning as well.
    """
    started = time.monotonic()
    answers: list[str | None] = [None] * len(questions)
    failures: dict[str, list[str]] = {}
    silent: list[str] = []
    found = sum(record.status == "done" for record in records)
    tiles = [best_tile(records, number) for number in range(1, len(questions) + 1)]
    for done, (index, tile) in enumerate(in_order_of_tiles(tiles)):
        watch.tell("words", done, len(questions), found, STAGE_MESSAGE)
        watch.check()
        if tile is None:
            continue
        try:
            answers[index] = speaker.say(tile, questions[index])
        except Cancelled:
            raise
        except Exception as error:  # whatever it is, it costs a sentence, not the run, and is told
            reported = as_reported(error)
            log.warning("There is no answer in words to %r: %s", questions[index], reported.message)
            log.debug("What failed", exc_info=error)
            failures.setdefault(reported.message, []).append(questions[index])
            continue
        if answers[index] is None:
            silent.append(questions[index])
    watch.tell("words", len(questions), len(questions), found, STAGE_MESSAGE)
    warnings = [_warning(message, failed) for message, failed in failures.items()]
    warnings += [no_sentence(question) for question in silent]
    return Words(tuple(answers), tuple(warnings), time.monotonic() - started)


def no_sentence(question: str) -> str:
    """The warning of a run whose model had nothing to say to a question."""
    return f"The model gave no sentence for '{question}'."


def best_tile(records: Sequence[TileRecord], question: int) -> TileRecord | None:
    """The tile that speaks best for a question, counted from 1; None where the model was asked on none.

    The one with the most cells above the threshold; where nothing was found, or between equals, the one with the
    highest logit; then the first by row and column.
    """
    candidates = []
    for record in records:
        said = record.questions[question - 1]
        if said.cells is not None and said.logit is not None:
            candidates.append(((-said.cells, -said.logit, record.row, record.col), record))
    return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def in_order_of_tiles(tiles: Sequence[TileRecord | None]) -> list[tuple[int, TileRecord | None]]:
    """Questions, counted from 0, with their tiles, so that those on the same tile follow each other."""
    return sorted(enumerate(tiles), key=lambda pair: (-1, -1) if pair[1] is None else (pair[1].row, pair[1].col))


def clean_sentence(text: str | None) -> str | None:
    """A model's text as one line that is safe to store and to print; None where nothing is left of it.

    Line breaks and tabs become spaces; control and format characters (escape sequences, changes of direction),
    surrogates and unassigned ones are dropped; what is longer than ``MAX_SENTENCE`` ends in an ellipsis.
    """
    if text is None:
        return None
    line = " ".join(text.split())
    line = " ".join("".join(character for character in line if _is_text(character)).split())
    if len(line) > MAX_SENTENCE:
        line = line[: MAX_SENTENCE - 1].rstrip() + "…"
    return line or None


def _is_text(character: str) -> bool:
    if character in _JOINERS:
        return True
    return character != _UNDECODED and not unicodedata.category(character).startswith("C")


def _warning(message: str, questions: Sequence[str]) -> str:
    which = f"the question {questions[0]!r}" if len(questions) == 1 else f"{len(questions)} questions"
    return f"There is no answer in words to {which}: {message}"
