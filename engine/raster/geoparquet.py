"""Writes GeoParquet 1.1: polygons as WKB, with a column of their boxes that readers skip parts of the file by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import shapely

from engine.errors import BadRequest
from engine.raster.vector_names import vector_name

_ROWS = 16_384  # of a row group
_GEOMETRY, _BOX = "geometry", "bbox"
_SIDES = ("xmin", "ymin", "xmax", "ymax")


def check_library() -> None:
    """Raise BadRequest where GeoParquet cannot be written because pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401 - large, and of use to this format only
    except ImportError as error:
        raise BadRequest(
            "GeoParquet needs the library pyarrow, which is not installed.",
            hint="Install it (pip install pyarrow), or choose another format.",
        ) from error


def write_geoparquet(geopackage: Path, layer: str, path: Path, metadata: Mapping[str, str]) -> None:
    """Write a layer of a GeoPackage as GeoParquet; ``metadata`` becomes file metadata beside its ``geo``.

    Memory: 16 384 features. Raises OSError, pyogrio's errors.
    """
    check_library()
    import pyarrow as pa
    import pyarrow.parquet as pq

    with (
        vector_name(geopackage) as name,
        pyogrio.raw.open_arrow(name, layer=layer, use_pyarrow=True, batch_size=_ROWS) as (facts, reader),
    ):
        box_type = pa.struct([pa.field(side, pa.float64(), nullable=False) for side in _SIDES])
        plain = [field for field in reader.schema if field.name in set(facts["fields"])]
        schema = pa.schema(
            [*(pa.field(f.name, f.type, f.nullable) for f in plain), (_GEOMETRY, pa.binary()), (_BOX, box_type)]
        )
        whole = np.array([np.inf, np.inf, -np.inf, -np.inf])
        kinds: set[str] = set()
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in reader:
                shapes = shapely.from_wkb(batch.column(facts["geometry_name"]).to_numpy(zero_copy_only=False))
                bounds = shapely.bounds(shapes)
                if len(shapes):
                    whole = np.concatenate(
                        [
                            np.minimum(whole[:2], bounds[:, :2].min(axis=0)),
                            np.maximum(whole[2:], bounds[:, 2:].max(axis=0)),
                        ]
                    )
                kinds |= {shape.geom_type for shape in shapes}
                columns = [
                    *(batch.column(field.name) for field in plain),
                    pa.array(shapely.to_wkb(shapes), pa.binary()),
                    pa.StructArray.from_arrays([pa.array(side) for side in bounds.T], fields=list(box_type)),
                ]
                writer.write_batch(pa.record_batch(columns, schema=schema), row_group_size=_ROWS)
            writer.add_key_value_metadata({**metadata, "geo": json.dumps(_geo(facts["crs"], sorted(kinds), whole))})


def _geo(crs: str, kinds: list[str], whole: Any) -> dict[str, Any]:
    """The ``geo`` metadata (GeoParquet 1.1.0). Edges are straight lines of the CRS, coordinates x before y."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": kinds,
        "crs": pyproj.CRS.from_user_input(crs).to_json_dict(),
        "edges": "planar",
        "covering": {"bbox": {side: [_BOX, side] for side in _SIDES}},
    }
    if np.isfinite(whole).all():
        column["bbox"] = whole.tolist()
    return {"version": "1.1.0", "primary_column": _GEOMETRY, "columns": {_GEOMETRY: column}}
