"""Tries an engine that is there already: starts it, waits for the handshake, compares versions, ends it again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import EngineMismatch, PluginError, SetupNotUsable
from ..core.i18n import tr
from .client import EngineClient
from .limits import Limits
from .setup_folder import engine_program

_INSIDE = (".", ".venv", "venv", "env")


class Trial(QObject):
    """Ends with exactly one of ``succeeded`` (with what the engine said of itself) and ``failed``, or with neither
    where it was cancelled."""

    succeeded = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(
        self, command: list[str], version: str, limits: Optional[Limits] = None, parent: Optional[QObject] = None
    ) -> None:
        super().__init__(parent)
        self._version = version
        self._client = EngineClient(lambda: command, limits, self)

    def start(self) -> None:
        """Start the engine. Signals come later, never from within this call."""
        self._client.request("models", {}, self._on_models, self._on_error)

    def cancel(self) -> None:
        """End it; no signal follows."""
        self.blockSignals(True)
        self._client.stop()

    def _on_models(self, answer: object) -> None:
        info = dict(self._client.info)
        models = answer.get("models") if isinstance(answer, dict) else None
        info["models"] = [str(each.get("name")) for each in models or [] if isinstance(each, dict)]
        self._client.stop()
        engine = str(info.get("engine", ""))
        if _series(engine) == _series(self._version):
            self.succeeded.emit(info)
            return
        self.failed.emit(
            EngineMismatch(
                tr("This engine is version {engine}; the plugin is {plugin}.").format(
                    engine=engine or "?", plugin=self._version
                ),
                tr("Update it, in its environment: pip install segearth=={version}").format(version=self._version),
            )
        )

    def _on_error(self, error: PluginError) -> None:
        self._client.stop()
        self.failed.emit(error)


def _series(version: str) -> list[str]:
    """The part of a version that must be the same: releases that differ in the last number speak alike."""
    return version.split(".")[:2]


def engine_in(path: str) -> str:
    """The engine's program in a place that a person points to: the program itself, or a folder that has it inside.

    Raises SetupNotUsable.
    """
    place = Path(path).expanduser()
    if place.is_file():
        if place.stem.startswith("python"):  # the interpreter beside it
            place = place.parent.parent
        else:
            return str(place)
    for inside in _INSIDE if path.strip() else ():
        program = engine_program(place / inside)
        if program.is_file():
            return str(program)
    name = "segearth.exe" if sys.platform == "win32" else "segearth"
    raise SetupNotUsable(
        tr("There is no engine in {folder}.").format(folder=path or "–"),
        tr("Choose the folder of a Python environment with segearth installed, or its program {name}.").format(
            name=name
        ),
    )
