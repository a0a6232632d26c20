"""The set-up of the engine: four ways to get one, how far it is, what it says, and what to do when it fails."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import QElapsedTimer, Qt, QTimer
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import PluginError
from ..core.i18n import tr
from ..core.settings import Settings
from ..core.text import duration_text
from ..engine_client.setup_runner import SetupProgress
from ..engine_client.setup_state import EngineSetup, SetupState
from .message_panel import MessagePanel
from .setup_ways import BUNDLE, COMMAND, EXISTING, MAKE, SetupWays

_BAR_STEPS = 1_000
_LOG_LINES = 2_000
_TICK_MS = 1_000


class SetupPage(QWidget):
    """Shows an ``EngineSetup``; closing the page stops nothing."""

    def __init__(self, setup: EngineSetup, settings: Settings, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("segearthSetupPage")
        self._setup = setup
        self._settings = settings
        self._elapsed = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_details)

        self.status = MessagePanel("setupStateLabel", self)
        self.ways = SetupWays(settings, self)
        self.advanced = self._make_advanced()
        self.startButton = QPushButton(self)
        self.startButton.setObjectName("setupStartButton")
        self.startButton.setDefault(True)
        self.startButton.clicked.connect(self.start)
        self.cancelButton = QPushButton(tr("Cancel"), self)
        self.cancelButton.setObjectName("setupCancelButton")
        self.cancelButton.setToolTip(tr("Stop here; what is done is kept"))
        self.cancelButton.clicked.connect(self._cancel)
        self.againButton = QPushButton(tr("Make it anew"), self)
        self.againButton.setObjectName("setupAgainButton")
        self.againButton.setToolTip(tr("Remove the environment and install everything again"))
        self.againButton.clicked.connect(self.start_anew)
        self.removeOldButton = QPushButton(tr("Remove older engines"), self)
        self.removeOldButton.setObjectName("setupRemoveOldButton")
        self.removeOldButton.clicked.connect(self._remove_old)
        self.stepLabel = QLabel(self)
        self.stepLabel.setObjectName("setupStepLabel")
        self.progressBar = QProgressBar(self)
        self.progressBar.setObjectName("setupProgressBar")
        self.progressBar.setRange(0, _BAR_STEPS)
        self.detailLabel = QLabel(self)
        self.detailLabel.setObjectName("setupDetailLabel")
        self.detailLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome = MessagePanel("setupOutcomeLabel", self)
        self.log = QPlainTextEdit(self)
        self._lay_out()

        setup.changed.connect(self._show_state)
        setup.progressed.connect(self._on_progressed)
        setup.line.connect(self._on_line)
        setup.succeeded.connect(self._on_succeeded)
        setup.failed.connect(self._on_failed)
        setup.cancelled.connect(self._on_cancelled)
        setup.gpuFound.connect(self.ways.set_gpu)
        self.ways.changed.connect(self._show_state)
        self.log.setPlainText("\n".join(setup.log_lines))
        self._show_state()
        setup.look_for_gpu()

    def start(self) -> None:
        """Do what the chosen way says."""
        self._begin(rebuild=self._setup.state is SetupState.BROKEN)

    def start_anew(self) -> None:
        """The same from nothing."""
        self._begin(rebuild=True)

    def _begin(self, *, rebuild: bool) -> None:
        if self._setup.is_working:
            return
        self._remember()
        self.outcome.say("")
        self.log.clear()
        self.progressBar.setValue(0)
        self._elapsed.start()
        wish = self.ways.wish(self.pythonEdit.filePath(), self._settings.packages_place, rebuild=rebuild)
        way = self.ways.way
        if way == MAKE:
            self._setup.make(wish)
        elif way == BUNDLE:
            self._setup.take_bundle(self.ways.bundle, wish)
        elif way == EXISTING:
            self._setup.take_environment(self.ways.existing)
        elif way == COMMAND:
            self._setup.take_command(self.ways.command)

    def _remember(self) -> None:
        self._settings.engines_folder = self.folderEdit.filePath()
        self._settings.packages_place = self.packagesEdit.text()

    def _cancel(self) -> None:
        self.cancelButton.setEnabled(False)
        self.stepLabel.setText(tr("Cancelling…"))
        self._setup.cancel()

    def _remove_old(self) -> None:
        self.removeOldButton.setEnabled(False)
        self._setup.remove_old()

    def _make_advanced(self) -> QgsCollapsibleGroupBox:
        box = QgsCollapsibleGroupBox(tr("Advanced"), self)
        box.setObjectName("setupAdvanced")
        self.folderEdit = QgsFileWidget(box)
        self.folderEdit.setObjectName("setupFolder")
        self.folderEdit.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folderEdit.lineEdit().setPlaceholderText(str(self._setup.engines))
        self.folderEdit.setFilePath(self._settings.engines_folder)
        self.pythonEdit = QgsFileWidget(box)
        self.pythonEdit.setObjectName("setupPython")
        self.pythonEdit.lineEdit().setPlaceholderText(tr("Found by itself"))
        self.packagesEdit = QLineEdit(self._settings.packages_place, box)
        self.packagesEdit.setObjectName("setupPackages")
        self.packagesEdit.setPlaceholderText(tr("A folder of wheels, or the address of an index"))
        form = QFormLayout(box)
        for text, widget in (
            (tr("Engine's &folder"), self.folderEdit),
            (tr("&Python"), self.pythonEdit),
            (tr("&More packages from"), self.packagesEdit),
        ):
            label = QLabel(text, box)
            label.setBuddy(widget)
            form.addRow(label, widget)
        box.setCollapsed(True)
        return box

    def _lay_out(self) -> None:
        self.log.setObjectName("setupLog")
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(_LOG_LINES)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setMinimumHeight(self.log.fontMetrics().height() * 6)
        self.logBox = QgsCollapsibleGroupBox(tr("Log"), self)
        self.logBox.setObjectName("setupLogBox")
        inside = QVBoxLayout(self.logBox)
        inside.addWidget(self.log)
        buttons = QHBoxLayout()
        for button in (self.startButton, self.cancelButton, self.againButton, self.removeOldButton):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        for widget in (self.status, self.ways, self.advanced):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        for widget in (self.stepLabel, self.progressBar, self.detailLabel, self.outcome):
            layout.addWidget(widget)
        layout.addWidget(self.logBox, 1)
        layout.addStretch()

    def _show_state(self) -> None:
        state = self._setup.state
        working = state is SetupState.WORKING
        icon = {SetupState.READY: "success", SetupState.WORKING: "info", SetupState.MISSING: "info"}.get(
            state, "warning"
        )
        self.status.say(self._setup.sentence, self._hint(state), icon)
        self.logBox.setVisible(working or not self.log.document().isEmpty())
        self.ways.setEnabled(not working)
        self.advanced.setEnabled(not working)
        self.startButton.setText(self._start_text(state))
        self.startButton.setEnabled(not working)
        self.cancelButton.setEnabled(working)
        self.cancelButton.setVisible(working)
        self.againButton.setVisible(not working and self.ways.way in (MAKE, BUNDLE) and self._setup.is_there_already)
        self.removeOldButton.setVisible(state is SetupState.READY and bool(self._setup.old_environments()))
        self.removeOldButton.setEnabled(True)
        for widget in (self.stepLabel, self.progressBar, self.detailLabel):
            widget.setVisible(working)
        if working:
            self.progressBar.setRange(0, 0 if self._setup.progress is None else _BAR_STEPS)
            self.stepLabel.setText(tr("Starting…"))
            if not self._elapsed.isValid():
                self._elapsed.start()
            self._tick.start()
            if self._setup.progress is not None:
                self._on_progressed(self._setup.progress)
        else:
            self._tick.stop()

    def _hint(self, state: SetupState) -> str:
        if state is not SetupState.MISSING:
            return ""
        if self._setup.is_there_already:
            return tr("One of this version is on this computer already.")
        return tr("Some minutes, about 2 GB. Nothing goes into QGIS's own Python, and no account is needed.")

    def _start_text(self, state: SetupState) -> str:
        if self.ways.way not in (MAKE, BUNDLE):
            return tr("Try and use it")
        if self._setup.is_there_already:
            return tr("Check and use it")
        return {
            SetupState.UNFINISHED: tr("Continue"),
            SetupState.BROKEN: tr("Repair"),
            SetupState.OUTDATED: tr("Update"),
        }.get(state, tr("Install"))

    def _on_line(self, line: str) -> None:
        self.log.appendPlainText(line)
        self.logBox.setVisible(True)

    def _on_progressed(self, progress: SetupProgress) -> None:
        self.progressBar.setRange(0, _BAR_STEPS)
        self.progressBar.setValue(round(progress.fraction * _BAR_STEPS))
        self.stepLabel.setText(
            tr("Step {number} of {total}: {title}").format(
                number=progress.number, total=progress.total, title=progress.title
            )
        )
        self._show_details()

    def _show_details(self) -> None:
        progress = self._setup.progress
        parts = [duration_text(self._elapsed.elapsed() / 1000.0)]
        if progress is not None:
            if progress.bytes_done:
                parts.append(tr("{count} MB fetched").format(count=round(progress.bytes_done / 1e6)))
            if progress.pip.wanted > 1:
                parts.append(
                    tr("{done} of {total} packages").format(done=progress.pip.packages, total=progress.pip.wanted)
                )
            if progress.pip.installing:
                parts.append(tr("unpacking"))
            elif progress.pip.name:
                parts.append(progress.pip.name)
        self.detailLabel.setText(" · ".join(parts))

    def _on_succeeded(self, sentence: str) -> None:
        self.outcome.say(sentence, "", "success")

    def _on_failed(self, error: PluginError) -> None:
        self.outcome.say(error.sentence, error.hint, "error")

    def _on_cancelled(self) -> None:
        self.outcome.say(tr("Cancelled. What is done is kept; press Continue to go on."), "", "cancelled")
