"""Sine position encoding of a 2-D map, and the pixel centres of its levels; made once for each size of map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import torch
from torch import Tensor

_SIZES_KEPT = 16  # a network has three maps of each input size; 22 MB for those of 1024 px at 256 channels


def sine_positions(height: int, width: int, dim: int, like: Tensor) -> Tensor:
    """Encoding ``[h w, dim]`` row-major: the y half, then the x half, sine and cosine interleaved.

    Coordinates run from 1 to the side and are normalised to 2 pi; temperature 10000 (reference, section 9). Of the
    dtype and on the device of ``like``; not to be changed, since it is kept.
    """
    make = _make_positions if torch.compiler.is_compiling() else _sine_positions  # compiled code keeps what is constant
    return make(height, width, dim, like.dtype, like.device)


@lru_cache(maxsize=_SIZES_KEPT)
@torch.inference_mode(mode=False)  # a tensor made in inference mode could not serve training later
def _sine_positions(height: int, width: int, dim: int, dtype: torch.dtype, device: torch.device) -> Tensor:
    return _make_positions(height, width, dim, dtype, device)


def _make_positions(height: int, width: int, dim: int, dtype: torch.dtype, device: torch.device) -> Tensor:
    half = dim // 2
    steps = torch.arange(half, dtype=torch.float32, device=device)
    frequency = 10000 ** (2 * torch.div(steps, 2, rounding_mode="floor") / half)

    def encode(side: int) -> Tensor:
        place = torch.arange(1, side + 1, dtype=torch.float32, device=device)
        angle = (place / (side + 1e-6) * 2 * math.pi)[:, None] / frequency
        return torch.stack([angle[:, 0::2].sin(), angle[:, 1::2].cos()], dim=-1).flatten(1)

    y = encode(height)[:, None].expand(height, width, half)
    x = encode(width)[None].expand(height, width, half)
    return torch.cat([y, x], dim=-1).flatten(0, 1).to(dtype)


def pixel_centres(shapes: Sequence[tuple[int, int]], like: Tensor) -> Tensor:
    """Centres (x, y) in 0..1 of all pixels of all levels, joined, ``[N, 2]`` in float32 at least."""
    dtype = torch.promote_types(like.dtype, torch.float32)
    centres = []
    for height, width in shapes:
        y = (torch.arange(height, device=like.device, dtype=dtype) + 0.5) / height
        x = (torch.arange(width, device=like.device, dtype=dtype) + 0.5) / width
        yy, xx = torch.meshgrid(y, x, indexing="ij")
        centres.append(torch.stack([xx, yy], -1).flatten(0, 1))
    return torch.cat(centres)
