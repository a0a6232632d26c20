"""Writes a model directory's weights shard by shard from tensors that are read when their turn comes.

At most one shard is in memory, whatever the model's size.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from ..errors import BadModel
from .directory import INDEX

SHARD_BYTES = 1 << 30


@dataclass(frozen=True)
class Planned:
    """A tensor that is to be written: its shape and dtype now, its values when it is written."""

    shape: tuple[int, ...]
    dtype: torch.dtype
    read: Callable[[], Tensor]
    source: str = ""  # what the file it comes from calls it, where that is another name

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return prod(self.shape) * self.dtype.itemsize


def planned(tensor: Tensor) -> Planned:
    """A tensor that is in memory already."""
    return Planned(tuple(tensor.shape), tensor.dtype, lambda: tensor)


def write_shards(folder: Path, tensors: Mapping[str, Planned], *, shard_bytes: int = SHARD_BYTES) -> list[Path]:
    """Write all tensors and their index in the order given. Raises BadModel for one that holds no numbers."""
    groups = group(tensors, shard_bytes)
    weight_map: dict[str, str] = {}
    files = []
    for i, names in enumerate(groups, 1):
        file = folder / f"model-{i:05d}-of-{len(groups):05d}.safetensors"
        save_file(_apart({name: _values(name, tensors[name]) for name in names}), file, metadata={"format": "pt"})
        weight_map |= dict.fromkeys(names, file.name)
        files.append(file)
    index = {"metadata": {"total_size": total_bytes(tensors)}, "weight_map": weight_map}
    (folder / INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    for file in files:
        shutil.copymode(folder / INDEX, file)  # safetensors makes files that nobody else may read
    return files


def total_bytes(tensors: Mapping[str, Planned]) -> int:
    """What all tensors take on disk."""
    return sum(tensor.size for tensor in tensors.values())


def group(tensors: Mapping[str, Planned], shard_bytes: int) -> list[list[str]]:
    """Names by shard: each of at most ``shard_bytes``, or of a single tensor that is larger."""
    groups: list[list[str]] = [[]]
    used = 0
    for name, tensor in tensors.items():
        if groups[-1] and used + tensor.size > shard_bytes:
            groups.append([])
            used = 0
        groups[-1].append(name)
        used += tensor.size
    return groups


def _values(name: str, wanted: Planned) -> Tensor:
    source = wanted.read()
    tensor = source.to(wanted.dtype)
    if not _finite(tensor):
        if _finite(source):
            raise BadModel(
                f"{wanted.source or name} does not fit into {wanted.dtype}.", hint="Use --dtype bf16 or fp32."
            )
        raise BadModel(f"{wanted.source or name} holds values that are no numbers (NaN or infinite).")
    return tensor.contiguous()


def _finite(tensor: Tensor) -> bool:
    """Whether all values are numbers; without the copies that `torch.isfinite` takes of a large table."""
    if not tensor.is_floating_point() or tensor.numel() == 0:
        return True
    low, high = torch.aminmax(tensor)
    return bool(torch.isfinite(low)) and bool(torch.isfinite(high))


def _apart(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Copies of tensors that share memory with one before, which safetensors does not write."""
    seen: set[int] = set()
    apart = {}
    for name, tensor in tensors.items():
        storage = tensor.untyped_storage().data_ptr()
        apart[name] = tensor.clone() if storage in seen else tensor
        seen.add(storage)
    return apart
