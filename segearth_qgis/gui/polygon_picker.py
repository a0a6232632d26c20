"""Chooses the polygon layer to search in, and whether only its selected features count."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ..core.compat import POLYGON_LAYERS
from ..core.i18n import tr


class PolygonPicker(QWidget):
    """A combo of polygon layers and a check box that is there when something is selected."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._watched: Optional[QgsVectorLayer] = None
        self.layerCombo = QgsMapLayerComboBox(self)
        self.layerCombo.setObjectName("polygonLayerCombo")
        self.layerCombo.setFilters(POLYGON_LAYERS)
        self.layerCombo.setToolTip(tr("Only inside the polygons of this layer"))
        self.selectedCheck = QCheckBox(self)
        self.selectedCheck.setObjectName("selectedOnlyCheck")
        self.layerCombo.layerChanged.connect(self._on_layer_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.layerCombo)
        layout.addWidget(self.selectedCheck)
        self._on_layer_changed(self.layerCombo.currentLayer())

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The chosen layer."""
        return self.layerCombo.currentLayer()

    @property
    def selected_only(self) -> bool:
        """Whether only selected features count; never without a selection."""
        return self.selectedCheck.isEnabled() and self.selectedCheck.isChecked()

    def _on_layer_changed(self, layer: Optional[QgsVectorLayer]) -> None:
        if self._watched is not None:
            self._watched.selectionChanged.disconnect(self._on_selection_changed)
            self._watched.willBeDeleted.disconnect(self._on_layer_gone)
        self._watched = layer
        if layer is not None:
            layer.selectionChanged.connect(self._on_selection_changed)
            layer.willBeDeleted.connect(self._on_layer_gone)
        self.selectedCheck.setChecked(layer is not None and layer.selectedFeatureCount() > 0)
        self._on_selection_changed()

    def _on_layer_gone(self) -> None:
        self._watched = None

    def _on_selection_changed(self) -> None:
        count = self._watched.selectedFeatureCount() if self._watched is not None else 0
        self.selectedCheck.setEnabled(count > 0)
        if count == 0:  # the check mark of an earlier selection must not narrow a later one
            self.selectedCheck.setChecked(False)
        self.selectedCheck.setText(
            tr("Selected features only ({count})").format(count=f"{count:,}") if count else tr("Selected features only")
        )
