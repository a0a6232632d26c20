"""The real engine behind the plugin's client: answers lie where they should, and nothing is lost when it is killed.

The engine is the command in SEGEARTH_ENGINE_COMMAND, by default that of this repository's environment.
"""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from processes import is_alive
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from tile_server import TileServer, mercator

from segearth_qgis.core.raster_source import raster_source
from segearth_qgis.core.run_request import SearchArea
from segearth_qgis.core.search_area import area_of_polygons, area_of_rectangle
from segearth_qgis.core.settings import split_command
from segearth_qgis.core.source_preparation import SourcePreparation
from segearth_qgis.engine_client.client import EngineClient
from segearth_qgis.engine_client.limits import Limits
from tests.promised import need

ROOT = Path(__file__).resolve().parents[2]
SEGEARTH = ROOT / ".venv" / "bin" / "segearth"
COMMAND = os.environ.get("SEGEARTH_ENGINE_COMMAND", f'"{SEGEARTH}" serve' if SEGEARTH.exists() else "")
WATER, GROUND = (20, 45, 80), (90, 120, 70)
ORIGIN = (400_000.0, 2_700_000.0)  # of the scene, in EPSG:32640
PATIENCE_MS = 300_000  # a cold disk and a busy machine; nothing is measured with it


@pytest.fixture(scope="module", autouse=True)
def engine_is_there():
    """Skip without an engine, or fail where the environment promises one."""
    need(COMMAND, "an engine (make setup, or SEGEARTH_ENGINE_COMMAND)")


@pytest.fixture
def client():
    """A client of the real engine."""
    made = EngineClient(lambda: split_command(COMMAND), Limits(handshake_ms=PATIENCE_MS, stall_ms=PATIENCE_MS))
    yield made
    made.stop()


def scene(path: Path, width: int, height: int, lakes: list[tuple[int, int, int, int]]) -> QgsRasterLayer:
    """1 m pixels in EPSG:32640 with lakes at (column, row, columns, rows)."""
    pixels = np.empty((3, height, width), np.uint8)
    pixels[:] = np.array(GROUND, np.uint8)[:, None, None]
    pixels += np.random.default_rng(7).integers(0, 8, (1, height, width), np.uint8)
    for column, row, columns, rows in lakes:
        pixels[:, row : row + rows, column : column + columns] = np.array(WATER, np.uint8)[:, None, None]
    data = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 3)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32640)
    data.SetProjection(crs.ExportToWkt())
    data.SetGeoTransform((ORIGIN[0], 1, 0, ORIGIN[1], 0, -1))
    data.WriteArray(pixels)
    data = None
    layer = QgsRasterLayer(str(path), "Scene")
    assert data is None
    assert layer.isValid()
    return layer


def ask(client, qtbot, method: str, **params) -> dict:
    """The engine's answer."""
    answers: list = []
    client.request(method, params, answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
    assert isinstance(answers[0], dict), f"{answers[0]} {getattr(answers[0], 'hint', '')}"
    return answers[0]


def run_params(raster: str, output: Path, area: SearchArea, run_id: str = "r") -> dict:
    params = {"raster": raster, "questions": ["Where is open water?"], "output": str(output), "run_id": run_id}
    given = {"extent": area.extent, "extent_crs": area.extent_crs, "mask": area.mask}
    return {**params, **{name: value for name, value in given.items() if value is not None}}


def answers(path: Path) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{path}|layername=answers", "answers", "ogr")
    assert layer.isValid()
    return layer


def box(path: Path, crs: str = "") -> tuple[float, float, float, float]:
    """The box of all answers."""
    layer = answers(path)
    extent = layer.extent()
    if crs:
        there = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(crs), QgsProject.instance())
        extent = there.transformBoundingBox(extent)
    return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()


def transformed(rectangle: QgsRectangle, source: str, target: str) -> QgsGeometry:
    geometry = QgsGeometry.fromRect(rectangle)
    geometry.transform(
        QgsCoordinateTransform(
            QgsCoordinateReferenceSystem(source), QgsCoordinateReferenceSystem(target), QgsProject.instance()
        )
    )
    return geometry


