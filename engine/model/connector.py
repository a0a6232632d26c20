"""Token-compressing connector (paper 4.2, Figure 3): the 1/32 map to a handful of visual tokens.

d strided 3 x 3 convolutions, each followed by a layer norm, then a 1 x 1 convolution; no activation
(reference, section 6). With d = 2 a 1024 px tile becomes 64 tokens.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from .config import ConnectorConfig


class ChannelNorm(nn.LayerNorm):
    """Layer norm over the channels of each position of an NCHW map: independent of its size."""

    def forward(self, x_BCHW: Tensor) -> Tensor:
        x = F.layer_norm(x_BCHW.movedim(1, -1), self.normalized_shape, self.weight, self.bias, self.eps)
        return x.movedim(-1, 1)


class Connector(nn.Module):
    """``[B, C, h, w]`` to ``[B, T, D]`` with T = h w / 4^d, row-major.

    With the released "spatial" norm the weights are shaped ``[D, h, w]``: such a model takes one input size only.
    A configured ``grid`` pools to grid x grid tokens whatever the input's size, so that the words' share of the
    language model's attention does not depend on it.
    """

    def __init__(self, config: ConnectorConfig, in_channels: int, out_channels: int, map_px: int) -> None:
        super().__init__()
        self.proj = nn.ModuleList()
        self.norm = nn.ModuleList()
        channels = in_channels
        for _ in range(config.depth):
            map_px = (map_px + 1) // 2
            self.proj.append(nn.Conv2d(channels, out_channels, 3, stride=2, padding=1))
            spatial = config.norm == "spatial"
            self.norm.append(nn.LayerNorm([out_channels, map_px, map_px]) if spatial else ChannelNorm(out_channels))
            channels = out_channels
        self.grid = config.grid
        self.fc = nn.Conv2d(channels, out_channels, 1)

    def forward(self, res5_BCHW: Tensor) -> Tensor:
        """Compress the 1/32 map into visual tokens."""
        x = res5_BCHW
        for proj, norm in zip(self.proj, self.norm, strict=True):
            x = norm(proj(x))
        if self.grid:
            x = F.adaptive_avg_pool2d(x, self.grid)
        return self.fc(x).flatten(2).transpose(1, 2)  # type: ignore[no-any-return]
