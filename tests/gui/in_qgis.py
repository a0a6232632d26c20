"""Runs inside the real QGIS application: opens the dock, asks a question as a user would, reports, quits.

Started by test_application.py with ``qgis --code``. It reads its orders from the JSON file named by
SEGEARTH_GUI_ORDERS, writes what it saw into the file named there, and always quits: at the end, at the first error,
and when its time is up.
"""

import json
import os
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QPlainTextEdit, QPushButton
from qgis.utils import active_plugins, iface, plugins

ORDERS = json.loads(Path(os.environ["SEGEARTH_GUI_ORDERS"]).read_text(encoding="utf-8"))
POLL_MS = 200


class Visit:
    """One visit of the application, step by step on timers, so that QGIS stays alive between the steps."""

    def __init__(self):
        self.seen = {"error": "", "steps": []}
        self.over = False
        QTimer.singleShot(ORDERS["limit_ms"], self.time_is_up)

    def guard(self, step, *arguments):
        """Run a step; an error ends the visit."""
        if self.over:
            return
        self.seen["steps"].append(step.__name__)
        try:
            step(*arguments)
        except Exception:  # noqa: BLE001 (the report must tell of every error)
            self.seen["error"] = traceback.format_exc()
            self.quit()

    def when(self, condition, step):
        """Go on with ``step`` once ``condition`` holds; until then look again and again."""
        if self.over:
            return
        if condition():
            self.guard(step)
        else:
            QTimer.singleShot(POLL_MS, lambda: self.when(condition, step))

    def start(self):
        self.seen["active"] = "segearth_qgis" in active_plugins
        self.seen["dock_at_start"] = iface.mainWindow().findChild(QDockWidget, "SegEarthDock") is not None
        iface.mainWindow().resize(1600, 1000)
        iface.mainWindow().move(0, 0)
        layer = QgsRasterLayer(ORDERS["raster"], Path(ORDERS["raster"]).stem)
        if not layer.isValid():
            raise ValueError("the raster cannot be opened")
        QgsProject.instance().addMapLayer(layer)
        QgsProject.instance().setCrs(layer.crs())
        iface.mapCanvas().setExtent(layer.extent())
        plugins["segearth_qgis"].action.trigger()
        self.when(lambda: iface.mapCanvas().isDrawing() is False, self.ask)

    def dock(self):
        return iface.mainWindow().findChild(QDockWidget, "SegEarthDock")

    def ask(self):
        dock = self.dock()
        self.seen["dock_width"] = dock.width()
        self.save("dock")
        edit = dock.findChild(QPlainTextEdit, "questionEdit")
        edit.setFocus()
        QTest.keyClicks(edit, ORDERS["question"])
        self.seen["typed"] = edit.toPlainText()
        button = dock.findChild(QPushButton, "runButton")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.seen["running"] = dock.is_running
        QTimer.singleShot(ORDERS.get("peek_ms", 700), lambda: self.save("running"))
        self.when(lambda: not dock.is_running, self.look)

    def look(self):
        dock = self.dock()
        self.seen["status"] = dock.status.label.text()
        self.seen["result"] = dock.results.label.text()
        self.seen["output"] = dock.resultLink.path
        root = QgsProject.instance().layerTreeRoot()
        self.seen["groups"] = [
            {
                "name": group.name(),
                "layers": [
                    {
                        "name": node.name(),
                        "visible": node.itemVisibilityChecked(),
                        "features": node.layer().featureCount() if isinstance(node.layer(), QgsVectorLayer) else None,
                        "crs": node.layer().crs().authid(),
                    }
                    for node in group.findLayers()
                ],
            }
            for group in root.findGroups()
        ]
        iface.mapCanvas().refresh()
        QTimer.singleShot(1000, lambda: self.when(lambda: not iface.mapCanvas().isDrawing(), self.finish))

    def finish(self):
        self.save("result")
        self.seen["engine_pid"] = plugins["segearth_qgis"].client.pid
        self.quit()

    def save(self, name):
        QApplication.processEvents()
        iface.mainWindow().grab().save(str(Path(ORDERS["screenshots"]) / f"{name}.png"))

    def time_is_up(self):
        if not self.over:
            self.seen["error"] = "time is up"
            self.save("time_is_up")
            self.quit()

    def quit(self):
        self.over = True
        QgsProject.instance().clear()  # an unsaved project would ask whether to save it
        Path(ORDERS["report"]).write_text(json.dumps(self.seen), encoding="utf-8")
        QTimer.singleShot(0, iface.actionExit().trigger)
        QTimer.singleShot(10_000, lambda: os._exit(9))  # a dialog stands in the way


visit = Visit()
QgsApplication.instance().segearth_visit = visit  # outlives this script
QTimer.singleShot(1500, lambda: visit.guard(visit.start))
