"""What a model directory holds: ``config.json``, weight files, tokenizer, model card. Reads all but the weights.

Imports no torch, so that models can be listed and a wrong name refused at once.
"""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import BadModel, ModelMissing
from .config import SegEarthConfig
from .foreign.json_files import read_object
from .prompt import find_template
from .sensible import list_senseless

FORMAT_VERSION = 1
CONFIG, INDEX, TOKENIZER, CARD = "config.json", "model.safetensors.index.json", "tokenizer.json", "README.md"
AUTHORS_ALONE = frozenset({"mm_vision_tower", "swin_type", "projector_outdim"})  # fields of their config.json
_HASHED_WHOLE, _SAMPLES, _BLOCK = 256 << 20, 64, 1 << 20


@dataclass(frozen=True)
class ModelInfo:
    """What ``config.json`` says: the network's configuration and where the weights come from."""

    config: SegEarthConfig
    summary: str = ""
    licence: str = ""
    parameters: int = 0
    provenance: dict[str, Any] = field(default_factory=dict)


def read_info(folder: Path) -> ModelInfo:
    """Read ``config.json``. Raises ModelMissing and BadModel, which tells a checkpoint that is to be converted."""
    path = folder / CONFIG
    if not path.is_file():
        raise ModelMissing(f"There is no model in {folder}: {CONFIG} is missing.")
    values = read_object(path)
    if "format_version" not in values:
        raise _of_another_layout(folder, values)
    version = values["format_version"]
    if version != FORMAT_VERSION:
        raise BadModel(f"{path} has format version {version!r}; this version reads {FORMAT_VERSION}.")
    if not isinstance(values.get("model"), dict):
        raise BadModel(f"{path} does not describe a network.")
    try:
        config = SegEarthConfig.from_dict(values["model"])
        if senseless := list_senseless(config):
            raise BadModel(f"{path} holds values without sense: {'; '.join(senseless[:5])}.")
        find_template(config.language.template)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadModel(f"{path} does not describe a network of this version: {error}.") from error
    parameters, provenance = values.get("parameters"), values.get("provenance")
    return ModelInfo(
        config=config,
        summary=str(values.get("summary", "")),
        licence=str(values.get("licence", "")),
        parameters=parameters if type(parameters) is int else 0,
        provenance=provenance if isinstance(provenance, dict) else {},
    )


def is_authors(hf_config: Mapping[str, Any]) -> bool:
    """Whether a ``config.json`` is of SegEarth-R1's authors' layout."""
    return hf_config.get("model_type") == "llava_phi" or bool(AUTHORS_ALONE & set(hf_config))


def _of_another_layout(folder: Path, values: Mapping[str, Any]) -> BadModel:
    if is_authors(values):
        return BadModel(
            f"{folder} is a SegEarth-R1 checkpoint in the authors' layout.",
            hint=f"Convert it first: segearth convert {shlex.quote(str(folder))} my-r1",
        )
    if "model_type" in values:
        return BadModel(
            f"{folder} holds a model of the type {values['model_type']!r}, which is not SegEarth.",
            hint="Give a model directory of SegEarth; `segearth convert ... --language` takes a language model.",
        )
    return BadModel(f"{folder / CONFIG} is not that of a SegEarth model: it names no format_version.")


def write_info(folder: Path, info: ModelInfo) -> None:
    """Write ``config.json`` as `read_info` reads it."""
    values = {
        "format_version": FORMAT_VERSION,
        "summary": info.summary,
        "licence": info.licence,
        "parameters": info.parameters,
        "provenance": info.provenance,
        "model": info.config.to_dict(),
    }
    (folder / CONFIG).write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def shards(folder: Path) -> list[Path]:
    """The weight files of a model directory, in order. Raises BadModel if one is missing."""
    index = folder / INDEX
    names = ["model.safetensors"]
    if index.is_file():
        weight_map = read_object(index).get("weight_map")
        if not isinstance(weight_map, dict) or not weight_map or not all(map(_is_plain, weight_map.values())):
            raise BadModel(f"{index} does not tell which file of its folder holds which tensor.")
        names = sorted(set(weight_map.values()))
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise BadModel(f"The model in {folder} is incomplete: {', '.join(missing)} is missing.")
    return [folder / name for name in names]


def _is_plain(name: object) -> bool:
    return isinstance(name, str) and Path(name).name == name


def parameters_text(parameters: int) -> str:
    """A number of parameters as every list and summary writes it."""
    return f"{parameters / 1e6:.1f} M parameters"


def size_text(size: int) -> str:
    """A number of bytes for people."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.1f} kB"


def fingerprint(folder: Path) -> str:
    """A short hash of configuration and weights: which model a result was made with.

    Files above 256 MB are hashed by their size, their beginning (names and shapes of all tensors) and 64 samples: a
    retrained model differs everywhere, and reading gigabytes would take longer than the first answer.
    """
    digest = hashlib.sha256((folder / CONFIG).read_bytes())
    for shard in shards(folder):
        size = shard.stat().st_size
        with shard.open("rb") as file:
            for start, length in _hashed_parts(size):
                file.seek(start)
                digest.update(file.read(length))
        digest.update(str(size).encode() if size > _HASHED_WHOLE else b"")
    return digest.hexdigest()[:12]


def _hashed_parts(size: int) -> Iterator[tuple[int, int]]:
    if size <= _HASHED_WHOLE:
        yield from ((start, _BLOCK) for start in range(0, size, _BLOCK))
        return
    yield from (((size - _BLOCK) * i // _SAMPLES, _BLOCK) for i in range(_SAMPLES + 1))
