"""One run at a time: a lock on an open file, which ends with its process, however that ends."""

from __future__ import annotations

import errno
import logging
import sys
from pathlib import Path
from typing import IO

from engine.errors import BadRequest
from engine.raster.storage import writing

log = logging.getLogger(__name__)
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


def take_lock(path: Path) -> IO[bytes]:
    """Open a file, made where it is missing and never changed, and hold its lock until it is closed.

    Raises BadRequest at once where another run holds it, OutputNotWritable, DiskFull. On a file system that knows no
    locks every run gets it, with a warning.
    """
    with writing(path):
        file = path.open("ab")
    locked = try_lock(file)
    if locked is False:
        file.close()
        raise BadRequest(
            f"Another run writes here: {path.parent}.", hint="Wait until it has ended, or name another output."
        )
    if locked is None:
        log.warning("%s cannot be locked: start no second run with this output.", path.parent)
    return file


def try_lock(file: IO[bytes]) -> bool | None:
    """Lock an open file until it is closed. False: another process holds it; None: the file system knows no locks."""
    try:
        _lock(file)
    except OSError as error:
        return False if error.errno in _HELD else None
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(1 << 30)  # Windows lets nobody read a locked byte: one that no journal has
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
