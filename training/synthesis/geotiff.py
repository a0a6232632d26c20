"""Writes a scene of any size as a georeferenced TIFF, window by window, with its ground truth beside it.

Memory is that of one window of 512 pixels and GDAL's cache (64 MB), whatever the size of the scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.transform import from_origin
from rasterio.windows import Window as RasterWindow

from training.synthesis.classes import CLASS_COLOURS, CLASSES
from training.synthesis.scene import Window, render
from training.synthesis.spec import SceneSpec

WINDOW_PX = 512  # a multiple of the TIFF's tiles, so that each tile is compressed once
_TILE_PX = 256
_EASTING_M, _NORTHING_M = 691_000.0, 5_334_000.0  # a made-up place in UTM zone 32 north
_CREDIT = "Synthetic scene: procedurally drawn, shows no real place. CC0 1.0."


def windows(width: int, height: int, size: int = WINDOW_PX) -> Iterator[Window]:
    """Cut a scene into windows, row by row; the last ones of a row or column are smaller."""
    for y in range(0, height, size):
        for x in range(0, width, size):
            yield Window(x, y, min(size, width - x), min(size, height - y))


def write_geotiff(
    spec: SceneSpec,
    path: Path | str,
    truth_path: Path | str | None = None,
    *,
    quality: int = 85,
    epsg: int = 32632,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Stream a scene to a tiled JPEG-in-TIFF (YCbCr) with overviews; the classes to a paletted, deflated TIFF.

    The JPEG compression is the only difference to `render`; the truth is exact. progress(done, total) is called after
    each window. Raises rasterio's RasterioIOError where a file cannot be written.
    """
    shared: dict[str, Any] = {
        "driver": "GTiff",
        "width": spec.width,
        "height": spec.height,
        "dtype": "uint8",
        "crs": f"EPSG:{epsg}",
        "transform": from_origin(_EASTING_M, _NORTHING_M, spec.gsd_m, spec.gsd_m),
        "tiled": True,
        "blockxsize": _TILE_PX,
        "blockysize": _TILE_PX,
        "BIGTIFF": "IF_SAFER",
    }
    total = sum(1 for _ in windows(spec.width, spec.height))
    with ExitStack() as stack:
        stack.enter_context(
            rasterio.Env(GDAL_CACHEMAX=64 << 20, JPEG_QUALITY_OVERVIEW=quality, PHOTOMETRIC_OVERVIEW="YCBCR")
        )
        image = stack.enter_context(
            rasterio.open(path, "w", count=3, compress="JPEG", photometric="YCBCR", JPEG_QUALITY=quality, **shared)
        )
        image.update_tags(SOFTWARE="training.synthesis", IMAGEDESCRIPTION=_CREDIT, SCENE=repr(spec))
        truth = None
        if truth_path is not None:
            truth = stack.enter_context(rasterio.open(truth_path, "w", count=1, compress="DEFLATE", ZLEVEL=9, **shared))
            truth.colorinterp = (ColorInterp.palette,)
            truth.write_colormap(1, {number: (*CLASS_COLOURS[number], 255) for number in CLASSES})
            truth.update_tags(**{f"CLASS_{number}": name for number, name in CLASSES.items()}, IMAGEDESCRIPTION=_CREDIT)
        for done, window in enumerate(windows(spec.width, spec.height), 1):
            scene = render(spec, window)
            place = RasterWindow(window.x, window.y, window.width, window.height)
            image.write(scene.rgb_HWC.transpose(2, 0, 1), window=place)
            if truth is not None:
                truth.write(scene.classes_HW, 1, window=place)
            if progress is not None:
                progress(done, total)
    factors = [factor for factor in (2, 4, 8, 16, 32, 64) if max(spec.width, spec.height) // factor >= 128]
    if factors:
        with (
            rasterio.Env(GDAL_CACHEMAX=64 << 20, JPEG_QUALITY_OVERVIEW=quality, PHOTOMETRIC_OVERVIEW="YCBCR"),
            rasterio.open(path, "r+") as image,
        ):
            image.build_overviews(factors, Resampling.average)
