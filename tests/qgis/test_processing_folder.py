"""A folder of rasters as Processing runs it: found, asked, gone on with, summed up."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from osgeo import gdal
from processing_steps import QUESTION, Listener
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsVectorLayer,
)

from segearth_qgis.processing.raster_files import find_rasters


@pytest.fixture
def folder(raster_file, tmp_path) -> Path:
    """Two rasters, one file that is none, and one raster in a folder below."""
    place = tmp_path / "many"
    (place / "deep").mkdir(parents=True)
    for name in ("a.tif", "B.TIF", "deep/c.tif"):
        gdal.GetDriverByName("GTiff").CreateCopy(str(place / name), gdal.Open(str(raster_file)))
    (place / "notes.txt").write_text("no raster", encoding="utf-8")
    return place


def run_folder(folder: Path, results: Path, listener=None, **parameters) -> dict:
    values = {"FOLDER": str(folder), "QUESTION": QUESTION, "RESULTS": str(results), "SUMMARY": "memory:", **parameters}
    return processing.run("segearth:segmentfolder", values, feedback=listener or Listener())


def rows(layer: QgsVectorLayer) -> list[tuple]:
    return [(row["raster"], row["state"], row["count"], row["error_kind"]) for row in layer.getFeatures()]


def test_rasters_are_found_by_pattern_and_run_folders_are_not(folder):
    (folder / "a_run").mkdir()
    (folder / "a_run" / "run.json").write_text("{}", encoding="utf-8")
    (folder / "a_run" / "probability_1.tif").touch()
    assert find_rasters(folder, "*.tif;*.vrt", False) == ["B.TIF", "a.tif"]
    assert find_rasters(folder, "*.tif", True) == ["B.TIF", "a.tif", "deep/c.tif"]


def test_every_raster_of_a_folder_gets_a_result_and_a_line(engine, folder, tmp_path):
    engine("good")
    results = run_folder(folder, tmp_path / "out", RECURSIVE=True)
    assert rows(results["SUMMARY"]) == [
        ("B.TIF", "done", 3, None),
        ("a.tif", "done", 3, None),
        ("deep/c.tif", "done", 3, None),
    ]
    assert (results["DONE"], results["FAILED"], results["COUNT"]) == (3, 0, 9)
    assert (tmp_path / "out" / "deep" / "c.tif.gpkg").is_file()


def test_all_areas_can_lie_in_one_layer(engine, folder, tmp_path):
    engine("good")
    layer = run_folder(folder, tmp_path / "out", OUTPUT="memory:")["OUTPUT"]
    assert layer.featureCount() == 6
    assert layer.crs().authid() == "EPSG:32640"


def test_areas_in_one_layer_take_the_crs_asked_for(engine, folder, tmp_path):
    engine("good")
    crs = QgsCoordinateReferenceSystem("EPSG:4326")
    layer = run_folder(folder, tmp_path / "out", OUTPUT="memory:", CRS=crs)["OUTPUT"]
    assert layer.crs() == crs
    assert layer.extent().xMinimum() == pytest.approx(57.0, abs=0.1)


def test_a_raster_that_fails_stops_nothing_and_has_its_line(engine, folder, tmp_path):
    engine("bad_file", "a.tif")
    listener = Listener()
    results = run_folder(folder, tmp_path / "out", listener)
    assert rows(results["SUMMARY"]) == [("B.TIF", "done", 3, None), ("a.tif", "failed", None, "unreadable_raster")]
    assert (results["DONE"], results["FAILED"]) == (1, 1)
    assert "Export the layer" in listener.errors[0]


def test_an_engine_that_dies_is_started_again_and_the_raster_tried_once_more(engine, folder, tmp_path):
    engine("cut_once", str(tmp_path / "died"))
    listener = Listener()
    results = run_folder(folder, tmp_path / "out", listener)
    assert results["DONE"] == 2
    assert len(listener.warnings) == 1


def test_what_would_stop_every_raster_stops_the_folder(engine, folder, tmp_path):
    engine("error", "model_missing")
    with pytest.raises(QgsProcessingException, match="model_missing"):
        run_folder(folder, tmp_path / "out")


def test_a_folder_that_is_done_is_not_asked_again(engine, folder, asked, tmp_path):
    engine("good")
    run_folder(folder, tmp_path / "out")
    for call in list(asked):
        write_record(call, "done")
    results = run_folder(folder, tmp_path / "out")
    assert len(asked) == 2
    assert results["COUNT"] == 6


def test_a_raster_that_has_changed_is_asked_again(engine, folder, asked, tmp_path):
    engine("good")
    run_folder(folder, tmp_path / "out")
    for call in list(asked):
        write_record(call, "done", modified_ns=1)
    run_folder(folder, tmp_path / "out")
    assert [call["method"] for call in asked] == ["run"] * 4


def test_a_run_that_did_not_end_goes_on(engine, folder, asked, tmp_path):
    engine("good")
    run_folder(folder, tmp_path / "out")
    write_record(asked[0], "running")
    write_record(asked[1], "done")
    run_folder(folder, tmp_path / "out")
    assert [call["method"] for call in asked[2:]] == ["resume"]


def write_record(call: dict, state: str, modified_ns: int = 0) -> None:
    """What the engine leaves of a run in its folder."""
    output = Path(call["output"])
    raster = Path(call["raster"]).stat()
    request = {name: value for name, value in call.items() if name != "method"}
    record = {
        "state": state,
        "request": {**request, "extent": None, "mask": None},
        "source": {"bytes": raster.st_size, "modified_ns": modified_ns or raster.st_mtime_ns},
        "result": {
            "output": call["output"],
            "layers": {"answers": "answers", "coverage": "coverage"},
            "questions": [{"question": QUESTION, "count": 3, "area_m2": 1.0, "answer": None}],
            "searched_m2": 1.0,
            "tiles": {},
        },
    }
    run_folder = output.with_name(f"{output.stem}_run")
    run_folder.mkdir(exist_ok=True)
    (run_folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


def test_a_cancelled_folder_gives_no_table_and_says_how_to_go_on(engine, folder, tmp_path):
    engine("slow")
    listener = Listener(cancel_after=3)
    assert run_folder(folder, tmp_path / "out", listener) == {}
    assert any("goes on with it" in info for info in listener.infos)


def test_a_folder_without_rasters_is_said(engine, tmp_path):
    engine("good")
    (tmp_path / "empty").mkdir()
    with pytest.raises(QgsProcessingException, match="no raster in"):
        run_folder(tmp_path / "empty", tmp_path / "out")
