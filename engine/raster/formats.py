"""The file formats of a result, chosen by the name's ending, and how a result becomes a file of each.

GeoPackage holds everything. The other formats hold one layer: the coverage lies beside, as NAME.coverage.ENDING.
All come from the same GeoPackage, which a result is first written to, so that they hold the same values.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio

from engine.errors import BadRequest
from engine.raster.geoparquet import write_geoparquet
from engine.raster.placing import LONLAT, Placing
from engine.raster.storage import check_folder, part_path, publish, remove_logs, writing
from engine.raster.vector_names import vector_name
from engine.raster.write import AnswerRecord, CoverageRecord, write_geopackage

_DECIMALS = 7  # of a GeoJSON's degrees (RFC 7946, section 11.2): a centimetre


@dataclass(frozen=True)
class Format:
    """A file format: ``name`` as in --format, the ``suffix`` of its files, GDAL's ``driver`` (None: not GDAL's)."""

    name: str
    title: str
    suffix: str
    driver: str | None
    single: bool  # holds one layer only


FORMATS = (
    Format("gpkg", "GeoPackage", ".gpkg", "GPKG", single=False),
    Format("fgb", "FlatGeobuf", ".fgb", "FlatGeobuf", single=True),
    Format("geojson", "GeoJSON", ".geojson", "GeoJSON", single=True),
    Format("parquet", "GeoParquet", ".parquet", None, single=True),
)
_KNOWN = ", ".join(f"{form.suffix} ({form.title})" for form in FORMATS)


def format_of(path: str | Path) -> Format:
    """The format of a file of that name. Raises BadRequest with the list where the ending is none of them."""
    suffix = Path(path).suffix.lower()
    for form in FORMATS:
        if form.suffix == suffix:
            return form
    raise BadRequest(
        f"The output {Path(path).name!r} has no ending of a format that can be written.",
        hint=f"Let its name end in one of these: {_KNOWN}.",
    )


def format_named(name: str) -> Format:
    """The format of that name. Raises BadRequest with the list of names."""
    for form in FORMATS:
        if form.name == name:
            return form
    raise BadRequest(
        f"The format {name!r} is not known.", hint=f"Known are {', '.join(form.name for form in FORMATS)}."
    )


def layer_files(path: Path) -> dict[str, Path]:
    """The file of each layer of a result at ``path``."""
    if format_of(path).single:
        return {"answers": path, "coverage": path.with_name(f"{path.stem}.coverage{path.suffix}")}
    return {"answers": path, "coverage": path}


def placing_of(path: str | Path, crs_wkt: str, output_crs: str | None) -> Placing | None:
    """How polygons get from a raster's CRS into that of an output; None: they stay. Raises BadRequest.

    GeoJSON is always in longitudes and latitudes (RFC 7946).
    """
    if format_of(path).name == "geojson":
        return Placing(crs_wkt, LONLAT, decimals=_DECIMALS)
    return None if output_crs is None else Placing(crs_wkt, output_crs)


def write_result(
    path: str | Path,
    answers: Iterable[AnswerRecord],
    coverage: Iterable[CoverageRecord],
    crs_wkt: str,
    metadata: Mapping[str, Any],
    output_crs: str | None = None,
) -> None:
    """Write answers, coverage and the run's record (``metadata``) in the format of the path's ending.

    ``crs_wkt`` is that of the records' polygons; ``output_crs`` names that of the file, by default the same. Nothing
    has its final name before all is written; the answers' comes last. Formats of one layer take the disk twice over
    meanwhile. Raises and memory: as `write_geopackage`; BadRequest where GeoParquet's library is not installed.
    """
    path = Path(path)
    form = format_of(path)
    placing = placing_of(path, crs_wkt, output_crs)
    if not form.single:
        write_geopackage(path, answers, coverage, crs_wkt, metadata, placing)
        return
    check_folder(path.parent)
    stage = part_path(path.with_suffix(".gpkg"))
    targets = layer_files(path)
    parts = {layer: part_path(target) for layer, target in targets.items()}
    with ExitStack() as stack:
        stack.callback(stage.unlink, missing_ok=True)
        stack.callback(remove_logs, stage)
        write_geopackage(
            stage, answers, coverage, crs_wkt, metadata, placing, styled=False, mixed=form.name == "geojson"
        )
        try:
            with writing(path):
                for layer, part in parts.items():
                    _convert(stage, layer, part, form, metadata)
        except BaseException:
            for part in parts.values():
                part.unlink(missing_ok=True)
            raise
        for layer in ("coverage", "answers"):
            publish(parts[layer], targets[layer])


def _convert(stage: Path, layer: str, part: Path, form: Format, metadata: Mapping[str, Any]) -> None:
    """One layer of the GeoPackage as a file of its own, in GDAL's batches of 65 536 features."""
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in metadata.items()}
    if form.driver is None:
        write_geoparquet(stage, layer, part, texts)
        return
    options = {"RFC7946": "YES", "DESCRIPTION": json.dumps(metadata)} if form.name == "geojson" else {}
    with (
        vector_name(stage) as source,
        vector_name(part) as target,
        pyogrio.raw.open_arrow(source, layer=layer, use_pyarrow=False) as (facts, stream),
    ):
        pyogrio.raw.write_arrow(
            stream,
            target,
            layer=layer,
            driver=form.driver,
            geometry_name=facts["geometry_name"],
            geometry_type=facts["geometry_type"],
            crs=facts["crs"],
            layer_metadata=texts,
            layer_options=options,
        )
