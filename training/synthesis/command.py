"""The command `synthesize`: writes synthetic scenes with their class masks, or the sample of the product."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

import numpy as np
from PIL import Image

from training.synthesis.classes import CLASS_COLOURS, CLASSES
from training.synthesis.geotiff import write_geotiff
from training.synthesis.scene import Scene, render
from training.synthesis.spec import SceneSpec, random_spec

log = logging.getLogger(__name__)

SAMPLE = SceneSpec(width=2048, height=1536, gsd_m=0.5, seed=7, landscape="lakeside", sun_azimuth_deg=152.0)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("folder", type=Path, help="where to write; made if it is missing")
    parser.add_argument("--count", type=int, default=10, help="how many scenes (default 10)")
    parser.add_argument("--size", type=int, default=512, help="side of a scene in pixels (default 512)")
    parser.add_argument("--gsd", type=float, default=0.5, help="metres per pixel, 0.1 to 5 (default 0.5)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first scene; the next has the next seed")
    parser.add_argument(
        "--sample", action="store_true", help="write the product's sample scene (GeoTIFF and truth) instead"
    )


def main(args: argparse.Namespace) -> int:
    """Write the scenes: images/NNNNNN.png, classes/NNNNNN.png (palette of class ids) and classes.json."""
    folder: Path = args.folder
    folder.mkdir(parents=True, exist_ok=True)
    if args.sample:
        write_geotiff(SAMPLE, folder / "lakeside.tif", folder / "lakeside_classes.tif", progress=_log_progress)
        return 0
    for name in ("images", "classes"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "classes.json").write_text(json.dumps(CLASSES, indent=1) + "\n", encoding="utf-8")
    for number in range(args.count):
        seed = args.seed + number
        save(render(random_spec(seed, args.size, args.size, args.gsd)), folder, f"{seed:06d}")
        _log_progress(number + 1, args.count)
    return 0


def save(scene: Scene, folder: Path, name: str) -> None:
    """Write one scene as PNG image and paletted PNG of its classes."""
    Image.fromarray(scene.rgb_HWC).save(folder / "images" / f"{name}.png")
    truth = Image.fromarray(scene.classes_HW, mode="P")
    palette = np.zeros((256, 3), np.uint8)
    for number, colour in CLASS_COLOURS.items():
        palette[number] = colour
    truth.putpalette(palette.tobytes())
    truth.save(folder / "classes" / f"{name}.png", optimize=True)


def _log_progress(done: int, total: int) -> None:
    if done == total or done % 20 == 0:
        log.info("synthesize: %d of %d", done, total)
