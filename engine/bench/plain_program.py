"""The plain way without a model: what somebody writes in twenty lines with rasterio, shapely and pyogrio.

No overlap, no blending, no scores, no sizes on the ground, nothing that a kill leaves.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely
from affine import Affine
from rasterio.enums import Resampling
from rasterio.features import shapes

from engine.bench.scenes import BRIGHT

LAYER = "answers"


def by_blocks(raster: str, output: str) -> None:
    """red > 128 block by block into a mask GeoTIFF, `features.shapes` (4-connected) of the band, pyogrio."""
    mask = Path(output).with_suffix(".tif")
    with rasterio.open(raster) as source:
        profile = {**source.profile, "count": 1, "photometric": "minisblack", "nodata": 0}
        with rasterio.open(mask, "w", **profile) as target:
            for _, window in source.block_windows(1):
                target.write((source.read(1, window=window) > BRIGHT).astype(np.uint8), 1, window=window)
    with rasterio.open(mask) as source:
        polygons = polygons_of(rasterio.band(source, 1), source.transform)
    write(polygons, output)


def in_memory(raster: str, output: str) -> None:
    """The whole raster as one array, red > 128, `features.shapes`, pyogrio."""
    with rasterio.open(raster) as source:
        write(polygons_of((source.read()[0] > BRIGHT).astype(np.uint8), source.transform), output)


def write(polygons: Any, output: str, crs: str | None = None) -> None:
    """Write polygons as a GeoPackage."""
    from engine.bench.scenes import CRS

    wkb = shapely.to_wkb(np.array(polygons, dtype=object))
    number = np.arange(1, len(polygons) + 1)
    pyogrio.raw.write(
        output, wkb, [number], ["id"], geometry_type="Polygon", crs=crs or CRS, driver="GPKG", layer=LAYER
    )


def compare(ours: str, plain: str) -> dict[str, Any]:
    """Count and area (in units of the CRS) of two results, and how many polygons only one of them has."""
    found, others = _read(ours), _read(plain)
    unlike = set(shapely.to_wkb(found)) ^ set(shapely.to_wkb(others))
    return {
        "count": len(found),
        "plain_count": len(others),
        "area": round(float(shapely.area(found).sum()), 6),
        "plain_area": round(float(shapely.area(others).sum()), 6),
        "different": len(unlike),
    }


def _read(path: str) -> Any:
    _, _, wkb, _ = pyogrio.raw.read(path, layer=LAYER, columns=[])
    return shapely.normalize(shapely.from_wkb(wkb))


def polygons_of(band: Any, transform: Any) -> list[Any]:
    """The 4-connected regions of ones of a band or an array, as shapely polygons."""
    found = shapes(band, connectivity=4, transform=transform)
    return [shapely.geometry.shape(shape) for shape, value in found if value == 1]


def polygonise_anew(probability: str, output: str, stride: int, threshold: float, min_area: float) -> None:
    """A probability raster (0 to 254) interpolated to native pixels in memory, threshold, shapes, minimum area."""
    with rasterio.open(probability) as source:
        shape = (source.height * stride, source.width * stride)
        values_HW = source.read(1, out_shape=shape, resampling=Resampling.bilinear)
        transform = source.transform * Affine.scale(1 / stride)
    found_HW = (values_HW >= threshold * 254) & (values_HW != 255)
    del values_HW
    polygons = np.array(polygons_of(found_HW.view(np.uint8), transform), dtype=object)
    write(polygons[shapely.area(polygons) >= min_area], output)
