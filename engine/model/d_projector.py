"""D-Projector (paper 4.3): the mean description state looks at the 1/32 map and becomes the mask generator's query.

Follows the released network (reference, section 8), which adds norms, a feed-forward part and a second linear
path to the paper's figure.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .config import ProjectorConfig


class DescriptionAttention(nn.Module):
    """One latent attends to the local visual features and to itself; multi-head, no biases."""

    def __init__(self, config: ProjectorConfig) -> None:
        super().__init__()
        inner = config.heads * config.head_dim
        self.heads = config.heads
        self.norm_media = nn.LayerNorm(config.dim)
        self.norm_latents = nn.LayerNorm(config.dim)
        self.to_q = nn.Linear(config.dim, inner, bias=False)
        self.to_kv = nn.Linear(config.dim, 2 * inner, bias=False)
        self.to_out = nn.Linear(inner, config.dim, bias=False)

    def forward(self, local_NKD: Tensor, latent_N1D: Tensor) -> Tensor:
        latent = self.norm_latents(latent_N1D)
        keys = torch.cat([self.norm_media(local_NKD), latent], dim=1)
        q = self._split(self.to_q(latent))
        k, v = (self._split(part) for part in self.to_kv(keys).chunk(2, dim=-1))
        attended = F.scaled_dot_product_attention(q, k, v)
        return self.to_out(attended.transpose(1, 2).flatten(2))  # type: ignore[no-any-return]

    def _split(self, x_NLD: Tensor) -> Tensor:
        heads: Tensor = x_NLD.unflatten(-1, (self.heads, -1))
        return heads.transpose(1, 2)


class DProjector(nn.Module):
    """Mean description state ``[N, D]`` and local features ``[N, K, C]`` to one query ``[N, Q]`` each.

    With depth 0 (Table 5, "without D-Projector") the query is a linear function of the mean state alone.
    """

    def __init__(self, config: ProjectorConfig, text_dim: int, vision_dim: int, query_dim: int) -> None:
        super().__init__()
        self.direct = nn.Linear(text_dim, config.dim)
        self.attends = config.depth > 0
        if self.attends:
            self.local = nn.Linear(vision_dim, config.dim)
            self.text = nn.Linear(text_dim, config.dim)
            self.attention = nn.ModuleList(DescriptionAttention(config) for _ in range(config.depth))
            hidden = config.dim * config.ffn_mult
            self.ffn = nn.ModuleList(
                nn.Sequential(
                    nn.LayerNorm(config.dim),
                    nn.Linear(config.dim, hidden, bias=False),
                    nn.GELU(),
                    nn.Linear(hidden, config.dim, bias=False),
                )
                for _ in range(config.depth)
            )
            self.norm = nn.LayerNorm(config.dim)
        self.query = nn.Linear(config.dim * (2 if self.attends else 1), query_dim)

    def project_local(self, res5_BCHW: Tensor) -> Tensor:
        """The image's side, once per scene: ``[B, h w, dim]``, row-major (empty where depth is 0)."""
        if not self.attends:
            return res5_BCHW.new_zeros(res5_BCHW.shape[0], 0, 1)
        return self.local(res5_BCHW.flatten(2).transpose(1, 2))  # type: ignore[no-any-return]

    def forward(self, mean_ND: Tensor, local_NKD: Tensor) -> Tensor:
        """One query per description."""
        direct = self.direct(mean_ND)
        if not self.attends:
            return self.query(direct)  # type: ignore[no-any-return]
        return self.query(torch.cat([direct, self.attend(mean_ND, local_NKD)], dim=-1))  # type: ignore[no-any-return]

    def attend(self, mean_ND: Tensor, local_NKD: Tensor) -> Tensor:
        """The description after it has looked at the image, ``[N, dim]``."""
        latent = self.text(mean_ND)[:, None]
        for attention, ffn in zip(self.attention, self.ffn, strict=True):
            latent = latent + attention(local_NKD, latent)
            latent = latent + ffn(latent)
        return self.norm(latent)[:, 0]  # type: ignore[no-any-return]


def mean_description(states_NLD: Tensor, description_NL: Tensor) -> Tensor:
    """Mean of the last hidden states at the question's tokens and [SEG], ``[N, D]`` (paper 4.3)."""
    weights = description_NL.to(states_NLD.dtype)
    return torch.einsum("nld,nl->nd", states_NLD, weights) / weights.sum(1, keepdim=True)
