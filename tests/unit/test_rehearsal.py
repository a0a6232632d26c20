"""Rehearsal: the start's answers are the lessons, without what the layer teaches; other questions stay."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.model.segearth import PairAnswer
from tests.unit import test_finetune as toys
from training.finetune import open_start
from training.losses import LossConfig
from training.questions import ClassQuestions
from training.rehearsal import DrawnScene, Rehearser, keep_loss, make_rehearser

CONFIG = LossConfig(presence=2.0, empty=0.4)


def answer(logit: float, presence: float | None) -> PairAnswer:
    logits = torch.full((1, 4, 4), -3.0)
    logits[0, :2] = logit
    return PairAnswer(logits, None if presence is None else torch.tensor([presence]))


def test_the_same_answer_costs_nothing() -> None:
    for presence in (2.0, -2.0, None):
        assert float(keep_loss(answer(3.0, presence), answer(3.0, presence), CONFIG)) == pytest.approx(0.0, abs=1e-5)


@pytest.mark.parametrize(("now", "before"), [(-3.0, 3.0), (3.0, -3.0), (1.0, 3.0)])
def test_another_mask_costs(now: float, before: float) -> None:
    assert float(keep_loss(answer(now, 2.0), answer(before, 2.0), CONFIG)) > 0.01


def test_another_presence_costs() -> None:
    assert float(keep_loss(answer(3.0, -2.0), answer(3.0, 2.0), CONFIG)) > 1.0


def test_a_lost_target_costs_more_than_a_changed_nothing() -> None:
    lost = keep_loss(answer(-3.0, 2.0), answer(3.0, 2.0), LossConfig())
    changed = keep_loss(answer(-3.0, -9.0), answer(3.0, -9.0), LossConfig())
    assert lost > changed


def bank() -> dict[str, ClassQuestions]:
    return {
        "tree": ClassQuestions("tree", "tree", ("Where are trees?",), ("What gives shade?",)),
        "water": ClassQuestions("water", "water", ("Where is water?",), ()),
    }


def test_what_the_layer_teaches_is_not_rehearsed() -> None:
    rehearser = make_rehearser(bank(), ["where is  WATER", "what is new?"], scenes=0, questions_per_view=1, seed=0)
    assert rehearser.bank == {"tree": ("Where are trees?", "What gives shade?")}


def test_scenes_follow_the_seed() -> None:
    one, same, other = (make_rehearser(bank(), [], 1, 1, seed).scenes[0].rgb for seed in (0, 0, 1))
    assert (one == same).all()
    assert (one != other).any()


def test_each_view_of_the_layer_gets_a_question_and_each_scene_several() -> None:
    scene = DrawnScene(np.full((64, 64, 3), 100, np.uint8), frozenset({"ship"}))
    rehearser = Rehearser({"ship": ("ship",), "tree": ("tree",)}, [scene], questions_per_view=4)
    drawn = rehearser.draw(np.random.default_rng(0), 64, own_views=3, scene_views=2)
    assert drawn.view_of_N.tolist() == [0, 1, 2, 3, 3, 3, 3, 4, 4, 4, 4]
    assert drawn.pixels_B3HW.shape == (2, 3, 64, 64)
    assert drawn.questions[3::2] == ("ship",) * 4  # every other question: what the scene holds


def test_rehearsal_keeps_other_answers(tmp_path: Path) -> None:
    start = toys.write_start(tmp_path / "tiny")
    layer = toys.write_layer(tmp_path / "ponds", 6)
    pixels = torch.full((1, 3, 128, 128), 70.0)
    pixels[..., 30:90] = 180.0

    def moved(keep: float) -> float:
        task = toys.task(start, layer, steps=25, lr=2e-3, keep=keep, keep_views=1)
        toys.run(task, tmp_path / f"run{keep}")
        old, new = open_start(start).model.eval(), task.result()
        prompts = task._prompts(["the ship"])
        with torch.no_grad():
            before, after = (model.ask_pairs(model.encode(pixels), prompts)[-1] for model in (old, new))
        assert before.presence_N is not None
        assert after.presence_N is not None
        masks = (before.logits_Nhw.sigmoid() - after.logits_Nhw.sigmoid()).abs().mean()
        return float(masks + (before.presence_N.sigmoid() - after.presence_N.sigmoid()).abs())

    assert moved(4.0) < 0.6 * moved(0.0)
