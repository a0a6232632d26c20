"""The plugin's tab in the Message Log (View > Panels > Log Messages > SegEarth)."""

from __future__ import annotations

from qgis.core import Qgis, QgsMessageLog

LOG_TAG = "SegEarth"

_LEVELS = {
    "debug": Qgis.MessageLevel.Info,
    "info": Qgis.MessageLevel.Info,
    "warning": Qgis.MessageLevel.Warning,
    "error": Qgis.MessageLevel.Critical,
    "critical": Qgis.MessageLevel.Critical,
}


def log(text: str, level: str = "info") -> None:
    """Write one line. ``level`` is a name of Python's logging in lower case; an unknown one counts as info."""
    QgsMessageLog.logMessage(text, LOG_TAG, _LEVELS.get(level.lower(), Qgis.MessageLevel.Info), False)
