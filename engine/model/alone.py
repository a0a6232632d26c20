"""One process at a time at something: a lock on a file, which ends with the process, however that ends."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import BadRequest

log = logging.getLogger(__name__)


@contextmanager
def alone(path: Path, busy: BadRequest, unprotected: str) -> Iterator[None]:
    """Hold the lock at ``path``. Raises ``busy`` where another process holds it, and OSError.

    On a file system that knows no locks everyone gets it, and ``unprotected`` is logged as a warning.
    """
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise busy from error
    except NotImplementedError:
        log.warning("%s knows no locks: %s", path.parent, unprotected)
    try:
        yield
    finally:
        lock.release()
