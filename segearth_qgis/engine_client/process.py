"""The one place of the plugin that starts processes: the engine, which lives on, and commands, which end.

A command is cancelled as Ctrl+C would do it where the platform can, so that Python ends its own children and removes
its temporary files; what does not heed that is killed.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Mapping, Sequence
from typing import Optional

from qgis.PyQt.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, pyqtSignal

_PATIENCE_MS = 3_000  # between the friendly end and the other one
_LINE_END = re.compile(rb"[\r\n]+")


def new_process(command: Sequence[str], environment: Mapping[str, str], parent: Optional[QObject] = None) -> QProcess:
    """A process, not yet started, that will see exactly this environment; it works in the user's home folder."""
    process = QProcess(parent)
    variables = QProcessEnvironment()
    for name, value in environment.items():
        variables.insert(name, value)
    process.setProcessEnvironment(variables)
    process.setWorkingDirectory(os.path.expanduser("~"))
    process.setProgram(command[0])
    process.setArguments(list(command[1:]))
    return process


class Command(QObject):
    """A command that ends by itself. ``ended`` comes exactly once, with the exit code; None: it did not start."""

    line = pyqtSignal(str)
    ended = pyqtSignal(object)

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], parent: Optional[QObject] = None
    ) -> None:
        super().__init__(parent)
        self.output = ""
        self._rest = {"out": b"", "err": b""}
        self._over = False
        self._process = new_process(command, environment, self)
        self._process.readyReadStandardOutput.connect(self._read_output)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.errorOccurred.connect(self._on_error)
        self._process.finished.connect(self._on_finished)

    def start(self) -> None:
        """Start it; its input is empty."""
        self._process.start()
        self._process.closeWriteChannel()

    def cancel(self) -> None:
        """End it soon; ``ended`` comes when it has ended."""
        pid = int(self._process.processId())
        if os.name == "posix" and pid > 0:
            os.kill(pid, signal.SIGINT)
            QTimer.singleShot(_PATIENCE_MS, self._kill)
        else:
            self._kill()

    def end_now(self) -> None:
        """End it and wait for that, without any further signal: QGIS is closing."""
        self._over = True
        self._process.blockSignals(True)
        pid = int(self._process.processId())
        if os.name == "posix" and pid > 0:
            os.kill(pid, signal.SIGINT)
            if self._process.waitForFinished(_PATIENCE_MS):
                return
        self._process.kill()
        self._process.waitForFinished(_PATIENCE_MS)

    def _kill(self) -> None:
        if not self._over:
            self._process.kill()

    def _read_output(self) -> None:
        data = bytes(self._process.readAllStandardOutput())
        self.output += data.decode("utf-8", errors="replace")
        self._emit("out", data)

    def _read_errors(self) -> None:
        self._emit("err", bytes(self._process.readAllStandardError()))

    def _emit(self, channel: str, data: bytes) -> None:
        *lines, self._rest[channel] = _LINE_END.split(self._rest[channel] + data)
        for each in lines:
            self.line.emit(each.decode("utf-8", errors="replace"))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(None)

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._read_output()
        self._read_errors()
        for channel in ("out", "err"):
            self._emit(channel, b"\n" if self._rest[channel] else b"")
        self._finish(code)

    def _finish(self, code: Optional[int]) -> None:
        if not self._over:
            self._over = True
            self.ended.emit(code)
