"""A run from end to end: request, raster, area, model, tiles, words, areas, GeoPackage; one direction, no way back.

Everything that can be found wrong is found before the model is loaded. A run that fails or is cancelled leaves its
run folder with that state and what is done so far (`engine.run.resume` goes on from there), an existing output as it
was, and nothing new under the output's name.
"""

from __future__ import annotations

import dataclasses
import logging
import secrets
import shlex
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from engine.errors import Cancelled, SegEarthError
from engine.raster import RasterReader
from engine.run.answers import Provenance, Tally, question_results, write_answers
from engine.run.events import IsCancelled, OnEvent, OnPartial, Watch, ignore_event, never_cancelled
from engine.run.faults import as_reported
from engine.run.finest import RULED_OUT
from engine.run.folder import RunFolder, State
from engine.run.like import settled
from engine.run.models import ModelLoader, TileModel, load_by_name
from engine.run.outputs import check_output
from engine.run.places import from_anywhere, local_path, result_from_anywhere
from engine.run.planning import Layout, ModelGeometry, Plan, describe, lay_out, network_of, open_raster
from engine.run.request import RunRequest
from engine.run.result import RunResult, TileCounts
from engine.run.search import Searched, search, search_no_further
from engine.run.source import describe_source, digest_of
from engine.run.unfinished import Unfinished
from engine.run.versions import versions
from engine.run.words import Speaker, Words, put_into_words

log = logging.getLogger(__name__)


def run(
    request: RunRequest,
    *,
    model: TileModel | None = None,
    loader: ModelLoader = load_by_name,
    on_event: OnEvent = ignore_event,
    on_partial: OnPartial | None = None,
    cancelled: IsCancelled = never_cancelled,
) -> RunResult:
    """Answer the request's questions and write its output.

    ``model`` is used as it is; without one, ``loader`` gets the request's model and device. Pictures of what is found
    so far are made only where ``on_partial`` hears of them; they change nothing in the result. "Nothing found" is a
    result; a failure is always an exception, of a kind in ``engine.errors``: of the raster, the area, the model,
    the disk (DiskFull, OutputNotWritable), memory (OutOfMemory), or Cancelled, within one tile.
    """
    request = dataclasses.replace(request, run_id=request.run_id or _new_run_id())
    watch = Watch(str(request.run_id), on_event, cancelled, on_partial)
    try:
        return _run(settled(request), model, loader, watch)
    except Exception as error:
        raise as_reported(error) from error


def _run(request: RunRequest, model: TileModel | None, loader: ModelLoader, watch: Watch) -> RunResult:
    started = time.monotonic()
    created = datetime.now(timezone.utc)
    expected = ModelGeometry.expected(request.model) if model is None else ModelGeometry.of(model)
    with open_raster(request) as reader:
        layout = lay_out(request, reader, expected)  # wrong areas are told before the model is loaded
        check_output(request, reader)
        watch.check()
        if model is None:
            model = loader(request.model, request.device)
        for question in request.questions:
            model.check_question(question)
        geometry = ModelGeometry.of(model)
        if geometry != expected:
            layout = lay_out(request, reader, geometry)
        plan = describe(request, reader, layout, geometry)
        for warning in plan.warnings:
            log.warning(warning)
        folder = RunFolder.create(request, _record(request, plan, layout, model, reader, created))
        provenance = Provenance(watch.run_id, local_path(str(reader.info.path)), model.name, created)
        return finish(BegunRun(request, reader, layout, plan, geometry, model, folder, provenance), watch, started)


@dataclass(frozen=True)
class BegunRun:
    """A run that has its folder, in this process or in an earlier one. Without a ``model`` nothing more is searched."""

    request: RunRequest
    reader: RasterReader
    layout: Layout
    plan: Plan
    geometry: ModelGeometry
    model: TileModel | None
    folder: RunFolder
    provenance: Provenance