def test_with_four_different_crs_the_answers_lie_in_the_right_place(client, qtbot, project, tmp_path):
    raster = scene(tmp_path / "scene.tif", 700, 600, [(300, 250, 120, 80), (20, 20, 60, 60)])
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    asked = QgsRectangle(ORIGIN[0] + 150, ORIGIN[1] - 550, ORIGIN[0] + 650, ORIGIN[1] - 150)  # not the second lake
    lake = (ORIGIN[0] + 300, ORIGIN[1] - 330, ORIGIN[0] + 420, ORIGIN[1] - 250)
    mask = QgsVectorLayer("Polygon?crs=EPSG:32639", "Districts", "memory")
    for geometry in (transformed(asked, "EPSG:32640", "EPSG:32639"), QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1))):
        feature = QgsFeature()
        feature.setGeometry(geometry)
        mask.dataProvider().addFeatures([feature])
    mask.selectByIds([1])
    canvas = transformed(asked, "EPSG:32640", "EPSG:3857").boundingBox()
    areas = {
        "mask": area_of_polygons(mask, True, tmp_path),
        "canvas": area_of_rectangle(canvas, QgsCoordinateReferenceSystem("EPSG:3857")),
        "own": area_of_rectangle(asked, raster.crs()),
    }
    boxes = {}
    for name, area in areas.items():
        output = tmp_path / f"{name}.gpkg"
        ask(client, qtbot, "run", **run_params(raster_source(raster).path, output, area, name))
        assert answers(output).crs().authid() == "EPSG:32640"
        boxes[name] = box(output)
    assert boxes["mask"] == pytest.approx(boxes["own"], abs=1.0)
    assert boxes["canvas"] == pytest.approx(boxes["own"], abs=1.0)
    assert boxes["own"] == pytest.approx(lake, abs=6.0)  # how well the small model sees, not where it looks


def test_a_tile_service_is_asked_and_the_answers_lie_on_its_lake(client, qtbot, project, tmp_path):
    x, y = mercator(8.5, 47.4)
    lake = (x + 250, y + 180, x + 400, y + 300)
    with TileServer(lake) as server:
        layer = QgsRasterLayer(server.xyz, "Street map", "wms")
        area = SearchArea((x, y, x + 700, y + 500), "EPSG:3857")
        preparation = SourcePreparation(layer, area, 1.0, tmp_path)
        paths: list[str] = []
        preparation.ready.connect(paths.append)
        preparation.failed.connect(lambda error: paths.append(error.sentence))
        preparation.start()
        qtbot.waitUntil(lambda: bool(paths), timeout=PATIENCE_MS)
    output = tmp_path / "out.gpkg"
    result = ask(client, qtbot, "run", **run_params(paths[0], output, area))
    assert result["tiles"]["failed"] == 0
    assert box(output, "EPSG:3857") == pytest.approx(lake, abs=9.0)  # 6 pixels of 1 m at 47 degrees


def test_a_killed_run_is_resumed_and_gives_what_it_would_have_given(client, qtbot, project, tmp_path):
    raster = scene(tmp_path / "scene.tif", 2600, 900, [(300, 250, 200, 180), (1900, 500, 300, 200)])
    whole = tmp_path / "whole.gpkg"
    ask(client, qtbot, "run", **run_params(raster_source(raster).path, whole, SearchArea(), "whole"))

    output, errors, done = tmp_path / "killed.gpkg", [], []
    client.notified.connect(lambda method, told: done.append(told["done"]) if told.get("stage") == "model" else None)
    params = run_params(raster_source(raster).path, output, SearchArea(), "killed")
    client.request("run", params, errors.append, errors.append)
    qtbot.waitUntil(lambda: bool(done) and max(done) >= 1, timeout=PATIENCE_MS)
    pid = client.pid
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(errors), timeout=PATIENCE_MS)
    assert (errors[0].kind, errors[0].step) == ("engine_killed", "resume")
    assert not output.exists()
    assert not is_alive(pid)

    done.clear()
    result = ask(client, qtbot, "resume", run_folder=str(tmp_path / "killed_run"), run_id="again")
    assert min(done) >= 1  # the tiles that were done are not asked again
    assert result["tiles"]["failed"] == 0
    assert shapes(output) == shapes(whole)


def shapes(path: Path) -> list[bytes]:
    """All answers, as they are stored."""
    with sqlite3.connect(path) as connection:
        return sorted(row[0] for row in connection.execute("SELECT geom FROM answers"))


def test_an_engine_whose_qgis_goes_away_ends_in_the_middle_of_a_run(client, qtbot, project, tmp_path):
    raster = scene(tmp_path / "scene.tif", 2600, 900, [(300, 250, 200, 180)])
    progress: list = []
    client.notified.connect(lambda method, params: progress.append(method) if method == "progress" else None)
    client.request("run", run_params(raster_source(raster).path, tmp_path / "out.gpkg", SearchArea()), print, print)
    qtbot.waitUntil(lambda: bool(progress), timeout=PATIENCE_MS)
    pid = client.pid
    client._process.closeWriteChannel()  # all that an engine sees of a QGIS that is gone
    qtbot.waitUntil(lambda: not is_alive(pid), timeout=PATIENCE_MS)
    assert not (tmp_path / "out.gpkg").exists()
