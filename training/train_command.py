"""``python -m training train``: gathers the data that a recipe asks for and runs it.

Here that of the bundled model; recipes of the full network go to `pairs_command`.
"""

from __future__ import annotations

import argparse
import dataclasses
import logging
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from engine.model.directory import ModelInfo
from engine.model.presets import PRESETS

from .data import SETS, LabelledImage, load_labelled, read_catalogue
from .data.synthetic import SET_NAME, synthetic_image
from .distributed import ALONE, Processes, join
from .geometry_samples import GeometrySampler, gather_pictures
from .pairs_command import train_pairs
from .pairs_recipe import is_pairs_recipe
from .questions import load_bank
from .recipe import Recipe, presence_shift, read_recipe
from .samples import Sampler, Source, SourceSet
from .train import Trainer, TrainingData

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("--recipe", default="nano", help="name of a bundled recipe, or a .toml file")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="change a value of the recipe: steps=10"
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of the data sets: with index.csv (nano), or as published"
    )
    parser.add_argument("--encoder", type=Path, help="nano: safetensors the encoder starts from")
    # torchrun takes --run and --start for beginnings of its own options, so both have a second name.
    parser.add_argument("--start", "--from", type=Path, metavar="DIR", help="model directory to start from")
    parser.add_argument(
        "--language", metavar="NAME", help="full network: language model to start with, the rest at random"
    )
    parser.add_argument(
        "--run",
        "--run-dir",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder of the run: checkpoint, log, pictures; resumes there (under torchrun: --run-dir, and --from)",
    )
    parser.add_argument("--out", type=Path, required=True, help="model directory to write")
    parser.add_argument("--device", help="auto, cpu, cuda, cuda:N or mps; nano: cpu unless told")
    parser.add_argument("--export-only", action="store_true", help="write the run's last checkpoint as a model")


def main(args: argparse.Namespace) -> int:
    """Train, or resume, and write the model directory."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    if is_pairs_recipe(args.recipe, args.set):
        return train_pairs(args)
    recipe = read_recipe(args.recipe, args.set)
    with join(args.device or "cpu") as processes:
        trainer = Trainer(recipe, args.run, processes)
        if args.export_only:
            trainer.resume()
        else:
            trainer.run(gather(recipe, args.data, processes), args.encoder, args.start)
        if processes.main:
            trainer.save_result(args.out, model_info(recipe, trainer.step))
            log.info("wrote %s", args.out)
    return 0


def gather(recipe: Recipe, data: Path, processes: Processes = ALONE) -> TrainingData:
    """Load every training image of the sets that the recipe weighs (all in memory: 2 GB for the shared data)."""
    bank = load_bank()
    rng = np.random.default_rng(recipe.seed)
    images: dict[str, list[LabelledImage]] = {name: [] for name in recipe.set_weights}
    for record in tqdm(read_catalogue(data, split="train"), desc="loading", unit="image"):
        if record.set_name in images:
            images[record.set_name].append(load_labelled(record))
    if SET_NAME in images:
        seeds = range(recipe.seed + 1, recipe.seed + 1 + recipe.synthetic_scenes)[processes.rank :: processes.count]
        images[SET_NAME] = [synthetic_image(s, recipe.synthetic_px) for s in tqdm(seeds, desc="drawing")]
    geometry = None
    if recipe.geometry.share:
        geometry = GeometrySampler(
            gather_pictures(
                images,
                px=recipe.geometry.px,
                per_image=recipe.geometry.per_image,
                seed=recipe.seed,
                rank=processes.rank,
                count=processes.count,
            ),
            frozenset(bank),
            recipe.questions_per_view,
        )
    scenes = [image for group in images.values() for image in group if image.image.kind == "scene"]
    names = sorted({image.image.classes_present[0] for image in scenes})
    return TrainingData(
        sampler=Sampler(
            sets=[SourceSet.of(name, [Source.of(image, rng) for image in group]) for name, group in images.items()],
            set_weights=recipe.set_weights,
            bank=bank,
            questions_per_view=recipe.questions_per_view,
            empty_share=recipe.empty_share,
        ),
        geometry=geometry,
        bank=bank,
        scenes=scenes,
        scene_labels=[names.index(image.image.classes_present[0]) for image in scenes],
    )


def model_info(recipe: Recipe, steps: int) -> ModelInfo:
    """What the model's ``config.json`` says about its origin."""
    sets = [name for name in recipe.set_weights if name in SETS]
    trained = PRESETS[recipe.preset]()
    decoder = dataclasses.replace(trained.mask_decoder, presence_shift=presence_shift(recipe))
    return ModelInfo(
        config=dataclasses.replace(trained, mask_decoder=decoder),
        summary="Small bundled model: MobileNetV2, MiniLM and narrow decoders; English; runs offline on a laptop.",
        licence="GPL-3.0-or-later; training data and their licences: see README.md",
        provenance={
            "recipe": recipe.preset,
            "steps": steps,
            "torch": torch.__version__,
            "sets": {name: {"licence": SETS[name].licence, "attribution": SETS[name].attribution} for name in sets},
            "started_from": ["MobileNetV2 1.0 (Apache-2.0)", "all-MiniLM-L6-v2 (Apache-2.0)"],
        },
    )
