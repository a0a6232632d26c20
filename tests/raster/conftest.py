"""What the raster tests share: small rasters, and a pipeline whose network is a threshold on the red band."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from engine.raster import Area, AreaOfInterest, Mosaic, Pixels, RasterReader, make_grid, vectorize

UTM = "EPSG:32640"
NORTH_UP = from_origin(300_000, 2_800_000, 1, 1)


def write_raster(path: Path, bands_CHW: np.ndarray, **options: Any) -> Path:
    """A GeoTIFF of those bands, 1 m pixels in UTM 40N unless said otherwise."""
    count, height, width = bands_CHW.shape
    profile = {"driver": "GTiff", "crs": UTM, "transform": NORTH_UP, "dtype": bands_CHW.dtype.name}
    with rasterio.open(path, "w", width=width, height=height, count=count, **{**profile, **options}) as file:
        file.write(bands_CHW)
    return path


def red_logits(pixels: Pixels, stride: int) -> np.ndarray:
    """The fake network: +6 for cells that hold a pixel whose red is above 128, else -6."""
    height, width, _ = pixels.rgb_HWC.shape
    red = pixels.rgb_HWC[..., 0].reshape(height // stride, stride, width // stride, stride).max(axis=(1, 3))
    return np.where(red > 128, 6.0, -6.0).astype(np.float32)


def ask(
    raster: Path,
    folder: Path,
    *,
    network: Callable[[Pixels, int], np.ndarray] = red_logits,
    stride: int = 1,
    tile_px: int = 64,
    overlap_px: int = 16,
    area: dict[str, Any] | None = None,
    gsd_m: float | None = None,
    failing: tuple[tuple[int, int], ...] = (),
    **polygons: Any,
) -> tuple[list[Area], Path]:
    """The way of the data from raster to polygons; returns them and the probability raster."""
    with RasterReader.open(raster, gsd_m=gsd_m) as reader:
        interest = AreaOfInterest.from_request(reader, **(area or {}))
        grid = make_grid(
            reader.model_width,
            reader.model_height,
            tile_px=tile_px,
            overlap_px=overlap_px,
            multiple=stride,
            size_multiple=min(16, tile_px),
        )
        window = grid.output_window(interest.window, stride)
        path = folder / "probability.tif"
        place = {"transform": reader.model_transform, "crs_wkt": reader.info.crs_wkt}
        with Mosaic(path, grid=grid, window=window, output_stride=stride, **place) as mosaic:
            for tile in grid.tiles_in(window):
                pixels = reader.read(tile.window)
                if not pixels.valid_HW.any() or (tile.row, tile.col) in failing:
                    mosaic.skip(tile)
                    continue
                cells = pixels.valid_HW.reshape(
                    tile.window.height // stride, stride, tile.window.width // stride, stride
                )
                mosaic.add(tile, network(pixels, stride), cells.any(axis=(1, 3)))
        found = vectorize(path, area=interest, valid=reader.read_valid, **polygons)
        return list(found), path


@pytest.fixture(name="write_raster")
def _write_raster() -> Callable[..., Path]:
    return write_raster


@pytest.fixture(name="ask")
def _ask() -> Callable[..., tuple[list[Area], Path]]:
    return ask
