"""``python -m training finetune``: adapts a small model to an annotated layer, shows the gain on a held-out part.

``python -m training finetune --from nano --data FOLDER --out DIR [--hold-out 0.25 | --hold-out-data FOLDER]``. A run
that is killed goes on where it stopped when the command is repeated.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from pathlib import Path

import torch

from engine.errors import BadRequest, OutputNotWritable
from engine.model.catalog import find_model, user_folder
from engine.model.checkpoint import read_tensors, save_model
from engine.model.directory import CARD, CONFIG, TOKENIZER, ModelInfo, read_info
from engine.model.runtime import choose_device, load_model

from .finetune import FinetuneRecipe, FinetuneTask, Start, open_start, read_finetune_recipe
from .finetune_data import Layer, items_of, read_layer
from .finetune_result import Outcome, score
from .finetune_views import ViewSampler
from .loop import Journal, Pace, run_loop
from .questions import load_bank
from .rehearsal import make_rehearser

log = logging.getLogger(__name__)
_SHARD_BYTES = 30 << 20
_FEW = 8  # held-out images below which the scores say little
_ABOUT_PLACE = re.compile(
    r"\b(left|right|upper|lower|top|bottom|north\w*|south\w*|east\w*|west\w*|largest|biggest|smallest|longest)\b", re.I
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "--from", dest="start", default="nano", metavar="NAME", help="name or folder of the model to adapt (nano)"
    )
    parser.add_argument(
        "--data", type=Path, required=True, metavar="FOLDER", help="folder with images/, labels/ and QAs/"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="model directory to write")
    held_out = parser.add_mutually_exclusive_group()
    held_out.add_argument(
        "--hold-out", type=float, metavar="SHARE", help="share of the source images to measure with (default 0.25)"
    )
    held_out.add_argument("--hold-out-data", type=Path, metavar="FOLDER", help="another folder to measure with")
    parser.add_argument(
        "--run", type=Path, metavar="DIR", help="folder of the run: checkpoint, log; resumes there (default: OUT.run)"
    )
    parser.add_argument("--recipe", default="finetune", help="name of a bundled recipe, or a .toml file")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="change a value of the recipe: steps=600"
    )
    parser.add_argument(
        "--train-language", action="store_true", help="let the language model learn, too: new words, more forgotten"
    )
    parser.add_argument("--device", default="cpu", help="auto, cpu, cuda, cuda:N or mps (default cpu)")


def main(args: argparse.Namespace) -> int:
    """Check, measure, learn, write, measure again; the table goes to stdout, progress to stderr."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    recipe = read_finetune_recipe(args.recipe, [*args.set, *(["train_language=true"] if args.train_language else [])])
    folder = find_model(args.start)
    _check_out(args.out, folder)
    device = choose_device(args.device)
    start = open_start(folder)
    runtime = load_model(folder, args.device)
    layer = read_layer(
        args.data, runtime.check_question, hold_out=args.hold_out, other=args.hold_out_data, seed=recipe.seed
    )
    _tell(layer)
    held_out = items_of(layer.held_out)
    before = score(runtime, held_out, f"{folder.name} on the held-out part")
    sampler = ViewSampler(layer.train, recipe.questions_per_view, recipe.empty_share, recipe.focus_share)
    taught = {question for item in items_of(layer.train) for question in item.questions}
    rehearser = make_rehearser(
        load_bank(), taught, recipe.keep_scenes if recipe.keep else 0, recipe.keep_questions, recipe.seed
    )
    task = FinetuneTask(recipe, start, sampler, rehearser, layer.digest, device)
    run = args.run or args.out.with_name(args.out.name + ".run")
    run_loop(task, run, Pace(recipe.steps, recipe.checkpoint_every), Journal(run))
    write_model(task, start, args.out, layer, recipe)
    after = score(load_model(args.out, args.device), held_out, f"{args.out.name} on the held-out part")
    outcome = Outcome(folder.name, len(layer.held_out), before, after)
    (args.out / CARD).write_text(model_card(args.out, start, layer, task, outcome), encoding="utf-8")
    if outcome.worse:
        log.warning(
            "%s The model was written all the same; whether it serves you is yours to judge.", outcome.verdict()
        )
    sys.stdout.write(
        f"{outcome.table()}\n\n{outcome.verdict()}\n\nWritten: {args.out}. Ask it with `segearth ask ... --model "
        f"{args.out}`; moved into {user_folder()} it is listed by name.\n"
    )
    return 0


