"""Where a result goes when the user does not say: a numbered file in the project's folder or beside the raster."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

_LONGEST_STEM = 60


def _free(folder: Path, name: str) -> bool:
    """No result of that name is ever overwritten; the folder of a run that ended with nothing done is used again."""
    if (folder / f"{name}.gpkg").exists():
        return False
    run = folder / f"{name}_run"
    return not run.exists() or _ended_with_nothing(run)


def _ended_with_nothing(run: Path) -> bool:
    """Whether the engine's record says so; a run that is on its way, or that can be gone on with, keeps its folder."""
    try:
        record = json.loads((run / "run.json").read_text(encoding="utf-8"))
        journal = run / "journal.jsonl"
        if journal.exists() and journal.stat().st_size > 0:
            return False
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and record.get("state") in ("cancelled", "failed")


def default_output(raster: str, folders: Iterable[str]) -> Path:
    """``<folder>/<raster>_segearth_<n>.gpkg`` with the first free n, in the first folder that can be written to.

    Raises OSError when none of ``folders`` can.
    """
    source = re.split(r"[/\\]", raster)[-1].split("?")[0]
    stem = re.sub(r"[^\w.-]+", "_", Path(source).stem)[:_LONGEST_STEM] or "raster"
    for name in folders:
        folder = Path(name)
        if name and folder.is_dir() and os.access(str(folder), os.W_OK | os.X_OK):
            number = 1
            while not _free(folder, f"{stem}_segearth_{number}"):
                number += 1
            return folder / f"{stem}_segearth_{number}.gpkg"
    raise OSError(f"no folder for a result of {raster} can be written to")
