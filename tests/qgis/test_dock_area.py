"""Where the dock searches: what the map shows, a drawn rectangle, the whole raster, polygons."""

from __future__ import annotations

from pathlib import Path

from dock_steps import add_district, ask, sent_request, start, text
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapToolPan
from qgis.PyQt import sip


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


def test_a_tool_that_is_gone_is_not_given_back(open_dock, iface):
    dock = open_dock("good")
    canvas = iface.mapCanvas()
    before = QgsMapToolPan(canvas)
    canvas.setMapTool(before)
    dock.form.extentWidget.set_mode("drawn")
    picker = dock.form.extentWidget.rectangle
    picker.drawButton.setChecked(True)
    sip.delete(before)
    picker.set_rectangle(QgsRectangle(500010, 2000010, 500050, 2000050))
    assert canvas.mapTool() is not picker._tool
    assert picker.rectangle is not None


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


def test_selected_only_is_unchecked_when_nothing_is_selected_any_more(open_dock, project):
    layer = add_district(project)
    layer.selectAll()
    polygons = open_dock("good").form.extentWidget.polygons
    assert polygons.selected_only
    layer.removeSelection()
    assert not polygons.selectedCheck.isChecked()
    layer.selectAll()
    assert not polygons.selected_only


def test_selected_polygons_go_as_a_file_beside_the_output_that_stays_with_the_result(
    open_dock, qtbot, project, raster_file
):
    dock = open_dock("good")
    layer = add_district(project)
    layer.selectAll()
    dock.form.extentWidget.set_mode("polygons")
    assert dock.form.extentWidget.polygons.layer is layer
    ask(dock, qtbot)
    mask = Path(sent_request(dock).area.mask)
    assert mask == raster_file.parent / "town_segearth_1_area.gpkg"
    assert mask.exists()
    folder = raster_file.parent  # the next plan is gone with its own copy, too
    qtbot.waitUntil(lambda: [path.name for path in folder.iterdir() if path.is_dir()] == ["town_segearth_1_run"])


def test_the_polygons_of_a_run_that_left_nothing_are_gone_after_it(open_dock, qtbot, project, raster_file):
    dock = open_dock("refusing")
    add_district(project)
    dock.form.extentWidget.set_mode("polygons")
    ask(dock, qtbot)
    assert not list(raster_file.parent.glob("*.gpkg"))


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
