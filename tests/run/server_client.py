"""The client's end of the pipes to a server, and runs that stand in for real ones."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable
from typing import Any

from engine.errors import Cancelled
from engine.run import Event, RunRequest, RunResult, TileCounts

PATIENCE = 60.0  # seconds until a test that waits for ever is given up; nothing is measured with it


class Client:
    """The other end of the pipes. Notifications are kept apart from responses."""

    def __init__(self, sink: io.RawIOBase, source: io.BufferedReader) -> None:
        self._sink = sink
        self._source = source
        self.notifications: list[dict[str, Any]] = []

    def send(self, method: str, params: Any = None, request_id: Any = 1) -> None:
        message = {"jsonrpc": "2.0", "id": request_id, "method": method, "params": params or {}}
        self.send_bytes(json.dumps(message).encode() + b"\n")

    def send_bytes(self, data: bytes) -> None:
        self._sink.write(data)

    def receive(self) -> dict[str, Any]:
        """The next response."""
        while True:
            message = self.receive_any()
            if "id" in message:
                return message
            self.notifications.append(message)

    def receive_any(self) -> dict[str, Any]:
        line = self._source.readline()
        assert line, "the engine closed its output"
        message: dict[str, Any] = json.loads(line)
        return message

    def wait_for(self, method: str) -> dict[str, Any]:
        """The next notification of that method."""
        while (message := self.receive_any()).get("method") != method:
            assert "id" not in message
        return message

    def hang_up(self) -> None:
        self._sink.close()

    def rest(self) -> list[dict[str, Any]]:
        """Everything until the engine closes its output."""
        return [json.loads(line) for line in self._source]


Start = Callable[..., tuple[Client, threading.Thread]]


def params(run_id: str = "r1", **values: Any) -> dict[str, Any]:
    return {"raster": "scene.tif", "questions": ["Where is water?"], "run_id": run_id, **values}


class SlowRun:
    """A run that waits to be cancelled or let go, and remembers the order of what it was asked."""

    def __init__(self) -> None:
        self.began = threading.Semaphore(0)
        self.go = threading.Event()
        self.order: list[str | None] = []

    def __call__(
        self, request: RunRequest, *, loader: Any, on_event: Any, on_partial: Any, cancelled: Callable[[], bool]
    ) -> RunResult:
        self.order.append(request.run_id)
        on_event(Event(str(request.run_id), "model", 0, 1, 0, None, "Tile 1 of 1"))
        self.began.release()
        while not self.go.wait(0.005):
            if cancelled():
                raise Cancelled("The run was cancelled.")
        return finished(request)


def finished(request: RunRequest, **watch: Any) -> RunResult:
    return RunResult(str(request.run_id), request.output, "", {}, (), 0.0, TileCounts(), 0.0, 0.0, "", "fake")
