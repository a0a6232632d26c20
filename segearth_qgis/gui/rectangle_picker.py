"""Draws one rectangle on the map, keeps it visible, and tells how large it is."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsGeometry, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsMapToolExtent, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ..core.compat import POLYGON_GEOMETRY
from ..core.i18n import tr
from ..core.text import area_text

_COLOUR = QColor("#0072b2")


class RectanglePicker(QWidget):
    """A button that starts drawing, and a label. The rectangle is kept with the CRS of the map it was drawn on.

    What is drawn is on the map while this widget is on the screen; hiding the widget ends drawing.
    """

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._drawn: Optional[tuple[QgsRectangle, QgsCoordinateReferenceSystem]] = None
        self._tool_before: Optional[QgsMapTool] = None
        self._tool = QgsMapToolExtent(canvas)
        self._tool.extentChanged.connect(self._on_drawn)
        self._tool.deactivated.connect(self._on_tool_left)
        self._band = QgsRubberBand(canvas, POLYGON_GEOMETRY)
        self._band.setStrokeColor(_COLOUR)
        self._band.setSecondaryStrokeColor(QColor("#ffffff"))
        self._band.setFillColor(QColor(0, 0, 0, 0))
        self._band.setLineStyle(Qt.PenStyle.DashLine)
        self._band.setWidth(2)
        canvas.destinationCrsChanged.connect(self._show_on_map)

        self.drawButton = QPushButton(self)
        self.drawButton.setObjectName("drawButton")
        self.drawButton.setCheckable(True)
        self.drawButton.setToolTip(tr("Drag a rectangle on the map"))
        self.drawButton.toggled.connect(self._on_toggled)
        self._label = QLabel(self)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.drawButton)
        layout.addWidget(self._label, 1)
        self.clear()

    @property
    def rectangle(self) -> Optional[tuple[QgsRectangle, QgsCoordinateReferenceSystem]]:
        """The rectangle and its CRS, or None while nothing is drawn."""
        return self._drawn

    def set_rectangle(self, rectangle: QgsRectangle) -> None:
        """Take a rectangle in the CRS that the map has now."""
        self._on_drawn(rectangle)

    def clear(self) -> None:
        """Forget what is drawn."""
        self._drawn = None
        self._label.setText(tr("Nothing drawn yet"))
        self.drawButton.setText(tr("Draw on map"))
        self._show_on_map()

    def release(self) -> None:
        """Take tool and rectangle off the map, before the widget goes."""
        self.drawButton.setChecked(False)
        self.clear()
        self._canvas.destinationCrsChanged.disconnect(self._show_on_map)
        self._canvas.scene().removeItem(self._band)

    def showEvent(self, event: QShowEvent) -> None:
        """Put what is drawn on the map."""
        super().showEvent(event)
        self._show_on_map()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take what is drawn off the map and end drawing; the rectangle itself is kept."""
        super().hideEvent(event)
        if not event.spontaneous():  # not when the whole window is made an icon
            self.drawButton.setChecked(False)
            self._show_on_map()

    def _show_on_map(self) -> None:
        """Draw anew: the band keeps its points in the CRS that the map had."""
        if self._drawn is not None and self.isVisible():
            rectangle, crs = self._drawn
            self._band.setToGeometry(QgsGeometry.fromRect(rectangle), crs)
        elif self._band.size() > 0:
            self._band.reset(POLYGON_GEOMETRY)

    def _on_toggled(self, on: bool) -> None:
        if on:
            self._tool_before = self._canvas.mapTool()
            self._canvas.setMapTool(self._tool)
        elif self._canvas.mapTool() is self._tool:
            self._canvas.unsetMapTool(self._tool)
            if self._tool_before is not None and not sip.isdeleted(self._tool_before):
                self._canvas.setMapTool(self._tool_before)

    def _on_tool_left(self) -> None:
        """Another tool takes over, or none: the canvas is in the middle of that, so nothing is given back."""
        self.drawButton.blockSignals(True)
        self.drawButton.setChecked(False)
        self.drawButton.blockSignals(False)

    def _on_drawn(self, rectangle: QgsRectangle) -> None:
        if rectangle.isEmpty():
            return
        crs = self._canvas.mapSettings().destinationCrs()
        self._drawn = (QgsRectangle(rectangle), crs)
        measure = QgsDistanceArea()
        measure.setSourceCrs(crs, QgsProject.instance().transformContext())
        measure.setEllipsoid(QgsProject.instance().ellipsoid() or "EPSG:7030")
        self._label.setText(area_text(measure.measureArea(QgsGeometry.fromRect(rectangle))))
        self.drawButton.setChecked(False)
        self.drawButton.setText(tr("Draw again"))
        self._show_on_map()
        self.changed.emit()
