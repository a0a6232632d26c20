"""The client against engines that behave and engines that do not: every request ends, and so does every process."""

from __future__ import annotations

import pytest
from conftest import QUICK
from processes import is_alive

from segearth_qgis.core.errors import (
    EngineDied,
    EngineMismatch,
    EngineNotFound,
    EngineNotSet,
    EngineReported,
    EngineStalled,
    EngineStartFailed,
    EngineStopped,
    EngineTooSlow,
)
from segearth_qgis.core.next_steps import SETTINGS
from segearth_qgis.engine_client.client import EngineClient, EngineState
from segearth_qgis.engine_client.limits import Limits


class Outcome:
    """Takes the one callback of a request."""

    def __init__(self) -> None:
        self.results: list = []
        self.errors: list = []

    @property
    def is_there(self) -> bool:
        return bool(self.results or self.errors)


@pytest.fixture
def start(engine_command, qtbot):
    """Make a client of the fake engine in a mode, or of the command given."""
    clients: list[EngineClient] = []

    def make(*mode: str, command=None, limits: Limits = QUICK) -> EngineClient:
        client = EngineClient(lambda: engine_command(*mode) if command is None else command, limits)
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.stop()


def ask(client: EngineClient, method: str, **params) -> Outcome:
    outcome = Outcome()
    client.request(method, params, outcome.results.append, outcome.errors.append)
    return outcome


def run_params(tmp_path) -> dict:
    return {"run_id": "r", "questions": ["Where is water?"], "output": str(tmp_path / "out.gpkg"), "threshold": 0.5}


