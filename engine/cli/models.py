"""The commands about models: models, download, convert."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from engine.cli.output import print_json, print_text, write_line
from engine.errors import ModelMissing


def models_command(options: argparse.Namespace) -> int:
    """List the installed models."""
    from engine.run import model_cards
    from engine.run.models import parameters_text

    cards = model_cards()
    if options.json:
        print_json({"models": cards})
    else:
        lines = [f"{card['name']}  {parameters_text(card['parameters'])}  {card['summary']}" for card in cards]
        print_text("\n".join(lines) or "No models are installed.")
    return 0


def download_command(options: argparse.Namespace) -> int:
    """Fetch a model into the folder of models."""
    from engine.run.models import fetch_model, size_text

    done = fetch_model(
        options.name,
        revision=options.revision,
        origin=options.origin,
        folder=None if options.folder is None else Path(options.folder),
        overwrite=options.overwrite,
        report=lambda line: write_line(sys.stderr, f"segearth: {line}"),
    )
    if options.json:
        print_json(done)
        return 0
    pinned = "The folder does not say which revision it is; none was checked."
    if done["revision"]:
        pinned = f"{done['repo']} pinned to {done['revision']}."
    use = f"segearth ask IMAGE QUESTION --model {_name_or_path(done['name'], Path(done['path']))}"
    if done["layout"] == "language":
        use = f"segearth convert MASK2FORMER.pkl DST --preset PRESET --language {shlex.quote(done['path'])}"
    there = "there already, and as published" if done["verified"] else "there already"
    state = "downloaded" if done["fetched_bytes"] else there
    print_text(f"{done['name']} is {state}, {size_text(done['bytes'])}: {done['path']}\n{pinned} Use it: {use}")
    return 0


def _name_or_path(name: str, path: Path) -> str:
    """A model's name where commands find it by that, else its folder."""
    from engine.run.models import find_by_name

    try:
        found = find_by_name(name) == path.resolve()
    except ModelMissing:
        found = False
    return name if found else shlex.quote(str(path))


def convert_command(options: argparse.Namespace) -> int:
    """Convert a checkpoint to a model directory, or back."""
    from engine.run.models import convert_model

    names = "to dtype template overwrite preset language seed"
    settings = {name: getattr(options, name) for name in names.split()}
    converted = convert_model(Path(options.source), Path(options.target), **settings)
    if options.json:
        print_json(converted.to_dict())
    else:
        print_text("\n".join(converted.lines()))
    return 0
