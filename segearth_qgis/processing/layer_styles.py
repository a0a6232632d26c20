"""The look of results that Processing loads into the project: the same as the dock gives them."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)

from ..core.styles import style_answers, style_coverage


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Runs on the main thread, after the layer was made and before it is shown."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self._table = table

    def postProcessLayer(
        self, layer: QgsMapLayer, _context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> None:
        """Style the layer by what it holds."""
        if self._table == "coverage":
            style_coverage(layer)
        else:
            style_answers(layer, 0)


def style_on_load(context: QgsProcessingContext, destination: str, table: str) -> None:
    """Have the layer ``destination`` styled if it is loaded when the algorithm has ended."""
    if context.willLoadLayerOnCompletion(destination):
        styler = _Styler(table)
        _kept.append(styler)  # Processing holds on to it in C++ only
        del _kept[:-_MOST_KEPT]
        context.layerToLoadOnCompletionDetails(destination).setPostProcessor(styler)


_MOST_KEPT = 200
_kept: list[_Styler] = []
