"""How far a batch has come, read from its folder: the same for every process and machine that works on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.batch.attempts import Attempts, Latest
from engine.batch.manifest import ATTEMPTS, Batch
from engine.batch.worker import is_final


@dataclass(frozen=True)
class RasterState:
    """One raster of a batch. ``state``: pending, running (by its last sign), done, skipped or failed.

    ``record``: how its last attempt ended, empty where none has; ``attempts``: how many there were.
    """

    raster: str
    state: str
    attempts: int
    record: Mapping[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The state as a line of JSON."""
        wanted = ("host", "seconds", "result", "error")
        found = {name: self.record[name] for name in wanted if name in self.record}
        return {"raster": self.raster, "state": self.state, "attempts": self.attempts, **found}


@dataclass(frozen=True)
class BatchEvent:
    """Counts of rasters, and those that have ended since the last event."""

    total: int
    counts: Mapping[str, int]  # per state
    ended: tuple[RasterState, ...]

    @property
    def done(self) -> int:
        """Rasters of which nothing is left to do."""
        return sum(self.counts.get(state, 0) for state in ("done", "skipped", "failed"))


OnBatchEvent = Callable[[BatchEvent], None]


def ignore_batch_event(event: BatchEvent) -> None:
    """The listener of a batch that nobody watches."""


class Monitor:
    """Looks at a batch again and again; what has ended is read once. Memory: a record per raster."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._attempts = Attempts(batch.folder / ATTEMPTS)
        self._ended: dict[str, RasterState] = {}

    def look(self) -> BatchEvent:
        """What is so now."""
        before = set(self._ended)
        states = self.states()
        ended = tuple(state for item, state in zip(self._batch.items, states) if item.key in set(self._ended) - before)
        return BatchEvent(len(states), dict(Counter(state.state for state in states)), ended)

    def states(self) -> list[RasterState]:
        """Every raster, in the order of the manifest."""
        latest = self._attempts.latest()
        states = []
        for item in self._batch.items:
            state = self._ended.get(item.key)
            if state is None:
                state = self._state(item.name, item.key, latest.get(item.key, Latest()))
                if is_final(dict(state.record)):
                    self._ended[item.key] = state
            states.append(state)
        return states

    def _state(self, name: str, key: str, latest: Latest) -> RasterState:
        if not latest.number:
            return RasterState(name, "pending", 0, {})
        record = self._attempts.end_of(key, latest.number)
        if record is None:
            return RasterState(name, "running", latest.number, {})
        state = str(record["state"]) if is_final(record) else "pending"
        return RasterState(name, state, latest.number, record)


def open_failed_again(batch: Batch) -> int:
    """Make pending what was given up; how many rasters. Raises OutputNotWritable, DiskFull."""
    attempts = Attempts(batch.folder / ATTEMPTS)
    opened = 0
    latest = attempts.latest()
    for item in batch.items:
        last = latest.get(item.key, Latest())
        record = attempts.end_of(item.key, last.number) if last.ended else None
        if record is None or record.get("state") != "failed":
            continue
        attempt = attempts.begin(item.key, last.number + 1, {"raster": item.name, "failures": 0, "journal_bytes": 0})
        if attempt is not None:
            with attempt:
                attempt.end(state="released")
            opened += 1
    return opened
