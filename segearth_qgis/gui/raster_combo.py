"""The rasters of the project that can be asked: not what a run has found, or is finding."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsMapLayer, QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QWidget

from ..core.compat import RASTER_LAYERS
from ..core.i18n import tr
from ..core.preview_layers import MARK
from ..core.result_layers import ROLE


class RasterCombo(QgsMapLayerComboBox):
    """Previews and probability rasters are left out, in a project that is opened, too."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("rasterCombo")
        self.setFilters(RASTER_LAYERS)
        self.setToolTip(tr("The raster to ask"))
        QgsProject.instance().layersAdded.connect(self._leave_out_results)
        self._leave_out_results()

    def _leave_out_results(self, _added: object = None) -> None:
        self.setExceptedLayerList([layer for layer in QgsProject.instance().mapLayers().values() if is_result(layer)])


def is_result(layer: QgsMapLayer) -> bool:
    """Whether a run has made the layer."""
    return bool(layer.customProperty(MARK) or layer.customProperty(ROLE))
