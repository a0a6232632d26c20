"""What the engine can open by itself, and what QGIS must fetch for it: services, databases, parts of containers.

A source is a file path for the engine, or a reason why its pixels have to be exported first.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsProviderRegistry, QgsRasterLayer

from .errors import IncompleteRequest
from .i18n import tr

FIELD = "rasterCombo"
_NOT_IN_THE_ENGINE = (".ecw", ".sid", ".pdf", ".hdf", ".wms")  # formats that its own GDAL is built without


@dataclass(frozen=True)
class RasterSource:
    """``path`` is for the engine, as GDAL names it (``/vsi...`` included).

    It is empty where the pixels must be exported first, and ``reason`` then says why, in a sentence.
    """

    path: str
    name: str
    reason: str = ""

    @property
    def must_export(self) -> bool:
        """Whether the engine needs a file that QGIS has yet to write."""
        return not self.path


def raster_source(layer: Optional[QgsRasterLayer]) -> RasterSource:
    """How the engine gets at the pixels of a layer.

    Raises IncompleteRequest when there is no layer, when its file has gone, or when its service does not answer.
    """
    if layer is None:
        raise IncompleteRequest(FIELD, tr("There is no raster to ask."), tr("Add a raster layer to the project."))
    name = layer.name()
    if layer.providerType() != "gdal":
        return _exported(layer, tr("“{name}” is not a file but comes from a service or a database.").format(name=name))
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    path = str(parts.get("path") or "")
    if parts.get("layerName") or not path or (layer.isValid() and _is_inside_a_file(path)):
        reason = tr("“{name}” is a part of a larger file, which the engine cannot open yet.").format(name=name)
        return _exported(layer, reason)
    remote = bool(parts.get("vsiPrefix")) or path.startswith("/vsi")
    if not remote and not os.path.isfile(path):
        raise IncompleteRequest(
            FIELD,
            tr("The file of “{name}” is no longer at {path}.").format(name=name, path=path),
            tr("Repair the layer's source, or add the raster again."),
        )
    if path.lower().endswith(_NOT_IN_THE_ENGINE):
        return _exported(layer, tr("“{name}” has a format that the engine cannot read.").format(name=name))
    if layer.isValid():  # else the engine tells what is wrong with the file
        reason = _place_is_qgis_alone(layer)
        if reason:
            return _exported(layer, reason)
    return RasterSource(layer.source() if remote else os.path.abspath(path), name)


def output_name(layer: Optional[QgsRasterLayer]) -> str:
    """What a result is named after: the path of the file, or the name of a layer that has none."""
    source = raster_source(layer)
    return source.path or source.name


def _exported(layer: QgsRasterLayer, reason: str) -> RasterSource:
    if not layer.isValid():
        raise IncompleteRequest(
            FIELD,
            tr("“{name}” cannot be read: its source does not answer.").format(name=layer.name()),
            tr("Check the connection, then repair the layer's source or add it again."),
        )
    return RasterSource("", layer.name(), reason)


def _is_inside_a_file(path: str) -> bool:
    """Whether GDAL reads it by a name such as ``NETCDF:"sea.nc":depth``, or as a folder, and not as one file."""
    return os.path.isdir(path) or not (os.path.isabs(path) or os.path.isfile(path))


def _place_is_qgis_alone(layer: QgsRasterLayer) -> str:
    """Why the engine, which reads the CRS in the file, would put the answers elsewhere; empty if it would not."""
    in_file, shown = layer.dataProvider().crs(), layer.crs()
    if in_file == shown or not shown.isValid():
        return ""
    if in_file.isValid():
        return tr("“{name}” is shown in {shown}, but its file says {in_file}.").format(
            name=layer.name(), shown=shown.userFriendlyIdentifier(), in_file=in_file.userFriendlyIdentifier()
        )
    if _has_no_position(layer):
        return ""  # a CRS that QGIS gave to a plain picture: the engine tells that it lies nowhere
    return tr("“{name}” has its CRS from QGIS alone: its file has none.").format(name=layer.name())


def _has_no_position(layer: QgsRasterLayer) -> bool:
    """Whether its coordinates are those of a plain picture: pixels, counted from its corner."""
    extent = layer.extent()
    at_corner = extent.xMinimum() == 0.0 and 0.0 in (extent.yMinimum(), extent.yMaximum())
    return at_corner and extent.width() == layer.width() and extent.height() == layer.height()
