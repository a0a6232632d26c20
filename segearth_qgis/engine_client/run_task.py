"""The visible handle of a run in QGIS's task manager: its name, its progress, its cancel button.

The work happens in the engine's process. The task's thread only waits for the end of the run, and does not count as
one of the pool's, which also draws the map: on a machine with one or two cores little else would be left of it.
"""

from __future__ import annotations

import threading

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QThreadPool, pyqtSignal


class RunTask(QgsTask):
    """A task that ends when ``end`` is called or when it is cancelled."""

    cancelAsked = pyqtSignal()

    def __init__(self, description: str) -> None:
        super().__init__(description, QgsTask.Flag.CanCancel)
        self._over = threading.Event()
        self._succeeded = False

    def run(self) -> bool:
        """Wait, on the task's own thread."""
        pool = QThreadPool.globalInstance()
        pool.releaseThread()
        try:
            self._over.wait()
        finally:
            pool.reserveThread()
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
