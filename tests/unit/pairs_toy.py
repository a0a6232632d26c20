"""A toy run on pairs: Swin and Phi at toy widths, eight drawn images, a recipe of a few steps.

As a program (``python -m tests.unit.pairs_toy JSON``) it trains one toy after the other in a process that can be
killed, or be one of several.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.model.segearth import SegEarth
from tests.model.toys import SIDE, VOCABULARY, toy_config, toy_network
from training.distributed import ALONE, Processes, join
from training.loop import LOG, Journal, Pace, run_loop
from training.losses import LossConfig
from training.pairs import PairsTask
from training.pairs_data import Pairs, TrainingItem, draw_from
from training.pairs_recipe import PairsRecipe


class LetterTokenizer:
    """Every letter is one of the toy's ids."""

    def encode(self, text: str) -> list[int]:
        return [2 + ord(letter) % (VOCABULARY - 2) for letter in text]


class Squares:
    """Bright squares on dark noise; every fourth image has none."""

    def __init__(self, count: int = 8) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def item(self, index: int) -> TrainingItem:
        rng = np.random.default_rng(index)
        rgb = rng.integers(0, 90, (60, 80, 3), dtype=np.uint8)
        mask = np.zeros((60, 80), bool)
        if index % 4 != 3:
            mask[10 + index : 40, 20 : 50 + index] = True
        rgb[mask] = 220
        answers = ("a square", "one") if mask.any() else ()
        return TrainingItem(rgb, mask, ("where is it", "what shines" + "?" * index), answers)


def toy_recipe(**changes: Any) -> PairsRecipe:
    recipe = PairsRecipe(
        preset="segearth-r1",
        data=("folder",),
        steps=4,
        batch=4,
        micro_batch=4,
        lr=1e-3,
        language_loss=1.0,
        bf16=False,
        checkpointing=False,
        workers=0,
        checkpoint_every=2,
        pictures=1,
        loss=LossConfig(points=64),
    )
    return replace(recipe, **changes)


def toy_pairs(recipe: PairsRecipe, count: int = 8) -> Pairs:
    return draw_from([("squares", Squares(count))], SIDE, recipe)


def toy_model(kind: str = "phi") -> SegEarth:
    config = toy_config(kind)
    template = replace(config.language, template="paper")
    return toy_network(replace(config, language=template))


def toy_task(recipe: PairsRecipe, folder: Path, processes: Processes = ALONE, *, kind: str = "phi") -> PairsTask:
    """In double precision: sums in another order must not decide what the next layer may look at."""
    torch.set_num_threads(1)
    return PairsTask(recipe, toy_model(kind).double(), LetterTokenizer(), toy_pairs(recipe), folder, processes)


def train_toy(recipe: PairsRecipe, folder: Path, processes: Processes = ALONE) -> PairsTask:
    """Train to the end, or go on in the folder."""
    task = toy_task(recipe, folder, processes)
    pace = Pace(recipe.steps, recipe.checkpoint_every, toy_pairs(recipe).epoch_steps)
    run_loop(task, folder, pace, Journal(folder, active=processes.main), processes)
    return task


def losses_of(folder: Path) -> list[float]:
    """The losses in the log, by step."""
    lines = [json.loads(line) for line in (folder / LOG).read_text().splitlines()]
    assert [line["step"] for line in lines] == list(range(1, len(lines) + 1))
    return [line["loss"] for line in lines]


class Stuck(PairsTask):
    """Never comes to the end of step 4."""

    def train_step(self) -> Mapping[str, float]:  # type: ignore[override]
        if self.step == 3:
            time.sleep(600)
        return super().train_step()


if __name__ == "__main__":
    with join("cpu") as processes:
        for run in json.loads(sys.argv[1]):
            if run.pop("stuck", False):
                PairsTask = Stuck  # type: ignore[misc]
            folder = Path(run.pop("folder"))
            train_toy(toy_recipe(**run), folder, processes)
