"""What came of a run, and what can be done with it without the model: results, interrupted work, other values."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Optional

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..core.errors import PluginError
from ..core.history import HistoryEntry
from ..core.i18n import tr
from ..core.kept_work import discard_search_area
from ..core.log import log
from ..core.preview_layers import PartialResult, PreviewLayers
from ..core.quick_look import add_quick_look
from ..core.result_layers import add_result
from ..core.run_layers import is_answers, mark_result, result_of_layer, shaping_of
from ..core.run_request import RunRequest
from ..core.run_result import RunResult
from ..core.scratch import Scratch
from ..core.settings import Settings
from ..core.text import duration_text, shorten
from ..engine_client.adjuster import Adjuster
from ..engine_client.client import EngineClient
from ..engine_client.question_run import Interruption
from .consent_row import ConsentRow
from .interrupted_row import InterruptedRow
from .result_panel import ResultPanel
from .shaping_panel import ShapingPanel


class Outcome(QWidget):
    """Shows one result at a time: that of the last run, or of the layer of answers that is chosen in the layer tree."""

    said = pyqtSignal(str)
    failed = pyqtSignal(object)  # PluginError
    remembered = pyqtSignal(object)  # HistoryEntry
    layerShown = pyqtSignal(object)  # QgsVectorLayer: its answers are told and can be changed

    def __init__(
        self, iface: QgisInterface, client: EngineClient, settings: Settings, parent: Optional[QWidget] = None
    ) -> None:
        super().__init__(parent)
        self._iface = iface
        self._settings = settings
        self._layer_id = ""
        self._runs_done = 0
        self._project_is_another = False
        self._quick: Optional[Scratch] = None  # of the quick look that is on its way
        self._quick_looks: list[Scratch] = []  # of those whose layers can still be changed
        self._previews = PreviewLayers(QgsProject.instance())
        self._questions: tuple[str, ...] = ()
        self._licences: dict[str, str] = {}  # by the model's name
        self.raster_name = ""
        self.results = ResultPanel(self)
        self.interrupted = InterruptedRow(self)
        self.consent = ConsentRow(self)
        self.shaping = ShapingPanel(settings.threshold, self)
        self.adjuster = Adjuster(client, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.results, self.interrupted, self.consent, self.shaping):
            layout.addWidget(widget)
        self.shaping.changed.connect(self._on_values)
        self.results.lowerAsked.connect(self.shaping.lower_threshold)
        self.adjuster.adjusted.connect(self._on_adjusted)
        self.adjuster.failed.connect(self._on_not_adjusted)
        self.adjuster.reviewed.connect(self.consent.ask_reviewed)
        self.adjuster.edited.connect(self.consent.ask_edited)
        self.consent.given.connect(self.adjuster.consent)
        self.consent.refused.connect(self.adjuster.withdraw)
        self.consent.refused.connect(self._show_values_of_layer)
        iface.currentLayerChanged.connect(self._on_layer_chosen)
        QgsProject.instance().layersRemoved.connect(self._on_layers_removed)

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The layer of answers that is told and changed; None while there is none."""
        layer = QgsProject.instance().mapLayer(self._layer_id)
        return layer if isinstance(layer, QgsVectorLayer) else None

    def set_models(self, models: list[dict[str, object]]) -> None:
        """Know the licences of the engine's models, which go into the metadata of results."""
        self._licences = {str(model.get("name")): str(model.get("licence") or "") for model in models}

    def begin(self, raster_name: str, quick: Optional[Scratch]) -> None:
        """A run starts; ``quick`` is the folder of a quick look."""
        self.raster_name = raster_name
        self._quick = quick
        self._project_is_another = False
        self.results.clear()
        self.interrupted.offer(None)

    def show_partial(self, partial: PartialResult, request: RunRequest) -> None:
        """Show on the map what is found so far, where it can be seen from here."""
        if not self._project_is_another and partial.question <= len(request.questions):
            self._previews.show(partial, request.questions[partial.question - 1], request.threshold)

    def finish(self, result: RunResult, request: RunRequest) -> None:
        """Show a result: its layers and its sentence. An error that nobody thought of is raised, after it is told."""
        self._previews.clear()
        told = False
        try:
            if self._quick is not None:
                self._show_quick_look(result, request)
            else:
                self._show_result(result, request)
            told = True
        except PluginError as error:
            self.fail(error, request, None)
            told = True
        finally:
            if not told:
                lost = tr("The result cannot be shown; its file is there.")
                self.results.show_lost(result)
                self.said.emit(lost)
                self._remember(request, "failed", lost, result.output)

    def fail(self, error: PluginError, request: RunRequest, left: Optional[Interruption]) -> None:
        """Tell what went wrong, and offer what is left."""
        log(f"{error.kind}: {error.sentence}", "critical")
        self._leave(request, left, "failed", error.sentence)
        self.failed.emit(error)
        self._tell_if_hidden(error.sentence, Qgis.MessageLevel.Critical)

    def cancel(self, request: RunRequest, left: Optional[Interruption]) -> None:
        """Tell the end of a cancelled run, and offer what is left."""
        kept = left is not None and self._quick is None
        self._leave(request, left, "cancelled", tr("Cancelled"))
        self.said.emit(tr("The run was cancelled.") if kept else tr("The run was cancelled. No result was saved."))

    def forget_project(self) -> None:
        """The project is closed: its layers are gone, and what is on its way belongs to no other."""
        self._project_is_another = True
        self._layer_id = ""
        self._previews.forget()
        self.adjuster.forget()
        self.consent.setVisible(False)
        self.interrupted.offer(None)
        self.results.clear()
        self.shaping.say_target("")
        self._drop_quick_looks()

    def release(self) -> None:
        """Let go of the project, before the dock goes."""
        self._iface.currentLayerChanged.disconnect(self._on_layer_chosen)
        QgsProject.instance().layersRemoved.disconnect(self._on_layers_removed)
        self._previews.clear()
        self.adjuster.forget()
        self._drop_quick_looks()

    def _show_result(self, result: RunResult, request: RunRequest) -> None:
        cautions = result.cautions()
        if self._project_is_another:
            closed = tr("The project was closed during the run, so its layers were not added. They are in {path}.")
            cautions = (closed.format(path=result.output), *cautions)
            layer = None
        else:
            licence = self._licences.get(request.model, "")
            group = add_result(result, self._runs_done, QgsProject.instance(), licence)
            layer = mark_result(group, result, request.shaping)
        self._runs_done += 1
        self._remember(request, "warned" if cautions else "done", result.sentence(), result.output, result.words())
        self.results.show_result(result, request.shaping, cautions, layer is not None, result.output, _how_long(result))
        self.said.emit("")
        self._tell_if_hidden(result.sentence(), Qgis.MessageLevel.Success)
        self._take_layer(layer, request)

    def _show_quick_look(self, result: RunResult, request: RunRequest) -> None:
        layer = None
        if not self._project_is_another:
            layer = add_quick_look(result, self._runs_done, request.shaping, QgsProject.instance())
            self._quick_looks.append(self._quick)
            self._quick = None
        self._drop_quick()
        self.results.show_result(result, request.shaping, result.cautions(), layer is not None, "", _how_long(result))
        self.said.emit("")
        self._take_layer(layer, request)

    def _take_layer(self, layer: Optional[QgsVectorLayer], request: RunRequest) -> None:
        """From now on the values change this layer; those that were changed during the run do so at once."""
        if layer is None:
            return
        self._layer_id = layer.id()
        self._ask_no_more()
        self.shaping.say_target(_name_of(layer))
        if self.shaping.values != request.shaping:
            self.adjuster.adjust(layer, self.shaping.values)
        self.layerShown.emit(layer)

    def _leave(self, request: RunRequest, left: Optional[Interruption], state: str, outcome: str) -> None:
        """The end of a run without a result: offer what is kept of it, or clear away what is not."""
        self._previews.clear()
        if self._quick is not None:
            self._drop_quick()
            return
        if left is None:
            discard_search_area(request)
        self.interrupted.offer(left)
        self._remember(request, state, outcome)

    def _remember(self, request: RunRequest, state: str, outcome: str, output: str = "", words: str = "") -> None:
        self.remembered.emit(
            HistoryEntry(
                question=request.question,
                raster_name=self.raster_name,
                outcome=outcome,
                state=state,
                time=datetime.now().strftime("%Y-%m-%d %H:%M"),
                output=output,
                words=words,
                params=request.to_params(),
            )
        )

    # Other values for a result that is there

    def _on_values(self) -> None:
        self._settings.threshold = self.shaping.values.threshold
        layer = self.layer
        if layer is not None:
            self.adjuster.adjust(layer, self.shaping.values)

    def _on_adjusted(self, layer: QgsVectorLayer, result: RunResult) -> None:
        shaping = shaping_of(layer)
        if layer.id() == self._layer_id and shaping is not None:
            link = result.output if layer.dataProvider().name() == "ogr" else ""
            made = tr("Drawn anew from the run, without the model.")
            self.results.show_result(result, shaping, result.cautions(), True, link, made)
            self.said.emit("")
            self.layerShown.emit(layer)  # its features are others now

    def _on_not_adjusted(self, error: PluginError) -> None:
        self.failed.emit(error)
        self._show_values_of_layer()

    def _show_values_of_layer(self) -> None:
        layer = self.layer
        shaping = shaping_of(layer) if layer is not None else None
        if shaping is not None:
            self.shaping.show_values(shaping)

    def _on_layer_chosen(self, layer: Optional[QgsMapLayer]) -> None:
        """A layer of answers that is chosen in the layer tree is the one to change; any other changes nothing."""
        if not is_answers(layer) or layer.id() == self._layer_id or self.adjuster.is_busy:
            return
        try:
            result = result_of_layer(layer)
        except PluginError as error:
            log(error.sentence, "warning")
            return
        self._layer_id = layer.id()
        self._ask_no_more()
        self._show_values_of_layer()
        self.shaping.say_target(_name_of(layer))
        link = result.output if layer.dataProvider().name() == "ogr" else ""
        self.results.show_result(result, self.shaping.values, result.cautions(), True, link)
        self.layerShown.emit(layer)

    def _ask_no_more(self) -> None:
        """What was asked for consent was about another layer."""
        self.consent.setVisible(False)
        self.adjuster.withdraw()

    def _on_layers_removed(self, ids: list[str]) -> None:
        if self._layer_id in ids:
            self._layer_id = ""
            self._ask_no_more()
            self.shaping.say_target("")
            self.layerShown.emit(None)

    def _drop_quick(self) -> None:
        scratch, self._quick = self._quick, None
        if scratch is not None:
            scratch.drop()

    def _drop_quick_looks(self) -> None:
        looks, self._quick_looks = self._quick_looks, []
        for scratch in looks:
            scratch.drop()

    def _tell_if_hidden(self, sentence: str, level: Qgis.MessageLevel) -> None:
        if not self.isVisible():
            self._iface.messageBar().pushMessage("SegEarth", escape(sentence), level)


def _how_long(result: RunResult) -> str:
    time = duration_text(result.seconds)
    if result.scene_was_encoded:
        return tr("Finished in {time}: the scene was already encoded.").format(time=time)
    return tr("Finished in {time}.").format(time=time)


def _name_of(layer: QgsVectorLayer) -> str:
    """The layer's name, or that of its group, which says the question."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    parent = node.parent() if node is not None else None
    name = parent.name() if parent is not None else ""
    return shorten(name or layer.name(), 60)
