"""From what is seen, drawn or stored in QGIS to the area that the engine searches, always with its CRS."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from .compat import WKT_PREFERRED
from .errors import IncompleteRequest
from .i18n import tr
from .run_request import SearchArea

FIELD = "extentWidget"


def crs_text(crs: QgsCoordinateReferenceSystem) -> Optional[str]:
    """The CRS as the engine can read it: an authority code, or WKT where it has none that others know.

    None for "no projection": coordinates are then those of the layer itself.
    """
    if not crs.isValid():
        return None
    code = crs.authid()
    if code and not code.upper().startswith(("USER:", "QGIS:")):
        return code
    return crs.toWkt(WKT_PREFERRED)


def area_of_rectangle(rectangle: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> SearchArea:
    """A rectangle in the CRS of the canvas it was seen or drawn on."""
    if rectangle.isEmpty() or not rectangle.isFinite():
        raise IncompleteRequest(FIELD, tr("The area to search is empty."), tr("Zoom to the raster, or draw again."))
    corners = (rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum())
    return SearchArea(extent=corners, extent_crs=crs_text(crs))


def area_of_polygons(layer: Optional[QgsVectorLayer], selected_only: bool, folder: Path) -> SearchArea:
    """The polygons of a layer, written to a file in ``folder``; unsaved edits are included.

    The layer is copied in the main thread, so that nothing else ever touches it.
    """
    if layer is None:
        raise IncompleteRequest(
            FIELD, tr("There is no polygon layer to search in."), tr("Add one, or choose another area.")
        )
    if not layer.crs().isValid():
        raise IncompleteRequest(
            FIELD,
            tr("“{name}” has no CRS, so nobody knows where its polygons lie.").format(name=layer.name()),
            tr("Set it: right-click the layer, then Layer CRS > Set Layer CRS."),
        )
    ids = layer.selectedFeatureIds() if selected_only else None
    request = QgsFeatureRequest() if ids is None else QgsFeatureRequest().setFilterFids(ids)
    if not any(feature.hasGeometry() for feature in layer.getFeatures(request.setNoAttributes())):
        raise IncompleteRequest(
            FIELD,
            tr("“{name}” has no polygon to search in.").format(name=layer.name()),
            tr("Draw one, select one, or choose another area."),
        )
    path = folder / "search_area.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = "search_area"
    options.onlySelectedFeatures = selected_only
    options.skipAttributeCreation = True
    outcome = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsProject.instance().transformContext(), options
    )
    if outcome[0] != QgsVectorFileWriter.WriterError.NoError:
        raise IncompleteRequest(
            FIELD,
            tr("The polygons of “{name}” cannot be written: {reason}").format(name=layer.name(), reason=outcome[1]),
        )
    return SearchArea(mask=str(path))
