"""One encoded tile as a safetensors file, to the bit as it was computed; a checksum covers names, shapes and values."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import IO, Any

import numpy as np
import torch
from torch import Tensor

from .language import Memory
from .scene import Scene

_DTYPES = {"F32": torch.float32, "BF16": torch.bfloat16, "F16": torch.float16}
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}
_LENGTH = struct.Struct("<Q")  # of the header, as safetensors has it
_LONGEST_HEADER = 1 << 20


class DamagedScene(Exception):
    """The file is cut off, altered, or holds something else."""


def write_scene(file: IO[bytes], scene: Scene) -> None:
    """Write the tensors of a scene, without its instruction. Raises OSError."""
    named = dict(sorted(_tensors(scene).items(), key=lambda item: -item[1].element_size()))  # so that all are aligned
    orders = {name: _order(tensor) for name, tensor in named.items()}
    laid_out = {name: tensor.detach().cpu().permute(orders[name]).contiguous() for name, tensor in named.items()}
    parts = [tensor.view(torch.uint8).numpy().reshape(-1) for tensor in laid_out.values()]
    header: dict[str, Any] = {}
    end = 0
    for (name, tensor), part in zip(laid_out.items(), parts, strict=True):
        header[name] = {
            "dtype": _NAMES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [end, end + part.nbytes],
        }
        end += part.nbytes
    checksum = _checksum(header, orders)
    for part in parts:
        checksum = zlib.crc32(part.data, checksum)
    header["__metadata__"] = {"crc32": str(checksum), "orders": json.dumps(orders)}
    text = json.dumps(header).encode()
    file.write(_LENGTH.pack(len(text)))
    file.write(text)
    for part in parts:
        file.write(part.data)


def read_scene(path: Path) -> Scene:
    """Read a scene onto the CPU. Raises DamagedScene, OSError. Memory: the file, once."""
    with path.open("rb") as file:
        header = _read_header(file)
        data = np.fromfile(file, np.uint8)
    try:
        metadata = header.pop("__metadata__")
        orders = json.loads(metadata["orders"])
        if zlib.crc32(data.data, _checksum(header, orders)) != int(metadata["crc32"]):
            raise DamagedScene("its checksum is another")
        named = {name: _tensor(data, entry, orders[name]) for name, entry in header.items()}
        return _scene(named)
    except (KeyError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        raise DamagedScene(f"its header does not fit ({error})") from error


def _read_header(file: IO[bytes]) -> dict[str, Any]:
    start = file.read(_LENGTH.size)
    length = _LENGTH.unpack(start)[0] if len(start) == _LENGTH.size else 0
    if not 0 < length <= _LONGEST_HEADER:
        raise DamagedScene("it has no header")
    try:
        header = json.loads(file.read(length))
    except ValueError as error:
        raise DamagedScene("its header cannot be read") from error
    if not isinstance(header, dict):
        raise DamagedScene("its header is none")
    return header


def _order(tensor: Tensor) -> list[int]:
    """The axes as they lie in memory, slowest first: kernels choose by it, and round differently."""
    return sorted(range(tensor.dim()), key=lambda axis: (-tensor.stride()[axis], axis))


def _checksum(entries: dict[str, Any], orders: dict[str, list[int]]) -> int:
    return zlib.crc32(json.dumps([entries, orders], sort_keys=True).encode())


def _tensor(data: np.ndarray[Any, Any], entry: dict[str, Any], order: list[int]) -> Tensor:
    start, end = entry["data_offsets"]
    laid_out = torch.from_numpy(data[start:end]).view(_DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return laid_out.permute([order.index(axis) for axis in range(len(order))])


def _tensors(scene: Scene) -> dict[str, Tensor]:
    named = {"tokens": scene.tokens_BTD, "local": scene.local_BKC, "mask_features": scene.mask_features_BMhw}
    named |= {f"levels.{number}": level for number, level in enumerate(scene.levels)}
    for number, (keys, values) in enumerate(scene.memory.layers if scene.memory else ()):
        named |= {f"memory.{number}.keys": keys, f"memory.{number}.values": values}
    return named


def _scene(named: dict[str, Tensor]) -> Scene:
    layers = sum(name.startswith("memory.") for name in named) // 2
    memory = Memory(tuple((named[f"memory.{n}.keys"], named[f"memory.{n}.values"]) for n in range(layers)))
    return Scene(
        named["tokens"],
        named["local"],
        named["mask_features"],
        tuple(named[f"levels.{n}"] for n in range(sum(name.startswith("levels.") for name in named))),
        memory=memory if layers else None,
    )
