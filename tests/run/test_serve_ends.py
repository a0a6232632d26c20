"""The engine's process ends with its client, whatever the model is doing, and never stays behind a wrapper."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .server_client import PATIENCE, params

# A run that never returns: in a call that lets other threads go on, or in one that holds the interpreter.
SCRIPT = """
import ctypes, sys, time
from engine.run import Event
from engine.service import server
from engine.service.guard import Guard

def run(request, *, on_event, **watch):
    on_event(Event(request.run_id, "model", 0, 1, 0, None, ""))
    if {holds}:
        time.sleep(0.5)  # so that the message is out
        ctypes.PyDLL(None).sleep(3600)
    time.sleep(3600)

guard = Guard(sys.stderr, hang_seconds={hang}, leave_seconds={leave})
sys.exit(server.Server(*server.protocol_streams(), run=run, heartbeat_seconds=0.1, guard=guard).serve())
"""
Start = Callable[..., "subprocess.Popen[bytes]"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and shells of POSIX")


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Start an engine whose run never returns, ask it to run, and wait until it does."""
    started: list[subprocess.Popen[bytes]] = []

    def ask(process: Any, method: str, values: dict[str, Any], *, until: str) -> dict[str, Any]:
        """Send a request and read until its answer ("id"), or a notification of that name."""
        process.stdin.write(
            json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": values}).encode() + b"\n"
        )
        process.stdin.flush()
        for line in process.stdout:
            message: dict[str, Any] = json.loads(line)
            assert "error" not in message, message
            if until in message or message.get("method") == until:
                return message
        raise AssertionError(process.stderr.read().decode())

    def begin(*, shell: bool = False, holds: bool = False, hang: float = 600, leave: float = 600) -> Any:
        engine = [sys.executable, "-c", SCRIPT.format(holds=holds, hang=hang, leave=leave)]
        command = ["sh", "-c", '"$@"; exit $?', "sh", *engine] if shell else engine
        process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        started.append(process)
        process.engine_pid = ask(process, "initialize", {}, until="id")["result"]["pid"]
        ask(process, "run", params(), until="progress")
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def hang_up(process: Any) -> None:
    process.stdin.close()
    process.stdin = None


def test_end_of_input_ends_the_process_while_the_model_works(start: Start) -> None:
    process = start(leave=0.5)
    hang_up(process)
    assert process.wait(PATIENCE) == 1
    assert b"in run" in process.stderr.read()  # what it was doing


def test_a_process_that_holds_its_interpreter_ends_by_itself(start: Start) -> None:
    process = start(holds=True, hang=1.0)
    assert process.wait(PATIENCE) == 1


def test_the_process_behind_a_shell_ends_when_the_shell_is_killed(start: Start) -> None:
    process = start(shell=True, leave=0.5)
    assert process.engine_pid != process.pid
    process.kill()
    hang_up(process)
    process.communicate(timeout=PATIENCE)  # its output has no end while the engine lives


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_to_end_ends_the_process_while_the_model_works(start: Start, number: signal.Signals) -> None:
    process = start()
    process.send_signal(number)
    assert process.wait(PATIENCE) == -number


def test_heart_beats_keep_a_process_that_works_beyond_the_time_of_a_hang(start: Start) -> None:
    process = start(hang=1.0)
    beats = 0
    while beats < 20:  # 20 x 0.1 s
        beats += json.loads(process.stdout.readline())["method"] == "heartbeat"
    assert process.poll() is None
