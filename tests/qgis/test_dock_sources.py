"""What the dock does with rasters that are no files, with bands, and with the next step of an error."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from dock_steps import ask, sent_request, start, text
from osgeo import gdal
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel
from tile_server import TileServer, mercator

from segearth_qgis.core.errors import EngineReported
from segearth_qgis.core.source_preparation import SourcePreparation
from segearth_qgis.gui.doctor_dialog import DoctorDialog

X, Y = mercator(8.5, 47.4)


@pytest.fixture
def server():
    """A tile service."""
    with TileServer((X, Y, X + 100, Y + 100)) as running:
        yield running


def show_tiles(opened, iface, project, server, tmp_path):
    """Put the tiles of the service into the dock's form; the map shows 600 x 400 units of them."""
    layer = QgsRasterLayer(server.xyz, "Street map", "wms")
    project.addMapLayer(layer)
    (tmp_path / "home").mkdir()
    project.setPresetHomePath(str(tmp_path / "home"))
    iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    iface.mapCanvas().setExtent(QgsRectangle(X, Y, X + 600, Y + 400))
    opened.form.rasterCombo.setLayer(layer)
    return opened


@pytest.fixture
def dock(open_dock, iface, project, server, tmp_path):
    """The dock over the tiles of the service."""
    return show_tiles(open_dock("good"), iface, project, server, tmp_path)


def test_a_web_map_is_fetched_and_its_file_is_asked_and_stays_beside_the_result(dock, qtbot, tmp_path):
    dock.form.gsdSpin.setValue(2.0)
    start(dock, qtbot)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=30_000)
    home = tmp_path / "home"
    assert "3 areas" in text(dock.results), text(dock.status)
    assert Path(dock.resultLink.path) == home / "Street_map_segearth_1.gpkg"
    data = gdal.Open(str(home / "Street_map_segearth_1_source.tif"))
    assert data.GetGeoTransform()[1] == pytest.approx(2.0 / 0.682, rel=0.01)


def test_the_pixels_come_as_they_were_asked_for_and_are_not_resampled_again(dock, qtbot, server):
    server.hold = threading.Event()
    dock.form.gsdSpin.setValue(2.0)
    start(dock, qtbot)
    assert sent_request(dock).gsd_m is None
    dock.cancel_run()
    server.hold.set()
    assert not dock.is_running


def test_fetching_is_cancelled_in_the_task_manager_too(dock, qtbot, server):
    server.hold = threading.Event()
    start(dock, qtbot)
    task = next(task for task in QgsApplication.taskManager().tasks() if "Street map" in task.description())
    task.cancel()
    server.hold.set()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=30_000)
    assert "cancelled" in text(dock.status)


def test_a_plan_of_a_web_map_keeps_no_copy_of_its_source(dock, qtbot):
    dock.form.gsdSpin.setValue(2.0)
    qtbot.waitUntil(lambda: not dock.asking.planRow.isHidden(), timeout=10_000)
    assert dock.asking._plan_params() is None
    assert dock.form.findChildren(SourcePreparation) == []


def test_the_plugin_is_switched_off_while_pixels_are_fetched_and_nothing_goes_on(
    make_plugin, qtbot, iface, project, server, tmp_path
):
    plugin = make_plugin("good")
    dock = show_tiles(plugin.show_dock(), iface, project, server, tmp_path)
    server.hold = threading.Event()
    start(dock, qtbot)
    task = QgsApplication.taskManager().activeTasks()[0]
    plugin.unload()
    assert task.isCanceled()
    server.hold.set()
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=30_000)
    assert list((tmp_path / "home").glob("*.tif")) == []


def test_too_much_of_a_web_map_is_refused_with_a_coarser_gsd_in_one_click(dock, qtbot, iface):
    iface.mapCanvas().setExtent(QgsRectangle(X, Y, X + 60_000, Y + 40_000))
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    assert not dock.is_running
    assert "at most 100 million" in text(dock.status)
    dock.asking._plan_params()  # a plan that was still to come says it no second time
    assert "million" not in dock.asking.planRow.findChild(QLabel).text()
    qtbot.mouseClick(dock.status.stepButton, Qt.MouseButton.LeftButton)
    assert dock.window().focusWidget() is dock.form.gsdSpin


def test_a_service_that_fails_is_said_and_the_dock_is_free_again(dock, qtbot, server):
    server.fail = 500
    ask(dock, qtbot)
    assert "“Street map” could not be fetched" in text(dock.status)
    assert dock.status.stepButton.text() == "Run again"


def test_the_bands_that_are_chosen_go_with_the_run(open_dock, qtbot, project, tmp_path):
    path = str(tmp_path / "satellite.tif")
    gdal.GetDriverByName("GTiff").Create(path, 64, 64, 6, gdal.GDT_UInt16).FlushCache()
    dock = open_dock("slow")
    layer = QgsRasterLayer(path, "Satellite")
    project.addMapLayer(layer)
    assert dock.form.bandPicker.isHidden()
    dock.form.rasterCombo.setLayer(layer)
    dock.form.extentWidget.set_mode("layer")
    dock.form.bandPicker.set_bands((5, 4, 3))
    start(dock, qtbot)
    assert sent_request(dock).to_params()["bands"] == [5, 4, 3]


def test_what_can_be_resumed_is_offered_once_in_a_row_of_its_own(open_dock, qtbot):
    dock = open_dock("error", "out_of_memory")
    ask(dock, qtbot)
    assert dock.outcome.interrupted.interruption.tiles_done == 1
    assert dock.status.stepButton.isHidden()


def test_where_nothing_is_left_to_resume_one_click_runs_again(open_dock, qtbot):
    dock = open_dock("good")
    dock._show_error(EngineReported("out_of_memory", "Memory ran out."))
    dock.form.questionEdit.setText("Where is water?")
    assert dock.status.stepButton.text() == "Run again"
    qtbot.mouseClick(dock.status.stepButton, Qt.MouseButton.LeftButton)
    assert dock.is_running


def test_the_diagnosis_opens_from_the_row_of_the_engine(open_dock, qtbot):
    dock = open_dock("good")
    qtbot.mouseClick(dock.engine.doctorButton, Qt.MouseButton.LeftButton)
    dialogs = dock.findChildren(DoctorDialog)
    assert len(dialogs) == 1
    assert dialogs[0].isVisible()
    dialogs[0].reject()
