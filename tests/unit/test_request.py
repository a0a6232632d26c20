"""RunRequest: what is a valid request, and its way to JSON and back."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadRequest, EmptyQuestion
from engine.run.request import RunRequest, default_output

SMALLEST = {"raster": "scene.tif", "questions": ["Where is water?"], "output": "answer.gpkg"}


def request(**values: Any) -> RunRequest:
    return RunRequest.from_dict({**SMALLEST, **values})


def test_smallest_request_takes_every_default() -> None:
    smallest = request()
    assert smallest.model == "nano"
    assert smallest.threshold == 0.5
    assert smallest.device == "auto"
    assert smallest.explain is True
    assert smallest.extent is smallest.mask is smallest.gsd_m is smallest.bands is None


def test_missing_output_lies_beside_the_raster() -> None:
    given = RunRequest.from_dict({"raster": "data/scene.tif", "questions": ["Where is water?"]})
    assert given.output == default_output("data/scene.tif")
    assert given.output.endswith("scene_answer.gpkg")


@pytest.mark.parametrize("raster", ["/vsicurl/https://host/a.tif", "s3://bucket/a.tif"])
def test_remote_raster_needs_an_output(raster: str) -> None:
    with pytest.raises(BadRequest, match="remote"):
        RunRequest.from_dict({"raster": raster, "questions": ["Where is water?"]})


@pytest.mark.parametrize("raster", [".", "./", "/"])
def test_raster_without_a_name_is_refused(raster: str) -> None:
    with pytest.raises(BadRequest, match="folder"):
        RunRequest.from_dict({"raster": raster, "questions": ["Where is water?"]})


def test_question_asked_twice_is_asked_once_in_its_first_place() -> None:
    assert request(questions=["b?", "a?", " b? ", "c?"]).questions == ("b?", "a?", "c?")


def test_name_of_the_output_fits_every_file_system() -> None:
    assert request(output="folder/" + "ü" * 97 + "x.gpkg").output.endswith("x.gpkg")  # 200 bytes
    with pytest.raises(BadRequest, match="200 bytes"):
        request(output="ü" * 98 + ".gpkg")
    with pytest.raises(BadRequest, match="200 bytes"):
        RunRequest.from_dict({"raster": "n" * 195 + ".tif", "questions": ["Where is water?"]})


def test_run_folder_lies_beside_the_output_unless_named() -> None:
    assert str(request(output="out/a.gpkg").folder).replace("\\", "/") == "out/a_run"
    assert str(request(run_folder="elsewhere").folder) == "elsewhere"


def test_white_space_of_questions_is_normalised() -> None:
    assert request(questions=["  Where\n is  water? "]).questions == ("Where is water?",)


@pytest.mark.parametrize("questions", [[""], ["Where is water?", " \t "]])
def test_blank_question_has_its_own_kind(questions: list[str]) -> None:
    with pytest.raises(EmptyQuestion):
        request(questions=questions)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"questions": []}, "0 questions"),
        ({"questions": ["?a"] * 21}, "21 questions"),
        ({"questions": "Where is water?"}, "list of texts"),
        ({"questions": [1]}, "must be text"),
        ({"questions": ["\ud800"]}, "must be text"),
        ({"raster": ""}, "raster is empty"),
        ({"raster": None}, "raster must be text"),
        ({"raster": "a\0b"}, "characters"),
        ({"output": "answer.shp"}, "no ending of a format"),
        ({"extent": [0, 0, 1]}, "four numbers"),
        ({"extent": [1, 0, 1, 1]}, "extent is empty"),
        ({"extent": [0, 0, 1, math.nan]}, "finite"),
        ({"extent_crs": "EPSG:4326"}, "without an extent"),
        ({"gsd_m": 0}, "above 0"),
        ({"gsd_m": -1.0}, "above 0"),
        ({"gsd_m": math.inf}, "finite"),
        ({"gsd_m": 10**400}, "finite"),
        ({"gsd_m": True}, "must be a number"),
        ({"gsd_m": "0.5"}, "must be a number"),
        ({"bands": [1, 2]}, "three band numbers"),
        ({"bands": [0, 1, 2]}, "three band numbers"),
        ({"bands": [1.0, 2.0, 3.0]}, "three band numbers"),
        ({"threshold": 0}, "threshold is 0; it must lie between 0 and 1"),
        ({"threshold": 1}, "between 0 and 1"),
        ({"min_area_m2": -1}, "at least 0"),
        ({"simplify_m": -0.1}, "at least 0"),
        ({"explain": 1}, "explain must be true or false"),
        ({"explain": None}, "explain must be true or false"),
        ({"device": "gpu"}, "device"),
        ({"device": "cuda:x"}, "device"),
        ({"run_id": "../x"}, "run_id"),
        ({"run_id": "a" * 65}, "run_id"),
        ({"min_aera": 5}, "Unknown field: 'min_aera'"),
    ],
)
def test_bad_value_is_refused_with_a_sentence(values: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        request(**values)


@pytest.mark.parametrize("name", ["gsd_m", "bands", "threshold", "min_area_m2", "simplify_m", "extent", "device"])
def test_refused_value_comes_with_what_to_do_about_this_field(name: str) -> None:
    with pytest.raises(BadRequest) as caught:
        request(**{name: "x"})
    assert caught.value.advice != BadRequest.hint


@pytest.mark.parametrize("missing", ["raster", "questions"])
def test_missing_field_is_named(missing: str) -> None:
    with pytest.raises(BadRequest, match=f"Missing field: {missing}"):
        RunRequest.from_dict({key: value for key, value in SMALLEST.items() if key != missing})


@pytest.mark.parametrize("device", ["auto", "cpu", "mps", "cuda", "cuda:1"])
def test_device_names(device: str) -> None:
    assert request(device=device).device == device


finite = st.floats(-1e6, 1e6, allow_nan=False)
requests = st.builds(
    lambda extent, bands, threshold, gsd_m, question: request(
        extent=None if extent is None else [*extent, extent[0] + 1, extent[1] + 1],
        bands=bands,
        threshold=threshold,
        gsd_m=gsd_m,
        questions=[question],
    ),
    extent=st.none() | st.tuples(finite, finite),
    bands=st.none() | st.lists(st.integers(1, 300), min_size=3, max_size=3),
    threshold=st.floats(0.001, 0.999),
    gsd_m=st.none() | st.floats(0.01, 1000),
    question=st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=40),
)


@given(requests)
def test_request_survives_json(original: RunRequest) -> None:
    assert RunRequest.from_dict(json.loads(json.dumps(original.to_dict()))) == original


@given(
    st.dictionaries(
        st.sampled_from([*request().to_dict(), "unknown"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda children: st.lists(children) | st.dictionaries(st.text(), children),
            max_leaves=5,
        ),
    )
)
def test_any_json_object_is_a_request_or_an_input_error(values: dict[str, Any]) -> None:
    try:
        made = RunRequest.from_dict(values)
    except (BadRequest, EmptyQuestion):
        return
    assert made.questions
