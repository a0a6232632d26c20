"""The last stages of a run: probability rasters to areas, areas and tiles to the output, in one stream.

No list of all areas is ever held: each goes from the probability raster to the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from engine.raster import AnswerRecord, CoverageRecord, RasterReader, usual_workers, vectorize, write_cog, write_result
from engine.run.events import Watch
from engine.run.journal import TileRecord
from engine.run.outputs import target
from engine.run.planning import Layout
from engine.run.request import RunRequest
from engine.run.result import QuestionResult

_CHECK_EVERY = 256  # areas between two looks at the wish to stop


@dataclass(frozen=True)
class Provenance:
    """Where every feature of a run comes from."""

    run_id: str
    raster: str
    model: str
    created: datetime


class Searched(Protocol):
    """What the search left: one record per tile of the layout, one probability raster per question."""

    @property
    def records(self) -> Sequence[TileRecord]: ...

    @property
    def probabilities(self) -> Sequence[Path]: ...


@dataclass
class Tally:
    """What one question has so far."""

    count: int = 0
    area_m2: float = 0.0  # geodesic


def write_answers(
    request: RunRequest,
    reader: RasterReader,
    layout: Layout,
    searched: Searched,
    sentences: Sequence[str | None],
    provenance: Provenance,
    record: dict[str, Any],
    watch: Watch,
    workers: int | None = None,
) -> tuple[Tally, ...]:
    """Write the layers `answers` and `coverage` in the output's format, and count the areas of each question.

    ``sentences``, one per question, are the answers in words: every area of a question carries its own. ``workers``:
    as in `vectorize`; None: as the size of the area asks.
    The output's name appears only when all is written, copies of the probability rasters before it.
    Raises Cancelled before that, OutputNotWritable, DiskFull.
    """
    tallies = tuple(Tally() for _ in request.questions)
    answers = _answers(request, reader, layout, searched, sentences, provenance, tallies, watch, workers)
    coverage = _coverage(request, layout, searched, tallies, watch)
    for probability, cog in zip(searched.probabilities, request.cog_paths(), strict=False):  # or none at all
        watch.check()
        write_cog(probability, target(str(cog)))
    write_result(target(request.output), answers, coverage, reader.info.crs_wkt, record, request.output_crs)
    watch.tell("write", 1, 1, _total(tallies), "Done", seconds_left=0.0)
    return tallies


def question_results(
    questions: Sequence[str], tallies: Sequence[Tally], sentences: Sequence[str | None], probabilities: Sequence[Path]
) -> tuple[QuestionResult, ...]:
    """What was found for each question, from what `write_answers` counted."""
    return tuple(
        QuestionResult(
            question=question,
            found=tally.count > 0,
            count=tally.count,
            area_m2=tally.area_m2,
            answer=sentence,
            probability=str(path),
        )
        for question, tally, sentence, path in zip(questions, tallies, sentences, probabilities, strict=True)
    )


def _answers(
    request: RunRequest,
    reader: RasterReader,
    layout: Layout,
    searched: Searched,
    sentences: Sequence[str | None],
    provenance: Provenance,
    tallies: tuple[Tally, ...],
    watch: Watch,
    workers: int | None,
) -> Iterator[AnswerRecord]:
    for number, (question, probability) in enumerate(zip(request.questions, searched.probabilities, strict=True)):
        watch.tell("vectorize", number, len(tallies), _total(tallies), "Outlining the areas")
        watch.check()
        areas = vectorize(
            probability,
            area=layout.area,
            threshold=request.threshold,
            min_area_m2=request.min_area_m2,
            outlines=request.outlines,
            valid=reader.read_valid if reader.has_missing else None,
            workers=workers or usual_workers(layout.area.window),
            check=watch.check,
        )
        for area in areas:
            if tallies[number].count % _CHECK_EVERY == 0:
                watch.check()
            tallies[number].count += 1
            tallies[number].area_m2 += area.area_m2
            yield AnswerRecord(
                id=_total(tallies),
                polygon=area.polygon,
                question=question,
                answer=sentences[number],
                score=area.score,
                score_min=area.score_min,
                score_max=area.score_max,
                area_m2=area.area_m2,
                perimeter_m=area.perimeter_m,
                length_m=area.length_m,
                width_m=area.width_m,
                orientation_deg=area.orientation_deg,
                raster=provenance.raster,
                model=provenance.model,
                run_id=provenance.run_id,
                created=provenance.created,
            )
    watch.tell("vectorize", len(tallies), len(tallies), _total(tallies), "The areas are outlined")


def _coverage(
    request: RunRequest, layout: Layout, searched: Searched, tallies: tuple[Tally, ...], watch: Watch
) -> Iterator[CoverageRecord]:
    """Every tile that has a part in the area, clipped to it, once for each question."""
    watch.tell("write", 0, 1, _total(tallies), f"Writing {Path(request.output).name}")
    for tile, record in zip(layout.tiles, searched.records, strict=True):
        watch.check()
        footprint = layout.area.clip(tile.window)
        if footprint.is_empty:
            continue
        for question in record.questions:
            yield CoverageRecord(
                polygon=footprint,
                row=tile.row,
                col=tile.col,
                level=tile.level,
                question=request.questions[question.question - 1],
                status=question.status,
                presence=question.presence,
                seconds=record.seconds,
                reason=record.reason,
            )


def _total(tallies: tuple[Tally, ...]) -> int:
    return sum(tally.count for tally in tallies)
