"""A field for an area that speaks as the rest of the dock does: ``740 m²``, ``1.2 ha``, ``3.1 km²``."""

from __future__ import annotations

import re
from typing import Optional

from qgis.PyQt.QtGui import QValidator
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QWidget

_UNITS = {"": 1.0, "m²": 1.0, "m2": 1.0, "ha": 1e4, "km²": 1e6, "km2": 1e6}
_NUMBER = re.compile(r"\s*([\d.,\s\u2019']*\d)\s*(m²|m2|ha|km²|km2|)\s*", re.IGNORECASE)


class AreaSpin(QDoubleSpinBox):
    """Its value is in square metres, whole ones; what is typed may name another unit."""

    def __init__(self, most_m2: float, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setDecimals(0)
        self.setRange(0.0, most_m2)
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)

    def textFromValue(self, value: float) -> str:
        """``value`` in the unit that reads best, none of its digits lost."""
        unit, size, decimals = ("m²", 1.0, 0) if value < 1e4 else ("ha", 1e4, 4) if value < 1e6 else ("km²", 1e6, 6)
        number = self.locale().toString(value / size, "f", decimals)
        if decimals:
            number = number.rstrip("0").rstrip(self.locale().decimalPoint())
        return f"{number} {unit}"

    def valueFromText(self, text: str) -> float:
        """Square metres; a number alone is of them. A text that is no area leaves the value as it is."""
        value = self._read(text)
        return self.value() if value is None else value

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Whole when it is an area; anything else may become one."""
        good = text == self.specialValueText() or self._read(text) is not None
        return QValidator.State.Acceptable if good else QValidator.State.Intermediate, text, position

    def _read(self, text: str) -> Optional[float]:
        match = _NUMBER.fullmatch(text)
        if match is None:
            return None
        number, understood = self.locale().toDouble(match[1].strip())
        if not understood:
            return None
        value = number * _UNITS[match[2].lower()]
        return round(value) if self.minimum() <= value <= self.maximum() else None
