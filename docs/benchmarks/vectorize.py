"""Measure the step from a probability raster to a file of areas: `python docs/benchmarks/vectorize.py SIDE [STRIDE]`.

Ellipses, 100 to a million pixels, with smooth edges. Beside it a plain program's share: `features.shapes` of the same
mask and pyogrio, without attributes (stride 1 only). CPU seconds of a process each, and its peak memory.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from rasterio.features import shapes

from engine.raster import AnswerRecord, AreaOfInterest, Outlines, RasterReader, vectorize, write_result

THRESHOLD = 0.6
CASES = {
    "pixel outlines": {},
    "pixel outlines, 2 workers": {"workers": 2},
    "simplify 2 m": {"outlines": Outlines(simplify_m=2.0)},
    "right angles": {"outlines": Outlines(right_angles=True)},
    "holes below 10 m2": {"outlines": Outlines(min_hole_m2=10.0)},
}


def write_rasters(folder: Path, side: int, stride: int) -> None:
    """A scene without content and the probabilities of its cells."""
    cells = side // stride
    values = np.full((cells, cells), 5, np.uint8)
    rng = np.random.default_rng(0)
    count = round(side / 100)  # in a row
    step = cells / count
    for row in range(count):
        for col in range(count):
            long = rng.uniform(0.12, 0.35) * step
            short, angle = long * rng.uniform(0.4, 1), rng.uniform(0, np.pi)
            y, x = ((place + 0.5 + rng.uniform(-0.1, 0.1)) * step for place in (row, col))
            top, left, reach = max(0, int(y - long) - 1), max(0, int(x - long) - 1), int(2 * long) + 4
            part = values[top : top + reach, left : left + reach]
            down, across = np.mgrid[: part.shape[0], : part.shape[1]]
            down, across = down + top - y, across + left - x
            u = across * np.cos(angle) + down * np.sin(angle)
            v = down * np.cos(angle) - across * np.sin(angle)
            part[:] = np.maximum(part, np.clip(250 - 80 * ((u / long) ** 2 + (v / short) ** 2), 5, 250))
    place = rasterio.transform.from_origin(300_000, 5_000_000, 1, 1)
    common = {"driver": "GTiff", "count": 1, "dtype": "uint8", "crs": "EPSG:32633", "tiled": True, "zlevel": 1}
    common |= {"blockxsize": 256, "blockysize": 256, "compress": "deflate"}
    cell = place @ rasterio.Affine.scale(stride)
    with rasterio.open(
        folder / "probability.tif", "w", width=cells, height=cells, transform=cell, nodata=255, **common
    ) as file:
        file.write(values, 1)
    with rasterio.open(folder / "scene.tif", "w", width=side, height=side, transform=place, sparse_ok=True, **common):
        pass


def ours(folder: Path, case: str) -> int:
    """The areas with all attributes as a GeoPackage."""
    now = datetime.now(timezone.utc)
    count = 0
    with RasterReader.open(folder / "scene.tif") as reader:
        found = vectorize(
            folder / "probability.tif",
            area=AreaOfInterest.from_request(reader),
            threshold=THRESHOLD,
            valid=reader.read_valid if reader.has_missing else None,
            **CASES[case],
        )

        def records():
            nonlocal count
            for area in found:
                count += 1
                values = {name: value for name, value in vars(area).items() if name != "polygon"}
                texts = {"question": "?", "answer": None, "raster": "r", "model": "m", "run_id": "i", "created": now}
                yield AnswerRecord(id=count, polygon=area.polygon, **values, **texts)

        write_result(folder / "ours.gpkg", records(), [], reader.info.crs_wkt, {})
    return count


def plain(folder: Path) -> int:
    """The mask polygonized by GDAL, as a GeoPackage without attributes."""
    with rasterio.open(folder / "probability.tif") as file:
        mask = (file.read(1) >= THRESHOLD * 254).view(np.uint8)
        found = [shape["coordinates"] for shape, _ in shapes(mask, mask=mask, connectivity=4, transform=file.transform)]
    polygons = np.array([shapely.Polygon(rings[0], rings[1:]) for rings in found], dtype=object)
    common = {"geometry_type": "Polygon", "crs": "EPSG:32633", "driver": "GPKG"}
    pyogrio.raw.write(folder / "plain.gpkg", shapely.to_wkb(polygons), [np.arange(len(polygons))], ["id"], **common)
    return len(polygons)


def main() -> None:
    """Print one line for each way of doing it, each in a process of its own."""
    if sys.argv[1] == "--one":
        folder, case = Path(sys.argv[2]), sys.argv[3]
        before, wall = os.times(), time.perf_counter()
        count = plain(folder) if case == "plain" else ours(folder, case)
        after, wall = os.times(), time.perf_counter() - wall
        cpu = after.user + after.system - before.user - before.system
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(json.dumps({"areas": count, "cpu_s": round(cpu, 2), "wall_s": round(wall, 2), "mb": peak_mb}))
        return
    side, stride = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as name:
        write_rasters(Path(name), side, stride)
        for case in [*(["plain"] if stride == 1 else []), *CASES]:
            done = subprocess.run([sys.executable, __file__, "--one", name, case], stdout=subprocess.PIPE, check=True)
            sys.stdout.write(f"{side} px, stride {stride}, {case}: {done.stdout.decode()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
