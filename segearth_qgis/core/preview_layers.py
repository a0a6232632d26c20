"""What a run has found so far, as layers on the map that are replaced while it runs and removed when it ends.

They are visible in the layer tree, so that anyone can switch them off. One that was saved with a project in the middle
of a run is removed when that project is opened again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Optional

from qgis.core import (
    QgsColorRampShader,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from .compat import RAMP_INTERPOLATED
from .i18n import tr
from .styles import ANSWER_COLOURS
from .text import shorten

MARK = "segearth/preview"
HIGHEST = 254  # the byte of probability 1; 255 is nodata
_CLEAR_BELOW = 0.5  # of the threshold: what is less likely stays clear


@dataclass(frozen=True)
class PartialResult:
    """The engine's ``partial``: a small raster of what one question (counted from 1) has found so far."""

    question: int
    path: str
    done: int
    total: int

    @classmethod
    def from_params(cls, params: dict[str, object]) -> Optional[PartialResult]:
        """Read the engine's message; None where it names no file."""
        path = params.get("path")
        numbers = [params.get(name) for name in ("question", "done", "total")]
        if not isinstance(path, str) or not path:
            return None
        question, done, total = (value if isinstance(value, int) else 0 for value in numbers)
        return cls(max(1, question), path, done, total)


class PreviewLayers:
    """The previews of one run at a time, in the project they were first shown in. For the main thread only."""

    def __init__(self, project: QgsProject) -> None:
        self._project = project
        self._layers: dict[int, str] = {}  # question -> id of its layer

    def show(self, partial: PartialResult, question: str, threshold: float) -> bool:
        """Show a newer raster in the place of an older one. False where it cannot be seen from this machine."""
        if not os.path.isfile(partial.path):
            return False
        layer = QgsRasterLayer(partial.path, tr("{question} (so far)").format(question=shorten(question, 40)), "gdal")
        if not layer.isValid():
            return False
        layer.setCustomProperty(MARK, "1")
        layer.setRenderer(_renderer(layer, threshold, partial.question - 1))
        old = self._project.mapLayer(self._layers.get(partial.question, ""))
        root = self._project.layerTreeRoot()
        node = root.findLayer(old.id()) if old is not None else None
        if partial.question in self._layers and node is None:
            return False  # the user has removed it: this run shows no more of it
        with self._unnoticed():
            self._project.addMapLayer(layer, False)
            parent = node.parent() if isinstance(node and node.parent(), QgsLayerTreeGroup) else root
            shown = parent.insertLayer(parent.children().index(node) if node is not None else 0, layer)
            shown.setExpanded(False)
            if node is not None:
                shown.setItemVisibilityChecked(node.itemVisibilityChecked())
                self._project.removeMapLayer(old.id())
        self._layers[partial.question] = layer.id()
        return True

    def clear(self) -> None:
        """Remove them all."""
        shown, self._layers = self._layers, {}
        with self._unnoticed():
            self._project.removeMapLayers([name for name in shown.values() if self._project.mapLayer(name) is not None])

    def forget(self) -> None:
        """The project was closed, and the layers with it."""
        self._layers = {}

    @contextmanager
    def _unnoticed(self) -> Iterator[None]:
        """What is done within it is no unsaved change of the project; what the user changes meanwhile stays one."""
        was_dirty = self._project.isDirty()
        yield
        if not was_dirty:
            self._project.setDirty(False)


def remove_left_over(project: QgsProject) -> None:
    """Remove previews that were saved with a project in the middle of a run."""
    left = [name for name, layer in project.mapLayers().items() if layer.customProperty(MARK)]
    if left:
        project.removeMapLayers(left)


def _renderer(layer: QgsRasterLayer, threshold: float, colour_number: int) -> QgsSingleBandPseudoColorRenderer:
    """Clear where it is unlikely, then the run's colour, the more opaque the more likely."""
    colour = QColor(ANSWER_COLOURS[colour_number % len(ANSWER_COLOURS)])

    def stop(probability: float, alpha: int) -> QgsColorRampShader.ColorRampItem:
        own = QColor(colour)
        own.setAlpha(alpha)
        return QgsColorRampShader.ColorRampItem(HIGHEST * probability, own, f"{probability:.2f}")

    function = QgsColorRampShader(0, HIGHEST)
    function.setColorRampType(RAMP_INTERPOLATED)
    low = threshold * _CLEAR_BELOW
    function.setColorRampItemList([stop(0.0, 0), stop(low, 0), stop(threshold, 110), stop(1.0, 190)])
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(function)
    return QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
