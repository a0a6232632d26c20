"""The dock as an analyst meets it: what it asks of the engine, and which sentence it shows for every outcome."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from conftest import QUICK
from processes import is_alive
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QWidget

from segearth_qgis.core.settings import Settings
from segearth_qgis.engine_client.limits import Limits
from segearth_qgis.gui.setup_hint import SetupHint


def text(panel) -> str:
    """What a message panel shows, as plain text."""
    return html.unescape(panel.label.text()) if not panel.isHidden() else ""


def ask(dock, qtbot, question: str = "Where is open water?") -> None:
    """Type a question, press Run, wait for the end."""
    start(dock, qtbot, question)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=20_000)


def start(dock, qtbot, question: str = "Where is open water?") -> None:
    dock.form.questionEdit.setText(question)
    qtbot.mouseClick(dock.runButton, Qt.MouseButton.LeftButton)
    assert dock.is_running


def sent_request(dock):
    """The request of the run that is on its way."""
    return dock._run.request


def double_click(view, row: int, qtbot) -> None:
    place = view.visualItemRect(view.item(row)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def wait_for_progress(dock, qtbot) -> None:
    qtbot.waitUntil(lambda: "Tile" in text(dock.status), timeout=10_000)


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


def test_a_question_gives_a_sentence_a_group_and_a_link_to_the_file(open_dock, qtbot, project, raster_file):
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    assert text(dock.results) == "3 areas, 1.9 ha, in 16.0 ha searched"
    output = raster_file.parent / "town_segearth_1.gpkg"
    assert dock.resultLink.path == str(output)
    assert output.exists()
    assert str(output) in dock.resultLink.toolTip()
    assert project.layerTreeRoot().children()[0].name() == "Where is open water?"
    assert dock.form.outputLink.path.endswith("town_segearth_2.gpkg")


def test_nothing_found_is_shown_as_a_result_with_the_area_searched(open_dock, qtbot, project):
    dock = open_dock("nothing")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    assert text(dock.results) == "Nothing found in 16.0 ha searched"
    assert len(project.mapLayersByName("Coverage")) == 1


def test_an_answer_in_words_is_shown_with_its_totals_and_in_the_history(open_dock, qtbot):
    dock = open_dock("words", "It is the lake in the north.")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    shown = text(dock.results)
    assert shown == "<b>3 areas, 1.9 ha, in 16.0 ha searched</b><br>“It is the lake in the north.”"
    assert dock.results.label.wordWrap()
    item = dock.history.list.item(0)
    assert item.text().split("\n")[2] == "“It is the lake in the north.”"
    assert "“It is the lake in the north.”" in item.toolTip()


def test_an_answer_in_words_is_text_and_never_markup(open_dock, qtbot):
    dock = open_dock("words", "<img src=x> <b>here</b>")
    ask(dock, qtbot)
    for rich in (dock.results.label.text(), dock.history.list.item(0).toolTip()):
        assert "&lt;img src=x&gt; &lt;b&gt;here&lt;/b&gt;" in rich
        assert "<img" not in rich


def test_a_long_answer_in_words_does_not_widen_the_dock(open_dock, qtbot):
    dock = open_dock("words", "w" * 400 + " word" * 100)
    ask(dock, qtbot)
    assert text(dock.results).endswith("…”")
    assert dock.results.minimumSizeHint().width() <= 340


def test_failed_tiles_are_said_beside_the_result(open_dock, qtbot):
    dock = open_dock("failed_tile")
    ask(dock, qtbot)
    assert "1 tile failed and was not searched" in text(dock.results)


def test_progress_shows_tiles_finds_and_time_left(open_dock, qtbot):
    dock = open_dock("slow")
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    assert "of 1,000 · 2 areas found" in text(dock.status)
    assert text(dock.status).endswith("left")
    assert dock.progressBar.maximum() == 1000
    assert not dock.progressBar.isHidden()
    assert not dock.runButton.isEnabled()


def test_cancel_ends_the_run_and_keeps_the_engine(open_dock, qtbot, project):
    dock = open_dock("slow")
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    pid = dock._client.pid
    qtbot.mouseClick(dock.cancelButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert "cancelled" in text(dock.status)
    assert dock.runButton.isEnabled()
    assert not dock.cancelButton.isEnabled()
    assert dock.progressBar.isHidden()
    assert is_alive(pid)
    assert len(project.mapLayers()) == 1


def test_cancel_in_the_task_manager_shows_in_the_dock(open_dock, qtbot):
    dock = open_dock("slow")
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    dock._run._task.cancel()
    assert text(dock.status) == "Cancelling…"
    assert not dock.cancelButton.isEnabled()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert text(dock.status) == "The run was cancelled. No result was saved."


def test_cancel_ends_the_engine_when_it_does_not_heed(open_dock, qtbot):
    dock = open_dock("deaf", limits=Limits(handshake_ms=10_000, stall_ms=10_000, cancel_ms=500, stop_ms=300))
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    pid = dock._client.pid
    dock.cancel_run()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert "cancelled" in text(dock.status)
    assert not is_alive(pid)


def test_cancel_before_the_engine_is_ready_takes_effect_at_once(open_dock, qtbot):
    dock = open_dock("silent", limits=Limits(handshake_ms=60_000, stop_ms=300))
    start(dock, qtbot)
    dock.cancel_run()
    assert not dock.is_running
    assert "cancelled" in text(dock.status)


def test_the_keyboard_runs_and_cancels(open_dock, qtbot):
    dock = open_dock("slow")
    edit = dock.form.questionEdit
    dock.activateWindow()
    edit.setFocus()
    qtbot.keyClicks(edit, "Where is water?")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dock.is_running
    assert sent_request(dock).question == "Where is water?"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert "cancelled" in text(dock.status)


def test_tab_leaves_the_question(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.questionEdit.setFocus()
    qtbot.keyClick(dock.form.questionEdit, Qt.Key.Key_Tab)
    assert dock.form.questionEdit.toPlainText() == ""


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        (("cut",), "The engine stopped in the middle of its work."),
        (("silent",), "The engine did not become ready and was silent for"),
        (("stalled",), "The engine gave no sign of life for"),
        (("no_start",), "The engine ended before it was ready: ImportError: no module named torch"),
        (("other_protocol",), "are of different versions"),
        (("bad_result",), "The engine's answer cannot be read"),
        (("lost_result",), "cannot be opened"),
        (("error", "out_of_memory"), "The fake engine reports out_of_memory."),
        (("error", "unknown_kind"), "The fake engine reports unknown_kind."),
    ],
)
def test_every_failure_has_its_sentence_and_the_dock_is_free_again(open_dock, qtbot, project, mode, sentence):
    limits = {
        "silent": Limits(handshake_ms=900, stop_ms=300),
        "stalled": Limits(handshake_ms=10_000, stall_ms=1_500, stop_ms=300),
    }
    dock = open_dock(*mode, limits=limits.get(mode[0], QUICK))
    ask(dock, qtbot)
    assert sentence in text(dock.status)
    assert dock.runButton.isEnabled()
    assert dock.progressBar.isHidden()
    assert len(project.mapLayers()) == 1
    assert sentence in dock.history.list.item(0).text()


def test_an_error_that_nobody_thought_of_is_shown_by_qgis_and_leaves_the_dock_free(open_dock, qtbot, monkeypatch):
    def fall(*_arguments):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("segearth_qgis.gui.dock.add_result", fall)
    dock = open_dock("good")
    with qtbot.captureExceptions() as errors:
        ask(dock, qtbot)
    assert [str(error) for _type, error, _trace in errors] == ["unforeseen"]
    assert dock.runButton.isEnabled()
    assert "cannot be shown" in text(dock.status)
    assert Path(dock.resultLink.path).is_file()


def test_a_result_is_not_added_to_a_project_that_was_opened_during_the_run(open_dock, qtbot, project, raster_file):
    dock = open_dock("good")
    start(dock, qtbot)
    project.clear()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    output = raster_file.parent / "town_segearth_1.gpkg"
    assert output.exists()
    assert project.mapLayers() == {}
    assert project.layerTreeRoot().children() == []
    assert f"The project was closed during the run, so its layers were not added. They are in {output}." in text(
        dock.results
    )


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


def test_an_engine_that_dies_once_is_started_again_and_the_run_ends_well(open_dock, qtbot, tmp_path):
    dock = open_dock("cut_once", str(tmp_path / "died"))
    ask(dock, qtbot)
    assert "3 areas" in text(dock.results)


def test_an_engine_that_always_dies_is_started_again_twice_and_no_more(open_dock, qtbot, log_lines):
    dock = open_dock("cut")
    ask(dock, qtbot)
    assert sum("Starting the engine" in line for line, _tag in log_lines) == 3


def test_text_of_the_engine_is_shown_as_text_and_not_as_markup(open_dock, qtbot):
    dock = open_dock("error", "<img src=x>")
    ask(dock, qtbot)
    assert "&lt;img src=x&gt;" in dock.status.label.text()


def test_a_missing_question_is_said_and_gets_the_keyboard(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.rasterCombo.setFocus()
    qtbot.mouseClick(dock.runButton, Qt.MouseButton.LeftButton)
    assert not dock.is_running
    assert "There is no question yet." in text(dock.status)
    assert dock.form.questionEdit.hasFocus()
    dock.form.questionEdit.setText("Where?")
    assert "no question" not in text(dock.status)


def test_a_web_map_is_refused_with_a_sentence(open_dock, qtbot, project):
    dock = open_dock("good")
    layer = QgsRasterLayer("type=xyz&url=https://example.org/{z}/{x}/{y}.png", "Street map", "wms")
    project.addMapLayer(layer)
    dock.form.rasterCombo.setLayer(layer)
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    assert not dock.is_running
    assert "“Street map” is not a file" in text(dock.status)
    assert dock.form.outputLink.path == ""


def test_the_visible_extent_goes_with_the_crs_of_the_map(open_dock, qtbot, iface):
    dock = open_dock("slow")
    iface.mapCanvas().setExtent(QgsRectangle(500100, 2000100, 500200, 2000200))
    shown = iface.mapCanvas().mapSettings().visibleExtent()
    start(dock, qtbot)
    area = sent_request(dock).area
    assert area.extent == (shown.xMinimum(), shown.yMinimum(), shown.xMaximum(), shown.yMaximum())
    assert area.extent_crs == "EPSG:32640"
    assert area.mask is None


def test_the_whole_raster_goes_without_an_extent(open_dock, qtbot):
    dock = open_dock("slow")
    dock.form.extentWidget.set_mode("layer")
    start(dock, qtbot)
    assert (sent_request(dock).area.extent, sent_request(dock).area.extent_crs) == (None, None)


def test_a_drawn_rectangle_keeps_the_crs_it_was_drawn_in(open_dock, qtbot, iface, raster):
    dock = open_dock("slow")
    dock.form.extentWidget.set_mode("drawn")
    dock.form.extentWidget.rectangle.set_rectangle(QgsRectangle(500010, 2000010, 500050, 2000050))
    iface.mapCanvas().setDestinationCrs(QgsVectorLayer("Point?crs=EPSG:4326", "x", "memory").crs())
    start(dock, qtbot)
    assert sent_request(dock).area.extent == (500010.0, 2000010.0, 500050.0, 2000050.0)
    assert sent_request(dock).area.extent_crs == "EPSG:32640"


def test_nothing_drawn_is_said_until_something_is(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("drawn")
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    assert "No rectangle is drawn yet." in text(dock.status)
    dock.form.extentWidget.rectangle.set_rectangle(QgsRectangle(500010, 2000010, 500050, 2000050))
    assert "No rectangle" not in text(dock.status)


def test_what_was_drawn_goes_with_its_project(open_dock, project):
    area = open_dock("good").form.extentWidget
    area.set_mode("drawn")
    area.rectangle.set_rectangle(QgsRectangle(500010, 2000010, 500050, 2000050))
    assert area.rectangle._band.size() > 0
    project.clear()
    assert area.rectangle.rectangle is None
    assert area.rectangle._band.size() == 0
    assert area.rectangle.drawButton.text() == "Draw on map"


def test_what_was_drawn_stays_in_its_place_when_the_map_changes_its_crs(open_dock, iface):
    area = open_dock("good").form.extentWidget
    area.set_mode("drawn")
    area.rectangle.set_rectangle(QgsRectangle(500010, 2000010, 500050, 2000050))
    iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    corner = area.rectangle._band.getPoint(0)
    assert (round(corner.x(), 2), round(corner.y(), 2)) == (57.0, 18.09)


def test_what_was_drawn_is_on_the_map_while_the_dock_is_open(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("drawn")
    picker = dock.form.extentWidget.rectangle
    picker.set_rectangle(QgsRectangle(500010, 2000010, 500050, 2000050))
    dock.hide()
    assert picker._band.size() == 0
    dock.show()
    qtbot.waitUntil(lambda: picker._band.size() > 0, timeout=5_000)
    dock.form.extentWidget.set_mode("layer")
    assert picker._band.size() == 0
    assert picker.rectangle is not None


def test_another_tool_of_the_map_ends_drawing_and_stays(open_dock, iface):
    dock = open_dock("good")
    canvas = iface.mapCanvas()
    before, other = QgsMapToolPan(canvas), QgsMapToolPan(canvas)
    canvas.setMapTool(before)
    dock.form.extentWidget.set_mode("drawn")
    button = dock.form.extentWidget.rectangle.drawButton
    button.setChecked(True)
    changes: list = []
    canvas.mapToolSet.connect(lambda tool, _old: changes.append(tool))
    canvas.setMapTool(other)
    assert changes == [other]
    assert canvas.mapTool() is other
    assert not button.isChecked()


def test_leaving_the_mode_while_drawing_gives_the_maps_tool_back(open_dock, iface):
    dock = open_dock("good")
    canvas = iface.mapCanvas()
    before = QgsMapToolPan(canvas)
    canvas.setMapTool(before)
    dock.form.extentWidget.set_mode("drawn")
    dock.form.extentWidget.rectangle.drawButton.setChecked(True)
    dock.form.extentWidget.set_mode("layer")
    assert canvas.mapTool() is before
    assert not dock.form.extentWidget.rectangle.drawButton.isChecked()


def test_drawing_takes_the_maps_tool_and_gives_it_back(open_dock, iface):
    dock = open_dock("good")
    canvas = iface.mapCanvas()
    picker = dock.form.extentWidget.rectangle
    dock.form.extentWidget.set_mode("drawn")
    before = canvas.mapTool()
    picker.drawButton.setChecked(True)
    assert canvas.mapTool() is picker._tool
    picker.set_rectangle(QgsRectangle(500010, 2000010, 500050, 2000050))
    assert canvas.mapTool() is before
    assert not picker.drawButton.isChecked()


def add_district(project) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32640", "Districts", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500010, 2000010, 500050, 2000050)))
    layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    return layer


def test_selected_only_is_unchecked_when_nothing_is_selected_any_more(open_dock, project):
    layer = add_district(project)
    layer.selectAll()
    polygons = open_dock("good").form.extentWidget.polygons
    assert polygons.selected_only
    layer.removeSelection()
    assert not polygons.selectedCheck.isChecked()
    layer.selectAll()
    assert not polygons.selected_only


def test_selected_polygons_go_as_a_file_beside_the_output_that_is_gone_after_the_run(
    open_dock, qtbot, project, raster_file
):
    dock = open_dock("slow")
    layer = add_district(project)
    layer.selectAll()
    dock.form.extentWidget.set_mode("polygons")
    assert dock.form.extentWidget.polygons.layer is layer
    start(dock, qtbot)
    mask = Path(sent_request(dock).area.mask)
    assert mask.exists()
    assert mask.parent.parent == raster_file.parent
    dock.cancel_run()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert not mask.parent.exists()


def test_a_scratch_folder_that_cannot_be_removed_is_logged(open_dock, qtbot, monkeypatch, log_lines):
    def refuse(_folder):
        raise OSError("Directory not empty")

    dock = open_dock("good")
    monkeypatch.setattr("tempfile.TemporaryDirectory.cleanup", refuse)
    ask(dock, qtbot)
    assert "3 areas" in text(dock.results)
    assert any("cannot be removed: Directory not empty" in line for line, _tag in log_lines)


def test_an_output_folder_that_takes_nothing_is_said(open_dock, qtbot, monkeypatch):
    def refuse(**_options):
        raise OSError(28, "No space left on device")

    dock = open_dock("good")
    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    assert not dock.is_running
    assert "No space left on device" in text(dock.status)


def test_a_removed_polygon_layer_leaves_a_sentence_and_no_crash(open_dock, qtbot, project):
    dock = open_dock("good")
    layer = QgsVectorLayer("Polygon?crs=EPSG:32640", "Districts", "memory")
    project.addMapLayer(layer)
    dock.form.extentWidget.set_mode("polygons")
    project.removeMapLayer(layer.id())
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    assert "There is no polygon layer to search in." in text(dock.status)


def test_the_threshold_goes_with_the_next_run_and_is_remembered(open_dock, qtbot):
    dock = open_dock("slow")
    dock.form.threshold.slider.setValue(35)
    start(dock, qtbot)
    assert sent_request(dock).threshold == 0.35
    assert Settings().threshold == 0.35


def test_results_go_to_the_projects_folder_when_it_has_one(open_dock, qtbot, project, tmp_path):
    home = tmp_path / "project"
    home.mkdir()
    dock = open_dock("good")
    project.setPresetHomePath(str(home))
    assert dock.form.outputLink.path == str(home / "town_segearth_1.gpkg")


def test_history_brings_a_question_back(open_dock, qtbot):
    dock = open_dock("good")
    assert dock.history.isHidden()
    ask(dock, qtbot, "Where is open water?")
    ask(dock, qtbot, "Where are roads?")
    items = [dock.history.list.item(row).text().split("\n")[0] for row in range(dock.history.list.count())]
    assert items == ["Where are roads?", "Where is open water?"]
    chosen: list = []
    dock.history.chosen.connect(chosen.append)
    double_click(dock.history.list, 1, qtbot)
    assert dock.form.questionEdit.text() == "Where is open water?"
    assert len(chosen) == 1


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
    assert dock.form.minimumSizeHint().width() <= 340
