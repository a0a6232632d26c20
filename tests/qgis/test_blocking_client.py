"""The client for those who wait: every way an engine can end, and no process that outlives it."""

from __future__ import annotations

import dataclasses
import time

import pytest
from processes import is_alive

from segearth_qgis.core.errors import (
    EngineDied,
    EngineMismatch,
    EngineNotFound,
    EngineReported,
    EngineStalled,
    EngineStartFailed,
    EngineTooSlow,
    RunCancelled,
)
from segearth_qgis.engine_client.blocking_client import BlockingClient
from segearth_qgis.engine_client.limits import Limits

LIMITS = Limits(handshake_ms=10_000, stall_ms=10_000, cancel_ms=10_000, stop_ms=300)
HASTY = Limits(handshake_ms=800, stall_ms=800, cancel_ms=500, stop_ms=300)
HASTY_ONCE_READY = dataclasses.replace(HASTY, handshake_ms=30_000)


def never() -> bool:
    return False


@pytest.fixture
def client(engine_command):
    def make(*mode: str, is_cancelled=never, limits: Limits = LIMITS, **listeners) -> BlockingClient:
        return BlockingClient(engine_command(*mode), is_cancelled, limits=limits, **listeners)

    return make


@pytest.fixture
def params(tmp_path):
    output = str(tmp_path / "out.gpkg")
    return {
        "raster": "a.tif",
        "questions": ["Where?"],
        "output": output,
        "run_id": "r",
        "model": "nano",
        "threshold": 0.5,
    }


def test_a_run_is_answered_and_the_process_has_ended_after_the_block(client, params):
    seen = []
    with client("good", on_progress=seen.append) as engine:
        pid = engine.pid
        assert engine.info["engine"] == "0.1.0"
        assert engine.call("run", params)["questions"][0]["count"] == 3
    assert [progress.done for progress in seen] == [1, 2, 3, 4]
    assert not is_alive(pid)


def test_lines_that_are_no_messages_do_no_harm(client, params):
    with client("junk") as engine:
        assert engine.call("run", params)["questions"][0]["found"]


def test_a_cancel_ends_the_run_and_the_engine_could_be_asked_again(client, params):
    told = []
    with client("slow", is_cancelled=lambda: len(told) > 2, on_progress=told.append) as engine:
        with pytest.raises(RunCancelled):
            engine.call("run", params)
        assert engine.is_alive


def test_an_engine_that_heeds_no_cancel_is_ended(client, params):
    told = []
    with client("deaf", is_cancelled=lambda: len(told) > 2, on_progress=told.append, limits=HASTY_ONCE_READY) as engine:
        pid = engine.pid
        with pytest.raises(RunCancelled):
            engine.call("run", params)
        assert not engine.is_alive
    assert not is_alive(pid)


def test_a_cancel_while_it_starts_ends_the_engine_at_once(client):
    started = time.monotonic()
    engine = client("silent", is_cancelled=lambda: time.monotonic() - started > 0.3)
    with pytest.raises(RunCancelled), engine:
        pass
    assert engine.pid == 0


def test_an_error_of_the_engine_keeps_its_kind_and_words(client, params):
    with client("error", "no_crs") as engine, pytest.raises(EngineReported, match="reports no_crs") as error:
        engine.call("run", params)
    assert error.value.kind == "no_crs"
    assert "CRS" in error.value.hint


def test_an_engine_that_dies_is_told(client, params):
    with client("cut") as engine:
        with pytest.raises(EngineDied):
            engine.call("run", params)
        assert not engine.is_alive


def test_an_engine_that_falls_silent_is_ended(client, params):
    with client("stalled", limits=HASTY_ONCE_READY) as engine:
        pid = engine.pid
        with pytest.raises(EngineStalled):
            engine.call("run", params)
    assert not is_alive(pid)


@pytest.mark.parametrize("mode", ["silent", "babbling"])
def test_an_engine_that_never_becomes_ready_is_ended(client, mode):
    engine = client(mode, limits=HASTY)
    with pytest.raises(EngineTooSlow), engine:
        pass
    assert engine.pid == 0


def test_why_an_engine_could_not_start_is_told_in_its_own_words(client):
    with pytest.raises(EngineStartFailed, match="no module named torch"), client("no_start"):
        pass


def test_another_protocol_is_refused(client):
    with pytest.raises(EngineMismatch), client("other_protocol"):
        pass


def test_a_program_that_does_not_exist_is_told():
    with pytest.raises(EngineNotFound, match="no/such/engine"), BlockingClient(["/no/such/engine"], never):
        pass


def test_an_engine_that_will_not_go_is_killed(client):
    with client("stubborn") as engine:
        pid = engine.pid
    assert not is_alive(pid)


def test_an_error_in_the_block_ends_the_engine_too(client):
    pids = []

    def fail_inside() -> None:
        with client("good") as engine:
            pids.append(engine.pid)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_inside()
    assert not is_alive(pids[0])
