"""A raster that the engine cannot open, fetched through QGIS for an algorithm."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsCoordinateTransformContext, QgsFeatureSource, QgsProcessingFeedback, QgsRasterLayer
from qgis.PyQt.QtCore import Qt

from ..core.errors import RunCancelled
from ..core.export_plan import plan_export
from ..core.i18n import tr
from ..core.raster_export import RasterExport
from ..core.run_request import SearchArea
from ..core.search_area import area_of_rectangle


def plan_fetching(
    layer: QgsRasterLayer,
    area: SearchArea,
    mask: Optional[QgsFeatureSource],
    gsd_m: Optional[float],
    context: QgsCoordinateTransformContext,
) -> RasterExport:
    """Look at the layer, on the main thread: what is fetched is the area, else the box of the mask, else all.

    Raises IncompleteRequest for a layer without a CRS, an area beside it, and more pixels than are fetched at once.
    """
    if area.extent is None and mask is not None:
        area = area_of_rectangle(mask.sourceExtent(), mask.sourceCrs())
    return RasterExport(layer, plan_export(layer, area, gsd_m, context), context)


def fetch(export: RasterExport, folder: Path, feedback: QgsProcessingFeedback) -> str:
    """Write ``source.tif`` in ``folder`` and give its path. Raises ExportFailed and RunCancelled."""
    export.check_room(folder)
    feedback.setProgressText(tr("Fetching “{name}”").format(name=export.layer_name))
    directly = Qt.ConnectionType.DirectConnection
    feedback.canceled.connect(export.feedback.cancel, directly)
    export.feedback.progressChanged.connect(feedback.setProgress, directly)
    if feedback.isCanceled():
        export.cancel()
    path = folder / "source.tif"
    try:
        if not export.write(path):
            raise RunCancelled
    finally:
        feedback.canceled.disconnect(export.feedback.cancel)
        export.feedback.progressChanged.disconnect(feedback.setProgress)
    return str(path)
