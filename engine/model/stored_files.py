"""The files of a `SceneStore`: what there is, and how it goes. Imports no torch."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)
SUFFIX = ".safetensors"
PART = ".part-"
_FORGOTTEN_SECONDS = 3600.0  # after which a part file belongs to no living process


@dataclass(frozen=True)
class Kept:
    """Files and bytes of a store."""

    files: int
    nbytes: int


def kept_in(folder: Path) -> Kept:
    """What a store holds; nothing where there is no folder."""
    files = stored_files(folder) if folder.is_dir() else []
    return Kept(len(files), sum(size for _, size, _ in files))


def clear(folder: Path) -> Kept:
    """Delete all files of a store and tell what they were; other files of the folder stay."""
    kept = kept_in(folder)
    for path in [*folder.glob(f"*{SUFFIX}"), *folder.glob(f"{PART}*")]:
        remove(path)
    return kept


def stored_files(folder: Path) -> list[tuple[float, int, Path]]:
    """When last used, bytes, and path of every scene; part files that a killed process left go on the way."""
    found = []
    newest = 0.0
    parts = []
    for entry in os.scandir(folder):
        try:
            facts = entry.stat()
        except OSError:
            continue  # another process has just deleted it
        newest = max(newest, facts.st_mtime)
        if entry.name.endswith(SUFFIX):
            found.append((facts.st_mtime, facts.st_size, Path(entry.path)))
        elif entry.name.startswith(PART):
            parts.append((facts.st_mtime, Path(entry.path)))
    for written, path in parts:
        if written < newest - _FORGOTTEN_SECONDS:
            remove(path)
    return found


def remove(path: Path) -> None:
    """Delete a file, if it is there and can be deleted."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:  # read by another process (Windows): it goes the next time
        log.debug("%s cannot be deleted: %s", path, error)
