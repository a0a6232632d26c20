"""Reads a pickle of numpy arrays, and nothing but numpy arrays.

Whatever else the file asks for is refused by name and not imported. The few names that arrays need are answered by
stand-ins of our own, so that not even numpy's unpickling code sees the file.
"""

from __future__ import annotations

import pickle  # nosec B403
import re
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import BadModel

NUMBERS = re.compile(r"f2|f4|f8|i4|i8|u1|b1")


_TORCH = bytes.fromhex("80028a0a6cfc9c46f9206aa85019")  # how files of before 2020 begin


class _Numbers:
    """Stands for numpy.dtype: plain numbers of a known size."""

    def __init__(self, code: str, align: bool = False, copy: bool = False) -> None:
        if not NUMBERS.fullmatch(str(code)):
            raise BadModel(f"The pickle holds arrays of {code!r}; only plain numbers are read.")
        self.code, self.order = str(code), "="

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.order = state[1] if state[1] in {"<", ">", "|"} else "="

    def dtype(self) -> np.dtype[Any]:
        return np.dtype(self.order + self.code)


class _Array:
    """Stands for numpy.ndarray: takes the bytes that a pickled array is rebuilt from."""

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        _, shape, numbers, by_columns, content = state
        self.values = _from_bytes(content, numbers, shape, "F" if by_columns else "C")


class _Reconstruct:
    """Stands for numpy's function that makes the empty array which `_Array.__setstate__` then fills."""

    def __new__(cls, kind: type, shape: object, code: object) -> Any:
        if kind is not _Array:
            raise BadModel("The pickle rebuilds something that is no array.")
        return _Array()

    __setstate__ = None


class _FromBuffer:
    """Stands for numpy's function that makes an array of bytes (pickle protocol 5)."""

    def __new__(cls, content: Any, numbers: _Numbers, shape: tuple[int, ...], order: str) -> Any:
        array = _Array()
        array.values = _from_bytes(content, numbers, shape, "F" if order == "F" else "C")
        return array

    __setstate__ = None


class _Scalar:
    """Stands for numpy's function that makes a single number."""

    def __new__(cls, numbers: _Numbers, content: Any) -> Any:
        return _from_bytes(content, numbers, (), "C").item()

    __setstate__ = None


class _Latin1:
    """Stands for _codecs.encode, by which protocol 2 writes bytes."""

    def __new__(cls, text: str, encoding: str) -> Any:
        if encoding != "latin1":
            raise BadModel(f"The pickle asks for the encoding {encoding!r}.")
        return str(text).encode("latin1")

    __setstate__ = None


class _NoBytes:
    """Stands for bytes, by which protocol 2 writes the content of an empty array."""

    def __new__(cls) -> Any:
        return b""

    __setstate__ = None


def _from_bytes(content: Any, numbers: _Numbers, shape: tuple[int, ...], order: Any) -> NDArray[Any]:
    if isinstance(content, str):  # a file of Python 2
        content = content.encode("latin1")
    if not isinstance(content, (bytes, bytearray)) or not isinstance(numbers, _Numbers):
        raise BadModel("The pickle holds arrays of something other than numbers.")
    return np.frombuffer(content, numbers.dtype()).reshape(shape, order=order)


_NUMPY = ("numpy.core", "numpy._core")  # of numpy 1 and 2
ALLOWED: dict[tuple[str, str], type] = {
    ("numpy", "ndarray"): _Array,
    ("numpy", "dtype"): _Numbers,
    ("collections", "OrderedDict"): OrderedDict,
    ("_codecs", "encode"): _Latin1,
    ("__builtin__", "bytes"): _NoBytes,
    **{(f"{package}.multiarray", "_reconstruct"): _Reconstruct for package in _NUMPY},
    **{(f"{package}.multiarray", "scalar"): _Scalar for package in _NUMPY},
    **{(f"{package}.numeric", "_frombuffer"): _FromBuffer for package in _NUMPY},
}


class _ArraysOnly(pickle.Unpickler):
    """Safe to give any file to: names are looked up in a table, and nothing is imported."""

    def find_class(self, module: str, name: str) -> Any:
        found = ALLOWED.get((module, name))
        if found is None:
            raise BadModel(
                f"The pickle asks for {module}.{name} where only arrays of numbers should be; it was not read.",
                hint="Fetch it from its publisher; a file that asks for more than arrays may do harm when opened.",
            )
        return found


def refuse_pytorch(path: Path) -> None:
    """Raise BadModel for a file that torch.save wrote."""
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_TORCH))
    except OSError as error:
        raise _damaged(path, error) from error
    if beginning[:2] == b"PK" or beginning == _TORCH:
        raise BadModel(
            f"{path} is a PyTorch file, not Mask2Former's pickle of arrays.",
            hint="Give Mask2Former's own pickle (model_final_54b88a.pkl), or the folder of a SegEarth-R1 checkpoint.",
        )


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays under "model" by name, in memory. Raises BadModel for anything that is no such pickle."""
    refuse_pytorch(path)
    try:
        with path.open("rb") as file:
            content = _ArraysOnly(file, encoding="latin1").load()
    except (OSError, pickle.UnpicklingError, EOFError, MemoryError) as error:
        raise _damaged(path, error) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise _damaged(path, error) from error
    model = content.get("model") if isinstance(content, dict) else None
    if not isinstance(model, Mapping):
        raise BadModel(f'{path} holds no arrays under "model", as Mask2Former\'s pickles do.')
    return {str(name): array.values for name, array in model.items() if _filled(array)}


def _filled(value: object) -> bool:
    return isinstance(value, _Array) and hasattr(value, "values")


def _damaged(path: Path, error: Exception) -> BadModel:
    reason = str(error).strip().rstrip(".") or type(error).__name__
    return BadModel(f"{path} is damaged or cut off: {reason}.", hint="Fetch the file again.")
