"""Rasters read over the network: how GDAL asks for them, how much it asked, and what its refusals mean.

Only the parts of a file that are needed are fetched; a cloud optimized GeoTIFF takes few requests for each tile.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import rasterio._env

from engine.errors import RasterMissing, UnreadableRaster

_REMOTE = re.compile(r"/vsi(curl|s3|gs|az|adls|oss|swift|webhdfs)([/_?]|$)|(?!file:)[A-Za-z][A-Za-z0-9+.-]*://")

# Unless the user's environment has its own word: a server that is busy or silent for a moment fails no run.
_PATIENT = {
    "GDAL_HTTP_MAX_RETRY": "4",  # after 429, 500, 502, 503, 504 and broken connections
    "GDAL_HTTP_RETRY_DELAY": "0.5",  # seconds, doubled each time
    "GDAL_HTTP_CONNECTTIMEOUT": "20",  # seconds
    "GDAL_HTTP_LOW_SPEED_LIMIT": "100",  # bytes a second: below it for so long,
    "GDAL_HTTP_LOW_SPEED_TIME": "60",  # seconds, a transfer has failed
}
_ALONE = {
    # No list of the folder, and no search for some forty files that could lie beside; a mask or overviews in files of
    # their own are not found then: a cloud optimized GeoTIFF holds them inside.
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_INGESTED_BYTES_AT_OPEN": "32768",  # the header of most files in one request
}


@dataclass(frozen=True)
class NetworkUse:
    """What GDAL has asked of servers in this process: ``requests`` of every kind, ``received_bytes`` of content.

    Parts of a file that GDAL fetches side by side are one request in its count.
    """

    requests: int
    received_bytes: int

    def since(self, before: NetworkUse) -> NetworkUse:
        """The part that came after ``before``."""
        return NetworkUse(self.requests - before.requests, self.received_bytes - before.received_bytes)


def is_remote(name: str) -> bool:
    """Whether GDAL reads that name over the network."""
    return _REMOTE.match(name) is not None


def network_settings(*, remote: bool) -> dict[str, Any]:
    """GDAL's settings; ``remote``: for a raster that is itself on a server, rather than some files of a mosaic."""
    wanted = {**_PATIENT, **(_ALONE if remote else {})}
    settings: dict[str, Any] = {name: value for name, value in wanted.items() if name not in os.environ}
    settings["CPL_VSIL_NETWORK_STATS_ENABLED"] = True
    return settings


def network_use() -> NetworkUse | None:
    """The use so far. None where GDAL's own count cannot be reached (rasterio does not hand it on)."""
    statistics, free = _gdal_statistics()
    if statistics is None:
        return None
    text = statistics(None)
    if not text:
        return NetworkUse(0, 0)
    try:
        methods = json.loads(ctypes.string_at(text)).get("methods", {})
    finally:
        free(text)
    requests = sum(int(method.get("count", 0)) for method in methods.values())
    return NetworkUse(requests, sum(int(method.get("downloaded_bytes", 0)) for method in methods.values()))


@cache
def _gdal_statistics() -> tuple[Any, Any]:
    """GDAL's function that tells them and the one that frees its text, found through rasterio's own module."""
    try:
        gdal = ctypes.CDLL(rasterio._env.__file__)
        statistics, free = gdal.VSINetworkStatsGetAsSerializedJSON, gdal.VSIFree
    except (OSError, AttributeError):
        return None, None
    statistics.restype, statistics.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    free.restype, free.argtypes = None, [ctypes.c_void_p]
    return statistics, free


def remote_error(name: str, detail: str) -> RasterMissing | UnreadableRaster:
    """What to report where a remote raster could not be opened or read."""
    if re.search(r"\b(404|410)\b", detail):
        return RasterMissing(f"There is no file at {name} ({detail}).", hint="Check the address of the raster.")
    if re.search(r"\b(401|403)\b", detail):
        return UnreadableRaster(
            f"The server does not give {name} to you ({detail}).",
            hint="Sign in as GDAL expects it (for example GDAL_HTTP_HEADERS, AWS_PROFILE), or download the file.",
        )
    if "Range downloading not supported" in detail:
        return UnreadableRaster(
            f"The server of {name} gives whole files only.", hint="Download the file and name the copy."
        )
    return UnreadableRaster(
        f"{name} cannot be read over the network: {detail}",
        hint="Check the address and the connection, and run it again; a run that had begun can be resumed.",
    )
