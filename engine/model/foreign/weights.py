"""Weight files of others, read one tensor at a time: safetensors or PyTorch's ``.bin``, in one piece or in shards.

Names and shapes are there at once, values when asked for. A ``.bin`` is unpickled with ``weights_only``: it may hold
tensors, and nothing in it is run.
"""

from __future__ import annotations

import pickle  # nosec B403
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from ...errors import BadModel, ModelMissing
from .json_files import read_object

CANDIDATES = ("model.safetensors.index.json", "model.safetensors", "pytorch_model.bin.index.json", "pytorch_model.bin")
FETCH_AGAIN = "Fetch the file again and compare its size with the source's."
DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "BOOL": torch.bool,
}


@dataclass(frozen=True)
class TensorFacts:
    """What is known of a tensor before it is read."""

    file: Path
    shape: tuple[int, ...]
    dtype: torch.dtype


class WeightFiles:
    """The tensors of a folder by name; memory-mapped where the format allows it (all but ``.bin`` of before 2020)."""

    def __init__(self, files: list[Path]) -> None:
        self.files = files
        self.facts: dict[str, TensorFacts] = {}
        self._open: dict[Path, Any] = {}
        for file in files:
            found = self._open_safetensors(file) if file.suffix == ".safetensors" else self._open_bin(file)
            twice = sorted(set(found) & set(self.facts))
            if twice:
                raise BadModel(f"{twice[0]} is in {self.facts[twice[0]].file.name} and in {file.name}.")
            self.facts |= found

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Name to shape."""
        return {name: facts.shape for name, facts in self.facts.items()}

    def read(self, name: str) -> Tensor:
        """The values of one tensor. Raises BadModel if the file is damaged."""
        file = self.facts[name].file
        if file.suffix != ".safetensors":
            tensor: Tensor = self._open[file][name]
            return tensor
        try:
            read: Tensor = self._open[file].get_tensor(name)
        except (OSError, SafetensorError) as error:
            raise BadModel(f"{file} is damaged: {error}.", hint=FETCH_AGAIN) from error
        return read

    def _open_safetensors(self, file: Path) -> dict[str, TensorFacts]:
        try:
            opened: Any = safe_open(file, framework="pt")
            views = {name: opened.get_slice(name) for name in opened.keys()}  # noqa: SIM118 - it is no mapping
            shapes = {name: (tuple(view.get_shape()), str(view.get_dtype())) for name, view in views.items()}
        except (OSError, SafetensorError) as error:
            raise _damaged(file, error) from error
        self._open[file] = opened
        odd = sorted(f"{name} ({dtype})" for name, (_, dtype) in shapes.items() if dtype not in DTYPES)
        if odd:
            raise _not_read_here(file, odd)
        return {name: TensorFacts(file, shape, DTYPES[dtype]) for name, (shape, dtype) in shapes.items()}

    def _open_bin(self, file: Path) -> dict[str, TensorFacts]:
        state = load_bin(file)
        self._open[file] = state
        return {name: TensorFacts(file, tuple(tensor.shape), tensor.dtype) for name, tensor in state.items()}


def load_bin(file: Path) -> dict[str, Tensor]:
    """The tensors of a PyTorch file, memory-mapped if it is a zip. Raises BadModel; never runs what the file holds."""
    try:
        with file.open("rb") as opened:
            zipped = opened.read(2) == b"PK"
        state = torch.load(file, map_location="cpu", weights_only=True, mmap=zipped)
    except pickle.UnpicklingError as error:
        wanted = re.search(r"GLOBAL ([\w.]+)", str(error))
        if wanted is None:
            raise _damaged(file, "it is no file of tensors") from error
        raise BadModel(
            f"{file} was not read: it holds a call of {wanted[1]} where only tensors should be.",
            hint="Do not open this file with other programs; fetch the weights as safetensors from a source you trust.",
        ) from error
    except (OSError, RuntimeError, EOFError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise _damaged(file, error) from error
    if not isinstance(state, Mapping):
        raise BadModel(f"{file} holds a {type(state).__name__}, and no tensors by name.")
    odd = sorted(str(name) for name, value in state.items() if not isinstance(value, Tensor))
    kinds = {str(name): _odd_kind(value) for name, value in state.items() if isinstance(value, Tensor)}
    if strange := sorted(f"{name} ({kind})" for name, kind in kinds.items() if kind):
        raise _not_read_here(file, strange)
    if odd:
        raise BadModel(
            f"{file} holds more than tensors: {', '.join(odd[:5])}.",
            hint="Give the weights alone (what save_pretrained writes), not a training checkpoint.",
        )
    return {str(name): tensor for name, tensor in state.items()}


def _odd_kind(tensor: Tensor) -> str | None:
    """What makes a tensor one that cannot be read here: its dtype, its layout, or that it has no values."""
    if tensor.dtype not in DTYPES.values():
        return str(tensor.dtype).removeprefix("torch.")
    if tensor.layout != torch.strided or tensor.device.type != "cpu":
        return f"{str(tensor.layout).removeprefix('torch.')}, {tensor.device.type}"
    return None


def _not_read_here(file: Path, odd: list[str]) -> BadModel:
    return BadModel(
        f"{file} holds numbers of a kind that is not read here: {', '.join(odd[:5])}.",
        hint="Convert a version that is not quantised: fp32, bf16 or fp16.",
    )


def open_weights(folder: Path) -> WeightFiles:
    """Open the weights of a folder as `save_pretrained` writes them. Raises ModelMissing and BadModel."""
    present = [name for name in CANDIDATES if (folder / name).is_file()]
    if not present:
        raise ModelMissing(
            f"There are no weights in {folder}.", hint=f"It should hold one of: {', '.join(CANDIDATES)}."
        )
    first = folder / present[0]
    return WeightFiles(_listed(first) if first.suffix == ".json" else [first])


def _listed(index: Path) -> list[Path]:
    weight_map = read_object(index).get("weight_map")
    if not isinstance(weight_map, dict) or not all(isinstance(name, str) for name in weight_map.values()):
        raise BadModel(f"{index} does not tell which file holds which tensor.", hint=FETCH_AGAIN)
    names = sorted(set(weight_map.values()))
    for name in names:
        if Path(name).name != name or Path(name).suffix not in {".safetensors", ".bin"}:
            raise BadModel(f"{index} names {name!r}, which is no weight file of the same folder.")
    missing = [name for name in names if not (index.parent / name).is_file()]
    if missing:
        raise BadModel(
            f"The weights in {index.parent} are incomplete: {', '.join(missing)} is missing.",
            hint="Fetch the missing files into the same folder.",
        )
    return [index.parent / name for name in names]


def _damaged(file: Path, error: object) -> BadModel:
    """The error for a file that cannot be read; a placeholder of Git LFS is called by its name."""
    try:
        with file.open("rb") as opened:
            beginning = opened.read(40)
    except OSError:
        beginning = b""
    if beginning.startswith(b"version https://git-lfs"):
        return BadModel(f"{file} is a placeholder of Git LFS, not the weights.", hint="Run `git lfs pull` there.")
    reason = str(error).strip().splitlines()[0].split(". ")[0].rstrip(".") if str(error).strip() else "it ends early"
    return BadModel(f"{file} is damaged or cut off: {reason[:200]}.", hint=FETCH_AGAIN)