def test_the_first_request_starts_the_engine_and_is_answered(start, qtbot):
    client = start("good")
    assert client.state is EngineState.STOPPED
    outcome = ask(client, "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert [model["name"] for model in outcome.results[0]["models"]] == ["nano", "segearth-r1"]
    assert client.state is EngineState.READY
    assert client.info["engine"] == "0.1.0"


def test_one_process_serves_all_requests(start, qtbot):
    client = start("good")
    outcomes = [ask(client, "models") for _ in range(3)]
    qtbot.waitUntil(lambda: all(outcome.is_there for outcome in outcomes), timeout=10_000)
    pid = client.pid
    late = ask(client, "models")
    qtbot.waitUntil(lambda: late.is_there, timeout=10_000)
    assert client.pid == pid


def test_notifications_are_passed_on(start, qtbot, tmp_path):
    client = start("good")
    heard: list = []
    client.notified.connect(lambda method, params: heard.append(method))
    outcome = ask(client, "run", **run_params(tmp_path))
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert "progress" in heard


def test_a_late_handshake_is_waited_for(start, qtbot):
    outcome = ask(start("late"), "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert outcome.results


def test_an_engine_that_gives_signs_of_life_may_take_longer_to_get_ready_than_the_limit(start, qtbot):
    outcome = ask(start("late", "4", limits=Limits(handshake_ms=2_500, stall_ms=10_000, stop_ms=300)), "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=20_000)
    assert outcome.results


def test_an_engine_that_only_talks_junk_while_it_starts_is_too_slow(start, qtbot):
    outcome = ask(start("babbling", limits=Limits(handshake_ms=900, stop_ms=300)), "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert isinstance(outcome.errors[0], EngineTooSlow)


def test_junk_between_messages_is_logged_and_passed_over(start, qtbot, log_lines):
    outcome = ask(start("junk"), "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert outcome.results
    assert any("Fetching weights" in text and tag == "SegEarth" for text, tag in log_lines)


def test_stderr_goes_to_the_message_log(start, qtbot, log_lines):
    outcome = ask(start("good"), "models")
    qtbot.waitUntil(lambda: outcome.is_there and ("fake engine is up", "SegEarth") in log_lines, timeout=10_000)


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        (("silent",), EngineTooSlow),
        (("no_start",), EngineStartFailed),
        (("other_protocol",), EngineMismatch),
    ],
)
def test_an_engine_that_does_not_get_ready_is_an_error_and_leaves_no_process(start, qtbot, mode, error):
    handshake_ms = 800 if mode == ("silent",) else 10_000
    client = start(*mode, limits=Limits(handshake_ms=handshake_ms, stop_ms=300))
    pids: list[int] = []
    client.stateChanged.connect(lambda state: pids.append(client.pid))
    outcome = ask(client, "models")
    qtbot.waitUntil(lambda: client.pid > 0, timeout=5_000)
    pid = client.pid
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert [type(e) for e in outcome.errors] == [error]
    assert client.state is EngineState.STOPPED
    assert not is_alive(pid)


def test_the_reason_on_stderr_is_part_of_the_sentence(start, qtbot):
    outcome = ask(start("no_start"), "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert "no module named torch" in outcome.errors[0].sentence


def test_a_program_that_does_not_exist_is_an_error(start, qtbot):
    outcome = ask(start(command=["/no/such/program", "serve"]), "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert isinstance(outcome.errors[0], EngineNotFound)
    assert "/no/such/program" in outcome.errors[0].sentence


def test_no_command_is_an_error_with_a_way_out(start, qtbot):
    outcome = ask(start(command=[]), "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert isinstance(outcome.errors[0], EngineNotSet)
    assert outcome.errors[0].step == SETTINGS
    assert "serve" in outcome.errors[0].hint


def test_an_engine_that_dies_in_the_middle_of_a_line_is_an_error(start, qtbot, tmp_path, log_lines):
    client = start("cut")
    outcome = ask(client, "run", **run_params(tmp_path))
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert isinstance(outcome.errors[0], EngineDied)
    assert any('"resu' in text for text, _tag in log_lines)


def test_an_engine_without_a_heartbeat_is_ended(start, qtbot, tmp_path):
    client = start("stalled", limits=Limits(handshake_ms=10_000, stall_ms=2_500, stop_ms=300))
    first = ask(client, "models")
    qtbot.waitUntil(lambda: first.is_there, timeout=10_000)
    pid = client.pid
    outcome = ask(client, "run", **run_params(tmp_path))
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert isinstance(outcome.errors[0], EngineStalled)
    assert not is_alive(pid)


def test_heartbeats_keep_a_long_run_alive_beyond_the_stall_limit(start, qtbot):
    client = start("good", limits=Limits(handshake_ms=10_000, stall_ms=2_500, stop_ms=300))
    outcome = ask(client, "models")
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    pid, beats = client.pid, []
    client.notified.connect(lambda method, params: beats.append(method))
    qtbot.waitUntil(lambda: len(beats) >= 20, timeout=30_000)  # 20 x 200 ms: beyond the limit
    assert client.pid == pid


def test_an_error_of_the_engine_keeps_its_kind(start, qtbot, tmp_path):
    outcome = ask(start("error", "no_crs"), "run", **run_params(tmp_path))
    qtbot.waitUntil(lambda: outcome.is_there, timeout=10_000)
    assert isinstance(outcome.errors[0], EngineReported)
    assert outcome.errors[0].kind == "no_crs"


@pytest.mark.parametrize("mode", ["good", "stubborn", "slow"])
def test_stopping_ends_the_process_whatever_it_heeds(start, qtbot, tmp_path, mode):
    client = start(mode)
    first = ask(client, "models")
    qtbot.waitUntil(lambda: first.is_there, timeout=10_000)
    pid = client.pid
    assert is_alive(pid)
    client.stop()
    assert not is_alive(pid)
    assert client.state is EngineState.STOPPED


def test_stopping_answers_what_is_still_open(start, qtbot, tmp_path):
    client = start("slow")
    first = ask(client, "models")
    qtbot.waitUntil(lambda: first.is_there, timeout=10_000)
    outcome = ask(client, "run", **run_params(tmp_path))
    client.stop()
    assert [type(e) for e in outcome.errors] == [EngineStopped]


def test_stopping_before_the_start_starts_nothing(start, qtbot):
    client = start("good")
    outcome = ask(client, "models")
    client.stop()
    qtbot.wait(100)
    assert [type(e) for e in outcome.errors] == [EngineStopped]
    assert client.pid == 0


def test_after_its_death_the_next_request_starts_a_new_engine(start, qtbot, tmp_path):
    client = start("cut_once", str(tmp_path / "died"))
    first = ask(client, "run", **run_params(tmp_path))
    qtbot.waitUntil(lambda: first.is_there, timeout=10_000)
    second = ask(client, "run", **run_params(tmp_path))
    qtbot.waitUntil(lambda: second.is_there, timeout=10_000)
    assert first.errors
    assert second.results
