"""Small literal rasters for the tests of runs: black ground with coloured squares, one metre per pixel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin

LEFT, TOP = 500_000.0, 5_000_000.0  # EPSG:32633, on the central meridian: a pixel is 1 m2 / 0.9996 squared
CRS = "EPSG:32633"


@dataclass(frozen=True)
class Square:
    """`size` x `size` pixels of one full colour (0 red, 1 green, 2 blue)."""

    row: int
    col: int
    size: int
    band: int = 0


def write_scene(
    path: Path,
    squares: list[Square],
    *,
    height: int = 200,
    width: int = 300,
    nodata_cols: slice | None = None,
) -> Path:
    """Write the scene; columns in `nodata_cols` are masked by an alpha band."""
    pixels = np.zeros((4, height, width), np.uint8)
    pixels[3] = 255
    for square in squares:
        rows, cols = slice(square.row, square.row + square.size), slice(square.col, square.col + square.size)
        pixels[square.band, rows, cols] = 255
    if nodata_cols is not None:
        pixels[3, :, nodata_cols] = 0
    profile = {"driver": "GTiff", "width": width, "height": height, "count": 4, "dtype": "uint8", "crs": CRS}
    with rasterio.open(
        path, "w", transform=from_origin(LEFT, TOP, 1, 1), photometric="rgb", alpha="yes", **profile
    ) as file:
        file.write(pixels)
    return path
