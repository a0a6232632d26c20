"""Writes a run's result: one GeoPackage with the answers, what was searched for them, and how QGIS draws both.

"Nothing found" is a result too: the layer of answers is then empty but complete, and the coverage says
where was looked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from engine.errors import BadRequest
from engine.raster.placing import Placing
from engine.raster.storage import check_folder, part_path, publish, remove_killed, remove_logs, write_error, writing
from engine.raster.styles import add_styles
from engine.raster.vector_names import vector_name

_CHUNK = 4_000  # features written at a time
_VERSION = "1.2"  # of the GeoPackage: what GDAL and QGIS of some years ago read without a warning
_UTC = 100  # GDAL's code for UTC in a date and time
LAYERS = ("answers", "coverage")


@dataclass(frozen=True)
class AnswerRecord:
    """A feature of the layer ``answers``. ``polygon`` in the raster's CRS; ``created`` with its time zone."""

    id: int
    polygon: Any
    question: str
    answer: str | None
    score: float
    score_min: float
    score_max: float
    area_m2: float
    perimeter_m: float
    length_m: float
    width_m: float
    orientation_deg: float
    raster: str
    model: str
    run_id: str
    created: datetime


@dataclass(frozen=True)
class CoverageRecord:
    """A feature of the layer ``coverage``: a tile, clipped to the area searched, and what became of it.

    ``status``: done, empty, nodata, skipped, failed or pending. ``presence``: probability that the tile holds the
    target.
    """

    polygon: Any
    row: int
    col: int
    level: int
    question: str
    status: str
    presence: float | None
    seconds: float | None
    reason: str | None = None  # of a skipped tile within the area


def write_geopackage(
    path: str | Path,
    answers: Iterable[AnswerRecord],
    coverage: Iterable[CoverageRecord],
    crs_wkt: str,
    metadata: Mapping[str, Any],
    placing: Placing | None = None,
    *,
    styled: bool = True,
    mixed: bool = False,
) -> None:
    """Write layers ``answers`` (Polygon) and ``coverage`` (MultiPolygon) with the run's record as their metadata.

    ``placing`` takes the polygons into another CRS, in which both layers are MultiPolygon: one may come apart there.
    ``styled`` puts in how QGIS draws them; with ``mixed`` polygons stay polygons beside multipolygons.
    Values of ``metadata`` that are no strings are stored as JSON. The file appears under its name only when it is
    complete; an older one is replaced. Memory: 4 000 features at a time: ``answers`` may be a generator.
    What a generator raises passes through, and no file stays; one that was finished does (see `publish`).
    BadRequest for another suffix than .gpkg; OutputNotWritable; DiskFull.
    """
    path = Path(path)
    if path.suffix.lower() != ".gpkg":
        raise BadRequest(f"The result is a GeoPackage: {path.name} should end in .gpkg.")
    check_folder(path.parent)
    with writing(path):
        remove_killed(path.parent)
    part = part_path(path)
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in metadata.items()}
    try:
        with writing(path):
            crs = crs_wkt if placing is None else placing.crs.to_wkt()
            multi = (
                {"geometry_type": "Unknown"} if mixed else {"geometry_type": "MultiPolygon", "promote_to_multi": True}
            )
            single = {"geometry_type": "Polygon"} if placing is None else multi
            common = {"crs": crs, "layer_metadata": texts}
            _write_layer(part, answers, _answer_fields, placing, layer="answers", **single, **common)
            _write_layer(part, coverage, _coverage_fields, placing, layer="coverage", **multi, **common)
            if styled:
                try:
                    add_styles(part, LAYERS)
                except sqlite3.Error as error:
                    raise write_error(path, error) from error
    except BaseException:
        remove_logs(part)
        part.unlink(missing_ok=True)
        raise
    publish(part, path)


def _write_layer(
    part: Path,
    records: Iterable[Any],
    fields: Callable[[Sequence[Any]], _Fields],
    placing: Placing | None,
    **layer: Any,
) -> None:
    rest = iter(records)
    chunk = list(islice(rest, _CHUNK))
    while True:  # at least once: an empty layer has its fields too
        columns = fields(chunk)
        shapes = np.empty(len(chunk), object)
        shapes[:] = [record.polygon for record in chunk]
        if placing is not None:
            shapes = placing(shapes)
        geometry = shapely.to_wkb(shapes)
        with vector_name(part) as target:
            pyogrio.raw.write(
                target,
                geometry,
                list(columns.values.values()),
                list(columns.values),
                field_mask=[columns.nulls.get(name) for name in columns.values],
                gdal_tz_offsets=columns.zones,
                driver="GPKG",
                append=part.exists(),
                dataset_options={"VERSION": _VERSION},
                layer_options={"DATETIME_PRECISION": "MILLISECOND"},
                **layer,
            )
        chunk = list(islice(rest, _CHUNK))
        if not chunk:
            return


@dataclass(frozen=True)
class _Fields:
    values: dict[str, NDArray[Any]]
    nulls: dict[str, NDArray[np.bool_]]
    zones: dict[str, NDArray[np.int64]]


_NUMBERS = ("score", "score_min", "score_max", "area_m2", "perimeter_m", "length_m", "width_m", "orientation_deg")


def _answer_fields(records: Sequence[AnswerRecord]) -> _Fields:
    created = [record.created.astimezone(timezone.utc).replace(tzinfo=None) for record in records]
    values = {
        "id": np.array([record.id for record in records], np.int64),
        "question": _texts(record.question for record in records),
        "answer": _texts(record.answer for record in records),
        **{name: np.array([getattr(record, name) for record in records], np.float64) for name in _NUMBERS},
        "raster": _texts(record.raster for record in records),
        "model": _texts(record.model for record in records),
        "run_id": _texts(record.run_id for record in records),
        "created": np.array(created, "datetime64[ms]"),
    }
    return _Fields(values, {}, {"created": np.full(len(records), _UTC)})


def _coverage_fields(records: Sequence[CoverageRecord]) -> _Fields:
    values = {
        "row": np.array([record.row for record in records], np.int32),
        "col": np.array([record.col for record in records], np.int32),
        "level": np.array([record.level for record in records], np.int32),
        "question": _texts(record.question for record in records),
        "status": _texts(record.status for record in records),
        "presence": np.array([_number(record.presence) for record in records], np.float64),
        "seconds": np.array([_number(record.seconds) for record in records], np.float64),
        "reason": _texts(record.reason for record in records),
    }
    nulls = {name: np.isnan(values[name]) for name in ("presence", "seconds")}
    return _Fields(values, nulls, {})


def _texts(values: Any) -> NDArray[Any]:
    listed = list(values)
    texts = np.empty(len(listed), object)
    texts[:] = listed
    return texts


def _number(value: float | None) -> float:
    return float("nan") if value is None else value
