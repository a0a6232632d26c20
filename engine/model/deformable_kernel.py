"""The Triton kernel of deformable attention. Imports Triton: only `deformable_triton` imports this, when it first runs.

One program mixes the samples of one head for a block of queries of one tile. The C channels of a head lie side by side
in memory, so each corner of each sample is one row of C values (64 bytes in bf16); neighbouring queries sample
neighbouring pixels, which the caches then hold. Nothing but the result is written.
"""

from __future__ import annotations

import subprocess  # nosec B404
from collections.abc import Sequence

import torch
import triton
import triton.language as tl
from torch import Tensor
from triton.errors import TritonError

BLOCK = 32  # with 4 warps and C = 32: 8 channels of one query per thread, one load of 16 bytes in bf16
WARPS = 4
INT32_END = 2**31
# What a first launch raises where Triton does not work: no C compiler for its launcher, an old driver, a full disk.
FAILURES = (TritonError, RuntimeError, OSError, subprocess.SubprocessError)


@triton.jit
def _add_sample(
    mixed, rows, x, y, weight, active, row_stride,
    WIDTH: tl.constexpr, HEIGHT: tl.constexpr, CHANNELS: tl.constexpr, PADDED: tl.constexpr,
):  # fmt: skip
    """Add ``weight`` times the bilinear sample at (x, y) of one level, corner by corner."""
    channel = tl.arange(0, PADDED)
    left = tl.floor(x)
    top = tl.floor(y)
    right_part = x - left
    low_part = y - top
    for corner in tl.static_range(4):
        column = left + corner % 2
        line = top + corner // 2
        share = weight
        share *= right_part if corner % 2 else 1 - right_part
        share *= low_part if corner // 2 else 1 - low_part
        # Compared as floats: a place too far away for an integer, infinite or NaN lies outside, as in grid_sample.
        inside = active & (column >= 0) & (column <= WIDTH - 1) & (line >= 0) & (line <= HEIGHT - 1)
        share = tl.where(inside, share, 0)
        index = tl.where(inside, line, 0).to(tl.int32) * WIDTH + tl.where(inside, column, 0).to(tl.int32)
        mask = inside[:, None]
        if PADDED > CHANNELS:
            mask = mask & (channel < CHANNELS)[None, :]
        row = tl.load(rows + (index * row_stride)[:, None] + channel[None, :], mask=mask, other=0)
        mixed += share[:, None] * row.to(tl.float32)
    return mixed


@triton.jit
def _deform(
    out, value, offsets, logits, centres, queries,
    value_b, value_k, value_h, offsets_b, offsets_n, offsets_h, logits_b, logits_n, logits_h,
    SIZES: tl.constexpr, LEVELS: tl.constexpr, POINTS: tl.constexpr, HEADS: tl.constexpr,
    CHANNELS: tl.constexpr, PADDED: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    # Heads change fastest, then queries, then tiles: what runs at one time shares a tile's maps in the L2 cache.
    head = tl.program_id(0) % HEADS
    query = tl.program_id(0) // HEADS * BLOCK + tl.arange(0, BLOCK)
    tile = tl.program_id(1).to(tl.int64)  # offsets inside a tile fit 32 bits (`_check_reach`), those of tiles need not
    active = query < queries
    offset_rows = offsets + tile * offsets_b + head * offsets_h + query * offsets_n
    logit_rows = logits + tile * logits_b + head * logits_h + query * logits_n
    centre_x = tl.load(centres + 2 * query, mask=active, other=0)
    centre_y = tl.load(centres + 2 * query + 1, mask=active, other=0)
    # One load a sample: sums over a load of [BLOCK, L P] would lie in other threads than the rows they weigh,
    # and cost a barrier each time (95 of them, and three times the registers).
    peak = tl.full([BLOCK], float("-inf"), dtype=tl.float32)
    for sample in tl.static_range(LEVELS * POINTS):
        peak = tl.maximum(peak, tl.load(logit_rows + sample, mask=active, other=0).to(tl.float32))
    total = tl.zeros([BLOCK], dtype=tl.float32)
    mixed = tl.zeros([BLOCK, PADDED], dtype=tl.float32)
    rows = value + tile * value_b + head * value_h
    for level in tl.static_range(LEVELS):
        for point in tl.static_range(POINTS):
            sample = level * POINTS + point
            x = tl.load(offset_rows + 2 * sample, mask=active, other=0).to(tl.float32)
            y = tl.load(offset_rows + 2 * sample + 1, mask=active, other=0).to(tl.float32)
            x += centre_x * SIZES[2 * level + 1] - 0.5
            y += centre_y * SIZES[2 * level] - 0.5
            weight = tl.exp(tl.load(logit_rows + sample, mask=active, other=0).to(tl.float32) - peak)
            total += weight
            mixed = _add_sample(
                mixed, rows, x, y, weight, active, value_k, SIZES[2 * level + 1], SIZES[2 * level], CHANNELS, PADDED
            )
        rows += SIZES[2 * level] * SIZES[2 * level + 1] * value_k
    mixed /= total[:, None]
    channel = tl.arange(0, PADDED)
    place = ((tile * queries + query) * HEADS + head) * CHANNELS
    kept = active[:, None] & (channel < CHANNELS)[None, :]
    tl.store(out + place[:, None] + channel[None, :], mixed.to(out.dtype.element_ty), mask=kept)


def deform(
    value_BKHC: Tensor, sizes: Sequence[int], offsets_BNHLP2: Tensor, logits_BNHLP: Tensor, centres_N2: Tensor
) -> Tensor:
    """Run the kernel, ``[B, N, H, C]``; arguments as for `deform_fused`, ``sizes``: height, width of each level."""
    value = value_BKHC if value_BKHC.stride(3) == 1 else value_BKHC.contiguous()
    offsets = _joined(offsets_BNHLP2, 3)
    logits = _joined(logits_BNHLP, 3)
    batch, _, heads, channels = value.shape
    queries, levels, points = logits.shape[1], logits.shape[3], logits.shape[4]
    out = value.new_empty(batch, queries, heads, channels)
    if out.numel() == 0:
        return out
    for tensor in (value, offsets, logits, out):
        _check_reach(tensor)
    with torch.cuda.device_of(value):
        _deform[triton.cdiv(queries, BLOCK) * heads, batch](
            out, value, offsets, logits, centres_N2.contiguous(), queries,
            *value.stride()[:3], *offsets.stride()[:3], *logits.stride()[:3],
            SIZES=tuple(sizes), LEVELS=levels, POINTS=points, HEADS=heads,
            CHANNELS=channels, PADDED=triton.next_power_of_2(channels), BLOCK=BLOCK, num_warps=WARPS,
        )  # fmt: skip
    return out


def _joined(tensor: Tensor, start: int) -> Tensor:
    """The tensor itself if its dimensions from ``start`` on lie side by side in memory, else a copy."""
    expected = 1
    for size, stride in zip(reversed(tensor.shape[start:]), reversed(tensor.stride()[start:]), strict=True):
        if size != 1 and stride != expected:
            return tensor.contiguous()
        expected *= size
    return tensor


def _check_reach(tensor: Tensor) -> None:
    """Raises ValueError where an offset inside one tile exceeds the kernel's 32-bit integers (or is negative)."""
    reach = sum((size - 1) * stride for size, stride in zip(tensor.shape[1:], tensor.stride()[1:], strict=True))
    if reach >= INT32_END:
        raise ValueError(f"a tile spans {reach + 1} values; the fused deformable attention takes less than 2**31")
