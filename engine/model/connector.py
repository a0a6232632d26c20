"""Token-compressing connector (paper 4.2, Figure 3): the 1/32 map to a handful of visual tokens.

d strided 3 x 3 convolutions, each followed by a layer norm, then a 1 x 1 convolution; no activation
(reference, section 6). With d = 2 a 1024 px tile becomes 64 tokens. Beside it PSALM's connector, which Table 5 has
in its place: one residual block, 256 tokens.
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


class ResidualConnector(nn.Module):
    """PSALM's "swin_conv": ``[B, C, h, w]`` to ``[B, T, D]`` with T = h w / 4, by one strided residual block.

    Its second convolution is applied twice, as published. Its batch norms are layer norms over the channels here: their
    statistics would tie the samples of a batch to each other (docs/decisions/0006).
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        inner = 2 * in_channels
        self.conv1 = nn.Conv2d(in_channels, inner, 3, stride=2, padding=1, bias=False)
        self.norm1 = ChannelNorm(inner)
        self.conv2 = nn.Conv2d(inner, inner, 3, padding=1, bias=False)
        self.norm2 = ChannelNorm(inner)
        self.shortcut = nn.Conv2d(in_channels, inner, 1, stride=2, bias=False)
        self.shortcut_norm = ChannelNorm(inner)
        self.fc = nn.Linear(inner, out_channels)

    def forward(self, res5_BCHW: Tensor) -> Tensor:
        """Turn the 1/32 map into visual tokens, row-major."""
        x = self.norm1(self.conv1(res5_BCHW)).relu()
        x = self.norm2(self.conv2(self.conv2(x)))
        x = (x + self.shortcut_norm(self.shortcut(res5_BCHW))).relu()
        return self.fc(x.flatten(2).transpose(1, 2))  # type: ignore[no-any-return]


def build_connector(config: ConnectorConfig, in_channels: int, out_channels: int, map_px: int) -> nn.Module:
    """The connector that a configuration describes, for a 1/32 map of ``map_px`` pixels a side."""
    if config.kind == "swin_conv":
        return ResidualConnector(in_channels, out_channels)
    return Connector(config, in_channels, out_channels, map_px)