def finish(begun: BegunRun, watch: Watch, started: float, warnings: Sequence[str] = ()) -> RunResult:
    """Do what is left of a run, and close its folder. ``started``: `time.monotonic` at the call's beginning."""
    request, reader, layout, folder, model = begun.request, begun.reader, begun.layout, begun.folder, begun.model
    for warning in warnings:
        log.warning(warning)
    questions, stride = request.questions, begun.geometry.output_stride
    any_done = False
    encoded_before = model.encoded_tiles if model is not None else 0
    try:
        state: State
        with Unfinished(folder, layout, stride, len(questions)) as unfinished:
            try:
                if model is None:
                    searched = search_no_further(request, reader, layout, stride, folder, unfinished)
                else:
                    searched = search(request, reader, layout, model, folder, unfinished, watch)
            finally:
                any_done = bool(unfinished.records) or folder.any_level_begun
        if pending := sum(record.status == "pending" for record in searched.records):
            warnings = [*warnings, f"{pending} of {len(layout.tiles)} tiles were not searched: see the coverage layer."]
            log.warning(warnings[-1])
        elif not searched.valid_share:
            warnings = [*warnings, "The area asked holds no valid pixel: nothing was searched."]
            log.warning(warnings[-1])
        if ruled_out := sum(record.reason == RULED_OUT for record in searched.records):
            said = f"{ruled_out} of {len(layout.tiles)} tiles were {RULED_OUT} and not read: see the coverage layer."
            warnings = [*warnings, said]
        encoded = model.encoded_tiles - encoded_before if model is not None else None
        words = _words(request, reader, layout, model, searched, watch)
        # The output exists only when the run has ended well. Where nothing is found, its record has the words.
        state = "partial" if pending else "done"
        record = {**folder.record, "state": state, "answers": list(words.answers)}
        tallies = write_answers(request, reader, layout, searched, words.answers, begun.provenance, record, watch)
        result = _result(begun, searched, words, tallies, warnings, time.monotonic() - started, encoded)
        folder.update(state=state, result=result_from_anywhere(result).to_dict())
        if state == "done":
            folder.forget_unfinished()
    except (Cancelled, KeyboardInterrupt) as error:
        _end(folder, state="cancelled")
        if isinstance(error, Cancelled) and any_done:
            raise Cancelled(
                error.message, hint=f"Go on with it: segearth resume {shlex.quote(str(folder.path))}"
            ) from error
        raise
    except Exception as error:
        _end(folder, state="failed", error=as_reported(error).to_dict())
        raise
    finally:
        folder.close()
    return result


def _words(
    request: RunRequest,
    reader: RasterReader,
    layout: Layout,
    model: TileModel | None,
    searched: Searched,
    watch: Watch,
) -> Words:
    """The answers in words, where they are wanted and the model has any; else nothing is computed."""
    if model is None or not (request.explain and model.generative):
        return Words((None,) * len(request.questions))
    return put_into_words(request.questions, searched.records, Speaker(model, reader, layout.grid), watch)


def _end(folder: RunFolder, **values: Any) -> None:
    """Record how a run ended that did not end well; its own error matters more than one met here."""
    try:
        folder.update(**values)
    except SegEarthError as error:
        log.warning("The end of the run could not be recorded in %s: %s", folder.path, error)


def _new_run_id() -> str:
    return f"{datetime.now(timezone.utc):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def _record(
    request: RunRequest, plan: Plan, layout: Layout, model: TileModel, reader: RasterReader, created: datetime
) -> dict[str, Any]:
    """What `run.json` holds from the start: enough to do the same run again and get the same result."""
    asked = from_anywhere(request).to_dict()
    return {
        "run_id": request.run_id,
        "created": created.isoformat(),
        "request": asked,
        "digests": {"request": digest_of(asked), "area": layout.digest},
        "plan": {**plan.to_dict(), "raster": {**plan.raster, "path": local_path(plan.raster["path"])}},
        "model": {
            "name": model.name,
            "fingerprint": model.fingerprint,
            "device": model.device,
            "generative": model.generative,
            "geometry": dataclasses.asdict(ModelGeometry.of(model)),
        },
        "source": describe_source(reader),
        "stretch": reader.stretch.to_dict(),
        "versions": versions(),
    }


def _result(
    begun: BegunRun,
    searched: Searched,
    words: Words,
    tallies: tuple[Tally, ...],
    warnings: Sequence[str],
    seconds: float,
    encoded_tiles: int | None,
) -> RunResult:
    request, plan = begun.request, begun.plan
    questions = question_results(request.questions, tallies, words.answers, searched.probabilities)
    return RunResult(
        run_id=begun.provenance.run_id,
        output=request.output,
        run_folder=str(begun.folder.path),
        layers={"answers": "answers", "coverage": "coverage"},
        questions=questions,
        searched_m2=plan.area_m2 * searched.valid_share,
        tiles=TileCounts(**dict(Counter[str](record.status for record in searched.records))),
        seconds=round(seconds, 3),
        model_seconds=round(searched.model_seconds + words.seconds, 3),
        crs=plan.crs,
        model=begun.provenance.model,
        warnings=(*warnings, *plan.warnings, *words.warnings),
        encoded_tiles=encoded_tiles,
        network=network_of(begun.reader),
    )
