"""Pixel decoder (Mask2Former): four encoder maps to three refined levels and the mask features at 1/4.

The 1/32, 1/16 and 1/8 maps exchange information by deformable attention; the 1/4 map joins them by one step of a
feature pyramid (reference, section 9). Nothing here depends on a question.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .config import PixelDecoderConfig
from .deformable_attention import DeformableAttention, best_kernel
from .positions import pixel_centres, sine_positions

LEVELS = 3
GROUPS = 32


class EncoderLayer(nn.Module):
    """Deformable self-attention over all levels, then a feed-forward part; norms after."""

    def __init__(self, config: PixelDecoderConfig) -> None:
        super().__init__()
        self.attention = DeformableAttention(config.dim, LEVELS, config.heads, config.points)
        self.norm1 = nn.LayerNorm(config.dim)
        self.linear1 = nn.Linear(config.dim, config.ffn)
        self.linear2 = nn.Linear(config.ffn, config.dim)
        self.norm2 = nn.LayerNorm(config.dim)

    def forward(
        self, x_BND: Tensor, positions_ND: Tensor, centres_N2: Tensor, shapes: Sequence[tuple[int, int]]
    ) -> Tensor:
        x = self.norm1(x_BND + self.attention(x_BND + positions_ND, centres_N2, x_BND, shapes))
        return self.norm2(x + self.linear2(F.relu(self.linear1(x), inplace=True)))  # type: ignore[no-any-return]


class PixelDecoder(nn.Module):
    """Maps at 1/4, 1/8, 1/16, 1/32 to mask features ``[B, M, H/4, W/4]`` and levels 1/32, 1/16, 1/8 of D channels."""

    def __init__(self, config: PixelDecoderConfig, channels: Sequence[int]) -> None:
        super().__init__()
        dim = config.dim
        self.input_proj = nn.ModuleList(
            nn.Sequential(nn.Conv2d(c, dim, 1), nn.GroupNorm(GROUPS, dim)) for c in reversed(channels[1:])
        )
        self.level_embed = nn.Parameter(torch.randn(LEVELS, dim))
        self.layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.layers))
        self.lateral = nn.Sequential(nn.Conv2d(channels[0], dim, 1), nn.GroupNorm(GROUPS, dim), nn.ReLU(inplace=True))
        self.output = nn.Sequential(nn.Conv2d(dim, dim, 3, padding=1), nn.GroupNorm(GROUPS, dim), nn.ReLU(inplace=True))
        self.mask_features = nn.Conv2d(dim, config.mask_dim, 1)

    def choose_kernel(self, device: torch.device) -> None:
        """Sample as is fastest on ``device`` when no gradients are wanted."""
        kernel = best_kernel(device)
        for module in self.layers.modules():
            if isinstance(module, DeformableAttention):
                module.kernel = kernel

    def forward(self, maps: Sequence[Tensor]) -> tuple[Tensor, tuple[Tensor, ...]]:
        """Refine and join the encoder's maps, given from fine to coarse.

        Works on maps whose channels lie together in memory, as the attention needs them anyway.
        """
        fine, *others = (m.contiguous(memory_format=torch.channels_last) for m in maps)
        coarse = others[::-1]
        projected = [project(m) for project, m in zip(self.input_proj, coarse, strict=True)]
        shapes = [(m.shape[2], m.shape[3]) for m in projected]
        x = torch.cat([m.flatten(2).transpose(1, 2) for m in projected], dim=1)
        positions = torch.cat(
            [sine_positions(h, w, x.shape[-1], x) + self.level_embed[i] for i, (h, w) in enumerate(shapes)]
        )
        centres = pixel_centres(shapes, x)
        for layer in self.layers:
            x = layer(x, positions, centres, shapes)
        levels = tuple(
            part.transpose(1, 2).unflatten(2, shape)
            for part, shape in zip(x.split([h * w for h, w in shapes], dim=1), shapes, strict=True)
        )
        up = F.interpolate(levels[-1], size=fine.shape[-2:], mode="bilinear", align_corners=False)
        return self.mask_features(self.output(self.lateral(fine) + up)), levels
