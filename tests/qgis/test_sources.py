"""Rasters that are no files: fetched through QGIS from local services, to the right place, or refused in a sentence."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsNetworkAccessManager,
    QgsProject,
    QgsRasterLayer,
    QgsTask,
)
from tile_server import WATER, TileServer, mercator

from segearth_qgis.core.errors import ExportAreaTooLarge, ExportFailed, ExportTooLarge, IncompleteRequest
from segearth_qgis.core.export_plan import default_export_gsd_m, plan_export
from segearth_qgis.core.raster_export import RasterExport, RasterExportTask
from segearth_qgis.core.raster_source import output_name, raster_source
from segearth_qgis.core.replies import hosts_of
from segearth_qgis.core.run_request import SearchArea
from segearth_qgis.core.source_preparation import SourcePreparation

HERE = mercator(8.5, 47.4)  # a place where a unit of EPSG:3857 is 0.68 m on the ground
AREA = SearchArea(extent=(HERE[0], HERE[1], HERE[0] + 600, HERE[1] + 450), extent_crs="EPSG:3857")
LAKE = (HERE[0] + 100, HERE[1] + 80, HERE[0] + 300, HERE[1] + 200)


@pytest.fixture
def server():
    """A service with a lake."""
    with TileServer(LAKE) as running:
        yield running


@pytest.fixture
def tiles(server, project) -> QgsRasterLayer:
    """Its tiles as a layer."""
    layer = QgsRasterLayer(server.xyz, "Street map", "wms")
    assert layer.isValid()
    project.addMapLayer(layer)
    return layer


class Ending:
    """Takes the one signal in which a preparation ends, and its progress."""

    def __init__(self, preparation: SourcePreparation) -> None:
        self.seen: list[tuple[str, object]] = []
        self.progress: list[float] = []
        preparation.ready.connect(lambda path: self.seen.append(("ready", path)))
        preparation.failed.connect(lambda error: self.seen.append(("failed", error)))
        preparation.cancelled.connect(lambda: self.seen.append(("cancelled", None)))
        preparation.progressed.connect(self.progress.append)
        self.preparation = preparation


def prepare(qtbot, layer, area, gsd_m, folder) -> Ending:
    ending = Ending(SourcePreparation(layer, area, gsd_m, folder))
    ending.preparation.start()
    assert ending.seen == []
    qtbot.waitUntil(lambda: bool(ending.seen), timeout=30_000)
    qtbot.wait(50)
    assert len(ending.seen) == 1
    return ending


def lake_in(path: str) -> tuple[tuple[float, float, float, float], str, tuple[float, float]]:
    """The box of the water's pixels, their CRS, and the pixel's size."""
    data = gdal.Open(path)
    x0, width, _, y0, _, height = data.GetGeoTransform()
    bands = data.ReadAsArray()
    water = (bands[:3] == np.array(WATER, np.uint8)[:, None, None]).all(axis=0)
    rows, columns = np.nonzero(water)
    box = (
        x0 + columns.min() * width, y0 + (rows.max() + 1) * height,
        x0 + (columns.max() + 1) * width, y0 + rows.min() * height,
    )  # fmt: skip
    return box, osr.SpatialReference(data.GetProjection()).GetAuthorityCode(None), (width, -height)


def test_a_file_is_ready_at_once_and_is_the_layers_own(qtbot, raster, raster_file, tmp_path):
    ending = prepare(qtbot, raster, SearchArea(), None, tmp_path)
    assert ending.seen == [("ready", str(raster_file))]
    assert ending.preparation.plan is None


def test_a_tile_service_is_fetched_to_the_right_place(qtbot, tiles, tmp_path):
    ending = prepare(qtbot, tiles, AREA, 0.5, tmp_path)
    kind, path = ending.seen[0]
    assert kind == "ready", ending.seen
    box, code, (width, height) = lake_in(path)
    assert code == "3857"
    assert width == pytest.approx(height) == pytest.approx(0.5 / 0.683, rel=0.005)  # at 47 degrees
    assert box == pytest.approx(LAKE, abs=1.5 * width)  # a pixel, and that of the tiles
    assert ending.progress


def test_the_same_place_gives_the_same_pixels_whatever_extent_is_asked(tiles):
    context = QgsProject.instance().transformContext()
    one = plan_export(tiles, AREA, 0.5, context)
    x0, y0, x1, y1 = AREA.extent
    other = plan_export(tiles, SearchArea((x0 - 33.3, y0, x1, y1 + 17.9), "EPSG:3857"), 0.5, context)
    step = one.extent.width() / one.columns
    assert step == pytest.approx(other.extent.width() / other.columns, rel=1e-9)
    shift = (one.extent.xMinimum() - other.extent.xMinimum()) / step
    assert shift == pytest.approx(round(shift), abs=1e-3)


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326"])
def test_a_web_map_service_is_fetched_to_the_right_place(qtbot, server, project, tmp_path, crs):
    layer = QgsRasterLayer(server.wms(crs), "Lakes", "wms")
    assert layer.isValid()
    kind, path = prepare(qtbot, layer, AREA, 1.0, tmp_path).seen[0]
    assert kind == "ready"
    box, code, (width, height) = lake_in(path)
    assert code == ("3857" if crs == "EPSG:3857" else "32632")
    there = QgsCoordinateReferenceSystem(f"EPSG:{code}")
    expected = box_in(LAKE, there)
    assert width == pytest.approx(height, rel=1e-6)
    assert box == pytest.approx(expected, abs=2.5 * width)  # in UTM the lake is turned a little


def box_in(box, crs):
    from qgis.core import QgsCoordinateTransform, QgsRectangle

    mercator_crs = QgsCoordinateReferenceSystem("EPSG:3857")
    there = QgsCoordinateTransform(mercator_crs, crs, QgsProject.instance()).transformBoundingBox(QgsRectangle(*box))
    return there.xMinimum(), there.yMinimum(), there.xMaximum(), there.yMaximum()


def test_too_many_pixels_are_refused_before_anything_is_fetched(tiles, server, tmp_path):
    asked = len(server.asked)
    with pytest.raises(ExportAreaTooLarge) as error:
        SourcePreparation(tiles, SearchArea(), 0.5, tmp_path)
    assert error.value.step == "choose_area"
    x0, y0, _, _ = AREA.extent
    with pytest.raises(ExportTooLarge, match="at most 100 million") as error:
        SourcePreparation(tiles, SearchArea((x0, y0, x0 + 3e4, y0 + 3e4), "EPSG:3857"), 0.5, tmp_path)
    assert "pixels of 2.1 m or coarser" in error.value.hint  # 20.3 km / 10,000 pixels
    assert error.value.step == "coarser"
    assert len(server.asked) == asked


@pytest.mark.parametrize("status", [404, 500])
def test_a_service_that_fails_is_an_error_and_no_empty_picture(qtbot, tiles, server, tmp_path, status):
    server.fail = status
    kind, error = prepare(qtbot, tiles, AREA, 1.0, tmp_path).seen[0]
    assert kind == "failed"
    assert isinstance(error, ExportFailed)
    assert "Street map" in error.sentence
    assert list(tmp_path.glob("*.tif")) == []


def test_a_service_that_does_not_answer_in_time_is_an_error(qtbot, tiles, server, tmp_path):
    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(500)
    server.hold = threading.Event()
    try:
        kind, error = prepare(qtbot, tiles, AREA, 1.0, tmp_path).seen[0]
    finally:
        server.hold.set()
        QgsNetworkAccessManager.setTimeout(before)
    assert (kind, type(error)) == ("failed", ExportFailed)


def test_an_export_off_the_main_thread_hears_of_failures_too(qtbot, tiles, server, tmp_path):
    server.fail = 500
    ended: list[object] = []

    def work(_task) -> None:
        context = QgsProject.instance().transformContext()
        try:
            RasterExport(tiles, plan_export(tiles, AREA, 1.0, context), context).write(tmp_path / "a.tif")
        except ExportFailed as error:
            ended.append(error)
        else:
            ended.append("written")

    task = QgsTask.fromFunction("export", work)
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: bool(ended), timeout=30_000)
    assert isinstance(ended[0], ExportFailed)


def test_a_fetching_that_is_cancelled_while_qgis_waits_ends_at_once(tiles, server, tmp_path):
    context = QgsProject.instance().transformContext()
    server.hold = threading.Event()
    task = RasterExportTask(RasterExport(tiles, plan_export(tiles, AREA, 1.0, context), context), tmp_path / "a.tif")
    QgsApplication.taskManager().addTask(task)
    task.cancel()
    server.hold.set()
    assert task.waitForFinished(20_000)  # sooner than the minute that a busy QGIS gets
    QgsApplication.processEvents()


def test_ground_at_the_edge_can_be_fetched_again(qtbot, tiles, server, tmp_path):
    server.missing = lambda x, y, z: (x + y) % 2 == 0
    for number in (1, 2):  # the second time the pictures that are there come from QGIS's own cache
        (tmp_path / str(number)).mkdir()
        assert prepare(qtbot, tiles, AREA, 1.0, tmp_path / str(number)).seen[0][0] == "ready"


def test_tiles_that_a_service_does_not_have_are_without_data(qtbot, tiles, server, tmp_path):
    server.missing = lambda x, y, z: x % 2 == 0
    kind, path = prepare(qtbot, tiles, AREA, 0.5, tmp_path).seen[0]
    assert kind == "ready"
    data = gdal.Open(path)
    alpha = data.GetRasterBand(4).ReadAsArray()
    assert set(np.unique(alpha)) == {0, 255}


def test_fetching_can_be_cancelled_and_leaves_no_file(qtbot, tiles, server, tmp_path):
    server.hold = threading.Event()
    asked = len(server.asked)
    ending = Ending(SourcePreparation(tiles, AREA, 0.5, tmp_path))
    ending.preparation.start()
    qtbot.waitUntil(lambda: len(server.asked) > asked, timeout=10_000)
    ending.preparation.cancel()
    server.hold.set()
    qtbot.waitUntil(lambda: bool(ending.seen), timeout=30_000)
    assert ending.seen == [("cancelled", None)]
    assert list(tmp_path.glob("*.tif")) == []


def test_a_layer_that_is_removed_while_it_is_fetched_is_fetched_all_the_same(qtbot, tiles, server, project, tmp_path):
    server.hold = threading.Event()
    asked = len(server.asked)
    ending = Ending(SourcePreparation(tiles, AREA, 1.0, tmp_path))
    ending.preparation.start()
    qtbot.waitUntil(lambda: len(server.asked) > asked, timeout=10_000)
    project.clear()
    server.hold.set()
    qtbot.waitUntil(lambda: bool(ending.seen), timeout=30_000)
    assert ending.seen[0][0] == "ready", str(ending.seen[0][1])


def test_a_disk_without_room_is_said_before_anything_is_fetched(qtbot, tiles, monkeypatch, tmp_path):
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 10_000_000})())
    kind, error = prepare(qtbot, tiles, AREA, 1.0, tmp_path).seen[0]
    assert kind == "failed"
    assert "10 MB free" in error.sentence


def test_an_area_beside_the_layer_is_refused(project, raster, tmp_path):
    raster.setCrs(QgsCoordinateReferenceSystem("EPSG:32639"))  # so that it must be exported
    with pytest.raises(IncompleteRequest, match="does not touch"):
        SourcePreparation(raster, SearchArea((0, 0, 10, 10), "EPSG:32639"), None, tmp_path)


def test_a_raster_whose_crs_was_corrected_in_qgis_is_fetched_pixel_by_pixel(qtbot, raster, raster_file, tmp_path):
    raster.setCrs(QgsCoordinateReferenceSystem("EPSG:32639"))
    assert "EPSG:32639" in raster_source(raster).reason
    area = SearchArea((500010.4, 2000100, 500109.6, 2000150), "EPSG:32639")
    kind, path = prepare(qtbot, raster, area, None, tmp_path).seen[0]
    assert kind == "ready"
    data = gdal.Open(path)
    assert osr.SpatialReference(data.GetProjection()).GetAuthorityCode(None) == "32639"
    assert data.GetGeoTransform() == (500010, 1, 0, 2000150, 0, -1)
    assert (data.RasterXSize, data.RasterYSize, data.RasterCount) == (100, 50, 3)
    assert [int(data.GetRasterBand(band).ReadAsArray().mean()) for band in (1, 2, 3)] == [60, 120, 180]


def test_a_result_of_a_service_is_named_after_its_layer(tiles, raster, raster_file):
    assert output_name(tiles) == "Street map"
    assert output_name(raster) == str(raster_file)


def test_the_resolution_of_a_file_is_its_own_and_that_of_a_service_is_what_the_models_know(tiles, raster):
    assert default_export_gsd_m(raster) == 1.0
    assert default_export_gsd_m(tiles) == 0.5


def test_a_service_that_does_not_answer_is_said(project):
    layer = QgsRasterLayer("crs=EPSG:3857&format=image/png&layers=a&styles=&url=http://127.0.0.1:1/wms", "Gone", "wms")
    with pytest.raises(IncompleteRequest, match="does not answer"):
        raster_source(layer)


@pytest.mark.parametrize(
    ("source", "hosts"),
    [
        ("type=xyz&url=https://Tiles.example.org/{z}/{x}/{y}.png", "tiles.example.org"),
        ("type=xyz&url=https://{switch:a,b}.example.org/{z}/{x}/{y}.png", "*.example.org"),
        ("url=https://example.org/wms&layers=lakes&styles&format=image/png&crs=EPSG:3857", "*"),
    ],
)
def test_tiles_are_told_from_those_of_other_maps_by_their_hosts(project, source, hosts):
    assert hosts_of(QgsRasterLayer(source, "Street map", "wms")) == hosts
