"""Labels of answers: the area and how sure the model is, where the polygon has room for them."""

from __future__ import annotations

from qgis.core import (
    QgsPalLayerSettings,
    QgsProperty,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from .compat import LABEL_HORIZONTAL, LABEL_SHOW

AREA = (
    "CASE WHEN area_m2 >= 1000000 THEN format_number(area_m2 / 1000000, 1) || ' km²' "
    "WHEN area_m2 >= 10000 THEN format_number(area_m2 / 10000, 1) || ' ha' "
    "ELSE format_number(area_m2, 0) || ' m²' END"
)
LABEL = f"{AREA} || coalesce('\\n' || format_number(score, 2), '')"
_SIZE_PT = 8.0
_BUFFER_MM = 0.8


def label_answers(layer: QgsVectorLayer, shown: str = "") -> None:
    """Label areas with their size and score; only those that fulfil the expression ``shown``, if there is one."""
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(_BUFFER_MM)
    buffer.setColor(QColor(255, 255, 255, 200))
    text = QgsTextFormat()
    text.setSize(_SIZE_PT)
    text.setColor(QColor(20, 20, 20))
    text.setBuffer(buffer)
    settings = QgsPalLayerSettings()
    settings.fieldName = LABEL
    settings.isExpression = True
    settings.placement = LABEL_HORIZONTAL
    settings.fitInPolygonOnly = True
    settings.setFormat(text)
    if shown:
        properties = settings.dataDefinedProperties()
        properties.setProperty(LABEL_SHOW, QgsProperty.fromExpression(shown))
        settings.setDataDefinedProperties(properties)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
