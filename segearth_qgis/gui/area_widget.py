"""Where to search: what the map shows, the whole layer, a rectangle drawn on the map, or polygons of a layer."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ..core.errors import IncompleteRequest
from ..core.i18n import tr
from ..core.run_request import SearchArea
from ..core.search_area import FIELD, area_of_polygons, area_of_rectangle
from .polygon_picker import PolygonPicker
from .rectangle_picker import RectanglePicker

VISIBLE, LAYER, DRAWN, POLYGONS = "visible", "layer", "drawn", "polygons"


class AreaWidget(QWidget):
    """A combo of the four ways and, below it, what the chosen way needs."""

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.modeCombo = QComboBox(self)
        self.modeCombo.setObjectName("extentModeCombo")
        for mode, text, tip in (
            (VISIBLE, tr("What the map shows"), tr("The part of the raster that is visible when the run starts")),
            (LAYER, tr("The whole raster"), tr("From edge to edge")),
            (DRAWN, tr("A drawn rectangle"), tr("Drag a rectangle on the map")),
            (POLYGONS, tr("Polygons of a layer"), tr("Only inside the polygons of a layer")),
        ):
            self.modeCombo.addItem(text, mode)
            self.modeCombo.setItemData(self.modeCombo.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.rectangle = RectanglePicker(canvas, self)
        self.polygons = PolygonPicker(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.modeCombo)
        layout.addWidget(self.rectangle)
        layout.addWidget(self.polygons)
        self.setFocusProxy(self.modeCombo)
        self.modeCombo.currentIndexChanged.connect(self._on_mode_changed)
        self.modeCombo.currentIndexChanged.connect(self.changed)
        self.rectangle.changed.connect(self.changed)
        self.polygons.layerCombo.layerChanged.connect(self.changed)
        self._on_mode_changed()

    @property
    def mode(self) -> str:
        """``visible``, ``layer``, ``drawn`` or ``polygons``."""
        return str(self.modeCombo.currentData())

    def set_mode(self, mode: str) -> None:
        """Choose one of the four ways."""
        self.modeCombo.setCurrentIndex(self.modeCombo.findData(mode))

    @property
    def follows_map(self) -> bool:
        """Whether the area changes with what the map shows."""
        return self.mode == VISIBLE

    @property
    def needs_file(self) -> bool:
        """Whether ``area`` writes a file."""
        return self.mode == POLYGONS

    def area(self, folder: Path) -> SearchArea:
        """The area as it is now. ``folder`` receives the file of polygons, if there is one.

        Raises IncompleteRequest when there is nothing drawn, no polygon, or an empty rectangle.
        """
        if self.mode == LAYER:
            return SearchArea()
        if self.mode == POLYGONS:
            return area_of_polygons(self.polygons.layer, self.polygons.selected_only, folder)
        if self.mode == DRAWN:
            if self.rectangle.rectangle is None:
                raise IncompleteRequest(
                    FIELD,
                    tr("No rectangle is drawn yet."),
                    tr("Press “Draw on map” and drag a rectangle, or choose another area."),
                )
            return area_of_rectangle(*self.rectangle.rectangle)
        settings = self._canvas.mapSettings()
        return area_of_rectangle(settings.visibleExtent(), settings.destinationCrs())

    def release(self) -> None:
        """Take everything off the map, before the widget goes."""
        self.rectangle.release()

    def _on_mode_changed(self) -> None:
        self.rectangle.setVisible(self.mode == DRAWN)
        self.polygons.setVisible(self.mode == POLYGONS)
