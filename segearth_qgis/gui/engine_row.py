"""The foot of the dock: how the engine is, and the ways to help, to its diagnosis and to its settings."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ..core.i18n import tr
from ..core.resources import icon
from ..engine_client.client import EngineClient, EngineState
from .help import open_help
from .small_label import make_small

_theme = QgsApplication.getThemeIcon


class EngineRow(QWidget):
    """A quiet line of text and three buttons."""

    settingsAsked = pyqtSignal()
    doctorAsked = pyqtSignal()

    def __init__(self, client: EngineClient, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._client = client
        self._label = QLabel(self)
        self._label.setObjectName("engineLabel")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        make_small(self._label)
        self.helpButton = self._tool("helpButton", _theme("/mActionHelpContents.svg"), tr("Help"))
        self.helpButton.clicked.connect(lambda: open_help())
        self.doctorButton = self._tool("doctorButton", icon("doctor"), tr("Diagnose the engine…"))
        self.doctorButton.clicked.connect(self.doctorAsked)
        self.button = self._tool("settingsButton", _theme("/mActionOptions.svg"), tr("Engine settings…"))
        self.button.clicked.connect(self.settingsAsked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label, 1)
        for button in (self.helpButton, self.doctorButton, self.button):
            layout.addWidget(button)
        client.stateChanged.connect(self._on_state)
        self._on_state(client.state)

    def _tool(self, name: str, image: QIcon, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(image)
        button.setAutoRaise(True)
        button.setToolTip(text)
        button.setAccessibleName(text.rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _on_state(self, state: EngineState) -> None:
        if state is EngineState.READY:
            devices = self._client.info.get("devices")
            names = ", ".join(str(name) for name in devices) if isinstance(devices, list) else ""
            text = tr("Engine {version} ready").format(version=self._client.info.get("engine", ""))
            self._label.setText(f"{text} · {names}" if names else text)
        elif state is EngineState.STARTING:
            self._label.setText(tr("Engine starting…"))
        else:
            self._label.setText(tr("Engine not running"))
