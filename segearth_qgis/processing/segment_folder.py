"""``segearth:segmentfolder``: the same questions to every raster of a folder, with a table of how each ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ..core.compat import FIELD_DOUBLE, FIELD_INTEGER, FIELD_TEXT, NO_GEOMETRY, POLYGON
from ..core.errors import RunCancelled
from ..core.i18n import tr
from ..core.result_file import open_table
from .algorithm import SegEarthAlgorithm, as_text, engine_errors
from .destinations import fault_of_destination
from .folder_run import FolderRun, RasterRun
from .layer_styles import style_on_load
from .raster_files import PATTERNS, find_rasters
from .run_parameters import CRS, advanced, fault_in, is_given, outline_parameters, question_parameters, run_params
from .sinks import copy_features, own_fields

FOLDER, PATTERN, RECURSIVE = "FOLDER", "PATTERN", "RECURSIVE"
RESULTS, SUMMARY, OUTPUT = "RESULTS", "SUMMARY", "OUTPUT"
_COLUMNS = (
    ("raster", FIELD_TEXT),
    ("state", FIELD_TEXT),
    ("question", FIELD_TEXT),
    ("count", FIELD_INTEGER),
    ("area_m2", FIELD_DOUBLE),
    ("searched_m2", FIELD_DOUBLE),
    ("answer", FIELD_TEXT),
    ("seconds", FIELD_DOUBLE),
    ("crs", FIELD_TEXT),
    ("model", FIELD_TEXT),
    ("output", FIELD_TEXT),
    ("error_kind", FIELD_TEXT),
    ("error", FIELD_TEXT),
)


class SegmentFolder(SegEarthAlgorithm):
    """Works through one engine, raster after raster; the same call goes on with what it finds begun."""

    icon_name = "segmentfolder"

    def name(self) -> str:
        """Never translated."""
        return "segmentfolder"

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Segment a folder by question")

    def tags(self) -> list[str]:
        """What the toolbox's search finds it by."""
        return [tr("segmentation"), tr("deep learning"), tr("detect"), tr("batch"), tr("vectorize"), "AI"]

    def shortDescription(self) -> str:
        """One line."""
        return tr("Ask every raster of a folder the same questions.")

    def shortHelpString(self) -> str:
        """The text beside the dialog."""
        return tr(
            "Asks every raster of a folder the same questions. Each raster gets a GeoPackage in the results' folder; "
            "the summary is a table with a line per raster and question: done or failed, areas, and what went wrong. "
            "All areas can also be put into one layer.\n\n"
            "A raster that cannot be read stops nothing. Run it again with the same folder to go on after a cancel or "
            "a crash: what is done is kept, and what was begun goes on where it stopped."
        )

    def initAlgorithm(self, _configuration: Any = None) -> None:
        """Inputs in the order of the dialog, then outputs."""
        self.addParameter(
            QgsProcessingParameterFile(FOLDER, tr("Folder of rasters"), QgsProcessingParameterFile.Behavior.Folder)
        )
        for parameter in question_parameters():
            self.addParameter(parameter)
        self.addParameter(QgsProcessingParameterBoolean(RECURSIVE, tr("Folders in it, too"), False))
        self.addParameter(advanced(QgsProcessingParameterString(PATTERN, tr("Names of the files"), PATTERNS)))
        for parameter in outline_parameters():
            self.addParameter(parameter)
        self.addParameter(QgsProcessingParameterFolderDestination(RESULTS, tr("Folder of the results")))
        self.addParameter(
            QgsProcessingParameterFeatureSink(SUMMARY, tr("Summary"), QgsProcessing.SourceType.TypeVector)
        )
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, tr("Answers of all rasters"), polygons, optional=True, createByDefault=False
            )
        )
        for name, text in (
            ("DONE", tr("Rasters done")),
            ("FAILED", tr("Rasters that failed")),
            ("COUNT", tr("Number of areas")),
            ("AREA_M2", tr("Area of the answers [m²]")),
            ("SEARCHED_M2", tr("Area searched [m²]")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, text))

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple[bool, str]:
        """The plugin's own rules first, then Processing's."""
        fault = fault_in(self, parameters, context)
        for name in (SUMMARY, OUTPUT):
            fault = fault or fault_of_destination(parameters.get(name))
        return (False, fault) if fault else super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Ask them all. After a cancel the results' folder holds what is done, and there is no table."""
        folder = Path(self.parameterAsFile(parameters, FOLDER, context)).absolute()
        results = Path(self.parameterAsString(parameters, RESULTS, context)).absolute()
        runs: list[RasterRun] = []
        try:
            rasters = find_rasters(
                folder, self.parameterAsString(parameters, PATTERN, context), self._deep(parameters, context)
            )
            if not rasters:
                raise QgsProcessingException(tr("There is no raster in {folder}.").format(folder=folder))
            batch = FolderRun(folder, results, run_params(self, parameters, context, feedback), self.limits)
            with engine_errors():
                for run in batch.ask(rasters, feedback):
                    self._say(run, feedback)
                    runs.append(run)
        except RunCancelled:
            feedback.pushInfo(tr("It was cancelled. The same folder of results goes on with it."))
            context.setLayersToLoadOnCompletion({})
            return {}
        except OSError as error:
            raise QgsProcessingException(
                tr("{path} cannot be read or written: {reason}.").format(path=error.filename, reason=error.strerror)
            ) from error
        found = [run.outcome for run in runs if run.outcome is not None]
        if not found:
            feedback.pushWarning(tr("No raster could be searched: the summary tells why."))
        outputs: dict[str, Any] = {
            RESULTS: str(results),
            SUMMARY: self._summary(runs, parameters, context),
            "DONE": len(found),
            "FAILED": len(runs) - len(found),
            "COUNT": sum(outcome.count for outcome in found),
            "AREA_M2": sum(outcome.area_m2 for outcome in found),
            "SEARCHED_M2": sum(outcome.searched_m2 for outcome in found),
        }
        if is_given(parameters, OUTPUT):
            with engine_errors():
                outputs[OUTPUT] = self._merged([o.output for o in found], parameters, context, feedback)
        return outputs

    def _deep(self, parameters: dict, context: QgsProcessingContext) -> bool:
        return self.parameterAsBoolean(parameters, RECURSIVE, context)

    def _say(self, run: RasterRun, feedback: QgsProcessingFeedback) -> None:
        if run.error is not None:
            feedback.reportError(as_text(run.error), False)
        if run.outcome is not None:
            for one in run.outcome.asked:
                feedback.pushInfo(f"{one.question} {run.outcome.sentence(one)}")
            for caution in run.outcome.cautions:
                feedback.pushWarning(caution)

    def _summary(self, runs: list[RasterRun], parameters: dict, context: QgsProcessingContext) -> str:
        """A line per raster and question; what is not known is empty, never 0."""
        fields = QgsFields()
        for name, kind in _COLUMNS:
            fields.append(QgsField(name, kind))
        sink, destination = self._sink(SUMMARY, parameters, context, fields, NO_GEOMETRY, None)
        for run in runs:
            for row in _rows(run):
                feature = QgsFeature(fields)
                feature.setAttributes([row.get(name) for name, _ in _COLUMNS])
                if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                    raise QgsProcessingException(
                        tr("The summary cannot be written: {reason}").format(reason=sink.lastError())
                    )
        return destination

    def _merged(
        self, paths: list[str], parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> str:
        """All areas in one layer, in the CRS asked for, the one that all have, or else EPSG:4326."""
        layers = [open_table(path, "answers") for path in paths]
        crs = self.parameterAsCrs(parameters, CRS, context)
        if not crs.isValid():
            same = bool(layers) and all(layer.crs() == layers[0].crs() for layer in layers)
            crs = layers[0].crs() if same else QgsCoordinateReferenceSystem("EPSG:4326")
        fields = own_fields(layers[0]) if layers else QgsFields()
        kind = layers[0].wkbType() if layers else POLYGON
        sink, destination = self._sink(OUTPUT, parameters, context, fields, kind, crs)
        for layer in layers:
            copy_features(layer, sink, fields, crs, context.transformContext(), feedback)
        style_on_load(context, destination, "answers")
        return destination

    def _sink(
        self,
        name: str,
        parameters: dict,
        context: QgsProcessingContext,
        fields: QgsFields,
        kind: object,
        crs: Optional[QgsCoordinateReferenceSystem],
    ) -> tuple[QgsFeatureSink, str]:
        sink, destination = self.parameterAsSink(
            parameters, name, context, fields, kind, crs or QgsCoordinateReferenceSystem()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        return sink, destination


def _rows(run: RasterRun) -> list[dict[str, object]]:
    if run.outcome is None:
        failed: dict[str, object] = {"raster": run.raster, "state": "failed"}
        if run.error is not None:
            failed |= {"error_kind": run.error.kind, "error": as_text(run.error)}
        return [failed]
    shared = {
        "raster": run.raster,
        "state": "done",
        "searched_m2": run.outcome.searched_m2,
        "seconds": run.outcome.seconds,
        "crs": run.outcome.crs,
        "model": run.outcome.model,
        "output": run.outcome.output,
    }
    return [
        {**shared, "question": one.question, "count": one.count, "area_m2": one.area_m2, "answer": one.answer or None}
        for one in run.outcome.asked
    ]
