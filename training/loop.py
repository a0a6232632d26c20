"""The training loop: steps, log, progress bar, checkpoints, epochs. What a step does is the task's.

A step must be a function of its number and of the task's state, so that a killed run goes on with the losses it would
have had. Checkpoints appear whole or not at all.
"""

from __future__ import annotations

import json
import logging
import math
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from tqdm import tqdm

from engine.errors import BadRequest

from .distributed import ALONE, Processes

log = logging.getLogger(__name__)
CHECKPOINT, LOG, EVENTS = "checkpoint.pt", "log.jsonl", "tensorboard"


class Task(Protocol):
    """What is trained. All processes call all methods, each at the same time."""

    @property
    def step(self) -> int:
        """Steps done."""
        ...

    def train_step(self) -> Mapping[str, float]:
        """Learn from the next batch and count it; returns the loss and its parts, the same on all processes."""
        ...

    def state(self) -> dict[str, Any]:
        """All that a later process needs to go on, as plain values and tensors."""
        ...

    def take_up(self, state: Mapping[str, Any]) -> None:
        """Go on from a state."""
        ...

    def after_epoch(self, epoch: int) -> None:
        """Called when an epoch (from 1) is done, and at the end."""
        ...


@dataclass(frozen=True)
class Pace:
    """How many steps, and what happens how often."""

    steps: int
    checkpoint_every: int
    epoch_steps: int = 0  # 0: there are no epochs


def run_loop(task: Task, folder: Path, pace: Pace, journal: Journal, processes: Processes = ALONE) -> None:
    """Train to the last step, from the folder's checkpoint if there is one; the first is written before step 1."""
    begun = processes.gather((folder / CHECKPOINT).is_file())[0]  # asked together, before anybody writes one
    if begun:
        resume(task, folder)
    else:
        save(task, folder, processes)
    journal.forget_after(task.step)
    bar = tqdm(
        total=pace.steps, initial=task.step, unit="step", dynamic_ncols=True, disable=not processes.main, leave=True
    )
    with bar, journal:
        while task.step < pace.steps:
            started = time.monotonic()
            values = task.train_step()
            bar.update()
            bar.set_postfix({name: f"{value:.3f}" for name, value in values.items()})
            journal.report("train", task.step, pace.steps, {**values, "seconds": time.monotonic() - started})
            last = task.step == pace.steps
            if last or task.step % pace.checkpoint_every == 0:
                save(task, folder, processes)
            if pace.epoch_steps and (last or task.step % pace.epoch_steps == 0):
                task.after_epoch(math.ceil(task.step / pace.epoch_steps))


def resume(task: Task, folder: Path) -> bool:
    """Take up the folder's checkpoint; False where there is none. Raises BadRequest for one that cannot be read."""
    path = folder / CHECKPOINT
    if not path.is_file():
        return False
    try:
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except (OSError, RuntimeError, EOFError, ValueError) as error:
        raise BadRequest(
            f"{path} cannot be read: {error}.", hint="Choose another --run folder, or remove the file to begin anew."
        ) from error
    task.take_up(state)
    log.info("resuming at step %d", task.step)
    return True


def save(task: Task, folder: Path, processes: Processes = ALONE) -> None:
    """Write the folder's checkpoint, by the first process."""
    state = task.state()
    if processes.main:
        write_whole(state, folder / CHECKPOINT)
    processes.wait()


def write_whole(state: Mapping[str, Any], path: Path) -> None:
    """Write a file that is never seen half: to ``.part``, to the disk, then under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def cosine(step: int, steps: int, warmup_share: float) -> float:
    """The factor on the learning rate of step ``step`` (from 0): linear warm-up, then a cosine to zero (Table 8)."""
    warmup = max(1, int(warmup_share * steps))
    if step < warmup:
        return (step + 1) / warmup
    return 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup)))


class Journal:
    """``log.jsonl``, one object per report, and TensorBoard's events where they are wanted.

    Silent where ``active`` is false: of several processes one writes.
    """

    def __init__(self, folder: Path, *, tensorboard: bool = False, active: bool = True) -> None:
        self._path, self._active = folder / LOG, active
        if active:
            folder.mkdir(parents=True, exist_ok=True)
        self._writer = _events_writer(folder / EVENTS) if tensorboard and active else None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *reason: object) -> None:
        if self._writer is not None:
            self._writer.close()

    def report(self, stage: str, step: int, total: int, values: Mapping[str, float]) -> None:
        """Add a line. Losses are written to float32's full precision."""
        if not self._active:
            return
        line = {"stage": stage, "step": step, "of": total, **{name: float(f"{v:.9g}") for name, v in values.items()}}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        if self._writer is not None:
            for name, value in values.items():
                self._writer.add_scalar(f"{stage}/{name}", value, step)

    def forget_after(self, step: int) -> None:
        """Drop the lines of training steps after ``step``: a killed run that goes on from there takes them again."""
        if not self._active or not self._path.is_file():
            return
        kept = [line for line in self._path.read_text(encoding="utf-8").splitlines() if _is_before(line, step)]
        part = self._path.with_name(LOG + ".part")
        part.write_text("".join(line + "\n" for line in kept), encoding="utf-8")
        part.replace(self._path)


def _is_before(line: str, step: int) -> bool:
    try:
        values = json.loads(line)
    except ValueError:
        return False  # cut off when the process was killed
    return bool(values["stage"] != "train" or values["step"] <= step)


def _events_writer(folder: Path) -> Any:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError as error:
        raise BadRequest(
            "The recipe wants TensorBoard's events, and the package tensorboard is not installed.",
            hint="pip install tensorboard, or say tensorboard = false: log.jsonl holds the same numbers.",
        ) from error
    return SummaryWriter(str(folder))
