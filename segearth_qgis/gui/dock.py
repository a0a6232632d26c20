"""The dock: puts the parts of the plugin's window together and tells each what the others have found out.

The way of a run is in ``engine_client.run_controller``; above is what asks (``ask_panel``), below what came of it
(``outcome``) and what was asked before (``history_panel``).
"""

from __future__ import annotations

from typing import Callable, Optional

from qgis.core import QgsProject
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ..core.compat import QShortcut
from ..core.errors import PluginError
from ..core.history import HistoryEntry
from ..core.i18n import tr
from ..core.kept_work import discard
from ..core.next_steps import CHOOSE_AREA, CHOOSE_MODEL, COARSER, DOCTOR, LOG, RESUME, RETRY, SAVE_PROJECT
from ..core.preview_layers import remove_left_over
from ..core.resources import icon
from ..core.run_request import RunRequest
from ..core.settings import Settings
from ..engine_client.client import EngineClient
from ..engine_client.model_query import ModelQuery
from ..engine_client.question_run import Interruption
from ..engine_client.setup_state import EngineSetup
from .ask_panel import AskPanel
from .doctor_dialog import DoctorDialog
from .engine_row import EngineRow
from .history_panel import HistoryPanel
from .outcome import Outcome
from .review_strip import ReviewStrip
from .section import Section
from .setup_hint import SetupHint

DEFAULT_WIDTH = 360  # pixels
MINIMUM_WIDTH = 280


