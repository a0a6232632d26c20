"""Deformable sampling on a processor: the four neighbours of every point as one weighted sum of rows.

``grid_sample`` walks a map channel by channel; here a position's channels lie together, and the 4 L P rows of a
query and head are one bag of ``embedding_bag``. A ring of zeros around each level stands for "outside".
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

CHUNK = 8192  # queries at a time: few enough to hold their indices, enough for every core to have its share
_BEFORE, _AFTER = 2, 2  # zeros around a level: a point beyond it is moved to neighbours -2 and -1, or w and w + 1


def sample_gathered(
    value_BKHC: Tensor,
    shapes: Sequence[tuple[int, int]],
    offsets_BNHLP2: Tensor,
    logits_BNHLP: Tensor,
    centres_N2: Tensor,
) -> Tensor:
    """Mix samples as `deformable_attention.sample_plain` does, ``[B, N, H, C]`` in the value's dtype, no gradients.

    Computes in float32. Memory: a float32 copy of the values, and about 60 MB for 8192 queries of 8 heads and 12
    points. Worked example: on a level 4 pixels wide, x = 3.25 mixes pixel 3 (0.75) and the ring (0.25); x = 9.5 has
    the ring's 4 and 5 for its neighbours. A place that is no number gives none, as it does there.
    """
    sizes = [side for shape in shapes for side in shape]
    return torch.ops.segearth.deform_gathered(  # type: ignore[no-any-return]
        value_BKHC, sizes, offsets_BNHLP2, logits_BNHLP, centres_N2
    )


@torch.library.custom_op("segearth::deform_gathered", mutates_args=())  # ``torch.compile`` need not look inside
def _gather(value: Tensor, sizes: Sequence[int], offsets: Tensor, logits: Tensor, centres: Tensor) -> Tensor:
    batch, _, heads, channels = value.shape
    shapes = list(zip(sizes[::2], sizes[1::2], strict=True))
    rows = _Rows(shapes, heads, logits.shape[-1])
    mixed = value.new_empty(batch, centres.shape[0], heads * channels)
    for b in range(batch):
        table = _with_ring(value[b].float(), shapes)
        for start in range(0, centres.shape[0], CHUNK):
            part = slice(start, start + CHUNK)
            bags, weights = rows.mix(
                centres[part].float(), offsets[b, part].float(), logits[b, part].float().flatten(2).softmax(-1)
            )
            bag = F.embedding_bag(bags, table, mode="sum", per_sample_weights=weights)
            mixed[b, part] = bag.view(-1, heads * channels)
    return mixed.view(batch, -1, heads, channels)


@_gather.register_fake
def _(value: Tensor, sizes: Sequence[int], offsets: Tensor, logits: Tensor, centres: Tensor) -> Tensor:
    return value.new_empty(value.shape[0], offsets.shape[1], value.shape[2], value.shape[3])


class _Rows:
    """Where the samples lie in the table of rows: one row per position of a ringed level and head."""

    def __init__(self, shapes: Sequence[tuple[int, int]], heads: int, points: int) -> None:
        self.heads = heads
        self.width = _each_point([float(w) for _, w in shapes], heads, points)
        self.height = _each_point([float(h) for h, _ in shapes], heads, points)
        strides = [w + _BEFORE + _AFTER for _, w in shapes]
        starts, total = [], 0
        for (height, _), stride in zip(shapes, strides, strict=True):
            starts.append(total + _BEFORE * stride + _BEFORE)
            total += (height + _BEFORE + _AFTER) * stride
        head = torch.arange(heads, dtype=torch.int32).repeat_interleave(len(shapes) * points)
        self.first = _each_point(starts, heads, points) * heads + head
        self.down = _each_point(strides, heads, points) * heads

    def mix(self, centres_n2: Tensor, offsets_nHLP2: Tensor, weights_nHS: Tensor) -> tuple[Tensor, Tensor]:
        """Rows and weights of all neighbours, each ``[n H, 4 L P]``: one bag per query and head."""
        n, heads, samples = len(weights_nHS), self.heads, weights_nHS.shape[-1]
        x, y = (axis.flatten(1) for axis in offsets_nHLP2.unbind(-1))
        column, right = self._split(x, centres_n2[:, :1], self.width)
        line, lower = self._split(y, centres_n2[:, 1:], self.height)
        corners = torch.empty(n, heads, 4, samples, dtype=torch.int32)
        upper_left = line.mul_(self.down).add_(column, alpha=heads).add_(self.first).view(n, heads, samples)
        corners[:, :, 0] = upper_left
        torch.add(upper_left, heads, out=corners[:, :, 1])
        lower_left = upper_left.add_(self.down.view(heads, samples))
        corners[:, :, 2] = lower_left
        torch.add(lower_left, heads, out=corners[:, :, 3])
        mix = torch.empty(n, heads, 4, samples)
        right, lower = right.view(n, heads, samples), lower.view(n, heads, samples)
        below = lower * weights_nHS
        above = weights_nHS - below
        for pair, weight in ((0, above), (2, below)):
            torch.mul(weight, right, out=mix[:, :, pair + 1])
            torch.sub(weight, mix[:, :, pair + 1], out=mix[:, :, pair])
        return corners.view(n * heads, -1), mix.view(n * heads, -1)

    @staticmethod
    def _split(offset: Tensor, centre: Tensor, size: Tensor) -> tuple[Tensor, Tensor]:
        """The pixel before each coordinate, moved into the ring from outside, and the share of the next.

        What is infinite or not a number has a pixel of the ring before it (fmax and fmin drop it) and a share of NaN.
        """
        place = torch.addcmul(offset - 0.5, centre, size)
        before = place.floor()
        share = place.sub_(before)
        return torch.fmin(torch.fmax(before, before.new_tensor(-_BEFORE)), size).to(torch.int32), share


def _each_point(of_levels: Sequence[int | float], heads: int, points: int) -> Tensor:
    """A value per level, repeated for every head and point: ``[H L P]``."""
    dtype = torch.int32 if isinstance(of_levels[0], int) else torch.float32
    return torch.tensor(of_levels, dtype=dtype).repeat_interleave(points).repeat(heads)


def _with_ring(value_KHC: Tensor, shapes: Sequence[tuple[int, int]]) -> Tensor:
    """All levels with their rings as rows ``[K' H, C]``."""
    channels = value_KHC.shape[-1]
    levels = value_KHC.flatten(1).split([h * w for h, w in shapes])
    ring = (0, 0, _BEFORE, _AFTER, _BEFORE, _AFTER)
    ringed = [F.pad(level.unflatten(0, shape), ring).flatten(0, 1) for level, shape in zip(levels, shapes, strict=True)]
    return torch.cat(ringed).view(-1, channels)
