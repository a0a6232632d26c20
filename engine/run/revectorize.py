"""Other areas from a finished run, without its model: a new threshold, other outlines, another format or CRS.

The run's probability rasters and journal say everything; the raster is opened only for where it holds data. Values
that are not given are the run's own, and then the geometry is the same to the byte.
"""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import rasterio
import shapely

from engine import __version__
from engine.errors import BadRequest
from engine.run.answers import Provenance, question_results, write_answers
from engine.run.events import IsCancelled, OnEvent, Watch, ignore_event, never_cancelled
from engine.run.faults import as_reported
from engine.run.folder import JOURNAL, read_record
from engine.run.journal import TileRecord, read_journal
from engine.run.outputs import check_output
from engine.run.places import local_path
from engine.run.planning import Layout, ModelGeometry, lay_out, open_raster
from engine.run.request import RunRequest, as_run_id, as_text, check_run_folder_fields
from engine.run.result import QuestionResult
from engine.run.source import check_source

MAX_WORKERS = 64
_ASK_AGAIN = "Ask the raster again."
_SHAPING = ("threshold", "min_area_m2", "min_hole_m2", "simplify_m", "right_angles")
_WRITING = ("output_crs", "format", "probability_cog")


@dataclass(frozen=True)
class VectorizeRequest:
    """A finished run and what is to be different from it; None: as the run had it. Raises BadRequest.

    Only the copy of the probability raster is not made again unless it is asked for.
    """

    run_folder: str
    output: str | None = None  # None: <the run's output>_<threshold> beside it, for example answer_0.6.gpkg
    threshold: float | None = None
    min_area_m2: float | None = None
    min_hole_m2: float | None = None
    simplify_m: float | None = None
    right_angles: bool | None = None
    output_crs: str | None = None
    format: str | None = None
    probability_cog: str | None = None
    run_id: str | None = None  # of the vectorizing itself, by which it is cancelled; None: nobody cancels it
    workers: int | None = None  # strips looked at side by side; None: as the size asks. The result is the same

    def __post_init__(self) -> None:
        if self.workers is not None and (type(self.workers) is not int or not 1 <= self.workers <= MAX_WORKERS):
            raise BadRequest(f"workers is a whole number from 1 to {MAX_WORKERS}, not {self.workers!r}.")
        object.__setattr__(self, "run_folder", as_text("run_folder", self.run_folder))
        object.__setattr__(self, "run_id", as_run_id(self.run_id))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> VectorizeRequest:
        """Build a request from JSON values. Raises BadRequest for unknown or missing keys and for wrong values."""
        check_run_folder_fields(cls, values)
        return cls(**values)

    def applied_to(self, asked: RunRequest) -> RunRequest:
        """The run's request with these values in it. Raises BadRequest for a value that it refuses."""
        given = {name: value for name in _SHAPING if (value := getattr(self, name)) is not None}
        values = {**asked.to_dict(), **given, **{name: getattr(self, name) for name in _WRITING}}
        endings = self.format, Path(self.output or "").suffix.lower().lstrip(".")
        if self.output_crs is None and "geojson" not in endings:
            values["output_crs"] = asked.output_crs
        values["run_folder"] = self.run_folder
        values["output"] = self.output if self.output is not None else self._beside(asked, values)
        return RunRequest.from_dict(values)

    def _beside(self, asked: RunRequest, values: Mapping[str, Any]) -> str:
        output = Path(asked.output)
        suffix = output.suffix if self.format is None else ""  # the format's own then
        threshold = values["threshold"]
        name = f"{output.stem}_{threshold:g}" if isinstance(threshold, float) else output.stem
        # A threshold's decimal point is no ending.
        ending = suffix or f".{self.format}"
        return str(output.with_name(name + ending))


