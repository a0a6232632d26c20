"""The buttons that start and end a run, and its progress."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

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
        self._buttons = (self.runButton, self.tryButton, self.cancelButton)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in self._buttons:
            self._row.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._row)
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
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for each button: those that find no room side by side stand one below the other."""
        hint = super().minimumSizeHint()
        hint.setWidth(max(button.minimumSizeHint().width() for button in self._shown()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look anew at how the buttons stand."""
        super().resizeEvent(event)
        self._turn()

    def _shown(self) -> list[QPushButton]:
        return [button for button in self._buttons if not button.isHidden()]

    def _turn(self) -> None:
        widths = [button.sizeHint().width() for button in self._shown()]
        fits = sum(widths) + self._row.spacing() * (len(widths) - 1) <= self.width()
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom,
        )

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
