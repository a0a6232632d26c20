"""One question to a large raster: seconds per tile, share of the run that is not the model, peak resident memory.

    .venv/bin/python docs/benchmarks/large_run.py --side 20000

The raster repeats the bundled sample (JPEG, tiled); it and the result go to a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import rasterio
from rasterio.windows import Window

SAMPLE = Path(__file__).resolve().parents[2] / "resources/sample/lakeside.tif"
BLOCK = 512


def repeat_sample(path: Path, side: int) -> None:
    """Write ``side`` x ``side`` pixels made of copies of the sample, one row of blocks at a time."""
    with rasterio.open(SAMPLE) as sample:
        pixels, profile = sample.read(), sample.profile
    repeats = -(-side // pixels.shape[2])
    profile.update(width=side, height=side, blockxsize=BLOCK, blockysize=BLOCK, compress="jpeg", photometric="ycbcr")
    with rasterio.open(path, "w", **profile) as large:
        for top in range(0, side, BLOCK):
            rows = np.arange(top, min(top + BLOCK, side)) % pixels.shape[1]
            strip = np.tile(pixels[:, rows], (1, 1, repeats))[:, :, :side]
            large.write(strip, window=Window(0, top, side, len(rows)))


def main() -> int:
    """Make the raster, run the question in a process of its own, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=20_000)
    parser.add_argument("--question", default="Where is open water?")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="segearth_large_") as folder:
        raster = Path(folder) / "large.tif"
        repeat_sample(raster, args.side)
        command = [sys.executable, "-m", "engine", "ask", str(raster), args.question, "--json"]
        done = subprocess.run(
            [*command, "-o", str(Path(folder) / "answer.gpkg")], capture_output=True, text=True, check=True
        )
        result = json.loads(done.stdout)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    tiles = sum(result["tiles"].values())
    figures = {
        "side_px": args.side,
        "tiles": tiles,
        "areas": result["questions"][0]["count"],
        "seconds": result["seconds"],
        "model_seconds_per_tile": round(result["model_seconds"] / tiles, 3),
        "share_not_model": round(1 - result["model_seconds"] / result["seconds"], 3),
        "peak_resident_mb": round(usage.ru_maxrss / 1024),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
