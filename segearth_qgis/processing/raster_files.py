"""The rasters of a folder, by patterns of file names; what runs have left among them is none."""

from __future__ import annotations

import fnmatch
import os
from pathlib import Path

from ..core.run_folder import RECORD

PATTERNS = "*.tif;*.tiff;*.vrt;*.jp2;*.img"


def find_rasters(folder: Path, patterns: str, recursive: bool) -> list[str]:
    """Their paths below ``folder``, with slashes, sorted. ``patterns`` are parted by semicolons; capitals are ignored.

    Run folders are left out, as are hidden files and folders. Raises OSError where the folder cannot be read.
    """
    wanted = [pattern.strip().lower() for pattern in patterns.split(";") if pattern.strip()]
    found: list[str] = []

    def fail(error: OSError) -> None:
        raise error

    for place, folders, files in os.walk(str(folder), onerror=fail):
        if RECORD in files:
            folders[:] = []
            continue
        folders[:] = sorted(name for name in folders if recursive and not name.startswith("."))
        found += [
            (Path(place) / name).relative_to(folder).as_posix()
            for name in files
            if not name.startswith(".") and any(fnmatch.fnmatch(name.lower(), pattern) for pattern in wanted)
        ]
    return sorted(found)
