"""Fused deformable attention for GPUs: softmax, places, bilinear samples and their mix in one Triton kernel.

A custom operator, so that ``torch.compile`` keeps one graph. Triton is imported when it first runs: the engine works
without it. For inference: there is no backward, and asking for one raises.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Sequence
from functools import cache

import torch
from torch import Tensor

LOG = logging.getLogger(__name__)
FLOATS = (torch.float32, torch.bfloat16, torch.float16)
LEAST_CAPABILITY = (8, 0)  # Ampere: the first with bf16


def available(device: torch.device | str) -> bool:
    """Whether `deform_fused` runs on ``device``; found by a tiny run, once per device and process.

    It needs a CUDA device of compute capability 8.0 or more, Triton and, at Triton's first run on a machine, a C
    compiler with Python's headers. Where that run fails, the reason is logged as a warning and the answer is no.
    Code that is to be compiled may ask after `prepare_for_compile`.
    """
    device = torch.device(device)
    if device.type != "cuda" or importlib.util.find_spec("triton") is None:
        return False
    return _runs_on(torch.cuda.current_device() if device.index is None else device.index)


def prepare_for_compile() -> None:
    """Make the answer of `available` a constant for ``torch.compile``, which would trace into it otherwise.

    Not done on import: it loads the compiler, about a second.
    """
    torch.compiler.assume_constant_result(available)


@cache
def _runs_on(index: int) -> bool:
    if torch.version.hip is not None or torch.cuda.get_device_capability(index) < LEAST_CAPABILITY:
        return False  # AMD: nobody has tried
    try:
        from .deformable_kernel import FAILURES
    except (ImportError, OSError) as error:
        LOG.warning("Deformable attention runs unfused, Triton cannot be loaded: %s", error)
        return False
    try:
        return _trial(torch.device("cuda", index))
    except FAILURES as error:
        LOG.warning("Deformable attention runs unfused, Triton does not work here: %s", error)
        return False


def _trial(device: torch.device) -> bool:
    one = torch.ones(1, 1, 1, 1, 1, device=device)
    zero = torch.zeros(1, 1, 1, 1, 1, 2, device=device)
    return deform_fused(one[0], [(1, 1)], zero, one, zero[0, 0, 0, 0] + 0.5).item() == 1.0


def deform_fused(
    value_BKHC: Tensor,
    shapes: Sequence[tuple[int, int]],
    offsets_BNHLP2: Tensor,
    logits_BNHLP: Tensor,
    centres_N2: Tensor,
) -> Tensor:
    """Mix bilinear samples of L levels, P points each: ``[B, N, H, C]`` in the dtype of the value.

    Parameters
    ----------
    value_BKHC
        All levels, flattened row-major and joined along K; H heads of C channels; fp32, bf16 or fp16.
    shapes
        (height, width) of each level in that order. Each new set of them compiles the kernel anew, some seconds.
    offsets_BNHLP2
        Raw offsets (x, y) in pixels of each level, any of the three dtypes.
    logits_BNHLP
        Raw logits of the mix, softmaxed over the L P samples of a head, any of the three dtypes.
    centres_N2
        Each query's own place as (x, y) in 0..1 of the map, float32; a sample lies at ``centre * size - 0.5 + offset``
        pixels, computed in float32 (pixel centres at integers); outside a level lies zero.

    Raises
    ------
    ValueError
        Shapes or dtypes do not fit, or one tile spans 2**31 values.

    Notes
    -----
    Sums are float32. The first three may be views of wider tensors, such as one linear layer's output for several.
    Memory: the result alone, ``B N H C`` values; nothing of size ``N H L P`` is written.

    Estimate, not a measurement, for the full network (N = K = 21504, H 8, C 32, L 3, P 4, bf16) per tile and layer:
    8.3 million rows of 64 bytes are read, 528 MB out of the L1 and L2 caches, and 0.53 GFLOP computed; device memory
    moves 34 MB (value and result 11 MB each, offsets 8, logits 4). On an H200 (4.8 TB/s; L2 taken as 5.5 TB/s) that is
    7 microseconds by device memory and at most about 0.1 ms by the L2 cache, which bounds it; for six layers at most
    0.6 ms a tile. Plain ``grid_sample`` writes and reads the samples unmixed as well, 264 MB in float32.
    """
    _check(value_BKHC, shapes, offsets_BNHLP2, logits_BNHLP, centres_N2)
    sizes = [side for shape in shapes for side in shape]
    return torch.ops.segearth.deform_fused(  # type: ignore[no-any-return]
        value_BKHC, sizes, offsets_BNHLP2, logits_BNHLP, centres_N2
    )


@torch.library.custom_op("segearth::deform_fused", mutates_args=())
def _deform(value: Tensor, sizes: Sequence[int], offsets: Tensor, logits: Tensor, centres: Tensor) -> Tensor:
    from .deformable_kernel import deform

    return deform(value, sizes, offsets, logits, centres)


@_deform.register_fake
def _(value: Tensor, sizes: Sequence[int], offsets: Tensor, logits: Tensor, centres: Tensor) -> Tensor:
    return value.new_empty(value.shape[0], offsets.shape[1], value.shape[2], value.shape[3])


def _check(value: Tensor, shapes: Sequence[tuple[int, int]], offsets: Tensor, logits: Tensor, centres: Tensor) -> None:
    """Raises ValueError: the kernel reads memory by these shapes and would not notice."""
    batch, positions, heads, _ = value.shape
    if positions != sum(height * width for height, width in shapes):
        raise ValueError(f"a value of {positions} positions for levels of {list(shapes)}")
    if offsets.shape[0] != batch or offsets.shape[2:4] != (heads, len(shapes)) or offsets.shape[5] != 2:
        raise ValueError(f"offsets of shape {tuple(offsets.shape)} for a value of {tuple(value.shape)}")
    if logits.shape != offsets.shape[:-1]:
        raise ValueError(f"logits of shape {tuple(logits.shape)} for offsets of {tuple(offsets.shape)}")
    if centres.shape != (offsets.shape[1], 2):
        raise ValueError(f"centres of shape {tuple(centres.shape)} for {offsets.shape[1]} queries")
    if centres.dtype != torch.float32:
        raise ValueError(f"centres are {centres.dtype}: pixel coordinates need float32")
    if {value.dtype, offsets.dtype, logits.dtype} - set(FLOATS):
        raise ValueError(f"dtypes {value.dtype}, {offsets.dtype}, {logits.dtype}: float32, bfloat16 and float16 work")
    if {offsets.device, logits.device, centres.device} != {value.device}:
        raise ValueError(f"value on {value.device}, offsets on {offsets.device}: all must be on one device")
