"""The icons of outcomes, as QGIS and the desktop show them elsewhere."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QStyle

_THEME = {
    "info": "/mIconInfo.svg",
    "warning": "/mIconWarning.svg",
    "success": "/mIconSuccess.svg",
    "cancelled": "/mTaskCancel.svg",
}


def outcome_icon(name: str) -> QIcon:
    """The icon for ``info``, ``success``, ``warning``, ``cancelled`` or ``error``."""
    if name == "error":  # the theme's own is drawn for a red bar and vanishes elsewhere
        return QgsApplication.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxCritical)
    return QgsApplication.getThemeIcon(_THEME[name])
