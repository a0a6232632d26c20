"""Asks the engine for its own report, in a process of its own, so that an engine that cannot serve can tell why."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.doctor import doctor_command, report_findings
from ..core.errors import DoctorFailed, PluginError
from ..core.i18n import tr
from .environment import engine_environment
from .process import Command

LIMIT_MS = 300_000  # a cold disk, a large model, one tile
_KEPT_LINES = 20


class DoctorRun(QObject):
    """Ends in exactly one of ``reported`` (a list of Finding) and ``failed`` (a PluginError), or by ``stop``."""

    reported = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, command: Sequence[str], parent: Optional[QObject] = None, limit_ms: int = LIMIT_MS) -> None:
        """``command`` is the one that starts the engine. Raises DoctorFailed where no other can be made of it."""
        super().__init__(parent)
        self.last_lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._over = False
        self._command = Command(doctor_command(command), engine_environment(os.environ), self)
        self._command.line.connect(self.last_lines.append)
        self._command.ended.connect(self._on_ended)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(limit_ms)
        self._limit.timeout.connect(self._on_limit)

    def start(self) -> None:
        """Begin."""
        self._limit.start()
        self._command.start()

    def stop(self) -> None:
        """End it without a signal."""
        if not self._over:
            self._over = True
            self._limit.stop()
            self._command.end_now()

    def _on_limit(self) -> None:
        if not self._over:
            self.stop()
            self.failed.emit(
                DoctorFailed(
                    tr("The engine made no report within {seconds} s.").format(
                        seconds=round(self._limit.interval() / 1000)
                    )
                )
            )

    def _on_ended(self, code: Optional[int]) -> None:
        if self._over:
            return
        self._over = True
        self._limit.stop()
        if code is None:
            self.failed.emit(DoctorFailed(tr("The engine's program cannot be started.")))
            return
        try:
            findings = report_findings(self._command.output)
        except PluginError as error:
            last = self.last_lines[-1] if self.last_lines and not self._command.output.strip() else ""
            self.failed.emit(
                DoctorFailed(tr("The engine gave no report: {reason}").format(reason=last)) if last else error
            )
            return
        self.last_lines.clear()  # the report itself
        self.reported.emit(findings)
