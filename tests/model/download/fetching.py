"""What the tests of downloads fetch, and how."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.model.hub.download import download

from ..tiny import write_tiny
from .hub_server import FakeHub, Files

FIRST, SECOND = "a" * 40, "b" * 40
WEIGHTS = bytes(range(256)) * 4000  # 1,024,000 bytes
HALF = len(WEIGHTS) // 2
LANGUAGE: Files = {"config.json": b'{"model_type": "phi"}', "tokenizer.json": b"{}", "model.safetensors": WEIGHTS}
OFFICIAL: Files = {"config.json": b'{"model_type": "llava_phi", "swin_type": "base"}', "model.safetensors": WEIGHTS}


def fetch(hub: FakeHub, models: Path, name: str = "org/lm", **options: Any) -> Any:
    return download(name, origin=hub.endpoint, folder=models, **options)


def ours(folder: Path) -> Files:
    """The files of a tiny model in our own layout."""
    write_tiny(folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def carried(folder: Path, files: Files) -> str:
    """The files in a folder, as somebody carries them."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return str(folder)
