"""``python -m training questions geometry FOLDER --out DIR``: questions with exact answers from dense labels."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from engine.errors import BadRequest

from .folder import catalogue_pictures, synthetic_pictures, write_folder

log = logging.getLogger(__name__)

TEXT = "questions from dense labels, with exact answers: size, position, relation, absence"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("folder", type=Path, help="data folder with index.csv, or a folder that `synthesize` wrote")
    parser.add_argument("--out", type=Path, required=True, help="where to write: a folder per group, and index.csv")
    parser.add_argument("--split", choices=("train", "val"), help="only this split of the catalogue")
    parser.add_argument("--sets", nargs="+", help="only these sets of the catalogue")
    parser.add_argument("--limit", type=int, help="at most so many pictures")
    parser.add_argument("--per-picture", type=int, default=8, help="at most so many questions each (default 8)")
    parser.add_argument("--crop-px", type=int, default=768, help="cut larger pictures into windows (default 768)")
    parser.add_argument(
        "--gsd", type=float, help="metres per pixel of synthetic scenes; without it no question is in metres"
    )
    parser.add_argument("--seed", type=int, default=0)


def main(args: argparse.Namespace) -> int:
    """Write the questions and say how many there are of each kind."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if args.gsd is not None and args.gsd <= 0:
        raise BadRequest(f"--gsd must be positive, not {args.gsd:g}.")
    if args.crop_px < 64 or args.per_picture < 1:
        raise BadRequest("--crop-px must be at least 64, --per-picture at least 1.")
    if (args.folder / "classes.json").is_file() and (args.folder / "classes").is_dir():
        pictures = synthetic_pictures(args.folder, args.gsd, args.limit)
    else:
        pictures = catalogue_pictures(args.folder, split=args.split, sets=args.sets, limit=args.limit)
    counts = write_folder(pictures, args.out, seed=args.seed, per_picture=args.per_picture, crop_px=args.crop_px)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    log.info("%d questions in %s: %s", counts.total(), args.out, kinds)
    return 0
