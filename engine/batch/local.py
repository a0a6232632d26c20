"""Workers as processes of this machine. One that dies is replaced; all stop when their parent stops or dies.

Each is told to stop, and tells why it ended, through a pipe of its own: nothing is shared that a killed process could
keep locked.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from engine.batch.attempts import Patience
from engine.batch.manifest import Batch
from engine.batch.worker import Worker
from engine.errors import SegEarthError
from engine.run import ModelLoader
from engine.run.faults import as_reported

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Duty:
    """What every worker of a batch gets."""

    batch: Batch
    loader: ModelLoader
    patience: Patience
    threads: int  # of its computations, where the user has set nothing
    poll_s: float = 2.0
    verbose: bool = False


class LocalCrew:
    """Worker processes on this machine."""

    def __init__(self, duty: Duty, workers: int) -> None:
        self._duty = duty
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[tuple[BaseProcess, Connection]] = []
        self._stopping = False
        for _ in range(workers):
            self._start()

    def look(self) -> tuple[list[SegEarthError], int]:
        """Errors that workers ended with since the last look, and how many died and were replaced."""
        errors: list[SegEarthError] = []
        died = 0
        for process, ours in list(self._workers):
            if process.is_alive():
                continue
            self._workers.remove((process, ours))
            process.join()
            try:
                said = ours.recv() if ours.poll() else None
            except EOFError:
                said = None
            ours.close()
            if isinstance(said, SegEarthError):
                errors.append(said)
            elif said is None:
                log.warning("A worker process died (exit code %s).", process.exitcode)
                died += 1
                if not self._stopping:
                    self._start()
        return errors, died

    @property
    def working(self) -> bool:
        """Whether any worker is there."""
        return bool(self._workers)

    def tell_to_stop(self) -> None:
        """Have all of them end after their tile."""
        self._stopping = True
        for _, ours in self._workers:
            try:
                ours.send("stop")
            except OSError:
                log.debug("A worker has ended already.")

    def end(self) -> None:
        """End those that are still there, at once."""
        for process, ours in self._workers:
            process.kill()
            process.join()
            ours.close()
        self._workers.clear()

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_main, args=(self._duty, theirs), name="segearth-batch", daemon=True)
        process.start()
        theirs.close()
        self._workers.append((process, ours))


def _main(duty: Duty, pipe: Connection) -> None:
    """A worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches it, too, but its parent says what it means
    os.environ.setdefault("OMP_NUM_THREADS", str(duty.threads))  # before torch is imported
    if duty.verbose:
        logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    else:
        logging.basicConfig(level=logging.ERROR, format="segearth: %(message)s", stream=sys.stderr)
        logging.getLogger("rasterio").setLevel(logging.CRITICAL)
        warnings.simplefilter("ignore")
    stop = threading.Event()
    threading.Thread(target=_listen, args=(pipe, stop), daemon=True).start()
    said: Any = "ended"
    try:
        Worker(duty.batch, duty.loader, stop.is_set, duty.patience, duty.poll_s).work()
    except Exception as error:
        log.debug("The worker ends", exc_info=True)
        said = as_reported(error)
    try:
        pipe.send(said)
    except OSError:
        log.debug("Nobody listens any more.")


def _listen(pipe: Connection, stop: threading.Event) -> None:
    """Wait for the word to stop, or for the end of the parent."""
    try:
        pipe.recv()
    except (EOFError, OSError):
        log.debug("The parent is gone.")
    stop.set()
