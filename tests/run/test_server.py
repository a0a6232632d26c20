"""The resident engine: requests over real pipes, with a run that is replaced, then as a process of its own."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.errors import NoGeoreference
from engine.run import Partial, ResidentModel, RunRequest, RunResult, run
from engine.service.protocol import LineSplitter

from .fake_model import FakeModel
from .server_client import PATIENCE, SlowRun, Start, finished, params


def test_initialize_introduces_the_engine(start: Start) -> None:
    client, _ = start()
    client.send("initialize", {"client": "test", "protocol": 1})
    result = client.receive()["result"]
    assert result["engine"] == "0.1.0"
    assert result["protocol"] == 1
    assert result["pid"] == os.getpid()
    assert result["devices"][-1] == "cpu"
    assert result["default_model"] == "nano"


def test_other_protocol_is_refused(start: Start) -> None:
    client, _ = start()
    client.send("initialize", {"client": "test", "protocol": 2})
    assert client.receive()["error"]["data"]["kind"] == "bad_request"


def test_run_answers_with_its_result(start: Start) -> None:
    client, _ = start(run=finished)
    client.send("run", params(), request_id="a")
    response = client.receive()
    assert response["id"] == "a"
    assert response["result"]["run_id"] == "r1"


def test_failing_run_answers_with_its_kind(start: Start) -> None:
    def fail(request: RunRequest, **watch: Any) -> RunResult:
        raise NoGeoreference("It has no CRS.")

    client, _ = start(run=fail)
    client.send("run", params())
    error = client.receive()["error"]
    assert (error["code"], error["message"], error["data"]["kind"]) == (-32000, "It has no CRS.", "no_crs")


def test_unexpected_fault_of_a_run_is_internal_and_the_engine_lives_on(start: Start) -> None:
    def fail(request: RunRequest, **watch: Any) -> RunResult:
        raise ZeroDivisionError("oh")

    client, _ = start(run=fail)
    for _ in range(2):
        client.send("run", params())
        assert client.receive()["error"]["data"]["kind"] == "internal"


def test_progress_is_told_while_the_run_is_under_way(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow)
    client.send("run", params())
    assert client.wait_for("progress")["params"] == {
        "run_id": "r1",
        "stage": "model",
        "done": 0,
        "total": 1,
        "found": 0,
        "seconds_left": None,
        "message": "Tile 1 of 1",
    }
    slow.go.set()
    assert "result" in client.receive()


def test_two_runs_are_done_one_after_the_other(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow)
    client.send("run", params("r1"), request_id=1)
    client.send("run", params("r2"), request_id=2)
    assert slow.began.acquire(timeout=PATIENCE)
    assert slow.order == ["r1"]
    slow.go.set()
    assert [client.receive()["id"], client.receive()["id"]] == [1, 2]
    assert slow.order == ["r1", "r2"]


def test_cancel_ends_the_run_under_way(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow)
    client.send("run", params(), request_id="run")
    assert slow.began.acquire(timeout=PATIENCE)
    client.send("cancel", {"run_id": "r1"}, request_id="cancel")
    responses = {response["id"]: response for response in (client.receive(), client.receive())}
    assert responses["cancel"]["result"] == {"cancelled": True}
    assert responses["run"]["error"]["data"]["kind"] == "cancelled"


def test_queued_run_is_cancelled_without_being_started(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow)
    client.send("run", params("r1"), request_id=1)
    client.send("run", params("r2"), request_id=2)
    client.send("cancel", {"run_id": "r2"}, request_id=3)
    assert client.receive() == {"jsonrpc": "2.0", "id": 3, "result": {"cancelled": True}}
    slow.go.set()
    assert "result" in client.receive()
    assert client.receive()["error"]["data"]["kind"] == "cancelled"
    assert slow.order == ["r1"]


def test_cancel_of_an_unknown_or_finished_run_says_so(start: Start) -> None:
    client, _ = start(run=finished)
    client.send("run", params("r1"))
    client.receive()
    for run_id in ("r1", "never"):
        client.send("cancel", {"run_id": run_id})
        assert client.receive()["result"] == {"cancelled": False}


def test_run_id_can_be_used_again_when_its_run_has_ended(start: Start) -> None:
    client, _ = start(run=finished)
    for _ in range(2):
        client.send("run", params("r1"))
        assert "result" in client.receive()


def test_second_run_of_the_same_id_is_refused(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow)
    client.send("run", params("r1"), request_id=1)
    client.send("run", params("r1"), request_id=2)
    refused = client.receive()
    assert (refused["id"], refused["error"]["data"]["kind"]) == (2, "bad_request")
    slow.go.set()
    assert "result" in client.receive()


@pytest.mark.parametrize(
    "values", [{"run_id": None}, {"questions": []}, {"surprise": 1}, {"raster": 5}, {"threshold": 2}]
)
def test_bad_request_is_refused_at_once(values: dict[str, Any], start: Start) -> None:
    client, _ = start(run=finished)
    client.send("run", {**params(), **values})
    assert client.receive()["error"]["code"] == -32602


@pytest.mark.parametrize("raster", [".", "./", "/"])
def test_raster_without_a_name_is_refused_and_the_engine_listens_on(raster: str, start: Start) -> None:
    client, _ = start(run=finished)
    client.send("run", params(raster=raster))
    assert client.receive()["error"]["data"]["kind"] == "bad_request"
    client.send("cancel", {"run_id": "r1"}, request_id="next")
    assert client.receive()["id"] == "next"


def test_unexpected_fault_of_a_request_is_its_error_and_the_engine_listens_on(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(values: dict[str, Any]) -> RunRequest:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(RunRequest, "from_dict", fail)
    client, _ = start(run=finished)
    client.send("run", params(), request_id="bad")
    error = client.receive()
    assert (error["id"], error["error"]["data"]["kind"]) == ("bad", "internal")
    client.send("cancel", {"run_id": "r1"}, request_id="next")
    assert client.receive()["id"] == "next"


def test_answer_that_is_no_json_is_an_error_and_the_next_request_is_answered(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.service.server.model_cards", lambda: [{"parameters": float("nan")}])
    client, _ = start()
    for request_id in (1, 2):
        client.send("models", request_id=request_id)
        assert client.receive()["error"]["data"]["kind"] == "internal"


def test_engine_that_no_longer_listens_ends(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(splitter: LineSplitter, chunk: bytes) -> Iterator[bytes]:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(LineSplitter, "feed", fail)
    monkeypatch.setattr(threading, "excepthook", lambda thread: None)
    client, thread = start()
    client.send("models")
    thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.mark.parametrize("method", ["vectorise", "", "__init__", "initialise"])
def test_unknown_method_is_told(method: str, start: Start) -> None:
    client, _ = start()
    client.send(method)
    assert client.receive()["error"]["code"] == -32601


@pytest.mark.parametrize("request_id", [0, -1, 1.5, "", "ü", None, 10**30])
def test_response_carries_the_id_as_it_came(request_id: Any, start: Start) -> None:
    client, _ = start()
    client.send("cancel", {"run_id": "x"}, request_id=request_id)
    assert client.receive()["id"] == request_id


def test_junk_gets_an_error_and_the_next_request_its_answer(start: Start) -> None:
    client, _ = start()
    junk = [b"\xff\xfe\x00", b"{", b"[]", b"null", b"x" * 2_000_000, b'{"jsonrpc":"2.0","id":[],"method":"models"}']
    for line in junk:
        client.send_bytes(line + b"\n")
        error = client.receive()
        assert error["id"] is None
        assert error["error"]["code"] in (-32700, -32600)
    client.send("cancel", {"run_id": "x"}, request_id=9)
    assert client.receive()["id"] == 9


def test_notification_gets_no_response(start: Start) -> None:
    client, _ = start()
    client.send_bytes(b'{"jsonrpc":"2.0","method":"unknown"}\n{"jsonrpc":"2.0","method":"cancel"}\n')
    client.send("cancel", {"run_id": "x"}, request_id="only")
    assert client.receive()["id"] == "only"


def test_requests_are_answered_during_a_run(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow)
    client.send("run", params(), request_id="run")
    assert slow.began.acquire(timeout=PATIENCE)
    client.send("initialize", {"client": "test", "protocol": 1}, request_id="init")
    assert client.receive()["id"] == "init"
    slow.go.set()
    assert client.receive()["id"] == "run"


def test_heart_beats_during_a_run(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow, heartbeat_seconds=0.01)
    client.send("run", params())
    assert slow.began.acquire(timeout=PATIENCE)
    assert client.wait_for("heartbeat")["params"]["time"] <= client.wait_for("heartbeat")["params"]["time"]
    slow.go.set()


def test_shutdown_answers_and_ends(start: Start) -> None:
    client, thread = start()
    client.send("shutdown")
    assert client.receive() == {"jsonrpc": "2.0", "id": 1, "result": {}}
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_end_of_input_cancels_the_run_and_ends(start: Start) -> None:
    slow = SlowRun()
    client, _ = start(run=slow)
    client.send("run", params("r1"), request_id=1)
    client.send("run", params("r2"), request_id=2)
    assert slow.began.acquire(timeout=PATIENCE)
    client.hang_up()
    kinds = [message["error"]["data"]["kind"] for message in client.rest() if "id" in message]
    assert kinds == ["cancelled", "cancelled"]
    assert slow.order == ["r1"]


def test_client_that_vanishes_ends_the_engine(start: Start) -> None:
    slow = SlowRun()
    client, thread = start(run=slow, heartbeat_seconds=0.01)
    client.send("run", params())
    assert slow.began.acquire(timeout=PATIENCE)
    client._source.close()  # nobody reads; stdin stays open
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_request_before_the_end_of_input_is_still_answered(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, go = threading.Event(), threading.Event()

    def slow_cards() -> list[dict[str, Any]]:
        asked.set()
        go.wait(PATIENCE)
        return []

    monkeypatch.setattr("engine.service.server.model_cards", slow_cards)
    client, thread = start()
    client.send("models", request_id="last")
    assert asked.wait(PATIENCE)
    client.hang_up()
    thread.join(0.2)  # an engine that does not wait for its last answer ends here
    go.set()
    assert [message["id"] for message in client.rest() if "id" in message] == ["last"]


def test_pictures_of_a_run_reach_the_client_as_partial(start: Start) -> None:
    def drawn(request: RunRequest, *, on_partial: Callable[[Partial], None], **watch: Any) -> RunResult:
        on_partial(Partial(str(request.run_id), 1, "partial_1_1.tif", 2, 1, 32))
        return finished(request)

    client, _ = start(run=drawn)
    client.send("run", params())
    assert client.wait_for("partial")["params"] == {
        "run_id": "r1",
        "question": 1,
        "path": "partial_1_1.tif",
        "level": 2,
        "done": 1,
        "total": 32,
    }


def test_warnings_of_a_run_reach_the_client_as_log(start: Start) -> None:
    def warn(request: RunRequest, **watch: Any) -> RunResult:
        logging.getLogger("engine.run").warning("A pixel is %s m.", 0.01)
        return finished(request)

    client, _ = start(run=warn)
    client.send("run", params())
    client.receive()
    logs = [message["params"] for message in client.notifications if message["method"] == "log"]
    assert {"level": "warning", "message": "A pixel is 0.01 m."} in logs


def test_model_stays_loaded_from_run_to_run(start: Start, scene: Path) -> None:
    loaded: list[tuple[str, str]] = []

    def load(name: str, device: str) -> FakeModel:
        loaded.append((name, device))
        return FakeModel(name=name)

    resident = ResidentModel(load)
    client, _ = start(run=lambda request, loader, **watch: run(request, loader=resident, **watch))
    for model in ("a", "a", "b"):
        client.send("run", params(raster=str(scene), output=str(scene.with_suffix(".gpkg")), model=model))
        assert client.receive()["result"]["model"] == model
    assert loaded == [("a", "auto"), ("b", "auto")]


def serve_process(root: Path, script: str, lines: list[dict[str, Any]]) -> tuple[int, list[dict[str, Any]], str]:
    """Run a script as the engine's process, send it lines and close its input."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        input="".join(json.dumps({"jsonrpc": "2.0", **line}) + "\n" for line in lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=10 * PATIENCE,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_native_prints_do_not_corrupt_the_protocol(root: Path) -> None:
    script = """
import os, sys
from engine.service import server
streams = server.protocol_streams()
os.write(1, b"junk of a C library")
print("junk of Python")
os.system("echo junk of a child; cat")  # a child that reads stdin must not eat requests
sys.exit(server.Server(*streams).serve())
"""
    code, messages, stderr = serve_process(root, script, [{"id": 1, "method": "initialize"}])
    assert code == 0
    assert [message["id"] for message in messages if "id" in message] == [1]
    for junk in ("junk of a C library", "junk of Python", "junk of a child"):
        assert junk in stderr


def test_serve_command_speaks_the_protocol(root: Path) -> None:
    code, messages, _ = serve_process(
        root, "import sys; from engine.cli import main; sys.exit(main(['serve']))", [{"id": 1, "method": "shutdown"}]
    )
    assert code == 0
    assert [message for message in messages if "id" in message] == [{"jsonrpc": "2.0", "id": 1, "result": {}}]
