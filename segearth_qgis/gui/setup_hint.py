"""Shown on top of the dock while there is no engine to ask: a sentence, and the button that opens the set-up."""

from __future__ import annotations

from typing import Callable, Optional

from qgis.PyQt.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from ..core.i18n import tr
from ..core.resources import icon
from ..engine_client.setup_runner import SetupProgress
from ..engine_client.setup_state import EngineSetup, SetupState
from .message_panel import MessagePanel

_BAR_STEPS = 1_000


class SetupHint(QWidget):
    """Hides itself while the engine is set up."""

    def __init__(self, setup: EngineSetup, open_setup: Callable[[], None], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("setupHint")
        self._setup = setup
        self.message = MessagePanel("setupHintLabel", self)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("setupHintBar")
        self.bar.setTextVisible(False)
        self.button = QPushButton(tr("Set up the engine…"), self)
        self.button.setIcon(icon("setup"))
        self.button.setObjectName("setupHintButton")
        self.button.clicked.connect(open_setup)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addWidget(self.button)
        setup.changed.connect(self._show)
        setup.progressed.connect(self._on_progressed)
        self._show()

    def _show(self) -> None:
        state = self._setup.state
        working = state is SetupState.WORKING
        self.message.say(self._setup.sentence, "", "info" if working or state is SetupState.MISSING else "warning")
        self.bar.setVisible(working)
        self.bar.setRange(0, 0)
        self.button.setText(tr("Show the set-up…") if working else tr("Set up the engine…"))
        self.setVisible(state is not SetupState.READY)

    def _on_progressed(self, progress: SetupProgress) -> None:
        self.bar.setRange(0, _BAR_STEPS)
        self.bar.setValue(round(progress.fraction * _BAR_STEPS))
        self.message.say(tr("Setting up the engine: {title}").format(title=progress.title), "", "info")
