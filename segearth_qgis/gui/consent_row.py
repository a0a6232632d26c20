"""Asks before areas that someone has judged are drawn anew, which forgets the judgement."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..core.i18n import tr
from .message_panel import MessagePanel


class ConsentRow(QWidget):
    """``consentButton`` and ``keepReviewButton``; hidden while there is nothing to ask."""

    given = pyqtSignal()
    refused = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.panel = MessagePanel("consentLabel", self)
        yes = QPushButton(tr("Change anyway"), self)
        yes.setObjectName("consentButton")
        yes.clicked.connect(lambda: self._answer(self.given))
        no = QPushButton(tr("Keep the review"), self)
        no.setObjectName("keepReviewButton")
        no.clicked.connect(lambda: self._answer(self.refused))
        row = QHBoxLayout()
        row.addWidget(yes)
        row.addWidget(no)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        layout.addLayout(row)
        self.setVisible(False)

    def ask(self, count: int) -> None:
        """Ask about so many areas."""
        self.panel.say(
            tr("1 area of this layer is reviewed.")
            if count == 1
            else tr("{count} areas of this layer are reviewed.").format(count=f"{count:,}"),
            tr("Drawing them anew forgets that."),
            "warning",
        )
        self.setVisible(True)

    def _answer(self, signal: object) -> None:
        self.setVisible(False)
        signal.emit()  # type: ignore[attr-defined]
