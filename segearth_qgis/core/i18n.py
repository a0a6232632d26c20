"""Translation of what the user reads, under one context for the whole plugin."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate ``text``. Fill its ``{names}`` with ``.format`` afterwards, so that translators see the pattern."""
    return QCoreApplication.translate("SegEarth", text)
