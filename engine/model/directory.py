"""What a model directory holds: ``config.json``, weight files, tokenizer, model card. Reads all but the weights.

Imports no torch, so that models can be listed and a wrong name refused at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import BadModel, ModelMissing
from .config import SegEarthConfig
from .prompt import find_template

FORMAT_VERSION = 1
CONFIG, INDEX, TOKENIZER, CARD = "config.json", "model.safetensors.index.json", "tokenizer.json", "README.md"
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
    """Read ``config.json``. Raises ModelMissing and BadModel."""
    path = folder / CONFIG
    if not path.is_file():
        raise ModelMissing(f"There is no model in {folder}: {CONFIG} is missing.")
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        version = values["format_version"]
        if version != FORMAT_VERSION:
            raise BadModel(f"{path} has format version {version}; this version reads {FORMAT_VERSION}.")
        config = SegEarthConfig.from_dict(values["model"])
        find_template(config.language.template)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadModel(f"{path} cannot be read: {error}.") from error
    return ModelInfo(
        config=config,
        summary=values.get("summary", ""),
        licence=values.get("licence", ""),
        parameters=values.get("parameters", 0),
        provenance=values.get("provenance", {}),
    )


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
    if index.is_file():
        names = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
    else:
        names = ["model.safetensors"]
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise BadModel(f"The model in {folder} is incomplete: {', '.join(missing)} is missing.")
    return [folder / name for name in names]


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
