"""QGIS's interface object as far as the plugin uses it, with a real window, so that leftovers can be seen."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow, QMenu, QToolBar


class _Signals(QObject):
    currentLayerChanged = pyqtSignal(object)


class FakeIface:
    """Adds to and removes from a window what it is told to; ``options_shown`` lists the pages asked for."""

    def __init__(self) -> None:
        self._signals = _Signals()
        self.currentLayerChanged = self._signals.currentLayerChanged
        self._window = QMainWindow()
        self._canvas = QgsMapCanvas(self._window)
        self._window.setCentralWidget(self._canvas)
        self._bar = QgsMessageBar(self._window)
        self.toolbar = QToolBar(self._window)
        self.raster_menu = QMenu(self._window)
        self.factories: list = []
        self.options_shown: list[str] = []
        self.active_layer = None
        self._window.resize(1200, 800)

    def mainWindow(self) -> QMainWindow:
        return self._window

    def mapCanvas(self) -> QgsMapCanvas:
        return self._canvas

    def activeLayer(self):
        return self.active_layer

    def messageBar(self) -> QgsMessageBar:
        return self._bar

    def addToolBarIcon(self, action) -> None:
        self.toolbar.addAction(action)

    def removeToolBarIcon(self, action) -> None:
        self.toolbar.removeAction(action)

    def addPluginToRasterMenu(self, _menu: str, action) -> None:
        self.raster_menu.addAction(action)

    def removePluginRasterMenu(self, _menu: str, action) -> None:
        self.raster_menu.removeAction(action)

    def addDockWidget(self, area: Qt.DockWidgetArea, dock: QDockWidget) -> None:
        self._window.addDockWidget(area, dock)

    def removeDockWidget(self, dock: QDockWidget) -> None:
        self._window.removeDockWidget(dock)

    def registerOptionsWidgetFactory(self, factory) -> None:
        self.factories.append(factory)

    def unregisterOptionsWidgetFactory(self, factory) -> None:
        self.factories.remove(factory)

    def showOptionsDialog(self, _parent, page: str) -> None:
        self.options_shown.append(page)
