"""Asks the engine what a run would cost, after the form has settled; of several questions only the newest counts."""

from __future__ import annotations

from typing import Callable, Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import EngineReported, PluginError
from ..core.plan import Plan
from .client import EngineClient, EngineState

SETTLE_MS = 400
SETTLE_REMOTE_MS = 1500  # planning asks a remote raster's server


class PlanQuery(QObject):
    """Plans of the form as it stands. It never starts an engine."""

    waiting = pyqtSignal()  # nothing is known of the newest request yet
    planned = pyqtSignal(object)  # Plan
    refused = pyqtSignal(object)  # PluginError, with the engine's own sentence

    def __init__(
        self, client: EngineClient, build: Callable[[], Optional[dict[str, object]]], parent: Optional[QObject] = None
    ) -> None:
        """``build`` gives the parameters of the form as it stands, None for one that is not complete."""
        super().__init__(parent)
        self._client = client
        self._build = build
        self._params: Optional[dict[str, object]] = None
        self._plan: Optional[Plan] = None
        self._asked = 0  # counts what is asked: an answer to anything but the newest is dropped
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        client.stateChanged.connect(self._on_state)

    def touch(self) -> None:
        """The form has changed: a plan follows when it has settled."""
        self._asked += 1
        self.waiting.emit()
        remote = str((self._params or {}).get("raster", "")).startswith("/vsi")
        self._timer.start(SETTLE_REMOTE_MS if remote else SETTLE_MS)

    def known(self, params: dict[str, object]) -> Optional[Plan]:
        """The plan of exactly this request, where it has been told already."""
        return self._plan if params == self._params else None

    def release(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self._asked += 1
        self._client.stateChanged.disconnect(self._on_state)

    def _on_state(self, state: EngineState) -> None:
        if state is EngineState.READY:
            self._timer.start(0)

    def _ask(self) -> None:
        if self._client.state is not EngineState.READY:
            return
        params = self._build()
        if params is not None and params == self._params and self._plan is not None:
            self.planned.emit(self._plan)
            return
        self._params, self._plan = params, None
        self._asked += 1
        if params is None:
            return
        number = self._asked
        self._client.request(
            "plan",
            params,
            lambda answer: self._on_answer(number, answer),
            lambda error: self._on_error(number, error),
        )

    def _on_answer(self, number: int, answer: object) -> None:
        if number != self._asked:
            return
        try:
            self._plan = Plan.from_dict(answer)
        except PluginError as error:
            self.refused.emit(error)
            return
        self.planned.emit(self._plan)

    def _on_error(self, number: int, error: PluginError) -> None:
        if number == self._asked and isinstance(error, EngineReported):  # an engine that died is told elsewhere
            self.refused.emit(error)
