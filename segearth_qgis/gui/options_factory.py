"""Tells QGIS of the plugin's options page."""

from __future__ import annotations

from typing import Callable, Optional

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from ..core.i18n import tr
from ..core.resources import icon
from ..core.settings import Settings
from .options_page import OptionsPage


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page each time the options are opened."""

    def __init__(
        self, settings: Settings, on_applied: Callable[[bool], None], open_setup: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setTitle(tr("SegEarth"))
        self._settings = settings
        self._on_applied = on_applied
        self._open_setup = open_setup

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return icon()

    def createWidget(self, parent: Optional[QWidget] = None) -> QgsOptionsPageWidget:
        """A new page."""
        return OptionsPage(self._settings, self._on_applied, self._open_setup, parent)