def write_model(task: FinetuneTask, start: Start, out: Path, layer: Layer, recipe: FinetuneRecipe) -> None:
    """Write the averaged weights as a model directory like the one it started from. Raises OutputNotWritable."""
    origin = read_info(start.folder)
    dtype = next(t.dtype for t in read_tensors(start.folder).values() if t.is_floating_point())
    items = len(items_of(layer.train))
    info = ModelInfo(
        config=origin.config,  # its presence_shift, too: `open_start`
        summary=f"{start.folder.name} adapted to {layer.name} ({len(layer.train)} images).",
        licence=f"{_licence(origin)}, as derived from {start.folder.name}; the terms of your data {layer.name}",
        provenance={
            "recipe": "finetune",
            "steps": task.step,
            "seed": recipe.seed,
            "train_language": recipe.train_language,
            "torch": torch.__version__,
            "data": {"name": layer.name, "images": len(layer.train), "items": items, "digest": layer.digest},
            "empty_share": round(task.empty_share, 3),
            "started_from": [f"{start.folder.name} ({start.fingerprint})"],
            "start": {"name": start.folder.name, "fingerprint": start.fingerprint, "provenance": origin.provenance},
        },
    )
    try:
        save_model(task.result(), out, info, dtype=dtype, shard_bytes=_SHARD_BYTES)
        (out / TOKENIZER).write_bytes((start.folder / TOKENIZER).read_bytes())
    except OSError as error:
        raise OutputNotWritable(f"The model {out} cannot be written: {error}.") from error


def model_card(out: Path, start: Start, layer: Layer, task: FinetuneTask, outcome: Outcome) -> str:
    """The directory's README.md: what it is, what it gained, where it comes from."""
    origin = read_info(start.folder)
    name, data = start.folder.name, layer.name
    sets = origin.provenance.get("sets") or (origin.provenance.get("start", {}).get("provenance", {}).get("sets")) or {}
    credits_ = "".join(f"- {one.get('attribution', '')} ({one.get('licence', '')})\n" for one in sets.values())
    attribution = f"Of {name}'s training data:\n\n{credits_}\n" if credits_ else ""
    return f"""# {out.name}

`{name}` ({start.fingerprint}) adapted to the layer `{data}`: {len(layer.train)} images with \
{len(items_of(layer.train))} items, {task.step} steps, {task.empty_share:.0%} of the questions about something that \
was not in the view. Language model {"trained, too" if task.recipe.train_language else "as it was"}.

## Measured on images that it did not learn from

{outcome.table()}

{outcome.verdict()}

*gIoU non-empty*: mean IoU over the answers whose target is in the image. *empty → nothing*: share of the questions
about something absent that were answered with not a single pixel. The held-out images chose nothing: the number of
steps was fixed before. {_scale(outcome)}

What it knew besides this layer may have become worse: `python -m training evaluate` measures it.

## Licence

The weights derive from {name} ({_licence(origin)}) and from the data `{data}`, whose terms their owner knows.

{attribution}"""


def _licence(origin: ModelInfo) -> str:
    return origin.licence.split(";")[0] or "licence not stated"


def _scale(outcome: Outcome) -> str:
    few = f"{outcome.images} images are few: another draw of them may give other figures." * (outcome.images < _FEW)
    return few or "They come from the same layer; other places and sensors were not measured."


def _check_out(out: Path, start: Path) -> None:
    if out.resolve() == start.resolve():
        raise BadRequest(f"{out} is the model to start from.", hint="Choose another --out: the start is kept.")
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or _is_adapted(out))):
        raise BadRequest(
            f"{out} exists, and no adapted model lies there that could be replaced.", hint="Choose another --out."
        )


def _is_adapted(folder: Path) -> bool:
    return (folder / CONFIG).is_file() and read_info(folder).provenance.get("recipe") == "finetune"


def _tell(layer: Layer) -> None:
    log.info(
        "learning from %d images (%d items), measuring with %d (%d)",
        len(layer.train),
        len(items_of(layer.train)),
        len(layer.held_out),
        len(items_of(layer.held_out)),
    )
    questions = [question for item in items_of(layer.train) for question in item.questions]
    about_place = [question for question in questions if _ABOUT_PLACE.search(question)]
    if about_place:
        log.warning(
            "%d questions ask for a position or a superlative, as %r: images are turned, mirrored and cut in training, "
            "so the answers to these may be wrong there.",
            len(about_place),
            about_place[0],
        )
