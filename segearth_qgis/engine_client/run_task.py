"""The visible handle of a run in QGIS's task manager: its name, its progress, its cancel button.

The work happens in the engine's process. The task's thread only waits for the end of the run.
"""

from __future__ import annotations

import threading

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal


class RunTask(QgsTask):
    """A task that ends when ``end`` is called or when it is cancelled."""

    cancelAsked = pyqtSignal()

    def __init__(self, description: str) -> None:
        super().__init__(description, QgsTask.Flag.CanCancel)
        self._over = threading.Event()
        self._succeeded = False

    def run(self) -> bool:
        """Wait, on the task's own thread."""
        self._over.wait()
        return self._succeeded

    def end(self, succeeded: bool) -> None:
        """Let the task end."""
        self._succeeded = succeeded
        self._over.set()

    def cancel(self) -> None:
        """Called by QGIS when the user cancels the task, or when QGIS closes."""
        super().cancel()
        if not self._over.is_set():
            self._over.set()
            self.cancelAsked.emit()
