"""Runs inside the real QGIS application: QGIS's own plugin installer takes the zip, the plugin starts, and goes again.

Started by test_install_zip.py with ``qgis --code`` and a profile in which nothing was ever installed. Orders and report
as in in_qgis.py.
"""

import json
import os
import traceback
from pathlib import Path

import pyplugin_installer
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import active_plugins, home_plugin_path, iface, plugins

ORDERS = json.loads(Path(os.environ["SEGEARTH_GUI_ORDERS"]).read_text(encoding="utf-8"))
NAME = "segearth_qgis"
SEEN = {"error": ""}


def docks():
    return [
        dock.objectName() for dock in iface.mainWindow().findChildren(QDockWidget) if "SegEarth" in dock.objectName()
    ]


def look(name, widget):
    QApplication.processEvents()
    widget.grab().save(str(Path(ORDERS["screenshots"]) / name))


def install():
    SEEN["before"] = NAME in active_plugins
    pyplugin_installer.instance().installFromZipFile(ORDERS["zip"])
    SEEN["after"] = NAME in active_plugins
    SEEN["kind"] = type(plugins[NAME]).__name__
    SEEN["files"] = sorted(path.name for path in Path(home_plugin_path, NAME).iterdir())
    SEEN["enabled"] = QgsSettings().value(f"/PythonPlugins/{NAME}", False, bool)
    SEEN["docks_at_start"] = docks()
    plugin = plugins[NAME]
    SEEN["state"] = plugin.setup.state.value
    plugin.action.trigger()
    hint = plugin.dock.findChild(object, "setupHint")
    SEEN["hint"] = hint.message.label.text()
    dialog = plugin.open_setup()
    SEEN["start"] = dialog.page.startButton.text()
    QTimer.singleShot(1000, lambda: guard(lambda: leave(plugin, dialog)))


def leave(plugin, dialog):
    look("setup.png", dialog)
    look("dock_first.png", plugin.dock)
    dialog.close()
    pyplugin_installer.instance().uninstallPlugin(NAME, quiet=True)
    SEEN["gone"] = NAME not in active_plugins and not Path(home_plugin_path, NAME).exists()
    QTimer.singleShot(500, lambda: guard(finish))


def finish():
    SEEN["docks_at_end"] = docks()
    quit_qgis()


def quit_qgis():
    Path(ORDERS["report"]).write_text(json.dumps(SEEN), encoding="utf-8")
    iface.actionExit().trigger()


def guard(step):
    try:
        step()
    except Exception:  # noqa: BLE001 (the report must tell of every error)
        SEEN["error"] = traceback.format_exc()
        quit_qgis()


QTimer.singleShot(1000, lambda: guard(install))
QTimer.singleShot(ORDERS["limit_ms"], quit_qgis)
