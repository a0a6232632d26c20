"""The areas of all rasters of a batch in one GeoPackage; the column `raster` says where each is from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timezone
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import shapely

from engine.batch.progress import RasterState
from engine.batch.request import BatchRequest
from engine.errors import BadRequest
from engine.raster import AnswerRecord, CoverageRecord, layer_files, write_geopackage
from engine.raster.placing import LONLAT, Placing
from engine.raster.vector_names import vector_name

_ANSWER = (
    "question",
    "answer",
    "score",
    "score_min",
    "score_max",
    "area_m2",
    "perimeter_m",
    "length_m",
    "width_m",
    "orientation_deg",
    "model",
    "run_id",
    "created",
)
_COVERAGE = ("row", "col", "level", "question", "status", "presence", "seconds", "reason")


def write_merged(request: BatchRequest, states: Sequence[RasterState]) -> None:
    """Write the areas and the coverage of every raster that is done.

    Memory: one raster's areas. Raises BadRequest where a result is no longer there, OutputNotWritable, DiskFull.
    """
    done = [state.raster for state in states if state.state == "done"]
    files = {name: layer_files(Path(request.run_request(name).output)) for name in done}
    target = request.merge_crs or _common_crs([layers["answers"] for layers in files.values()])
    whole = Placing(target, target)
    metadata = {"rasters": len(done), "questions": list(request.questions)}
    write_geopackage(
        Path(request.merge or ""), _answers(files, target), _coverage(files, target), target, metadata, placing=whole
    )


def _common_crs(files: Sequence[Path]) -> str:
    """The CRS of all files where they have one, else longitudes and latitudes."""
    found = {_info(file)["crs"] for file in files}
    return str(found.pop()) if len(found) == 1 else LONLAT


def _answers(files: dict[str, dict[str, Path]], target: str) -> Iterator[AnswerRecord]:
    numbers = count(1)
    for name, layers in files.items():
        for polygon, values in _features(layers["answers"], "answers", _ANSWER, target):
            values["created"] = _time(values["created"])
            yield AnswerRecord(id=next(numbers), polygon=polygon, raster=name, **values)


def _coverage(files: dict[str, dict[str, Path]], target: str) -> Iterator[CoverageRecord]:
    for layers in files.values():
        for polygon, values in _features(layers["coverage"], "coverage", _COVERAGE, target):
            for column in ("row", "col", "level"):
                values[column] = int(values[column])
            for column in ("presence", "seconds"):
                values[column] = None if values[column] is None or np.isnan(values[column]) else values[column]
            yield CoverageRecord(polygon=polygon, **values)


def _features(path: Path, layer: str, columns: Sequence[str], target: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    info = _info(path, layer)
    single = path.suffix.lower() != ".gpkg"
    facts, _, geometry, fields = _read(path, lambda name: pyogrio.raw.read(name, layer=None if single else layer))
    shapes = np.asarray(shapely.from_wkb(geometry), object)
    if len(shapes) == 0:
        return
    if not _same(info["crs"], target):
        shapes = Placing(info["crs"], target)(shapes)
    named = dict(zip(facts["fields"], fields, strict=True))
    for index, shape in enumerate(shapes):
        yield shape, {column: _plain(named[column][index]) for column in columns if column in named}


def _same(one: str, other: str) -> bool:
    crs = pyproj.CRS.from_user_input(one)
    return bool(crs.equals(pyproj.CRS.from_user_input(other), ignore_axis_order=True))


def _info(path: Path, layer: str = "answers") -> Any:
    single = path.suffix.lower() != ".gpkg"
    return _read(path, lambda name: pyogrio.read_info(name, layer=None if single else layer))


def _read(path: Path, read: Callable[[str], Any]) -> Any:
    try:
        with vector_name(path) as name:
            return read(name)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise BadRequest(
            f"A result of the batch cannot be read: {error}.", hint="Ask the raster again, into another output folder."
        ) from error


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) and not isinstance(value, np.datetime64) else value


def _time(value: Any) -> datetime:
    if isinstance(value, str):
        found = datetime.fromisoformat(value.replace("Z", "+00:00"))
    else:
        found = np.datetime64(value, "us").astype(datetime)
    return found.replace(tzinfo=timezone.utc) if found.tzinfo is None else found
