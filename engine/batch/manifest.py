"""What a batch is to do, on disk: `batch.json` (the questions and settings) and `manifest.jsonl` (a line per raster).

Both are written whole under another name and put in place in one step, and the manifest only ever grows: any number of
processes may begin the same batch at once. How far each raster came is in files of its own (`engine.batch.attempts`):
a data base with locks, or one file that many append to, would not be safe over a network.
"""

from __future__ import annotations

import fnmatch
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.batch.request import BatchRequest
from engine.errors import BadRequest
from engine.raster import check_folder
from engine.raster.storage import part_path, writing
from engine.run.folder import RECORD

VERSION = 1
FOLDER, SETTINGS, MANIFEST, ATTEMPTS = "batch", "batch.json", "manifest.jsonl", "attempts"
_OTHER_OUTPUT = "Name another output folder, or ask exactly as before to go on with the batch."


@dataclass(frozen=True)
class Item:
    """One raster of a batch."""

    name: str  # its path below the batch's folder, with slashes
    key: str  # the same as part of a file name


@dataclass(frozen=True)
class Batch:
    """A batch with its rasters, in the order of their names."""

    request: BatchRequest
    items: tuple[Item, ...]

    @property
    def folder(self) -> Path:
        """Where its own files lie."""
        return Path(self.request.output) / FOLDER


def open_batch(request: BatchRequest) -> Batch:
    """Begin a batch, or join the one that the output folder holds, with what has come into the folder since.

    Raises BadRequest where there is no such folder, no raster in it, or another batch in the output folder;
    OutputNotWritable, DiskFull.
    """
    source, output = Path(request.folder), Path(request.output)
    if not source.is_dir():
        raise BadRequest(f"There is no folder {source}.", hint="Name a folder of rasters.")
    found = sorted(_rasters(source, output, request))
    folder = output / FOLDER
    if not found and not (folder / MANIFEST).is_file():
        kinds = ", ".join(request.patterns)
        raise BadRequest(
            f"There is no raster in {source} ({kinds}).", hint="Look into subfolders with --recursive, or --pattern."
        )
    with writing(folder):
        (folder / ATTEMPTS).mkdir(parents=True, exist_ok=True)
    check_folder(folder)
    _join(folder / SETTINGS, {"version": VERSION, "request": request.shared()})
    names = _extend(folder / MANIFEST, found)
    return Batch(request, tuple(Item(name, key_of(name)) for name in names))


def key_of(name: str) -> str:
    """A file name for a raster: readable, different for different names, without dots."""
    readable = re.sub(r"[^A-Za-z0-9]+", "_", name)[-60:].strip("_")
    return f"{readable}-{hashlib.blake2b(os.fsencode(name), digest_size=8).hexdigest()}"


def _rasters(source: Path, output: Path, request: BatchRequest) -> Iterator[str]:
    """Names of rasters, without hidden ones, those of run folders, and the batch's own results."""
    patterns = [pattern.lower() for pattern in request.patterns]
    own = output.resolve()
    for place, folders, files in os.walk(source, followlinks=False):
        here = Path(place)
        folders[:] = [
            name
            for name in sorted(folders)
            if request.recursive
            and not name.startswith(".")
            and (here / name).resolve() != own
            and not (here / name / RECORD).is_file()
        ]
        if (here / RECORD).is_file():
            continue
        for name in files:
            if not name.startswith(".") and any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in patterns):
                yield (here / name).relative_to(source).as_posix()


def _join(path: Path, settings: dict[str, Any]) -> None:
    """Put the settings in place, or find the same ones there."""
    with writing(path):
        part = part_path(path)
        part.write_text(json.dumps(settings, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        try:
            if not path.exists():
                _link(part, path)
        finally:
            part.unlink(missing_ok=True)
    try:
        there = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path} cannot be read: {error}.", hint=_OTHER_OUTPUT) from error
    if there == settings:
        return
    before = there.get("request", {}) if isinstance(there, dict) else {}
    other = sorted(name for name, value in settings["request"].items() if before.get(name) != value)
    raise BadRequest(
        f"{path.parent.parent} holds another batch: {', '.join(other) or 'version'} differ.", hint=_OTHER_OUTPUT
    )


def _link(part: Path, path: Path) -> None:
    """Give a finished file its name unless another process was first."""
    try:
        os.link(part, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links: the last of several that begin at once counts, and each looks again
        os.replace(part, path)


def _extend(path: Path, found: list[str]) -> list[str]:
    """All names of the manifest, with those found added to it."""
    known = _names(path)
    names = sorted({*known, *found})
    if names != known:
        with writing(path):
            part = part_path(path)
            part.write_text("".join(json.dumps({"raster": name}) + "\n" for name in names), encoding="utf-8")
            os.replace(part, path)
    return names


def _names(path: Path) -> list[str]:
    if not path.is_file():
        return []
    try:
        return [str(json.loads(line)["raster"]) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRequest(f"{path} cannot be read: {error}.", hint=_OTHER_OUTPUT) from error
