"""``python -m training train`` with a recipe of the full network: gathers start and data, trains, writes the model."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import torch

from engine.errors import BadRequest
from engine.model.checkpoint import save_model
from engine.model.directory import ModelInfo

from .distributed import Processes, join
from .loop import Journal, Pace, resume, run_loop
from .pairs import PairsTask
from .pairs_data import draw_from, read_sets
from .pairs_recipe import PairsRecipe, read_pairs_recipe
from .pairs_start import Start, start_from

log = logging.getLogger(__name__)
SHARD_BYTES = 1 << 30


def train_pairs(args: argparse.Namespace) -> int:
    """Train, or resume, and write the model directory; one process of several under ``torchrun``."""
    recipe = read_pairs_recipe(args.recipe, args.set)
    with join(args.device or "auto") as processes:
        logging.getLogger().setLevel(logging.INFO if processes.main else logging.WARNING)
        start = start_from(recipe, args.start, args.language)
        sets = read_sets(recipe, args.data)
        pairs = draw_from(sets, start.model.config.image_px, recipe)
        task = PairsTask(recipe, start.model, start.tokenizer, pairs, args.run, processes)
        if args.export_only:
            if not resume(task, args.run):
                raise BadRequest(f"There is no checkpoint in {args.run}.", hint="Train first.")
        else:
            pace = Pace(recipe.steps, recipe.checkpoint_every, pairs.epoch_steps)
            journal = Journal(args.run, tensorboard=recipe.tensorboard, active=processes.main)
            run_loop(task, args.run, pace, journal, processes)
        write_result(task, start, args.out, processes, recipe, args.recipe, {name: len(one) for name, one in sets})
    return 0


def write_result(
    task: PairsTask,
    start: Start,
    folder: Path,
    processes: Processes,
    recipe: PairsRecipe,
    name: str,
    samples: dict[str, int],
) -> None:
    """Write the trained network as a plain model directory in half precision, by the first process."""
    model = task.result()
    if model is not None:
        info = ModelInfo(
            config=model.config,
            summary=f"Trained by the recipe {Path(name).stem}: {task.step} of {recipe.steps} steps of {recipe.batch}.",
            licence=start.licence,
            provenance={
                "recipe": Path(name).stem,
                "steps": task.step,
                "torch": torch.__version__,
                "samples": samples,
                "started_from": [start.origin],
            },
        )
        save_model(model, folder, info, dtype=torch.bfloat16, shard_bytes=SHARD_BYTES)
        start.save_tokenizer(folder)
        log.info("wrote %s", folder)
    processes.wait()
