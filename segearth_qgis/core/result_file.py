"""A layer of a result as its file has it."""

from __future__ import annotations

from qgis.core import QgsVectorLayer

from .errors import ResultUnreadable
from .i18n import tr


def open_table(path: str, table: str, name: str = "") -> QgsVectorLayer:
    """Open ``table`` of the GeoPackage ``path``, for the thread that calls. Raises ResultUnreadable."""
    layer = QgsVectorLayer(f"{path}|layername={table}", name or table, "ogr")
    if not layer.isValid():
        raise ResultUnreadable(
            tr("The result {path} cannot be opened.").format(path=path),
            tr("Was it moved? If the engine runs on another machine, its folder must be visible here."),
        )
    return layer
