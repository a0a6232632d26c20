"""Which raster layers the engine can open: those that are files. All others are refused with a sentence."""

from __future__ import annotations

import os
from typing import Optional

from qgis.core import QgsProviderRegistry, QgsRasterLayer

from .errors import IncompleteRequest
from .i18n import tr

FIELD = "rasterCombo"


def raster_path(layer: Optional[QgsRasterLayer]) -> str:
    """The path of the layer's file, as GDAL names it (``/vsi...`` included).

    Raises IncompleteRequest when there is no layer, or when it is no single file that the engine could open.
    """
    if layer is None:
        raise IncompleteRequest(FIELD, tr("There is no raster to ask."), tr("Add a raster layer to the project."))
    if layer.providerType() != "gdal":
        raise IncompleteRequest(
            FIELD,
            tr("“{name}” is not a file but comes from a service or a database.").format(name=layer.name()),
            tr("Save it as a GeoTIFF first: right-click the layer, then Export > Save As."),
        )
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    path = str(parts.get("path") or "")
    if parts.get("layerName") or not path:
        raise IncompleteRequest(
            FIELD,
            tr("“{name}” is a part of a larger file, which the engine cannot open yet.").format(name=layer.name()),
            tr("Save it as a GeoTIFF first: right-click the layer, then Export > Save As."),
        )
    vsi = str(parts.get("vsiPrefix") or "")
    if vsi or path.startswith("/vsi"):
        return layer.source()
    if not os.path.isfile(path):
        raise IncompleteRequest(
            FIELD,
            tr("The file of “{name}” is no longer at {path}.").format(name=layer.name(), path=path),
            tr("Repair the layer's source, or add the raster again."),
        )
    return os.path.abspath(path)
