"""Writes a scene of any size as a georeferenced TIFF, window by window, with its ground truth beside it.

Memory is that of the windows in flight (one per worker and two more) and GDAL's cache (64 MB), whatever the size of
the scene. Files get their names when they are whole: until then they end in `.part`.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.transform import from_origin
from rasterio.windows import Window as RasterWindow

from training.synthesis.classes import CLASS_COLOURS, CLASSES
from training.synthesis.scene import Scene, Window, render
from training.synthesis.spec import SceneSpec
from training.synthesis.texturing import Textures
from training.synthesis.zones import ZONES

WINDOW_PX = 512  # a multiple of the TIFF's tiles, so that each tile is compressed once
LARGE_WINDOW_PX = 1024  # for scenes past 4096 pixels: less margin is drawn twice
_TILE_PX = 256
_EASTING_M, _NORTHING_M = 691_000.0, 5_334_000.0  # a made-up place in UTM zone 32 north
_CREDIT = "Synthetic scene: procedurally drawn, shows no real place. CC0 1.0."
_TEXTURED = (
    "Synthetic scene: procedurally drawn with textures of free imagery (SEGEARTH_TEXTURES), shows no real place."
)
_CACHE_BYTES = 64 << 20


@dataclass(frozen=True)
class Outputs:
    """Where the layers of a scene go; None leaves a layer out. instances is uint32, the others uint8."""

    image: Path
    classes: Path | None = None
    zones: Path | None = None
    instances: Path | None = None

    def named(self) -> dict[str, Path]:
        """The layers that are written; the image comes last, so that whoever finds it finds all."""
        layers = {"classes": self.classes, "zones": self.zones, "instances": self.instances, "image": self.image}
        return {name: path for name, path in layers.items() if path is not None}


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
    """Stream a scene and, where `truth_path` is given, its classes: `write_layers` with these two."""
    truth = None if truth_path is None else Path(truth_path)
    write_layers(spec, Outputs(Path(path), truth), quality=quality, epsg=epsg, progress=progress)


def write_layers(
    spec: SceneSpec,
    outputs: Outputs,
    *,
    quality: int = 85,
    epsg: int = 32632,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    textures: Textures | None = None,
) -> None:
    """Stream a scene to a tiled JPEG-in-TIFF (YCbCr) with overviews; its truth to tiled, deflated TIFFs beside it.

    The JPEG compression is the only difference to `render`; the truth is exact. workers: processes that draw.
    progress(done, total) is called after each window; what it raises stops the work. textures: as for `render`; their
    credits go into the image's tags TIFFTAG_COPYRIGHT and SEGEARTH_TEXTURES. On any error nothing is left
    behind; a killed process leaves `.part` files only. Raises rasterio's RasterioIOError where a file cannot be
    written.
    """
    final = outputs.named()
    parts = {name: path.with_name(f".{path.name}.part") for name, path in final.items()}
    try:
        _write_parts(spec, parts, quality, epsg, workers, progress, textures)
        for name, part in parts.items():
            os.replace(part, final[name])
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _write_parts(
    spec: SceneSpec,
    parts: dict[str, Path],
    quality: int,
    epsg: int,
    workers: int,
    progress: Callable[[int, int], None] | None,
    textures: Textures | None,
) -> None:
    size = LARGE_WINDOW_PX if max(spec.width, spec.height) > 4096 else WINDOW_PX
    total = sum(1 for _ in windows(spec.width, spec.height, size))
    with ExitStack() as stack:
        stack.enter_context(rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES))
        files = {name: stack.enter_context(_create(name, path, spec, quality, epsg)) for name, path in parts.items()}
        if textures is not None:
            credits = " | ".join(textures.credits)
            files["image"].update_tags(
                IMAGEDESCRIPTION=_TEXTURED, SEGEARTH_TEXTURES=credits, TIFFTAG_COPYRIGHT=f"Textures: {credits}"
            )
        for done, (window, scene) in enumerate(_drawn(spec, size, workers, textures), 1):
            place = RasterWindow(window.x, window.y, window.width, window.height)
            for name, file in files.items():
                if name == "image":
                    file.write(scene.rgb_HWC.transpose(2, 0, 1), window=place)
                else:
                    file.write(getattr(scene, f"{name}_HW"), 1, window=place)
            if progress is not None:
                progress(done, total)
    factors = [factor for factor in (2, 4, 8, 16, 32, 64) if max(spec.width, spec.height) // factor >= 128]
    if not factors:
        return
    options = {"JPEG_QUALITY_OVERVIEW": quality, "PHOTOMETRIC_OVERVIEW": "YCBCR", "BIGTIFF_OVERVIEW": "IF_SAFER"}
    for name, path in parts.items():
        more = options if name == "image" else {}
        with rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES, **more), rasterio.open(path, "r+") as file:
            file.build_overviews(factors, Resampling.average if name == "image" else Resampling.nearest)


def _create(name: str, path: Path, spec: SceneSpec, quality: int, epsg: int) -> Any:
    shared: dict[str, Any] = {
        "driver": "GTiff",
        "width": spec.width,
        "height": spec.height,
        "dtype": "uint32" if name == "instances" else "uint8",
        "crs": f"EPSG:{epsg}",
        "transform": from_origin(_EASTING_M, _NORTHING_M, spec.gsd_m, spec.gsd_m),
        "tiled": True,
        "blockxsize": _TILE_PX,
        "blockysize": _TILE_PX,
        "BIGTIFF": "IF_SAFER",
    }
    if name == "image":
        file = rasterio.open(path, "w", count=3, compress="JPEG", photometric="YCBCR", JPEG_QUALITY=quality, **shared)
        file.update_tags(SOFTWARE="training.synthesis", IMAGEDESCRIPTION=_CREDIT, SCENE=repr(spec))
        return file
    file = rasterio.open(path, "w", count=1, compress="DEFLATE", ZLEVEL=9 if name == "classes" else 6, **shared)
    file.update_tags(IMAGEDESCRIPTION=_CREDIT)
    if name == "classes":
        file.colorinterp = (ColorInterp.palette,)
        file.write_colormap(1, {number: (*CLASS_COLOURS[number], 255) for number in CLASSES})
        file.update_tags(**{f"CLASS_{number}": label for number, label in CLASSES.items()})
    elif name == "zones":
        file.update_tags(**{f"ZONE_{number}": label for number, label in ZONES.items()})
    return file


def _drawn(spec: SceneSpec, size: int, workers: int, textures: Textures | None) -> Iterator[tuple[Window, Scene]]:
    """All windows of a scene in order, drawn here or by worker processes that run at most two windows ahead."""
    if workers <= 1:
        for window in windows(spec.width, spec.height, size):
            yield window, render(spec, window, textures)
        return
    waiting: deque[tuple[Window, Future[Scene]]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        for window in windows(spec.width, spec.height, size):
            waiting.append((window, pool.submit(render, spec, window, textures)))
            if len(waiting) >= workers + 2:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
