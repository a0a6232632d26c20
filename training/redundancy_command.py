"""``python -m training redundancy FOLDER... [--natural FOLDER...] [--out DIR]``: the analysis on folders of images.

Figures go to stdout as a table or as JSON, and with ``--out`` to a folder together with a bar plot.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from engine.errors import BadRequest, OutputNotWritable

from .bar_plot import Bar, Panel, draw_panels
from .redundancy import (
    MAX_PATCHES,
    NATURAL,
    PATCH_PX,
    REMOTE,
    SetRedundancy,
    compare_kinds,
    measure_set,
    self_similarity,
)

_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"})
_UNTELLING_NAMES: Final = frozenset({"images", "jpegimages", "train", "val", "test", "training", "validation"})


def find_images(folder: Path, pattern: str = "*") -> list[Path]:
    """The images of a data set, sorted: all below its folders named images... or JPEGImages, else those in it itself.

    Labels beside such folders are thus left out; where they lie among the images, ``pattern`` (of file names, such as
    ``*_sat.jpg``) tells them apart. Raises BadRequest when there is none.
    """
    if not folder.is_dir():
        raise BadRequest(f"{folder} is no folder.", hint="Give folders of images.")
    own = folder.name.lower()
    roots = [folder] if own.startswith("images") or own == "jpegimages" else []
    roots = roots or [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_dir() and (path.name.lower().startswith("images") or path.name.lower() == "jpegimages")
    ]
    found = {path for root in roots for path in root.rglob(pattern)} if roots else set(folder.glob(pattern))
    images = sorted(
        path for path in found if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file()
    )
    if not images:
        raise BadRequest(
            f"{folder} holds no images named {pattern}, nor a folder of images.",
            hint="Give the folder in which the images lie, or a data set with a folder images/.",
        )
    return images


def set_name(folder: Path) -> str:
    """The folder's name, with its parents' where it says little: ``dubai/train`` for ``dubai/train/images``."""
    parts = list(folder.resolve().parts)
    if parts[-1].lower() in ("images", "jpegimages") and len(parts) > 2:
        parts.pop()
    return "/".join(parts[-2:]) if parts[-1].lower() in _UNTELLING_NAMES else parts[-1]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="remote sensing images, one set each")
    parser.add_argument(
        "--natural", nargs="+", type=Path, default=[], metavar="FOLDER", help="natural images to compare with"
    )
    parser.add_argument("--patch", type=int, default=PATCH_PX, metavar="PX", help=f"side of a patch ({PATCH_PX})")
    parser.add_argument(
        "--max-patches",
        type=int,
        default=MAX_PATCHES,
        metavar="N",
        help=f"draw this many patches from an image that has more ({MAX_PATCHES})",
    )
    parser.add_argument(
        "--max-images", type=int, metavar="N", help="at most so many images a set, taken evenly from all of them"
    )
    parser.add_argument("--pattern", default="*", metavar="GLOB", help="only images so named, such as '*_sat.jpg'")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write redundancy.json and redundancy.png there")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")


def main(args: argparse.Namespace) -> int:
    """Run the command; the table goes to stdout, progress to stderr. Returns the exit code."""
    wanted = [(folder, REMOTE) for folder in args.folders] + [(folder, NATURAL) for folder in args.natural]
    if not wanted:
        raise BadRequest("No folder was given.", hint="Name at least one folder of images.")
    if args.patch < 2 or args.max_patches < 2 or (args.max_images is not None and args.max_images < 1):
        raise BadRequest("Patches need two pixels a side, two patches an image, and one image a set.")
    found = [(set_name(folder), kind, find_images(folder, args.pattern)) for folder, kind in wanted]
    names = [name for name, _, _ in found]
    if len(set(names)) < len(names):
        raise BadRequest(f"Two folders have the same name among {', '.join(names)}.")
    found = [(name, kind, _evenly(paths, args.max_images)) for name, kind, paths in found]

    def measure(grey: NDArray[np.uint8]) -> float | None:
        return self_similarity(grey, args.patch, args.max_patches)

    sets = []
    with tqdm(total=sum(len(paths) for _, _, paths in found), unit="image") as bar:
        for name, kind, paths in found:
            bar.set_description(name)
            sets.append(measure_set(name, kind, paths, measure, bar.update))
    comparison = compare_kinds(sets)
    record = {
        "patch_px": args.patch,
        "max_patches": args.max_patches,
        "sets": {entry.name: entry.to_dict() for entry in sets},
        "comparison": comparison,
    }
    if args.out is not None:
        _write(args.out, record, sets)
    sys.stdout.write((json.dumps(record) if args.json else to_markdown(sets, comparison)) + "\n")
    return 0


def to_markdown(sets: Iterable[SetRedundancy], comparison: dict[str, float] | None) -> str:
    """The figures as a table, and below it the comparison of the two kinds, if any."""
    lines = ["| set | kind | images | R_e | ± | R_s | ± |", "|---|---|---:|---:|---:|---:|---:|"]
    for entry in sets:
        figures = (entry.entropic, entry.entropic_spread, entry.self_similarity, entry.self_similarity_spread)
        shown = " | ".join("–" if value is None else f"{value:.3f}" for value in figures)
        lines.append(f"| {entry.name} | {entry.kind} | {entry.images} | {shown} |")
    if comparison is not None:
        lines.append("")
        if "R_e_least_times" in comparison:
            lines.append(
                f"Entropic redundancy: remote sensing {comparison['R_e_least_times']:.2f} to "
                f"{comparison['R_e_most_times']:.2f} times natural (paper: 1.9 to 3.3)."
            )
        if "R_s_percent_more" in comparison:
            lines.append(
                f"Self-similarity: remote sensing {comparison['R_s_percent_more']:+.1f} % against natural "
                "(paper: +42.6 %)."
            )
    return "\n".join(lines)


def _evenly(paths: list[Path], most: int | None) -> list[Path]:
    if most is None or len(paths) <= most:
        return paths
    return [paths[number * len(paths) // most] for number in range(most)]


def _write(folder: Path, record: dict[str, Any], sets: Sequence[SetRedundancy]) -> None:
    panels = [
        Panel("Entropic redundancy", [Bar(s.name, s.kind, s.entropic, s.entropic_spread) for s in sets]),
        Panel(
            "Self-similarity redundancy",
            [
                Bar(s.name, s.kind, s.self_similarity, s.self_similarity_spread or 0)
                for s in sets
                if s.self_similarity is not None
            ],
        ),
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "redundancy.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        draw_panels([panel for panel in panels if panel.bars]).save(folder / "redundancy.png")
    except OSError as error:
        raise OutputNotWritable(f"The analysis in {folder} cannot be written: {error}") from error
