"""The engine's wheel: with the bundled model and the styles inside, so that an installed engine needs no download."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory) -> Path:
    """What a wheel is packed from, built in a copy: setuptools leaves files beside its sources."""
    pytest.importorskip("setuptools", reason="setuptools is in the engine's environment")
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("engine", "training", "resources/models", "resources/styles"):
        shutil.copytree(root / name, folder / "copy" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copyfile(root / name, folder / "copy" / name)
    command = [sys.executable, "setup.py", "--quiet", "build_py", "--build-lib", str(folder / "built")]
    subprocess.run(command, cwd=folder / "copy", check=True, capture_output=True)
    return folder / "built"


def test_the_bundled_model_is_in_it(built, root):
    inside = built / "engine" / "resources" / "models" / "nano"
    assert sorted(path.name for path in inside.iterdir()) == sorted(
        path.name for path in (root / "resources" / "models" / "nano").iterdir()
    )


def test_an_installed_engine_finds_its_own_model_and_styles(built, tmp_path):
    code = (
        "from engine.model.catalog import BUNDLED, find_model; from engine.raster.styles import _FOLDER;"
        "print(find_model('nano')); print(_FOLDER / 'answers.qml'); assert (_FOLDER / 'answers.qml').is_file()"
    )
    environment = {**os.environ, "PYTHONPATH": str(built), "XDG_DATA_HOME": str(tmp_path), "SEGEARTH_MODELS": ""}
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert [line.startswith(str(built / "engine" / "resources")) for line in said] == [True, True]
