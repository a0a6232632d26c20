"""A batch from end to end: manifest, workers, what they did so far, `summary.csv`, and one file of all areas.

Any number of processes may do this with the same folders at once, and each may be killed and started again: together
they do every raster once.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from engine.batch.attempts import Patience
from engine.batch.local import Duty, LocalCrew
from engine.batch.manifest import Batch, open_batch
from engine.batch.merged import write_merged
from engine.batch.progress import BatchEvent, Monitor, OnBatchEvent, RasterState, ignore_batch_event, open_failed_again
from engine.batch.request import BatchRequest
from engine.batch.summary import SUMMARY, write_summary
from engine.errors import BadRequest, Cancelled, InternalError, SegEarthError
from engine.raster import check_folder
from engine.run import IsCancelled, ModelLoader, load_by_name
from engine.run.events import never_cancelled
from engine.run.outputs import check_layers

log = logging.getLogger(__name__)
_MOST_WORKERS = 256
_AGAIN = "The same command goes on with it."


class Crew(Protocol):
    """Workers, wherever they run."""

    @property
    def working(self) -> bool:
        """Whether any worker is there."""

    def look(self) -> tuple[list[SegEarthError], int]:
        """Errors that workers ended with since the last look, and how many died and were replaced."""

    def tell_to_stop(self) -> None:
        """Have all of them end after their tile."""

    def end(self) -> None:
        """End those that are still there, at once."""


Hire = Callable[[Duty, int], Crew]  # what is to be done, and by how many


@dataclass(frozen=True)
class BatchResult:
    """How a batch ended. Where rasters failed, the others are done all the same."""

    output: str
    rasters: tuple[RasterState, ...]
    summary: str
    merged: str | None
    seconds: float  # of this process

    @property
    def failed(self) -> tuple[RasterState, ...]:
        """The rasters that were given up."""
        return tuple(state for state in self.rasters if state.state == "failed")

    def count(self, state: str) -> int:
        """How many rasters ended so."""
        return sum(raster.state == state for raster in self.rasters)

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON values, without what each raster said."""
        return {
            "output": self.output,
            "done": self.count("done"),
            "skipped": self.count("skipped"),
            "failed": [{"raster": raster.raster, "error": raster.record.get("error")} for raster in self.failed],
            "summary": self.summary,
            "merged": self.merged,
            "seconds": self.seconds,
        }


def run_batch(
    request: BatchRequest,
    *,
    workers: int = 1,
    loader: ModelLoader = load_by_name,
    on_event: OnBatchEvent = ignore_batch_event,
    cancelled: IsCancelled = never_cancelled,
    patience: Patience | None = None,
    poll_s: float = 1.0,
    hire: Hire = LocalCrew,
    verbose: bool = False,
) -> BatchResult:
    """Ask every raster of a folder, in ``workers`` processes, and wait for those that other machines are at.

    A raster that fails is part of the result. ``loader`` is pickled. Raises what `open_batch` raises, what all workers
    ended with where rasters are left (the model's errors, DiskFull), and Cancelled; what is done is kept.
    """
    started = time.monotonic()
    if isinstance(workers, bool) or not isinstance(workers, int) or not 1 <= workers <= _MOST_WORKERS:
        raise BadRequest(f"workers must be a whole number from 1 to {_MOST_WORKERS}.")
    batch = open_batch(request)
    if request.merge is not None:
        _check_merged(Path(request.merge), batch)
    if request.retry_failed:
        open_failed_again(batch)
    monitor = Monitor(batch)
    event = monitor.look()
    on_event(event)
    threads = threads_each(workers, _cores())
    duty = Duty(batch, loader, patience or Patience(), threads, poll_s, verbose)
    if event.done < event.total:
        crew = hire(duty, min(workers, event.total - event.done))
        try:
            _watch(crew, monitor, on_event, cancelled, poll_s, most_deaths=(request.retries + 4) * workers)
        finally:
            crew.end()
            states = monitor.states()
            write_summary(Path(request.output) / SUMMARY, request.questions, states)
    else:
        states = monitor.states()
        write_summary(Path(request.output) / SUMMARY, request.questions, states)
    if request.merge is not None:
        write_merged(request, states)
    return BatchResult(
        output=request.output,
        rasters=tuple(states),
        summary=str(Path(request.output) / SUMMARY),
        merged=request.merge,
        seconds=round(time.monotonic() - started, 3),
    )


def _check_merged(merged: Path, batch: Batch) -> None:
    """Raise BadRequest where the file of all areas would replace anything but an older one; OutputNotWritable."""
    request = batch.request
    check_folder(merged.absolute().parent)
    output, mask = Path(request.output).resolve(), request.settings.get("mask")
    if merged.resolve() in {output / f"{item.name}.gpkg" for item in batch.items}:
        raise BadRequest(f"{merged} is the result of one raster.", hint="Name another file for the areas of all.")
    if merged.exists():
        if mask is not None and Path(mask).exists() and merged.samefile(mask):
            raise BadRequest("The areas of all rasters would replace the mask.", hint="Name another file for them.")
        check_layers(merged)


def threads_each(workers: int, cores: int) -> int:
    """Threads of a worker's computations: together no more than there are cores, and each at least one."""
    return max(1, cores // workers)


def _cores() -> int:
    """The cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def _watch(
    crew: Crew,
    monitor: Monitor,
    on_event: OnBatchEvent,
    cancelled: IsCancelled,
    poll_s: float,
    most_deaths: int,
) -> None:
    """Return when every raster has ended."""
    errors: list[SegEarthError] = []
    deaths = 0
    told = False
    while True:
        working = crew.working  # before the look: what a worker has done is then seen
        began = time.monotonic()
        event: BatchEvent = monitor.look()
        on_event(event)
        if event.done == event.total:
            return
        if cancelled() and not told:
            crew.tell_to_stop()
            told = True
        if not working:
            if told:
                raise Cancelled("The batch was stopped.", hint=_AGAIN)
            raise errors[0] if errors else InternalError("The workers ended before the batch was done.", hint=_AGAIN)
        failed, died = crew.look()
        for error in failed:
            log.warning("A worker has ended: %s", error.message)
        errors += failed
        deaths = 0 if event.ended else deaths + died
        if deaths > most_deaths:
            raise InternalError(f"{deaths} worker processes died one after the other.", hint=_AGAIN)
        time.sleep(max(poll_s / 5, 5 * (time.monotonic() - began)))
