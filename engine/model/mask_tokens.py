"""Mask tokens: PSALM's way to a mask, the baseline of the paper's Table 5 (docs/decisions/0006).

Learned tokens are read by the language model behind the description; their states are the queries of the mask
generator. Each query gives a mask and a class logit: is it what the description means? The best-scored is the answer.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

_INITIAL_STD = 0.02  # as language models' own word embeddings


class MaskTokens(nn.Module):
    """``count`` learned tokens of the language model's width, and the map from their states to queries."""

    def __init__(self, count: int, text_dim: int, query_dim: int) -> None:
        super().__init__()
        self.tokens = nn.Parameter(_INITIAL_STD * torch.randn(count, text_dim))
        self.project = nn.Linear(text_dim, query_dim)

    def forward(self, states_NLT: Tensor, places_NL: Tensor) -> Tensor:
        """The queries ``[N, Q, D]`` of N sequences, from the language model's states where the tokens stand."""
        states = states_NLT[places_NL].unflatten(0, (len(states_NLT), -1))
        return self.project(states)  # type: ignore[no-any-return]


class QueryClasses(nn.Module):
    """What several queries need beside a mask: a place of their own, and a class by the description."""

    def __init__(self, count: int, dim: int) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.randn(count, dim))  # added to queries, and to keys among queries
        self.mlp = nn.Sequential(nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, dim))

    def forward(self, normed_BQD: Tensor, description_BD: Tensor) -> Tensor:
        """Class logits ``[B, Q]``: how well each query agrees with the description."""
        return torch.einsum("bqd,bd->bq", self.mlp(normed_BQD), description_BD)


def best_queries(logits_BQhw: Tensor, classes_BQ: Tensor) -> Tensor:
    """Which query answers, ``[B]``: the highest class probability times mean probability inside the own mask.

    A query that marks nothing scores zero: it answers only where all mark nothing.
    """
    logits = logits_BQhw.float().flatten(2)
    inside = (logits > 0).float()
    certainty_BQ = (logits.sigmoid() * inside).sum(-1) / inside.sum(-1).clamp(min=1)
    return (classes_BQ.float().sigmoid() * certainty_BQ).argmax(1)


def take_queries(values_BQ: Tensor, index_B: Tensor) -> Tensor:
    """One query's values per row, ``[B, ...]``."""
    return values_BQ[torch.arange(len(index_B), device=index_B.device), index_B]
