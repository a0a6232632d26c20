"""What came of a run: a sentence, what to know about it, the next step where nothing was found, and the file."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ..core.i18n import tr
from ..core.run_request import Shaping
from ..core.run_result import RunResult
from ..core.text import breakable
from .message_panel import MessagePanel
from .path_link import PathLink
from .shaping_panel import lower_threshold


class ResultPanel(MessagePanel):
    """``resultsLabel``, ``lowerButton`` and ``resultLink``."""

    lowerAsked = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__("resultsLabel", parent)
        self.lowerButton = QPushButton(self)
        self.lowerButton.setObjectName("lowerButton")
        self.lowerButton.clicked.connect(self.lowerAsked)
        self.link = PathLink(self)
        self.link.setObjectName("resultLink")
        self._text.addWidget(self.lowerButton, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_below(self.link)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._show("", "", "", "")

    def show_result(
        self,
        result: RunResult,
        shaping: Shaping,
        cautions: tuple[str, ...],
        can_change: bool,
        link: str,
        made: str = "",
    ) -> None:
        """Tell a result. ``can_change``: its layer is in the project, so that a next step can be taken at once.

        ``made`` says how it came about, and how long that took.
        """
        lines = [*result.details(), *breakable(result.words()).splitlines(), *cautions]
        lower = lower_threshold(shaping.threshold)
        can_lower = can_change and not result.found and lower < shaping.threshold
        if can_lower:
            lines.append(
                tr("A lower threshold, or a smaller minimum area, may find something.")
                if shaping.min_area_m2
                else tr("A lower threshold may find something.")
            )
        lines.append(made)
        mark = "warning" if cautions else "success" if result.found else "info"
        self._show(result.sentence(), "\n".join(lines), mark, link)
        self.lowerButton.setText(tr("Lower the threshold to {value}").format(value=f"{lower:.2f}"))
        self.lowerButton.setVisible(can_lower)

    def show_lost(self, result: RunResult) -> None:
        """Tell a result whose layers cannot be shown."""
        self._show(result.sentence(), "", "warning", result.output)

    def _show(self, sentence: str, hint: str, mark: str, link: str) -> None:
        self.say(sentence, hint, mark)
        self.lowerButton.setVisible(False)
        self.link.set_path(link)
        self.link.setVisible(bool(link))
