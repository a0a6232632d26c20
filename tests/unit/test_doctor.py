"""The doctor's report: it comes out whatever is broken, and tells no home folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine import cli, doctor
from engine.doctor import Check, Report
from engine.errors import ModelMissing

WELL = Check("Python", ok=True, essential=True, detail="3.11")


@pytest.mark.parametrize(
    ("other", "ok"),
    [
        (Check("Free disk", ok=False, essential=False, detail=""), True),
        (Check("PyTorch", ok=False, essential=True, detail=""), False),
    ],
)
def test_only_essential_checks_decide(other: Check, ok: bool) -> None:
    assert Report("0.1.0", (WELL, other)).ok is ok


def test_report_as_markdown() -> None:
    broken = Check("PyTorch", ok=False, essential=True, detail="ImportError: no | here")
    assert Report("0.1.0", (WELL, broken)).to_markdown().splitlines() == [
        "## SegEarth engine 0.1.0",
        "",
        "Something essential does not work.",
        "",
        "| check | state | detail |",
        "|---|---|---|",
        "| Python | ok | 3.11 |",
        "| PyTorch | FAILED | ImportError: no / here |",
    ]


def broken(error: Exception) -> Any:
    def look(*args: Any) -> Any:
        raise error

    return look


def test_broken_part_is_a_finding_and_the_others_are_still_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_torch", broken(ImportError("libgomp.so.1 is missing")))
    monkeypatch.setattr(doctor, "_self_test", broken(ModelMissing("There is no model.")))
    report = doctor.examine()
    found = {check.name: check for check in report.checks}
    assert not report.ok
    assert found["PyTorch"].detail == "ImportError: libgomp.so.1 is missing"
    assert found["Self-test"].detail.startswith("There is no model.")
    assert found["Python"].ok
    assert found["Raster libraries"].ok
    assert found["Coordinate systems"].ok


def test_home_folder_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/maria"))
    assert doctor.scrub("/home/maria/.local and /home/maria") == "~/.local and ~"


@pytest.mark.parametrize(("ok", "code"), [(True, 0), (False, 1)])
def test_command_tells_by_its_exit_code(
    ok: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report("0.1.0", (Check("Python", ok, essential=True, detail="3.11"),))
    monkeypatch.setattr(doctor, "examine", lambda: report)
    assert cli.main(["doctor", "--json"]) == code
    assert json.loads(capsys.readouterr().out)["ok"] is ok
