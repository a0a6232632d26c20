"""Fixtures of the tests of runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from .scenes import Square, write_scene


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """300 x 200 pixels with two red squares of 20 x 20 and 10 x 10 pixels, and a green one of 30 x 30."""
    squares = [Square(20, 30, 20), Square(120, 200, 10), Square(60, 100, 30, band=1)]
    return write_scene(tmp_path / "scene.tif", squares)
