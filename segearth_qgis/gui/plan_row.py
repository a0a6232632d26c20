"""What the run would cost, under the form; and the question that is asked before a large one starts."""

from __future__ import annotations

from html import escape
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..core.errors import PluginError
from ..core.export_plan import ExportPlan
from ..core.i18n import tr
from ..core.plan import Plan
from .message_panel import MessagePanel


class PlanRow(QWidget):
    """``planLabel``, and the buttons ``runAnywayButton`` and ``tryInsteadButton`` while it asks."""

    confirmed = pyqtSignal()
    tryAsked = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.panel = MessagePanel("planLabel", self)
        self.runAnywayButton = QPushButton(tr("Run it &anyway"), self)
        self.runAnywayButton.setObjectName("runAnywayButton")
        self.runAnywayButton.clicked.connect(self.confirmed)
        self.tryInsteadButton = QPushButton(tr("Try one tile first"), self)
        self.tryInsteadButton.setObjectName("tryInsteadButton")
        self.tryInsteadButton.clicked.connect(self.tryAsked)
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.runAnywayButton)
        row.addWidget(self.tryInsteadButton)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        layout.addWidget(self._buttons)
        self.clear()

    def clear(self) -> None:
        """Nothing is known."""
        self._buttons.setVisible(False)
        self.panel.say("")

    def show_export(self, plan: ExportPlan) -> None:
        """What is fetched before anything can be planned."""
        self._buttons.setVisible(False)
        sentence = tr("QGIS fetches {columns} × {rows} pixels of {gsd} m first.").format(
            columns=f"{plan.columns:,}", rows=f"{plan.rows:,}", gsd=f"{plan.gsd_m:.2g}"
        )
        self.panel.label.setEnabled(True)
        self.panel.say(sentence)

    def end_question(self) -> None:
        """The question about a large run is answered, or no longer asked."""
        self._buttons.setVisible(False)

    def wait(self) -> None:
        """The form has changed: what is shown is of before, and a new plan follows."""
        if not self.panel.isHidden():
            self.panel.label.setEnabled(False)

    def show_plan(self, plan: Plan) -> None:
        """Tell a plan with its warnings."""
        self._buttons.setVisible(False)
        self.panel.label.setEnabled(True)
        self.panel.say(plan.sentence(), "\n".join(plan.warnings), "warning" if plan.warnings else "")
        self.panel.label.setToolTip(
            tr("What this run would take here: {plan}. The time is an estimate.").format(plan=escape(plan.sentence()))
        )

    def show_refusal(self, error: PluginError) -> None:
        """The engine would not do it, in its own words."""
        self._buttons.setVisible(False)
        self.panel.label.setEnabled(True)
        self.panel.label.setToolTip("")
        self.panel.show_error(error, "warning")

    def ask(self, plan: Plan) -> None:
        """Ask before a large run."""
        self.panel.label.setEnabled(True)
        self.panel.say(plan.question(), "\n".join((plan.sentence(), *plan.warnings)), "warning")
        self._buttons.setVisible(True)
        self.runAnywayButton.setFocus(Qt.FocusReason.OtherFocusReason)
