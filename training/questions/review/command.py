"""``python -m training questions review FOLDER --out review.html``: a page to read and mark questions on."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import numpy as np

from engine.errors import BadRequest
from training.data.earthreason import find_folders

from .sheet import find_entries, write_sheet

log = logging.getLogger(__name__)

TEXT = "write one HTML page with picture, mask, questions and answers of every item, to review them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("folder", type=Path, help="folder in EarthReason's layout, or a folder of such folders")
    parser.add_argument("--out", type=Path, default=Path("review.html"), help="page to write (default review.html)")
    parser.add_argument("--questions", type=Path, help="folder whose QAs/ is taken instead of that of FOLDER")
    parser.add_argument("--sample", type=int, help="only so many items, drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--picture-px", type=int, default=480, help="longer side of the pictures (default 480)")


def main(args: argparse.Namespace) -> int:
    """Write the page."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if args.picture_px < 32 or (args.sample is not None and args.sample < 1):
        raise BadRequest("--picture-px must be at least 32, --sample at least 1.")
    folders = [args.folder] if args.questions else find_folders(args.folder)
    entries = find_entries(folders, args.questions)
    if args.sample is not None and args.sample < len(entries):
        chosen = np.random.default_rng(args.seed).choice(len(entries), args.sample, replace=False)
        entries = [entries[i] for i in sorted(chosen.tolist())]
    write_sheet(entries, args.out, args.folder.resolve().name, args.picture_px)
    log.info("%d items in %s", len(entries), args.out)
    return 0
