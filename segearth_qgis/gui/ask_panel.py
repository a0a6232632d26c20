"""The upper half of the dock: the form, what the run would cost, the buttons, and a line that says how it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..core.errors import ExportTooLarge, IncompleteRequest, PluginError
from ..core.i18n import tr
from ..core.kept_work import keep_search_area
from ..core.one_tile import tile_area
from ..core.plan import Plan
from ..core.run_progress import RunProgress
from ..core.run_request import RunRequest, Shaping
from ..core.scratch import Scratch
from ..core.settings import Settings
from ..core.source_preparation import SourcePreparation
from ..engine_client.client import EngineClient
from ..engine_client.plan_query import PlanQuery
from ..engine_client.question_run import Interruption
from ..engine_client.run_controller import ASKING, CANCELLING, PLANNING, PREPARING, RUNNING, RunController
from .message_panel import MessagePanel
from .plan_row import PlanRow
from .request_form import RequestForm
from .run_bar import RunBar


class AskPanel(QWidget):
    """Holds at most one run; the form stays free for the next question. The end of a run is for ``controller``'s
    listeners."""

    begun = pyqtSignal(str, object)  # the raster's name, and the Scratch of a quick look or None

    def __init__(
        self,
        iface: QgisInterface,
        client: EngineClient,
        settings: Settings,
        shaping: Callable[[], Shaping],
        parent: Optional[QWidget] = None,
    ) -> None:
        """``shaping`` gives the values that the areas of the next run are drawn with."""
        super().__init__(parent)
        self._canvas = iface.mapCanvas()
        self._shaping = shaping
        self._form_is_wrong = False
        self._rest_text = ""  # what the status says while there is nothing to say
        self._plan_scratch: Optional[Scratch] = None  # the polygons that were planned last
        self.form = RequestForm(self._canvas, settings, self)
        self.form.choose_raster(iface.activeLayer())
        self.planRow = PlanRow(self)
        self.bar = RunBar(self)
        self.status = MessagePanel("statusLabel", self)
        self.plans = PlanQuery(client, self._plan_params, self)
        self.controller = RunController(client, self.plans, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.form, self.planRow, self.bar, self.status):
            layout.addWidget(widget)

        self.bar.runAsked.connect(self.start_run)
        self.bar.tryAsked.connect(self.try_one_tile)
        self.bar.cancelAsked.connect(self.controller.cancel)
        self.planRow.confirmed.connect(self.controller.confirm)
        self.planRow.tryAsked.connect(self.try_one_tile)
        self.plans.waiting.connect(self._on_plan_waiting)
        self.plans.planned.connect(self._on_plan)
        self.plans.refused.connect(self._on_refusal)
        self.form.changed.connect(self._on_form_changed)
        self._canvas.extentsChanged.connect(self._on_map_moved)
        self.controller.stateChanged.connect(self._on_state)
        self.controller.large.connect(self.planRow.ask)
        self.controller.prepared.connect(lambda percent: self.bar.set_progress(round(percent), 100))
        self.controller.progressed.connect(self._on_progress)
        self.controller.restarting.connect(self._on_restarting)
        self.rest()

    def rest(self) -> None:
        """Say what to do first, until there is a question."""
        self.status.say("" if self.form.questionEdit.text().strip() else tr("Type a question and press Run."))
        self._rest_text = self.status.label.text()

    def start_run(self) -> None:
        """Ask the questions; what is missing in the form is said and gets the keyboard."""
        if self.controller.state == ASKING:
            self.controller.confirm()
        elif not self.controller.is_busy:
            self._begin(quick=False)

    def try_one_tile(self) -> None:
        """Ask one tile in the middle of the map, for a quick look."""
        if self.controller.state == ASKING:
            self.controller.cancel()
        if not self.controller.is_busy:
            self._begin(quick=True)

    def run_again(self, request: RunRequest, raster_name: str) -> None:
        """The same request once more, into a new file."""
        if self.controller.is_busy:
            return
        try:
            output = self.form.output_for(request.raster)
        except IncompleteRequest as error:
            self.status.show_error(error, "warning")
            return
        self._start(replace(request, output=str(output)), raster_name)

    def take_up(self, left: Interruption, raster_name: str, finish: bool) -> None:
        """Go on with an interrupted run, or with ``finish`` end it as it is."""
        self.begun.emit(raster_name, None)
        if finish:
            self.controller.keep(left)
        else:
            self.controller.go_on(left)

    def settle(self) -> None:
        """After a run, however it ended: the next one has another output, and another plan."""
        self.form.refresh_output()
        self.plans.touch()

    def release(self) -> None:
        """End what is on its way and take everything off the map, before the widget goes."""
        self.controller.cancel()
        self._canvas.extentsChanged.disconnect(self._on_map_moved)
        self.plans.release()
        self.form.extentWidget.release()
        self._drop_plan_scratch()

    def _plan_params(self) -> Optional[dict[str, object]]:
        """What the engine is asked to plan; None while the form is not complete."""
        self._drop_plan_scratch()
        try:
            output = self.form.output()
            folder = output.parent
            if self.form.extentWidget.needs_file:
                self._plan_scratch = Scratch(folder)
                folder = self._plan_scratch.folder
            request = self.form.request(output, folder, self._shaping(), ask_anything=True)
            if request.raster:
                return request.to_params()
            self.planRow.show_export(self.form.export_plan(request))
            return None
        except ExportTooLarge as error:
            if self._form_is_wrong:  # the status says the same
                self.planRow.clear()
            else:
                self.planRow.show_refusal(error)
            return None
        except IncompleteRequest:
            self.planRow.clear()
            return None

    def _drop_plan_scratch(self) -> None:
        scratch, self._plan_scratch = self._plan_scratch, None
        if scratch is not None:
            scratch.drop()

    def _on_plan_waiting(self) -> None:
        if self.controller.state != ASKING:
            self.planRow.wait()

    def _on_refusal(self, error: PluginError) -> None:
        self._drop_plan_scratch()
        self.planRow.show_refusal(error)

    def _on_plan(self, plan: Plan) -> None:
        self._drop_plan_scratch()
        if self.controller.state != ASKING:
            self.planRow.show_plan(plan)

    def _on_form_changed(self) -> None:
        """What was wrong with the form may be mended now; and what was asked about is not what it says any more."""
        resting = self.status.label.text() == self._rest_text
        if (self._form_is_wrong or resting) and not self.controller.is_busy:
            self._form_is_wrong = False
            self.rest()
        if self.controller.state == ASKING:
            self.controller.cancel()
        self.plans.touch()

    def _on_map_moved(self) -> None:
        if self.form.extentWidget.follows_map:
            self.plans.touch()

    def _begin(self, quick: bool) -> None:
        scratch = None
        try:
            output = self.form.output()
            scratch = Scratch(output.parent)
            request = self.form.request(output, scratch.folder, self._shaping())
            if quick:
                layer, crs = self.form.rasterCombo.currentLayer(), self._canvas.mapSettings().destinationCrs()
                area = tile_area(layer, self._canvas.center(), crs, self.form.gsd_m)
                request = replace(request, area=area, output=str(scratch.folder / "one_tile.gpkg"))
            else:
                request = keep_search_area(request)
            preparation = self.form.preparation(request)
            if preparation is not None:
                request = replace(request, gsd_m=preparation.gsd_left_m)
        except IncompleteRequest as error:
            if scratch is not None:
                scratch.drop()
            if isinstance(error, ExportTooLarge):
                self.planRow.clear()  # it says the same
            self._form_is_wrong = True
            self.status.show_error(error, "warning")
            self.form.focus(error.field)
            return
        if not quick:
            scratch.drop()
        self._form_is_wrong = False
        self._start(request, self.form.raster_name, scratch if quick else None, preparation)

    def _start(
        self,
        request: RunRequest,
        raster_name: str,
        quick: Optional[Scratch] = None,
        preparation: Optional[SourcePreparation] = None,
    ) -> None:
        self.begun.emit(raster_name, quick)
        self.controller.start(request, preparation)

    def _on_state(self, state: str) -> None:
        self.bar.set_running(self.controller.is_busy)
        sentences = {
            PREPARING: tr("Fetching the raster…"),
            PLANNING: tr("Planning…"),
            ASKING: "",  # the plan's row asks
            RUNNING: tr("Starting…"),
            CANCELLING: tr("Cancelling…"),
        }
        if state in sentences:
            self.status.say(sentences[state])
        if state == ASKING:
            self.bar.progressBar.setVisible(False)
        elif state == CANCELLING:
            self.bar.cancelButton.setEnabled(False)
        else:
            self.planRow.end_question()

    def _on_progress(self, progress: RunProgress) -> None:
        self.bar.set_progress(progress.done, progress.total)
        self.status.say(progress.sentence())

    def _on_restarting(self, number: int, most: int) -> None:
        self.bar.set_progress(0, 0)
        self.status.say(
            tr("The engine stopped; starting it again ({number} of {most})…").format(number=number, most=most)
        )
