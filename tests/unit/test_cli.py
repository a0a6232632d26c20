"""The command line: what it prints where, its exit codes, and what it does not import."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine import cli
from engine.errors import Cancelled, NoGeoreference, OutOfMemory
from engine.run import QuestionResult, RunRequest, RunResult, TileCounts


def result(*questions: QuestionResult, searched_m2: float = 3.1e6) -> RunResult:
    return RunResult(
        run_id="r1",
        output="answer.gpkg",
        run_folder="answer_run",
        layers={"answers": "answers", "coverage": "coverage"},
        questions=questions,
        searched_m2=searched_m2,
        tiles=TileCounts(done=1),
        seconds=1.0,
        model_seconds=0.5,
        crs="EPSG:32633",
        model="fake",
    )


def water(count: int, area_m2: float) -> QuestionResult:
    return QuestionResult("Where is water?", count > 0, count, area_m2, None, "probability_1.tif")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[RunRequest]:
    """Requests that reached the run, which is replaced: it finds 12 areas."""
    requests: list[RunRequest] = []

    def run(request: RunRequest, **watch: Any) -> RunResult:
        requests.append(request)
        return result(water(12, 8400.0))

    monkeypatch.setattr("engine.run.run", run)
    return requests


def fails(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(request: RunRequest, **watch: Any) -> RunResult:
        raise error

    monkeypatch.setattr("engine.run.run", run)


def test_last_line_says_what_was_found_and_where(asked: list[RunRequest], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "scene.tif", "Where is water?"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "12 areas, 0.84 ha of 3.1 km2 searched: answer.gpkg\n"
    assert captured.err == ""


@pytest.mark.parametrize(
    ("questions", "lines"),
    [
        ([water(0, 0.0)], ["Nothing found in 3.1 km2 searched: answer.gpkg"]),
        ([water(1, 250.0)], ["1 area, 250 m2 of 3.1 km2 searched: answer.gpkg"]),
        (
            [water(1, 2e8), water(2, 5e6)],
            [
                "Where is water? 1 area, 200 km2",
                "Where is water? 2 areas, 5 km2",
                "3 areas for 2 questions in 3.1 km2 searched: answer.gpkg",
            ],
        ),
    ],
)
def test_summary(questions: list[QuestionResult], lines: list[str]) -> None:
    assert cli.summary(result(*questions)) == lines


def test_json_is_one_object_and_nothing_else(asked: list[RunRequest], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "scene.tif", "Where is water?", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == result(water(12, 8400.0)).to_dict()


def test_every_option_reaches_the_request(asked: list[RunRequest]) -> None:
    command = (
        "ask scene.tif Q1 Q2 -o out.gpkg --model other --extent -1 -2 3 4 --extent-crs EPSG:4326 --mask m.gpkg "
        "--gsd 0.5 --bands 4,3,2 --threshold 0.4 --min-area 10 --simplify 1 --device cuda:1 --run-folder folder"
    )
    assert cli.main(command.split()) == 0
    assert asked == [
        RunRequest(
            raster="scene.tif",
            questions=("Q1", "Q2"),
            output="out.gpkg",
            model="other",
            extent=(-1, -2, 3, 4),
            extent_crs="EPSG:4326",
            mask="m.gpkg",
            gsd_m=0.5,
            bands=(4, 3, 2),
            threshold=0.4,
            min_area_m2=10,
            simplify_m=1,
            device="cuda:1",
            run_folder="folder",
        )
    ]


@pytest.mark.parametrize(
    ("error", "code"), [(NoGeoreference("No CRS."), 2), (OutOfMemory("None left."), 1), (Cancelled("Stopped."), 130)]
)
def test_error_is_one_line_on_stderr_and_an_exit_code(
    error: Exception, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fails(monkeypatch, error)
    assert cli.main(["ask", "scene.tif", "Where is water?"]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"segearth: {error} {error.hint}\n"  # type: ignore[attr-defined]


def test_unexpected_error_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fails(monkeypatch, ZeroDivisionError("division by zero"))
    assert cli.main(["ask", "scene.tif", "Where is water?"]) == 1
    assert capsys.readouterr().err.startswith("segearth: Something unexpected went wrong (ZeroDivisionError")


def test_interrupt_has_its_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fails(monkeypatch, KeyboardInterrupt())
    assert cli.main(["ask", "scene.tif", "Where is water?"]) == 130


def test_error_with_json_is_an_object_as_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fails(monkeypatch, NoGeoreference("No CRS."))
    assert cli.main(["ask", "scene.tif", "Where is water?", "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == {
        "error": {"kind": "no_crs", "message": "No CRS.", "hint": NoGeoreference.hint}
    }


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "COMMAND"),
        ("fly", "invalid choice"),
        ("ask scene.tif", "QUESTION"),
        ("ask scene.tif Q --threshold x", "--threshold"),
        ("ask scene.tif Q --bands r,g,b", "list of band numbers"),
        ("ask scene.tif Q --threshold 2", "below 1"),
        ("ask scene.tif Q --extent 0 0 0 0", "extent is empty"),
        ("ask scene.tif Q -o out.shp", "GeoPackage"),
        ("ask none.tif Q -o out.gpkg", "none.tif"),
    ],
)
def test_wrong_arguments_are_told_in_a_line(command: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(command.split()) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("segearth: ")
    assert said in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("command", [["--help"], ["ask", "--help"], ["--version"], ["ask", "no-such.tif", "Where?"]])
def test_torch_is_not_imported_for_help_or_wrong_input(command: list[str], root: Path) -> None:
    script = (
        "import sys; from engine.cli import main; code = main(sys.argv[1:]); "
        "sys.exit(99 if 'torch' in sys.modules else code)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], cwd=root, capture_output=True, check=False)
    assert done.returncode in (0, 2)


def test_module_is_the_same_as_the_command(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "engine", "--version"], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "segearth 0.1.0\n")
