"""The losses against the released code's numbers at given points, and by hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from engine.model.segearth import PairAnswer
from training.losses import (
    LossConfig,
    Targets,
    Totals,
    choose_points,
    cross_entropy,
    dice,
    focal,
    mask_loss,
    mask_weights,
    total_loss,
)

FIXTURES = Path(os.environ.get("SEGEARTH_FIXTURES", Path(__file__).resolve().parents[3] / "shared/reference/fixtures"))
CASES = sorted(path.stem for path in FIXTURES.glob("tiny_*.json"))


@pytest.mark.parametrize("case", CASES or ["none"])
def test_losses_agree_with_the_released_code(case: str) -> None:
    if case == "none":
        pytest.skip("needs the reference fixtures in the folder named by SEGEARTH_FIXTURES")
    expected = json.loads((FIXTURES / f"{case}.json").read_text())["losses"]["unweighted"]
    tensors = load_file(FIXTURES / f"{case}.safetensors")
    masks = tensors["in.gt_masks"][:, 0].float()
    layers = sum(name.startswith("out.pred_masks.") for name in tensors)
    for layer in range(layers):
        final = layer == layers - 1
        points = tensors[f"loss.point_coords.{0 if final else layer + 1}"]
        ce, overlap = mask_loss(tensors[f"out.pred_masks.{layer}"][:, 0], masks, None, points)
        suffix = "" if final else f"_{layer}"
        ce, overlap = ce.mean(), overlap.mean()
        assert ce.item() == pytest.approx(expected[f"loss_mask{suffix}"], abs=1e-5)
        assert overlap.item() == pytest.approx(expected[f"loss_dice{suffix}"], abs=1e-5)


def test_cross_entropy_ignores_points_of_no_weight() -> None:
    logits, labels = torch.tensor([[0.0, 50.0]]), torch.tensor([[1.0, 0.0]])
    assert cross_entropy(logits, labels, torch.tensor([[1.0, 0.0]])).item() == pytest.approx(0.6931, abs=1e-4)


def test_dice_by_hand() -> None:
    logits = torch.tensor([[100.0, 100.0, -100.0]])  # p = 1, 1, 0
    labels = torch.tensor([[1.0, 0.0, 1.0]])
    # 1 - (2 * 1 + 1) / (2 + 2 + 1)
    assert dice(logits, labels, torch.ones(1, 3)).item() == pytest.approx(0.4)


def test_an_empty_target_is_best_answered_with_nothing() -> None:
    nothing, everything = torch.full((1, 9), -20.0), torch.full((1, 9), 20.0)
    empty, weights = torch.zeros(1, 9), torch.ones(1, 9)
    assert dice(nothing, empty, weights).item() == pytest.approx(0.0, abs=1e-6)
    assert dice(everything, empty, weights).item() == pytest.approx(0.9)


def test_most_points_are_where_the_mask_is_uncertain() -> None:
    torch.manual_seed(0)
    logits = torch.linspace(-20, 20, 32).expand(1, 32, 32)  # a ramp, zero in the middle
    points = choose_points(logits, LossConfig(points=200))
    near = ((points[0, :, 0] - 0.5).abs() < 0.2).float().mean().item()
    assert points.shape == (1, 200, 2)
    assert near > 0.75


def test_a_scene_label_trains_presence_alone() -> None:
    logits = torch.zeros(1, 4, 4, requires_grad=True)
    presence = torch.zeros(1, requires_grad=True)
    targets = Targets(torch.zeros(1, 8, 8), torch.zeros(1, 8, 8), torch.tensor([False]), torch.tensor([1.0]))
    loss, parts = total_loss([PairAnswer(logits, presence)], targets, LossConfig(presence=1.0))
    loss.backward()
    assert parts["mask"] == 0.0
    assert logits.grad is None or not logits.grad.any()
    assert presence.grad is not None
    assert presence.grad.item() < 0


def test_every_layer_counts_the_same() -> None:
    torch.manual_seed(0)
    logits = torch.randn(2, 8, 8)
    targets = Targets((torch.rand(2, 32, 32) > 0.5).float(), None, torch.ones(2, dtype=torch.bool), torch.ones(2))
    config = LossConfig(points=64)
    torch.manual_seed(1)
    once, _ = total_loss([PairAnswer(logits, None)], targets, config)
    torch.manual_seed(1)
    points = choose_points(logits, config)
    ce, overlap = mask_loss(logits, targets.masks_NHW, None, points)
    assert once.item() == pytest.approx((5 * ce + 5 * overlap).mean().item(), rel=1e-6)
    torch.manual_seed(1)
    thrice, _ = total_loss([PairAnswer(logits, None)] * 3, targets, config)
    assert thrice.item() == pytest.approx(3 * once.item(), rel=0.2)  # other points in the later layers


def test_focal_loss_by_hand() -> None:
    logits, labels = torch.tensor([[0.0, 0.0]]), torch.tensor([[1.0, 0.0]])
    # p = 1/2 each: 0.25 * 0.25 * ln 2 on the target, 0.75 * 0.25 * ln 2 off it
    assert focal(logits, labels, torch.ones(1, 2)).item() == pytest.approx(0.125 * 0.693147, abs=1e-6)


def test_focal_loss_without_focus_is_half_the_cross_entropy() -> None:
    logits, labels, weights = torch.randn(3, 9), torch.rand(3, 9), torch.rand(3, 9)
    found = focal(logits, labels, weights, alpha=0.5, gamma=0.0)
    torch.testing.assert_close(found, 0.5 * cross_entropy(logits, labels, weights))


def test_the_recipe_chooses_between_cross_entropy_and_focal_loss() -> None:
    torch.manual_seed(0)
    logits, masks, points = torch.randn(1, 8, 8), torch.ones(1, 8, 8), torch.rand(1, 32, 2)
    plain, _ = mask_loss(logits, masks, None, points, LossConfig())
    focused, _ = mask_loss(logits, masks, None, points, LossConfig(kind="focal"))
    assert plain.item() > 4 * focused.item() > 0


def test_the_parts_of_a_batch_add_up_to_its_loss() -> None:
    torch.manual_seed(0)
    logits, presence, draws = torch.randn(3, 8, 8), torch.randn(3), {}
    present = torch.tensor([1.0, 0.0, 1.0])
    targets = Targets((torch.rand(3, 16, 16) > 0.5).float(), None, torch.ones(3, dtype=torch.bool), present)
    config = LossConfig(points=32, presence=2.0, empty=0.4)

    def loss(rows: slice, totals: Totals | None) -> float:
        part = Targets(targets.masks_NHW[rows], None, targets.located_N[rows], targets.present_N[rows])
        answers = [PairAnswer(logits[rows], presence[rows])]
        draw = lambda count: draws.setdefault(count, torch.rand(3, count, 2))[rows]  # noqa: E731
        return total_loss(answers, part, config, totals=totals, draw=draw)[0].item()

    totals = Totals(masks=mask_weights(targets, config).sum().item(), questions=3)
    whole = loss(slice(None), None)
    assert loss(slice(0, 1), totals) + loss(slice(1, 3), totals) == pytest.approx(whole, rel=1e-6)
