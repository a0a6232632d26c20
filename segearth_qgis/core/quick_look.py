"""The result of one tile as a temporary layer: it is gone with the project's window unless someone saves it."""

from __future__ import annotations

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer

from .i18n import tr
from .result_file import open_table
from .result_layers import ANSWERS
from .run_layers import mark_layer
from .run_request import Shaping
from .run_result import RunResult
from .styles import style_answers
from .text import shorten


def add_quick_look(result: RunResult, run_number: int, shaping: Shaping, project: QgsProject) -> QgsVectorLayer:
    """Add the areas of a quick look on top of the project's layers. Raises ResultUnreadable."""
    layer = open_table(result.output, result.answers_layer).materialize(QgsFeatureRequest())
    layer.setName(tr("One tile: {question}").format(question=shorten(result.question, 50)))
    style_answers(layer, run_number)
    mark_layer(layer, ANSWERS, result, shaping)
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer).setExpanded(False)
    return layer
