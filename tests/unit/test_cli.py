"""The command line: what it prints where, its exit codes, and what it does not import."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine import cli
from engine.arguments import TYPED, as_typed
from engine.errors import Cancelled, NoGeoreference, OutOfMemory
from engine.run import (
    Explained,
    ExplainRequest,
    QuestionResult,
    ResumeRequest,
    RunRequest,
    RunResult,
    TileCounts,
    WordedAnswer,
)


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


def water(count: int, area_m2: float, sentence: str | None = None) -> QuestionResult:
    return QuestionResult("Where is water?", count > 0, count, area_m2, sentence, "probability_1.tif")


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
            [water(1, 250.0, "It is the pond.")],
            ["In words: It is the pond.", "1 area, 250 m2 of 3.1 km2 searched: answer.gpkg"],
        ),
        (
            [water(0, 0.0, "There is none.")],
            ["In words: There is none.", "Nothing found in 3.1 km2 searched: answer.gpkg"],
        ),
        (
            [water(0, 0.0, "There is none."), water(0, 0.0)],
            ["Where is water? In words: There is none.", "Nothing found in 3.1 km2 searched: answer.gpkg"],
        ),
        (
            [water(1, 2e8, "It is the sea."), water(2, 5e6)],
            [
                "Where is water? In words: It is the sea.",
                "Where is water? 1 area, 200 km2",
                "Where is water? 2 areas, 5 km2",
                "3 areas for 2 questions in 3.1 km2 searched: answer.gpkg",
            ],
        ),
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


def test_model_that_said_nothing_is_told() -> None:
    silent = replace(result(water(1, 250.0)), warnings=("The model gave no sentence for 'Where is water?'.",))
    assert cli.summary(silent)[0] == "In words: (the model gave no sentence)"


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_interrupt_after_the_run_changes_nothing(asked: list[RunRequest], monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []

    def print_slowly(text: str) -> None:
        for _ in range(3):
            os.kill(os.getpid(), signal.SIGINT)
        printed.append(text)

    monkeypatch.setattr("engine.cli.runs.print_text", print_slowly)
    assert cli.main(["ask", "scene.tif", "Q"]) == 0
    assert len(printed) == 1


def test_json_is_one_object_and_nothing_else(asked: list[RunRequest], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "scene.tif", "Where is water?", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == result(water(12, 8400.0)).to_dict()


def test_every_option_reaches_the_request(asked: list[RunRequest]) -> None:
    command = (
        "ask scene.tif Q1 Q2 -o out.gpkg --model other --extent -1 -2 3 4 --extent-crs EPSG:4326 --mask m.gpkg "
        "--gsd 0.5 --context 900 --skip-ruled-out --overlap 64 --like before_run --bands 4,3,2 "
        "--threshold 0.4 --min-area 10 --simplify 1 --device cuda:1 --run-folder folder "
        "--no-explain"
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
            context_m=900.0,
            skip_ruled_out=True,
            overlap_px=64,
            like="before_run",
            bands=(4, 3, 2),
            threshold=0.4,
            min_area_m2=10,
            simplify_m=1,
            device="cuda:1",
            explain=False,
            run_folder="folder",
        )
    ]


def test_answer_in_words_is_wanted_unless_said_otherwise(asked: list[RunRequest]) -> None:
    assert cli.main(["ask", "scene.tif", "Q"]) == 0
    assert asked[0].explain is True


def test_explain_prints_a_line_per_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    requests: list[ExplainRequest] = []

    def explain(request: ExplainRequest, **watch: Any) -> Explained:
        requests.append(request)
        return Explained((WordedAnswer("Where is water?", "It is the pond."), WordedAnswer("Where is ice?", None)))

    monkeypatch.setattr("engine.run.explain_run", explain)
    assert cli.main(["explain", "answer_run", "Where is water?", "Where is ice?"]) == 0
    assert requests == [ExplainRequest("answer_run", ("Where is water?", "Where is ice?"))]
    assert capsys.readouterr().out.splitlines() == [
        "Where is water? It is the pond.",
        "Where is ice? (the model gave no sentence)",
    ]
    assert cli.main(["explain", "answer_run", "--json"]) == 0
    assert requests[1] == ExplainRequest("answer_run")
    assert json.loads(capsys.readouterr().out)["answers"][1] == {"question": "Where is ice?", "answer": None}


def test_resume_needs_the_folder_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    requests: list[ResumeRequest] = []

    def resume(request: ResumeRequest, **watch: Any) -> RunResult:
        requests.append(request)
        return result(water(2, 800.0))

    monkeypatch.setattr("engine.run.resume_run", resume)
    assert cli.main(["resume", "answer_run"]) == 0
    assert capsys.readouterr().out == "2 areas, 800 m2 of 3.1 km2 searched: answer.gpkg\n"
    assert cli.main(["resume", "answer_run", "--finish", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["run_id"] == "r1"
    assert requests == [ResumeRequest("answer_run"), ResumeRequest("answer_run", finish=True)]


@pytest.mark.parametrize("bounds", ["-1e5 -2.5E+3 3 4", "-100000. -2500 3 4", "-1.0e5 -.25e4 3 4"])
def test_extent_takes_every_way_to_write_a_negative_number(bounds: str, asked: list[RunRequest]) -> None:
    assert cli.main(["ask", "scene.tif", "Q", "--extent", *bounds.split()]) == 0
    assert asked[0].extent == (-1e5, -2.5e3, 3, 4)


def test_a_wrong_value_is_told_by_the_name_it_was_typed_under(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "scene.tif", "Q", "--gsd", "-1", "--json"]) == 2
    captured = capsys.readouterr()
    assert "--gsd" in captured.err
    assert "gsd_m" not in captured.err
    assert "gsd_m" in json.loads(captured.out)["error"]["message"]  # for programs, which write gsd_m


def test_a_file_that_is_called_like_a_field_keeps_its_name() -> None:
    sentence = "/data/gsd_m.tif and gsd_m/a.tif are no rasters; gsd_m is -1."
    assert as_typed(sentence) == "/data/gsd_m.tif and gsd_m/a.tif are no rasters; --gsd is -1."


@pytest.mark.parametrize(("field", "option"), TYPED.items())
def test_a_field_is_typed_so(field: str, option: str, asked: list[RunRequest]) -> None:
    words = [] if field == "skip_ruled_out" else ["7.tif" if field == "probability_cog" else "7"]
    more = {"extent_crs": ["--extent", "1", "2", "3", "4"], "output_crs": []}.get(field, [])
    value = ["EPSG:3857"] if field.endswith("_crs") else words
    assert cli.main(["ask", "scene.tif", "Q", option, *value, *more]) == 0
    assert getattr(asked[0], field) != getattr(RunRequest("scene.tif", ("Q",), "out.gpkg"), field)


@pytest.mark.parametrize("command", ["scene.tif Q1 -o out.gpkg Q2 Q3", "-o out.gpkg scene.tif Q1 --gsd 1 Q2 Q3"])
def test_questions_may_stand_between_options(command: str, asked: list[RunRequest]) -> None:
    assert cli.main(["ask", *command.split()]) == 0
    assert asked[0].questions == ("Q1", "Q2", "Q3")


def test_picture_that_cannot_be_drawn_is_told_before_the_run(
    asked: list[RunRequest], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "scene.tif", "Q", "--png", "scene.tif"]) == 2
    assert "no PNG" in capsys.readouterr().err
    assert asked == []


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
        ("ask scene.tif Q --threshold 2", "between 0 and 1"),
        ("ask scene.tif Q --extent 0 0 0 0", "extent is empty"),
        ("ask scene.tif Q -o out.shp", "GeoPackage"),
        ("ask none.tif Q -o out.gpkg", "none.tif"),
        ("ask scene.tif Q --colour red Q2", "--colour red Q2"),
        ("ask scene.tif Q --colour red", "See `segearth ask --help`."),
        ("bench --colour red", "See `segearth bench --help`."),
        ("ask scene.tif Q --device gpu", "device is 'gpu'; it must be auto, cpu, cuda, cuda:N or mps."),
        ("bench --device gpu", "device is 'gpu'; it must be auto, cpu, cuda, cuda:N or mps."),
        ("models nano", "nano"),
        ("explain no-such-folder", "no run folder"),
        ("resume no-such-folder", "no run folder"),
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


# Where the output goes


def run_process(root: Path, *command: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "engine", *command], cwd=root, stderr=subprocess.PIPE, check=False, **options
    )


def on_western_terminal(monkeypatch: pytest.MonkeyPatch, *command: str) -> bytes:
    """What a Windows terminal of Western Europe gets on stdout, from a run that names 影🛰.gpkg."""
    monkeypatch.setattr("engine.run.run", lambda *request, **watch: replace(result(water(0, 0.0)), output="影🛰.gpkg"))
    written = io.BytesIO()
    with monkeypatch.context() as terminal:
        terminal.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252"))
        assert cli.main([*command]) == 0
        return written.getvalue()


def test_terminal_of_few_characters_gets_the_others_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = on_western_terminal(monkeypatch, "ask", "scene.tif", "Q")
    assert printed.strip().endswith(rb"\u5f71\U0001f6f0.gpkg")


def test_terminal_of_few_characters_gets_json(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = on_western_terminal(monkeypatch, "ask", "scene.tif", "Q", "--json")
    assert json.loads(printed)["output"] == "影🛰.gpkg"


def test_reader_that_has_gone_is_no_error(root: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run_process(root, "models", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="closes a descriptor in the child, as `>&-` does in a shell")
def test_closed_stdout_is_no_error(root: Path) -> None:
    done = run_process(root, "models", preexec_fn=lambda: os.close(1))
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_question_without_quotes_is_noticed(asked: list[RunRequest], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "a.tif", "Where", "is", "water?", "-o", "a.gpkg"]) == 0
    assert "put a question of several words in quotes" in capsys.readouterr().err


def test_two_short_questions_are_two_questions(asked: list[RunRequest], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "a.tif", "Water?", "Trees?", "-o", "a.gpkg"]) == 0
    assert "quotes" not in capsys.readouterr().err
