"""A run from end to end: request, raster, area, model, tiles, words, areas, GeoPackage; one direction, no way back.

Everything that can be found wrong is found before the model is loaded. A run that fails or is cancelled leaves its
run folder with that state, an existing output as it was, and nothing new under the output's name.
"""

from __future__ import annotations

import dataclasses
import logging
import secrets
import time
from collections import Counter
from datetime import datetime, timezone
from typing import Any

from engine.errors import Cancelled, SegEarthError
from engine.raster import RasterReader
from engine.run.answers import Provenance, Tally, write_answers
from engine.run.events import IsCancelled, OnEvent, Watch, ignore_event, never_cancelled
from engine.run.faults import as_reported
from engine.run.folder import RunFolder
from engine.run.models import ModelLoader, TileModel, load_by_name
from engine.run.outputs import check_output
from engine.run.places import from_anywhere, local_path, result_from_anywhere
from engine.run.planning import Layout, ModelGeometry, Plan, describe, lay_out, open_raster
from engine.run.request import RunRequest
from engine.run.result import QuestionResult, RunResult, TileCounts
from engine.run.search import Searched, search
from engine.run.source import describe_source
from engine.run.versions import versions
from engine.run.words import Speaker, Words, put_into_words

log = logging.getLogger(__name__)


def run(
    request: RunRequest,
    *,
    model: TileModel | None = None,
    loader: ModelLoader = load_by_name,
    on_event: OnEvent = ignore_event,
    cancelled: IsCancelled = never_cancelled,
) -> RunResult:
    """Answer the request's questions and write its output.

    ``model`` is used as it is; without one, ``loader`` gets the request's model and device. "Nothing found" is a
    result; a failure is always an exception, of a kind in ``engine.errors``: of the raster, the area, the model,
    the disk (DiskFull, OutputNotWritable), memory (OutOfMemory), or Cancelled, within one tile.
    """
    request = dataclasses.replace(request, run_id=request.run_id or _new_run_id())
    watch = Watch(str(request.run_id), on_event, cancelled)
    try:
        return _run(request, model, loader, watch)
    except Exception as error:
        raise as_reported(error) from error


def _run(request: RunRequest, model: TileModel | None, loader: ModelLoader, watch: Watch) -> RunResult:
    started = time.monotonic()
    created = datetime.now(timezone.utc)
    expected = ModelGeometry.expected(request.model) if model is None else ModelGeometry.of(model)
    with open_raster(request) as reader:
        layout = lay_out(request, reader, expected)  # wrong areas are told before the model is loaded
        check_output(request)
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
        folder = RunFolder.create(request, _record(request, plan, model, reader, created))
        try:
            searched = search(request, reader, layout, model, folder, watch)
            words = _words(request, reader, layout, model, searched, watch)
            provenance = Provenance(watch.run_id, local_path(str(reader.info.path)), model.name, created)
            # The output exists only when the run has ended well. Where nothing is found, its record has the words.
            record = {**folder.record, "state": "done", "answers": list(words.answers)}
            tallies = write_answers(request, reader, layout, searched, words.answers, provenance, record, watch)
            result = _result(request, plan, model, searched, words, tallies, folder, time.monotonic() - started)
            folder.update(state="done", result=result_from_anywhere(result).to_dict())
        except (Cancelled, KeyboardInterrupt):
            _end(folder, state="cancelled")
            raise
        except Exception as error:
            _end(folder, state="failed", error=as_reported(error).to_dict())
            raise
        finally:
            folder.close()
    return result


def _words(
    request: RunRequest, reader: RasterReader, layout: Layout, model: TileModel, searched: Searched, watch: Watch
) -> Words:
    """The answers in words, where they are wanted and the model has any; else nothing is computed."""
    if not (request.explain and model.generative):
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
    request: RunRequest, plan: Plan, model: TileModel, reader: RasterReader, created: datetime
) -> dict[str, Any]:
    """What `run.json` holds from the start: enough to do the same run again and get the same result."""
    return {
        "run_id": request.run_id,
        "created": created.isoformat(timespec="milliseconds"),
        "request": from_anywhere(request).to_dict(),
        "plan": {**plan.to_dict(), "raster": {**plan.raster, "path": local_path(plan.raster["path"])}},
        "model": {
            "name": model.name,
            "fingerprint": model.fingerprint,
            "device": model.device,
            "generative": model.generative,
        },
        "source": describe_source(reader),
        "stretch": reader.stretch.to_dict(),
        "versions": versions(),
    }


def _result(
    request: RunRequest,
    plan: Plan,
    model: TileModel,
    searched: Searched,
    words: Words,
    tallies: tuple[Tally, ...],
    folder: RunFolder,
    seconds: float,
) -> RunResult:
    questions = tuple(
        QuestionResult(
            question=question,
            found=tally.count > 0,
            count=tally.count,
            area_m2=tally.area_m2,
            answer=answer,
            probability=str(probability),
        )
        for question, tally, answer, probability in zip(
            request.questions, tallies, words.answers, searched.probabilities, strict=True
        )
    )
    return RunResult(
        run_id=str(request.run_id),
        output=request.output,
        run_folder=str(folder.path),
        layers={"answers": "answers", "coverage": "coverage"},
        questions=questions,
        searched_m2=plan.area_m2 * searched.valid_share,
        tiles=TileCounts(**dict(Counter[str](record.status for record in searched.records))),
        seconds=round(seconds, 3),
        model_seconds=round(searched.model_seconds + words.seconds, 3),
        crs=plan.crs,
        model=model.name,
        warnings=(*plan.warnings, *words.warnings),
    )
