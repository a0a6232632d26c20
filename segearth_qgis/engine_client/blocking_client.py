"""An engine for as long as a ``with`` block lasts, for callers that wait: Processing algorithms, on whatever thread.

The process belongs to the thread that enters the block, and no event loop is needed. Waiting is done in slices, so
that a cancel is seen at once; signs of life are watched as the dock's client watches them. However the block is left,
the process has ended; and when QGIS itself is killed, the engine's input ends and the engine with it.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator
from typing import Callable, Optional

from .. import __version__
from ..core.errors import EngineReported, PluginError, RunCancelled
from ..core.i18n import tr
from ..core.log import log
from ..core.run_progress import RunProgress
from . import endings
from .environment import engine_environment
from .limits import Limits
from .process import QProcess, new_process
from .protocol import (
    PROTOCOL_VERSION,
    Failure,
    Junk,
    LineBuffer,
    Message,
    Notification,
    Response,
    decode,
    encode_request,
)

_SLICE_MS = 100
_KEPT_LINES = 20


def _ignore(_what: object) -> None:
    """The listener of a client that nobody follows."""


class BlockingClient:
    """``with BlockingClient(command, is_cancelled) as engine: engine.call("run", params)``.

    ``is_cancelled`` is asked ten times a second. ``on_progress`` gets a RunProgress, ``on_log`` a line of the engine;
    both are called on the thread that waits.
    """

    def __init__(
        self,
        command: list[str],
        is_cancelled: Callable[[], bool],
        on_progress: Callable[[RunProgress], None] = _ignore,
        on_log: Callable[[str], None] = _ignore,
        limits: Optional[Limits] = None,
    ) -> None:
        self._command = command
        self._is_cancelled = is_cancelled
        self._on_progress = on_progress
        self._on_log = on_log
        self._limits = limits or Limits()
        self._process = new_process(command, engine_environment(os.environ))
        self._buffer = LineBuffer()
        self._last_lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._ready = False
        self._next_id = 0
        self._heard = 0.0
        self.info: dict[str, object] = {}

    def __enter__(self) -> BlockingClient:
        """Start the process and wait for the handshake. Raises the errors of ``endings``, and RunCancelled."""
        log(tr("Starting the engine: {command}").format(command=" ".join(self._command)))
        self._process.start()
        try:
            self._shake_hands()
        except BaseException:
            self._kill()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        """Ask the engine to shut down, then end its input, then kill it; wait for its end."""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.write(encode_request(self._new_id(), "shutdown", {}))
        if self._process.waitForFinished(self._limits.stop_ms):
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(self._limits.stop_ms):
            log(tr("The engine did not end by itself and was killed."), "warning")
            self._kill()

    @property
    def pid(self) -> int:
        """The process id of the engine on this machine; 0 when it has ended."""
        return int(self._process.processId())

    @property
    def is_alive(self) -> bool:
        """Whether another request can be made: False after an error that ended the process."""
        return self._ready and self._process.state() != QProcess.ProcessState.NotRunning

    def call(self, method: str, params: dict[str, object]) -> dict[str, object]:
        """Ask, and wait for the answer. A request with a ``run_id`` can be cancelled within one tile.

        Raises EngineReported for an error of the engine's own, EngineDied and EngineStalled, and RunCancelled.
        """
        run_id = params.get("run_id")
        result = self._wait(self._send(method, params), str(run_id) if run_id else None)
        return result if isinstance(result, dict) else {}

    def _shake_hands(self) -> None:
        if not self._process.waitForStarted(self._limits.handshake_ms):
            raise endings.not_started(self._command[0])
        self._heard = time.monotonic()
        client = f"segearth_qgis {__version__}"
        request_id = self._send("initialize", {"client": client, "protocol": PROTOCOL_VERSION})
        try:
            info = self._wait(request_id, None)
        except EngineReported as error:
            raise endings.refused(error.sentence, error.hint) from error
        self.info = info if isinstance(info, dict) else {}
        if self.info.get("protocol") != PROTOCOL_VERSION:
            raise endings.other_version(self.info.get("engine", "?"))
        self._ready = True

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _send(self, method: str, params: dict[str, object]) -> int:
        request_id = self._new_id()
        self._process.write(encode_request(request_id, method, params))
        return request_id

    def _wait(self, request_id: int, run_id: Optional[str]) -> object:
        """Follow the engine until it answers this request."""
        self._heard = time.monotonic()
        cancel_sent: Optional[float] = None
        while True:
            ended = self._process.state() == QProcess.ProcessState.NotRunning  # asked before the last of it is read
            for message in self._messages():
                if isinstance(message, (Response, Failure)) and message.id == request_id:
                    return self._answer(message, cancel_sent is not None)
                self._take(message)
            if ended:
                raise self._end_of_process(cancel_sent is not None)
            if cancel_sent is None and self._is_cancelled():
                if run_id is None:
                    self._kill()
                    raise RunCancelled
                cancel_sent = time.monotonic()
                self._send("cancel", {"run_id": run_id})
            self._check_patience(cancel_sent)
            self._process.waitForReadyRead(_SLICE_MS)

    def _answer(self, message: Message, cancelling: bool) -> object:
        if isinstance(message, Failure):
            if cancelling or message.kind == "cancelled":
                raise RunCancelled
            sentence = message.message or tr("The engine reported an error without words.")
            raise EngineReported(message.kind, sentence, message.hint)
        if isinstance(message, Response):
            return message.result
        return None

    def _check_patience(self, cancel_sent: Optional[float]) -> None:
        now = time.monotonic()
        if cancel_sent is not None and (now - cancel_sent) * 1000 > self._limits.cancel_ms:
            log(tr("The run did not end after it was cancelled; the engine is ended."), "warning")
            self._kill()
            raise RunCancelled
        limit_ms = self._limits.stall_ms if self._ready else self._limits.handshake_ms
        if (now - self._heard) * 1000 <= limit_ms or self._process.waitForReadyRead(1):
            return  # what came in while this thread slept is read before anybody is blamed
        self._kill()
        raise endings.stalled(limit_ms) if self._ready else endings.silent_start(limit_ms)

    def _end_of_process(self, cancelling: bool) -> PluginError:
        if cancelling:
            return RunCancelled()
        if self._ready:
            return endings.died(self._process.exitCode(), self._process.exitStatus())
        last = self._last_lines[-1] if self._last_lines else ""
        return endings.ended_early(self._process.exitCode(), last)

    def _messages(self) -> Iterator[Message]:
        """What has come in since the last look. Until the engine is ready, only messages are signs of life."""
        errors = bytes(self._process.readAllStandardError()).decode("utf-8", errors="replace")
        for line in errors.splitlines():
            if line.strip():
                self._last_lines.append(line.strip())
                log(line.rstrip())
        data = bytes(self._process.readAllStandardOutput())
        if data and self._ready:
            self._heard = time.monotonic()
        for line in self._buffer.feed(data):
            message = decode(line)
            if not isinstance(message, Junk):
                self._heard = time.monotonic()
            yield message

    def _take(self, message: Message) -> None:
        """What is no answer to the request at hand."""
        if isinstance(message, Junk):
            log(tr("The engine said something that is no message: {text}").format(text=message.text[:500]), "warning")
        elif isinstance(message, Notification) and message.method == "progress":
            self._on_progress(RunProgress.from_params(message.params))
        elif isinstance(message, Notification) and message.method == "log":
            text, level = str(message.params.get("message", "")), str(message.params.get("level", "info"))
            log(text, level)
            self._on_log(text)

    def _kill(self) -> None:
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(self._limits.stop_ms)
