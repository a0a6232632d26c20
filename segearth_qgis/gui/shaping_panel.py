"""What turns probabilities into areas: threshold, minimum area, simplification, right angles.

The values count for the next run, and at once for the result that is shown: that one is drawn anew without the model.
"""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QDoubleSpinBox, QFormLayout, QLabel, QSizePolicy, QWidget

from ..core.i18n import tr
from ..core.run_request import Shaping
from ..core.text import area_text
from .area_spin import AreaSpin
from .small_label import make_small
from .threshold_row import ThresholdRow

MOST_AREA_M2 = 100_000_000.0
MOST_SIMPLIFY_M = 1_000.0


class ShapingPanel(QWidget):
    """``thresholdSlider``, ``minAreaSpin``, ``simplifySpin``, ``rightAnglesCheck``; a line says what they change."""

    changed = pyqtSignal()  # by the user, not by ``show_values``

    def __init__(self, threshold: float, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self._before_size: Optional[float] = None
        self.threshold = ThresholdRow(threshold, self)
        self.minAreaSpin = self._field("minAreaSpin", AreaSpin(MOST_AREA_M2, self))
        self.minAreaSpin.setSpecialValueText(tr("Any"))
        self.minAreaSpin.setToolTip(tr("Smaller areas are left out"))
        self.simplifySpin = self._field("simplifySpin", QDoubleSpinBox(self))
        self.simplifySpin.setRange(0.0, MOST_SIMPLIFY_M)
        self.simplifySpin.setDecimals(1)
        self.simplifySpin.setSingleStep(0.5)
        self.simplifySpin.setSuffix(" m")
        self.simplifySpin.setSpecialValueText(tr("Off"))
        self.simplifySpin.setToolTip(
            tr("Corners that span less than the square of so many metres go; off: along the pixels")
        )
        self.rightAnglesCheck = QCheckBox(tr("Right an&gles"), self)
        self.rightAnglesCheck.setObjectName("rightAnglesCheck")
        self.rightAnglesCheck.setToolTip(tr("Outlines that are nearly rectangular become so: for buildings"))
        self._note = QLabel(self)
        self._note.setObjectName("shapingNote")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        make_small(self._note)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addRow(tr("&Threshold"), self.threshold)
        layout.addRow(tr("Minimum &area"), self.minAreaSpin)
        layout.addRow(tr("Simpli&fy"), self.simplifySpin)
        layout.addRow("", self.rightAnglesCheck)
        layout.addRow(self._note)
        self.threshold.changed.connect(self._on_changed)
        self.minAreaSpin.valueChanged.connect(self._on_changed)
        self.simplifySpin.valueChanged.connect(self._on_changed)
        self.rightAnglesCheck.toggled.connect(self._on_changed)
        self.say_target("")

    @property
    def values(self) -> Shaping:
        """The values as they stand."""
        return Shaping(
            self.threshold.value,
            self.minAreaSpin.value(),
            self.simplifySpin.value(),
            self.rightAnglesCheck.isChecked(),
        )

    def show_values(self, shaping: Shaping) -> None:
        """Show other values without telling anyone."""
        self._quiet = True
        try:
            self.threshold.slider.setValue(round(shaping.threshold * 100))
            self.minAreaSpin.setValue(shaping.min_area_m2)
            self.simplifySpin.setValue(shaping.simplify_m)
            self.rightAnglesCheck.setChecked(shaping.right_angles)
        finally:
            self._quiet = False

    def follow_question(self, min_area_m2: Optional[float]) -> None:
        """Take the least size that a question names; None: it names none any more, and the value before comes back."""
        if min_area_m2 is not None:
            if self._before_size is None:
                self._before_size = self.minAreaSpin.value()
            value = min_area_m2
        else:
            value, self._before_size = self._before_size or 0.0, None
        self._quiet = True
        try:
            self.minAreaSpin.setValue(value)
        finally:
            self._quiet = False

    def lower_threshold(self) -> None:
        """The next step where nothing was found."""
        self.threshold.slider.setValue(round(lower_threshold(self.threshold.value) * 100))

    def say_target(self, layer_name: str) -> None:
        """Say which layer changes with the values; "" for none yet."""
        self._note.setText(
            tr("Changes show at once in “{name}”.").format(name=layer_name)
            if layer_name
            else tr("For the next run; later they change its result at once.")
        )

    def _field(self, name: str, spin: QDoubleSpinBox) -> QDoubleSpinBox:
        spin.setObjectName(name)
        spin.setGroupSeparatorShown(True)
        spin.setKeyboardTracking(False)  # a number counts when it is whole
        spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return spin

    def _on_changed(self) -> None:
        area = self.minAreaSpin.value()
        self.minAreaSpin.setAccessibleDescription(area_text(area) if area else tr("Any"))
        if not self._quiet:
            self.changed.emit()


def lower_threshold(threshold: float) -> float:
    """A threshold that finds clearly more: three fifths of it in steps of 0.05, at least 0.05."""
    return max(0.05, round(threshold * 0.6 / 0.05) * 0.05)
