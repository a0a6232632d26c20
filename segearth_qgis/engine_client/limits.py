"""How long the plugin waits for signs of life. There is no limit on the time that a run takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """All times in milliseconds."""

    handshake_ms: int = 120_000  # without a message, until ``initialize`` is answered: a cold disk, or ssh
    stall_ms: int = 30_000  # without any line, though a heartbeat comes every 2 s
    cancel_ms: int = 20_000  # from Cancel to the end of the run; then the process is killed
    stop_ms: int = 1_500  # for each of: shutdown, end of input, kill
    restarts: int = 2  # of one run, by itself; then the user is asked
