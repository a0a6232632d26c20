"""Opens the help page that lies with the plugin, in the browser of the desktop."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..core.resources import help_address


def open_help(section: str = "") -> None:
    """Show the page, or one section of it."""
    QDesktopServices.openUrl(QUrl(help_address(section)))
