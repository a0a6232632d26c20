"""What the plugin knows without widgets and without an engine: settings, requests, results, sentences."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import QgsSettings

from segearth_qgis.core.errors import EngineReported, ResultUnreadable
from segearth_qgis.core.output_path import default_output
from segearth_qgis.core.run_progress import RunProgress
from segearth_qgis.core.run_request import RunRequest, SearchArea
from segearth_qgis.core.run_result import RunResult
from segearth_qgis.core.settings import Settings, quote_word, split_command
from segearth_qgis.core.text import area_text, breakable, duration_text, shorten
from segearth_qgis.engine_client.environment import engine_environment

RESULT = {
    "run_id": "a", "output": "out.gpkg", "run_folder": "out_run",
    "layers": {"answers": "answers", "coverage": "coverage"},
    "questions": [{"question": "Where is water?", "found": True, "count": 14, "area_m2": 320_000.0, "answer": None}],
    "searched_m2": 3_100_000.0, "tiles": {"done": 9, "empty": 3, "nodata": 0, "failed": 0},
    "seconds": 12.0, "warnings": [],
}  # fmt: skip


def result(**changes) -> RunResult:
    asked = {**RESULT["questions"][0], **changes.pop("asked", {})}
    return RunResult.from_dict({**RESULT, "questions": [asked], **changes})


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/opt/env/bin/segearth serve", ["/opt/env/bin/segearth", "serve"]),
        ("ssh box segearth serve", ["ssh", "box", "segearth", "serve"]),
        (r'"C:\Program Files\segearth.exe" serve', [r"C:\Program Files\segearth.exe", "serve"]),
        (r"C:\segearth\segearth.exe serve", [r"C:\segearth\segearth.exe", "serve"]),
        ("   ", []),
    ],
)
def test_a_command_line_is_split_into_words(line, words):
    assert split_command(line) == words


@given(st.text(min_size=1).filter(lambda word: not word.startswith("~")))
def test_a_quoted_word_stays_one_word_whatever_is_in_it(word):
    assert split_command(f"{quote_word(word)} serve") == [word, "serve"]


def test_the_home_folder_may_be_written_as_a_tilde_in_the_program_alone():
    assert split_command("~/env/bin/segearth serve ~/x") == [
        os.path.expanduser("~/env/bin/segearth"), "serve", "~/x",
    ]  # fmt: skip


def test_an_unclosed_quote_is_an_error():
    with pytest.raises(ValueError, match="quot"):
        split_command('"/opt/segearth serve')


def test_a_command_may_be_stored_as_a_list():
    QgsSettings().setValue("segearth/engine_command", ["/opt/my engine/segearth", "serve"])
    assert Settings().engine_command == ["/opt/my engine/segearth", "serve"]


def test_without_a_setting_there_is_no_command():
    assert Settings().engine_command == []


def test_a_threshold_out_of_range_or_of_another_type_is_the_default():
    for value in ("7", "nonsense", "0"):
        QgsSettings().setValue("segearth/threshold", value)
        assert Settings().threshold == 0.5


def test_a_result_lies_in_the_first_folder_that_can_be_written_to(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    assert default_output("/data/town.tif", ["", str(tmp_path / "absent"), str(home)]) == home / "town_segearth_1.gpkg"


def test_neither_a_result_nor_a_run_folder_is_overwritten(tmp_path):
    (tmp_path / "town_segearth_1.gpkg").touch()
    (tmp_path / "town_segearth_2_run").mkdir()
    assert default_output("town.tif", [str(tmp_path)]).name == "town_segearth_3.gpkg"


@pytest.mark.parametrize(
    ("record", "number"),
    [('{"state": "cancelled"}', 1), ('{"state": "failed"}', 1), ('{"state": "running"}', 2), ('{"sta', 2), ("[]", 2)],
)
def test_the_folder_of_a_run_that_ended_without_a_result_is_used_again(tmp_path, record, number):
    (tmp_path / "town_segearth_1_run").mkdir()
    (tmp_path / "town_segearth_1_run" / "run.json").write_text(record, encoding="utf-8")
    assert default_output("town.tif", [str(tmp_path)]).name == f"town_segearth_{number}.gpkg"


def test_a_remote_raster_gives_a_file_name_too(tmp_path):
    path = default_output("/vsicurl/https://example.org/a b.tif?key=1", [str(tmp_path)])
    assert path.name == "a_b_segearth_1.gpkg"


def test_no_folder_to_write_to_is_an_error(tmp_path):
    with pytest.raises(OSError, match="written"):
        default_output("town.tif", [str(tmp_path / "absent")])


def test_a_request_without_an_area_names_none():
    params = RunRequest("town.tif", ("Where is water?",), "out.gpkg", "nano", 0.4).to_params("r1")
    assert params == {
        "raster": "town.tif",
        "questions": ["Where is water?"],
        "output": "out.gpkg",
        "model": "nano",
        "threshold": 0.4,
        "run_id": "r1",
    }


def test_a_request_carries_extent_crs_and_mask():
    area = SearchArea(extent=(0.0, 1.0, 2.0, 3.0), extent_crs="EPSG:4326", mask="area.gpkg")
    params = RunRequest("a", ("b",), "c", "nano", 0.5, area).to_params("r1")
    assert (params["extent"], params["extent_crs"], params["mask"]) == ([0.0, 1.0, 2.0, 3.0], "EPSG:4326", "area.gpkg")


def test_a_result_tells_what_was_found_and_where_it_looked():
    assert result().sentence() == "14 areas, 32.0 ha, in 3.1 km² searched"


def test_nothing_found_is_a_result_with_the_area_searched():
    nothing = result(asked={"found": False, "count": 0, "area_m2": 0.0})
    assert not nothing.found
    assert nothing.sentence() == "Nothing found in 3.1 km² searched"


def test_the_models_sentence_is_one_line_in_quotation_marks():
    assert result(asked={"answer": "It is\n the <b>lake</b>."}).words() == "“It is the <b>lake</b>.”"
    assert result().words() == ""


def test_the_models_sentence_has_an_end():
    assert len(result(asked={"answer": "x" * 9000}).words()) == 502


def test_a_long_word_gets_places_to_break_at():
    assert breakable("a " + "b" * 45 + " c") == f"a {'b' * 20}\u200b{'b' * 20}\u200b{'b' * 5} c"
    assert breakable("b" * 20) == "b" * 20


def test_failed_tiles_come_before_the_engines_warnings():
    cautions = result(tiles={"failed": 2}, warnings=["The raster is very coarse."]).cautions()
    assert cautions == (
        "2 tiles failed and were not searched: see the coverage layer.",
        "The raster is very coarse.",
    )


@pytest.mark.parametrize("data", [None, [], {}, {**RESULT, "questions": []}, {**RESULT, "searched_m2": "much"}])
def test_an_answer_that_is_no_result_is_an_error_and_not_an_empty_result(data):
    with pytest.raises(ResultUnreadable):
        RunResult.from_dict(data)


def test_progress_tells_tiles_finds_and_time_left():
    progress = RunProgress.from_params({"done": 12, "total": 240, "found": 3, "seconds_left": 130.0})
    assert progress.sentence() == "Tile 12 of 240 · 3 areas found · 2 min left"
    assert progress.percent == 5.0


def test_progress_copes_with_fields_that_are_missing_or_odd():
    progress = RunProgress.from_params({"done": "many", "total": None, "seconds_left": True})
    assert (progress.done, progress.total, progress.found, progress.seconds_left) == (0, 0, 0, None)
    assert progress.sentence() == "Reading the raster"


def test_later_stages_have_names():
    assert RunProgress.from_params({"stage": "vectorize", "found": 1}).sentence() == "Drawing polygons · 1 area found"
    assert RunProgress.from_params({"stage": "write"}).sentence() == "Writing the result"
    words = RunProgress.from_params({"stage": "words", "done": 0, "total": 1, "found": 3})
    assert words.sentence() == "Putting the answer into words"


@pytest.mark.parametrize(
    ("area_m2", "text"),
    [(0.0, "0.0 m²"), (740.0, "740 m²"), (12_000.0, "1.2 ha"), (3_100_000.0, "3.1 km²"), (2.5e9, "2,500 km²")],
)
def test_areas_are_said_in_the_unit_that_fits(area_m2, text):
    assert area_text(area_m2) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "less than 1 s"), (40.0, "40 s"), (720.0, "12 min"), (11_400.0, "3 h 10 min")]
)
def test_times_are_said_in_the_unit_that_fits(seconds, text):
    assert duration_text(seconds) == text


def test_a_long_question_is_cut_to_one_line():
    assert shorten("Where is\n  water?", 60) == "Where is water?"
    assert shorten("abcdefghij", 5) == "abcd…"


def test_an_error_of_the_engine_gets_advice_in_terms_of_qgis():
    assert "Georeferencer" in EngineReported("no_crs", "No CRS.", "gdal_edit").hint
    assert EngineReported("new_kind", "Odd.", "Do this.").hint == "Do this."


def test_the_engine_does_not_inherit_the_libraries_of_qgis():
    parent = {"PATH": "/bin", "PYTHONHOME": "/qgis", "GDAL_DATA": "/q", "PROJ_LIB": "/q", "LD_LIBRARY_PATH": "/q",
              "QGIS_PREFIX_PATH": "/q", "PIP_INDEX_URL": "x", "VIRTUAL_ENV": "/v", "PythonPath": "/p"}  # fmt: skip
    assert engine_environment(parent) == {
        "PATH": "/bin",
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONNOUSERSITE": "1",
        "HF_HUB_OFFLINE": "1",
        "OMP_WAIT_POLICY": "PASSIVE",
    }
