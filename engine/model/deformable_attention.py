"""Multi-scale deformable attention: every position samples a few points of each level and mixes them.

Plain PyTorch (one ``grid_sample`` per level); the sampling of Deformable DETR with pixel-centre coordinates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class DeformableAttention(nn.Module):
    """``[B, N, D]`` queries over L levels, P points per head and level (reference, section 9)."""

    def __init__(self, dim: int, levels: int, heads: int, points: int) -> None:
        super().__init__()
        self.levels, self.heads, self.points = levels, heads, points
        self.offsets = nn.Linear(dim, heads * levels * points * 2)
        self.weights = nn.Linear(dim, heads * levels * points)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)
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

    def forward(
        self, queries_BND: Tensor, reference_N2: Tensor, value_BND: Tensor, shapes: Sequence[tuple[int, int]]
    ) -> Tensor:
        """Attend.

        ``reference_N2``: each query's own place as (x, y) in 0..1 of the map; ``value_BND``: all levels, flattened
        and joined; ``shapes``: (height, width) of each level in that order.
        """
        batch, n, dim = queries_BND.shape
        heads, levels, points = self.heads, self.levels, self.points
        values = self.value(value_BND).split([h * w for h, w in shapes], dim=1)
        offsets = self.offsets(queries_BND).view(batch, n, heads, levels, points, 2)
        weights = self.weights(queries_BND).view(batch, n, heads, levels * points).softmax(-1)
        weights = weights.view(batch, n, heads, levels, points)
        mixed = queries_BND.new_zeros(batch * heads, dim // heads, n)
        for level, (height, width) in enumerate(shapes):
            size = offsets.new_tensor([width, height])
            places = reference_N2[:, None, None] + offsets[:, :, :, level] / size
            grid = (2 * places - 1).transpose(1, 2).flatten(0, 1)
            level_map = values[level].transpose(1, 2).reshape(batch * heads, dim // heads, height, width)
            # Places need full precision: bfloat16 has 8 bits, a level up to 128 pixels a side.
            sampled = F.grid_sample(level_map.float(), grid.float(), align_corners=False).to(level_map.dtype)
            mix = weights[:, :, :, level].transpose(1, 2).flatten(0, 1)
            mixed = mixed + torch.einsum("bcnp,bnp->bcn", sampled, mix)
        return self.out(mixed.view(batch, dim, n).transpose(1, 2))  # type: ignore[no-any-return]
