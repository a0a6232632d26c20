"""One run of one question: sends it, follows it, cancels it, and tries again when the engine dies under it."""

from __future__ import annotations

import uuid
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import EngineDied, EngineStalled, PluginError
from ..core.i18n import tr
from ..core.log import log
from ..core.run_progress import RunProgress
from ..core.run_request import RunRequest
from ..core.run_result import RunResult
from ..core.text import shorten
from .client import EngineClient
from .run_task import RunTask


class QuestionRun(QObject):
    """Ends in exactly one of ``finished``, ``failed`` and ``cancelled``. A run is started once."""

    progressed = pyqtSignal(object)  # RunProgress
    restarting = pyqtSignal(int, int)  # which restart, of how many
    cancelling = pyqtSignal()  # asked for here or in QGIS's task manager; the end follows
    finished = pyqtSignal(object)  # RunResult
    failed = pyqtSignal(object)  # PluginError
    cancelled = pyqtSignal()

    def __init__(self, client: EngineClient, request: RunRequest, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self.request = request
        self.run_id = uuid.uuid4().hex
        self._client = client
        self._request_id = 0
        self._restarts = 0
        self._cancelling = False
        self._over = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._kill)
        self._task = RunTask(tr("SegEarth: {question}").format(question=shorten(request.question, 60)))
        self._task.cancelAsked.connect(self.cancel)
        client.notified.connect(self._on_notified)

    def start(self) -> None:
        """Send the question to the engine."""
        QgsApplication.taskManager().addTask(self._task)
        self._submit()

    def cancel(self) -> None:
        """End the run: at once if the engine has not begun, else within one tile, and by force after a while."""
        if self._over or self._cancelling:
            return
        self._cancelling = True
        self.cancelling.emit()
        if self._client.withdraw_unsent(self._request_id):
            self._end(False)
            self.cancelled.emit()
            return
        self._patience.start(self._client.limits.cancel_ms)
        self._client.request("cancel", {"run_id": self.run_id}, self._ignore, self._ignore)

    def _submit(self) -> None:
        self._request_id = self._client.request(
            "run", self.request.to_params(self.run_id), self._on_result, self._on_error
        )

    def _ignore(self, _answer: object) -> None:
        """The run's own response tells how the cancelling went."""

    def _kill(self) -> None:
        log(tr("The run did not end after it was cancelled; the engine is ended."), "warning")
        self._client.kill()

    def _on_notified(self, method: str, params: dict[str, object]) -> None:
        if method == "progress" and params.get("run_id") == self.run_id and not self._over:
            progress = RunProgress.from_params(params)
            if not self._cancelling:
                self._task.setProgress(progress.percent)
                self.progressed.emit(progress)

    def _on_result(self, data: object) -> None:
        try:
            result = RunResult.from_dict(data)
        except PluginError as error:
            self._end(False)
            self.failed.emit(error)
            return
        self._end(True)
        self.finished.emit(result)

    def _on_error(self, error: PluginError) -> None:
        if self._cancelling or error.kind == "cancelled":
            self._end(False)
            self.cancelled.emit()
        elif isinstance(error, (EngineDied, EngineStalled)) and self._restarts < self._client.limits.restarts:
            self._restarts += 1
            self.restarting.emit(self._restarts, self._client.limits.restarts)
            self._submit()
        else:
            self._end(False)
            self.failed.emit(error)

    def _end(self, succeeded: bool) -> None:
        self._over = True
        self._patience.stop()
        self._client.notified.disconnect(self._on_notified)
        self._task.end(succeeded)
