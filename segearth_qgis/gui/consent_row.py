"""Asks before areas that someone has judged or edited are drawn anew, which loses what was done."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..core.i18n import tr
from .message_panel import MessagePanel


class ConsentRow(QWidget):
    """``consentButton`` and ``leaveButton``; hidden while there is nothing to ask."""

    given = pyqtSignal()
    refused = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.panel = MessagePanel("consentLabel", self)
        yes = QPushButton(tr("Change anyway"), self)
        yes.setObjectName("consentButton")
        yes.clicked.connect(lambda: self._answer(self.given))
        no = QPushButton(tr("Leave it as it is"), self)
        no.setObjectName("leaveButton")
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

    def ask_edited(self) -> None:
        """Ask about a layer whose file somebody has changed."""
        self._ask(
            tr("The file of this layer was changed after its areas were drawn."), tr("Drawing them anew loses that.")
        )

    def ask_reviewed(self, count: int) -> None:
        """Ask about so many areas that are judged."""
        self._ask(
            tr("1 area of this layer is reviewed.")
            if count == 1
            else tr("{count} areas of this layer are reviewed.").format(count=f"{count:,}"),
            tr("Drawing them anew forgets that."),
        )

    def _ask(self, sentence: str, hint: str) -> None:
        self.panel.say(sentence, hint, "warning")
        self.setVisible(True)

    def _answer(self, signal: object) -> None:
        self.setVisible(False)
        signal.emit()  # type: ignore[attr-defined]
