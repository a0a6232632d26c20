"""The whole path without a model against a plain program: CPU seconds, peak memory, and whether the areas are the same.

    .venv/bin/python docs/benchmarks/stream.py                          # 10 000 x 10 000 and 20 000 x 20 000
    .venv/bin/python docs/benchmarks/stream.py --sizes 40000x4000 40000x8000 --without-plain

The raster: 8-bit RGB, deflate, blocks of 512, 10 000 objects (rectangles, ellipses, rings, corners) per 100 megapixels,
the same at each run. The model: red > 128 at output stride 1, so that every pixel of the answer is known. The plain
program: rasterio by blocks, a mask GeoTIFF, `features.shapes` (connectivity 4), pyogrio. Each runs in a process of its
own; CPU seconds are user and system time of that process with all its threads, its imports included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 512
CELL_PX = 100  # one object in each square of so many pixels: 10 000 in 100 megapixels
BRIGHT = 128
CRS = "EPSG:32633"
LEFT, TOP = 500_000.0, 5_000_000.0
QUESTION = "Where is red?"


@dataclass(frozen=True)
class Figures:
    """One program on one raster."""

    program: str
    width_px: int
    height_px: int
    cpu_s: float
    wall_s: float
    peak_mb: float
    count: int
    area_px: int


# The raster


def objects(cells: int, row: int) -> NDArray[np.bool_]:
    """One row of squares (CELL_PX high) with an object in each; no two touch, each is 4-connected."""
    rng = np.random.default_rng([7, row])
    strip = np.zeros((CELL_PX, cells * CELL_PX), np.bool_)
    y, x = np.mgrid[0:CELL_PX, 0:CELL_PX]
    for cell in range(cells):
        height, width = rng.integers(12, 80, 2)
        top, left = rng.integers(2, CELL_PX - 2 - height), rng.integers(2, CELL_PX - 2 - width)
        shape = (y >= top) & (y < top + height) & (x >= left) & (x < left + width)
        round_ = ((y - top - height / 2 + 0.5) / height) ** 2 + ((x - left - width / 2 + 0.5) / width) ** 2 <= 0.25
        kind = cell % 4
        if kind == 1:
            shape = round_
        elif kind == 2:  # a ring
            shape &= ~((y >= top + 4) & (y < top + height - 4) & (x >= left + 4) & (x < left + width - 4))
        elif kind == 3:  # a corner
            shape &= (y >= top + height // 2) | (x < left + width // 2)
        strip[:, cell * CELL_PX : (cell + 1) * CELL_PX] = shape
    return strip


def write_raster(path: Path, width: int, height: int) -> tuple[int, int]:
    """Write the raster one row of blocks at a time; returns the number of objects and their pixels."""
    import rasterio
    from rasterio.transform import from_origin
    from rasterio.windows import Window

    if width % CELL_PX or height % CELL_PX:
        raise ValueError(f"sides are multiples of {CELL_PX}")
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:BLOCK, 0:BLOCK]
    waves = 75 + 30 * np.sin(2 * np.pi * (3 * x + 2 * y) / BLOCK)
    texture = (waves + rng.integers(0, 4, (3, BLOCK, BLOCK))).astype(np.uint8)
    texture = np.tile(texture, (1, 1, -(-width // BLOCK)))[:, :, :width]
    pixels = 0
    waiting = np.zeros((0, width), np.bool_)
    row = 0
    profile = {"driver": "GTiff", "width": width, "height": height, "count": 3, "dtype": "uint8", "crs": CRS}
    layout = {"tiled": True, "blockxsize": BLOCK, "blockysize": BLOCK, "compress": "deflate", "zlevel": 1}
    with rasterio.open(
        path, "w", transform=from_origin(LEFT, TOP, 1, 1), photometric="rgb", bigtiff="if_safer", **profile, **layout
    ) as file:
        for top in range(0, height, BLOCK):
            count = min(BLOCK, height - top)
            while len(waiting) < count:
                waiting = np.concatenate([waiting, objects(width // CELL_PX, row)])
                row += 1
            here, waiting = waiting[:count], waiting[count:]
            pixels += int(np.count_nonzero(here))
            file.write(texture[:, :count] + here * np.uint8(100), window=Window(0, top, width, count))
    return (width // CELL_PX) * (height // CELL_PX), pixels


# The programs


def plain(raster: Path, output: Path) -> None:
    """The plain way: no tiles, no overlap, no scores, nothing that a kill leaves."""
    import pyogrio
    import rasterio
    import shapely
    from rasterio.features import shapes

    mask = output.with_suffix(".tif")
    with rasterio.open(raster) as source:
        profile = source.profile | {"count": 1, "photometric": "minisblack", "nodata": 0}
        with rasterio.open(mask, "w", **profile) as target:
            for _, window in source.block_windows(1):
                target.write((source.read(1, window=window) > BRIGHT).astype(np.uint8), 1, window=window)
    with rasterio.open(mask) as source:
        band = rasterio.band(source, 1)
        polygons = [shapely.geometry.shape(shape) for shape, value in shapes(band, connectivity=4) if value == 1]
    wkb = shapely.to_wkb(np.array(polygons, dtype=object))
    number = np.arange(1, len(polygons) + 1)
    pyogrio.raw.write(output, wkb, [number], ["id"], geometry_type="Polygon", crs=CRS, driver="GPKG", layer="answers")


@dataclass(frozen=True)
class _Answers:
    logits_BQhw: NDArray[np.float32]
    presence_BQ: NDArray[np.float32] | None = None

    def result(self) -> _Answers:
        return self


@dataclass
class NullModel:
    """Red > 128, at once: what is left of a run's time is everything else."""

    tile_px: int = 1024
    output_stride: int = 1
    size_multiple: int = 128
    name: str = "null"
    fingerprint: str = "000000000000"
    device: str = "cpu"
    batch_tiles: int = 1
    generative: bool = False

    def check_question(self, question: str) -> None:
        """Every question is the same."""

    def keep_scenes(self) -> None:
        """It has none."""

    def begin_run(self) -> None:
        """It keeps nothing."""

    def start(self, pixels_BHWC: NDArray[np.uint8], questions: Sequence[str]) -> _Answers:
        """Answer."""
        logits_BQHW = (pixels_BHWC[:, None, ..., 0] > BRIGHT) * np.float32(12)
        logits_BQHW -= 6
        return _Answers(logits_BQHW)


