"""What changed its name between QGIS 3.22 (Qt 5) and 4.x (Qt 6), under one name each."""

from __future__ import annotations

from qgis.core import Qgis, QgsPalLayerSettings, QgsSymbol, QgsSymbolLayer

try:  # Qt 6 moved both classes to QtGui
    from qgis.PyQt.QtGui import QAction, QShortcut
except ImportError:
    from qgis.PyQt.QtWidgets import QAction, QShortcut

if hasattr(Qgis, "LayerFilter"):  # 3.34
    RASTER_LAYERS = Qgis.LayerFilter.RasterLayer
    POLYGON_LAYERS = Qgis.LayerFilter.PolygonLayer
else:
    from qgis.core import QgsMapLayerProxyModel

    RASTER_LAYERS = QgsMapLayerProxyModel.Filter.RasterLayer
    POLYGON_LAYERS = QgsMapLayerProxyModel.Filter.PolygonLayer

if hasattr(Qgis, "GeometryType"):  # 3.30
    POLYGON_GEOMETRY = Qgis.GeometryType.Polygon
else:
    from qgis.core import QgsWkbTypes

    POLYGON_GEOMETRY = QgsWkbTypes.GeometryType.PolygonGeometry

if hasattr(Qgis, "WkbType"):  # 3.30
    NO_GEOMETRY = Qgis.WkbType.NoGeometry
    POLYGON = Qgis.WkbType.Polygon
else:
    from qgis.core import QgsWkbTypes

    NO_GEOMETRY = QgsWkbTypes.Type.NoGeometry
    POLYGON = QgsWkbTypes.Type.Polygon

if hasattr(Qgis, "LabelPlacement"):  # 3.26
    LABEL_HORIZONTAL = Qgis.LabelPlacement.Horizontal
else:
    LABEL_HORIZONTAL = QgsPalLayerSettings.Placement.Horizontal

LABEL_SHOW = QgsPalLayerSettings.Property.Show
if hasattr(QgsSymbolLayer.Property, "LayerEnabled"):  # 3.36
    LAYER_ENABLED = QgsSymbolLayer.Property.LayerEnabled
    SYMBOL_OPACITY = QgsSymbol.Property.Opacity
else:
    LAYER_ENABLED = QgsSymbolLayer.Property.PropertyLayerEnabled
    SYMBOL_OPACITY = QgsSymbol.Property.PropertyOpacity

if Qgis.QGIS_VERSION_INT >= 33800:  # fields are made of QMetaType
    from qgis.PyQt.QtCore import QMetaType

    FIELD_TEXT = QMetaType.Type.QString
    FIELD_INTEGER = QMetaType.Type.LongLong
    FIELD_DOUBLE = QMetaType.Type.Double
else:
    from qgis.PyQt.QtCore import QVariant

    FIELD_TEXT = QVariant.Type.String  # noqa: QGS402 - this branch is for QGIS 3
    FIELD_INTEGER = QVariant.Type.LongLong  # noqa: QGS402 - this branch is for QGIS 3
    FIELD_DOUBLE = QVariant.Type.Double  # noqa: QGS402 - this branch is for QGIS 3

if hasattr(Qgis, "CrsWktVariant"):  # 3.36
    WKT_PREFERRED = Qgis.CrsWktVariant.Preferred
else:
    from qgis.core import QgsCoordinateReferenceSystem

    WKT_PREFERRED = QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED

if hasattr(Qgis, "ShaderInterpolationMethod"):  # 3.38
    RAMP_INTERPOLATED = Qgis.ShaderInterpolationMethod.Linear
else:
    from qgis.core import QgsColorRampShader

    RAMP_INTERPOLATED = QgsColorRampShader.Type.Interpolated

__all__ = [
    "FIELD_DOUBLE",
    "FIELD_INTEGER",
    "FIELD_TEXT",
    "LABEL_HORIZONTAL",
    "LABEL_SHOW",
    "LAYER_ENABLED",
    "NO_GEOMETRY",
    "POLYGON",
    "POLYGON_GEOMETRY",
    "POLYGON_LAYERS",
    "RAMP_INTERPOLATED",
    "RASTER_LAYERS",
    "SYMBOL_OPACITY",
    "WKT_PREFERRED",
    "QAction",
    "QShortcut",
]
