"""The resident engine behind `segearth serve`: one model kept loaded, one run at a time, further ones queue.

Methods: `initialize`, `models`, `plan` and `run` (params of both: the fields of `RunRequest`), `explain` (those of
`ExplainRequest`: the questions of a finished run answered in words, in the response alone: neither run folder nor
GeoPackage is changed), `vectorize` (those of `VectorizeRequest`: the areas of a finished run drawn anew, without a
model), `resume` (those of `ResumeRequest`: a run that did not end well is gone on with), `cancel`
(`run_id` of any of these), `shutdown`. A `run` and a `resume` give a `RunResult`, a `vectorize` a `Vectorized`, an
`explain` `{"answers": [{"question": ..., "answer": ... or null}]}`. Notifications: `progress`, `partial` (the
fields of `Partial`: a picture of what a `run` or `resume` has found so far), `log`, `heartbeat`.

Threads: stdin (reads, cancels, shuts down), requests (initialize, models, plan), heartbeat, and the main thread,
which alone runs models. All write through one lock. `Guard` sees to it that the process ends when its client has gone.
"""

from __future__ import annotations

import io
import logging
import os
import platform
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from engine import __version__
from engine.errors import BadRequest, Cancelled, SegEarthError
from engine.run import (
    Event,
    ExplainRequest,
    Partial,
    ResidentModel,
    ResumeRequest,
    RunRequest,
    VectorizeRequest,
    devices,
    explain_run,
    model_cards,
    plan,
    resume_run,
    run,
    vectorize_run,
    versions,
)
from engine.run.faults import as_reported
from engine.service.guard import Guard
from engine.service.protocol import (
    METHOD_NOT_FOUND,
    PROTOCOL_VERSION,
    LineSplitter,
    ProtocolError,
    Request,
    encode,
    error_response,
    notification,
    parse,
    response,
)

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 2.0
LAST_ANSWERS_SECONDS = 30.0  # for what was asked just before the end; a hanging network must not keep the process
_CHUNK = 1 << 16


@dataclass(frozen=True)
class _QueuedRun:
    """What the main thread is to do: a run, or answers in words for one that has ended."""

    request: Request
    run_id: str
    work: Callable[..., Any]  # loader, on_event and cancelled in, a result with `to_dict` out
    cancelled: threading.Event


