"""The run's diary: one JSON line per tile in `journal.jsonl`, flushed, so that a kill loses only the tiles at work."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal

from engine.raster.storage import writing

Status = Literal["done", "empty", "nodata", "skipped", "failed"]


@dataclass(frozen=True)
class QuestionRecord:
    """What one tile said to one question."""

    question: int  # counted from 1, as in probability_<n>.tif
    status: Status
    presence: float | None = None  # probability 0..1; None: no presence head, or the model was not asked
    highest: float | None = None  # highest probability 0..1 on the tile; None: the model was not asked
    cells: int | None = None  # of the output grid, from the threshold on; None: the model was not asked
    logit: float | None = None  # the highest probability's: it still tells apart what rounds to 0 or 1


@dataclass(frozen=True)
class TileRecord:
    """How one tile ended. ``status`` is "done" where any question has an answer on it."""

    row: int
    col: int
    level: int
    status: Status
    seconds: float  # of the model
    questions: tuple[QuestionRecord, ...]
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The record as one line of the journal holds it."""
        return dataclasses.asdict(self)


class Journal:
    """Writes `journal.jsonl`; a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> Journal:
        with writing(self._path):
            self._file = self._path.open("w", encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, record: TileRecord) -> None:
        """Append one tile and flush it to the system. Raises OutputNotWritable, DiskFull."""
        if self._file is None:
            raise ValueError("The journal is not open.")
        with writing(self._path):
            self._file.write(json.dumps(record.to_dict(), allow_nan=False) + "\n")
            self._file.flush()


def read_journal(path: Path) -> list[dict[str, Any]]:
    """Read the whole lines of a journal; a last line cut off by a kill is left out."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1]]
