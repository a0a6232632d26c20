"""Multi-scale deformable attention: every position samples a few points of each level and mixes them.

The sampling of Deformable DETR with pixel-centre coordinates, in three forms that give the same numbers: plain
PyTorch here (the one with gradients), a gather for processors, a fused kernel for GPUs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import deformable_triton
from .deformable_gather import sample_gathered

Shapes = Sequence[tuple[int, int]]
Kernel = Literal["plain", "gathered", "fused"]


class DeformableAttention(nn.Module):
    """``[B, N, D]`` queries over L levels, P points per head and level (reference, section 9)."""

    def __init__(self, dim: int, levels: int, heads: int, points: int) -> None:
        super().__init__()
        self.levels, self.heads, self.points = levels, heads, points
        self.offsets = nn.Linear(dim, heads * levels * points * 2)
        self.weights = nn.Linear(dim, heads * levels * points)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)
        self.kernel: Kernel = "plain"  # without gradients; with them it is always the plain one
        self._spread_points()

    def _spread_points(self) -> None:
        """Start with each head looking in a direction of its own, point p at p + 1 pixels, all weights equal."""
        nn.init.zeros_(self.offsets.weight)
        nn.init.zeros_(self.weights.weight)
        nn.init.zeros_(self.weights.bias)
        angles = torch.arange(self.heads) * (2 * math.pi / self.heads)
        direction = torch.stack([angles.cos(), angles.sin()], -1)
        direction = direction / direction.abs().amax(-1, keepdim=True)
        steps = torch.arange(1, self.points + 1)
        grid = direction[:, None, None, :] * steps[None, None, :, None]
        with torch.no_grad():
            self.offsets.bias.copy_(grid.expand(-1, self.levels, -1, -1).flatten())

    def forward(self, queries_BND: Tensor, centres_N2: Tensor, value_BND: Tensor, shapes: Shapes) -> Tensor:
        """Attend.

        ``centres_N2``: each query's own place as (x, y) in 0..1 of the map, float32; ``value_BND``: all levels,
        flattened and joined; ``shapes``: (height, width) of each level in that order.
        """
        points = (self.heads, self.levels, self.points)
        value = self.value(value_BND).unflatten(-1, (self.heads, -1))
        offsets = self.offsets(queries_BND).unflatten(-1, (*points, 2))
        logits = self.weights(queries_BND).unflatten(-1, points)
        kernel: Kernel = "plain" if torch.is_grad_enabled() else self.kernel
        mixed = SAMPLERS[kernel](value, shapes, offsets, logits, centres_N2)
        return self.out(mixed.flatten(2))  # type: ignore[no-any-return]


def best_kernel(device: torch.device) -> Kernel:
    """The fastest way of sampling that runs on ``device``."""
    if deformable_triton.available(device):
        return "fused"
    return "gathered" if device.type == "cpu" else "plain"


def sample_plain(
    value_BKHC: Tensor, shapes: Shapes, offsets_BNHLP2: Tensor, logits_BNHLP: Tensor, centres_N2: Tensor
) -> Tensor:
    """Mix samples by one ``grid_sample`` per level, ``[B, N, H, C]``; differentiable.

    ``value_BKHC``: all levels joined along K; ``offsets_BNHLP2``: (x, y) in pixels of the sampled level from the
    query's own place ``centres_N2``; ``logits_BNHLP``: weights before the softmax over all levels and points.
    Outside a level lies zero.
    """
    batch, _, heads, channels = value_BKHC.shape
    weights = logits_BNHLP.flatten(3).softmax(-1).view_as(logits_BNHLP)
    levels = value_BKHC.split([h * w for h, w in shapes], dim=1)
    mixed = value_BKHC.new_zeros(batch * heads, channels, centres_N2.shape[0])
    for level, (height, width) in enumerate(shapes):
        size = centres_N2.new_tensor([width, height])
        # Places need full precision: bfloat16 has 8 bits, a level up to 128 pixels a side.
        places = centres_N2[:, None, None] + offsets_BNHLP2[:, :, :, level].to(centres_N2.dtype) / size
        grid = (2 * places - 1).transpose(1, 2).flatten(0, 1)
        level_map = levels[level].permute(0, 2, 3, 1).reshape(batch * heads, channels, height, width)
        sampled = F.grid_sample(level_map.to(grid.dtype), grid, align_corners=False).to(level_map.dtype)
        mix = weights[:, :, :, level].transpose(1, 2).flatten(0, 1)
        mixed = mixed + torch.einsum("bcnp,bnp->bcn", sampled, mix)
    return mixed.view(batch, heads, channels, -1).permute(0, 3, 1, 2)


# All three take (value_BKHC, shapes, offsets_BNHLP2, logits_BNHLP, centres_N2) and give [B, N, H, C].
SAMPLERS: dict[Kernel, Callable[[Tensor, Shapes, Tensor, Tensor, Tensor], Tensor]] = {
    "plain": sample_plain,
    "gathered": sample_gathered,
    "fused": deformable_triton.deform_fused,
}
