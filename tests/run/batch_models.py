"""Models for tests of batches: loaded by name in any process, with a line in a file for every tile they are asked.

And a worker that needs no process of its own.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.batch.local import Duty
from engine.batch.worker import Worker
from engine.errors import BadModel, SegEarthError

from .fake_model import FakeModel


@dataclass
class NotedModel(FakeModel):
    """Notes process and the scene's mark, the value of green in its first pixel. Blue there kills the process."""

    tile_px: int = 64
    log: Path | None = None
    pause: float = 0.0
    fail_once: Path | None = None  # fails where this file is, and deletes it

    def encode(self, pixels_BHWC: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self.log is not None:
            with self.log.open("a") as file:
                file.write(f"{os.getpid()} {pixels_BHWC[0, 0, 0, 1]}\n")
        if pixels_BHWC[0, 0, 0, 2] > 128:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.fail_once is not None and self.fail_once.exists():
            self.fail_once.unlink()
            raise RuntimeError("a kernel failed")
        time.sleep(self.pause)
        return super().encode(pixels_BHWC)


def load(
    name: str,
    device: str,
    log: Path | None = None,
    pause: float = 0.0,
    fail_once: Path | None = None,
    loads: Path | None = None,
) -> NotedModel:
    """A loader once its files are bound."""
    if loads is not None:
        with loads.open("a") as file:
            file.write(f"{os.getpid()}\n")
    return NotedModel(log=log, pause=pause, fail_once=fail_once)


def load_noting_threads(name: str, device: str, noted: Path) -> NotedModel:
    """A loader that notes how many threads its process is told to compute with."""
    with noted.open("a") as file:
        file.write(f"{os.environ['OMP_NUM_THREADS']}\n")
    return NotedModel(pause=0.05)


def load_damaged(name: str, device: str) -> NotedModel:
    """The loader of a model that is none."""
    raise BadModel("The model is damaged.")


class InThisProcess:
    """A crew of one worker that has worked before anybody looks."""

    def __init__(self, duty: Duty, workers: int) -> None:
        self.working = True
        self._errors: list[SegEarthError] = []
        try:
            Worker(duty.batch, duty.loader, lambda: False, duty.patience, duty.poll_s).work()
        except SegEarthError as error:
            self._errors = [error]

    def look(self) -> tuple[list[SegEarthError], int]:
        self.working = False
        return self._errors, 0

    def tell_to_stop(self) -> None: ...

    def end(self) -> None: ...
