"""Which file a run has read, written into its record, so that a later look at it can tell whether it is the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.errors import BadRequest
from engine.raster import RasterReader

_HINT = "Ask the raster again."


def describe_source(reader: RasterReader) -> dict[str, Any]:
    """What tells a raster from another one: size and date of a local file, size in pixels, bands."""
    path = Path(reader.info.path)
    file = path.stat() if path.is_file() else None  # None: a remote raster, or a table in a file
    return {
        "bytes": None if file is None else file.st_size,
        "modified_ns": None if file is None else file.st_mtime_ns,
        "pixels": [reader.info.width, reader.info.height],
        "bands": list(reader.info.bands),
    }


def digest_of(values: Mapping[str, Any]) -> str:
    """A short hash of JSON values, whatever their order."""
    return hashlib.blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=16).hexdigest()


def check_source(record: Mapping[str, Any], reader: RasterReader) -> None:
    """Raise BadRequest where the raster is not the one of a run's record. The files behind a VRT are not looked at."""
    if "source" not in record:
        raise BadRequest("The run was made before answers in words could be asked for later.", hint=_HINT)
    if record.get("source") != describe_source(reader) or record.get("stretch") != reader.stretch.to_dict():
        raise BadRequest(f"The raster {reader.info.path} has changed since the run.", hint=_HINT)
