"""Command line: ``python -m training data check ROOT [--split train|val|test ...] [--quick] [--partial] [--json]``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .published_check import check
from .released import SPLITS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    text = "look at every file of the data sets and list what was found and what is wrong"
    looking = actions.add_parser("check", help=text, description=text)
    looking.add_argument(
        "root",
        type=Path,
        metavar="ROOT",
        help="folder that holds rs_reason_seg/RSReasonSeg, rs_ref_seg/RRSIS-D or rs_ref_seg/RefSegRS, one of these, "
        "or any folder in EarthReason's layout",
    )
    looking.add_argument(
        "--split", action="append", choices=SPLITS, help="only this split (may be given more than once)"
    )
    looking.add_argument("--quick", action="store_true", help="read names and texts only, decode no image and no mask")
    looking.add_argument(
        "--partial",
        action="store_true",
        help="allow splits to be missing or to have other numbers of samples than published",
    )
    looking.add_argument("--json", action="store_true", help="print one JSON object instead of text")


def main(args: argparse.Namespace) -> int:
    """Run the command; returns 0 if nothing is wrong, otherwise 2."""
    reports = check(
        args.root, args.split or SPLITS, pixels=not args.quick, partial=args.partial, progress=not args.json
    )
    problems = sum(len(report.problems) for report in reports)
    if args.json:
        record = {
            "data": str(args.root),
            "pixels": not args.quick,
            "problems": problems,
            "sets": [report.to_dict() for report in reports],
        }
        sys.stdout.write(json.dumps(record) + "\n")
    else:
        lines = [line for report in reports for line in report.lines()]
        ending = "Nothing is wrong." if not problems else f"{problems} problems."
        sys.stdout.write("\n".join([*lines, ending]) + "\n")
    return 2 if problems else 0
