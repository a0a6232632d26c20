"""Runs inside the real QGIS application: walks through the plugin as a user would and takes a picture at each station.

Started by resources/setup/make_pictures.py with ``qgis --code``; the orders are in the JSON file that
SEGEARTH_GUI_ORDERS names. It always quits: at the end, at the first error, and when its time is up.
"""

import json
import os
import traceback
from pathlib import Path

import processing
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QScrollArea
from qgis.utils import iface, plugins

ORDERS = json.loads(Path(os.environ["SEGEARTH_GUI_ORDERS"]).read_text(encoding="utf-8"))
POLL_MS = 100
SETTLE_MS = 700
NARROW = 280  # pixels


class Visit:
    """The stations are generators: each yields what it waits for, a condition or a number of milliseconds."""

    def __init__(self):
        self.report = {"error": "", "pictures": []}
        self.plugin = plugins["segearth_qgis"]
        self.over = False
        self.walk = self.stations()
        QTimer.singleShot(ORDERS["limit_ms"], lambda: self.end("time is up"))

    def step(self):
        """Go on to the next thing to wait for."""
        if self.over:
            return
        try:
            wish = next(self.walk)
        except StopIteration:
            self.end("")
        except Exception:  # noqa: BLE001 (the report must tell of every error)
            self.end(traceback.format_exc())
        else:
            self.wait(wish)

    def wait(self, wish):
        if self.over:
            return
        if isinstance(wish, int):
            QTimer.singleShot(wish, self.step)
        elif wish():
            self.step()
        else:
            QTimer.singleShot(POLL_MS, lambda: self.wait(wish))

    def stations(self):
        yield from self.open_raster()
        yield from self.set_up()
        yield from self.ask()
        yield from self.after()
        yield from self.dialogs()

    def open_raster(self):
        window = iface.mainWindow()
        window.resize(*ORDERS["window"])
        window.move(0, 0)
        for name in ("Browser", "mAppUserMessagesLog"):
            panel = window.findChild(QDockWidget, name)
            if panel is not None:
                panel.setVisible(False)
        layer = QgsRasterLayer(ORDERS["raster"], Path(ORDERS["raster"]).stem)
        QgsProject.instance().addMapLayer(layer)
        QgsProject.instance().setCrs(layer.crs())
        iface.layerTreeView().setCurrentLayer(layer)
        iface.mapCanvas().setExtent(layer.extent())
        self.plugin.action.trigger()
        yield SETTLE_MS
        self.dock = self.plugin.dock
        yield self.still

    def set_up(self):
        self.take("first_start", iface.mainWindow())
        dialog = self.plugin.open_setup()
        yield SETTLE_MS
        self.take("setup", dialog)
        dialog.close()
        self.plugin.settings.engine_command_text = ORDERS["engine_command"]
        self.plugin._on_settings_applied(True)
        yield lambda: self.plugin.client.info.get("devices") is not None

    def ask(self):
        dock = self.dock
        self.take("dock_empty", self.body())
        dock.form.extentWidget.set_mode("layer")
        QTest.keyClicks(dock.form.questionEdit, ORDERS["question"])
        yield lambda: dock.asking.planRow.panel.label.text() != "" and dock.asking.planRow.panel.label.isEnabled()
        yield SETTLE_MS
        self.take("before", iface.mainWindow())
        self.take("dock_before", self.body())
        QTest.mouseClick(dock.runButton, Qt.MouseButton.LeftButton)
        yield lambda: not dock.is_running or (dock.progressBar.maximum() > 0 and dock.progressBar.value() >= 3)
        yield self.still
        self.take("during", iface.mainWindow())
        self.take("dock_during", self.body())
        yield lambda: not dock.is_running
        yield SETTLE_MS

    def after(self):
        dock = self.dock
        yield self.still
        self.take("after", iface.mainWindow())
        self.take("dock_after", self.body())
        self.take("result", dock.resultSection)
        dock.review.go_next()
        dock.review.go_previous()
        dock.review.keep()
        yield SETTLE_MS * 3
        yield self.still
        self.show(dock.review)
        yield SETTLE_MS
        self.take("review", iface.mainWindow())
        dock.review.undo()
        dock.review.layer.rollBack()
        dock.form.questionEdit.setText("Where are railway tracks?")  # there are none
        QTest.mouseClick(dock.runButton, Qt.MouseButton.LeftButton)
        yield SETTLE_MS
        yield lambda: not dock.is_running
        yield SETTLE_MS
        self.take("nothing", dock.resultSection)
        dock.form.questionEdit.setText(ORDERS["second"])
        QTest.mouseClick(dock.runButton, Qt.MouseButton.LeftButton)
        yield SETTLE_MS
        yield lambda: not dock.is_running
        yield SETTLE_MS
        iface.mapCanvas().zoomToFullExtent()
        yield SETTLE_MS
        yield self.still
        self.show(dock.history)
        yield SETTLE_MS
        self.take("history", iface.mainWindow())
        self.take("dock_history", self.body())
        self.take("history_section", dock.historySection)
        iface.mainWindow().resizeDocks([dock], [NARROW], Qt.Orientation.Horizontal)
        yield SETTLE_MS
        dock.findChild(QScrollArea).verticalScrollBar().setValue(0)
        self.take("dock_narrow", self.body())

    def dialogs(self):
        QTimer.singleShot(SETTLE_MS * 2, self.take_options)
        iface.showOptionsDialog(iface.mainWindow(), "segearthOptionsPage")
        yield SETTLE_MS
        dialog = processing.createAlgorithmDialog("segearth:segmentbyquestion", {"QUESTION": ORDERS["question"]})
        dialog.show()
        yield SETTLE_MS * 2
        self.take("processing", dialog)
        dialog.close()
        self.dock.open_doctor()
        yield SETTLE_MS
        doctor = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "segearthDoctorDialog")
        yield lambda: doctor.againButton.isEnabled()
        yield SETTLE_MS
        for row in range(doctor.tree.topLevelItemCount()):
            item = doctor.tree.topLevelItem(row)
            for name in ORDERS["hidden"]:
                item.setText(2, item.text(2).replace(name, "…"))
        self.take("doctor", doctor)
        doctor.close()

    def take_options(self):
        """The options are modal: this runs inside their loop."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self.end("no options dialog")
            return
        self.take("options", dialog)
        dialog.reject()

    def still(self):
        return not iface.mapCanvas().isDrawing()

    def body(self):
        """The dock's whole content, however long."""
        return self.dock.findChild(QScrollArea).widget()

    def show(self, widget):
        self.dock.findChild(QScrollArea).ensureWidgetVisible(widget, 0, 0)

    def take(self, name, widget):
        QApplication.processEvents()
        picture = widget.grab()
        picture.save(str(Path(ORDERS["pictures"]) / f"{name}.png"))
        self.report["pictures"].append(name)

    def end(self, error):
        if self.over:
            return
        self.over = True
        self.report["error"] = error
        if error:
            iface.mainWindow().grab().save(str(Path(ORDERS["pictures"]) / "error.png"))
        QgsProject.instance().clear()  # an unsaved project would ask whether to save it
        Path(ORDERS["report"]).write_text(json.dumps(self.report), encoding="utf-8")
        QTimer.singleShot(0, iface.actionExit().trigger)
        QTimer.singleShot(10_000, lambda: os._exit(9))  # a dialog stands in the way


visit = Visit()
QgsApplication.instance().segearth_visit = visit  # outlives this script
QTimer.singleShot(1500, visit.step)
