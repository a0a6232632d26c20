"""The weights of a model directory: loaded, checked against the configuration, and written in shards.

Only safetensors are ever read. Names in the files are ours and outlive the libraries' (see `library_names`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from ..errors import BadModel
from .directory import CONFIG, FORMAT_VERSION, INDEX, ModelInfo, shards
from .library_names import from_library, to_library
from .segearth import SegEarth


def load_weights(model: SegEarth, folder: Path) -> None:
    """Load all shards into ``model`` in its own dtype. Raises BadModel with a list of what does not fit."""
    state: dict[str, Tensor] = {}
    for shard in shards(folder):
        try:
            state.update(load_file(shard))
        except (OSError, SafetensorError) as error:
            raise BadModel(f"{shard} is damaged: {error}.") from error
    load_state(model, state, str(folder))


def load_state(model: SegEarth, state: Mapping[str, Tensor], source: str) -> None:
    """Put tensors under our names into ``model``. Raises BadModel naming each missing, unknown or misshapen one."""
    wanted = from_library(model.state_dict())
    faults = [f"missing {name}" for name in sorted(set(wanted) - set(state))]
    faults += [f"unknown {name}" for name in sorted(set(state) - set(wanted))]
    faults += [
        f"{name} is {list(state[name].shape)}, not {list(wanted[name].shape)}"
        for name in sorted(set(state) & set(wanted))
        if state[name].shape != wanted[name].shape
    ]
    if faults:
        shown = "; ".join(faults[:10]) + (f" and {len(faults) - 10} more" if len(faults) > 10 else "")
        raise BadModel(f"The weights in {source} do not fit their configuration: {shown}.")
    model.load_state_dict(to_library(state), strict=False)


def save_model(model: SegEarth, folder: Path, info: ModelInfo, *, dtype: torch.dtype, shard_bytes: int) -> None:
    """Write ``config.json`` and the weights in shards of at most ``shard_bytes`` (one tensor at least per shard)."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {
        name: tensor.detach().to("cpu", dtype if tensor.is_floating_point() else tensor.dtype).contiguous()
        for name, tensor in from_library(model.state_dict()).items()
    }
    groups = _groups(state, shard_bytes)
    for old in folder.glob("model*.safetensors*"):
        old.unlink()
    weight_map: dict[str, str] = {}
    for i, names in enumerate(groups, 1):
        shard = f"model-{i:05d}-of-{len(groups):05d}.safetensors"
        save_file({name: state[name] for name in names}, folder / shard, metadata={"format": "pt"})
        weight_map |= dict.fromkeys(names, shard)
    total = sum(t.numel() * t.element_size() for t in state.values())
    _write_json(folder / INDEX, {"metadata": {"total_size": total}, "weight_map": weight_map})
    values = {
        "format_version": FORMAT_VERSION,
        "summary": info.summary,
        "licence": info.licence,
        "parameters": sum(p.numel() for p in model.parameters()),
        "provenance": info.provenance,
        "model": info.config.to_dict(),
    }
    _write_json(folder / CONFIG, values)


def _groups(state: Mapping[str, Tensor], shard_bytes: int) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    used = 0
    for name, tensor in state.items():
        size = tensor.numel() * tensor.element_size()
        if groups[-1] and used + size > shard_bytes:
            groups.append([])
            used = 0
        groups[-1].append(name)
        used += size
    return groups


def _write_json(path: Path, values: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
