"""Which layers of a project are results of which run, and how the areas in one are replaced in place."""

from __future__ import annotations

import json
from typing import Optional

from qgis.core import (
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsVectorLayer,
)

from .errors import ResultUnreadable
from .i18n import tr
from .result_layers import ROLE, RUN_FOLDER
from .review import FIELD as REVIEW_FIELD
from .run_request import Shaping
from .run_result import RunResult

SHAPING, RESULT = "segearth/shaping", "segearth/result"  # custom properties of a layer: JSON
ANSWERS, COVERAGE = "answers", "coverage"


def mark_result(group: QgsLayerTreeGroup, result: RunResult, shaping: Shaping) -> Optional[QgsVectorLayer]:
    """Note in the layers of a result what they are, so that they are known again in a saved project, too.

    Returns the layer of answers.
    """
    answers = None
    for node in group.findLayers():
        layer = node.layer()
        if not isinstance(layer, QgsVectorLayer):
            continue
        for role, table in ((ANSWERS, result.answers_layer), (COVERAGE, result.coverage_layer)):
            if f"layername={table}" in layer.source().split("|"):
                mark_layer(layer, role, result, shaping)
                answers = layer if role == ANSWERS else answers
    return answers


def mark_layer(layer: QgsVectorLayer, role: str, result: RunResult, shaping: Shaping) -> None:
    """Note what one layer is."""
    layer.setCustomProperty(ROLE, role)
    layer.setCustomProperty(RUN_FOLDER, result.run_folder)
    layer.setCustomProperty(SHAPING, json.dumps(shaping.to_params()))
    layer.setCustomProperty(RESULT, json.dumps(result.to_dict()))


def result_of_layer(layer: QgsVectorLayer) -> RunResult:
    """The result that was noted in the layer. Raises ResultUnreadable where there is none."""
    try:
        noted = json.loads(str(layer.customProperty(RESULT, "")))
    except ValueError:
        noted = None
    return RunResult.from_dict(noted)


def is_answers(layer: Optional[QgsMapLayer]) -> bool:
    """Whether it is a run's layer of answers whose run folder is known."""
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.customProperty(ROLE) == ANSWERS
        and bool(layer.customProperty(RUN_FOLDER))
    )


def shaping_of(layer: QgsVectorLayer) -> Optional[Shaping]:
    """The values that the areas in the layer were drawn with; None where they are not known."""
    try:
        return Shaping(**json.loads(str(layer.customProperty(SHAPING, ""))))
    except (TypeError, ValueError):
        return None


def coverage_beside(layer: QgsVectorLayer, layers: list[QgsMapLayer]) -> Optional[QgsVectorLayer]:
    """The layer of tiles of the same run."""
    folder = layer.customProperty(RUN_FOLDER)
    for other in layers:
        if other.customProperty(ROLE) == COVERAGE and other.customProperty(RUN_FOLDER) == folder:
            return other
    return None


def reviewed_count(layer: QgsVectorLayer) -> int:
    """How many areas someone has judged, which drawing them anew would forget."""
    if layer.fields().indexOf(REVIEW_FIELD) < 0:
        return 0
    name = QgsExpression.quotedColumnRef(REVIEW_FIELD)
    request = QgsFeatureRequest().setFilterExpression(f"{name} IS NOT NULL AND {name} <> ''")
    return sum(1 for _feature in layer.getFeatures(request.setFlags(QgsFeatureRequest.Flag.NoGeometry)))


def replace_features(layer: QgsVectorLayer, path: str, table: str) -> int:
    """Put the features of ``table`` in the GeoPackage ``path`` in the place of all that the layer has.

    The layer, its style and its place in the project stay; fields are matched by name, and those that the file does
    not have stay empty. Returns how many there are now. Raises ResultUnreadable; where writing fails the layer's file
    is incomplete, and the sentence says so. Memory: all features at once.
    """
    source = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
    if not source.isValid():
        raise ResultUnreadable(
            tr("The result {path} cannot be opened.").format(path=path),
            tr("Was it moved? If the engine runs on another machine, its folder must be visible here."),
        )
    provider, fields = layer.dataProvider(), layer.fields()
    key_names = {fields.at(index).name() for index in provider.pkAttributeIndexes()}
    pairs = [
        (source.fields().indexOf(field.name()), index)
        for index, field in enumerate(fields)
        if field.name() not in key_names and source.fields().indexOf(field.name()) >= 0
    ]
    features = []
    for found in source.getFeatures():
        feature = QgsFeature(fields)
        feature.setGeometry(found.geometry())
        for theirs, ours in pairs:
            feature.setAttribute(ours, found.attribute(theirs))
        features.append(feature)
    if not provider.truncate():
        raise _not_written(layer, provider.lastError())
    if features and not provider.addFeatures(features, QgsFeatureSink.Flag.FastInsert)[0]:
        raise _not_written(layer, provider.lastError())
    layer.removeSelection()
    layer.updateExtents()
    layer.triggerRepaint()
    return len(features)


def _not_written(layer: QgsVectorLayer, reason: str) -> ResultUnreadable:
    return ResultUnreadable(
        tr("The areas of “{name}” cannot be written: {reason}").format(name=layer.name(), reason=reason),
        tr("Its file may be incomplete now: free some space, and change a value again to draw them anew."),
    )
