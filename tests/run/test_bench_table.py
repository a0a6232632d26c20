"""The bench table at its smallest: every row runs, what must agree agrees, a failed row is a row; never a time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.bench.figures import Figure, Row, at_most, at_most_times, exact
from engine.bench.rows import ROWS
from engine.bench.setting import Setting, Taken
from engine.bench.steps import Steps
from engine.bench.table import Table, measure_table
from engine.errors import InternalError

from ..model.tiny import write_tiny

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the table needs a Unix")
WITH_MODEL = ("share", "batch", *(["second-question"] if os.environ.get("SEGEARTH_ALL_ROWS") else []))  # a minute more
NEEDS_MODEL = ("share", "batch", "second-question", "model")


def measured(root: Path, folder: Path, *options: str) -> dict[str, Any]:
    """What `make bench` writes, from a process of its own."""
    command = [sys.executable, "-m", "engine.bench", "--tiny", "--device", "cpu", "--out", str(folder), *options]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=alone)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    values: dict[str, Any] = json.loads((folder / "bench.json").read_text())
    return values


def check(row: dict[str, Any]) -> None:
    assert row["error"] is None
    assert row["figures"]
    must = [figure for figure in row["figures"] if figure["must"]]
    assert all(figure["met"] for figure in must), must
    assert all(figure["met"] is None for figure in row["figures"] if not figure["must"])


@pytest.mark.parametrize("name", [row.name for row in ROWS if row.name not in NEEDS_MODEL])
def test_a_row_without_a_model_agrees_with_the_plain_way(root: Path, tmp_path: Path, name: str) -> None:
    table = measured(root, tmp_path, "--rows", name)
    (row,) = table["rows"]
    assert row["row"] == name
    check(row)
    text = (tmp_path / "bench.md").read_text()
    assert f"## {row['title']}\n" in text
    assert str(tmp_path.parent) not in re.sub(r"`python .*`", "", text)  # no folder of this machine


def test_rows_with_a_model_agree_with_the_plain_way(root: Path, tmp_path: Path) -> None:
    write_tiny(tmp_path / "model")
    table = measured(root, tmp_path / "out", "--model", str(tmp_path / "model"), "--rows", *WITH_MODEL)
    assert {row["row"] for row in table["rows"]} == set(WITH_MODEL)
    for row in table["rows"]:
        check(row)


class Heard:
    """A stream that is no terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


def table_of(tmp_path: Path, *rows: Row, monkeypatch: pytest.MonkeyPatch) -> Table:
    facts = Taken(0.0, 0.0, 0.0, {"cores": 2})
    monkeypatch.setattr(Setting, "call", lambda *_: facts)
    heard: Any = Heard()
    return measure_table(rows, Setting(tmp_path, size="full"), "the command", Steps(heard, len(rows)))


def test_a_row_that_fails_is_a_failed_row_and_the_others_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(setting: Setting) -> Iterator[Figure]:
        yield Figure("before it", "s", 1.5)
        raise InternalError("The disk is made of cheese.")

    def fine(setting: Setting) -> Iterator[Figure]:
        yield exact("areas", "", 7, 7, "the plain way")

    table = table_of(tmp_path, Row("a", "A", broken), Row("b", "B", fine), monkeypatch=monkeypatch)
    assert [row.failed for row in table.rows] == [True, False]
    assert table.failed
    text = table.to_markdown()
    assert "## A (failed)" in text
    assert "Failed: The disk is made of cheese." in text
    assert "| before it, s | 1.5 |" in text
    assert list(tmp_path.iterdir()) == []


def test_what_must_agree_and_does_not_fails_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(setting: Setting) -> Iterator[Figure]:
        yield exact("areas", "", 7, 8, "the plain way")

    table = table_of(tmp_path, Row("a", "A", measure), monkeypatch=monkeypatch)
    assert table.failed
    assert "| WRONG |" in table.to_markdown()


def test_a_goal_of_speed_that_is_missed_fails_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(setting: Setting) -> Iterator[Figure]:
        yield at_most_times("CPU", "s", 9.0, 4.0, 2, "the plain way")
        yield at_most("memory", "MB", 400.0, 500)

    table = table_of(tmp_path, Row("a", "A", measure), monkeypatch=monkeypatch)
    assert not table.failed
    assert [figure.met for figure in table.rows[0].figures] == [False, True]
    assert "| CPU, s | 9 | 4 | 2.25 | the plain way | at most 2 times | no |" in table.to_markdown()


def test_a_child_that_fails_is_told_by_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(InternalError, match="ended with exit code 1 and said: AttributeError"):
        Setting(tmp_path).call("engine.bench.facts:no_such_thing")


def test_the_peak_of_a_child_is_its_own(root: Path, tmp_path: Path) -> None:
    # From a small process, as the table's is: on Linux a child's peak begins at its parent's.
    script = (
        "import sys; from pathlib import Path; from engine.bench.setting import Setting\n"
        "taken = Setting(Path(sys.argv[1])).call('engine.bench.facts:digest', path=sys.argv[2])\n"
        "sys.exit(not (0 < taken.peak_mb < 100 and taken.cpu_s > 0))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path), __file__], cwd=root, check=False)
    assert done.returncode == 0


def test_the_tables_process_imports_nothing_large(root: Path) -> None:
    script = "import sys, engine.bench.__main__; sys.exit(any(name in sys.modules for name in ('numpy', 'torch')))"
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0
