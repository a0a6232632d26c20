"""The progress bar of the command line: one line on stderr, drawn only on a terminal."""

from __future__ import annotations

import shutil
from typing import TextIO

from engine.run import Event

_STAGES = {"model": "Searching", "words": "Putting into words", "vectorize": "Outlining", "write": "Writing"}
_BAR = 24


class ProgressBar:
    """Draws events over one line; silent where ``stream`` is no terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()

    def __call__(self, event: Event) -> None:
        """Draw one event."""
        if self._shown:
            width = max(20, shutil.get_terminal_size().columns - 1)
            self._stream.write(f"\r{line(event)[:width]:<{width}}")
            self._stream.flush()

    def close(self) -> None:
        """Clear the line, so that what comes next begins at its start."""
        if self._shown:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()


def line(event: Event) -> str:
    """One event in words: `Searching [######......] 12/48 tiles, 3 with something, 1:20 left`."""
    filled = round(_BAR * event.done / max(1, event.total))
    bar = "#" * filled + "." * (_BAR - filled)
    text = f"{_STAGES[event.stage]} [{bar}] {event.done}/{event.total}"
    if event.stage == "words":
        return f"{text} answers"
    if event.stage != "model":
        return f"{text}, {event.found} areas"
    left = "" if event.seconds_left is None else f", {_clock(event.seconds_left)} left"
    return f"{text} tiles, {event.found} with something{left}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
