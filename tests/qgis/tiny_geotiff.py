"""Writes the smallest georeferenced 8-bit GeoTIFF, with the standard library only, for the fake engine's previews."""

from __future__ import annotations

import struct
from pathlib import Path

Extent = tuple[float, float, float, float]  # xmin, ymin, xmax, ymax


def write_preview(path: Path, values: bytes, width: int, extent: Extent, epsg: int) -> None:
    """Write ``values`` row by row, north up; 255 is nodata. ``epsg`` must be a projected CRS."""
    height = len(values) // width
    x0, y0, x1, y1 = extent
    scale = struct.pack("<3d", (x1 - x0) / width, (y1 - y0) / height, 0.0)
    tie = struct.pack("<6d", 0, 0, 0, x0, y1, 0)
    keys = struct.pack("<16H", 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, epsg)
    tags = [
        (256, 3, 1, struct.pack("<H", width)),
        (257, 3, 1, struct.pack("<H", height)),
        (258, 3, 1, struct.pack("<H", 8)),
        (259, 3, 1, struct.pack("<H", 1)),
        (262, 3, 1, struct.pack("<H", 1)),
        (273, 4, 1, b""),  # where the pixels begin: put in below
        (277, 3, 1, struct.pack("<H", 1)),
        (278, 3, 1, struct.pack("<H", height)),
        (279, 4, 1, struct.pack("<I", len(values))),
        (33550, 12, 3, scale),
        (33922, 12, 6, tie),
        (34735, 3, 16, keys),
        (42113, 2, 4, b"255\0"),
    ]
    beyond = 8 + 2 + 12 * len(tags) + 4
    extra = b"".join(data for _tag, _kind, _count, data in tags if len(data) > 4)
    entries, place = b"", beyond
    for tag, kind, count, data in tags:
        if tag == 273:
            entries += struct.pack("<HHII", tag, kind, count, beyond + len(extra))
        elif len(data) > 4:
            entries += struct.pack("<HHII", tag, kind, count, place)
            place += len(data)
        else:
            entries += struct.pack("<HHI", tag, kind, count) + data.ljust(4, b"\0")
    header = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags))
    path.write_bytes(header + entries + b"\0\0\0\0" + extra + values)
