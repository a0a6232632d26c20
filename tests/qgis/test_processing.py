"""The algorithms as Processing runs them: sinks, checks, cancel, errors."""

from __future__ import annotations

import threading
from pathlib import Path

import processing
import pytest
from osgeo import gdal
from processing_steps import QUESTION, Listener, run
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from tile_server import TileServer, mercator

from segearth_qgis.processing.segment_by_question import SegmentByQuestion


def test_the_provider_has_the_three_algorithms(provider):
    assert {algorithm.id() for algorithm in provider.algorithms()} == {
        "segearth:segmentbyquestion",
        "segearth:segmentfolder",
        "segearth:engineinfo",
    }


@pytest.mark.parametrize("name", ["segmentbyquestion", "segmentfolder", "engineinfo"])
def test_every_algorithm_explains_itself_and_makes_others_of_its_kind(provider, name):
    algorithm = provider.algorithm(name)
    assert algorithm.displayName()
    assert len(algorithm.shortHelpString()) > 100
    assert algorithm.helpUrl().startswith("file:///")
    assert algorithm.create().id() == algorithm.id()
    assert not algorithm.icon().isNull()


def test_answers_lie_in_a_real_layer_with_numbers_beside_it(engine, raster):
    engine("good")
    results = run(raster)
    layer = results["OUTPUT"]
    assert layer.featureCount() == results["COUNT"] == 3
    assert layer.crs().authid() == "EPSG:32640"
    assert {feature["question"] for feature in layer.getFeatures()} == {QUESTION}
    assert "fid" not in layer.fields().names()
    assert results["AREA_M2"] == 3 * 80 * 80
    assert results["SEARCHED_M2"] == 400 * 400
    assert "COVERAGE" not in results


def test_nothing_found_is_an_empty_layer_and_the_area_that_was_searched(engine, raster):
    engine("nothing")
    listener = Listener()
    results = run(raster, listener)
    assert (results["OUTPUT"].featureCount(), results["COUNT"], results["AREA_M2"]) == (0, 0, 0)
    assert results["SEARCHED_M2"] == 400 * 400
    assert "Nothing found in 16.0 ha searched" in listener.infos


def test_answers_can_go_to_a_file_in_any_format(engine, raster, tmp_path):
    engine("good")
    results = run(raster, OUTPUT=str(tmp_path / "answers.geojson"))
    assert QgsVectorLayer(results["OUTPUT"], "a", "ogr").featureCount() == 3


def test_relative_paths_are_those_of_the_caller_and_not_of_the_engine(engine, raster, asked, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    engine("good")
    results = run(raster, RUN_FOLDER="kept", PROBABILITY="probability.tif")
    assert asked[0]["output"] == str(tmp_path / "kept" / "result.gpkg")
    assert asked[0]["probability_cog"] == str(tmp_path / "probability.tif")
    assert results["RUN_FOLDER"] == str(tmp_path / "kept")


def test_coverage_comes_when_asked_for(engine, raster):
    engine("good")
    layer = run(raster, COVERAGE="memory:")["COVERAGE"]
    assert [feature["status"] for feature in layer.getFeatures()] == ["done"]


def test_the_models_own_words_are_an_output(engine, raster):
    engine("words", "It is in the south.")
    assert run(raster)["ANSWER"] == "It is in the south."


def test_the_engines_cautions_are_warnings(engine, raster):
    engine("failed_tile")
    listener = Listener()
    run(raster, listener)
    assert listener.warnings == ["1 tile failed and was not searched: see the coverage layer."]


def test_progress_is_told(engine, raster):
    engine("good")
    listener = Listener()
    run(raster, listener)
    assert listener.steps[0] == "Tile 1 of 4 · 1 area found · 2 s left"
    assert listener.progress() > 0


def test_an_extent_goes_with_its_own_crs(engine, raster):
    engine("good")
    results = run(raster, EXTENT="500100,500200,2000100,2000200 [EPSG:32640]")
    assert results["SEARCHED_M2"] == 100 * 100
    extent = results["OUTPUT"].extent()
    assert QgsRectangle(500100, 2000100, 500200, 2000200).contains(extent)


def test_every_parameter_reaches_the_engine_under_its_name(engine, raster, asked):
    engine("good")
    run(
        raster,
        MODEL="segearth-r1",
        THRESHOLD=0.7,
        MIN_AREA=200,
        MIN_HOLE=50,
        SIMPLIFY=1.5,
        CONTEXT=200,
        RIGHT_ANGLES=True,
        GSD=2,
        RED=3,
        GREEN=2,
        BLUE=1,
        CRS=QgsCoordinateReferenceSystem("EPSG:4326"),
        DEVICE="cpu",
        EXPLAIN=False,
    )
    (call,) = asked
    said = {name: call[name] for name in call if name not in ("run_id", "output", "raster", "method")}
    assert said == {
        "questions": [QUESTION],
        "model": "segearth-r1",
        "threshold": 0.7,
        "min_area_m2": 200.0,
        "min_hole_m2": 50.0,
        "simplify_m": 1.5,
        "context_m": 200.0,
        "right_angles": True,
        "gsd_m": 2.0,
        "bands": [3, 2, 1],
        "output_crs": "EPSG:4326",
        "device": "cpu",
        "explain": False,
    }


def test_a_least_size_in_a_question_is_its_minimum_area_and_that_is_said(engine, raster, asked):
    engine("good")
    listener = Listener()
    run(raster, listener, QUESTION="Where are buildings larger than 500 m2?", MIN_AREA=100)
    assert asked[0]["questions"] == ["Where are buildings?"]
    assert asked[0]["min_area_m2"] == 500.0
    assert "“larger than 500 m2” is not asked but taken as the minimum area: 500 m²." in listener.infos
    run(raster, QUESTION="Where are buildings larger than 500 m2?", MIN_AREA=100, READ_SIZE=False)
    assert asked[1]["questions"] == ["Where are buildings larger than 500 m2?"]
    assert asked[1]["min_area_m2"] == 100.0
    run(raster, listener, QUESTION="Where are huts over 20 m2?\nWhere are halls over 1 ha?")
    assert len(asked[2]["questions"]) == 2
    assert "Sizes differ, so none filters" in listener.warnings


def test_a_mask_goes_as_a_file_with_its_crs(engine, raster, asked):
    engine("good")
    mask = QgsVectorLayer("Polygon?crs=EPSG:4326", "Districts", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(57, 18, 57.001, 18.001)))
    mask.dataProvider().addFeatures([feature])
    run(raster, MASK=mask)
    assert asked[0]["mask_seen"] == (1, "EPSG:4326")
    assert not Path(asked[0]["mask"]).exists()


