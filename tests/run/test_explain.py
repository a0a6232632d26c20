"""Answers in words for a run that has ended: the same raster, the same model, or a sentence that says what changed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadRequest, Cancelled, EmptyQuestion, RasterMissing, SegEarthError
from engine.run import Event, Explained, ExplainRequest, RunRequest, RunResult, explain_run, run
from engine.run.places import from_anywhere

from .asking import GREEN, RED, ask, files, never_loaded, write_polygon
from .fake_model import FakeModel
from .scenes import LEFT, TOP, Square, write_scene


def talker(**values: Any) -> FakeModel:
    return FakeModel(generative=True, **values)


@pytest.fixture
def silent(scene: Path) -> RunResult:
    """A run without words."""
    return ask(scene, RED, GREEN, model=talker(), explain=False)


def explain(done: RunResult, *questions: str, model: FakeModel | None = None) -> Explained:
    request = ExplainRequest(done.run_folder, questions or None)
    return explain_run(request, loader=lambda name, device: model or talker())


def test_every_question_of_the_run_is_answered(silent: RunResult) -> None:
    assert explain(silent).to_dict() == {
        "answers": [
            {"question": RED, "answer": "It has 500 pixels."},
            {"question": GREEN, "answer": "It has 900 pixels."},
        ]
    }


def test_only_the_questions_asked_are_answered_in_their_order(silent: RunResult) -> None:
    assert [said.question for said in explain(silent, GREEN).answers] == [GREEN]
    assert [said.question for said in explain(silent, GREEN, RED).answers] == [GREEN, RED]


def test_the_same_tile_speaks_as_in_the_run(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [Square(20, 20, 10), Square(20, 420, 30)], width=600)
    done = ask(scene, model=talker(tile_px=200))
    model = talker(tile_px=200)
    assert explain(done, model=model).answers[0].answer == done.questions[0].answer == "It has 900 pixels."
    assert model.encoded == 1


def test_neither_result_nor_run_folder_is_changed(silent: RunResult, tmp_path: Path) -> None:
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    explain(silent)
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_run_is_explained_from_any_folder(scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    relative = RunRequest(scene.name, (RED,), "answer.gpkg", explain=False, run_folder="a_run")
    assert run(relative, model=talker()).output == "answer.gpkg"
    record = json.loads((tmp_path / "a_run" / "run.json").read_text())
    assert record["result"]["output"] == str(tmp_path / "answer.gpkg")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    request = ExplainRequest("../a_run")
    assert explain_run(request, loader=lambda name, device: talker()).answers[0].answer == "It has 500 pixels."
    _, _, _, (rasters,) = pyogrio.raw.read(tmp_path / "answer.gpkg", layer="answers", columns=["raster"])
    assert set(rasters) == {str(scene)}


def test_record_names_local_paths_from_the_root_and_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("scene.tif", "mask.gpkg", "model/config.json"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).touch()
    found = from_anywhere(RunRequest("scene.tif", (RED,), "a.gpkg", model="model", mask="mask.gpkg"))
    assert [found.raster, found.output, found.model, found.mask] == [
        str(tmp_path / name) for name in ("scene.tif", "a.gpkg", "model", "mask.gpkg")
    ]
    remote = from_anywhere(RunRequest("/vsicurl/https://host/a.tif", (RED,), "a.gpkg", model="nano"))
    assert (remote.raster, remote.model) == ("/vsicurl/https://host/a.tif", "nano")


def test_record_of_an_older_version_is_read(silent: RunResult) -> None:
    path = Path(silent.run_folder) / "run.json"
    record = json.loads(path.read_text())
    del record["model"]["generative"]
    path.write_text(json.dumps(record))
    assert len(explain(silent).answers) == 2


def test_mask_of_the_run_may_be_gone(scene: Path, tmp_path: Path) -> None:
    mask = tmp_path / "mask.geojson"
    write_polygon(mask, shapely.box(LEFT, TOP - 100, LEFT + 100, TOP))
    done = ask(scene, model=talker(), mask=str(mask), explain=False)
    mask.unlink()
    assert explain(done).answers[0].answer == "It has 500 pixels."


def test_model_and_device_are_those_of_the_run(silent: RunResult) -> None:
    loaded: list[tuple[str, str]] = []

    def load(name: str, device: str) -> FakeModel:
        loaded.append((name, device))
        return talker()

    explain_run(ExplainRequest(silent.run_folder), loader=load)
    assert loaded == [("nano", "auto")]


def test_progress_and_cancelling_between_questions(silent: RunResult) -> None:
    events: list[Event] = []
    model = talker()
    with pytest.raises(Cancelled):
        explain_run(
            ExplainRequest(silent.run_folder, run_id="e1"),
            loader=lambda name, device: model,
            on_event=events.append,
            cancelled=lambda: len(model.explained) == 1,
        )
    assert [(event.run_id, event.stage, event.done, event.total) for event in events] == [
        ("e1", "words", 0, 2),
        ("e1", "words", 1, 2),
    ]


def test_failure_is_an_error_as_there_is_nothing_else_to_lose(silent: RunResult) -> None:
    class Silent(FakeModel):
        def explain(self, scene: Any, question: str) -> str | None:
            raise MemoryError

    with pytest.raises(SegEarthError) as caught:
        explain(silent, model=Silent(generative=True))
    assert caught.value.kind == "out_of_memory"


# What is refused


def refused(folder: str | Path, said: str, *questions: str) -> None:
    with pytest.raises(BadRequest, match=said) as caught:
        explain_run(ExplainRequest(str(folder), questions or None), loader=never_loaded)
    assert caught.value.advice


def test_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none", "no run folder")
    with pytest.raises(BadRequest) as caught:
        explain_run(ExplainRequest("answer.gpkg"), loader=never_loaded)
    assert "left beside the GeoPackage" in caught.value.advice
    (tmp_path / "run.json").write_text("[]")
    refused(tmp_path, "not complete")
    (tmp_path / "run.json").write_text("{")
    refused(tmp_path, "cannot be read")


def test_run_that_did_not_end_well_is_refused(silent: RunResult) -> None:
    record = Path(silent.run_folder) / "run.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "state": "cancelled"}))
    refused(silent.run_folder, "'cancelled'")


def test_run_of_an_older_version_is_refused_as_such(silent: RunResult) -> None:
    path = Path(silent.run_folder) / "run.json"
    record = json.loads(path.read_text())
    del record["source"]
    path.write_text(json.dumps(record))
    refused(silent.run_folder, "was made before answers in words")


def test_damaged_journal_is_refused(silent: RunResult) -> None:
    (Path(silent.run_folder) / "journal.jsonl").write_text('{"row": 0}\n')
    refused(silent.run_folder, "journal")


def test_question_that_was_not_asked_is_refused(silent: RunResult) -> None:
    with pytest.raises(BadRequest, match="was not asked 'Where is gold") as caught:
        explain_run(ExplainRequest(silent.run_folder, ("Where is gold?",)), loader=never_loaded)
    assert f"'{RED}', '{GREEN}'" in caught.value.advice


def test_changed_raster_is_refused(silent: RunResult, scene: Path) -> None:
    write_scene(scene, [Square(0, 0, 50)])
    os.utime(scene, ns=(0, 0))
    refused(silent.run_folder, "has changed since the run")


def test_missing_raster_is_told(silent: RunResult, scene: Path) -> None:
    scene.unlink()
    with pytest.raises(RasterMissing):
        explain(silent)


def test_changed_model_is_refused(silent: RunResult) -> None:
    with pytest.raises(BadRequest, match="has changed since the run"):
        explain(silent, model=talker(fingerprint="another"))


def test_model_that_is_not_generative_is_refused(silent: RunResult) -> None:
    with pytest.raises(BadRequest, match="gives no answers in words"):
        explain(silent, model=FakeModel())


def test_model_of_a_run_that_is_not_generative_is_not_even_loaded(scene: Path) -> None:
    done = ask(scene, model=FakeModel())
    refused(done.run_folder, "gives no answers in words")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Missing field: run_folder"),
        ({"run_folder": 1}, "run_folder must be text"),
        ({"run_folder": "a", "question": "b"}, "Unknown field: 'question'"),
        ({"run_folder": "a", "questions": "b"}, "list of texts"),
        ({"run_folder": "a", "questions": []}, "0 questions"),
        ({"run_folder": "a", "run_id": "../b"}, "run_id"),
    ],
)
def test_bad_request_is_refused_with_a_sentence(values: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        ExplainRequest.from_dict(values)


@given(
    st.dictionaries(
        st.sampled_from(["run_folder", "questions", "run_id", "unknown"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text() | st.none()),
    )
)
def test_any_json_object_is_a_request_or_an_input_error(values: dict[str, Any]) -> None:
    try:
        made = ExplainRequest.from_dict(values)
    except (BadRequest, EmptyQuestion):
        return
    assert made.run_folder
