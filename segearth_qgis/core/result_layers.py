"""Puts a finished run into the project: a group with its answers and, switched off, the tiles it searched."""

from __future__ import annotations

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsVectorLayer

from .errors import ResultUnreadable
from .i18n import tr
from .run_result import RunResult
from .styles import style_answers, style_coverage
from .text import shorten


def _open(result: RunResult, table: str, name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{result.output}|layername={table}", name, "ogr")
    if not layer.isValid():
        raise ResultUnreadable(
            tr("The result {path} cannot be opened.").format(path=result.output),
            tr("Was it moved? If the engine runs on another machine, its folder must be visible here."),
        )
    return layer


def add_result(result: RunResult, run_number: int, project: QgsProject) -> QgsLayerTreeGroup:
    """Add the group on top of the project's layers and return it. Call it on the main thread.

    Raises ResultUnreadable, and then adds nothing.
    """
    answers = _open(result, result.answers_layer, tr("Answers"))
    coverage = _open(result, result.coverage_layer, tr("Coverage"))
    style_answers(answers, run_number)
    style_coverage(coverage)
    project.addMapLayers([answers, coverage], False)
    group = project.layerTreeRoot().insertGroup(0, shorten(result.question, 60))
    group.setExpanded(False)
    group.addLayer(answers).setExpanded(False)
    tiles = group.addLayer(coverage)
    tiles.setItemVisibilityChecked(False)
    tiles.setExpanded(False)
    group.setExpanded(True)  # only a change after the layers are in opens the group in the view
    return group
