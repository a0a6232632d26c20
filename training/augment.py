"""Random views of a labelled image: scale, rotation, flips and colour; image and labels move together.

A view is one affine map from output pixels to the source, so that only the source window it needs is touched.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor


@dataclass(frozen=True)
class View:
    """Output pixel (x, y), measured from the view's centre, lies at ``centre + matrix @ (x, y)`` in the source."""

    size: int
    centre: tuple[float, float]  # x, y in source pixels
    matrix: tuple[float, float, float, float]  # row-major 2 x 2

    def sample(self, image: NDArray[np.generic], mode: str) -> Tensor:
        """The view of ``[H, W]`` or ``[H, W, C]`` as float32 ``[C, size, size]``; zero outside the source."""
        channels = image[..., None] if image.ndim == 2 else image
        a, b, c, d = self.matrix
        reach_x = (abs(a) + abs(b)) * self.size / 2 + 2
        reach_y = (abs(c) + abs(d)) * self.size / 2 + 2
        x0, x1 = _clip(self.centre[0], reach_x, channels.shape[1])
        y0, y1 = _clip(self.centre[1], reach_y, channels.shape[0])
        source = torch.from_numpy(np.ascontiguousarray(channels[y0:y1, x0:x1]).astype(np.float32))
        width, height = x1 - x0, y1 - y0
        half = self.size / 2
        theta = torch.tensor(
            [
                [2 * half * a / width, 2 * half * b / width, 2 * (self.centre[0] - x0) / width - 1],
                [2 * half * c / height, 2 * half * d / height, 2 * (self.centre[1] - y0) / height - 1],
            ]
        )
        grid = F.affine_grid(theta[None], [1, 1, self.size, self.size], align_corners=False)
        return F.grid_sample(source.permute(2, 0, 1)[None], grid, mode=mode, align_corners=False)[0]


def _clip(centre: float, reach: float, side: int) -> tuple[int, int]:
    low = min(max(int(centre - reach), 0), side - 1)
    return low, max(min(int(centre + reach) + 1, side), low + 1)


def random_view(rng: np.random.Generator, shape: tuple[int, int], size: int, focus: tuple[float, float] | None) -> View:
    """A view of ``size`` pixels at 0.5 to 2 times the image's scale, turned and mirrored at will.

    With ``focus`` (x, y) that place is somewhere in the view's middle half; else the view lies mostly inside.
    """
    height, width = shape
    zoom = math.exp(rng.uniform(math.log(0.5), math.log(2.0)))
    step = 1 / zoom
    angle = rng.integers(4) * math.pi / 2 + (rng.uniform(-math.pi / 4, math.pi / 4) if rng.random() < 0.5 else 0.0)
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    cos, sin = math.cos(angle) * step, math.sin(angle) * step
    if focus is not None:
        x, y = (place + rng.uniform(-0.25, 0.25) * size * step for place in focus)
    else:
        x, y = (_inside(rng, side, size * step / 2) for side in (width, height))
    return View(size, (x, y), (cos * mirror, -sin, sin * mirror, cos))


def _inside(rng: np.random.Generator, side: int, reach: float) -> float:
    return float(rng.uniform(reach, side - reach)) if side > 2 * reach else side / 2


def jitter_colours(rng: np.random.Generator, rgb_3HW: Tensor) -> Tensor:
    """Brightness, contrast, gamma, saturation, gain per channel, sometimes blur or grain; stays in 0..255."""
    x = rgb_3HW
    if rng.random() < 0.8:
        mean = x.mean()
        x = (x - mean) * rng.uniform(0.6, 1.5) + mean * rng.uniform(0.7, 1.3)
        grey = x.mean(0, keepdim=True)
        x = grey + (x - grey) * rng.uniform(0.3, 1.6)
        x = x * torch.tensor(rng.uniform(0.88, 1.12, 3), dtype=x.dtype)[:, None, None]
    if rng.random() < 0.4:
        x = 255 * (x.clamp(0, 255) / 255) ** math.exp(rng.uniform(-0.4, 0.4))
    if rng.random() < 0.15:
        x = F.avg_pool2d(x[None], 3, stride=1, padding=1)[0]
    if rng.random() < 0.15:
        x = x + torch.from_numpy(rng.normal(0, 6, x.shape).astype(np.float32))
    return x.clamp(0, 255)
