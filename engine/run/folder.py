"""The run folder: `run.json` (what was asked, with what, how it ended) and the places of the other files.

One run at a time writes into it: the run holds a lock on the journal's file.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Literal

from engine.errors import BadRequest
from engine.raster import check_folder
from engine.raster.storage import writing
from engine.run.lock import take_lock
from engine.run.request import RunRequest

State = Literal["running", "done", "cancelled", "failed", "partial"]
RECORD, JOURNAL = "run.json", "journal.jsonl"
_UNFINISHED = "unfinished"
_GIVE_FOLDER = "Give the folder that `ask` left beside the GeoPackage, for example answer_run."
_PARTIAL = f"{RECORD}.partial"
_PROBABILITY = "probability_*.tif"
_PICTURES = "partial_*.tif"
_KILLED = ".segearth-*.tif"  # of a run that was killed while it wrote (engine.raster.storage.part_path)


class RunFolder:
    """The files of one run, its own until ``close``."""

    def __init__(self, path: Path, lock: IO[bytes]) -> None:
        self.path = path
        self._lock = lock
        self._record: dict[str, Any] = {}

    @classmethod
    def create(cls, request: RunRequest, record: Mapping[str, Any]) -> RunFolder:
        """Make the folder, clear an earlier run from it, and write ``record`` with state "running".

        Raises OutputNotWritable, DiskFull, and BadRequest where the folder holds anything but an earlier run, or
        another run writes into it now.
        """
        path = request.folder
        with writing(path):
            path.mkdir(parents=True, exist_ok=True)
        check_folder(path)
        _check_contents(path)
        folder = cls(path, take_lock(path / JOURNAL))
        try:
            with writing(path / RECORD):
                for file in (*path.glob(_PROBABILITY), *path.glob(_PICTURES), *path.glob(_KILLED)):
                    file.unlink()
            folder.forget_unfinished()
            with writing(folder.journal):
                os.truncate(folder.journal, 0)
            folder.update(state="running", **record)
        except BaseException:
            folder.close()
            raise
        return folder

    @classmethod
    def reopen(cls, path: Path) -> RunFolder:
        """Take the folder of a run that did not end well, with its record as it is.

        Raises BadRequest where it is no run folder or another run writes into it now; OutputNotWritable, DiskFull.
        """
        read_record(path)
        folder = cls(path, take_lock(path / JOURNAL))
        try:
            folder._record = read_record(path)
            with writing(path / RECORD):
                for file in (*path.glob(_PICTURES), *path.glob(_KILLED)):
                    file.unlink()
        except BaseException:
            folder.close()
            raise
        return folder

    def close(self) -> None:
        """Let other runs write here."""
        self._lock.close()

    @property
    def record(self) -> dict[str, Any]:
        """What `run.json` holds."""
        return dict(self._record)

    def probability(self, question: int) -> Path:
        """Where the probability raster of question 1, 2, ... lies."""
        return self.path / f"probability_{question}.tif"

    @property
    def journal(self) -> Path:
        """Where the journal lies."""
        return self.path / JOURNAL

    @property
    def unfinished(self) -> Path:
        """Where the work lies that is not in a probability raster yet; it goes with the end of the run."""
        return self.path / _UNFINISHED

    def of_level(self, number: int) -> Path:
        """Where the unfinished work of a coarse level lies, and its journal in it."""
        return self.unfinished / f"level_{number}"

    @property
    def any_level_begun(self) -> bool:
        """Whether a tile of a coarse level is done."""
        return any(path.stat().st_size for path in self.unfinished.glob(f"level_*/{JOURNAL}"))

    def forget_unfinished(self) -> None:
        """Delete that work. Raises OutputNotWritable, DiskFull."""
        with writing(self.unfinished):
            if self.unfinished.exists():
                shutil.rmtree(self.unfinished)

    def picture(self, question: int, number: int) -> Path:
        """Where the picture of question 1, 2, ... lies that is told as the ``number``th."""
        return self.path / f"partial_{question}_{number}.tif"

    def update(self, **values: Any) -> None:
        """Add values to the record and put it in place as a whole. Raises OutputNotWritable, DiskFull."""
        self._record.update(values)
        partial = self.path / _PARTIAL
        with writing(self.path / RECORD):
            partial.write_text(json.dumps(self._record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
            with partial.open("rb+") as written:
                os.fsync(written.fileno())
            partial.replace(self.path / RECORD)


def read_record(path: Path) -> dict[str, Any]:
    """What `run.json` of a folder holds. Raises BadRequest where there is none that a run wrote."""
    try:
        record = json.loads((path / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path} is no run folder: {RECORD} cannot be read.", hint=_GIVE_FOLDER) from error
    if not isinstance(record, dict) or {"state", "request", "model"} - set(record):
        raise BadRequest(f"{path} is no run folder: {RECORD} is not complete.", hint=_GIVE_FOLDER)
    return record


def _check_contents(path: Path) -> None:
    """Raise BadRequest where the folder holds what no earlier run left."""
    unrecorded = {JOURNAL, _PARTIAL}  # all that is there of a run killed before its record was in place
    if not (path / RECORD).is_file() and any(file.name not in unrecorded for file in path.iterdir()):
        raise BadRequest(f"The run folder {path} holds other files.", hint="Choose an empty or a new run folder.")
