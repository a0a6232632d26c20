"""The plain way with a model: tile after tile, each read, asked, thresholded and written, then polygons from the mask.

The network is the engine's own, on the same device; nothing is read ahead, nothing overlaps, nothing is kept.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.windows import Window

from engine.bench.plain_program import polygons_of, write


def tile_by_tile(raster: str, output: str, question: str, model_name: str, device: str) -> dict[str, float]:
    """Ask a model; seconds of all and of the model, and the tiles. Without overlap, so with fewer tiles than ours."""
    from engine.run.models import load_by_name
    from engine.run.scene_folder import scene_folder

    started = time.perf_counter()
    model: Any = load_by_name(model_name, device, scene_folder("off"))
    side, stride = model.tile_px, model.output_stride
    mask_path = Path(output).with_suffix(".tif")
    model_s, tiles = 0.0, 0
    with rasterio.open(raster) as source:
        profile = {"driver": "GTiff", "count": 1, "dtype": "uint8", "width": source.width, "height": source.height}
        profile |= {"crs": source.crs, "transform": source.transform, "compress": "deflate", "tiled": True}
        with rasterio.open(mask_path, "w", **profile) as mask:
            for top in range(0, source.height, side):
                for left in range(0, source.width, side):
                    height, width = min(side, source.height - top), min(side, source.width - left)
                    window = Window(left, top, width, height)
                    pixels = np.zeros((1, side, side, 3), np.uint8)
                    pixels[0, :height, :width] = np.moveaxis(source.read((1, 2, 3), window=window), 0, 2)
                    asked = time.perf_counter()
                    logits = model.start(pixels, [question]).result().logits_BQhw[0, 0]
                    model_s += time.perf_counter() - asked
                    tiles += 1
                    found = np.repeat(np.repeat(logits > 0, stride, axis=0), stride, axis=1)[:height, :width]
                    mask.write(found.astype(np.uint8), 1, window=window)
        crs = source.crs.to_wkt()
    with rasterio.open(mask_path) as mask:
        write(polygons_of(rasterio.band(mask, 1), mask.transform), output, crs)
    return {"seconds": time.perf_counter() - started, "model_seconds": model_s, "tiles": tiles}
