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
    if parts.get("layerName") or not path or (layer.isValid() and _is_inside_a_file(path)):
        raise IncompleteRequest(
            FIELD,
            tr("“{name}” is a part of a larger file, which the engine cannot open yet.").format(name=layer.name()),
            tr("Save it as a GeoTIFF first: right-click the layer, then Export > Save As."),
        )
    remote = bool(parts.get("vsiPrefix")) or path.startswith("/vsi")
    if not remote and not os.path.isfile(path):
        raise IncompleteRequest(
            FIELD,
            tr("The file of “{name}” is no longer at {path}.").format(name=layer.name(), path=path),
            tr("Repair the layer's source, or add the raster again."),
        )
    if layer.isValid():  # else the engine tells what is wrong with the file
        _check_crs(layer)
    return layer.source() if remote else os.path.abspath(path)


def _is_inside_a_file(path: str) -> bool:
    """Whether GDAL reads it by a name such as ``NETCDF:"sea.nc":depth``, or as a folder, and not as one file."""
    return os.path.isdir(path) or not (os.path.isabs(path) or os.path.isfile(path))


def _check_crs(layer: QgsRasterLayer) -> None:
    """The engine reads the CRS in the file; one that was set in QGIS alone would put the answers elsewhere."""
    in_file = layer.dataProvider().crs()
    if in_file.isValid() and in_file != layer.crs():
        raise IncompleteRequest(
            FIELD,
            tr("“{name}” is shown in {shown}, but its file says {in_file}.").format(
                name=layer.name(),
                shown=layer.crs().userFriendlyIdentifier() or tr("no CRS"),
                in_file=in_file.userFriendlyIdentifier(),
            ),
            tr("Export the layer with the CRS that is right, or reset the layer's CRS to that of its file."),
        )
