"""The plain ways for a model with context, the mean of a box: all at once, or threshold per tile and unary_union."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize, shapes
from rasterio.windows import Window

from engine.bench.null_model import box_mean
from engine.bench.plain_program import LAYER, write
from engine.bench.scenes import BRIGHT

_TILE_PX, _STEP_PX = 1024, 896  # as the engine's


def at_once(raster: str, output: str) -> None:
    """The whole raster as one array, one threshold, `features.shapes`, pyogrio."""
    with rasterio.open(raster) as source:
        write(_polygons(box_mean(source.read(1)) > BRIGHT, source.transform), output)


def per_tile(raster: str, output: str) -> None:
    """Each tile of 1024 px with 128 px overlap by itself: its own mean, threshold and polygons; then one union."""
    polygons: list[Any] = []
    with rasterio.open(raster) as source:
        for top in range(0, source.height, _STEP_PX):
            for left in range(0, source.width, _STEP_PX):
                size = min(_TILE_PX, source.width - left), min(_TILE_PX, source.height - top)
                window = Window(left, top, *size)
                found = box_mean(source.read(1, window=window)) > BRIGHT
                polygons += _polygons(found, source.window_transform(window))
        write(shapely.get_parts(shapely.unary_union(polygons)), output)


def wrong_pixels(raster: str, result: str) -> int:
    """Pixels where a result differs from the mean over the whole raster."""
    with rasterio.open(raster) as source:
        truth_HW = box_mean(source.read(1)) > BRIGHT
        transform = source.transform
    _, _, wkb, _ = pyogrio.raw.read(result, layer=LAYER, columns=[])
    found_HW = rasterize(shapely.from_wkb(wkb), truth_HW.shape, transform=transform) > 0
    return int(np.count_nonzero(found_HW != truth_HW))


def _polygons(found_HW: NDArray[np.bool_], transform: Any) -> list[Any]:
    outlines = shapes(found_HW.astype(np.uint8), mask=found_HW, connectivity=4, transform=transform)
    return [shapely.geometry.shape(shape) for shape, _ in outlines]
