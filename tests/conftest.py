"""Fixtures that every test folder shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
os.environ["SEGEARTH_SCENE_CACHE"] = "off"  # no test writes into the user's own


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real files kept beside the repository (not part of it); tests that need them skip where they are absent."""
    path = Path(os.environ.get("SEGEARTH_SHARED", ROOT.parent / "shared"))
    if not path.is_dir():
        pytest.skip("needs the folder of real sample files named by SEGEARTH_SHARED")
    return path
