"""The algorithms as Processing runs them: sinks, checks, cancel, errors; and in a model."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from conftest import QUICK
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from segearth_qgis.core.settings import Settings
from segearth_qgis.engine_client.blocking_client import BlockingClient
from segearth_qgis.processing.algorithm import SegEarthAlgorithm
from segearth_qgis.processing.provider import SegEarthProvider
from segearth_qgis.processing.raster_files import find_rasters
from segearth_qgis.processing.segment_by_question import SegmentByQuestion

QUESTION = "Where is open water?"


class Listener(QgsProcessingFeedback):
    """Keeps what an algorithm says, and cancels after so many signs of progress."""

    def __init__(self, cancel_after: int = 0) -> None:
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.steps: list[str] = []
        self._cancel_after = cancel_after

    def pushInfo(self, info):
        self.infos.append(info)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def reportError(self, error, fatal=False):
        self.errors.append(error)

    def setProgressText(self, text):
        self.steps.append(text)
        if self._cancel_after and len(self.steps) >= self._cancel_after:
            self.cancel()


@pytest.fixture
def provider(qgis_processing):
    """The provider in QGIS's registry."""
    made = SegEarthProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def engine(provider, engine_command, monkeypatch):
    """Have the algorithms ask a fake engine of a mode."""
    monkeypatch.setattr(SegEarthAlgorithm, "limits", QUICK)

    def choose(*mode: str) -> None:
        Settings().engine_command_text = " ".join(f'"{word}"' for word in engine_command(*mode))

    return choose


def run(raster, listener=None, **parameters) -> dict:
    values = {"INPUT": raster, "QUESTION": QUESTION, "OUTPUT": "memory:", **parameters}
    return processing.run("segearth:segmentbyquestion", values, feedback=listener or Listener())


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


@pytest.fixture
def asked(monkeypatch):
    """What the engine is asked, run by run."""
    calls: list[dict] = []
    original = BlockingClient.call

    def call(self, method, params):
        calls.append({"method": method, **json.loads(json.dumps(params))})
        mask = params.get("mask")
        if mask:
            layer = QgsVectorLayer(mask, "mask", "ogr")
            calls[-1]["mask_seen"] = (layer.featureCount(), layer.crs().authid())
        return original(self, method, params)

    monkeypatch.setattr(BlockingClient, "call", call)
    return calls


def test_every_parameter_reaches_the_engine_under_its_name(engine, raster, asked):
    engine("good")
    run(
        raster,
        MODEL="segearth-r1",
        THRESHOLD=0.7,
        MIN_AREA=200,
        MIN_HOLE=50,
        SIMPLIFY=1.5,
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
        "right_angles": True,
        "gsd_m": 2.0,
        "bands": [3, 2, 1],
        "output_crs": "EPSG:4326",
        "device": "cpu",
        "explain": False,
    }


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


def test_a_web_map_is_refused_in_words(engine, raster, project):
    engine("good")
    web = QgsRasterLayer("type=xyz&url=https://example.org/{z}/{x}/{y}.png", "Street map", "wms")
    project.addMapLayer(web)
    listener = Listener()
    with pytest.raises(QgsProcessingException):
        run(web, listener)
    assert "Street map" in listener.errors[0]


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


def child(identifier: str, algorithm: str, **sources) -> QgsProcessingModelChildAlgorithm:
    made = QgsProcessingModelChildAlgorithm(algorithm)
    made.setChildId(identifier)
    for name, source in sources.items():
        made.addParameterSources(name, [source])
    return made


def segment_then_dissolve() -> QgsProcessingModelAlgorithm:
    """A model of the Modeler: ask a raster, dissolve the answers by question."""
    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("Ask and dissolve", "tests")
    model.addModelParameter(
        QgsProcessingParameterRasterLayer("raster", "Raster"), QgsProcessingModelParameter("raster")
    )
    model.addModelParameter(QgsProcessingParameterString("text", "Question"), QgsProcessingModelParameter("text"))
    ask = child(
        "ask",
        "segearth:segmentbyquestion",
        INPUT=source.fromModelParameter("raster"),
        QUESTION=source.fromModelParameter("text"),
    )
    dissolve = child(
        "dissolve",
        "native:dissolve",
        INPUT=source.fromChildOutput("ask", "OUTPUT"),
        FIELD=source.fromStaticValue(["question"]),
    )
    output = QgsProcessingModelOutput("Dissolved", "Dissolved")
    output.setChildId("dissolve")
    output.setChildOutputName("OUTPUT")
    dissolve.setModelOutputs({"Dissolved": output})
    model.addChildAlgorithm(ask)
    model.addChildAlgorithm(dissolve)
    return model


def run_model(model: QgsProcessingModelAlgorithm, raster) -> QgsVectorLayer:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    name = model.outputDefinitions()[0].name()  # "dissolve:Dissolved", from QGIS 3.34 on "Dissolved"
    results, ok = model.run({"raster": raster, "text": QUESTION, name: "memory:"}, context, Listener())
    assert ok
    return context.takeResultLayer(results[name])


def test_a_model_feeds_the_answers_into_the_next_algorithm(engine, raster):
    engine("good")
    layer = run_model(segment_then_dissolve(), raster)
    (dissolved,) = layer.getFeatures()
    assert dissolved["question"] == QUESTION
    assert dissolved.geometry().area() == pytest.approx(3 * 80 * 80)


def test_a_model_takes_nothing_found_for_a_result(engine, raster):
    engine("nothing")
    assert run_model(segment_then_dissolve(), raster).featureCount() == 0


def test_a_model_survives_its_file(engine, raster, tmp_path):
    engine("good")
    path = str(tmp_path / "ask.model3")
    assert segment_then_dissolve().toFile(path)
    again = QgsProcessingModelAlgorithm()
    assert again.fromFile(path)
    assert run_model(again, raster).featureCount() == 1


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
