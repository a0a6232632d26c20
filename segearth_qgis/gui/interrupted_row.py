"""What to do with a run that was cancelled, or failed, after some of its tiles were done."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..core.i18n import tr
from ..engine_client.question_run import Interruption
from .message_panel import MessagePanel


class InterruptedRow(QWidget):
    """``keepButton``, ``goOnButton``, ``discardButton``; hidden while there is nothing to decide."""

    keepAsked = pyqtSignal(object)  # Interruption
    goOnAsked = pyqtSignal(object)
    discardAsked = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._interruption: Optional[Interruption] = None
        self.panel = MessagePanel("interruptedLabel", self)
        row = QHBoxLayout()
        for name, text, tip, signal in (
            ("keepButton", tr("&Keep it"), tr("Draw the areas that were found so far"), self.keepAsked),
            ("goOnButton", tr("Go &on"), tr("Search the tiles that are left"), self.goOnAsked),
            ("discardButton", tr("&Discard"), tr("Delete what this run has done"), self.discardAsked),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked=False, chosen=signal: self._choose(chosen))
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        layout.addLayout(row)
        self.offer(None)

    @property
    def interruption(self) -> Optional[Interruption]:
        """What is offered; None for nothing."""
        return self._interruption

    def offer(self, interruption: Optional[Interruption]) -> None:
        """Offer the three ways, or none."""
        self._interruption = interruption
        self.setVisible(interruption is not None)
        if interruption is not None:
            self.panel.say(
                tr("{done} of {tiles} tiles are done and kept.").format(
                    done=f"{interruption.tiles_done:,}", tiles=f"{interruption.tiles:,}"
                ),
                "",
                "info",
            )

    def _choose(self, signal: object) -> None:
        interruption = self._interruption
        self.offer(None)
        if interruption is not None:
            signal.emit(interruption)  # type: ignore[attr-defined]
