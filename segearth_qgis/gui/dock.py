"""The dock: asks a raster a question, follows the run, shows what came of it."""

from __future__ import annotations

import tempfile
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Callable, Optional

from qgis.core import Qgis, QgsProject
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ..core.compat import QShortcut
from ..core.errors import EngineReported, IncompleteRequest, PluginError
from ..core.history import HistoryEntry
from ..core.i18n import tr
from ..core.log import log
from ..core.resources import icon
from ..core.result_layers import add_result
from ..core.run_progress import RunProgress
from ..core.run_result import RunResult
from ..core.settings import Settings
from ..core.text import breakable, duration_text
from ..engine_client.client import EngineClient, EngineState
from ..engine_client.question_run import QuestionRun
from ..engine_client.setup_state import EngineSetup
from .engine_row import EngineRow
from .history_panel import HistoryPanel
from .message_panel import MessagePanel
from .path_link import PathLink
from .request_form import RequestForm
from .setup_hint import SetupHint

DEFAULT_WIDTH = 360  # pixels
_GAP = 6  # pixels between the parts


class SegEarthDock(QgsDockWidget):
    """The plugin's window. It holds at most one run at a time; the form stays free for the next question."""

    runEnded = pyqtSignal()

    def __init__(
        self,
        iface: QgisInterface,
        client: EngineClient,
        settings: Settings,
        open_settings: Callable[[], None],
        parent: Optional[QWidget] = None,
        *,
        setup: Optional[EngineSetup] = None,
        open_setup: Optional[Callable[[], object]] = None,
    ) -> None:
        super().__init__(tr("SegEarth"), parent)
        self.setObjectName("SegEarthDock")
        self.setWindowIcon(icon())
        self._iface = iface
        self._client = client
        self._run: Optional[QuestionRun] = None
        self._runs_done = 0
        self._raster_name = ""
        self._form_is_wrong = False
        self._models_asked = False
        self._project_is_another = False
        self._scratch: Optional[tempfile.TemporaryDirectory] = None

        self.form = RequestForm(iface.mapCanvas(), settings, self)
        self.runButton = QPushButton(tr("Run"), self)
        self.runButton.setObjectName("runButton")
        self.runButton.setDefault(True)
        self.runButton.setToolTip(tr("Ask the raster (Ctrl+Return)"))
        self.cancelButton = QPushButton(tr("Cancel"), self)
        self.cancelButton.setObjectName("cancelButton")
        self.cancelButton.setToolTip(tr("End the run (Esc)"))
        self.cancelButton.setEnabled(False)
        self.progressBar = QProgressBar(self)
        self.progressBar.setObjectName("progressBar")
        self.progressBar.setVisible(False)
        self.status = MessagePanel("statusLabel", self)
        self.results = MessagePanel("resultsLabel", self)
        self.resultLink = PathLink(self)
        self.resultLink.setObjectName("resultLink")
        self.resultLink.setVisible(False)
        self.results.add_below(self.resultLink)
        self.history = HistoryPanel(self)
        self.engine = EngineRow(client, self)
        self._lay_out()
        if setup is not None:
            self.widget().widget().layout().insertWidget(0, SetupHint(setup, open_setup, self))
        self.form.choose_raster(iface.activeLayer())

        self.runButton.clicked.connect(self.start_run)
        self.cancelButton.clicked.connect(self.cancel_run)
        self.form.changed.connect(self._on_form_changed)
        self.history.chosen.connect(self._bring_back)
        self.status.settingsAsked.connect(open_settings)
        self.engine.settingsAsked.connect(open_settings)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self.start_run)
        self._shortcut("Esc", self.cancel_run)
        QgsProject.instance().homePathChanged.connect(self.form.refresh_output)
        QgsProject.instance().cleared.connect(self._on_project_cleared)
        client.stateChanged.connect(self._on_engine_state)
        self._rest()

    @property
    def is_running(self) -> bool:
        """Whether a run is on its way."""
        return self._run is not None

    def connect_engine(self) -> None:
        """Start the engine, if there is one, and ask it for its models, so that the first question waits less."""
        if not self.status.settingsButton.isHidden():  # what was wrong with the engine may be mended now
            self._rest()
        self._ask_models()

    def start_run(self) -> None:
        """Ask the question; what is missing in the form is said and gets the keyboard."""
        if self._run is not None:
            return
        try:
            output = self.form.output()
            self._make_scratch(output.parent)
            request = self.form.request(output, Path(self._scratch.name))
        except IncompleteRequest as error:
            self._drop_scratch()
            self._form_is_wrong = True
            self.status.show_error(error, "warning")
            self.form.focus(error.field)
            return
        self._form_is_wrong = False
        self._raster_name = self.form.raster_name
        run = QuestionRun(self._client, request, self)
        run.progressed.connect(self._on_progress)
        run.restarting.connect(self._on_restarting)
        run.cancelling.connect(self._on_cancelling)
        run.finished.connect(self._on_finished)
        run.failed.connect(self._on_failed)
        run.cancelled.connect(self._on_cancelled)
        self._run = run
        self._project_is_another = False
        self._set_running(True)
        self._say_result("")
        self.status.say(tr("Starting…"))
        run.start()

    def cancel_run(self) -> None:
        """End the run, if there is one."""
        if self._run is not None:
            self._run.cancel()

    def release(self) -> None:
        """Take everything off the map and let go of the project, before the dock goes."""
        QgsProject.instance().homePathChanged.disconnect(self.form.refresh_output)
        QgsProject.instance().cleared.disconnect(self._on_project_cleared)
        self._client.stateChanged.disconnect(self._on_engine_state)
        self.form.extentWidget.release()
        self._drop_scratch()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.runButton, 1)
        buttons.addWidget(self.cancelButton)
        rule = QFrame(self)
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setFrameShadow(QFrame.Shadow.Sunken)
        body = QWidget(self)
        layout = QVBoxLayout(body)
        layout.addWidget(self.form)
        layout.addSpacing(_GAP)
        layout.addLayout(buttons)
        layout.addWidget(self.progressBar)
        layout.addWidget(self.status)
        layout.addWidget(self.results)
        layout.addSpacing(_GAP)
        layout.addWidget(self.history, 1)
        layout.addStretch()
        layout.addWidget(rule)
        layout.addWidget(self.engine)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(280)
        area.setWidget(body)
        self.setWidget(area)

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _rest(self) -> None:
        self.status.say(tr("Type a question and press Run."))

    def _set_running(self, running: bool) -> None:
        self.runButton.setEnabled(not running)
        self.cancelButton.setEnabled(running)
        self.progressBar.setRange(0, 0)
        self.progressBar.setVisible(running)

    def _say_result(self, sentence: str, hint: str = "", mark: str = "", path: str = "") -> None:
        self.results.say(sentence, hint, mark)
        self.resultLink.set_path(path)
        self.resultLink.setVisible(bool(path))

    def _on_form_changed(self) -> None:
        """What was wrong with the form may be mended now."""
        if self._form_is_wrong and self._run is None:
            self._form_is_wrong = False
            self._rest()

    def _on_project_cleared(self) -> None:
        """Another project, or none: what was drawn and what is being asked belong to the one that was closed."""
        self._project_is_another = True
        self.form.extentWidget.rectangle.clear()

    def _on_engine_state(self, state: EngineState) -> None:
        """Each engine that gets ready, also one that a run has started, may have other models."""
        if state is EngineState.READY:
            self._ask_models()

    def _ask_models(self) -> None:
        if not self._models_asked:
            self._models_asked = True
            self._client.request("models", {}, self._on_models, self._on_no_engine)

    def _on_models(self, answer: object) -> None:
        self._models_asked = False
        models = answer.get("models") if isinstance(answer, dict) else None
        if isinstance(models, list):
            self.form.set_models([model for model in models if isinstance(model, dict)])

    def _on_no_engine(self, error: PluginError) -> None:
        self._models_asked = False
        if self._run is None and not isinstance(error, EngineReported):
            self.status.show_error(error, "warning")

    def _on_progress(self, progress: RunProgress) -> None:
        self.progressBar.setRange(0, progress.total)
        self.progressBar.setValue(progress.done)
        self.status.say(progress.sentence())

    def _on_restarting(self, number: int, most: int) -> None:
        self.progressBar.setRange(0, 0)
        self.status.say(
            tr("The engine stopped; starting it again ({number} of {most})…").format(number=number, most=most)
        )

    def _on_cancelling(self) -> None:
        self.cancelButton.setEnabled(False)
        self.status.say(tr("Cancelling…"))

    def _on_finished(self, result: RunResult) -> None:
        try:
            self._show_result(result)
        except PluginError as error:
            self._on_failed(error)
        finally:
            if self._run is not None:  # an error that nobody thought of: QGIS shows it, and the dock must be free
                lost = tr("The result cannot be shown; its file is there.")
                self._close_run("failed", lost, result.output)
                self.status.say(lost, "", "error")
                self._say_result(result.sentence(), "", "warning", result.output)

    def _show_result(self, result: RunResult) -> None:
        cautions = result.cautions()
        if self._project_is_another:
            closed = tr("The project was closed during the run, so its layers were not added. They are in {path}.")
            cautions = (closed.format(path=result.output), *cautions)
        else:
            add_result(result, self._runs_done, QgsProject.instance())
        self._runs_done += 1
        hint = "\n".join(part for part in (breakable(result.words()), *cautions) if part)
        self._close_run("warned" if cautions else "done", result.sentence(), result.output, result.words())
        self.status.say(tr("Finished in {time}.").format(time=duration_text(result.seconds)))
        mark = "warning" if cautions else "success" if result.found else "info"
        self._say_result(result.sentence(), hint, mark, result.output)
        self._tell_if_hidden(result.sentence(), Qgis.MessageLevel.Success)

    def _on_failed(self, error: PluginError) -> None:
        log(f"{error.kind}: {error.sentence}", "critical")
        self._close_run("failed", error.sentence)
        self.status.show_error(error)
        self._tell_if_hidden(error.sentence, Qgis.MessageLevel.Critical)

    def _on_cancelled(self) -> None:
        self._close_run("cancelled", tr("Cancelled"))
        self.status.say(tr("The run was cancelled. No result was saved."))

    def _close_run(self, state: str, outcome: str, output: str = "", words: str = "") -> None:
        run, self._run = self._run, None
        self._set_running(False)
        self._drop_scratch()
        self.form.refresh_output()
        self.history.add(
            HistoryEntry(
                question=run.request.question,
                raster_name=self._raster_name,
                outcome=outcome,
                state=state,
                time=datetime.now().strftime("%H:%M"),
                output=output,
                words=words,
            )
        )
        run.deleteLater()
        self.runEnded.emit()

    def _bring_back(self, entry: HistoryEntry) -> None:
        self.form.questionEdit.setText(entry.question)
        self.form.questionEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_if_hidden(self, sentence: str, level: Qgis.MessageLevel) -> None:
        if not self.isVisible():
            self._iface.messageBar().pushMessage("SegEarth", escape(sentence), level)

    def _make_scratch(self, beside: Path) -> None:
        """A folder for what the engine must read, where it also writes: then both machines see it."""
        try:
            self._scratch = tempfile.TemporaryDirectory(prefix="segearth_", dir=beside)
        except OSError as error:
            raise IncompleteRequest(
                "outputLink",
                tr("Nothing can be written to {folder}: {reason}.").format(folder=beside, reason=error.strerror),
                tr("Save the project in a folder that you can write to."),
            ) from error

    def _drop_scratch(self) -> None:
        scratch, self._scratch = self._scratch, None
        if scratch is not None:
            try:
                scratch.cleanup()
            except OSError as error:  # on a network drive, while the engine still holds a file of it
                log(tr("{folder} cannot be removed: {reason}").format(folder=scratch.name, reason=error), "warning")
