"""Runs inside the real QGIS application: starts a run, tells who works on it, and quits or waits to be killed.

Started by test_trouble.py with ``qgis --code``; SEGEARTH_GUI_ORDERS names the file of its orders.
"""

import json
import os
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface, plugins

ORDERS = json.loads(Path(os.environ["SEGEARTH_GUI_ORDERS"]).read_text(encoding="utf-8"))
POLL_MS = 200


def report(**told):
    """Write what there is to tell, whole or not at all."""
    part = Path(ORDERS["report"] + ".part")
    part.write_text(json.dumps({"qgis_pid": os.getpid(), **told}), encoding="utf-8")
    part.replace(ORDERS["report"])


def guarded(step):
    """Every error is told, and ends QGIS."""
    try:
        step()
    except Exception:  # noqa: BLE001 (the report must tell of every error)
        report(error=traceback.format_exc())
        os._exit(9)


def start():
    QgsProject.instance().addMapLayer(QgsRasterLayer(ORDERS["raster"], "Raster"))
    plugin = plugins["segearth_qgis"]
    plugin.action.trigger()
    plugin.dock.form.extentWidget.set_mode("layer")
    plugin.dock.form.questionEdit.setText("Where is open water?")
    progress = []
    plugin.client.notified.connect(lambda method, told: progress.append(told) if method == "progress" else None)
    plugin.dock.start_run()
    wait_for(lambda: bool(progress), lambda: trouble(plugin))


def wait_for(condition, step):
    if condition():
        guarded(step)
    else:
        QTimer.singleShot(POLL_MS, lambda: wait_for(condition, step))


def trouble(plugin):
    report(error="", running=plugin.dock.is_running, engine_pid=plugin.client.pid)
    if ORDERS["then"] == "quit":
        QgsProject.instance().setDirty(False)
        QTimer.singleShot(POLL_MS, answer)
        QTimer.singleShot(0, iface.actionExit().trigger)


def answer():
    """QGIS asks whether to cancel what is running, and stays; its user says yes to all, and quits again."""
    QTimer.singleShot(POLL_MS, answer)
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        box.button(QMessageBox.StandardButton.Yes).click()
    elif QgsApplication.taskManager().countActiveTasks() == 0:
        iface.actionExit().trigger()


QgsApplication.instance().segearth_start = start  # outlives this script
QTimer.singleShot(1500, lambda: guarded(start))
