"""Does the tile hold the target at all? Ours: the released network answers every question with a mask.

Judged by the query and by what lies at the places where its mask is surest. Their number is fixed, so that one small
object counts the same in a small view and in a large tile.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

PLACES = 64
"""How many of the surest places of the 1/4 grid are looked at."""
SUREST = 8
LOGIT_SCALE = 0.1


class PresenceHead(nn.Module):
    """One logit per query: the tile holds the target."""

    def __init__(self, dim: int, mask_dim: int, shift: float) -> None:
        super().__init__()
        self.query = nn.Linear(dim, dim)
        self.places = nn.Linear(mask_dim, dim)
        self.logits = nn.Linear(2, dim)
        self.out = nn.Linear(dim, 1)
        self.shift = shift

    def forward(self, query_BQD: Tensor, logits_BQhw: Tensor, mask_features_BMhw: Tensor) -> Tensor:
        """Presence logits ``[B, Q]`` of normed queries, their masks and the features that these came from."""
        logits_BQn = logits_BQhw.flatten(2)
        top_BQk, index_BQk = logits_BQn.topk(min(PLACES, logits_BQn.shape[-1]), dim=-1)
        seen_BQM = _mean_at(mask_features_BMhw.flatten(2), index_BQk)
        strength = torch.stack([top_BQk[..., :SUREST].mean(-1), top_BQk.mean(-1)], dim=-1) * LOGIT_SCALE
        hidden = F.relu(self.query(query_BQD) + self.places(seen_BQM) + self.logits(strength))
        return self.out(hidden)[..., 0] + self.shift  # type: ignore[no-any-return]


def _mean_at(features_BMn: Tensor, index_BQk: Tensor) -> Tensor:
    """The mean feature ``[B, Q, M]`` over each query's places."""
    batch, channels, _ = features_BMn.shape
    index = index_BQk.flatten(1)[:, None].expand(batch, channels, -1)
    found_BMQk: Tensor = features_BMn.gather(2, index).unflatten(2, index_BQk.shape[1:])
    return found_BMQk.mean(-1).transpose(1, 2)
