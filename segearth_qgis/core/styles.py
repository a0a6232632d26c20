"""The look of results: an outline with a dark casing and a light fill, in colours that differ for every eye."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from .resources import style_path

# Okabe and Ito's colours, which are told apart with every kind of colour vision; bright ones first, as they lie on
# images. A run takes the next, so that two questions on one map do not look alike.
ANSWER_COLOURS = ("#f0e442", "#56b4e9", "#e69f00", "#cc79a7", "#009e73")


def style_answers(layer: QgsVectorLayer, run_number: int) -> None:
    """Style the answers of the ``run_number``-th run of this session (from 0).

    Only the unlocked parts of the symbol take the run's colour (the casing is locked), and each keeps its opacity.
    """
    layer.loadNamedStyle(style_path("answers"))
    colour = QColor(ANSWER_COLOURS[run_number % len(ANSWER_COLOURS)])
    for part in layer.renderer().symbol().symbolLayers():
        if not part.isLocked():
            own = QColor(colour)
            own.setAlpha(part.color().alpha())
            part.setColor(own)


def style_coverage(layer: QgsVectorLayer) -> None:
    """Style the tiles: thin grey where searched, marked where not."""
    layer.loadNamedStyle(style_path("coverage"))