@dataclass(frozen=True)
class Vectorized:
    """What a new vectorization found, and where it is."""

    output: str
    run_folder: str
    questions: tuple[QuestionResult, ...]
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON values, as the RPC and ``--json`` give it."""
        return {**dataclasses.asdict(self), "questions": [dataclasses.asdict(found) for found in self.questions]}


@dataclass(frozen=True)
class _Searched:
    records: tuple[TileRecord, ...]
    probabilities: tuple[Path, ...]


def vectorize_run(
    request: VectorizeRequest,
    *,
    on_event: OnEvent = ignore_event,
    cancelled: IsCancelled = never_cancelled,
) -> Vectorized:
    """Draw the areas of a finished run anew and write them, with the run's answers in words, coverage and record.

    Loads no model and changes nothing in the run folder. Every feature says where it comes from as the run's own do;
    the record in the output says besides with which values it was vectorized. Raises BadRequest where the folder holds
    no finished run, or the raster or the mask have changed since; RasterMissing; UnreadableRaster where a probability
    raster is damaged; Cancelled; and what writing an output raises. Memory: as `engine.raster.vectorize`.
    """
    watch = Watch(request.run_id or "vectorize", on_event, cancelled)
    try:
        return _vectorize(request, watch)
    except Exception as error:
        raise as_reported(error) from error


def _vectorize(request: VectorizeRequest, watch: Watch) -> Vectorized:
    started = time.monotonic()
    folder = Path(request.run_folder)
    record = read_record(folder)
    _check_finished(folder, record)
    asked = RunRequest.from_dict(record["request"])
    wanted = request.applied_to(asked)
    with open_raster(wanted) as reader:
        check_source(record, reader)
        layout = lay_out(wanted, reader, ModelGeometry(**record["model"]["geometry"]))
        if layout.digest != record["digests"]["area"]:
            raise BadRequest("The mask or the area to search has changed since the run.", hint=_ASK_AGAIN)
        check_output(wanted, reader)
        watch.check()
        paths = tuple(folder / f"probability_{number + 1}.tif" for number in range(len(wanted.questions)))
        if missing := [path for path in paths if not path.is_file()]:
            raise BadRequest(f"The probability raster {missing[0]} is not there.", hint=_ASK_AGAIN)
        records = _tiles(folder, layout)
        if wanted.threshold != asked.threshold:
            records = tuple(_at(said, wanted.threshold) for said in records)
        searched = _Searched(records, paths)
        sentences = [found.get("answer") for found in record["result"]["questions"]]
        provenance = Provenance(
            run_id=str(record["run_id"]),
            raster=local_path(str(reader.info.path)),
            model=str(record["model"]["name"]),
            created=datetime.fromisoformat(record["created"]),
        )
        said = _record(record, wanted, sentences)
        tallies = write_answers(
            wanted, reader, layout, searched, sentences, provenance, said, watch, workers=request.workers
        )
    questions = question_results(wanted.questions, tallies, sentences, paths)
    return Vectorized(wanted.output, str(folder), questions, round(time.monotonic() - started, 3))


def _check_finished(folder: Path, record: Mapping[str, Any]) -> None:
    if record["state"] not in ("done", "partial"):
        raise BadRequest(
            f"The run in {folder} did not end well: its state is {record['state']!r}.",
            hint="Go on with it: segearth resume.",
        )
    if {"run_id", "created", "digests", "source", "result"} - set(record) or "geometry" not in record["model"]:
        raise BadRequest(f"The run in {folder} was made before runs could be vectorized again.", hint=_ASK_AGAIN)


def _record(record: Mapping[str, Any], wanted: RunRequest, sentences: list[str | None]) -> dict[str, Any]:
    """The run's record, with the values and versions of this vectorization beside those of the run."""
    values = {name: getattr(wanted, name) for name in (*_SHAPING, "output_crs")}
    used = {"engine": __version__, "shapely": shapely.__version__, "rasterio": rasterio.__version__}
    vectorized = {**values, "created": datetime.now().astimezone().isoformat(), "versions": used}
    kept = {name: value for name, value in record.items() if name != "result"}
    return {**kept, "answers": sentences, "vectorized": vectorized}


def _tiles(folder: Path, layout: Layout) -> tuple[TileRecord, ...]:
    """The journal's record of every tile of the layout."""
    try:
        lines = [TileRecord.from_dict(line) for line in read_journal(folder / JOURNAL)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRequest(f"The journal in {folder} cannot be read.", hint=_ASK_AGAIN) from error
    by_place = {(line.level, line.row, line.col): line for line in lines}
    places = [(tile.level, tile.row, tile.col) for tile in layout.tiles]
    return tuple(by_place[place] if place in by_place else _pending(place, lines) for place in places)


def _at(record: TileRecord, threshold: float) -> TileRecord:
    """The record with "done" where the highest logit reaches the threshold's, "empty" where it does not."""
    needed = math.log(threshold / (1.0 - threshold))
    questions = tuple(
        said if said.logit is None else dataclasses.replace(said, status="done" if said.logit >= needed else "empty")
        for said in record.questions
    )
    return dataclasses.replace(record, questions=questions)


def _pending(place: tuple[int, int, int], lines: list[TileRecord]) -> TileRecord:
    """A tile that a run which was ended as it was never came to."""
    level, row, col = place
    questions = tuple(
        dataclasses.replace(said, status="pending", presence=None, highest=None, cells=None, logit=None)
        for said in lines[0].questions
    )
    return TileRecord(row, col, level, "pending", 0.0, questions)
