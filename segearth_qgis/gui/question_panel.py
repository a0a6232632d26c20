"""The questions with what helps to ask them: examples by domain, how many there are, and what was read in them."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..core.errors import IncompleteRequest
from ..core.examples import examples
from ..core.i18n import tr
from ..core.question_check import LONGEST_QUESTION, MAX_QUESTIONS, CheckedQuestions, SizeWish, check_questions
from ..core.resources import icon
from ..core.text import area_text
from .question_edit import QuestionEdit

FIELD = "questionEdit"


class QuestionPanel(QWidget):
    """``questionEdit``, the button ``examplesButton``, and the chip ``sizeChip`` of a least size."""

    changed = pyqtSignal()
    sizeChanged = pyqtSignal(object)  # SizeWish, or None where the questions name none any more

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._dismissed = ""  # the phrase that is not to be a filter
        self._size: Optional[SizeWish] = None
        self.edit = QuestionEdit(self)
        self.edit.setObjectName(FIELD)
        self.edit.setPlaceholderText(tr("Where could people gather safely after an earthquake?"))
        self.edit.setToolTip(
            tr("One question a line, up to {count}. Ctrl+Return runs, Esc cancels.").format(count=MAX_QUESTIONS)
        )
        self.edit.setAccessibleName(tr("Questions, one a line"))
        self.examplesButton = QToolButton(self)
        self.examplesButton.setObjectName("examplesButton")
        self.examplesButton.setText(tr("&Examples"))
        self.examplesButton.setIcon(icon("examples"))
        self.examplesButton.setIconSize(QSize(16, 16))
        self.examplesButton.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.examplesButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.examplesButton.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.examplesButton.setToolTip(tr("Questions to start from, by domain"))
        self.examplesButton.setMenu(self._menu())
        self._note = QLabel(self)
        self._note.setObjectName("questionNote")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sizeChip = QToolButton(self)
        self.sizeChip.setObjectName("sizeChip")
        self.sizeChip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.sizeChip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sizeChip.clicked.connect(self._dismiss)

        row = QHBoxLayout()
        row.addWidget(self.examplesButton)
        row.addWidget(self._note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        layout.addWidget(self.sizeChip, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(row)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._on_text)
        self._on_text()

    def checked(self) -> CheckedQuestions:
        """What is to be asked, and what is wrong with it."""
        checked = check_questions(self.edit.text())
        if checked.size is not None and checked.size.phrase == self._dismissed:
            return check_questions(self.edit.text(), take_size=False)
        return checked

    def questions(self) -> tuple[str, ...]:
        """What is to be asked. Raises IncompleteRequest where there is nothing, or too much."""
        checked = self.checked()
        if checked.problem == "empty":
            raise IncompleteRequest(
                FIELD, tr("There is no question yet."), tr("Type one, for example: Where is open water?")
            )
        if checked.problem == "too_long":
            raise IncompleteRequest(
                FIELD,
                tr("A question is longer than {count} characters.").format(count=LONGEST_QUESTION),
                tr("Ask in one or two sentences; every line is a question of its own."),
            )
        if checked.problem == "too_many":
            raise IncompleteRequest(
                FIELD,
                tr("There are {count} questions; one run takes {most}.").format(
                    count=len(checked.asked), most=MAX_QUESTIONS
                ),
                tr("Every line is a question of its own: ask some of them in another run."),
            )
        return checked.asked

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for domain, questions in examples():
            group = menu.addMenu(domain)
            for question in questions:
                group.addAction(question).triggered.connect(lambda _checked=False, text=question: self._insert(text))
        return menu

    def _insert(self, question: str) -> None:
        self.edit.add_question(question)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dismiss(self) -> None:
        """The chip was pressed: the size stays a part of the question, and filters nothing."""
        if self._size is not None:
            self._dismissed = self._size.phrase
            self._on_text()
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self) -> None:
        checked = self.checked()
        notes = []
        if len(checked.asked) > 1:
            notes.append(tr("{count} questions, one layer").format(count=len(checked.asked)))
        if checked.problem == "sizes_differ":
            notes.append(tr("Sizes differ, so none filters"))
        if checked.problem == "too_long":
            notes.append(tr("Too long: one or two sentences"))
        if checked.problem == "too_many":
            notes.append(tr("At most {count}").format(count=MAX_QUESTIONS))
        self._note.setText(" · ".join(notes))
        size, before = checked.size, self._size
        self._size = size
        self.sizeChip.setVisible(size is not None)
        if size is not None:
            area = area_text(size.min_area_m2)
            self.sizeChip.setText(tr("At least {area}  ✕").format(area=area))
            self.sizeChip.setAccessibleName(tr("At least {area}: press to remove this filter").format(area=area))
            self.sizeChip.setToolTip(
                tr(
                    "“{phrase}” is the minimum area of this run; the model is asked without it. "
                    "Press to ask it as it stands, without a filter."
                ).format(phrase=size.phrase)
            )
        if (size.min_area_m2 if size else None) != (before.min_area_m2 if before else None):
            self.sizeChanged.emit(size)
        self.changed.emit()
