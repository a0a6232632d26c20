"""The field for the question: a few lines of plain text that the Tab key leaves."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_LINES = 3


class QuestionEdit(QPlainTextEdit):
    """Plain text; line breaks and runs of blanks count as one blank."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """High enough for a question of two sentences."""
        frame = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return QSize(240, self.fontMetrics().lineSpacing() * _LINES + frame)

    def text(self) -> str:
        """The question on one line."""
        return " ".join(self.toPlainText().split())

    def setText(self, text: str) -> None:
        """Replace the question."""
        self.setPlainText(text)
