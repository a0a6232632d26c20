"""Mask generator (paper 4.4): one query per question, refined by masked attention, times the mask features.

A prediction is made before the first layer and after each; the one before masks the attention of the next to what
it holds for the target (reference, section 10). The presence head is ours: does the tile hold the target at all?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .config import MaskDecoderConfig
from .positions import sine_positions


@dataclass(frozen=True)
class Keys:
    """What a layer's attention reads of one level: keys (with position) and values, ``[B, n, D]``."""

    keys_BnD: Tensor
    values_BnD: Tensor
    shape: tuple[int, int]


@dataclass(frozen=True)
class MaskPrediction:
    """Mask logits ``[N, h, w]`` on the 1/4 grid, presence logit ``[N]`` where there is a head."""

    logits_Nhw: Tensor
    presence_N: Tensor | None


class DecoderLayer(nn.Module):
    """Masked cross-attention, self-attention over the single query, feed-forward; norms after."""

    def __init__(self, dim: int, config: MaskDecoderConfig) -> None:
        super().__init__()
        self.cross = nn.MultiheadAttention(dim, config.heads, batch_first=True)
        self.cross_norm = nn.LayerNorm(dim)
        self.own = nn.MultiheadAttention(dim, config.heads, batch_first=True)
        self.own_norm = nn.LayerNorm(dim)
        self.linear1 = nn.Linear(dim, config.ffn)
        self.linear2 = nn.Linear(config.ffn, dim)
        self.ffn_norm = nn.LayerNorm(dim)
        self.heads = config.heads

    def forward(self, query_N1D: Tensor, keys: Keys, blocked_Nn: Tensor) -> Tensor:
        mask = blocked_Nn[:, None, None].expand(-1, self.heads, -1, -1).flatten(0, 1)
        attended, _ = self.cross(query_N1D, keys.keys_BnD, keys.values_BnD, attn_mask=mask, need_weights=False)
        x = self.cross_norm(query_N1D + attended)
        own, _ = self.own(x, x, x, need_weights=False)
        x = self.own_norm(x + own)
        return self.ffn_norm(x + self.linear2(F.relu(self.linear1(x))))  # type: ignore[no-any-return]


class MaskDecoder(nn.Module):
    """Queries ``[N, D]`` and a scene's features to one prediction per layer, the last one final."""

    def __init__(self, config: MaskDecoderConfig, dim: int, mask_dim: int, levels: int = 3) -> None:
        super().__init__()
        self.layers = nn.ModuleList(DecoderLayer(dim, config) for _ in range(config.layers))
        self.level_embed = nn.Parameter(torch.randn(levels, dim))
        self.norm = nn.LayerNorm(dim)
        self.mask_mlp = nn.Sequential(
            nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, mask_dim)
        )
        self.presence_shift = config.presence_shift
        self.presence = nn.Sequential(nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, 1)) if config.presence else None

    def forward(
        self, query_ND: Tensor, mask_features_NMhw: Tensor, levels: Sequence[Tensor], *, every_layer: bool = False
    ) -> list[MaskPrediction]:
        """Predict. ``levels`` are 1/32, 1/16, 1/8 maps ``[N, D, h, w]``, one row per query.

        Returns the final prediction alone, or with ``every_layer`` all of them in order (deep supervision).
        """
        keys = [self._keys(i, level) for i, level in enumerate(levels)]
        x = query_ND[:, None]
        predictions = [self._predict(x, mask_features_NMhw)]
        for i, layer in enumerate(self.layers):
            level = keys[i % len(keys)]
            x = layer(x, level, self._blocked(predictions[-1].logits_Nhw, level.shape))
            predictions.append(self._predict(x, mask_features_NMhw))
        return predictions if every_layer else predictions[-1:]

    def _keys(self, index: int, level_NDhw: Tensor) -> Keys:
        height, width = level_NDhw.shape[-2:]
        values = level_NDhw.flatten(2).transpose(1, 2) + self.level_embed[index]
        return Keys(values + sine_positions(height, width, values.shape[-1], values), values, (height, width))

    def embed(self, query_ND: Tensor) -> Tensor:
        """What a query is multiplied with the mask features as, ``[N, M]``."""
        return self.mask_mlp(self.norm(query_ND))  # type: ignore[no-any-return]

    def _predict(self, x_N1D: Tensor, mask_features_NMhw: Tensor) -> MaskPrediction:
        x = self.norm(x_N1D)[:, 0]
        logits = torch.einsum("nm,nmhw->nhw", self.mask_mlp(x), mask_features_NMhw)
        presence = None if self.presence is None else self.presence(x)[:, 0] + self.presence_shift
        return MaskPrediction(logits, presence)

    @staticmethod
    def _blocked(logits_Nhw: Tensor, shape: tuple[int, int]) -> Tensor:
        """Positions the next layer may not look at: where the mask is negative, unless it is so everywhere."""
        resized = F.interpolate(logits_Nhw[:, None].float(), size=shape, mode="bilinear", align_corners=False)
        blocked = (resized.flatten(1) < 0).detach()
        return blocked & ~blocked.all(dim=1, keepdim=True)
