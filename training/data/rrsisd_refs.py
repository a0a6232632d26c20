"""Reads RRSIS-D's ``refs(unc).p``, a pickle, without trusting it: plain values come out, nothing is imported.

Lists, dicts, texts and numbers need no name looked up; the few names that numbers of numpy ask for are answered by
the stand-ins of `engine.model.foreign.array_pickle`, and every other name is refused.
"""

from __future__ import annotations

import io
import pickle  # nosec B403
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from engine.errors import BadModel, BadRequest
from engine.model.foreign.array_pickle import ALLOWED

_HINT: Final = "Fetch refs(unc).p from its publisher again; a file that asks for more than plain values may do harm."

_NUMBERS: Final = {key: stand_in for key, stand_in in ALLOWED.items() if key[1] in ("dtype", "scalar", "encode")}
_PLAIN: Final[dict[tuple[str, str], Any]] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("builtins", "set"): set,
    ("__builtin__", "set"): set,
    **_NUMBERS,
}


@dataclass(frozen=True)
class Ref:
    """One expression set: which annotation and image it speaks of, its split, and its sentences (at least one)."""

    ref_id: int
    ann_id: int
    image_id: int
    split: str
    sentences: tuple[str, ...]


class _PlainOnly(pickle.Unpickler):
    """Safe to give any file to: names are looked up in a table, and nothing is imported."""

    def find_class(self, module: str, name: str) -> Any:
        found = _PLAIN.get((module, name))
        if found is None:
            raise pickle.UnpicklingError(f"it asks for {module}.{name} where only plain values should be")
        return found


def read_refs(path: Path) -> tuple[list[Ref], list[BadRequest]]:
    """Read the refs in the file's order, and a problem for each that lacks a field.

    Raises BadRequest when there is no such file, or when it is damaged, no list, or asks for more than plain values
    (nothing of it is run).
    """
    content = _load(path)
    if not isinstance(content, list):
        raise BadRequest(f"{path} holds no list of refs.", hint=_HINT)
    refs: list[Ref] = []
    problems = []
    for number, entry in enumerate(content):
        try:
            refs.append(_ref(entry))
        except TypeError as error:
            text = f"{path}: ref number {number} (from 0) has no usable {error}."
            problems.append(BadRequest(text, hint=_HINT))
    return refs, problems


def _load(path: Path) -> Any:
    if not path.is_file():
        raise BadRequest(f"{path} is missing.", hint="Fetch RRSIS-D again; the file lies beside instances.json.")
    try:
        data = path.read_bytes()
        try:
            return _loads(data, "utf-8")
        except UnicodeDecodeError:  # bytes of Python 2
            return _loads(data, "latin1")
    except (OSError, pickle.UnpicklingError, EOFError, MemoryError, BadModel) as error:
        raise _unreadable(path, error) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise _unreadable(path, error) from error


def _loads(data: bytes, encoding: str) -> Any:
    return _PlainOnly(io.BytesIO(data), encoding=encoding).load()


def _unreadable(path: Path, error: Exception) -> BadRequest:
    reason = str(error).strip().rstrip(".") or type(error).__name__
    return BadRequest(f"{path} cannot be read: {reason}.", hint=_HINT)


def _ref(entry: Any) -> Ref:
    if not isinstance(entry, dict):
        raise TypeError("fields")
    numbers = {}
    for name in ("ref_id", "ann_id", "image_id"):
        if type(entry.get(name)) is not int:
            raise TypeError(name)
        numbers[name] = entry[name]
    if not isinstance(entry.get("split"), str):
        raise TypeError("split")
    sentences = entry.get("sentences")
    if not isinstance(sentences, list) or not sentences:
        raise TypeError("sentences")
    raw = [sentence.get("raw") for sentence in sentences if isinstance(sentence, dict)]
    texts = tuple(text for text in raw if isinstance(text, str) and text.strip())
    if len(texts) < len(sentences):
        raise TypeError("sentences")
    return Ref(**numbers, split=entry["split"], sentences=texts)
