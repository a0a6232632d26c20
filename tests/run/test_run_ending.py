"""What a run leaves behind: done, cancelled or failed."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import rasterio

from engine.errors import (
    BadRequest,
    Cancelled,
    DiskFull,
    InternalError,
    OutOfMemory,
    RasterMissing,
)
from engine.raster import Area
from engine.run import Event, RunRequest, run
from engine.run.folder import RunFolder
from engine.run.journal import Journal, QuestionRecord, TileRecord, read_journal
from engine.run.lock import take_lock

from .asking import GREEN, RED, ask, coverage, files, never_loaded, on_ground, request
from .fake_model import FakeAnswers, FakeModel

# The run folder


def test_run_leaves_its_files_and_no_others(scene: Path, tmp_path: Path) -> None:
    ask(scene, RED, GREEN)
    run_files = {"run.json", "journal.jsonl", "probability_1.tif", "probability_2.tif"}
    assert files(tmp_path) == {"scene.tif", "answer.gpkg"} | {str(Path("answer_run") / name) for name in run_files}


def test_record_holds_what_the_same_run_needs_again(scene: Path) -> None:
    asked = request(scene, run_id="r1")
    result = run(asked, model=FakeModel())
    record = json.loads((Path(result.run_folder) / "run.json").read_text(encoding="utf-8"))
    assert RunRequest.from_dict(record["request"]) == replace(asked, context_m=0.0)  # what it leaves open is settled
    assert record["state"] == "done"
    assert record["model"]["fingerprint"] == "0123456789ab"
    assert record["plan"]["tiles"] == 1
    assert record["stretch"] == {"low": [0.0, 0.0, 0.0], "high": [255.0, 255.0, 255.0]}
    assert "torch" in record["versions"]
    assert record["result"] == result.to_dict()


def test_layer_metadata_holds_the_record(scene: Path) -> None:
    result = ask(scene, run_id="r1")
    metadata = pyogrio.read_info(result.output, layer="answers")["layer_metadata"]
    assert metadata["run_id"] == "r1"
    assert json.loads(metadata["request"])["questions"] == [RED]
    assert metadata["state"] == "done"


def test_journal_has_a_line_per_tile(scene: Path) -> None:
    result = ask(scene, model=FakeModel(tile_px=160, presence={RED: 3.0}))
    journal = read_journal(Path(result.run_folder) / "journal.jsonl")
    assert [(tile["row"], tile["col"]) for tile in journal] == [
        (tile[0], tile[1]) for tile in coverage(result, '"row"', "col")
    ]
    first = journal[0]
    assert first["status"] == "done"
    assert first["questions"] == [
        {"question": 1, "status": "done", "presence": 0.9526, "highest": 0.9526, "cells": 400, "logit": 3.0},
    ]


def test_probability_raster_is_named_by_the_number_of_its_question(scene: Path) -> None:
    result = ask(scene, RED, GREEN)
    with rasterio.open(result.questions[1].probability) as file:
        probability = file.read(1)
    assert probability[75, 115] == round(254 / (1 + np.exp(-6)))
    assert probability[30, 40] == round(254 / (1 + np.exp(6)))


def test_earlier_run_in_the_folder_is_replaced(scene: Path) -> None:
    ask(scene, RED, GREEN)
    result = ask(scene, RED)
    assert "probability_2.tif" not in files(Path(result.run_folder))


def test_folder_with_other_files_is_refused(scene: Path, tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "probability_1.tif").write_text("years of work")
    with pytest.raises(BadRequest, match="other files"):
        ask(scene, run_folder=str(folder))
    assert (folder / "probability_1.tif").read_text() == "years of work"


def test_what_a_killed_run_left_does_not_block_its_folder(scene: Path, tmp_path: Path) -> None:
    folder = tmp_path / "answer_run"
    folder.mkdir()
    (folder / "run.json.partial").write_text("{")
    (folder / "journal.jsonl").touch()
    ask(scene)
    (folder / ".segearth-0123456789abcdef.tif").write_text("half a mosaic")
    ask(scene)
    assert files(folder) == {"run.json", "journal.jsonl", "probability_1.tif"}


# One run at a time


def test_second_run_into_a_folder_is_refused_and_the_first_goes_on(scene: Path) -> None:
    refused: list[str] = []

    def ask_again(event: Event) -> None:
        if event.stage == "model" and event.done == 0:
            with pytest.raises(BadRequest, match="Another run writes here") as caught:
                run(request(scene, GREEN), loader=never_loaded)
            refused.append(caught.value.kind)

    result = run(request(scene), model=FakeModel(), on_event=ask_again)
    assert refused == ["bad_request"]
    assert result.questions[0].count == 2
    assert len(read_journal(Path(result.run_folder) / "journal.jsonl")) == 1


def test_two_runs_that_begin_together_do_not_both_get_the_folder(scene: Path) -> None:
    first = RunFolder.create(request(scene), {"run_id": "first"})
    with pytest.raises(BadRequest, match="Another run writes here"):
        RunFolder.create(request(scene), {"run_id": "second"})
    assert json.loads((first.path / "run.json").read_text())["run_id"] == "first"
    first.close()
    RunFolder.create(request(scene), {"run_id": "second"}).close()


def test_failed_run_lets_the_next_one_in(scene: Path) -> None:
    with pytest.raises(InternalError):
        ask(scene, model=FailingModel(tile_px=160))
    assert ask(scene).questions[0].count == 2


def test_lock_of_a_killed_process_is_gone(tmp_path: Path, root: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    script = (
        "import os, sys; from pathlib import Path; from engine.run.lock import take_lock; "
        "file = take_lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(journal)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(BadRequest):
            take_lock(journal)
        other.kill()
    take_lock(journal).close()


# Progress and cancelling


def test_progress_comes_with_every_tile(scene: Path) -> None:
    events: list[Event] = []
    result = run(request(scene, run_id="r1"), model=FakeModel(tile_px=160), on_event=events.append)
    tiles = [event for event in events if event.stage == "model"]
    total = len(coverage(result, "status"))
    assert [(event.done, event.total) for event in tiles] == [(done, total) for done in range(total + 1)]
    assert tiles[0].seconds_left is None
    assert tiles[-1].seconds_left == 0
    assert tiles[-1].found == result.tiles.done
    assert {event.run_id for event in events} == {"r1"}
    assert [event.stage for event in events[-2:]] == ["write", "write"]
    assert events[-1].found == 2


def test_cancelled_run_stops_within_one_tile_and_leaves_no_result(scene: Path, tmp_path: Path) -> None:
    model = FakeModel(tile_px=160)
    with pytest.raises(Cancelled):
        run(request(scene), model=model, cancelled=lambda: model.encoded >= 2)
    assert model.encoded == 2
    assert files(tmp_path) == {
        "scene.tif",
        str(Path("answer_run") / "run.json"),
        str(Path("answer_run") / "journal.jsonl"),
        str(Path("answer_run") / "unfinished" / "rows_1.bin"),
        str(Path("answer_run") / "unfinished" / "tiles_0.bin"),
    }
    assert json.loads((tmp_path / "answer_run" / "run.json").read_text())["state"] == "cancelled"
    assert len(read_journal(tmp_path / "answer_run" / "journal.jsonl")) == 2


def test_run_cancelled_while_drawing_leaves_no_result(scene: Path, tmp_path: Path) -> None:
    seen: list[str] = []
    with pytest.raises(Cancelled):
        run(
            request(scene),
            model=FakeModel(),
            on_event=lambda event: seen.append(event.stage),
            cancelled=lambda: "vectorize" in seen,
        )
    assert not (tmp_path / "answer.gpkg").exists()


def test_cancelling_does_not_wait_for_all_areas(scene: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def endless(*args: Any, **values: Any) -> Iterator[Area]:
        for number in range(5000):
            drawn.append(number)
            yield Area(on_ground(0, 0, 1), *[0.9] * 3, 1.0, 4.0, 1.0, 1.0, 0.0)
        pytest.fail("nobody looked whether the run is cancelled")

    monkeypatch.setattr("engine.run.answers.vectorize", endless)
    with pytest.raises(Cancelled):
        run(request(scene), model=FakeModel(), cancelled=lambda: len(drawn) > 100)


# Failure


class FailingModel(FakeModel):
    """Fails at its third tile."""

    error: Exception = RuntimeError("a kernel failed")

    def encode(self, pixels_BHWC: Any) -> Any:
        if self.encoded == 2:
            raise self.error
        return super().encode(pixels_BHWC)


def test_failing_tile_fails_the_run_and_keeps_the_earlier_result(scene: Path, tmp_path: Path) -> None:
    before = Path(ask(scene).output).read_bytes()
    with pytest.raises(InternalError, match="a kernel failed"):
        ask(scene, model=FailingModel(tile_px=160))
    assert (tmp_path / "answer.gpkg").read_bytes() == before
    record = json.loads((tmp_path / "answer_run" / "run.json").read_text())
    assert record["state"] == "failed"
    assert record["error"]["kind"] == "internal"
    journal = read_journal(tmp_path / "answer_run" / "journal.jsonl")
    assert [tile["status"] for tile in journal][-1] == "failed"
    assert "a kernel failed" in journal[-1]["error"]


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate")])
def test_exhausted_memory_has_its_kind(scene: Path, error: Exception) -> None:
    model = FailingModel(tile_px=160)
    model.error = error
    with pytest.raises(OutOfMemory):
        ask(scene, model=model)


class OddModel(FakeModel):
    """Answers in a wrong shape or with NaN."""

    answer = np.zeros((1, 1, 3, 3), np.float32)

    def ask(self, scene: Any, questions: Sequence[str]) -> FakeAnswers:
        return FakeAnswers(self.answer, None)


def test_answer_of_a_wrong_shape_is_a_failure(scene: Path) -> None:
    with pytest.raises(InternalError, match="shape"):
        ask(scene, model=OddModel())


def test_answer_with_nan_is_a_failure(scene: Path) -> None:
    model = OddModel()
    model.answer = np.full((1, 1, 200, 300), np.nan, np.float32)
    with pytest.raises(InternalError, match="finite"):
        ask(scene, model=model)


def test_missing_raster_is_told_before_the_model_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(RasterMissing):
        run(request(tmp_path / "none.tif"), loader=never_loaded)


def test_full_disk_has_its_kind_and_keeps_the_earlier_result(
    scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Path(ask(scene).output).read_bytes()

    def fill(*args: Any, **values: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pyogrio.raw.write", fill)
    with pytest.raises(DiskFull):
        ask(scene)
    assert (tmp_path / "answer.gpkg").read_bytes() == before
    assert json.loads((tmp_path / "answer_run" / "run.json").read_text())["error"]["kind"] == "disk_full"


def test_full_disk_under_the_journal_has_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = TileRecord(0, 0, 0, "empty", 0.1, (QuestionRecord(1, "empty"),))
    with Journal(tmp_path / "journal.jsonl") as journal:
        monkeypatch.setattr(journal, "_file", FullFile())
        with pytest.raises(DiskFull):
            journal.add(record)


class FullFile(io.BytesIO):
    """A file on a disk without space."""

    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_full_disk_under_the_record_has_its_kind(scene: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*args: Any, **values: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = RunFolder.create(request(scene), {})
    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", fill)
        with pytest.raises(DiskFull):
            folder.update(state="done")
        folder.close()
        with pytest.raises(DiskFull) as caught:
            RunFolder.create(request(scene), {})
    take_lock(folder.journal).close()  # the folder that could not be begun is free
    del caught  # until here it kept alive what the failed call held
