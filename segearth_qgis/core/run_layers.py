"""Which layers of a project are results of which run, and how the areas in one are replaced in place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
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
from .result_file import open_table
from .result_layers import ANSWERS, COVERAGE, ROLE, RUN_FOLDER
from .review import FIELD as REVIEW_FIELD
from .run_request import Shaping
from .run_result import RunResult

SHAPING, RESULT = "segearth/shaping", "segearth/result"  # custom properties of a layer: JSON
DRAWN = "segearth/drawn"  # when its table was written last, as far as we know


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
    layer.setCustomProperty(DRAWN, _last_change(layer))


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
    with _unfiltered(layer):
        return sum(1 for _feature in layer.getFeatures(request.setFlags(QgsFeatureRequest.Flag.NoGeometry)))


def is_edited(layer: QgsVectorLayer) -> bool:
    """Whether anybody has written to the layer's table since its areas were drawn, as far as that can be told."""
    drawn, last = str(layer.customProperty(DRAWN, "")), _last_change(layer)
    return bool(drawn and last) and drawn != last


def _last_change(layer: QgsVectorLayer) -> str:
    """When the layer's table was written last, as its GeoPackage notes it; empty where that cannot be told."""
    path, _, table = layer.source().partition("|layername=")
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", timeout=1.0, uri=True)) as file:
            query = "SELECT last_change FROM gpkg_contents WHERE table_name = ?"
            found = file.execute(query, (table.partition("|")[0],)).fetchone()
    except sqlite3.Error:
        return ""
    return str(found[0]) if found else ""


def replace_features(layer: QgsVectorLayer, path: str, table: str) -> int:
    """Put the features of ``table`` in the GeoPackage ``path`` in the place of all that the layer has.

    The layer, its style, its filter and its place in the project stay; what its filter hides goes, too. Fields are
    matched by name, and those that the file does not have stay empty. Returns how many there are now. Raises
    ResultUnreadable; where the new ones cannot be written the old ones are put back. Memory: the features of both.
    """
    source = open_table(path, table)
    fields, provider = layer.fields(), layer.dataProvider()
    keys = provider.pkAttributeIndexes()
    theirs = [source.fields().indexOf(field.name()) for field in fields]
    for key in keys:
        theirs[key] = -1
    alike = fields.names() == source.fields().names()  # always, but for attributes that someone has added
    features = []
    for found in source.getFeatures():
        if alike:
            for key in keys:
                found.setAttribute(key, None)
            features.append(found)
            continue
        values = found.attributes()
        feature = QgsFeature(fields)
        feature.setGeometry(found.geometry())
        feature.setAttributes([values[index] if index >= 0 else None for index in theirs])
        features.append(feature)
    with _unfiltered(layer):
        before = list(layer.getFeatures())
        if not provider.truncate():
            raise _not_written(layer, provider.lastError())
        if features and not provider.addFeatures(features, QgsFeatureSink.Flag.FastInsert)[0]:
            reason = provider.lastError()
            whole = not before or provider.addFeatures(before, QgsFeatureSink.Flag.FastInsert)[0]
            raise _not_written(layer, reason, whole)
    layer.removeSelection()
    layer.updateExtents()
    layer.triggerRepaint()
    return len(features)


@contextmanager
def _unfiltered(layer: QgsVectorLayer) -> Iterator[None]:
    """The whole layer, whatever filter the user has set; afterwards the filter is back."""
    subset = layer.subsetString()
    if subset:
        layer.setSubsetString("")
    try:
        yield
    finally:
        if subset:
            layer.setSubsetString(subset)


def _not_written(layer: QgsVectorLayer, reason: str, whole: bool = True) -> ResultUnreadable:
    sentence = tr("The areas of “{name}” cannot be written: {reason}").format(name=layer.name(), reason=reason)
    lost = tr("Its file may be incomplete now: free some space, and change a value again to draw them anew.")
    return ResultUnreadable(sentence, "" if whole else lost)