def test_an_empty_mask_is_refused(engine, raster):
    engine("good")
    with pytest.raises(QgsProcessingException, match="no polygon to search in"):
        run(raster, MASK=QgsVectorLayer("Polygon?crs=EPSG:4326", "Districts", "memory"))


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"QUESTION": "  \n "}, "no question yet"),
        ({"QUESTION": "\n".join(f"Q{n}?" for n in range(21))}, "21 questions"),
        ({"RED": 1}, "all three bands"),
        ({"GSD": 0}, "above 0 m"),
        ({"QUESTION": "A?\nB?", "PROBABILITY": "/tmp/p.tif"}, "of one question"),
        ({"OUTPUT": "/no/such/folder/a.gpkg"}, "/no/such/folder does not exist"),
        ({"THRESHOLD": 1.5}, "THRESHOLD"),
    ],
)
def test_wrong_values_are_refused_before_the_run(engine, raster, parameters, sentence):
    values = {"INPUT": raster, "QUESTION": QUESTION, "OUTPUT": "memory:", **parameters}
    ok, said = SegmentByQuestion.create(SegmentByQuestion()).checkParameterValues(values, QgsProcessingContext())
    assert not ok
    assert sentence in said


def test_without_an_engine_it_says_where_to_set_one(provider):
    can, reason = provider.algorithm("segmentbyquestion").canExecute()
    assert not can
    assert "no engine" in reason
    assert "Set up the engine" in reason


def test_a_cancel_ends_it_without_layers(engine, raster):
    engine("slow")
    listener = Listener(cancel_after=3)
    assert run(raster, listener) == {}
    assert "The run was cancelled. No result was saved." in listener.infos


def test_an_error_of_the_engine_comes_with_the_way_out(engine, raster):
    engine("error", "no_crs")
    with pytest.raises(QgsProcessingException, match=r"reports no_crs\.\nAssign the file its CRS"):
        run(raster)


def test_an_engine_that_dies_is_an_error(engine, raster):
    engine("cut")
    with pytest.raises(QgsProcessingException, match="stopped in the middle"):
        run(raster)


@pytest.fixture
def web_map(project):
    """A layer of a tile service, and the service."""
    x, y = mercator(8.5, 47.4)
    with TileServer((x, y, x + 100, y + 100)) as server:
        layer = QgsRasterLayer(server.xyz, "Street map", "wms")
        project.addMapLayer(layer)
        yield layer, server, QgsReferencedRectangle(QgsRectangle(x, y, x + 300, y + 200), layer.crs())


