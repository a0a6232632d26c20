"""A hub of its own for every test of downloads, and a conversion that costs nothing."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants

from engine.model.hub import api as hub_module

from ..tiny import write_tiny
from .fetching import FIRST, LANGUAGE
from .hub_server import FakeHub, serving


@pytest.fixture(autouse=True)
def _by_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No pauses, no settings of the person who runs the tests, and a user's folder of its own."""
    monkeypatch.setattr(hub_module, "PAUSES_S", (0.0,) * 4)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_ENDPOINT", "SEGEARTH_MODELS", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no token"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with serving() as running:
        running.add("org/lm", FIRST, LANGUAGE)
        yield running


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Path, Path]]:
    """The conversion of a checkpoint, replaced: a tiny model stands where the converted one would."""
    calls: list[tuple[Path, Path]] = []

    def convert(source: Path, destination: Path) -> None:
        calls.append((source, destination))
        destination.mkdir()
        write_tiny(destination)

    monkeypatch.setitem(sys.modules, "engine.model.foreign.convert", types.SimpleNamespace(convert=convert))
    return calls
