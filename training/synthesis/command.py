"""The command `synthesize`: a set of small scenes with their masks, one large GeoTIFF, or the product's sample."""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from PIL import Image
from rasterio.errors import RasterioIOError
from tqdm import tqdm

from engine.errors import BadRequest, DiskFull, OutputNotWritable
from training.synthesis.classes import CLASS_COLOURS, CLASSES
from training.synthesis.geotiff import Outputs, write_geotiff, write_layers
from training.synthesis.scene import Scene, render
from training.synthesis.spec import LANDSCAPES, LIGHTS, SEASONS, SceneSpec, random_spec
from training.synthesis.textures import TextureLibrary, gather_textures
from training.synthesis.zones import ZONES

log = logging.getLogger(__name__)

SAMPLE = SceneSpec(width=2048, height=1536, gsd_m=0.5, seed=7, landscape="lakeside", sun_azimuth_deg=152.0)
MOST_PX = 50_000
_BYTES_PER_PX = 1.0  # image, classes and their overviews on disk, rounded up from measured scenes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("folder", type=Path, help="where to write; made if it is missing")
    parser.add_argument("--count", type=int, default=10, help="how many scenes (default 10)")
    parser.add_argument("--size", type=int, default=512, help="side of a scene in pixels (default 512)")
    parser.add_argument("--side", type=int, help=f"write one GeoTIFF of this side in pixels instead, up to {MOST_PX}")
    parser.add_argument("--gsd", type=float, default=0.5, help="metres per pixel, 0.1 to 5 (default 0.5)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first scene; the next has the next seed")
    parser.add_argument("--landscape", choices=LANDSCAPES, help="default: from the seed; past 3.5 km a region")
    parser.add_argument("--season", choices=SEASONS, help="default: from the seed")
    parser.add_argument("--light", choices=LIGHTS, help="default: from the seed")
    parser.add_argument("--layers", action="store_true", help="write zones and object numbers too")
    parser.add_argument("--epsg", type=int, default=32632, help="CRS of the GeoTIFF, in metres (default 32632)")
    parser.add_argument("--workers", type=int, default=1, help="processes that draw the GeoTIFF (default 1)")
    parser.add_argument(
        "--textures", type=Path, metavar="DATA", help="data folder (index.csv) whose free imagery textures the ground"
    )
    parser.add_argument(
        "--sample", action="store_true", help="write the product's sample scene (GeoTIFF and truth) instead"
    )


def main(args: argparse.Namespace) -> int:
    """Write images/NNNNNN.png, classes/NNNNNN.png (palette of class ids) and classes.json; with --side one GeoTIFF.

    With --textures, textures.json tells which sets the textures are from, with licences and credits. Raises BadRequest
    for an impossible scene or a data folder without free imagery, OutputNotWritable, and DiskFull where the GeoTIFF
    would not fit.
    """
    if args.sample and args.textures is not None:
        raise BadRequest("The sample is drawn without --textures: it belongs to the product.", hint="Leave one out.")
    library = None if args.textures is None else gather_textures(args.textures, args.seed)
    folder: Path = args.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWritable(f"{folder} cannot be made: {error}.") from error
    if args.sample:
        write_geotiff(SAMPLE, folder / "lakeside.tif", folder / "lakeside_classes.tif")
        return 0
    if args.side is not None:
        return _write_large(args, library)
    for name in ("images", "classes", *(("zones", "instances") if args.layers else ())):
        (folder / name).mkdir(exist_ok=True)
    (folder / "classes.json").write_text(json.dumps(CLASSES, indent=1) + "\n", encoding="utf-8")
    if args.layers:
        (folder / "zones.json").write_text(json.dumps(ZONES, indent=1) + "\n", encoding="utf-8")
    if library is not None:
        (folder / "textures.json").write_text(json.dumps(library.credits(), indent=1) + "\n", encoding="utf-8")
    for number in tqdm(range(args.count), desc="drawing", unit="scene", leave=False):
        seed = args.seed + number
        spec = _spec(args, seed, args.size)
        textures = None if library is None else library.at(spec.gsd_m)
        save(render(spec, textures=textures), folder, f"{seed:06d}", layers=args.layers)
    log.info("synthesize: %d scenes in %s", args.count, folder)
    return 0


def _spec(args: argparse.Namespace, seed: int, side: int) -> SceneSpec:
    chosen = {name: value for name in ("landscape", "season", "light") if (value := getattr(args, name)) is not None}
    try:
        return replace(random_spec(seed, side, side, args.gsd), **chosen)
    except ValueError as error:
        raise BadRequest(str(error), hint="Choose another --size, --side or --gsd.") from error


def _write_large(args: argparse.Namespace, library: TextureLibrary | None) -> int:
    """Stream one GeoTIFF, scene_SEED.tif, with scene_SEED_classes.tif beside it."""
    if not 1 <= args.side <= MOST_PX:
        raise BadRequest(f"--side must be between 1 and {MOST_PX} pixels, not {args.side}.", hint="Ask for less.")
    if args.workers < 1:
        raise BadRequest(f"--workers must be at least 1, not {args.workers}.", hint="Leave it out for one process.")
    spec = _spec(args, args.seed, args.side)
    folder: Path = args.folder
    needed, free = int(_BYTES_PER_PX * args.side**2), shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(
            f"The scene may take {needed / 1e9:.1f} GB, and {folder} has {free / 1e9:.1f} GB left.",
            hint="Choose another folder or a smaller --side.",
        )
    stem = f"scene_{args.seed}"
    extra = {name: folder / f"{stem}_{name}.tif" for name in (("zones", "instances") if args.layers else ())}
    outputs = Outputs(folder / f"{stem}.tif", folder / f"{stem}_classes.tif", **extra)
    try:
        with tqdm(desc="drawing", unit="window") as bar:

            def advance(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            textures = None if library is None else library.at(spec.gsd_m)
            write_layers(spec, outputs, epsg=args.epsg, workers=args.workers, progress=advance, textures=textures)
    except RasterioIOError as error:
        raise OutputNotWritable(f"{outputs.image} cannot be written: {error}.") from error
    log.info("synthesize: %s (%s, %s, %s light)", outputs.image, spec.kind, spec.season, spec.light)
    return 0


def save(scene: Scene, folder: Path, name: str, *, layers: bool = False) -> None:
    """Write one scene as PNG image and paletted PNG of its classes; with `layers` zones (PNG), instances (TIFF) too."""
    Image.fromarray(scene.rgb_HWC).save(folder / "images" / f"{name}.png")
    palette = np.zeros((256, 3), np.uint8)
    for number, colour in CLASS_COLOURS.items():
        palette[number] = colour
    truth = Image.fromarray(scene.classes_HW, mode="P")
    truth.putpalette(palette.tobytes())
    truth.save(folder / "classes" / f"{name}.png", optimize=True)
    if layers:
        Image.fromarray(scene.zones_HW).save(folder / "zones" / f"{name}.png", optimize=True)
        _save_instances(scene.instances_HW, folder / "instances" / f"{name}.tif")


def _save_instances(instances_HW: NDArray[np.uint32], path: Path) -> None:
    height, width = instances_HW.shape
    profile = {"driver": "GTiff", "width": width, "height": height, "count": 1, "dtype": "uint32"}
    with rasterio.open(path, "w", compress="DEFLATE", **profile) as file:
        file.write(instances_HW, 1)
