"""The window of the set-up page: beside QGIS, not in front of it; closing it stops nothing."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ..core.i18n import tr
from ..core.resources import icon
from ..core.settings import Settings
from ..engine_client.setup_state import EngineSetup
from .help import open_help
from .setup_page import SetupPage

_WIDTH, _HEIGHT = 640, 420


class SetupDialog(QDialog):
    """Deleted when closed."""

    def __init__(self, setup: EngineSetup, settings: Settings, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("segearthSetupDialog")
        self.setWindowTitle(tr("SegEarth: set up the engine"))
        self.setWindowIcon(icon("setup"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = SetupPage(setup, settings, self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Help, self)
        buttons.helpRequested.connect(lambda: open_help("engine"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page)
        layout.addWidget(buttons)
        self.resize(_WIDTH, _HEIGHT)
