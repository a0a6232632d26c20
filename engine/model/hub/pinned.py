"""What a download is held to: the published files with their checksums, and `download.json`, which pins them.

The record is written before the first byte, so that a resume takes the same commit, wherever its branch has moved. A
folder that was carried over is read here too: by our record, or by the notes of `hf download`.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ...errors import BadRequest, DiskFull, OutputNotWritable
from ..catalog import Layout, Source
from ..directory import CONFIG

log = logging.getLogger(__name__)
RECORD = "download.json"
_COMMIT = re.compile(r"[0-9a-f]{40}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*")  # in the repository's top folder, and harmless as a path here
_WANTED = ("*.json", "*.safetensors", "*.bin", "merges.txt", "tokenizer*", "README.md", "LICENSE*", "NOTICE*")
_LEFT_OUT = ("download.json", "training_args.bin", "optimizer.bin", "scheduler.bin", "trainer_state.json")
_CHECKSUM = re.compile(r"sha256:[0-9a-f]{64}|git-sha1:[0-9a-f]{40}")
_HEX = {40: "git-sha1", 64: "sha256"}  # length of an etag of the hub -> what it is
_BLOCK = 1 << 20


@dataclass(frozen=True)
class HubFile:
    """One file as published. ``checksum``: ``sha256:<hex>``, or ``git-sha1:<hex>`` of the blob where git keeps it."""

    name: str
    size: int
    checksum: str

    def __post_init__(self) -> None:
        """Raise ValueError for a name that leads out of the folder, or no checksum: a record may come from anywhere."""
        if _PLAIN_NAME.fullmatch(self.name) is None or self.name == RECORD or self.size < 0:
            raise ValueError(f"{self.name!r} is no file of a model")
        if _CHECKSUM.fullmatch(self.checksum) is None:
            raise ValueError(f"{self.checksum!r} is no checksum")


@dataclass(frozen=True)
class Listing:
    """All wanted files of a repository at one commit (empty where a folder does not tell it)."""

    repo: str
    revision: str
    files: tuple[HubFile, ...]


@dataclass(frozen=True)
class Record:
    """What ``download.json`` says of the files beside it."""

    repo: str
    revision: str  # a commit; empty where a folder did not tell it
    layout: Layout | None  # None while the files are on their way
    verified: bool  # the checksums are the publisher's
    complete: bool
    files: tuple[HubFile, ...]


def is_commit(revision: str) -> bool:
    """Whether a revision is the full hash of a commit, which never moves."""
    return _COMMIT.fullmatch(revision) is not None


def wanted(names: list[str]) -> list[str]:
    """Those of a repository's files that make a model: no folders, no training state, no pickles beside safetensors."""
    kept = [
        name
        for name in names
        if _PLAIN_NAME.fullmatch(name) and name not in _LEFT_OUT and any(fnmatchcase(name, want) for want in _WANTED)
    ]
    if any(name.endswith(".safetensors") for name in kept):
        kept = [name for name in kept if not name.endswith((".bin", ".bin.index.json"))]
    return sorted(kept)


def checksum(path: Path, like: str = "sha256:") -> str:
    """The checksum of a file, of the same kind as ``like``."""
    if like.startswith("git-sha1:"):
        digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    else:
        digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(_BLOCK), b""):
            digest.update(block)
    return f"{like.partition(':')[0]}:{digest.hexdigest()}"


def matches(path: Path, file: HubFile) -> bool:
    """Whether ``path`` is the published file: its size, then its checksum."""
    return path.is_file() and path.stat().st_size == file.size and checksum(path, file.checksum) == file.checksum


def read_record(folder: Path) -> Record | None:
    """What a download noted in a folder; None where none did, or where its note cannot be read (with a warning)."""
    path = folder / RECORD
    if not path.is_file():
        return None
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(HubFile(name, each["size"], each["checksum"]) for name, each in values.pop("files").items())
        record = Record(**values, files=files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s cannot be read, and is left out: %s", path, error)
        return None
    return record


def write_record(folder: Path, record: Record) -> None:
    """Note it in a folder, in one step."""
    values = {**asdict(record), "files": {f.name: {"size": f.size, "checksum": f.checksum} for f in record.files}}
    new = folder / f"{RECORD}.new"
    new.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    os.replace(new, folder / RECORD)


def read_mirror(source: Source, folder: Path) -> tuple[Path, Listing, bool]:
    """The folder that holds the files, what they are, and whether checksums of the publisher's came along."""
    roots = [
        *(folder / repo for repo in source.repos),
        folder / source.name,
        folder / ".downloads" / source.name,
        folder,
    ]
    root = next((root for root in roots if (root / CONFIG).is_file()), None)
    if root is None:
        raise BadRequest(
            f"{folder} holds no model: neither it nor {source.repos[0]} in it has a {CONFIG}.",
            hint="Name the folder that `hf download ... --local-dir FOLDER` filled.",
        )
    record = read_record(root)
    if record is not None and record.repo not in source.repos:
        raise BadRequest(f"{root} holds {record.repo}, not {source.repos[0]}.", hint="Name the other model, or folder.")
    if record is not None and not record.complete:
        raise BadRequest(f"{root} is an unfinished download.", hint="Finish it on the machine that began it.")
    if record is not None:
        return root, Listing(record.repo, record.revision, record.files), record.verified
    names = wanted([path.name for path in root.iterdir() if path.is_file()])
    told = {name: _hub_metadata(root, name) for name in names}
    commits = {commit for commit, _ in told.values()}
    verified = all(known for _, known in told.values())
    files = tuple(HubFile(name, (root / name).stat().st_size, told[name][1] or checksum(root / name)) for name in names)
    return root, Listing(source.repos[0], commits.pop() if len(commits) == 1 else "", files), verified


def _hub_metadata(root: Path, name: str) -> tuple[str, str]:
    """Commit and checksum that `hf download --local-dir` noted of a file; empty where it noted none."""
    path = root / ".cache" / "huggingface" / "download" / f"{name}.metadata"
    lines = path.read_text(encoding="utf-8").split() if path.is_file() else []
    if len(lines) < 2 or not is_commit(lines[0]) or len(lines[1]) not in _HEX:
        return "", ""
    return lines[0], f"{_HEX[len(lines[1])]}:{lines[1]}"


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the operating system raises while ``path`` is read into BadRequest."""
    try:
        yield
    except OSError as error:
        raise BadRequest(
            f"{path} cannot be read: {error}.", hint="Check the folder, or the disk that it is on."
        ) from error


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turn what the operating system raises while ``path`` is written into DiskFull or OutputNotWritable."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"The disk ran full while writing {path}.",
                hint="Free some space and run it again: it goes on where it stopped. Or name another folder with --to.",
            ) from error
        raise OutputNotWritable(f"{path} cannot be written: {error}.", hint="Name another folder with --to.") from error
