"""Who works on which raster: a file per attempt, made by one process only, touched while it works, never deleted.

    <raster>.1.lease    the first attempt: made with O_EXCL, so that of all processes one gets it; locked while held
    <raster>.1.json     how it ended; none: it is at work, or its process has died
    <raster>.2.lease    the next one, made by whoever goes on

The highest number counts. As nothing is deleted or renamed, a process that was slow to decide can only fail to make a
file that is there. One that was taken for dead and is not finds the next number and stops.

A process is dead at once where its file is unlocked and it ran on this machine; else when its file was not touched for
``limit_s``. That is told from two times of one clock, the file system's, and from what this process has seen itself
for some beats, so that clocks that differ do no harm.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import secrets
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from engine.raster.storage import part_path, writing
from engine.run.lock import try_lock

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patience:
    """How often a lease is touched, and after how long without that its process counts as dead, in seconds."""

    beat_s: float = 10.0
    limit_s: float = 180.0


@dataclass(frozen=True)
class Latest:
    """The last attempt at a raster; ``number`` 0: there was none."""

    number: int = 0
    ended: bool = False


class Attempts:
    """The attempts at the rasters of one batch, as one process sees and makes them.

    Raises OutputNotWritable, DiskFull.
    """

    def __init__(self, folder: Path, patience: Patience | None = None) -> None:
        self._folder = folder
        self._patience = patience or Patience()
        self._seen: dict[tuple[str, int], tuple[float, float]] = {}  # mtime, and since when it has been that

    def latest(self) -> dict[str, Latest]:
        """The last attempt at every raster that has one, from one look into the folder."""
        found: dict[str, tuple[int, bool]] = {}
        with os.scandir(self._folder) as entries:
            for entry in entries:
                key, _, rest = entry.name.partition(".")
                number, _, kind = rest.partition(".")
                if key and number.isdecimal() and kind in ("lease", "json"):
                    found[key] = max(found.get(key, (0, False)), (int(number), kind == "json"))
        return {key: Latest(number, ended) for key, (number, ended) in found.items()}

    def end_of(self, key: str, number: int) -> dict[str, Any] | None:
        """How an attempt ended; None: it has not."""
        return _read(self._folder / f"{key}.{number}.json")

    def start_of(self, key: str, number: int) -> dict[str, Any]:
        """What an attempt began with; empty where its process died before it could say."""
        return _read(self._path(key, number)) or {}

    def begin(self, key: str, number: int, about: Mapping[str, Any]) -> Attempt | None:
        """Begin an attempt; None: another process was first."""
        path = self._path(key, number)
        with writing(path):
            try:
                file = path.open("xb")
            except FileExistsError:
                return None
            while try_lock(file) is False:  # by one who looks at it in this moment
                time.sleep(0.002)
            begun = {**about, "host": platform.node()}
            file.write(json.dumps({**begun, "machine": _machine(path), "pid": os.getpid()}).encode())
            file.flush()
            os.fsync(file.fileno())
        return Attempt(file, path, self._path(key, number + 1), self._patience, begun)

    def is_dead(self, key: str, number: int) -> bool:
        """Whether the process of an attempt that has not ended is gone. Asked again and again, it comes to know."""
        path = self._path(key, number)
        try:
            with path.open("ab") as file:
                locked = try_lock(file)
            if locked is False:
                return False
            if locked and self.start_of(key, number).get("machine") == _machine(path):
                return True
            touched = path.stat().st_mtime
        except OSError as error:
            log.debug("%s cannot be looked at: %s", path, error)
            return False
        seen, since = self._seen.get((key, number), (None, 0.0))
        if seen != touched:
            self._seen[key, number] = touched, time.monotonic()
            return False
        unchanged, limit = time.monotonic() - since, self._patience.limit_s
        if unchanged > limit:
            return True
        return unchanged > 3 * self._patience.beat_s and self._now() - touched > limit

    def _path(self, key: str, number: int) -> Path:
        return self._folder / f"{key}.{number}.lease"

    def _now(self) -> float:
        """The time by the clock that the leases are stamped with."""
        with writing(self._folder), tempfile.NamedTemporaryFile(dir=self._folder, prefix=".now-") as file:
            file.write(b".")
            file.flush()
            os.fsync(file.fileno())
            return os.stat(file.name).st_mtime


class Attempt:
    """One attempt, this process's own until `end`; a context manager, which stops the touching of its file."""

    def __init__(self, file: IO[bytes], path: Path, successor: Path, patience: Patience, about: dict[str, Any]) -> None:
        self.about = about
        self._file = file
        self._path = path
        self._successor = successor
        self._patience = patience
        self._lost = False
        self._over = threading.Event()
        self._touched = time.time()
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)
        self._thread.start()

    def __enter__(self) -> Attempt:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        self._file.close()

    @property
    def lost(self) -> bool:
        """Whether another process has taken over; one that slept for long looks before it goes on."""
        if not self._lost and abs(time.time() - self._touched) > self._patience.limit_s / 2:
            self._touch()
        return self._lost

    def end(self, **record: Any) -> None:
        """Say how it ended. Raises OutputNotWritable, DiskFull."""
        path = self._path.with_suffix(".json")
        with writing(path):
            part = part_path(path)
            text = json.dumps({**self.about, **record}, ensure_ascii=False) + "\n"
            part.write_text(text, encoding="utf-8", errors="backslashreplace")  # a name may hold what is no text
            os.replace(part, path)

    def _keep(self) -> None:
        while not self._lost and not self._over.wait(self._patience.beat_s):
            self._touch()

    def _touch(self) -> None:
        try:
            if self._successor.exists():
                self._lost = True
                return
            os.utime(self._path)  # to the time of the file system's machine, not of this one
            self._touched = time.time()
        except FileNotFoundError:  # the batch's folder was deleted
            self._lost = True
        except OSError as error:  # out of reach for now; the next beat tries again
            log.warning("%s cannot be touched: %s", self._path, error)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


_THIS_PROCESS = secrets.token_hex(8)


def _machine(path: Path) -> str:
    """A name for this machine as long as it runs, with the mount of a file: locks reach as far."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        boot = _THIS_PROCESS  # not known: the others wait for the limit
    return f"{boot}/{path.stat().st_dev}"
