"""Which file a run has read, written into its record, so that a later look at it can tell whether it is the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.errors import BadRequest
from engine.raster import RasterReader, Window

_HINT = "Ask the raster again."
_STATISTICS = ".aux.xml"  # which QGIS and GDAL write beside a raster when they look at it
_SAMPLE_PX = 64


def describe_source(reader: RasterReader) -> dict[str, Any]:
    """What tells a raster from another one: size and date of a local file and of those behind it, its size, bands.

    A raster without a local file is told by some of its pixels.
    """
    path = Path(reader.info.path)
    file = path.stat() if path.is_file() else None  # None: a remote raster, or a table in a file
    return {
        "behind": _behind(reader),
        "sample": _sample(reader) if file is None else None,
        "bytes": None if file is None else file.st_size,
        "modified_ns": None if file is None else file.st_mtime_ns,
        "pixels": [reader.info.width, reader.info.height],
        "bands": list(reader.info.bands),
    }


def _behind(reader: RasterReader) -> str | None:
    """A hash of the sizes and dates of the other files that are read: a mosaic's members, masks, overviews."""
    files = sorted(name for name in reader.info.files if name != reader.info.path and not name.endswith(_STATISTICS))
    facts = [(name, Path(name).stat()) for name in files if Path(name).is_file()]
    if not facts:
        return None
    return digest_of({name: [state.st_size, state.st_mtime_ns] for name, state in facts})


def _sample(reader: RasterReader) -> str:
    """A hash of a square of pixels at the centre and one at the beginning, which lie in few blocks."""
    found = hashlib.blake2b(digest_size=16)
    for x, y in ((0, 0), ((reader.model_width - _SAMPLE_PX) // 2, (reader.model_height - _SAMPLE_PX) // 2)):
        found.update(reader.read(Window(max(0, x), max(0, y), _SAMPLE_PX, _SAMPLE_PX)).rgb_HWC.tobytes())
    return found.hexdigest()


def digest_of(values: Mapping[str, Any]) -> str:
    """A short hash of JSON values, whatever their order."""
    return hashlib.blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=16).hexdigest()


def check_source(record: Mapping[str, Any], reader: RasterReader) -> None:
    """Raise BadRequest where the raster is not the one of a run's record, as far as the record tells."""
    if "source" not in record:
        raise BadRequest("The run was made before answers in words could be asked for later.", hint=_HINT)
    now = describe_source(reader)
    another = any(now.get(name) != value for name, value in record["source"].items())
    if another or record.get("stretch") != reader.stretch.to_dict():
        raise BadRequest(f"The raster {reader.info.path} has changed since the run.", hint=_HINT)
