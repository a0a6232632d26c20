"""Labels for what is said aside: smaller, and as dark as everything else, so that they can be read."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QLabel

_SCALE = 0.9


def make_small(label: QLabel) -> None:
    """Give the label a smaller font."""
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * _SCALE)
    label.setFont(font)
