"""Puts a finished run into the project: a group with its answers and, switched off, what lies behind them.

That is the tiles that were searched and the probability raster of each question. What the layers tell of themselves
comes from the record in the run's folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer, QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer

from .i18n import tr
from .provenance import describe
from .result_file import open_table
from .run_folder import read_record, run_folder_of
from .run_result import RunResult
from .styles import style_answers, style_coverage, style_probability
from .text import shorten

ROLE = "segearth/role"  # custom property of a layer: one of the next line
ANSWERS, COVERAGE, PROBABILITY = "answers", "coverage", "probability"
RUN_FOLDER = "segearth/run_folder"  # custom property of the answers and of the group
_LONGEST_NAME = 60


def add_result(result: RunResult, run_number: int, project: QgsProject, licence: str = "") -> QgsLayerTreeGroup:
    """Add the group on top of the project's layers and return it. Call it on the main thread.

    ``licence`` is that of the model. Raises ResultUnreadable, and then adds nothing.
    """
    answers = open_table(result.output, result.answers_layer, tr("Answers"))
    coverage = open_table(result.output, result.coverage_layer, tr("Coverage"))
    folder = Path(result.run_folder) if result.run_folder else run_folder_of(result.output)
    record = read_record(folder)
    questions = _questions(record, result.question)
    style_answers(answers, run_number, questions)
    style_coverage(coverage)
    rasters = _probabilities(folder, questions, run_number)
    layers: list[tuple[QgsMapLayer, str, list[str]]] = [
        (answers, ANSWERS, questions),
        (coverage, COVERAGE, questions),
        *((raster, PROBABILITY, [question]) for raster, question in zip(rasters, questions)),
    ]
    for layer, role, asked in layers:
        layer.setCustomProperty(ROLE, role)
        describe(layer, layer.name(), asked, record, licence)
    answers.setCustomProperty(RUN_FOLDER, str(folder))
    project.addMapLayers([layer for layer, _, _ in layers], False)
    group = project.layerTreeRoot().insertGroup(0, shorten(" / ".join(questions), _LONGEST_NAME))
    group.setCustomProperty(RUN_FOLDER, str(folder))
    group.setExpanded(False)
    for layer, role, _ in layers:
        node = group.addLayer(layer)
        node.setExpanded(role == ANSWERS and len(questions) > 1)
        node.setItemVisibilityChecked(role == ANSWERS)
    group.setExpanded(True)  # only a change after the layers are in opens the group in the view
    return group


def answers_layer(group: QgsLayerTreeGroup) -> Optional[QgsVectorLayer]:
    """The answers in a run's group; None when they were taken out."""
    nodes: list[QgsLayerTreeLayer] = group.findLayers()
    for node in nodes:
        if node.layer() is not None and node.layer().customProperty(ROLE) == ANSWERS:
            return node.layer()
    return None


def run_folder_of_layer(answers: QgsVectorLayer) -> Path:
    """The folder of the run that a layer of answers came from."""
    kept = str(answers.customProperty(RUN_FOLDER, "") or "")
    return Path(kept) if kept else run_folder_of(answers.source().split("|")[0])


def _questions(record: Optional[dict], first: str) -> list[str]:
    """All questions of the run, in the order in which they were asked."""
    request = (record or {}).get("request")
    asked = request.get("questions") if isinstance(request, dict) else None
    return [str(question) for question in asked] if isinstance(asked, list) and asked else [first]


def _probabilities(folder: Path, questions: list[str], run_number: int) -> list[QgsRasterLayer]:
    """The probability rasters that are there; none where the run's folder is not kept or not visible here."""
    layers = []
    for number, question in enumerate(questions):
        path = folder / f"probability_{number + 1}.tif"
        name = tr("Probability") if len(questions) == 1 else tr("Probability: {question}")
        if not path.is_file():
            return []
        layer = QgsRasterLayer(str(path), shorten(name.format(question=question), _LONGEST_NAME), "gdal")
        if not layer.isValid():
            return []
        style_probability(layer, run_number + number)
        layers.append(layer)
    return layers
