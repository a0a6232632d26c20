"""Chooses the bands that a run takes as red, green and blue: the engine's choice, those on the map, or any three."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsMapLayer, QgsRasterLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..core.i18n import tr
from ..core.raster_bands import NO_CHOICE, Bands, band_choice
from .small_label import make_small

AUTOMATIC, DISPLAYED, CHOSEN = "automatic", "displayed", "chosen"


class BandPicker(QWidget):
    """Hides itself, and its label in a form, where the raster leaves no choice."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("bandPicker")
        self._layer: Optional[QgsRasterLayer] = None
        self._choice = NO_CHOICE
        self.modeCombo = QComboBox(self)
        self.modeCombo.setObjectName("bandModeCombo")
        for mode, text, tip in (
            (
                AUTOMATIC,
                tr("As the file says"),
                tr("Red, green and blue by their names in the file, else bands 1, 2, 3"),
            ),
            (DISPLAYED, tr("As displayed"), tr("The bands that the map shows when the run starts")),
            (CHOSEN, tr("Choose bands"), tr("Any three bands")),
        ):
            self.modeCombo.addItem(text, mode)
            self.modeCombo.setItemData(self.modeCombo.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._chosen = QWidget(self)
        grid = QGridLayout(self._chosen)
        grid.setContentsMargins(0, 0, 0, 0)
        self.bandCombos: list[QComboBox] = []
        for row, (name, text) in enumerate(
            (("redBandCombo", tr("Red")), ("greenBandCombo", tr("Green")), ("blueBandCombo", tr("Blue")))
        ):
            combo = QComboBox(self._chosen)
            combo.setObjectName(name)
            combo.currentIndexChanged.connect(self.changed)
            label = QLabel(text, self._chosen)
            label.setBuddy(combo)
            grid.addWidget(label, row, 0)
            grid.addWidget(combo, row, 1)
            self.bandCombos.append(combo)
        grid.setColumnStretch(1, 1)
        for combo in (self.modeCombo, *self.bandCombos):  # long names of bands must not widen the dock
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.stretchLabel = QLabel(self)
        self.stretchLabel.setObjectName("stretchLabel")
        self.stretchLabel.setWordWrap(True)
        make_small(self.stretchLabel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.modeCombo)
        layout.addWidget(self._chosen)
        layout.addWidget(self.stretchLabel)
        self.setFocusProxy(self.modeCombo)
        self.modeCombo.currentIndexChanged.connect(self._on_mode_changed)
        self.set_layer(None)

    @property
    def mode(self) -> str:
        """``automatic``, ``displayed`` or ``chosen``."""
        return str(self.modeCombo.currentData())

    @property
    def bands(self) -> Optional[Bands]:
        """Red, green and blue, counted from 1; None: the engine's own choice."""
        if not self._choice.is_there:
            return None
        if self.mode == DISPLAYED:
            return band_choice(self._layer).displayed  # the map may show others by now
        if self.mode == CHOSEN:
            red, green, blue = (combo.currentIndex() + 1 for combo in self.bandCombos)
            return red, green, blue
        return None

    def set_bands(self, bands: Optional[Bands]) -> None:
        """Choose these bands, if the raster has them."""
        if bands is None or max(bands) > len(self._choice.names):
            self.modeCombo.setCurrentIndex(self.modeCombo.findData(AUTOMATIC))
            return
        for combo, band in zip(self.bandCombos, bands):
            combo.setCurrentIndex(band - 1)
        self.modeCombo.setCurrentIndex(self.modeCombo.findData(CHOSEN))

    def set_layer(self, layer: Optional[QgsMapLayer]) -> None:
        """Offer the bands of a raster; what was chosen for another one is forgotten."""
        if self._layer is not None:
            self._layer.willBeDeleted.disconnect(self._on_layer_gone)
            self._layer.rendererChanged.disconnect(self._on_mode_changed)
        self._layer = layer if isinstance(layer, QgsRasterLayer) else None
        if self._layer is not None:
            self._layer.willBeDeleted.connect(self._on_layer_gone)
            self._layer.rendererChanged.connect(self._on_mode_changed)
        self._choice = band_choice(self._layer)
        for position, combo in enumerate(self.bandCombos):
            combo.blockSignals(True)
            combo.clear()
            combo.addItems(list(self._choice.names))
            shown = self._choice.displayed
            combo.setCurrentIndex(shown[position] - 1 if shown else min(position, len(self._choice.names) - 1))
            combo.blockSignals(False)
        self.modeCombo.setCurrentIndex(0)
        self._on_mode_changed()
        self._show(self._choice.is_there)

    def _on_layer_gone(self) -> None:
        self._layer = None
        self.set_layer(None)

    def _on_mode_changed(self) -> None:
        choice = band_choice(self._layer)
        self.modeCombo.setItemText(self.modeCombo.findData(DISPLAYED), _displayed_text(choice.displayed))
        self.modeCombo.model().item(self.modeCombo.findData(DISPLAYED)).setEnabled(choice.displayed is not None)
        self._chosen.setVisible(self.mode == CHOSEN)
        self.stretchLabel.setText(choice.stretch_sentence())
        self.changed.emit()

    def _show(self, visible: bool) -> None:
        self.setVisible(visible)
        form = self.parentWidget().layout() if self.parentWidget() is not None else None
        label = form.labelForField(self) if hasattr(form, "labelForField") else None
        if label is not None:
            label.setVisible(visible)


def _displayed_text(bands: Optional[Bands]) -> str:
    if bands is None:
        return tr("As displayed")
    return tr("As displayed ({bands})").format(bands=", ".join(map(str, bands)))
