"""What the resident engine does with the folder of a run: explain it, go on with it, vectorize it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.errors import Cancelled
from engine.run import ResidentModel, RunRequest, explain_run, resume_run, run

from .fake_model import FakeModel
from .server_client import PATIENCE, SlowRun, Start, params


def test_explain_answers_a_finished_run_in_words_with_the_resident_model(start: Start, scene: Path) -> None:
    loaded: list[str] = []

    def load(name: str, device: str) -> FakeModel:
        loaded.append(name)
        return FakeModel(generative=True)

    resident = ResidentModel(load)
    client, _ = start(
        run=lambda request, loader, **watch: run(request, loader=resident, **watch),
        explain=lambda request, loader, **watch: explain_run(request, loader=resident, **watch),
    )
    question = "Where is red?"
    client.send("run", params(raster=str(scene), output=str(scene.with_suffix(".gpkg")), questions=[question]))
    done = client.receive()["result"]
    assert done["questions"][0]["answer"] == "It has 500 pixels."
    client.notifications.clear()
    client.send("explain", {"run_folder": done["run_folder"], "questions": [question], "run_id": "e1"}, request_id="e")
    response = client.receive()
    assert (response["id"], response["result"]) == (
        "e",
        {"answers": [{"question": question, "answer": "It has 500 pixels."}]},
    )
    told = [message["params"] for message in client.notifications if message["method"] == "progress"]
    assert [(event["run_id"], event["stage"], event["done"]) for event in told] == [
        ("e1", "words", 0),
        ("e1", "words", 1),
    ]
    assert loaded == ["nano"]


def test_explain_waits_for_the_run_under_way_and_can_be_cancelled(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow, explain=never_explained)
    client.send("run", params("r1"), request_id=1)
    client.send("explain", {"run_folder": "answer_run", "run_id": "e1"}, request_id=2)
    assert slow.began.acquire(timeout=PATIENCE)
    client.send("cancel", {"run_id": "e1"}, request_id=3)
    assert client.receive() == {"jsonrpc": "2.0", "id": 3, "result": {"cancelled": True}}
    slow.go.set()
    assert client.receive()["id"] == 1
    assert client.receive()["error"]["data"]["kind"] == "cancelled"


def test_cancelled_run_is_resumed_with_the_resident_model(start: Start, scene: Path) -> None:
    model = FakeModel(tile_px=160)
    asked = RunRequest.from_dict({"raster": str(scene), "questions": ["Where is red?"], "run_id": "r1"})
    with pytest.raises(Cancelled):
        run(asked, model=model, cancelled=lambda: model.encoded >= 2)
    resident = ResidentModel(lambda name, device: model)
    client, _ = start(resume=lambda request, loader, **watch: resume_run(request, loader=resident, **watch))
    client.send("resume", {"run_folder": str(asked.folder), "run_id": "again"})
    assert client.receive()["result"]["questions"][0]["count"] == 2
    told = [note["params"] for note in client.notifications if note["method"] == "progress"]
    assert (told[0]["run_id"], told[0]["done"]) == ("again", 2)
    client.send("resume", {"run_folder": str(asked.folder), "run_id": "again"})
    assert "ended well" in client.receive()["error"]["message"]


def test_finished_run_is_vectorized_again_without_the_model(start: Start, scene: Path) -> None:
    asked = RunRequest.from_dict({"raster": str(scene), "questions": ["Where is red?"], "min_area_m2": 200})
    run(asked, model=FakeModel())
    client, _ = start()
    values = {"run_folder": str(asked.folder), "min_area_m2": 0, "format": "geojson"}
    client.send("vectorize", {**values, "run_id": "v1"})
    done = client.receive()["result"]
    assert (done["questions"][0]["count"], Path(done["output"]).suffix) == (2, ".geojson")
    assert {note["params"]["run_id"] for note in client.notifications if note["method"] == "progress"} == {"v1"}
    client.send("vectorize", {**values, "run_id": "v1", "model": "nano"})
    assert "model" in client.receive()["error"]["message"]


def never_explained(*request: Any, **watch: Any) -> None:
    raise AssertionError("a cancelled request was begun")


@pytest.mark.parametrize(
    "values", [{"run_id": None}, {"run_id": "e1", "run_folder": 1}, {"run_id": "e1", "surprise": True}]
)
def test_bad_explain_is_refused_at_once(values: dict[str, Any], start: Start) -> None:
    client, _ = start(explain=never_explained)
    client.send("explain", {"run_folder": "answer_run", **values})
    assert client.receive()["error"]["code"] == -32602


def test_explain_of_a_folder_without_a_run_is_told(start: Start, tmp_path: Path) -> None:
    client, _ = start()
    client.send("explain", {"run_folder": str(tmp_path), "run_id": "e1"})
    error = client.receive()["error"]
    assert error["data"]["kind"] == "bad_request"
    assert "no run folder" in error["message"]
