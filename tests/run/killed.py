"""A run in a process of its own that is killed in the middle of its work."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from engine.run import RunRequest, run
from engine.run.folder import read_record
from engine.run.models import TileModel


def run_until_killed(
    request: RunRequest, model: Callable[[], TileModel], log: Path, *, tiles: int, later_s: float
) -> bool:
    """Kill the run ``later_s`` seconds after the model has logged so many ``tiles``, a byte each, in ``log``.

    True where it left something to go on with: it had begun, and had not ended. Needs `os.fork`.
    """
    log.write_bytes(b"")
    child = os.fork()
    if child == 0:
        try:
            run(request, model=model())
        finally:
            os._exit(0)
    while len(log.read_bytes()) < tiles:
        time.sleep(0.0005)
    time.sleep(later_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    begun = (request.folder / "run.json").is_file()
    return begun and read_record(request.folder)["state"] != "done"
