"""What the tests of the fused kernel run in a process of their own, where Triton interprets (on CPU tensors).

Triton decides this once, when it is imported; hence the process, and hence functions that can be sent there by name.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from engine.model.deformable_triton import deform_fused


def interprets() -> bool:
    from triton import knobs

    return bool(knobs.runtime.interpret)


def check_operator(value: Tensor, sizes: list[int], offsets: Tensor, logits: Tensor, centres: Tensor) -> None:
    """Schema, fake tensors and tracing with dynamic shapes, by PyTorch's own checker."""
    torch.library.opcheck(torch.ops.segearth.deform_fused.default, (value, sizes, offsets, logits, centres))


def deform_compiled(*arguments: object) -> Tensor:
    """`deform_fused` between other operations in one graph; a break of the graph raises."""
    compiled = torch.compile(lambda *a: deform_fused(a[0] * 2, *a[1:]) + 1, fullgraph=True, backend="aot_eager")
    return compiled(*arguments)


def backward_message(
    value: Tensor, shapes: Sequence[tuple[int, int]], offsets: Tensor, logits: Tensor, centres: Tensor
) -> str:
    mixed = deform_fused(value.requires_grad_(), shapes, offsets, logits, centres)
    try:
        mixed.sum().backward()
    except RuntimeError as error:
        return str(error)
    return ""
