"""Runs the steps of a set-up one after the other: one command at a time, with progress, lines, cancel and one end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Callable, Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import PluginError
from .process import Command
from .setup_pip import PipProgress, PipReader

OnEnd = Callable[[Optional[int], list[str], str], None]  # exit code (None: not started), lines, stdout


@dataclass(frozen=True)
class Step:
    """One step. ``begin`` must lead to ``done`` or ``fail``; ``weight`` is its usual share of the time."""

    name: str
    title: str
    weight: int
    begin: Callable[[], None]


@dataclass(frozen=True)
class SetupProgress:
    """Where a set-up is. ``fraction`` is of the whole; ``bytes_done`` counts what all steps have fetched so far."""

    number: int
    total: int
    title: str
    fraction: float
    bytes_done: int
    pip: PipProgress


class StepRunner(QObject):
    """Ends with exactly one of ``succeeded``, ``failed`` and ``cancelled``, never from within ``start``."""

    progressed = pyqtSignal(object)  # SetupProgress
    line = pyqtSignal(str)
    succeeded = pyqtSignal()
    failed = pyqtSignal(object)  # PluginError
    cancelled = pyqtSignal()

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._steps: Sequence[Step] = ()
        self._at = 0
        self._environment: Mapping[str, str] = {}
        self._command: Optional[Command] = None
        self._cancelling = False
        self._bytes = 0

    @property
    def step(self) -> Step:
        """The step that is on its way."""
        return self._steps[self._at]

    def start(self, steps: Sequence[Step], environment: Mapping[str, str]) -> None:
        """Begin with the first step; all commands see ``environment``."""
        self._steps, self._environment = steps, environment
        QTimer.singleShot(0, self._next)

    def done(self) -> None:
        """The step has succeeded."""
        self._at += 1
        self._next()

    def fail(self, error: PluginError) -> None:
        """The step has failed, and with it all."""
        self.failed.emit(error)

    def cancel(self) -> None:
        """End it soon."""
        self._cancelling = True
        if self._command is not None:
            self._command.cancel()

    def end_now(self) -> None:
        """End it at once and wait for that; no signal follows."""
        self.blockSignals(True)
        self._cancelling = True
        if self._command is not None:
            self._command.end_now()

    def run(self, command: Sequence[str], on_end: OnEnd, take: Optional[Callable[[str], bool]] = None) -> None:
        """Run a command of the step; ``on_end`` is not called where the set-up was cancelled.

        ``take`` sees each line first and says whether a person would want to read it.
        """
        lines: list[str] = []

        def on_line(text: str) -> None:
            if take is None or take(text):
                lines.append(text)
                self.line.emit(text)

        def on_ended(code: Optional[int]) -> None:
            self._command = None
            running.deleteLater()
            if self._cancelling:
                self.cancelled.emit()
            else:
                on_end(code, lines, running.output)

        running = Command(command, self._environment, self)
        running.line.connect(on_line)
        running.ended.connect(on_ended)
        self._command = running
        running.start()

    def run_counted(self, command: Sequence[str], wanted: int, on_end: OnEnd, *, fetches: bool = True) -> None:
        """Run pip, or what tells of its progress as pip does. ``wanted`` is the number of packages."""
        reader = PipReader(wanted)

        def take(line: str) -> bool:
            before = reader.progress
            worth_reading = reader.feed(line)
            if reader.progress != before:
                self._tell(reader.progress if fetches else replace(reader.progress, bytes_done=0))
            return worth_reading

        def on_ended(code: Optional[int], lines: list[str], output: str) -> None:
            self._bytes += reader.progress.bytes_done if fetches else 0
            on_end(code, lines, output)

        self.run(command, on_ended, take)

    def _next(self) -> None:
        if self._cancelling:
            self.cancelled.emit()
        elif self._at == len(self._steps):
            self.succeeded.emit()
        else:
            self.line.emit(f"— {self.step.title}")
            self._tell(PipProgress())
            self.step.begin()

    def _tell(self, pip: PipProgress) -> None:
        total = sum(step.weight for step in self._steps)
        before = sum(step.weight for step in self._steps[: self._at])
        fraction = (before + self.step.weight * pip.fraction) / total
        self.progressed.emit(
            SetupProgress(self._at + 1, len(self._steps), self.step.title, fraction, self._bytes + pip.bytes_done, pip)
        )
