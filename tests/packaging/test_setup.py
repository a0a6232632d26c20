"""``make`` and its scripts as a person types them, in a copy where every program only writes down how it was called."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

CALLED = """#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word"; done >>"$CALLS"
"""
CREATES_VENV = """#!/bin/sh
mkdir -p .venv/bin && echo "venv" >>"$CALLS"
"""
FINDS_NO_CPU_BUILD = """#!/bin/sh
echo "$1" >>"$CALLS"
[ "$1" != download ] || { echo "ERROR: no network" >&2; exit 1; }
"""


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The Makefile, its scripts and its locks, with programs that do nothing."""
    folder = tmp_path / "copy"
    for name in ("resources/setup", "resources/requirements", "resources/sample"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "pyproject.toml"):
        shutil.copyfile(root / name, folder / name)
    for name in ("require.sh", "install_engine.sh"):
        program(folder / "resources" / "setup" / name, CALLED)
    program(folder / ".venv" / "bin" / "python", CALLED)
    program(folder / ".venv" / "bin" / "pip", CALLED)
    program(folder / "bin" / "python3", CREATES_VENV)
    program(folder / "bin" / "qgis", CALLED)
    return folder


def make(copy: Path, *words: str) -> list[str]:
    """Run make; the lines are the words that its programs were called with."""
    calls = copy / "calls"
    calls.write_text("", encoding="utf-8")
    unwanted = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "Q", "IMAGE", "REQUIREMENTS", "PYTHON")
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    environment.update(CALLS=str(calls), PATH=f"{copy / 'bin'}:{os.environ['PATH']}")
    subprocess.run(["make", "-C", str(copy), *words], env=environment, check=True, capture_output=True)
    return calls.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("question", ['Where\'s "open" water?', "Which costs $5 or $(HOME) `ls`?", "Where is $(x?"])
def test_a_question_reaches_the_demo_as_it_was_typed(copy, question):
    words = make(copy, "demo", f"Q={question}", "IMAGE=my town's $1.tif")
    assert words[words.index("--question") + 1] == question
    assert words[words.index("--image") + 1] == "my town's $1.tif"


def test_without_a_question_the_demo_asks_its_own_of_the_sample(copy):
    words = make(copy, "demo")
    assert "--question" not in words
    assert words[words.index("--image") + 1] == "resources/sample/lakeside.tif"


def test_setup_does_something_once_for_each_kind_of_requirements(copy):
    assert "resources/requirements/linux-cpu.txt" in make(copy, "setup")
    assert make(copy, "setup") == []
    assert "resources/requirements/linux-cuda.txt" in make(copy, "setup", "REQUIREMENTS=linux-cuda")
    assert "resources/requirements/linux-cpu.txt" in make(copy, "setup")


def test_qgis_needs_no_environment_for_tests_and_leaves_results_where_they_are(copy):
    first = make(copy, "qgis")
    assert not (copy / ".venv-qgis").exists()
    assert "qgis" in first
    assert first[-1] == "build/qgis-data/lakeside.tif"
    (copy / "build" / "qgis-data" / "lakeside_segearth_1.gpkg").write_text("result", encoding="utf-8")
    (copy / "build" / "qgis-data" / "lakeside.tif").write_text("mine", encoding="utf-8")
    make(copy, "qgis")
    assert (copy / "build" / "qgis-data" / "lakeside_segearth_1.gpkg").read_text(encoding="utf-8") == "result"
    assert (copy / "build" / "qgis-data" / "lakeside.tif").read_text(encoding="utf-8") == "mine"


def test_where_no_cpu_build_is_found_pip_says_why_and_nothing_is_left_behind(root, tmp_path):
    program(tmp_path / "pip", FINDS_NO_CPU_BUILD)
    scratch, locks = tmp_path / "scratch", tmp_path / "locks"
    scratch.mkdir()
    locks.mkdir()
    (locks / "lock.txt").write_text("torch==2.13.0+cpu\n", encoding="utf-8")
    environment = {**os.environ, "TMPDIR": str(scratch), "CALLS": str(tmp_path / "calls")}
    script = root / "resources" / "setup" / "install_engine.sh"
    command = ["sh", str(script), str(tmp_path / "pip"), str(locks / "lock.txt")]
    outcome = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert "ERROR: no network" in outcome.stderr
    assert (tmp_path / "calls").read_text(encoding="utf-8").splitlines() == ["download", "install"]
    assert [path.name for path in (*scratch.iterdir(), *locks.iterdir())] == ["lock.txt"]