def test_a_web_map_is_fetched_first_and_stays_with_a_run_that_is_kept(engine, asked, web_map, tmp_path):
    engine("good")
    layer, _server, extent = web_map
    listener = Listener()
    assert run(layer, listener, EXTENT=extent, GSD=2.0, RUN_FOLDER=str(tmp_path / "kept"))["COUNT"] == 3
    assert asked[0]["raster"] == str(tmp_path / "kept" / "source.tif")
    assert "gsd_m" not in asked[0]
    fetched = gdal.Open(asked[0]["raster"])
    assert fetched.GetGeoTransform()[1] == pytest.approx(2.0 / 0.682, rel=0.01)
    assert fetched.RasterXSize == pytest.approx(300 * 0.682 / 2, abs=2)
    assert "Fetching “Street map”" in listener.steps


def test_of_a_web_map_the_box_of_the_polygons_is_fetched(engine, asked, web_map, tmp_path):
    engine("good")
    layer, _server, extent = web_map
    mask = QgsVectorLayer("Polygon?crs=EPSG:3857", "mask", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(extent))
    mask.dataProvider().addFeatures([feature])
    run(layer, MASK=mask, GSD=2.0, RUN_FOLDER=str(tmp_path / "kept"))
    assert gdal.Open(asked[0]["raster"]).RasterXSize == pytest.approx(300 * 0.682 / 2, abs=2)


def test_a_web_map_without_an_area_or_without_an_answer_is_an_error(engine, web_map):
    engine("good")
    layer, server, extent = web_map
    server.fail = 500
    for place, sentence in ((None, "too large to fetch"), (extent, "could not be fetched")):
        listener = Listener()
        with pytest.raises(QgsProcessingException) as caught:
            run(layer, listener, EXTENT=place, GSD=2.0)
        assert sentence in "".join([str(caught.value), *listener.errors])


def test_fetching_off_the_main_thread_is_cancelled_and_hears_of_failures(engine, web_map, project, qtbot):
    engine("good")
    layer, server, extent = web_map
    algorithm = QgsApplication.processingRegistry().algorithmById("segearth:segmentbyquestion")
    values = {"INPUT": layer.id(), "QUESTION": QUESTION, "EXTENT": extent, "GSD": 2.0, "OUTPUT": "memory:"}
    for prepare in (lambda: setattr(server, "hold", threading.Event()), lambda: setattr(server, "fail", 500)):
        prepare()
        context, listener, ended = QgsProcessingContext(), Listener(), []
        context.setProject(project)
        task = QgsProcessingAlgRunnerTask(algorithm, values, context, listener)
        task.executed.connect(lambda ok, results, ended=ended: ended.append((ok, results)))
        QgsApplication.taskManager().addTask(task)
        qtbot.waitUntil(lambda listener=listener: "Fetching “Street map”" in listener.steps, timeout=10_000)
        if server.hold is not None:
            qtbot.waitUntil(lambda: bool(server.asked), timeout=10_000)
            listener.cancel()
            server.hold.set()
            server.hold = None
        qtbot.waitUntil(lambda ended=ended: bool(ended), timeout=30_000)
        assert "COUNT" not in ended[0][1]
    assert "could not be fetched" in "".join(listener.errors)


def test_the_run_is_kept_where_asked_and_removed_otherwise(engine, raster, asked, tmp_path):
    engine("good")
    run(raster)
    assert not Path(asked[0]["output"]).parent.exists()
    results = run(raster, RUN_FOLDER=str(tmp_path / "kept"))
    assert results["RUN_FOLDER"] == str(tmp_path / "kept")
    assert (tmp_path / "kept" / "result.gpkg").is_file()


def test_layers_that_are_loaded_are_styled(engine, raster):
    engine("good")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    sinks = {
        name: QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
        for name in ("OUTPUT", "COVERAGE")
    }
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("segearth:segmentbyquestion")
    results, ok = algorithm.run({"INPUT": raster, "QUESTION": QUESTION, **sinks}, context, Listener())
    assert ok
    for name, fields in (("OUTPUT", 3), ("COVERAGE", 1)):
        details = context.layerToLoadOnCompletionDetails(results[name])
        layer = context.getMapLayer(results[name])
        details.postProcessor().postProcessLayer(layer, context, Listener())
        assert layer.mapTipTemplate()
        assert layer.featureCount() == fields


def test_about_the_engine(engine):
    engine("good")
    results = processing.run("segearth:engineinfo", {}, feedback=Listener())
    assert results == {
        "ENGINE": "0.1.0",
        "PROTOCOL": "1",
        "PYTHON": "3.11.2",
        "TORCH": "none",
        "DEFAULT_MODEL": "nano",
        "DEVICES": "cpu",
        "MODELS": "nano, segearth-r1",
    }
