"""The bench's progress: a bar on a terminal, elsewhere a line for each row; on stderr."""

from __future__ import annotations

import shutil
from typing import TextIO

_BAR = 20


class Steps:
    """Tells which of ``total`` rows is measured, and what of it."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._drawn = stream.isatty()
        self._total = total
        self._done, self._title = 0, ""

    def begin(self, done: int, title: str) -> None:
        """A row begins, after ``done`` others."""
        self._done, self._title = done, title
        if self._drawn:
            self.step("")
        else:
            self._stream.write(f"[{done + 1}/{self._total}] {title}\n")
            self._stream.flush()

    def step(self, what: str) -> None:
        """Something of the row begins."""
        if self._drawn:
            filled = round(_BAR * self._done / max(1, self._total))
            width = max(20, shutil.get_terminal_size().columns - 1)
            bar = "#" * filled + "." * (_BAR - filled)
            text = f"Bench [{bar}] {self._done}/{self._total} {self._title}{f': {what}' if what else ''}"
            self._stream.write(f"\r{text[:width]:<{width}}")
            self._stream.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
