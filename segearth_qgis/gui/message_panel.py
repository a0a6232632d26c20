"""One message of the plugin: an icon, a sentence, what to do about it, and a button where one click does it."""

from __future__ import annotations

from html import escape
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core.errors import PluginError
from ..core.i18n import tr
from ..core.next_steps import SETTINGS, step_label
from .icons import outcome_icon

_ICON_PX = 16


class MessagePanel(QWidget):
    """Text is always escaped: it may come from the engine or from the name of a layer."""

    settingsAsked = pyqtSignal()
    stepAsked = pyqtSignal(str)  # a name in core/next_steps.py; while nobody listens there is no button

    def __init__(self, label_name: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label = QLabel(self)
        self.label.setObjectName(label_name)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.settingsButton = QPushButton(tr("Engine settings…"), self)
        self.settingsButton.setObjectName("engineSettingsButton")
        self.settingsButton.clicked.connect(self.settingsAsked)
        self.stepButton = QPushButton(self)
        self.stepButton.setObjectName("nextStepButton")
        self.stepButton.clicked.connect(self._take_step)
        self._step = ""
        self._text = QVBoxLayout()
        self._text.setContentsMargins(0, 0, 0, 0)
        self._text.addWidget(self.label)
        self._text.addWidget(self.settingsButton, 0, Qt.AlignmentFlag.AlignLeft)
        self._text.addWidget(self.stepButton, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._text, 1)
        self.say("")

    def add_below(self, widget: QWidget) -> None:
        """Put a widget under the text, in line with it."""
        self._text.addWidget(widget)

    def say(self, sentence: str, hint: str = "", icon: str = "", settings: bool = False, step: str = "") -> None:
        """Show a sentence, a hint in lines of its own, one of the icons in ``icons``, or none, and a step's button."""
        lines = [escape(line) for line in (sentence, *hint.splitlines()) if line]
        if len(lines) > 1:
            lines[0] = f"<b>{lines[0]}</b>"
        self.label.setText("<br>".join(lines))
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.setPixmap(outcome_icon(icon).pixmap(_ICON_PX, _ICON_PX))
        self.settingsButton.setVisible(settings)
        self._step = step if step != SETTINGS and self.receivers(self.stepAsked) > 0 else ""
        self.stepButton.setText(step_label(self._step))
        self.stepButton.setVisible(bool(self._step))
        self.setVisible(bool(lines))

    def show_error(self, error: PluginError, icon: str = "error", step: Optional[str] = None) -> None:
        """Show what went wrong and the way out; ``step`` is for another button than that of the error's kind."""
        self.say(error.sentence, error.hint, icon, error.step == SETTINGS, error.step if step is None else step)

    def _take_step(self) -> None:
        self.stepAsked.emit(self._step)
