"""What a run has left in its folder: the record of what was asked, with what, and how it ended."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Optional

RECORD = "run.json"
_OF_ONE_RUN = ("run_id", "device")  # the same question elsewhere has others


def run_folder_of(output: str) -> Path:
    """Where the engine keeps the run of an output unless it is told otherwise."""
    path = Path(output)
    return path.with_name(f"{path.stem}_run")


def read_record(folder: Path) -> Optional[dict]:
    """The record in a run folder; None where there is none, or none that can be read."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def was_asked(record: dict, params: dict) -> bool:
    """Whether the record is of a run with these parameters, of the raster as it is now."""
    asked = record.get("request")
    if not isinstance(asked, dict):
        return False
    for name in {*asked, *params}.difference(_OF_ONE_RUN):
        if name in params and asked.get(name) != params[name]:
            return False
        if name not in params and asked[name]:  # what is not asked for is null, zero or false in a record
            return False
    source = record.get("source")
    try:
        state = os.stat(str(params["raster"]))
    except OSError:
        return False
    return not isinstance(source, dict) or (source.get("bytes"), source.get("modified_ns")) == (
        state.st_size,
        state.st_mtime_ns,
    )
