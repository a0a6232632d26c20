"""One run: sends it, or goes on with one, follows it, cancels it, and tries again when the engine dies under it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import EngineDied, EngineStalled, PluginError
from ..core.i18n import tr
from ..core.log import log
from ..core.preview_layers import PartialResult
from ..core.run_folder import run_folder_of
from ..core.run_progress import RunProgress
from ..core.run_request import RunRequest
from ..core.run_result import RunResult
from ..core.text import shorten
from .client import EngineClient
from .run_task import RunTask

FRESH, GO_ON, FINISH = "fresh", "go_on", "finish"


@dataclass(frozen=True)
class Interruption:
    """A run that was cancelled or failed after some of its tiles were done; these are kept in its folder."""

    request: RunRequest
    run_folder: str
    tiles_done: int
    tiles: int


class QuestionRun(QObject):
    """Ends in exactly one of ``finished``, ``failed`` and ``cancelled``. A run is started once.

    ``how``: ``FRESH`` asks anew, ``GO_ON`` does what is left of an interrupted run, ``FINISH`` ends one as it is.
    """

    progressed = pyqtSignal(object)  # RunProgress
    partial = pyqtSignal(object)  # PartialResult
    restarting = pyqtSignal(int, int)  # which restart, of how many
    cancelling = pyqtSignal()  # asked for here or in QGIS's task manager; the end follows
    finished = pyqtSignal(object)  # RunResult
    failed = pyqtSignal(object)  # PluginError
    cancelled = pyqtSignal()

    def __init__(
        self, client: EngineClient, request: RunRequest, how: str = FRESH, parent: Optional[QObject] = None
    ) -> None:
        super().__init__(parent)
        self.request = request
        self.run_id = uuid.uuid4().hex
        self._client = client
        self._how = how
        self._run_folder = str(run_folder_of(request.output))
        self._request_id = 0
        self._restarts = 0
        self._tiles_done = 0
        self._tiles = 0
        self._fell_back = False
        self._cancelling = False
        self._over = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._kill)
        self._task = RunTask(tr("SegEarth: {question}").format(question=shorten(request.question, 60)))
        self._task.cancelAsked.connect(self.cancel)
        client.notified.connect(self._on_notified)

    @property
    def interruption(self) -> Optional[Interruption]:
        """What is kept of the run, should it end now without a result; None where no tile is done."""
        if self._tiles_done == 0:
            return None
        return Interruption(self.request, self._run_folder, self._tiles_done, self._tiles)

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
        if self._how == FRESH:
            method, params = "run", self.request.to_params(self.run_id)
        else:
            method = "resume"
            params = {"run_folder": self._run_folder, "run_id": self.run_id}
            if self._how == FINISH:
                params["finish"] = True
        self._request_id = self._client.request(method, params, self._on_result, self._on_error)

    def _ignore(self, _answer: object) -> None:
        """The run's own response tells how the cancelling went."""

    def _kill(self) -> None:
        log(tr("The run did not end after it was cancelled; the engine is ended."), "warning")
        self._client.kill()

    def _on_notified(self, method: str, params: dict[str, object]) -> None:
        if self._over or params.get("run_id") != self.run_id:
            return
        if method == "progress":
            progress = RunProgress.from_params(params)
            if progress.stage == "model":
                self._tiles_done, self._tiles = progress.done, progress.total
            if not self._cancelling:
                self._task.setProgress(progress.percent)
                self.progressed.emit(progress)
        elif method == "partial" and not self._cancelling:
            partial = PartialResult.from_params(params)
            if partial is not None:
                self.partial.emit(partial)

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
        died = isinstance(error, (EngineDied, EngineStalled))
        if self._cancelling or error.kind == "cancelled":
            self._end(False)
            self.cancelled.emit()
        elif died and self._restarts < self._client.limits.restarts:
            self._restarts += 1
            if self._how == FRESH and self._tiles_done and not self._fell_back:
                self._how = GO_ON  # what is done is not asked again
            self.restarting.emit(self._restarts, self._client.limits.restarts)
            self._submit()
        elif self._restarts and self._how == GO_ON and error.kind == "bad_request" and not self._fell_back:
            self._fell_back = True  # the engine died before it had written what a run can go on from
            self._how = FRESH
            self._submit()
        else:
            self._end(False)
            self.failed.emit(error)

    def _end(self, succeeded: bool) -> None:
        self._over = True
        self._patience.stop()
        self._client.notified.disconnect(self._on_notified)
        self._task.end(succeeded)
