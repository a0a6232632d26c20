"""``make demo``: asks questions of a picture with the bundled model; a GeoPackage and a PNG for each answer."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

MIN_AREA_M2 = "200"  # smaller ones are mostly specks
QUESTIONS = (
    "Where is open water?",
    "Which structures could shelter people from heavy rain?",
    "Where does a farmer grow wheat or maize?",
)


def main() -> int:
    """Ask, one run per question, and say where the answers are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segearth", required=True, help="the engine's command")
    parser.add_argument("--image", type=Path, required=True)
    parser.add_argument("--question", action="append", help="ask this instead of the three of the sample")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for number, question in enumerate(args.question or QUESTIONS, 1):
        answer = args.out / f"{args.image.stem}_{number}.gpkg"
        sys.stderr.write(f"\n{question}\n")
        command = [args.segearth, "ask", str(args.image), question, "-o", str(answer), "--min-area", MIN_AREA_M2]
        code = subprocess.call([*command, "--png", str(answer.with_suffix(".png"))])
        if code:
            return code
        sys.stderr.write(f"picture: {answer.with_suffix('.png')}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
