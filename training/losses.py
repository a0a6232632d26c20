"""The mask losses: point-sampled cross-entropy (released) or focal loss (paper), dice, and our presence loss.

Sampling at uncertain points and deep supervision follow the reference, section 11. Pixel weights (0: ignore, 1: trust)
are ours: labels of small sets are boxes, weak masks and parts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.model.segearth import PairAnswer


@dataclass(frozen=True)
class LossConfig:
    """Weights of the parts, and how many points are sampled where."""

    mask: float = 5.0
    dice: float = 5.0
    kind: Literal["bce", "focal"] = "bce"  # of the mask's loss: as released, or as in the paper (4.4)
    focal_alpha: float = 0.25  # the paper names neither; these are those of the focal loss's own paper
    focal_gamma: float = 2.0
    presence: float = 0.0
    empty: float = 1.0  # weight of the mask of an empty question against one with a target
    points: int = 12544
    oversample: float = 3.0
    importance: float = 0.75


@dataclass(frozen=True)
class Targets:
    """What N questions should be answered with."""

    masks_NHW: Tensor  # 0..1
    weights_NHW: Tensor | None  # 0..1 per pixel; None: all 1
    located_N: Tensor  # bool: the mask is known (a scene label tells presence only)
    present_N: Tensor  # 0 or 1

    def to(self, device: torch.device) -> Targets:
        """The same targets on another device."""
        weights = None if self.weights_NHW is None else self.weights_NHW.to(device)
        return Targets(self.masks_NHW.to(device), weights, self.located_N.to(device), self.present_N.to(device))


@dataclass(frozen=True)
class Totals:
    """What sums are divided by where these N questions are a part of a larger batch."""

    masks: float  # sum of the masks' weights: 1 with a target, `LossConfig.empty` without
    questions: float


def mask_weights(targets: Targets, config: LossConfig) -> Tensor:
    """The weight of each located question's mask."""
    return torch.where(targets.present_N[targets.located_N] > 0, 1.0, config.empty)


Draw = Callable[[int], Tensor]  # a number of points P to uniform places [N, P, 2] in 0..1


def sample_points(maps_NHW: Tensor, points_NP2: Tensor) -> Tensor:
    """Bilinear values ``[N, P]`` at points given as (x, y) in 0..1 of the map."""
    grid = 2 * points_NP2[:, :, None] - 1
    return F.grid_sample(maps_NHW[:, None], grid, align_corners=False)[:, 0, :, 0]


def choose_points(logits_Nhw: Tensor, config: LossConfig, draw: Draw | None = None) -> Tensor:
    """Points ``[N, P, 2]``: the most uncertain of ``oversample`` times as many, the rest anywhere.

    Drawn by ``draw``, or by torch's own generator.
    """
    n, device = logits_Nhw.shape[0], logits_Nhw.device
    draw = draw or (lambda count: torch.rand(n, count, 2, device=device))
    candidates = draw(int(config.points * config.oversample))
    uncertainty = -sample_points(logits_Nhw.detach(), candidates).abs()
    important = int(config.points * config.importance)
    index = uncertainty.topk(important, dim=1).indices
    chosen = candidates.gather(1, index[..., None].expand(-1, -1, 2))
    return torch.cat([chosen, draw(config.points - important)], dim=1)


def cross_entropy(logits_NP: Tensor, labels_NP: Tensor, weights_NP: Tensor) -> Tensor:
    """Binary cross-entropy of each mask ``[N]``: weighted mean over its points."""
    loss = F.binary_cross_entropy_with_logits(logits_NP, labels_NP, reduction="none")
    return (loss * weights_NP).sum(1) / weights_NP.sum(1).clamp(min=1e-6)


def focal(
    logits_NP: Tensor, labels_NP: Tensor, weights_NP: Tensor, *, alpha: float = 0.25, gamma: float = 2.0
) -> Tensor:
    """Focal loss of each mask ``[N]``: ``-a (1 - p)^gamma log p`` of the right answer's p, weighted mean over points.

    a is ``alpha`` on the target and ``1 - alpha`` off it; labels between 0 and 1 mix both.
    """
    entropy = F.binary_cross_entropy_with_logits(logits_NP, labels_NP, reduction="none")
    p = logits_NP.sigmoid()
    wrong = p * (1 - labels_NP) + (1 - p) * labels_NP
    side = alpha * labels_NP + (1 - alpha) * (1 - labels_NP)
    loss = side * wrong**gamma * entropy
    return (loss * weights_NP).sum(1) / weights_NP.sum(1).clamp(min=1e-6)


def dice(logits_NP: Tensor, labels_NP: Tensor, weights_NP: Tensor) -> Tensor:
    """``1 - (2 sum(p g) + 1) / (sum p + sum g + 1)`` of each mask ``[N]`` over its points."""
    p, g = logits_NP.sigmoid() * weights_NP, labels_NP * weights_NP
    overlap = 2 * (p * labels_NP).sum(1) + 1
    return 1 - overlap / (p.sum(1) + g.sum(1) + 1)


def mask_loss(
    logits_Nhw: Tensor,
    masks_NHW: Tensor,
    weights_NHW: Tensor | None,
    points_NP2: Tensor,
    config: LossConfig | None = None,
) -> tuple[Tensor, Tensor]:
    """Cross-entropy (or focal loss, as ``config`` says) and dice ``[N]`` of one prediction at given points."""
    logits = sample_points(logits_Nhw, points_NP2)
    labels = sample_points(masks_NHW, points_NP2)
    weights = torch.ones_like(labels) if weights_NHW is None else sample_points(weights_NHW, points_NP2)
    if config is not None and config.kind == "focal":
        pixels = focal(logits, labels, weights, alpha=config.focal_alpha, gamma=config.focal_gamma)
    else:
        pixels = cross_entropy(logits, labels, weights)
    return pixels, dice(logits, labels, weights)


def total_loss(
    predictions: Sequence[PairAnswer],
    targets: Targets,
    config: LossConfig,
    *,
    totals: Totals | None = None,
    draw: Draw | None = None,
) -> tuple[Tensor, dict[str, float]]:
    """Sum over all layers' predictions, each weighted the same, and its parts averaged over the layers for the log.

    With the ``totals`` of a larger batch the losses of its parts add up to the loss of the whole. ``draw`` gives the
    points of the located questions.
    """
    located = targets.located_N
    total = predictions[-1].logits_Nhw.new_zeros(())
    parts = {"mask": 0.0, "dice": 0.0, "presence": 0.0}
    weights = None if targets.weights_NHW is None else targets.weights_NHW[located]
    shares = mask_weights(targets, config)
    shares = shares / (shares.sum().clamp(min=1e-6) if totals is None else totals.masks)
    part_of_batch = 1.0 if totals is None else len(targets.present_N) / totals.questions
    for prediction in predictions:
        if located.any():
            logits = prediction.logits_Nhw[located].float()
            points = choose_points(logits, config, draw)
            ce, overlap = mask_loss(logits, targets.masks_NHW[located], weights, points, config)
            ce, overlap = (ce * shares).sum(), (overlap * shares).sum()
            total = total + config.mask * ce + config.dice * overlap
            parts["mask"] += ce.item() / len(predictions)
            parts["dice"] += overlap.item() / len(predictions)
        if prediction.presence_N is not None:
            presence = F.binary_cross_entropy_with_logits(prediction.presence_N.float(), targets.present_N)
            presence = presence * part_of_batch
            total = total + config.presence * presence
            parts["presence"] += presence.item() / len(predictions)
    return total, parts
