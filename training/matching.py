"""The loss of a network with many queries to a question (PSALM's mask tokens, the paper's Table 5).

One query is matched to the question's mask by what it would cost, as in Mask2Former; it learns the mask and to be the
description's, all others not to be. Of a question without a target no query is matched (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from scipy.optimize import linear_sum_assignment
from torch import Tensor

from engine.model.mask_decoder import MaskPrediction
from engine.model.mask_tokens import take_queries

from .losses import (
    Draw,
    LossConfig,
    Targets,
    Totals,
    choose_points,
    cross_entropy,
    dice,
    focal,
    mask_loss,
    sample_points,
)


@dataclass(frozen=True)
class MatchingConfig:
    """Weights of the queries' class; those of mask and dice are the loss's own, in the cost as in the loss."""

    label: float = 2.0  # in the loss, as in Mask2Former and PSALM
    cost_label: float = 2.0  # in the cost, as in Mask2Former; PSALM's code has 0 where it refers to one mask


def assign(costs_QT: Tensor) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The cheapest way to give each of T targets a query of its own: the queries, and the targets they are given.

    Q may not be less than T for all targets to have one (Kuhn's Hungarian method).
    """
    queries, targets = linear_sum_assignment(costs_QT.detach().double().cpu().numpy())
    return tuple(int(query) for query in queries), tuple(int(target) for target in targets)


def query_costs(
    prediction: MaskPrediction, targets: Targets, points_NP2: Tensor, config: LossConfig, matching: MatchingConfig
) -> Tensor:
    """What each query would cost as its question's answer, ``[N, Q]``, its mask compared at the given points."""
    logits_NQP = sample_points_of_many(prediction.logits_BQhw.float(), points_NP2)
    queries = logits_NQP.shape[1]
    labels = sample_points(targets.masks_NHW, points_NP2)
    weights = torch.ones_like(labels) if targets.weights_NHW is None else sample_points(targets.weights_NHW, points_NP2)
    flat = [part.repeat_interleave(queries, dim=0) for part in (labels, weights)]
    logits = logits_NQP.flatten(0, 1)
    if config.kind == "focal":
        pixels = focal(logits, *flat, alpha=config.focal_alpha, gamma=config.focal_gamma)
    else:
        pixels = cross_entropy(logits, *flat)
    costs = config.mask * pixels + config.dice * dice(logits, *flat)
    costs_NQ: Tensor = costs.unflatten(0, (-1, queries))
    return costs_NQ + matching.cost_label * F.softplus(-_classes(prediction))


def matched_loss(
    predictions: Sequence[MaskPrediction],
    targets: Targets,
    config: LossConfig,
    matching: MatchingConfig,
    *,
    totals: Totals | None = None,
    draw: Draw | None = None,
) -> tuple[Tensor, dict[str, float]]:
    """Sum over all layers' predictions, each matched anew, and its parts averaged over the layers for the log.

    All masks are known (``located``). The class of a matched query counts as much as those of all others of its
    question together (PSALM's weight). As `total_loss` otherwise, but that masks of empty questions have no loss:
    ``totals.masks`` is the number of questions with a target.
    """
    total = predictions[-1].logits_BQhw.new_zeros((), dtype=torch.float32)
    parts = {"mask": 0.0, "dice": 0.0, "label": 0.0}
    present = targets.present_N.float()
    shares = present / (present.sum().clamp(min=1e-6) if totals is None else totals.masks)
    questions = len(present) if totals is None else totals.questions
    draw = draw or (lambda count: torch.rand(len(present), count, 2, device=present.device))
    for prediction in predictions:
        with torch.no_grad():
            costs_NQ = query_costs(prediction, targets, draw(config.points), config, matching)
        best = torch.tensor([assign(costs_Q[:, None])[0][0] for costs_Q in costs_NQ], device=present.device)
        # Of an empty question too, with no share: so all weights have a gradient in every process.
        logits = take_queries(prediction.logits_BQhw, best).float()
        points = choose_points(logits, config, draw)
        pixels, overlap = mask_loss(logits, targets.masks_NHW, targets.weights_NHW, points, config)
        pixels, overlap = (pixels * shares).sum(), (overlap * shares).sum()
        label = label_loss(_classes(prediction), best, present).sum() / questions
        total = total + config.mask * pixels + config.dice * overlap + matching.label * label
        for name, value in (("mask", pixels), ("dice", overlap), ("label", label)):
            parts[name] += value.item() / len(predictions)
    return total, parts


def label_loss(classes_NQ: Tensor, best_N: Tensor, present_N: Tensor) -> Tensor:
    """Binary cross-entropy of each question's classes ``[N]``: one for the matched query of a target, else zero."""
    labels = F.one_hot(best_N, classes_NQ.shape[1]) * present_N[:, None]
    others = classes_NQ.new_tensor(classes_NQ.shape[1] - 1)
    loss = F.binary_cross_entropy_with_logits(classes_NQ, labels.to(classes_NQ), pos_weight=others, reduction="none")
    return loss.mean(1)


def sample_points_of_many(maps_NQhw: Tensor, points_NP2: Tensor) -> Tensor:
    """Bilinear values ``[N, Q, P]`` of Q maps each at the same points, given as (x, y) in 0..1 of the map."""
    return F.grid_sample(maps_NQhw, 2 * points_NP2[:, :, None] - 1, align_corners=False)[..., 0]


def _classes(prediction: MaskPrediction) -> Tensor:
    if prediction.classes_BQ is None:
        raise ValueError("a prediction of several queries has classes")
    return prediction.classes_BQ.float()
