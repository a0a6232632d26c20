"""The look of results: an outline with a dark casing and a light fill, in colours that differ for every eye.

One question has one colour; several in one layer are categories. What the analyst rejected in the review is faint.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFeatureRequest,
    QgsProperty,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRenderContext,
    QgsRendererCategory,
    QgsSingleBandPseudoColorRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from .compat import LAYER_ENABLED, RAMP_INTERPOLATED, SYMBOL_OPACITY
from .i18n import tr
from .labels import label_answers
from .resources import style_path
from .text import shorten

# Okabe and Ito's colours, which are told apart with every kind of colour vision; bright ones first, as they lie on
# images. A run takes the next, so that two questions on one map do not look alike.
ANSWER_COLOURS = ("#f0e442", "#56b4e9", "#e69f00", "#cc79a7", "#009e73")
_LINES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
# NULL without a review, also where there is no such attribute
REVIEW = "attribute($currentfeature, 'review')"
ALL, UNREVIEWED, KEPT_ONLY = "all", "unreviewed", "kept"
_SHOWN = {ALL: "", UNREVIEWED: f"{REVIEW} IS NULL", KEPT_ONLY: f"coalesce({REVIEW}, '') = 'kept'"}
_LONGEST_LABEL = 60
_PROBABILITY_MAX = 254  # of a uint8 probability raster; 255 is nodata


def colour_of(number: int) -> QColor:
    """The colour of the ``number``-th question on the map, from 0."""
    return QColor(ANSWER_COLOURS[number % len(ANSWER_COLOURS)])


def style_answers(layer: QgsVectorLayer, run_number: int, questions: Sequence[str] = ()) -> None:
    """Style the answers of the ``run_number``-th run of this session (from 0).

    ``questions`` in the order in which they were asked; where they are not given, those in the layer count.
    """
    layer.loadNamedStyle(style_path("answers"))
    asked = list(questions) or _questions_in(layer)
    symbol = layer.renderer().symbol()
    if len(asked) <= 1:
        _colour(symbol, run_number)
    else:
        categories = []
        for number, question in enumerate(asked):
            own = symbol.clone()
            _colour(own, run_number + number)
            line = _LINES[number // len(ANSWER_COLOURS) % len(_LINES)]  # tells apart where the colours come again
            own.symbolLayer(own.symbolLayerCount() - 1).setPenStyle(line)
            categories.append(QgsRendererCategory(question, own, shorten(question, _LONGEST_LABEL)))
        layer.setRenderer(QgsCategorizedSymbolRenderer("question", categories))
    label_answers(layer)
    show_reviewed(layer, ALL)


def show_reviewed(layer: QgsVectorLayer, shown: str) -> None:
    """Draw ``all`` areas, only the ``unreviewed`` or only the ``kept`` ones; the rest stays in the layer.

    This is a matter of the symbols, so that it works while the layer is edited, when no filter can be set.
    """
    for symbol in layer.renderer().symbols(QgsRenderContext()):
        symbol.setDataDefinedProperty(
            SYMBOL_OPACITY, QgsProperty.fromExpression(f"if(coalesce({REVIEW}, '') = 'rejected', 30, 100)")
        )
        for number in range(symbol.symbolLayerCount()):
            enabled = QgsProperty.fromExpression(_SHOWN[shown]) if _SHOWN[shown] else QgsProperty()
            symbol.symbolLayer(number).setDataDefinedProperty(LAYER_ENABLED, enabled)
    label_answers(layer, _SHOWN[shown])
    layer.triggerRepaint()


def style_coverage(layer: QgsVectorLayer) -> None:
    """Style the tiles: thin grey where searched, marked where not."""
    layer.loadNamedStyle(style_path("coverage"))


def style_probability(layer: QgsRasterLayer, number: int) -> None:
    """From nothing to the question's colour, the surer the denser."""
    colour = colour_of(number)
    items = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        step = QColor(colour)
        step.setAlpha(round(225 * share))
        items.append(
            QgsColorRampShader.ColorRampItem(
                _PROBABILITY_MAX * share, step, tr("{percent} %").format(percent=round(100 * share))
            )
        )
    ramp = QgsColorRampShader(0.0, float(_PROBABILITY_MAX), None, RAMP_INTERPOLATED)
    ramp.setColorRampItemList(items)
    shader = QgsRasterShader(0.0, float(_PROBABILITY_MAX))
    shader.setRasterShaderFunction(ramp)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader))


def _questions_in(layer: QgsVectorLayer) -> list[str]:
    """In the order of the features, which is the order of the run."""
    index = layer.fields().indexOf("question")
    if index < 0:
        return []
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
    return list({str(feature["question"]): None for feature in layer.getFeatures(request)})


def _colour(symbol: QgsSymbol, number: int) -> None:
    """Only the unlocked parts of the symbol take the colour (the casing is locked), and each keeps its opacity."""
    for part in symbol.symbolLayers():
        if not part.isLocked():
            own = colour_of(number)
            own.setAlpha(part.color().alpha())
            part.setColor(own)
