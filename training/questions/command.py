"""The command `questions`: annotate (through an endpoint), review (an HTML sheet), geometry (from dense labels)."""

from __future__ import annotations

import argparse

from .annotation import command as annotate
from .geometry import command as geometry
from .review import command as review

COMMANDS = {"annotate": annotate, "review": review, "geometry": geometry}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-commands to the parser."""
    commands = parser.add_subparsers(dest="questions_command", required=True)
    for name, module in COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=module.TEXT, description=module.TEXT))


def main(args: argparse.Namespace) -> int:
    """Run the sub-command; returns the exit code."""
    return int(COMMANDS[args.questions_command].main(args))
