"""The plugin as QGIS sees it: an action, a dock made on first use, an options page, and an end that leaves nothing."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication

from .core.compat import QAction
from .core.i18n import tr
from .core.replies import know_main_thread
from .core.resources import icon
from .core.settings import Settings
from .engine_client.client import EngineClient, EngineState
from .engine_client.limits import Limits
from .engine_client.setup_state import EngineSetup, SetupState
from .gui.dock import DEFAULT_WIDTH, SegEarthDock
from .gui.options_factory import OptionsFactory
from .gui.options_page import PAGE_NAME
from .gui.setup_dialog import SetupDialog
from .processing.provider import SegEarthProvider

MENU = "SegEarth"


class SegEarthPlugin:
    """Built by ``classFactory``. Without a window (``qgis_process``) it has its Processing algorithms only."""

    def __init__(self, iface: Optional[QgisInterface], limits: Optional[Limits] = None) -> None:
        self.iface = iface
        self.settings = Settings()
        self.client: Optional[EngineClient] = None
        self.dock: Optional[SegEarthDock] = None
        self.action: Optional[QAction] = None
        self.setup: Optional[EngineSetup] = None
        self.setup_action: Optional[QAction] = None
        self._setup_dialog: Optional[SetupDialog] = None
        self._limits = limits
        self._factory: Optional[OptionsFactory] = None
        self._provider: Optional[SegEarthProvider] = None
        self._reconnect_due = False

    def initProcessing(self) -> None:
        """Add the algorithms; ``qgis_process`` calls this alone, a window through ``initGui``."""
        know_main_thread()
        if self._provider is None:
            self._provider = SegEarthProvider()
            QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Add the action and the options page; the dock is made when first asked for, so it never opens itself."""
        self.initProcessing()
        if self.iface is None:
            return
        self.client = EngineClient(lambda: self.settings.engine_command, self._limits)
        self.action = QAction(icon(), tr("SegEarth: ask a raster"), self.iface.mainWindow())
        self.action.setObjectName("segearthAction")
        self.action.setCheckable(True)
        self.action.setToolTip(tr("Ask a raster a question in words (SegEarth)"))
        self.action.triggered.connect(self._on_triggered)
        self.iface.addToolBarIcon(self.action)
        self.iface.addPluginToRasterMenu(MENU, self.action)
        self.setup = EngineSetup(self.settings, limits=self._limits)
        self.setup.commandChanged.connect(self._on_new_engine)
        self.setup_action = QAction(icon("setup"), tr("Set up the engine…"), self.iface.mainWindow())
        self.setup_action.setObjectName("segearthSetupAction")
        self.setup_action.triggered.connect(self.open_setup)
        self.iface.addPluginToRasterMenu(MENU, self.setup_action)
        self._factory = OptionsFactory(self.settings, self._on_settings_applied, self.open_setup)
        self.iface.registerOptionsWidgetFactory(self._factory)

    def unload(self) -> None:
        """Stop the engine and remove everything that ``initGui`` and the user's clicks have added."""
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self.setup is not None:
            self.setup.release()
        if self._setup_dialog is not None:
            self._setup_dialog.close()
        if self.client is not None:
            self.client.stop()
        if self.dock is not None:
            self.dock.release()
            self.iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
        if self.client is not None:
            self.client.deleteLater()
            self.client = None
        if self._factory is not None:
            self.iface.unregisterOptionsWidgetFactory(self._factory)
            self._factory = None
        if self.setup is not None:
            self.iface.removePluginRasterMenu(MENU, self.setup_action)
            self.setup_action.deleteLater()
            self.setup.deleteLater()
            self.setup = self.setup_action = None
        if self.action is not None:
            self.iface.removePluginRasterMenu(MENU, self.action)
            self.iface.removeToolBarIcon(self.action)
            self.action.deleteLater()
            self.action = None

    def show_dock(self) -> SegEarthDock:
        """Open the dock, making it the first time, and put the keyboard into the question."""
        if self.dock is None:
            self.dock = SegEarthDock(
                self.iface,
                self.client,
                self.settings,
                self._open_settings,
                self.iface.mainWindow(),
                setup=self.setup,
                open_setup=self.open_setup,
            )
            self.dock.setToggleVisibilityAction(self.action)
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
            self.iface.mainWindow().resizeDocks([self.dock], [DEFAULT_WIDTH], Qt.Orientation.Horizontal)
            self.dock.runEnded.connect(self._reconnect, Qt.ConnectionType.QueuedConnection)
            if self.setup.state is not SetupState.MISSING:  # the hint on top of the dock says what to do
                self.dock.connect_engine()
        self.dock.setUserVisible(True)
        self.dock.form.questionEdit.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.dock

    def open_setup(self) -> SetupDialog:
        """Open the window of the set-up, or bring it to the front."""
        if self._setup_dialog is None:
            parent = QApplication.activeModalWidget() or self.iface.mainWindow()  # QGIS's options are modal
            self._setup_dialog = SetupDialog(self.setup, self.settings, parent)
            self._setup_dialog.destroyed.connect(self._on_setup_closed)
        self._setup_dialog.show()
        self._setup_dialog.raise_()
        self._setup_dialog.activateWindow()
        return self._setup_dialog

    def _on_setup_closed(self) -> None:
        self._setup_dialog = None

    def _on_new_engine(self) -> None:
        """The set-up has given another command."""
        self._on_settings_applied(True)

    def _on_triggered(self, checked: bool) -> None:
        """The first click makes the dock; after that the action is linked to it."""
        if checked and self.dock is None:
            self.show_dock()

    def _open_settings(self) -> None:
        """Where an engine that is not in order is put in order."""
        if self.setup.state is not SetupState.READY:
            self.open_setup()
            return
        self.iface.showOptionsDialog(self.iface.mainWindow(), PAGE_NAME)

    def _on_settings_applied(self, changed: bool) -> None:
        """Another engine from now on; where none runs, the same command is tried again."""
        if changed:
            self.setup.changed.emit()
        if self.dock is not None and (changed or self.client.state is EngineState.STOPPED):
            self._reconnect_due = True
            self._reconnect()

    def _reconnect(self) -> None:
        """Start the engine that is due; a run that is on its way keeps the old one to its end."""
        if self._reconnect_due and self.dock is not None and not self.dock.is_running:
            self._reconnect_due = False
            self.client.stop()
            self.dock.connect_engine()
