"""The run's diary: one JSON line per tile in `journal.jsonl`, flushed, so that a kill loses only the tiles at work."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from engine.raster.storage import write_all, writing

Status = Literal["done", "empty", "nodata", "skipped", "failed", "pending"]


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
    reason: str | None = None  # of a tile in the area that is "skipped": by what it was ruled out
    inside_px: int = 0  # pixels of the area that this tile is counted for, and no other
    valid_px: int = 0  # those of them that hold a value

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> TileRecord:
        """The record of one line. Raises KeyError or TypeError where it is not a record's."""
        return cls(**{**values, "questions": tuple(QuestionRecord(**said) for said in values["questions"])})

    def to_dict(self) -> dict[str, Any]:
        """The record as one line of the journal holds it."""
        return dataclasses.asdict(self)


class Journal:
    """Writes `journal.jsonl` after its first ``keep`` bytes; a context manager."""

    def __init__(self, path: Path, keep: int = 0) -> None:
        self._path = path
        self._keep = keep
        self._file: FileIO | None = None  # without a buffer: what a full disk refused must not come back at the end

    def __enter__(self) -> Journal:
        with writing(self._path):
            self._file = FileIO(self._path, "a")
            self._file.truncate(self._keep)
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
            write_all(self._file, json.dumps(record.to_dict(), allow_nan=False).encode() + b"\n")

    def sync(self) -> None:
        """Return when all lines are safe from a power cut. Raises OutputNotWritable, DiskFull."""
        if self._file is not None:
            with writing(self._path):
                os.fsync(self._file.fileno())


def read_whole_lines(path: Path) -> list[tuple[TileRecord, int]]:
    """The records at the beginning of a journal with the bytes up to and with each; none from a damaged line on."""
    found: list[tuple[TileRecord, int]] = []
    end = 0
    with path.open("rb") as file:
        for line in file:
            end += len(line)
            try:
                record = TileRecord.from_dict(json.loads(line))
            except (ValueError, KeyError, TypeError):
                return found
            if not line.endswith(b"\n"):
                return found
            found.append((record, end))
    return found


def read_journal(path: Path) -> list[dict[str, Any]]:
    """Read the whole lines of a journal; a last line cut off by a kill is left out."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1]]
