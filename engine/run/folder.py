"""The run folder: `run.json` (what was asked, with what, how it ended) and the places of the other files.

The output's folder is tried before a model is loaded: an hour of work never ends at a read-only folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from engine.errors import BadRequest, OutputNotWritable
from engine.raster import check_folder
from engine.run.request import RunRequest

State = Literal["running", "done", "cancelled", "failed"]
RECORD = "run.json"
_OURS = ("journal.jsonl", "probability_*.tif")


class RunFolder:
    """The files of one run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._record: dict[str, Any] = {}

    @classmethod
    def create(cls, request: RunRequest, record: Mapping[str, Any]) -> RunFolder:
        """Make the folder, clear an earlier run from it, and write ``record`` with state "running".

        Raises OutputNotWritable, DiskFull, and BadRequest where the folder holds anything but an earlier run.
        """
        folder = cls(request.folder)
        try:
            folder.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputNotWritable(f"The run folder {folder.path} cannot be made: {error.strerror}.") from error
        check_folder(folder.path)
        folder._clear()
        folder.update(state="running", **record)
        return folder

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
        return self.path / "journal.jsonl"

    def update(self, **values: Any) -> None:
        """Add values to the record and put the whole record in place at once."""
        self._record.update(values)
        partial = self.path / f"{RECORD}.partial"
        partial.write_text(json.dumps(self._record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        partial.replace(self.path / RECORD)

    def _clear(self) -> None:
        """Remove an earlier run's files, and only those."""
        if any(self.path.iterdir()) and not (self.path / RECORD).is_file():
            raise BadRequest(
                f"The run folder {self.path} holds other files.", hint="Choose an empty or a new run folder."
            )
        for pattern in _OURS:
            for file in self.path.glob(pattern):
                file.unlink()


def check_output(request: RunRequest) -> None:
    """Find out whether the output can be written, leaving nothing behind.

    Raises OutputNotWritable where its folder is missing or read-only or an existing output may not be replaced,
    DiskFull, and BadRequest where the output is a folder or the raster itself.
    """
    output = Path(request.output)
    if output.is_dir():
        raise BadRequest(f"The output {output} is a folder.", hint="Name a file that ends in .gpkg.")
    if output.exists() and Path(request.raster).exists() and output.samefile(request.raster):
        raise BadRequest("The output would replace the raster.", hint="Name another output.")
    check_folder(output.parent)
    if output.exists() and not os.access(output, os.W_OK):
        raise OutputNotWritable(f"The output {output} exists and may not be replaced.")