def ours(raster: Path, output: Path) -> None:
    """The engine's whole path: tiles with overlap, blend, resume, polygons, sizes, scores, GeoPackage."""
    from engine.run import RunRequest, run

    run(RunRequest(str(raster), (QUESTION,), str(output)), model=NullModel())  # type: ignore[arg-type]


# The measurement


def measure(program: str, raster: Path, folder: Path, width: int, height: int) -> tuple[Figures, list[bytes]]:
    """Run a program in a process of its own; what it took, and its polygons, normalised, in order."""
    import pyogrio
    import shapely

    output = folder / f"{program}.gpkg"
    started = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    child = subprocess.Popen([sys.executable, __file__, "--program", program, raster, output], env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall_s = time.perf_counter() - started
    if child.returncode != 0:
        raise subprocess.CalledProcessError(child.returncode, program)
    _, _, wkb, _ = pyogrio.raw.read(output, layer="answers", columns=[])
    polygons = shapely.normalize(shapely.from_wkb(wkb))
    figures = Figures(
        program=program,
        width_px=width,
        height_px=height,
        cpu_s=round(usage.ru_utime + usage.ru_stime, 2),
        wall_s=round(wall_s, 2),
        peak_mb=round(usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)),
        count=len(polygons),
        area_px=round(float(shapely.area(polygons).sum())),
    )
    return figures, sorted(shapely.to_wkb(polygons).tolist())


def compare(width: int, height: int, *, with_plain: bool = True) -> dict[str, object]:
    """Both programs on one raster: figures, their ratio, and whether every polygon is the same."""
    with tempfile.TemporaryDirectory(prefix="segearth_stream_") as name:
        raster = Path(name) / "raster.tif"
        count, area_px = write_raster(raster, width, height)
        result: dict[str, object] = {"width_px": width, "height_px": height, "objects": count, "object_px": area_px}
        found, polygons = measure("ours", raster, Path(name), width, height)
        result["ours"] = asdict(found)
        result["exact"] = (found.count, found.area_px) == (count, area_px)
        if with_plain:
            other, others = measure("plain", raster, Path(name), width, height)
            result["plain"] = asdict(other)
            result["same_polygons"] = polygons == others
            result["cpu_ratio"] = round(found.cpu_s / other.cpu_s, 2)
        return result


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height or width)


def main() -> int:
    """Measure each size; one line of JSON for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=_size, default=[(10_000, 10_000), (20_000, 20_000)])
    parser.add_argument("--without-plain", action="store_true", help="only ours: for the law of memory")
    parser.add_argument("--program", choices=["plain", "ours"], help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.program is not None:
        {"plain": plain, "ours": ours}[args.program](*args.paths)
        return 0
    for width, height in args.sizes:
        sys.stdout.write(json.dumps(compare(width, height, with_plain=not args.without_plain)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
