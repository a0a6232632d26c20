"""The result of one tile as a temporary layer: it is gone with the project's window unless someone saves it."""

from __future__ import annotations

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer

from .errors import ResultUnreadable
from .i18n import tr
from .run_layers import ANSWERS, mark_layer
from .run_request import Shaping
from .run_result import RunResult
from .styles import style_answers
from .text import shorten


def add_quick_look(result: RunResult, run_number: int, shaping: Shaping, project: QgsProject) -> QgsVectorLayer:
    """Add the areas of a quick look on top of the project's layers. Raises ResultUnreadable."""
    stored = QgsVectorLayer(f"{result.output}|layername={result.answers_layer}", "stored", "ogr")
    if not stored.isValid():
        raise ResultUnreadable(
            tr("The result {path} cannot be opened.").format(path=result.output),
            tr("Was it moved? If the engine runs on another machine, its folder must be visible here."),
        )
    layer = stored.materialize(QgsFeatureRequest())
    layer.setName(tr("One tile: {question}").format(question=shorten(result.question, 50)))
    style_answers(layer, run_number)
    mark_layer(layer, ANSWERS, result, shaping)
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer).setExpanded(False)
    return layer
