"""The engine's process, held by QGIS's main thread: starts it, talks to it, watches it, ends it.

One resident process for a QGIS session, started by the first request. States: stopped -> starting (until the answer
to ``initialize``) -> ready -> stopped. Every request ends in exactly one callback: a result or an error. Signals of
life are messages while it starts, later anything on stdout; stderr goes to the Message Log.
"""

from __future__ import annotations

import os
from collections import deque
from enum import Enum
from typing import Callable, Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .. import __version__
from ..core.errors import EngineReported, EngineStopped, PluginError
from ..core.i18n import tr
from ..core.log import log
from . import endings
from .environment import engine_environment
from .limits import Limits
from .pending_request import PendingRequest
from .process import QProcess, new_process
from .protocol import (
    PROTOCOL_VERSION,
    Failure,
    Junk,
    LineBuffer,
    Notification,
    Response,
    decode,
    encode_request,
)

_INITIALIZE = 0  # the id of the handshake; all others count from 1
_KEPT_LINES = 20


class EngineState(Enum):
    """Where the engine's process is in its life."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"


class EngineClient(QObject):
    """Requests to the engine, answered by callbacks on the main thread; ``notified`` brings what it tells unasked."""

    stateChanged = pyqtSignal(object)  # EngineState
    notified = pyqtSignal(str, object)  # method, params

    def __init__(
        self, command: Callable[[], list[str]], limits: Optional[Limits] = None, parent: Optional[QObject] = None
    ) -> None:
        """``command`` gives program and arguments anew for each start, so that changed settings count."""
        super().__init__(parent)
        self._command = command
        self._limits = limits or Limits()
        self._state = EngineState.STOPPED
        self._process: Optional[QProcess] = None
        self._buffer = LineBuffer()
        self._pending: dict[int, PendingRequest] = {}
        self._next_id = 1
        self._last_lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self.info: dict[str, object] = {}
        self._watchdog = QTimer(self)
        self._watchdog.setSingleShot(True)
        self._watchdog.timeout.connect(self._on_silence)

    @property
    def limits(self) -> Limits:
        """The times this client waits."""
        return self._limits

    @property
    def state(self) -> EngineState:
        """Where the process is in its life."""
        return self._state

    @property
    def pid(self) -> int:
        """The process id of the engine's process on this machine; 0 when none runs."""
        return int(self._process.processId()) if self._process is not None else 0

    @property
    def last_lines(self) -> tuple[str, ...]:
        """What the engine wrote last to its stderr, oldest first; still there after its end."""
        return tuple(self._last_lines)

    def request(
        self,
        method: str,
        params: dict[str, object],
        on_result: Callable[[object], None],
        on_error: Callable[[PluginError], None],
    ) -> int:
        """Ask the engine, starting it if need be, and return the request's id.

        The callbacks are never called before this returns.
        """
        request_id = self._next_id
        self._next_id += 1
        self._pending[request_id] = PendingRequest(method, params, on_result, on_error)
        if self._state is EngineState.STOPPED:
            QTimer.singleShot(0, self._start)
        elif self._state is EngineState.READY:
            self._send(request_id)
        return request_id

    def withdraw_unsent(self, request_id: int) -> bool:
        """Take back a request that the engine has not heard of yet; then neither callback is called.

        False when it is too late for that.
        """
        pending = self._pending.get(request_id)
        if pending is None or pending.sent:
            return False
        del self._pending[request_id]
        return True

    def stop(self) -> None:
        """End the process and wait for its end: ask it to shut down, then close its input, then kill it.

        Blocks for at most three times ``stop_ms``. Requests still open end with EngineStopped.
        """
        process, self._process = self._process, None
        self._watchdog.stop()
        if process is not None:
            process.blockSignals(True)
            self._end(process, asked=self._state is EngineState.READY)
            process.deleteLater()
        self._set_state(EngineState.STOPPED)
        self._fail_all(EngineStopped(tr("The engine was stopped.")))

    def kill(self) -> None:
        """End the process at once. Requests still open end with EngineStopped."""
        self._give_up(EngineStopped(tr("The engine was ended.")))

    def _end(self, process: QProcess, asked: bool) -> None:
        if process.state() == QProcess.ProcessState.NotRunning:
            return
        if asked:
            process.write(encode_request(self._next_id, "shutdown", {}))
            if process.waitForFinished(self._limits.stop_ms):
                return
        process.closeWriteChannel()
        if process.waitForFinished(self._limits.stop_ms):
            return
        log(tr("The engine did not end by itself and was killed."), "warning")
        process.kill()
        process.waitForFinished(self._limits.stop_ms)

    def _start(self) -> None:
        if self._state is not EngineState.STOPPED or not self._pending:
            return
        try:
            command = self._command()
        except ValueError as error:
            self._fail_all(endings.unreadable_command(str(error)))
            return
        if not command:
            self._fail_all(endings.no_command())
            return
        self._last_lines.clear()
        self._buffer = LineBuffer()
        process = new_process(command, engine_environment(os.environ), self)
        process.readyReadStandardOutput.connect(self._read_messages)
        process.readyReadStandardError.connect(self._read_log)
        process.errorOccurred.connect(self._on_process_error)
        process.finished.connect(self._on_finished)
        self._process = process
        self._set_state(EngineState.STARTING)
        log(tr("Starting the engine: {command}").format(command=" ".join(command)))
        process.start()
        if self._process is process:  # a program that does not exist has failed by now
            client = f"segearth_qgis {__version__}"
            process.write(encode_request(_INITIALIZE, "initialize", {"client": client, "protocol": PROTOCOL_VERSION}))
            self._watchdog.start(self._limits.handshake_ms)

    def _send(self, request_id: int) -> None:
        pending = self._pending[request_id]
        pending.sent = True
        self._process.write(encode_request(request_id, pending.method, pending.params))

    def _read_messages(self) -> None:
        process = self._process
        if process is None:
            return
        for line in self._buffer.feed(bytes(process.readAllStandardOutput())):
            if self._process is not process:
                return  # a callback stopped the engine
            self._take(line)
        if self._state is EngineState.READY:
            self._watchdog.start(self._limits.stall_ms)

    def _take(self, line: bytes) -> None:
        message = decode(line)
        if self._state is EngineState.STARTING and not isinstance(message, Junk):
            self._watchdog.start(self._limits.handshake_ms)
        if isinstance(message, Notification):
            if message.method == "log":
                log(str(message.params.get("message", "")), str(message.params.get("level", "info")))
            else:
                self.notified.emit(message.method, message.params)
        elif isinstance(message, Junk):
            log(tr("The engine said something that is no message: {text}").format(text=message.text[:500]), "warning")
        elif message.id == _INITIALIZE:
            self._shake_hands(message)
        else:
            self._answer(message)

    def _shake_hands(self, message: object) -> None:
        if self._state is not EngineState.STARTING:
            return
        if isinstance(message, Failure):
            self._give_up(endings.refused(message.message, message.hint))
            return
        info = message.result if isinstance(message.result, dict) else {}
        if info.get("protocol") != PROTOCOL_VERSION:
            self._give_up(endings.other_version(info.get("engine", "?")))
            return
        self.info = info
        self._watchdog.start(self._limits.stall_ms)
        self._set_state(EngineState.READY)
        for request_id in [key for key, pending in self._pending.items() if not pending.sent]:
            if self._state is EngineState.READY and request_id in self._pending:
                self._send(request_id)

    def _answer(self, message: object) -> None:
        pending = self._pending.pop(message.id, None)
        if isinstance(message, Failure):
            log(f"{message.kind}: {message.message}", "warning")
        if pending is None:
            return  # an error without an id, or an answer that nobody waits for
        if isinstance(message, Response):
            pending.on_result(message.result)
        else:
            sentence = message.message or tr("The engine reported an error without words.")
            pending.on_error(EngineReported(message.kind, sentence, message.hint))

    def _read_log(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardError()).decode("utf-8", errors="replace")
        for line in text.splitlines():
            if line.strip():
                self._last_lines.append(line.strip())
                log(line.rstrip())

    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._give_up(endings.not_started(self._process.program()))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._process is None:
            return
        self._read_messages()
        self._read_log()
        if self._process is None:
            return
        rest = self._buffer.remainder()
        if rest:
            log(
                tr("The engine's last line was cut: {text}").format(text=rest[:200].decode("utf-8", "replace")),
                "warning",
            )
        if self._state is EngineState.STARTING:
            self._give_up(endings.ended_early(code, self._last_lines[-1] if self._last_lines else ""))
        else:
            self._give_up(endings.died(code, status))

    def _on_silence(self) -> None:
        """The watchdog rang: make sure that it was the engine that slept, and not QGIS."""
        process = self._process
        if process is None:
            return
        if process.waitForReadyRead(1) and (self._process is not process or self._watchdog.isActive()):
            return  # QGIS was too busy to read; reading has started the watchdog anew, or ended the engine
        starting = self._state is EngineState.STARTING
        limits = self._limits
        self._give_up(endings.silent_start(limits.handshake_ms) if starting else endings.stalled(limits.stall_ms))

    def _give_up(self, error: PluginError) -> None:
        """End the process without ceremony and tell everyone who waits why."""
        process, self._process = self._process, None
        self._watchdog.stop()
        if process is not None:
            process.blockSignals(True)
            if process.state() != QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(self._limits.stop_ms)
            process.deleteLater()
        log(error.sentence, "critical")
        self._set_state(EngineState.STOPPED)
        self._fail_all(error)

    def _fail_all(self, error: PluginError) -> None:
        pending, self._pending = self._pending, {}
        for request in pending.values():
            request.on_error(error)

    def _set_state(self, state: EngineState) -> None:
        if state is not self._state:
            self._state = state
            self.stateChanged.emit(state)
