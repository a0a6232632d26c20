"""The losses: point-sampled cross-entropy and dice with deep supervision as released, and our presence loss.

Sampling at uncertain points follows the reference, section 11. Pixel weights (0: ignore, 1: trust) are ours: labels
of small sets are boxes, weak masks and parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.model.segearth import PairAnswer


@dataclass(frozen=True)
class LossConfig:
    """Weights of the parts, and how many points are sampled where."""

    mask: float = 5.0
    dice: float = 5.0
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


def sample_points(maps_NHW: Tensor, points_NP2: Tensor) -> Tensor:
    """Bilinear values ``[N, P]`` at points given as (x, y) in 0..1 of the map."""
    grid = 2 * points_NP2[:, :, None] - 1
    return F.grid_sample(maps_NHW[:, None], grid, align_corners=False)[:, 0, :, 0]


def choose_points(logits_Nhw: Tensor, config: LossConfig) -> Tensor:
    """Points ``[N, P, 2]``: the most uncertain of ``oversample`` times as many, the rest anywhere."""
    n, device = logits_Nhw.shape[0], logits_Nhw.device
    candidates = torch.rand(n, int(config.points * config.oversample), 2, device=device)
    uncertainty = -sample_points(logits_Nhw.detach(), candidates).abs()
    important = int(config.points * config.importance)
    index = uncertainty.topk(important, dim=1).indices
    chosen = candidates.gather(1, index[..., None].expand(-1, -1, 2))
    return torch.cat([chosen, torch.rand(n, config.points - important, 2, device=device)], dim=1)


def cross_entropy(logits_NP: Tensor, labels_NP: Tensor, weights_NP: Tensor) -> Tensor:
    """Binary cross-entropy of each mask ``[N]``: weighted mean over its points."""
    loss = F.binary_cross_entropy_with_logits(logits_NP, labels_NP, reduction="none")
    return (loss * weights_NP).sum(1) / weights_NP.sum(1).clamp(min=1e-6)


def dice(logits_NP: Tensor, labels_NP: Tensor, weights_NP: Tensor) -> Tensor:
    """``1 - (2 sum(p g) + 1) / (sum p + sum g + 1)`` of each mask ``[N]`` over its points."""
    p, g = logits_NP.sigmoid() * weights_NP, labels_NP * weights_NP
    overlap = 2 * (p * labels_NP).sum(1) + 1
    return 1 - overlap / (p.sum(1) + g.sum(1) + 1)


def mask_loss(
    logits_Nhw: Tensor, masks_NHW: Tensor, weights_NHW: Tensor | None, points_NP2: Tensor
) -> tuple[Tensor, Tensor]:
    """Cross-entropy and dice ``[N]`` of one prediction at given points."""
    logits = sample_points(logits_Nhw, points_NP2)
    labels = sample_points(masks_NHW, points_NP2)
    weights = torch.ones_like(labels) if weights_NHW is None else sample_points(weights_NHW, points_NP2)
    return cross_entropy(logits, labels, weights), dice(logits, labels, weights)


def total_loss(
    predictions: Sequence[PairAnswer], targets: Targets, config: LossConfig
) -> tuple[Tensor, dict[str, float]]:
    """Sum over all layers' predictions, each weighted the same, and its parts averaged over the layers for the log."""
    located = targets.located_N
    total = predictions[-1].logits_Nhw.new_zeros(())
    parts = {"mask": 0.0, "dice": 0.0, "presence": 0.0}
    weights = None if targets.weights_NHW is None else targets.weights_NHW[located]
    shares = torch.where(targets.present_N[located] > 0, 1.0, config.empty)
    shares = shares / shares.sum().clamp(min=1e-6)
    for prediction in predictions:
        if located.any():
            logits = prediction.logits_Nhw[located].float()
            points = choose_points(logits, config)
            ce, overlap = mask_loss(logits, targets.masks_NHW[located], weights, points)
            ce, overlap = (ce * shares).sum(), (overlap * shares).sum()
            total = total + config.mask * ce + config.dice * overlap
            parts["mask"] += ce.item() / len(predictions)
            parts["dice"] += overlap.item() / len(predictions)
        if prediction.presence_N is not None:
            presence = F.binary_cross_entropy_with_logits(prediction.presence_N.float(), targets.present_N)
            total = total + config.presence * presence
            parts["presence"] += presence.item() / len(predictions)
    return total, parts
