"""The doctor page: what QGIS and the engine are made of, whether one tile can be asked, and a report to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.doctor import FAILED, OK, WARNING, Finding, engine_findings, markdown, qgis_findings, works
from ..core.errors import PluginError
from ..core.i18n import tr
from ..core.resources import icon
from ..core.scrub import scrub
from ..core.settings import Settings
from ..engine_client.client import EngineClient
from ..engine_client.doctor_run import DoctorRun
from .icons import outcome_icon
from .message_panel import MessagePanel
from .small_label import make_small

_MARK, _NAME, _DETAIL = 0, 1, 2
_LINES_PX = 96
_ICONS = {OK: "success", WARNING: "warning", FAILED: "error"}


class DoctorDialog(QDialog):
    """Not modal. It starts with what QGIS knows, asks the engine at once, and ends what it started when closed."""

    def __init__(
        self,
        settings: Settings,
        client: Optional[EngineClient] = None,
        parent: Optional[QWidget] = None,
        extra: Sequence[tuple[str, str]] = (),
    ) -> None:
        """``client`` is the dock's engine, for its last lines; ``extra`` are rows of whoever set the engine up."""
        super().__init__(parent)
        self.setObjectName("segearthDoctorDialog")
        self.setWindowTitle(tr("SegEarth: diagnosis"))
        self.setWindowIcon(icon("doctor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 660)
        self._settings = settings
        self._client = client
        self._extra = tuple(extra)
        self._run: Optional[DoctorRun] = None
        self._findings: list[Finding] = []
        self._lines: list[str] = []

        self.verdict = MessagePanel("doctorVerdictLabel", self)
        self.progressBar = QProgressBar(self)
        self.progressBar.setRange(0, 0)
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("doctorTree")
        self.tree.setHeaderLabels(["", tr("What"), tr("Detail")])
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setMinimumSectionSize(24)
        self.tree.header().setSectionResizeMode(_MARK, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setSectionResizeMode(_DETAIL, QHeaderView.ResizeMode.Stretch)
        label = QLabel(tr("&Last lines of the engine"), self)
        self.lines = QPlainTextEdit(self)
        self.lines.setObjectName("doctorLines")
        self.lines.setReadOnly(True)
        self.lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.lines.setMaximumHeight(_LINES_PX)
        self.lines.setPlaceholderText(tr("The engine has written nothing."))
        label.setBuddy(self.lines)
        hint = QLabel(
            tr("The report leaves out your user name, the name of your home folder and that of the computer."), self
        )
        make_small(hint)
        self.copyButton = QPushButton(
            QgsApplication.getThemeIcon("/mActionEditCopy.svg"), tr("Copy as &Markdown"), self
        )
        self.copyButton.setObjectName("doctorCopyButton")
        self.copyButton.clicked.connect(self.copy)
        self.againButton = QPushButton(QgsApplication.getThemeIcon("/mActionRefresh.svg"), tr("&Again"), self)
        self.againButton.setObjectName("doctorAgainButton")
        self.againButton.clicked.connect(self.examine)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.copyButton, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.againButton, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.verdict, self.progressBar):
            layout.addWidget(widget)
        layout.addWidget(self.tree, 1)
        for widget in (label, self.lines, hint, buttons):
            layout.addWidget(widget)
        self.finished.connect(self._end_run)
        self.examine()

    @property
    def is_busy(self) -> bool:
        """Whether the engine is making its report."""
        return self._run is not None

    @property
    def report(self) -> str:
        """What there is so far, as Markdown."""
        return markdown(self._findings, self._lines)

    def open(self) -> None:
        """Show it beside everything else: QGIS stays usable, whatever the engine does."""
        self.show()
        self.raise_()

    def examine(self) -> None:
        """Look at everything anew."""
        self._end_run()
        try:
            command = self._settings.engine_command
        except ValueError:
            command = []
        self._lines = list(self._client.last_lines) if self._client is not None else []
        self._findings = qgis_findings(command)
        self._findings += [Finding(name, scrub(detail)) for name, detail in self._extra]
        self._findings += engine_findings(self._client.info if self._client is not None and self._client.pid else {})
        self._show()
        if not command:
            self._findings.append(Finding(tr("Engine"), tr("no engine is set up"), FAILED))
            self._end(tr("There is no engine yet."), tr("Set it up (Raster > SegEarth > Set up the engine…)."))
            return
        try:
            run = DoctorRun(command, self)
        except PluginError as error:
            self._on_failed(error)
            return
        run.reported.connect(self._on_reported)
        run.failed.connect(self._on_failed)
        self._run = run
        self.progressBar.setVisible(True)
        self.againButton.setEnabled(False)
        self.verdict.say(tr("Asking the engine, and the model about one tile…"), tr("This may take a minute."))
        run.start()

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QgsApplication.clipboard().setText(self.report)
        self.copyButton.setText(tr("Copied"))

    def _on_reported(self, findings: list[Finding]) -> None:
        self._findings += findings
        if works(self._findings):
            self._end(tr("Everything works."), tr("One tile went through the model."), "success")
        else:
            faults = ", ".join(finding.name for finding in self._findings if finding.state == FAILED)
            self._end(
                tr("Something does not work: {names}").format(names=faults),
                tr("The rows below say what. The report has everything that others need to help."),
            )

    def _on_failed(self, error: PluginError) -> None:
        self._findings.append(Finding(tr("Engine"), scrub(error.sentence), FAILED))
        self._end(scrub(error.sentence), error.hint)

    def _end(self, sentence: str, hint: str, mark: str = "error") -> None:
        if self._run is not None:
            self._lines += list(self._run.last_lines)
        self._end_run()
        self.verdict.say(sentence, hint, mark)
        self._show()

    def _end_run(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            run.deleteLater()
        self.progressBar.setVisible(False)
        self.againButton.setEnabled(True)
        self.copyButton.setText(tr("Copy as &Markdown"))

    def _show(self) -> None:
        self.tree.clear()
        for finding in self._findings:
            item = QTreeWidgetItem(["", finding.name, finding.detail])
            item.setToolTip(_DETAIL, finding.detail)
            if finding.state:
                item.setIcon(_MARK, outcome_icon(_ICONS[finding.state]))
                item.setToolTip(_MARK, finding.state)
            self.tree.addTopLevelItem(item)
        self.lines.setPlainText("\n".join(scrub(line) for line in self._lines))
