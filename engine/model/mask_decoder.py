"""Mask generator (paper 4.4): one query per question, refined by masked attention, times the mask features.

A prediction is made before the first layer and after each; the one before masks the attention of the next to what
it holds for the target (reference, section 10). The presence head is ours: does the tile hold the target at all?

A single query lets the sums be taken in another order, with the same result: the query goes through the key matrix
(256 x 256) once, instead of all 21,504 positions; what is the same for all questions is never copied per question.
Several queries to a question (PSALM's, Table 5) see each other and take the plain way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .config import MaskDecoderConfig
from .mask_tokens import QueryClasses
from .positions import sine_positions
from .presence import PresenceHead


@dataclass(frozen=True)
class Level:
    """One level of a scene as the attention reads it: positions n = h w, the same for all questions."""

    values_BnD: Tensor
    shape: tuple[int, int]
    embed_D: Tensor  # which level it is: part of key and value
    places_nD: Tensor  # where each position is: part of the key alone


@dataclass(frozen=True)
class MaskPrediction:
    """Mask logits ``[B, Q, h, w]`` on the 1/4 grid, presence logits ``[B, Q]`` where there is a head.

    Of a decoder with several queries to a question: their class logits ``[B, Q]``.
    """

    logits_BQhw: Tensor
    presence_BQ: Tensor | None
    classes_BQ: Tensor | None = None


class DecoderLayer(nn.Module):
    """Masked cross-attention, self-attention, feed-forward; norms after.

    Without ``positions`` each query is alone in its question; with them ``[Q, D]`` all belong to one, and see each
    other.
    """

    def __init__(self, dim: int, config: MaskDecoderConfig) -> None:
        super().__init__()
        self.cross = nn.MultiheadAttention(dim, config.heads, batch_first=True)
        self.cross_norm = nn.LayerNorm(dim)
        self.own = nn.MultiheadAttention(dim, config.heads, batch_first=True)
        self.own_norm = nn.LayerNorm(dim)
        self.linear1 = nn.Linear(dim, config.ffn)
        self.linear2 = nn.Linear(config.ffn, dim)
        self.ffn_norm = nn.LayerNorm(dim)

    def forward(
        self, query_BQD: Tensor, level: Level, blocked_BQn: Tensor, positions_QD: Tensor | None = None
    ) -> Tensor:
        if positions_QD is None:
            x = self.cross_norm(query_BQD + cross_attention(self.cross, query_BQD, level, blocked_BQn))
            x = self.own_norm(x + _attend_to_itself(self.own, x))
        else:
            seen = _attend_plainly(self.cross, query_BQD + positions_QD, level, blocked_BQn)
            x = self.cross_norm(query_BQD + seen)
            among = x + positions_QD
            x = self.own_norm(x + self.own(among, among, x, need_weights=False)[0])
        return self.ffn_norm(x + self.linear2(F.relu(self.linear1(x))))  # type: ignore[no-any-return]


def cross_attention(attention: nn.MultiheadAttention, query_BQD: Tensor, level: Level, blocked_BQn: Tensor) -> Tensor:
    """What each query sees of its tile's level, ``[B, Q, D]``; queries do not see each other.

    Per head h: softmax over n of q_h . (W_h k_n + b_h) = (W_h^T q_h) . k_n + a constant, and the sum of a_n (V_h v_n
    + c_h) = V_h (sum of a_n v_n) + c_h, since the a_n add up to one.
    """
    heads = attention.num_heads
    to_q, to_k, to_v = attention.in_proj_weight.chunk(3)
    bias_q, _, bias_v = attention.in_proj_bias.chunk(3)
    query = F.linear(query_BQD, to_q, bias_q).unflatten(-1, (heads, -1)) * attention.head_dim**-0.5
    seeks_BQHD = torch.einsum("bqhc,hcd->bqhd", query, to_k.unflatten(0, (heads, -1)))
    scores_BQHn = _rows_times(level.values_BnD, seeks_BQHD.flatten(1, 2)).unflatten(1, seeks_BQHD.shape[1:3])
    scores_BQHn = scores_BQHn + seeks_BQHD @ level.places_nD.transpose(0, 1)  # the level's own part is constant
    shares_BQHn = scores_BQHn.masked_fill(blocked_BQn[:, :, None], -torch.inf).softmax(-1, dtype=torch.float32)
    seen = shares_BQHn.to(query.dtype).flatten(1, 2) @ level.values_BnD
    seen_BQHD = seen.unflatten(1, seeks_BQHD.shape[1:3]) + level.embed_D
    mixed = torch.einsum("bqhd,hcd->bqhc", seen_BQHD, to_v.unflatten(0, (heads, -1))).flatten(2) + bias_v
    return attention.out_proj(mixed)  # type: ignore[no-any-return]


def _attend_plainly(attention: nn.MultiheadAttention, query_BQD: Tensor, level: Level, blocked_BQn: Tensor) -> Tensor:
    """As `cross_attention`, by keys and values of all positions: cheaper where the queries of a question are many."""
    values = level.values_BnD + level.embed_D
    blocked = blocked_BQn.repeat_interleave(attention.num_heads, dim=0)
    seen, _ = attention(query_BQD, values + level.places_nD, values, attn_mask=blocked, need_weights=False)
    return seen  # type: ignore[no-any-return]


def _attend_to_itself(attention: nn.MultiheadAttention, x: Tensor) -> Tensor:
    """Self-attention of a sequence of one: its only weight is one, so only the value and output maps are left."""
    value = F.linear(x, attention.in_proj_weight.chunk(3)[2], attention.in_proj_bias.chunk(3)[2])
    return attention.out_proj(value)  # type: ignore[no-any-return]


class MaskDecoder(nn.Module):
    """Queries ``[B, Q, D]`` and B tiles' features to one prediction per layer, the last one final.

    With ``config.queries`` above 1 the Q queries of a row belong to one question, whose description judges them.
    """

    def __init__(self, config: MaskDecoderConfig, dim: int, mask_dim: int, levels: int = 3) -> None:
        super().__init__()
        self.layers = nn.ModuleList(DecoderLayer(dim, config) for _ in range(config.layers))
        self.level_embed = nn.Parameter(torch.randn(levels, dim))
        self.norm = nn.LayerNorm(dim)
        self.mask_mlp = nn.Sequential(
            nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, mask_dim)
        )
        self.presence = PresenceHead(dim, mask_dim, config.presence_shift) if config.presence else None
        self.classes = QueryClasses(config.queries, dim) if config.queries > 1 else None

    def forward(
        self,
        query_BQD: Tensor,
        mask_features_BMhw: Tensor,
        maps: Sequence[Tensor],
        *,
        every_layer: bool = False,
        description_BD: Tensor | None = None,
    ) -> list[MaskPrediction]:
        """Predict. ``maps`` are the 1/32, 1/16, 1/8 levels ``[B, D, h, w]``; several queries need a description.

        Returns the final prediction alone, or with ``every_layer`` all of them in order (deep supervision). Without
        it the layers' masks are computed at the size that they are used in: resizing the features and then taking the
        product is the same as the other way round, since both are linear.
        """
        levels = [self._level(i, level_map) for i, level_map in enumerate(maps)]
        if every_layer:
            return self._refine_by_full_masks(query_BQD, mask_features_BMhw, levels, description_BD)
        resized = [resize(mask_features_BMhw, level.shape) for level in levels]
        x = query_BQD
        for i, layer in enumerate(self.layers):
            turn = i % len(levels)
            x = layer(x, levels[turn], masks_to_block(self._masks(x, resized[turn])), self._positions)
        return [self._predict(x, mask_features_BMhw, description_BD)]

    def embed(self, query: Tensor) -> Tensor:
        """What a query is multiplied with the mask features as, ``[..., M]``."""
        return self.mask_mlp(self.norm(query))  # type: ignore[no-any-return]

    @property
    def _positions(self) -> Tensor | None:
        return None if self.classes is None else self.classes.positions

    def _refine_by_full_masks(
        self, x_BQD: Tensor, mask_features_BMhw: Tensor, levels: Sequence[Level], description_BD: Tensor | None
    ) -> list[MaskPrediction]:
        predictions = [self._predict(x_BQD, mask_features_BMhw, description_BD)]
        for i, layer in enumerate(self.layers):
            level = levels[i % len(levels)]
            blocked_BQn = masks_to_block(resize(predictions[-1].logits_BQhw.detach(), level.shape))
            x_BQD = layer(x_BQD, level, blocked_BQn, self._positions)
            predictions.append(self._predict(x_BQD, mask_features_BMhw, description_BD))
        return predictions

    def _level(self, index: int, map_BDhw: Tensor) -> Level:
        height, width = map_BDhw.shape[-2:]
        places = sine_positions(height, width, map_BDhw.shape[1], map_BDhw)
        return Level(_rows(map_BDhw), (height, width), self.level_embed[index], places)

    def _masks(self, x_BQD: Tensor, features_BMhw: Tensor) -> Tensor:
        masks_BQhw: Tensor = _rows_times(_rows(features_BMhw), self.embed(x_BQD)).unflatten(2, features_BMhw.shape[-2:])
        return masks_BQhw

    def _predict(self, x_BQD: Tensor, mask_features_BMhw: Tensor, description_BD: Tensor | None) -> MaskPrediction:
        logits = self._masks(x_BQD, mask_features_BMhw)
        presence = None if self.presence is None else self.presence(self.norm(x_BQD), logits, mask_features_BMhw)
        if self.classes is None or description_BD is None:
            return MaskPrediction(logits, presence)
        return MaskPrediction(logits, presence, self.classes(self.norm(x_BQD), description_BD))


def _rows(map_BChw: Tensor) -> Tensor:
    """A map as one row of channels per position, ``[B, n, C]``: no copy where its channels lie together."""
    return map_BChw.flatten(2).transpose(1, 2)


def _rows_times(rows_BnC: Tensor, vectors_BQC: Tensor) -> Tensor:
    """All products of rows and vectors, ``[B, Q, n]``. The large side stays as it lies in memory."""
    return (rows_BnC @ vectors_BQC.transpose(1, 2)).transpose(1, 2)


def resize(maps_BChw: Tensor, shape: Sequence[int]) -> Tensor:
    """Maps at another size, bilinear between pixel centres."""
    return F.interpolate(maps_BChw, size=shape, mode="bilinear", align_corners=False)


def masks_to_block(masks_BQhw: Tensor) -> Tensor:
    """Positions ``[B, Q, n]`` the next layer may not look at: a negative mask, unless it is so everywhere."""
    blocked = masks_BQhw.flatten(2) < 0
    return blocked & ~blocked.all(dim=-1, keepdim=True)
