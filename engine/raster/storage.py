"""How the engine puts files on disk: under a temporary name first, and with errors that say what to do.

Nothing half-written ever bears its final name; a full disk and a folder that cannot be written to are told apart.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import FileIO
from pathlib import Path
from typing import IO

import rasterio
from pyogrio.errors import DataLayerError, DataSourceError
from rasterio.errors import RasterioError

from engine.errors import DiskFull, OutputNotWritable, SegEarthError
from engine.raster.remote import network_settings

CACHE_BYTES = 64 * 2**20  # of GDAL's block cache, which by default takes a twentieth of the machine's memory
_PART = re.compile(r"\.segearth-[0-9a-f]{8}-(?P<process>\d+)-[0-9a-f]{8}\.")
_FULL_BELOW_BYTES = 2**20  # a disk with less free space than this is full: libraries seldom hand on errno


def gdal_limits(cache_bytes: int = CACHE_BYTES, *, remote: bool = False) -> rasterio.Env:
    """The settings under which every GDAL call of the engine runs: a bounded block cache, damaged JPEG an error.

    ``remote``: for a raster that lies on a server (see `engine.raster.remote`).
    """
    settings = network_settings(remote=remote)
    return rasterio.Env(GDAL_CACHEMAX=int(cache_bytes), GDAL_ERROR_ON_LIBJPEG_WARNING=True, **settings)


def part_path(path: Path) -> Path:
    """A temporary name in the same folder, new at each call: nobody's own file bears it, and no two runs share it."""
    return path.with_name(f".segearth-{_machine()}-{os.getpid()}-{secrets.token_hex(4)}{path.suffix}")


def remove_killed(folder: Path) -> None:
    """Delete what processes of this machine that are no more left in a folder under names of `part_path`.

    Nothing of another machine (of which this one cannot know), and nothing that `publish` kept. On Windows nothing.
    """
    for file in folder.glob(f".segearth-{_machine()}-*"):
        if (name := _PART.match(file.name)) and not _is_alive(int(name["process"])):
            file.unlink(missing_ok=True)


@cache
def _machine() -> str:
    """A short name of this machine, and on Linux of its processes' name space: containers count from 1 again."""
    space = Path("/proc/self/ns/pid")
    name = platform.node() + (os.readlink(space) if space.exists() else "")
    return hashlib.blake2b(name.encode(), digest_size=4).hexdigest()


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return True  # there, to ask is to end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def publish(part: Path, path: Path) -> None:
    """Give a finished file its final name, in one step, without the SQLite logs of the file that it replaces.

    Where that fails (Windows, while another program has the older file open) the finished file stays, and the
    OutputNotWritable names it.
    """
    try:
        remove_logs(path)  # SQLite would play them into the new file
        os.replace(part, path)
    except OSError as error:
        kept = part.with_name(part.name.replace(".segearth-", ".segearth-kept-", 1))
        try:
            part.replace(kept)  # not to be taken for what a killed process left
        except OSError:
            kept = part
        raise OutputNotWritable(
            f"{path} cannot be replaced: {error}. The finished result is kept as {kept}.",
            hint="Close it in other programs (QGIS: remove its layers), then rename the kept file.",
        ) from error


def remove_logs(path: Path) -> None:
    """Delete what SQLite keeps beside a database, if it is there."""
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def check_folder(folder: Path) -> None:
    """Raise OutputNotWritable (or DiskFull) unless a file can be created in the folder now."""
    if not folder.is_dir():
        raise OutputNotWritable(f"There is no folder {folder}.", hint="Make it first, or choose another output.")
    with writing(folder / "new file"), tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(b"x")
        probe.flush()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the libraries raise while ``path`` is written into DiskFull or OutputNotWritable."""
    try:
        yield
    except (OSError, RasterioError, DataSourceError, DataLayerError) as error:
        raise write_error(path, error) from error


def write_all(file: IO[bytes] | FileIO, data: bytes | memoryview) -> None:
    """Write all of it to a file without a buffer, which may take it in parts."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def write_error(path: Path, error: BaseException) -> SegEarthError:
    """The error to report for a failed write of ``path``."""
    if _is_full(path.parent, error):
        return DiskFull(f"The disk ran full while writing {path}.")
    return OutputNotWritable(f"{path} cannot be written: {error}")


def _is_full(folder: Path, error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if "database or disk is full" in str(error):  # SQLite's words, all that GDAL hands on of its code
            return True
        error = error.__cause__ or error.__context__
    try:
        return shutil.disk_usage(folder).free < _FULL_BELOW_BYTES
    except OSError:
        return False  # the folder itself is out of reach: not writable, whatever the space
