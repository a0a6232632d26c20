"""One process of a batch: takes a raster that nobody works on, asks it, says how it ended, and takes the next.

The model is loaded at the first raster and kept. What is wrong with a raster ends that raster; what is wrong with the
model or the disk ends the worker, and the raster is left to others.
"""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.batch.attempts import Attempt, Attempts, Latest, Patience
from engine.batch.manifest import ATTEMPTS, Batch, Item
from engine.errors import BadRequest, Cancelled, DiskFull, InputError, NoData, OutsideExtent, SegEarthError
from engine.raster.storage import writing
from engine.run import ModelLoader, ResumeRequest, RunRequest, TileModel, resume_run, run
from engine.run.faults import as_reported
from engine.run.folder import JOURNAL, read_record
from engine.run.like import settled
from engine.run.lock import take_lock
from engine.run.places import from_anywhere
from engine.run.planning import open_raster
from engine.run.source import check_source

log = logging.getLogger(__name__)
FINAL = ("done", "skipped", "failed")  # "again" and "released": to be done by whoever comes next
_POLL_S = 2.0


def is_final(record: dict[str, Any] | None) -> bool:
    """Whether nothing more is to be done after an attempt that ended so."""
    return record is not None and record.get("state") in FINAL


class Worker:
    """Works on a batch until nothing of it is left, also with other processes on other machines."""

    def __init__(
        self,
        batch: Batch,
        loader: ModelLoader,
        cancelled: Callable[[], bool],
        patience: Patience | None = None,
        poll_s: float = _POLL_S,
    ) -> None:
        self._batch = batch
        self._loader = loader
        self._cancelled = cancelled
        self._poll_s = poll_s
        self._attempts = Attempts(batch.folder / ATTEMPTS, patience)
        self._model: TileModel | None = None
        self._final: set[str] = set()

    def work(self) -> None:
        """Return when every raster has ended, here or elsewhere, or when cancelled.

        Raises what the model's loader and its reading of the questions raise, DiskFull, OutputNotWritable.
        """
        while not self._cancelled():
            latest = self._attempts.latest()
            left = [item for item in self._batch.items if item.key not in self._final]
            if not left:
                return
            worked = False
            for item in left:
                if self._cancelled():
                    return
                attempt = self._take(item, latest.get(item.key, Latest()))
                if attempt is not None:
                    worked = True
                    with attempt:
                        self._do(item, attempt)
            if not worked and len(self._final) < len(self._batch.items):
                self._wait()

    def _wait(self) -> None:
        """All that is left is at work elsewhere: it may yet come free."""
        until = time.monotonic() + self._poll_s
        while time.monotonic() < until and not self._cancelled():
            time.sleep(min(0.1, self._poll_s))

    def _take(self, item: Item, latest: Latest) -> Attempt | None:
        """The next attempt at a raster, where it is this process's turn."""
        failures = 0
        if latest.number:
            record = self._attempts.end_of(item.key, latest.number)
            if is_final(record):
                self._final.add(item.key)
                return None
            if record is not None:
                failures = int(record.get("failures", 0))
            elif not self._is_free(item, latest.number):
                return None
            else:
                start = self._attempts.start_of(item.key, latest.number)
                moved = self._journal_bytes(item) > int(start.get("journal_bytes", 0))
                failures = int(start.get("failures", 0)) + (0 if moved else 1)
        about = {"raster": item.name, "failures": failures, "journal_bytes": self._journal_bytes(item)}
        attempt = self._attempts.begin(item.key, latest.number + 1, about)
        if attempt is None or failures <= self._batch.request.retries:
            return attempt
        with attempt:
            died = f"The process that worked on it died, {failures} times."
            error = {"kind": "internal", "message": died, "hint": "Look at the raster, then use --retry-failed."}
            attempt.end(state="failed", error=error)
        return None

    def _is_free(self, item: Item, number: int) -> bool:
        """Whether the process of an attempt is gone and its run folder is nobody's."""
        if not self._attempts.is_dead(item.key, number):
            return False
        journal = self._journal(item)
        if journal is not None and journal.is_file():
            try:
                take_lock(journal).close()
            except BadRequest:
                return False  # it sleeps, and will find that it has lost the raster
        return True

    def _journal(self, item: Item) -> Path | None:
        try:
            return self._batch.request.run_request(item.name).folder / JOURNAL
        except InputError:
            return None  # its name is none that a result can have: told when it is worked on

    def _journal_bytes(self, item: Item) -> int:
        journal = self._journal(item)
        return journal.stat().st_size if journal is not None and journal.is_file() else 0

    def _do(self, item: Item, attempt: Attempt) -> None:
        started = time.monotonic()
        failures = int(attempt.about["failures"])
        try:
            model = self._loaded()
        except Exception as error:
            attempt.end(state="released")
            raise as_reported(error) from error
        try:
            result = self._result(item, model, lambda: self._cancelled() or attempt.lost)
        except Cancelled:
            if not attempt.lost:
                attempt.end(state="released")
        except DiskFull:
            attempt.end(state="released")
            raise
        except SegEarthError as error:
            state = "failed"
            if isinstance(error, (NoData, OutsideExtent)):
                state = "skipped"
            elif not isinstance(error, InputError):
                failures += 1
                state = "failed" if failures > self._batch.request.retries else "again"
            log.debug("%s: %s", item.name, error.message, exc_info=True)
            seconds = round(time.monotonic() - started, 3)
            attempt.end(state=state, failures=failures, seconds=seconds, error=error.to_dict())
        else:
            attempt.end(state="done", seconds=round(time.monotonic() - started, 3), result=result)

    def _loaded(self) -> TileModel:
        if self._model is None:
            asked = self._batch.request.run_request("any.tif")
            model = self._loader(asked.model, asked.device)
            for question in asked.questions:
                model.check_question(question)
            self._model = model
        return self._model

    def _result(self, item: Item, model: TileModel, cancelled: Callable[[], bool]) -> dict[str, Any]:
        """Ask a raster, going on with what an earlier process left of the same run."""
        request = self._batch.request.run_request(item.name)
        with writing(Path(request.output)):
            Path(request.output).parent.mkdir(parents=True, exist_ok=True)
        record = _same_run(request)
        if record is not None and record["state"] == "done":
            if Path(request.output).exists() and _would_be_same(record, request, model):
                return _short(record["result"])  # its process died between the end of the run and saying so
        elif record is not None:
            try:
                resumed = resume_run(ResumeRequest(str(request.folder)), model=model, cancelled=cancelled)
                return _short(resumed.to_dict())
            except InputError as error:
                log.warning("%s is asked anew: %s", item.name, error.message)
        return _short(run(request, model=model, cancelled=cancelled).to_dict())


def _same_run(request: RunRequest) -> dict[str, Any] | None:
    """The record of a run that was asked the same; None: there is none."""
    try:
        record = read_record(request.folder)
        asked = RunRequest.from_dict(record["request"])
    except InputError:
        return None
    wanted = dataclasses.replace(from_anywhere(settled(request)), run_id=asked.run_id, device=asked.device)
    return record if asked == wanted else None


def _would_be_same(record: dict[str, Any], request: RunRequest, model: TileModel) -> bool:
    """Whether the raster and the model are still those of a run's record."""
    if record["model"].get("fingerprint") != model.fingerprint:
        return False
    try:
        with open_raster(request) as reader:
            check_source(record, reader)
    except SegEarthError:
        return False  # what is wrong with it is told when it is asked
    return True


def _short(result: dict[str, Any]) -> dict[str, Any]:
    """What the summary needs of a result."""
    names = ("run_id", "questions", "searched_m2", "tiles", "model_seconds", "crs", "model", "warnings")
    return {name: result[name] for name in names}