class Server:
    """Serves one client over two binary streams until shutdown or the end of ``source``."""

    def __init__(
        self,
        source: io.RawIOBase,
        sink: io.RawIOBase,
        *,
        run: Callable[..., Any] = run,
        resume: Callable[..., Any] = resume_run,
        explain: Callable[..., Any] = explain_run,
        vectorize: Callable[..., Any] = vectorize_run,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
        guard: Guard | None = None,
    ) -> None:
        self._source = source
        self._sink = sink
        self._run = run
        self._resume = resume
        self._explain = explain
        self._vectorize = vectorize
        self._heartbeat_seconds = heartbeat_seconds
        self._guard = guard
        self._model = ResidentModel()
        self._write_lock = threading.Lock()
        self._client_gone = False
        self._ended = threading.Event()
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._runs: queue.SimpleQueue[_QueuedRun | None] = queue.SimpleQueue()
        self._unfinished: dict[str, _QueuedRun] = {}
        self._unfinished_lock = threading.Lock()
        self._quick: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "initialize": _initialize,
            "models": lambda params: {"models": model_cards()},
            "plan": lambda params: plan(RunRequest.from_dict(params)).to_dict(),
        }

    def serve(self) -> int:
        """Serve until shutdown or the end of the input; give the exit code."""
        handler = _LogToClient(self.notify)
        logging.getLogger("engine").addHandler(handler)
        requests = threading.Thread(target=self._answer_requests, name="requests", daemon=True)
        try:
            for target in (self._read, self._beat):
                threading.Thread(target=target, name=target.__name__.strip("_"), daemon=True).start()
            _import_model_libraries()
            requests.start()
            while (queued := self._runs.get()) is not None:
                self._execute(queued)
            requests.join(LAST_ANSWERS_SECONDS)
        finally:
            self._ended.set()
            if self._guard is not None:
                self._guard.off()
            logging.getLogger("engine").removeHandler(handler)
        return 0

    def notify(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification."""
        self._send(notification(method, params))

    def _send(self, message: dict[str, Any]) -> None:
        line = encode(message)
        with self._write_lock:
            if self._client_gone:
                return
            try:
                rest = memoryview(line)
                while rest:
                    rest = rest[self._sink.write(rest) or 0 :]
            except OSError:  # the pipe is closed: what the end of stdin tells as well
                self._client_gone = True
        if self._client_gone:
            self._stop()

    def _respond(self, request: Request, result: Any) -> None:
        if request.wants_response:
            self._send(response(request.id, result))

    def _fail(self, request: Request, error: SegEarthError | ProtocolError) -> None:
        if request.wants_response:
            self._send(error_response(request.id, error))

    def _read(self) -> None:
        """stdin's thread: cut lines, take care of cancel and shutdown at once, hand on the rest."""
        splitter = LineSplitter()
        try:
            while chunk := self._source.read(_CHUNK):
                for line in splitter.feed(chunk):
                    self._take(line)
        except OSError as error:
            log.warning("Reading requests ended: %s", error)
        finally:  # whatever ended this thread: an engine that no longer listens must not stay
            self._stop()

    def _take(self, line: bytes | None) -> None:
        try:
            request = parse(line)
        except ProtocolError as error:
            self._send(error_response(error.request_id, error))
            return
        if request is None:
            return
        try:
            self._dispatch(request)
        except Exception as error:  # noqa: BLE001 - the border: every failure becomes a response
            self._fail(request, _reported(error))

    def _dispatch(self, request: Request) -> None:
        if request.method == "cancel":
            self._cancel(request)
        elif request.method == "shutdown":
            self._respond(request, {})
            self._stop()
        elif request.method == "run":
            run_request = RunRequest.from_dict(request.params)
            self._enqueue(request, run_request.run_id, partial(self._run, run_request, on_partial=self._partial))
        elif request.method == "resume":
            resume_request = ResumeRequest.from_dict(request.params)
            work = partial(self._resume, resume_request, on_partial=self._partial)
            self._enqueue(request, resume_request.run_id, work)
        elif request.method == "explain":
            explain_request = ExplainRequest.from_dict(request.params)
            self._enqueue(request, explain_request.run_id, partial(self._explain, explain_request))
        elif request.method == "vectorize":
            vectorize_request = VectorizeRequest.from_dict(request.params)
            self._enqueue(
                request,
                vectorize_request.run_id,
                lambda loader, **watch: self._vectorize(vectorize_request, **watch),  # without a model
            )
        elif request.method in self._quick:
            self._requests.put(request)
        else:
            self._fail(request, ProtocolError(METHOD_NOT_FOUND, f"There is no method {request.method!r}."))

    def _cancel(self, request: Request) -> None:
        run_id = request.params.get("run_id")
        if not isinstance(run_id, str):
            raise BadRequest("cancel needs the run_id of a run.")
        with self._unfinished_lock:
            queued = self._unfinished.get(run_id)
        if queued is not None:
            queued.cancelled.set()
        self._respond(request, {"cancelled": queued is not None})

    def _enqueue(self, request: Request, run_id: str | None, work: Callable[..., Any]) -> None:
        if run_id is None:
            raise BadRequest(f"The method {request.method} needs a run_id, so that it can be cancelled.")
        queued = _QueuedRun(request, run_id, work, threading.Event())
        with self._unfinished_lock:
            if run_id in self._unfinished:
                raise BadRequest(f"A run with the run_id {run_id!r} is under way.")
            self._unfinished[run_id] = queued
        self._runs.put(queued)

    def _execute(self, queued: _QueuedRun) -> None:
        """The main thread: one run, from its place in the queue to its response."""
        if queued.cancelled.is_set():
            self._finish(queued)
            self._fail(queued.request, Cancelled("The run was cancelled before it began."))
            return
        try:
            result = queued.work(
                loader=self._model, on_event=self._progress, cancelled=queued.cancelled.is_set
            ).to_dict()
        except Exception as error:  # noqa: BLE001 - the border: every failure becomes a response
            self._finish(queued)
            self._fail(queued.request, _reported(error))
        else:
            self._finish(queued)
            self._respond(queued.request, result)

    def _finish(self, queued: _QueuedRun) -> None:
        with self._unfinished_lock:
            del self._unfinished[queued.run_id]

    def _progress(self, event: Event) -> None:
        self.notify("progress", event.to_dict())

    def _partial(self, picture: Partial) -> None:
        self.notify("partial", picture.to_dict())

    def _answer_requests(self) -> None:
        """The thread of what is quick, but too slow for stdin's: it may import torch or open a remote raster."""
        while (request := self._requests.get()) is not None:
            try:
                self._respond(request, self._quick[request.method](request.params))
            except Exception as error:  # noqa: BLE001 - the border: every failure becomes a response
                self._fail(request, _reported(error))

    def _beat(self) -> None:
        while not self._ended.wait(self._heartbeat_seconds):
            if self._guard is not None:
                self._guard.alive()
            self.notify("heartbeat", {"time": time.time()})

    def _stop(self) -> None:
        """Cancel every run and let the main thread end after the one under way, by force where that takes long."""
        if self._guard is not None:
            self._guard.leave()
        with self._unfinished_lock:
            for queued in self._unfinished.values():
                queued.cancelled.set()
        self._requests.put(None)
        self._runs.put(None)


def _import_model_libraries() -> None:
    """Import torch on the main thread, before any other thread can: two imports of it at once can fail."""
    try:
        devices()
    except Exception:
        log.exception("The model's libraries cannot be imported")  # `initialize` meets it again and answers it


def _initialize(params: dict[str, Any]) -> dict[str, Any]:
    wanted = params.get("protocol", PROTOCOL_VERSION)
    if wanted != PROTOCOL_VERSION:
        raise BadRequest(
            f"The client speaks protocol {wanted!r}; this engine speaks {PROTOCOL_VERSION}.",
            hint="Update the plugin and the engine to the same version.",
        )
    log.info("Connected: %s", params.get("client", "an unnamed client"))
    return {
        "engine": __version__,
        "protocol": PROTOCOL_VERSION,
        "pid": os.getpid(),
        "python": platform.python_version(),
        "torch": versions()["torch"],
        "devices": devices(),
        "default_model": RunRequest.model,
    }


def _reported(error: Exception) -> SegEarthError:
    reported = as_reported(error)
    if not isinstance(error, SegEarthError):
        log.error("Unexpected %s", type(error).__name__, exc_info=error)
    return reported


class _LogToClient(logging.Handler):
    """Hands the engine's log records to the client; tracebacks stay in stderr."""

    def __init__(self, notify: Callable[[str, dict[str, Any]], None]) -> None:
        super().__init__(logging.INFO)
        self._notify = notify

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record."""
        self._notify("log", {"level": record.levelname.lower(), "message": record.getMessage()})


def protocol_streams() -> tuple[io.RawIOBase, io.RawIOBase]:
    """Keep stdin and stdout for the protocol alone and give them as raw streams.

    fd 1 then leads to stderr and fd 0 to nothing, so that native prints and child processes cannot corrupt it.
    """
    sys.stdout.flush()
    source, sink = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdout = sys.stderr
    return io.FileIO(source, "r"), io.FileIO(sink, "w")


def serve() -> int:
    """Serve the client on stdin and stdout; give the exit code."""
    return Server(*protocol_streams(), guard=Guard(sys.stderr)).serve()
