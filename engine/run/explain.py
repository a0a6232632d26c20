"""Answers in words for a run that has ended, from its folder: same raster, same model, tiles that its journal names."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import BadRequest
from engine.run.events import IsCancelled, OnEvent, Watch, ignore_event, never_cancelled
from engine.run.faults import as_reported
from engine.run.folder import JOURNAL, read_record
from engine.run.journal import TileRecord, read_journal
from engine.run.models import ModelLoader, load_by_name
from engine.run.planning import ModelGeometry, grid_of, open_raster
from engine.run.request import RunRequest, as_questions, as_run_id, as_text, check_run_folder_fields
from engine.run.source import check_source
from engine.run.words import STAGE_MESSAGE, Speaker, best_tile, in_order_of_tiles

_ASK_AGAIN = "Ask the raster again."


@dataclass(frozen=True)
class ExplainRequest:
    """Questions of a run to be answered in words. Raises BadRequest, EmptyQuestion."""

    run_folder: str
    questions: tuple[str, ...] | None = None  # None: all of the run
    run_id: str | None = None  # of the explaining itself, by which it is cancelled; None: nobody cancels it

    def __post_init__(self) -> None:
        object.__setattr__(self, "run_folder", as_text("run_folder", self.run_folder))
        if self.questions is not None:
            object.__setattr__(self, "questions", as_questions(self.questions))
        object.__setattr__(self, "run_id", as_run_id(self.run_id))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ExplainRequest:
        """Build a request from JSON values. Raises BadRequest for unknown or missing keys and for wrong values."""
        check_run_folder_fields(cls, values)
        return cls(**values)


@dataclass(frozen=True)
class WordedAnswer:
    """One question and the model's sentence; None where the model had nothing to say."""

    question: str
    answer: str | None


@dataclass(frozen=True)
class Explained:
    """The answers in words, in the order of the questions asked."""

    answers: tuple[WordedAnswer, ...]

    def to_dict(self) -> dict[str, Any]:
        """The answers as JSON values, as the RPC and ``--json`` give them."""
        return {"answers": [dataclasses.asdict(answer) for answer in self.answers]}


def explain_run(
    request: ExplainRequest,
    *,
    loader: ModelLoader = load_by_name,
    on_event: OnEvent = ignore_event,
    cancelled: IsCancelled = never_cancelled,
) -> Explained:
    """Answer questions of a finished run in words. Changes neither the run folder nor the GeoPackage.

    Raises BadRequest where the folder holds no run that ended well, the question was not asked in it, raster or
    model are no longer the same, or the model is not generative; RasterMissing; ModelMissing; what the model raises;
    Cancelled, between two questions. Memory: one tile.
    """
    watch = Watch(request.run_id or "explain", on_event, cancelled)
    try:
        return _explain(request, loader, watch)
    except Exception as error:
        raise as_reported(error) from error


def _explain(request: ExplainRequest, loader: ModelLoader, watch: Watch) -> Explained:
    folder = Path(request.run_folder)
    record = _record(folder)
    asked = RunRequest.from_dict(record["request"])
    if record["model"].get("generative") is False:  # older records do not say it
        raise _no_words(asked.model)
    questions = asked.questions if request.questions is None else request.questions
    if unknown := [question for question in questions if question not in asked.questions]:
        known = ", ".join(map(repr, asked.questions))
        raise BadRequest(
            f"The run in {folder} was not asked {unknown[0]!r}.",
            hint=f"It was asked {known}; ask the raster for anything else.",
        )
    tiles = _tiles(folder)
    best = [best_tile(tiles, asked.questions.index(question) + 1) for question in questions]
    with open_raster(asked) as reader:
        check_source(record, reader)
        watch.check()
        model = loader(asked.model, asked.device)
        if model.fingerprint != record["model"]["fingerprint"]:
            raise BadRequest(f"The model {asked.model} has changed since the run.", hint=_ASK_AGAIN)
        if not model.generative:
            raise _no_words(asked.model)
        speaker = Speaker(model, reader, grid_of(asked, reader, ModelGeometry.of(model)))
        answers: dict[int, str | None] = {}
        for done, (number, tile) in enumerate(in_order_of_tiles(best)):
            watch.tell("words", done, len(questions), 0, STAGE_MESSAGE)
            watch.check()
            if tile is None:
                raise BadRequest(f"The journal in {folder} names no tile to look at.", hint=_ASK_AGAIN)
            answers[number] = speaker.say(tile, questions[number])
        watch.tell("words", len(questions), len(questions), 0, STAGE_MESSAGE)
    return Explained(tuple(WordedAnswer(question, answers[number]) for number, question in enumerate(questions)))


def _no_words(model: str) -> BadRequest:
    return BadRequest(f"The model {model} gives no answers in words.", hint="Ask the raster with a generative model.")


def _record(folder: Path) -> dict[str, Any]:
    """The run's record. Raises BadRequest where there is none of a run that has a result."""
    record = read_record(folder)
    if record["state"] not in ("done", "partial"):
        raise BadRequest(f"The run in {folder} did not end well: its state is {record['state']!r}.", hint=_ASK_AGAIN)
    return record


def _tiles(folder: Path) -> list[TileRecord]:
    try:
        return [TileRecord.from_dict(line) for line in read_journal(folder / JOURNAL)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRequest(f"The journal in {folder} cannot be read.", hint=_ASK_AGAIN) from error
