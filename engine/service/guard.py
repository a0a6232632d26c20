"""Ends the engine's process where it must not stay: after its client has gone, and when it hangs.

Both alarms are those of `faulthandler`: a thread in C that needs no Python to run, so that not even a library that
never returns, or holds the interpreter, can keep the process. What it was doing is written to stderr. A run that ends
so is one that was killed: its tiles are kept, and it can be resumed.
"""

from __future__ import annotations

import faulthandler
import threading
from typing import TextIO

HANG_SECONDS = 300.0  # without a heart beat; ten times what the plugin waits
LEAVE_SECONDS = 30.0  # from the end of the client to that of the process: a tile, and the last answers


class Guard:
    """At most one per process. ``file`` must have a file descriptor."""

    def __init__(
        self, file: TextIO, *, hang_seconds: float = HANG_SECONDS, leave_seconds: float = LEAVE_SECONDS
    ) -> None:
        self._file = file
        self._hang_seconds = hang_seconds
        self._leave_seconds = leave_seconds
        self._leaving = False
        self._lock = threading.Lock()

    def alive(self) -> None:
        """A sign of life: the time until it counts as hanging begins anew."""
        with self._lock:
            if not self._leaving:
                faulthandler.dump_traceback_later(self._hang_seconds, exit=True, file=self._file)

    def leave(self) -> None:
        """The client has gone: the process ends by itself soon, or by force."""
        with self._lock:
            if not self._leaving:
                self._leaving = True
                faulthandler.dump_traceback_later(self._leave_seconds, exit=True, file=self._file)

    def off(self) -> None:
        """The server has ended."""
        with self._lock:
            self._leaving = True
            faulthandler.cancel_dump_traceback_later()
