"""``segearth:segmentbyquestion``: one raster, one or more questions, the areas that answer them."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
)

from ..core.errors import PluginError, RunCancelled
from ..core.i18n import tr
from ..core.question_check import split_questions
from ..core.raster_export import RasterExport
from ..core.raster_source import raster_source
from ..core.result_file import open_table
from ..core.run_request import SearchArea
from ..core.search_area import area_of_rectangle
from .algorithm import SegEarthAlgorithm, as_text, engine_errors, make_client
from .destinations import fault_of_destination
from .fetched_raster import fetch, plan_fetching
from .layer_styles import style_on_load
from .mask_file import write_mask
from .outcome import Outcome
from .run_parameters import (
    QUESTION,
    advanced,
    fault_in,
    is_given,
    outline_parameters,
    question_parameters,
    run_params,
)
from .sinks import copy_features, own_fields

INPUT, EXTENT, MASK, RED, GREEN, BLUE = "INPUT", "EXTENT", "MASK", "RED", "GREEN", "BLUE"
OUTPUT, COVERAGE, PROBABILITY, RUN_FOLDER = "OUTPUT", "COVERAGE", "PROBABILITY", "RUN_FOLDER"


class SegmentByQuestion(SegEarthAlgorithm):
    """State of layers is taken in ``prepareAlgorithm`` on the main thread; the rest needs none."""

    icon_name = "segmentbyquestion"

    def __init__(self) -> None:
        super().__init__()
        self._params: dict[str, object] = {}
        self._fault: Optional[PluginError] = None  # found before the run
        self._export: Optional[RasterExport] = None  # of a raster that the engine cannot open

    def name(self) -> str:
        """Never translated."""
        return "segmentbyquestion"

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Segment by question")

    def tags(self) -> list[str]:
        """What the toolbox's search finds it by."""
        return [tr("segmentation"), tr("deep learning"), tr("detect"), tr("language"), tr("vectorize"), "AI"]

    def shortDescription(self) -> str:
        """One line."""
        return tr("Ask a raster a question in words; get the polygons that answer it.")

    def shortHelpString(self) -> str:
        """The text beside the dialog."""
        return tr(
            "Asks a raster of any size a question, such as “Where is open water?”, and draws the areas that answer it, "
            "with score, area and perimeter. Several questions, one per line, share one layer.\n\n"
            "Extent and mask say where to search; the result does not depend on them otherwise. A higher threshold "
            "finds less, but surer. Nothing found is a result: an empty layer and the area that was searched.\n\n"
            "A raster that is no file, such as a web map, is fetched first, with at most 100 million pixels.\n\n"
            "The model runs in the engine that is set in Settings > Options > SegEarth, on this machine or another. "
            "Keep the run's folder to draw the areas anew with another threshold without the model."
        )

    def initAlgorithm(self, _configuration: Any = None) -> None:
        """Inputs in the order of the dialog, then outputs."""
        self.addParameter(QgsProcessingParameterRasterLayer(INPUT, tr("Raster")))
        for parameter in question_parameters():
            self.addParameter(parameter)
        self.addParameter(QgsProcessingParameterExtent(EXTENT, tr("Search in this extent"), optional=True))
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                MASK,
                tr("Search inside these polygons"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            )
        )
        for band, text in ((RED, tr("Band for red")), (GREEN, tr("Band for green")), (BLUE, tr("Band for blue"))):
            self.addParameter(
                advanced(QgsProcessingParameterBand(band, text, parentLayerParameterName=INPUT, optional=True))
            )
        for parameter in outline_parameters():
            self.addParameter(parameter)
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, tr("Answers"), polygons))
        self.addParameter(
            QgsProcessingParameterFeatureSink(COVERAGE, tr("Coverage"), polygons, optional=True, createByDefault=False)
        )
        self.addParameter(
            QgsProcessingParameterRasterDestination(
                PROBABILITY, tr("Probability"), optional=True, createByDefault=False
            )
        )
        self.addParameter(
            advanced(
                QgsProcessingParameterFolderDestination(
                    RUN_FOLDER, tr("Keep the run in this folder"), optional=True, createByDefault=False
                )
            )
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of areas")))
        self.addOutput(QgsProcessingOutputNumber("AREA_M2", tr("Area of the answers [m²]")))
        self.addOutput(QgsProcessingOutputNumber("SEARCHED_M2", tr("Area searched [m²]")))
        self.addOutput(QgsProcessingOutputString("ANSWER", tr("Answer in words")))

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple[bool, str]:
        """The plugin's own rules first, then Processing's."""
        fault = fault_in(self, parameters, context)
        if fault is None and len({is_given(parameters, band) for band in (RED, GREEN, BLUE)}) > 1:
            fault = tr("Choose all three bands, or none of them.")
        for name in (OUTPUT, COVERAGE, PROBABILITY):
            fault = fault or fault_of_destination(parameters.get(name))
        asked = split_questions(self.parameterAsString(parameters, QUESTION, context))
        if fault is None and is_given(parameters, PROBABILITY) and len(asked) > 1:
            fault = tr("The probability raster is of one question: ask one, or leave the raster out.")
        return (False, fault) if fault else super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """On the main thread: everything that is asked of layers and of the project."""
        try:
            self._look_at_layers(parameters, context, feedback)
        except PluginError as error:
            self._fault = error  # said by the run: in QGIS 3.40 a preparation that fails ends a whole batch
        return True

    def _look_at_layers(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
        self._params = run_params(self, parameters, context, feedback)
        area = self._search_area(parameters, context)
        if area.extent is not None:
            self._params["extent"] = list(area.extent)
        if area.extent_crs is not None:
            self._params["extent_crs"] = area.extent_crs
        if is_given(parameters, RED):
            self._params["bands"] = [self.parameterAsInt(parameters, band, context) for band in (RED, GREEN, BLUE)]
        layer = self.parameterAsRasterLayer(parameters, INPUT, context)
        source = raster_source(layer)
        self._params["raster"] = source.path
        if source.must_export:
            feedback.pushInfo(source.reason)
            mask = self.parameterAsSource(parameters, MASK, context)
            gsd_m = self._params.pop("gsd_m", None)
            self._export = plan_fetching(layer, area, mask, gsd_m, context.transformContext())
            gsd_m = self._export.plan.gsd_left_m(gsd_m)
            if gsd_m is not None:
                self._params["gsd_m"] = gsd_m

    def _search_area(self, parameters: dict, context: QgsProcessingContext) -> SearchArea:
        rectangle = self.parameterAsExtent(parameters, EXTENT, context)
        if not is_given(parameters, EXTENT) or rectangle.isNull():
            return SearchArea()
        return area_of_rectangle(rectangle, self.parameterAsExtentCrs(parameters, EXTENT, context))

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the engine and hand its result on. A cancelled run gives nothing."""
        if self._fault is not None:
            raise QgsProcessingException(as_text(self._fault)) from self._fault
        kept = self.parameterAsString(parameters, RUN_FOLDER, context)
        folder = (
            Path(kept).absolute()
            if kept
            else Path(tempfile.mkdtemp(prefix="segearth_", dir=QgsProcessingUtils.tempFolder()))
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            results = self._run(folder, parameters, context, feedback)
        except OSError as error:
            raise QgsProcessingException(
                tr("Nothing can be written to {folder}: {reason}.").format(folder=folder, reason=error.strerror)
            ) from error
        finally:
            if not kept:
                shutil.rmtree(folder, ignore_errors=True)
        if kept and results:
            results[RUN_FOLDER] = str(folder)
        return results

    def _run(
        self, folder: Path, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        params = {**self._params, "output": str(folder / "result.gpkg"), "run_id": uuid.uuid4().hex}
        mask = self.parameterAsSource(parameters, MASK, context)
        if mask is not None:
            params["mask"] = write_mask(mask, folder / "search_area.gpkg", context, feedback)
        probability = ""
        if is_given(parameters, PROBABILITY):
            probability = self.parameterAsOutputLayer(parameters, PROBABILITY, context)
            params["probability_cog"] = str(Path(probability).absolute())  # the engine works in another folder
        try:
            if self._export is not None:
                with engine_errors():
                    params["raster"] = fetch(self._export, folder, feedback)
            with engine_errors(), make_client(feedback, self.limits) as engine:
                outcome = Outcome.from_dict(engine.call("run", params))
        except RunCancelled as error:
            feedback.pushInfo(error.sentence)
            context.setLayersToLoadOnCompletion({})  # there is nothing to load
            return {}
        for caution in outcome.cautions:
            feedback.pushWarning(caution)
        results: dict[str, Any] = {
            "COUNT": outcome.count,
            "AREA_M2": outcome.area_m2,
            "SEARCHED_M2": outcome.searched_m2,
            "ANSWER": outcome.answer,
        }
        if probability:
            results[PROBABILITY] = probability
        for name, table in ((OUTPUT, outcome.answers_layer), (COVERAGE, outcome.coverage_layer)):
            destination = self._hand_on(name, outcome.output, table, parameters, context, feedback)
            if destination:
                results[name] = destination
        self._say(outcome, feedback)
        return results

    def _hand_on(
        self,
        name: str,
        path: str,
        table: str,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> str:
        """Copy a layer of the result into the sink ``name``; empty when nobody wants it."""
        if not is_given(parameters, name):
            return ""
        with engine_errors():
            layer = open_table(path, table)
        crs: QgsCoordinateReferenceSystem = layer.crs()
        fields = own_fields(layer)
        sink, destination = self.parameterAsSink(parameters, name, context, fields, layer.wkbType(), crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        copy_features(layer, sink, fields, crs, context.transformContext(), feedback)
        style_on_load(context, destination, table)
        return destination

    def _say(self, outcome: Outcome, feedback: QgsProcessingFeedback) -> None:
        for one in outcome.asked:
            feedback.pushInfo(outcome.sentence(one))
            if one.answer:
                feedback.pushInfo(tr("“{answer}”").format(answer=one.answer))
