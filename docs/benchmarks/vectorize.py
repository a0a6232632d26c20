"""Measure the step from a probability raster to areas: `python docs/benchmarks/vectorize.py SIDE`, in pixels.

Round regions of 24 to 160 px, 12.5 to a square kilometre of 1 m pixels: 5 000 at 20 000. CPU seconds of this process,
and its peak memory so far. The rasters lie in a temporary folder.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import rasterio

from engine.raster import AreaOfInterest, Outlines, RasterReader, vectorize

STRIDE = 4
CASES = {
    "pixel outlines": Outlines(),
    "simplify 0.5 m": Outlines(simplify_m=0.5),
    "simplify 2 m": Outlines(simplify_m=2.0),
    "right angles": Outlines(right_angles=True),
    "holes below 10 m2": Outlines(min_hole_m2=10.0),
}


def write_rasters(folder: Path, side: int) -> tuple[Path, Path]:
    """A scene without content and the probabilities of its cells."""
    cells = side // STRIDE
    values = np.full((cells, cells), 20, np.uint8)
    rng = np.random.default_rng(0)
    for _ in range(round(side * side / 1e6 * 12.5)):
        (y, x), radius = rng.integers(0, cells, 2), int(rng.integers(3, 20))
        rows, cols = slice(max(0, y - radius), y + radius), slice(max(0, x - radius), x + radius)
        part = values[rows, cols]
        dy, dx = np.mgrid[: part.shape[0], : part.shape[1]]
        away = (dy + rows.start - y) ** 2 + (dx + cols.start - x) ** 2
        part[:] = np.maximum(part, np.clip(250 - 120 * away / radius**2, 20, 250).astype(np.uint8))
    place = rasterio.transform.from_origin(300_000, 5_000_000, 1, 1)
    common = {"driver": "GTiff", "count": 1, "dtype": "uint8", "crs": "EPSG:32633", "tiled": True}
    common |= {"blockxsize": 256, "blockysize": 256, "compress": "deflate"}
    probability, scene = folder / "probability.tif", folder / "scene.tif"
    cell = place @ rasterio.Affine.scale(STRIDE)
    with rasterio.open(probability, "w", width=cells, height=cells, transform=cell, nodata=255, **common) as file:
        file.write(values, 1)
    with rasterio.open(scene, "w", width=side, height=side, transform=place, sparse_ok=True, **common):
        pass
    return probability, scene


def main() -> None:
    """Print one line for each way of shaping outlines."""
    side = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        probability, scene = write_rasters(Path(name), side)
        for case, outlines in CASES.items():
            with RasterReader.open(scene) as reader:
                area = AreaOfInterest.from_request(reader)
                wall, cpu = time.perf_counter(), time.process_time()
                found = vectorize(probability, area=area, threshold=0.6, outlines=outlines, valid=reader.read_valid)
                count = sum(1 for _ in found)
                cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{side} px, {case}: {count} areas, CPU {cpu:.2f} s, wall {wall:.2f} s, peak {peak_mb} MB")  # noqa: T201


if __name__ == "__main__":
    main()
