"""The slider for the threshold, with its value beside it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from ..core.i18n import tr


class ThresholdRow(QWidget):
    """A probability between 0.05 and 0.95."""

    changed = pyqtSignal(float)

    def __init__(self, value: float, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("thresholdSlider")
        self.slider.setRange(5, 95)
        self.slider.setSingleStep(1)
        self.slider.setPageStep(5)
        self.slider.setToolTip(tr("How sure the model must be: lower finds more, higher finds less but surer"))
        self.slider.setAccessibleName(tr("Threshold"))
        self._label = QLabel(self)
        self._label.setMinimumWidth(self._label.fontMetrics().horizontalAdvance("0.00"))
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._label)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._on_changed)
        self.slider.setValue(round(value * 100))
        self._on_changed()

    @property
    def value(self) -> float:
        """The threshold, 0.05 to 0.95."""
        return self.slider.value() / 100.0

    def _on_changed(self) -> None:
        self._label.setText(f"{self.value:.2f}")
        self.changed.emit(self.value)
