"""The field for the questions: plain text, one question a line, that the Tab key leaves."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_LINES = 3


class QuestionEdit(QPlainTextEdit):
    """Every line is a question; blank lines and runs of blanks do not count."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """High enough for a question of two sentences, or for three questions."""
        frame = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return QSize(240, self.fontMetrics().lineSpacing() * _LINES + frame)

    def text(self) -> str:
        """What is typed, as it is typed."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Replace what is typed."""
        self.setPlainText(text)

    def add_question(self, question: str) -> None:
        """Put a question into the empty field, or on a line of its own; the undo key takes it back."""
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(f"\n{question}" if self.toPlainText().strip() else question)
        self.setTextCursor(cursor)
