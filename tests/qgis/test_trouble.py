"""What goes wrong around a run, with an engine that misbehaves: nothing hangs, no process stays, each has its error."""

from __future__ import annotations

import html
import os
import signal
import sys

import pytest
from conftest import QUICK
from processes import is_alive
from qgis.core import QgsProject

from segearth_qgis.core.errors import EngineDied, EngineKilled, EngineStalled
from segearth_qgis.engine_client.client import EngineClient, EngineState
from segearth_qgis.engine_client.limits import Limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and shells of POSIX")
SHELL = ["sh", "-c", '"$@"; exit $?', "sh"]  # a wrapper that stays, as ssh and many a script do


@pytest.fixture
def start(engine_command, qtbot):
    """Make a client of the fake engine in a mode, behind a shell if asked, and wait until it is ready."""
    clients: list[EngineClient] = []

    def make(*mode: str, shell: bool = False, limits: Limits = QUICK) -> EngineClient:
        command = [*(SHELL if shell else []), *engine_command(*mode)]
        client = EngineClient(lambda: command, limits)
        clients.append(client)
        answers: list = []
        client.request("models", {}, answers.append, answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        assert client.state is EngineState.READY
        return client

    yield make
    for client in clients:
        client.stop()


def run(client: EngineClient, qtbot, tmp_path) -> Exception:
    """Ask a question and give the error it ends with."""
    errors: list = []
    params = {"run_id": "r", "questions": ["Where is water?"], "output": str(tmp_path / "out.gpkg"), "threshold": 0.5}
    client.request("run", params, errors.append, errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=20_000)
    return errors[0]


@pytest.mark.parametrize("shell", [False, True])
def test_an_engine_that_the_system_kills_is_told_from_one_that_fails(start, qtbot, tmp_path, shell):
    error = run(start("suicidal", "9", shell=shell), qtbot, tmp_path)
    assert isinstance(error, EngineKilled)
    assert "memory" in error.sentence
    assert error.step == "resume"


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGTERM, signal.SIGHUP])
def test_an_engine_that_crashes_or_is_ended_by_someone_has_died(start, qtbot, tmp_path, number):
    error = run(start("suicidal", str(int(number))), qtbot, tmp_path)
    assert type(error) is EngineDied
    assert error.step == "resume"


def test_an_engine_killed_from_outside_while_it_rests_is_started_again_by_the_next_request(start, qtbot):
    client = start("good")
    os.kill(client.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: client.state is EngineState.STOPPED, timeout=10_000)
    answers: list = []
    client.request("models", {}, answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    assert isinstance(answers[0], dict)


@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.parametrize("mode", ["good", "slow"])
def test_no_engine_stays_behind_a_shell(start, qtbot, tmp_path, end, mode):
    client = start(mode, shell=True)
    pid = int(client.info["pid"])
    assert pid != client.pid
    if mode == "slow":
        params = {
            "run_id": "r",
            "questions": ["Where is water?"],
            "output": str(tmp_path / "out.gpkg"),
            "threshold": 0.5,
        }
        client.request("run", params, lambda answer: None, lambda error: None)
        qtbot.wait(300)
    getattr(client, end)()
    qtbot.waitUntil(lambda: not is_alive(pid), timeout=10_000)


def test_an_engine_that_is_stopped_by_a_debugger_is_ended_at_the_stall_limit(start, qtbot, tmp_path):
    client = start("slow", limits=Limits(handshake_ms=10_000, stall_ms=1_500, stop_ms=300))
    pid = client.pid
    errors: list = []
    params = {"run_id": "r", "questions": ["Where is water?"], "output": str(tmp_path / "out.gpkg"), "threshold": 0.5}
    client.request("run", params, errors.append, errors.append)
    qtbot.wait(200)
    os.kill(pid, signal.SIGSTOP)
    qtbot.waitUntil(lambda: bool(errors), timeout=20_000)
    assert isinstance(errors[0], EngineStalled)
    assert not is_alive(pid)


def test_the_last_lines_of_an_engine_outlive_it(start, qtbot, tmp_path):
    client = start("suicidal", "9")
    run(client, qtbot, tmp_path)
    assert client.last_lines == ("fake engine is up",)


def ask(dock, qtbot) -> None:
    dock.form.questionEdit.setText("Where is open water?")
    dock.start_run()
    assert dock.is_running


def text(panel) -> str:
    return html.unescape(panel.label.text())


@pytest.mark.parametrize(
    ("kind", "advice"),
    [("disk_full", "Free some space"), ("out_of_memory", "smaller model"), ("endpoint_failed", "endpoint is up")],
)
def test_an_engine_without_room_says_so_in_the_dock_with_the_next_step(open_dock, qtbot, kind, advice):
    dock = open_dock("error", kind)
    ask(dock, qtbot)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=20_000)
    assert f"The fake engine reports {kind}." in text(dock.status)
    assert advice in text(dock.status)


def test_a_layer_that_is_removed_during_its_run_does_not_stop_it(open_dock, qtbot, project, monkeypatch):
    monkeypatch.setenv("FAKE_ENGINE_PAUSE_S", "0.2")
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    project.removeAllMapLayers()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=20_000)
    assert "3 areas" in text(dock.results)
    assert len(project.mapLayersByName("Answers")) == 1


def test_a_project_that_is_closed_during_a_run_gets_no_layers_and_the_file_is_named(
    open_dock, qtbot, project, monkeypatch
):
    monkeypatch.setenv("FAKE_ENGINE_PAUSE_S", "0.2")
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    QgsProject.instance().clear()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=20_000)
    assert project.mapLayers() == {}
    assert "town_segearth_1.gpkg" in text(dock.results).replace("\u200b", "")


def test_a_plugin_that_is_unloaded_during_a_run_leaves_no_process(make_plugin, raster, qtbot):
    plugin = make_plugin("deaf")
    dock = plugin.show_dock()
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    qtbot.waitUntil(lambda: "Tile" in text(dock.status), timeout=10_000)
    pid = plugin.client.pid
    plugin.unload()
    assert not is_alive(pid)
