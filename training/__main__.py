"""The training package's command line: ``python -m training COMMAND``."""

from __future__ import annotations

import argparse
import sys

from engine.errors import SegEarthError

from . import baselines, evaluate, finetune_command, redundancy_command, train_command
from .data import published_command as data
from .questions import command as questions
from .synthesis import command as synthesize

COMMANDS = {
    "train": (train_command, "train a model after a recipe; resumes where it stopped"),
    "finetune": (finetune_command, "adapt the bundled model to your own annotated layer; shows the gain"),
    "evaluate": (evaluate, "measure a model on a folder in EarthReason's layout"),
    "baselines": (baselines, "measure two baselines that need no network"),
    "redundancy": (redundancy_command, "measure how redundant images are, as in the paper's Figure 3"),
    "data": (data, "check data sets: count, decode and compare every file before training starts"),
    "questions": (questions, "write questions with a language model, review them, or compute them from labels"),
    "synthesize": (synthesize, "draw synthetic scenes with exact ground truth"),
}


def main(argv: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (module, text) in COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=text, description=text))
    args = parser.parse_args(argv)
    try:
        return int(COMMANDS[args.command][0].main(args))
    except SegEarthError as error:
        sys.stderr.write(f"training: {error.message} {error.advice}\n")
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
