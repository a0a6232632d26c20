"""Asks each engine that gets ready which models it has."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import EngineReported, PluginError
from .client import EngineClient, EngineState


class ModelQuery(QObject):
    """Also one that a run has started is asked: it may have other models."""

    told = pyqtSignal(object)  # list of dicts, as the engine's ``models`` gives them
    failed = pyqtSignal(object)  # PluginError: there is no engine to ask

    def __init__(self, client: EngineClient, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._client = client
        self._asked = False
        client.stateChanged.connect(self._on_state)

    def ask(self) -> None:
        """Ask, and start the engine if need be."""
        if not self._asked:
            self._asked = True
            self._client.request("models", {}, self._on_answer, self._on_error)

    def release(self) -> None:
        """Ask no more."""
        self._client.stateChanged.disconnect(self._on_state)

    def _on_state(self, state: EngineState) -> None:
        if state is EngineState.READY:
            self.ask()

    def _on_answer(self, answer: object) -> None:
        self._asked = False
        models = answer.get("models") if isinstance(answer, dict) else None
        if isinstance(models, list):
            self.told.emit([model for model in models if isinstance(model, dict)])

    def _on_error(self, error: PluginError) -> None:
        self._asked = False
        if not isinstance(error, EngineReported):
            self.failed.emit(error)
