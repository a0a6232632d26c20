"""The weights of a model directory: loaded, checked against the configuration, and written in shards.

Only safetensors are ever read. Names in the files are ours and outlive the libraries' (see `library_names`). A
network is built without memory of its own and takes the mapped file for its weights: what is not used is not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor
from torch.overrides import TorchFunctionMode

from ..errors import BadModel
from .config import SegEarthConfig
from .directory import ModelInfo, shards, write_info
from .library_names import from_library, to_library
from .precision import Precision
from .segearth import SegEarth
from .shard_writer import Planned, write_shards


def open_network(folder: Path, config: SegEarthConfig, precision: Precision) -> SegEarth:
    """The network of a model directory on the CPU, each part in its dtype. Raises BadModel as `load_state`.

    Memory: a part that the files hold in its dtype stays mapped (pages are read when used and can be dropped again);
    any other part is a converted copy.
    """
    model = network_without_memory(config)
    stored = read_tensors(folder)
    state = {
        name: tensor.to(precision.of(name)) if tensor.is_floating_point() else tensor for name, tensor in stored.items()
    }
    load_state(model, state, str(folder), assign=True)
    return model.eval()


def network_without_memory(config: SegEarthConfig) -> SegEarth:
    """A network whose parameters have a shape and no values yet."""
    try:
        with _WithoutMemory():
            return SegEarth(config)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, ZeroDivisionError, RuntimeError) as error:
        if "memory" in str(error):
            raise
        raise BadModel(f"No network can be built from the configuration of {config.name}: {error!r}.") from error


class _WithoutMemory(TorchFunctionMode):
    """Parameters made inside have a shape and no memory; what is computed (tables of indices) is as ever."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        settings = dict(kwargs or {})
        if func is torch.empty:  # how torch's layers make what will be initialised or loaded
            settings["device"] = "meta"
        return func(*args, **settings)


def read_tensors(folder: Path) -> dict[str, Tensor]:
    """All tensors of a model directory under our names, mapped from its files. Raises BadModel for a damaged one."""
    state: dict[str, Tensor] = {}
    for shard in shards(folder):
        try:
            state.update(load_file(shard))
        except (OSError, SafetensorError) as error:
            raise BadModel(f"{shard} is damaged: {error}.") from error
    return state


def load_weights(model: SegEarth, folder: Path) -> None:
    """Load all shards into ``model`` in its own dtype. Raises BadModel with a list of what does not fit."""
    load_state(model, read_tensors(folder), str(folder))


def load_state(model: SegEarth, state: Mapping[str, Tensor], source: str, *, assign: bool = False) -> None:
    """Put tensors under our names into ``model``. Raises BadModel naming each missing, unknown or misshapen one.

    With ``assign`` the tensors themselves become the parameters, in their dtype; else they are copied.
    """
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
    model.load_state_dict(to_library(state), strict=False, assign=assign)
    if assign:
        _give_memory_to_the_unused(model)


def _give_memory_to_the_unused(model: SegEarth) -> None:
    """What the libraries make and no file holds (`library_names.UNUSED`) must exist to be moved between devices."""
    for module in model.modules():
        for name, parameter in list(module.named_parameters(recurse=False)):
            if parameter.is_meta:
                module.register_parameter(name, torch.nn.Parameter(torch.zeros(parameter.shape)))


def save_model(model: SegEarth, folder: Path, info: ModelInfo, *, dtype: torch.dtype, shard_bytes: int) -> None:
    """Write ``config.json`` and the weights in shards of at most ``shard_bytes`` (one tensor at least per shard).

    Raises BadModel for weights that hold no numbers, which are no model.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("model*.safetensors*"):
        old.unlink()
    state = from_library(model.state_dict())
    write_shards(folder, {name: _plan(tensor, dtype) for name, tensor in state.items()}, shard_bytes=shard_bytes)
    write_info(folder, replace(info, parameters=sum(p.numel() for p in model.parameters())))


def _plan(tensor: Tensor, dtype: torch.dtype) -> Planned:
    kept = dtype if tensor.is_floating_point() else tensor.dtype
    return Planned(tuple(tensor.shape), kept, lambda: tensor.detach().cpu())
