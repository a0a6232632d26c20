"""The dock as an analyst meets it: its names, its keys, its models, its place in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from dock_steps import ask, sent_request, start, text
from qgis.core import (
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog, QWidget

from segearth_qgis.core.settings import Settings
from segearth_qgis.gui.dock import MINIMUM_WIDTH
from segearth_qgis.gui.setup_hint import SetupHint


def test_every_control_has_the_name_that_help_and_tests_use(open_dock):
    dock = open_dock("good")
    assert dock.objectName() == "SegEarthDock"
    names = {widget.objectName() for widget in dock.findChildren(QWidget)}
    assert {"rasterCombo", "extentWidget", "questionEdit", "modelCombo", "runButton", "cancelButton"} <= names
    assert {"progressBar", "statusLabel", "thresholdSlider", "historyList", "resultsLabel"} <= names


def test_opening_the_dock_fetches_the_models(open_dock, qtbot):
    dock = open_dock("good")
    qtbot.waitUntil(lambda: dock.form.modelCombo.count() == 2, timeout=10_000)
    assert dock.form.modelCombo.currentData() == "nano"
    assert "Small and quick." in dock.form.modelCombo.itemData(0, Qt.ItemDataRole.ToolTipRole)


def test_an_engine_that_a_run_has_started_is_asked_for_its_models_too(open_dock, qtbot):
    dock = open_dock("good")
    qtbot.waitUntil(lambda: dock.form.modelCombo.count() == 2, timeout=10_000)
    dock._client.stop()
    dock.form.modelCombo.clear()
    dock.form.modelCombo.addItem("nano", "nano")
    ask(dock, qtbot)
    qtbot.waitUntil(lambda: dock.form.modelCombo.count() == 2, timeout=10_000)


def test_the_keyboard_runs_and_cancels(open_dock, qtbot):
    dock = open_dock("slow")
    edit = dock.form.questionEdit
    dock.activateWindow()
    edit.setFocus()
    qtbot.keyClicks(edit, "Where is water?")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dock.is_running
    assert sent_request(dock).questions == ("Where is water?",)
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert "cancelled" in text(dock.status)


def test_tab_leaves_the_question(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.questionEdit.setFocus()
    qtbot.keyClick(dock.form.questionEdit, Qt.Key.Key_Tab)
    assert dock.form.questionEdit.toPlainText() == ""


def test_without_an_engine_the_dock_says_so_at_once_and_shows_the_way_out(open_dock, qtbot, iface):
    dock = open_dock()
    hint = dock.findChild(SetupHint)
    assert hint.isVisible()
    assert "needs its engine" in hint.message.label.text()
    qtbot.mouseClick(hint.button, Qt.MouseButton.LeftButton)
    assert iface.mainWindow().findChild(QDialog, "segearthSetupDialog").isVisible()


def test_asking_without_an_engine_says_what_is_missing(open_dock, qtbot):
    dock = open_dock()
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    qtbot.waitUntil(lambda: "no engine" in text(dock.status), timeout=5_000)
    assert not dock.status.settingsButton.isHidden()


def test_a_missing_question_is_said_and_gets_the_keyboard(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.rasterCombo.setFocus()
    qtbot.mouseClick(dock.runButton, Qt.MouseButton.LeftButton)
    assert not dock.is_running
    assert "There is no question yet." in text(dock.status)
    assert dock.form.questionEdit.hasFocus()
    dock.form.questionEdit.setText("Where?")
    assert "no question" not in text(dock.status)


def test_the_threshold_goes_with_the_next_run_and_is_remembered(open_dock, qtbot):
    dock = open_dock("slow")
    dock.shaping.threshold.slider.setValue(35)
    start(dock, qtbot)
    assert sent_request(dock).threshold == 0.35
    assert Settings().threshold == 0.35


def test_results_go_to_the_projects_folder_when_it_has_one(open_dock, qtbot, project, tmp_path):
    home = tmp_path / "project"
    home.mkdir()
    dock = open_dock("good")
    project.setPresetHomePath(str(home))
    assert dock.form.outputLink.path == str(home / "town_segearth_1.gpkg")


def test_a_run_that_ends_while_the_dock_is_closed_is_told_in_the_message_bar(open_dock, qtbot, iface):
    dock = open_dock("good")
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    dock.hide()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert len(iface.messageBar().items()) == 1


def test_what_the_engine_says_is_logged_under_the_plugins_tag(open_dock, qtbot, log_lines):
    dock = open_dock("good")
    ask(dock, qtbot)
    assert ("fake engine is up", "SegEarth") in log_lines


def test_it_opens_on_the_active_raster(open_dock, iface, project, raster_file):
    iface.active_layer = QgsRasterLayer(str(raster_file), "Zoo")
    project.addMapLayer(iface.active_layer)
    assert open_dock("good").form.rasterCombo.currentLayer().name() == "Zoo"


def test_the_dock_is_no_wider_than_its_place(open_dock, qtbot, project):
    layer = QgsRasterLayer(QgsProject.instance().mapLayersByName("Town")[0].source(), "A very long name " * 12)
    project.addMapLayer(layer)
    dock = open_dock("good")
    dock.form.rasterCombo.setLayer(layer)
    ask(dock, qtbot, "Where are buildings larger than 200 m2?\nWhere are roads larger than 200 m2?")
    wide = {
        name: part.minimumSizeHint().width()
        for name, part in (
            ("form", dock.form), ("plan", dock.asking.planRow), ("bar", dock.asking.bar), ("status", dock.status),
            ("results", dock.results), ("shaping", dock.shaping), ("history", dock.history), ("engine", dock.engine),
            ("review", dock.review),
        )
        if part.minimumSizeHint().width() > MINIMUM_WIDTH
    }  # fmt: skip
    assert wide == {}


def test_tab_goes_through_the_dock_from_top_to_bottom(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.rasterCombo.setFocus()
    visited = []
    for _step in range(16):
        visited.append(QApplication.focusWidget().objectName())
        dock.focusNextPrevChild(True)
    order = ["rasterCombo", "extentModeCombo", "questionEdit", "examplesButton", "modelCombo", "gsdSpin"]
    order += ["projectCrsCheck", "runButton", "tryButton", "thresholdSlider", "minAreaSpin", "simplifySpin"]
    assert [name for name in visited if name in order] == order


@pytest.mark.parametrize("area", [Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea])
def test_the_dock_may_be_anywhere(open_dock, iface, area):
    dock = open_dock("good")
    iface.mainWindow().addDockWidget(area, dock)
    assert iface.mainWindow().dockWidgetArea(dock) == area
    dock.setFloating(True)
    assert dock.isFloating()


def test_no_colour_or_font_size_is_fixed_in_the_docks_own_code():
    gui = Path(__file__).resolve().parents[2] / "segearth_qgis" / "gui"
    named = ("dock", "ask_panel", "outcome", "plan_row", "run_bar", "result_panel", "shaping_panel", "question_panel")
    for name in (*named, "history_panel", "interrupted_row", "consent_row", "message_panel", "request_form"):
        text_of_file = (gui / f"{name}.py").read_text(encoding="utf-8")
        for word in ("setStyleSheet", "QColor", "setPixelSize", "color:", "font-size"):
            assert word not in text_of_file, (name, word)
