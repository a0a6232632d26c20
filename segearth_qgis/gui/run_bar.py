"""The buttons that start and end a run, and its progress."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ..core.i18n import tr
from ..core.resources import icon


class RunBar(QWidget):
    """``runButton``, ``tryButton``, ``cancelButton``, ``progressBar``."""

    runAsked = pyqtSignal()
    tryAsked = pyqtSignal()
    cancelAsked = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.runButton = self._button("runButton", tr("Ru&n"), tr("Ask the raster (Ctrl+Return)"))
        self.runButton.setIcon(QgsApplication.getThemeIcon("/mActionStart.svg"))
        self.runButton.setDefault(True)
        self.tryButton = self._button(
            "tryButton", tr("Tr&y one tile here"), tr("A quick look at the middle of the map, as a temporary layer")
        )
        self.cancelButton = self._button("cancelButton", tr("&Cancel"), tr("End the run (Esc)"))
        self.tryButton.setIcon(icon("onetile"))
        self.cancelButton.setIcon(QgsApplication.getThemeIcon("/mTaskCancel.svg"))
        self.runButton.clicked.connect(self.runAsked)
        self.tryButton.clicked.connect(self.tryAsked)
        self.cancelButton.clicked.connect(self.cancelAsked)
        self.progressBar = QProgressBar(self)
        self.progressBar.setObjectName("progressBar")
        row = QHBoxLayout()
        for button in (self.runButton, self.tryButton, self.cancelButton):
            row.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.progressBar)
        self.set_running(False)

    def set_running(self, running: bool) -> None:
        """While one is on its way no other starts here, and it can be cancelled: a narrow dock has room for two."""
        had_focus = self.tryButton.hasFocus() or self.runButton.hasFocus()
        self.runButton.setEnabled(not running)
        self.tryButton.setEnabled(not running)
        self.cancelButton.setEnabled(running)
        self.cancelButton.setVisible(running)
        self.tryButton.setVisible(not running)
        if running and had_focus:
            self.cancelButton.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_progress(0, 0)
        self.progressBar.setVisible(running)

    def set_progress(self, done: int, total: int) -> None:
        """How far it is; a total of 0 is not known yet."""
        self.progressBar.setRange(0, total)
        self.progressBar.setValue(done)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return button