class SegEarthDock(QgsDockWidget):
    """The plugin's window."""

    runEnded = pyqtSignal()
    resultShown = pyqtSignal(object)  # the layer of answers, or None when it is gone

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
        self._settings = settings
        self._setup = setup
        self.outcome = Outcome(iface, client, settings)
        self.shaping, self.results = self.outcome.shaping, self.outcome.results
        self.asking = AskPanel(iface, client, settings, lambda: self.shaping.values)
        self.form, self.status, self.controller = self.asking.form, self.asking.status, self.asking.controller
        self.runButton, self.cancelButton = self.asking.bar.runButton, self.asking.bar.cancelButton
        self.progressBar = self.asking.bar.progressBar
        self.resultLink = self.results.link
        self.history = HistoryPanel()
        self.engine = EngineRow(client)
        self.models = ModelQuery(client, self)
        self.review = ReviewStrip(iface.mapCanvas())
        self.resultSection = Section("resultSection", tr("Result"), self.outcome)
        self.reviewSection = Section("reviewSection", tr("Review"), self.review)
        self.historySection = Section("historySection", tr("History of this project"), self.history)
        self._lay_out()
        if setup is not None:
            self.add_hint(SetupHint(setup, open_setup, self))
        self._connect(open_settings)

    @property
    def is_running(self) -> bool:
        """Whether a run is on its way."""
        return self.controller.is_busy

    def connect_engine(self) -> None:
        """Start the engine, if there is one, and ask it for its models, so that the first question waits less."""
        if not self.status.settingsButton.isHidden():  # what was wrong with the engine may be mended now
            self.asking.rest()
        self.models.ask()

    def start_run(self) -> None:
        """Ask the questions; what is missing in the form is said and gets the keyboard."""
        self.asking.start_run()

    def cancel_run(self) -> None:
        """End the run, if there is one."""
        self.controller.cancel()

    def open_doctor(self) -> None:
        """The page that tells what works and what does not."""
        rows = self._setup.describe() if self._setup is not None else ()
        DoctorDialog(self._settings, self._client, self, rows).open()

    def add_hint(self, widget: QWidget) -> None:
        """Put a widget on top of everything."""
        self._body.insertWidget(0, widget)

    def release(self) -> None:
        """Take everything off the map and let go of the project, before the dock goes."""
        project = QgsProject.instance()
        project.homePathChanged.disconnect(self.form.refresh_output)
        project.crsChanged.disconnect(self.form.refresh_crs)
        project.cleared.disconnect(self._on_project_cleared)
        project.readProject.disconnect(self._on_project_read)
        self.models.release()
        self.asking.release()
        self.outcome.release()
        self.review.release()

    def _connect(self, open_settings: Callable[[], None]) -> None:
        self.form.questions.sizeChanged.connect(
            lambda size: self.shaping.follow_question(size.min_area_m2 if size is not None else None)
        )
        self.shaping.changed.connect(self.asking.plans.touch)
        self.history.chosen.connect(self._bring_back)
        self.history.rerunAsked.connect(self._run_again)
        self.status.settingsAsked.connect(open_settings)
        self.engine.settingsAsked.connect(open_settings)
        self.engine.doctorAsked.connect(self.open_doctor)
        self.status.stepAsked.connect(self._take_step)
        self.models.told.connect(self.form.set_models)
        self.models.told.connect(self.outcome.set_models)
        self.models.failed.connect(self._on_no_engine)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self.start_run)
        self._shortcut("Esc", self.cancel_run)

        self.asking.begun.connect(self.outcome.begin)
        run = self.controller
        run.stateChanged.connect(lambda _state: self.history.set_running(run.is_busy))
        run.partial.connect(lambda partial: self.outcome.show_partial(partial, run.request))
        run.finished.connect(self._on_finished)
        run.failed.connect(self._on_failed)
        run.cancelled.connect(self._on_cancelled)
        self.outcome.said.connect(self.status.say)
        self.outcome.failed.connect(self._show_error)
        self.outcome.remembered.connect(self.history.add)
        self.outcome.layerShown.connect(self.resultShown)
        self.resultShown.connect(self.review.set_layer)
        self.outcome.interrupted.keepAsked.connect(lambda left: self._take_up(left, finish=True))
        self.outcome.interrupted.goOnAsked.connect(lambda left: self._take_up(left, finish=False))
        self.outcome.interrupted.discardAsked.connect(self._discard)

        project = QgsProject.instance()
        project.homePathChanged.connect(self.form.refresh_output)
        project.crsChanged.connect(self.form.refresh_crs)
        project.cleared.connect(self._on_project_cleared)
        project.readProject.connect(self._on_project_read)

    def _lay_out(self) -> None:
        rule = QFrame(self)
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setFrameShadow(QFrame.Shadow.Sunken)
        body = QWidget(self)
        self._body = QVBoxLayout(body)
        self._body.addWidget(self.asking)
        for section in (self.resultSection, self.reviewSection, self.historySection):
            self._body.addWidget(section)
        self._body.addStretch()
        self._body.addWidget(rule)
        self._body.addWidget(self.engine)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(MINIMUM_WIDTH)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.setWidget(area)

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _on_no_engine(self, error: PluginError) -> None:
        if not self.is_running:
            self.status.show_error(error, "warning")

    def _on_finished(self, result: object, request: RunRequest) -> None:
        try:
            self.outcome.finish(result, request)
        finally:
            self._settle()

    def _on_failed(self, error: PluginError, left: Optional[Interruption]) -> None:
        self.outcome.fail(error, self.controller.request, left)
        self._settle()

    def _on_cancelled(self, left: Optional[Interruption]) -> None:
        self.outcome.cancel(self.controller.request, left)
        self._settle()

    def _show_error(self, error: PluginError) -> None:
        """With the step that helps; what can be resumed is offered below, in a row of its own."""
        step = error.step
        if step == RESUME:
            step = RETRY if self.outcome.interrupted.interruption is None else ""
        self.status.show_error(error, step=step)

    def _take_step(self, step: str) -> None:
        """What one click does about an error; the names are those in ``core.next_steps``."""
        steps: dict[str, Callable[[], object]] = {
            CHOOSE_AREA: lambda: self.form.focus("extentWidget"),
            CHOOSE_MODEL: lambda: self.form.focus("modelCombo"),
            COARSER: lambda: self.form.focus("gsdSpin"),
            DOCTOR: self.open_doctor,
            LOG: lambda: self._iface.openMessageLog(),
            RETRY: self.start_run,
            SAVE_PROJECT: lambda: self._iface.actionSaveProject().trigger(),
        }
        steps[step]()

    def _settle(self) -> None:
        self.asking.settle()
        self.resultSection.unfold()
        self.runEnded.emit()

    def _take_up(self, left: Interruption, finish: bool) -> None:
        if not self.is_running:
            self.asking.take_up(left, self.outcome.raster_name, finish)

    def _discard(self, left: Interruption) -> None:
        discard(left.request, left.run_folder)
        self.asking.settle()
        self.status.say(tr("What the run had done is deleted."))

    def _run_again(self, entry: HistoryEntry) -> None:
        if entry.request is not None:
            self._bring_back(entry)
            self.asking.run_again(entry.request, entry.raster_name)

    def _bring_back(self, entry: HistoryEntry) -> None:
        """The questions and values of an earlier run into the form; raster and area stay as they are."""
        request = entry.request
        if request is None:
            self.form.questionEdit.setText(entry.question)
        else:
            self.form.bring_back(request)
            self.shaping.show_values(request.shaping)
        self.form.questionEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_project_cleared(self) -> None:
        """Another project, or none: what was drawn and what is being asked belong to the one that was closed."""
        self.outcome.forget_project()
        self.form.extentWidget.rectangle.clear()
        self.history.load()
        self.resultShown.emit(None)

    def _on_project_read(self) -> None:
        remove_left_over(QgsProject.instance())
        self.history.load()
