"""The progress of a command on stderr: a bar on a terminal; elsewhere, in the log of a job, a line a minute."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from engine.run import Event

if TYPE_CHECKING:
    from engine.batch import BatchEvent

_STAGES = {"model": "Searching", "words": "Putting into words", "vectorize": "Outlining", "write": "Writing"}
_BAR = 24
_EVERY_SECONDS = 60.0


class ProgressBar:
    """Draws events of a run or a batch over one line of a terminal; any other ``stream`` gets a line a minute."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._drawn = stream.isatty()
        self._said = clock()
        self._heard = True

    def __call__(self, event: Event | BatchEvent) -> None:
        """Draw one event, or say it when it is time."""
        if self._drawn:
            width = max(20, shutil.get_terminal_size().columns - 1)
            self._write(f"\r{_text(event)[:width]:<{width}}")
        elif self._clock() - self._said >= _EVERY_SECONDS:
            self._said = self._clock()
            self._write(f"{_text(event)}\n")

    def close(self) -> None:
        """Clear the line, so that what comes next begins at its start."""
        if self._drawn:
            self._write("\r\x1b[2K")

    def _write(self, text: str) -> None:
        """Write, until nobody can hear it (a closed pipe, a full disk under a log): that is no reason to end a run."""
        if self._heard:
            try:
                self._stream.write(text)
                self._stream.flush()
            except OSError:
                self._heard = False


def _text(event: Event | BatchEvent) -> str:
    return line(event) if isinstance(event, Event) else batch_line(event)


def line(event: Event) -> str:
    """One event in words: `Searching [######......] 12/48 tiles, 3 with something, 1:20 left`."""
    text = f"{_STAGES[event.stage]} {_bar(event.done, event.total)}"
    if event.stage == "words":
        return f"{text} answers"
    if event.stage != "model":
        return f"{text}, {event.found} areas"
    left = "" if event.seconds_left is None else f", {_clock(event.seconds_left)} left"
    return f"{text} tiles, {event.found} with something{left}"


def batch_line(event: BatchEvent) -> str:
    """A batch in words: `Batch [######......] 12/48 rasters, 2 at work, 1 failed`."""
    failed = f", {event.counts['failed']} failed" if event.counts.get("failed") else ""
    return f"Batch {_bar(event.done, event.total)} rasters, {event.counts.get('running', 0)} at work{failed}"


def _bar(done: int, total: int) -> str:
    filled = round(_BAR * done / max(1, total))
    return f"[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{total}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
