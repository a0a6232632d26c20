"""A folder of rasters asked at once: every raster once, whatever fails, dies or joins in."""

from __future__ import annotations

import csv
import json
import os
import platform
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import rasterio

from engine import cli
from engine.batch import BatchEvent, BatchRequest, BatchResult, Patience, run_batch
from engine.batch.attempts import Attempts
from engine.batch.conduct import threads_each
from engine.batch.local import LocalCrew
from engine.batch.manifest import key_of, open_batch
from engine.batch.worker import Worker
from engine.errors import BadModel, BadRequest, Cancelled

from .asking import GREEN, RED
from .batch_models import InThisProcess, load, load_damaged, load_noting_threads
from .scenes import Square, write_scene

QUICK = Patience(beat_s=0.02, limit_s=0.2)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three rasters of one tile each, `a.tif` with one red square, `b.tif` with two, `c.tif` with none."""
    path = tmp_path / "rasters"
    path.mkdir()
    raster(path / "a.tif", Square(20, 20, 10))
    raster(path / "b.tif", Square(20, 20, 10), Square(40, 40, 5))
    raster(path / "c.tif")
    return path


def raster(path: Path, *squares: Square, mark: int = 0, blue: int = 0, height: int = 64, width: int = 64) -> Path:
    write_scene(path, list(squares), height=height, width=width)
    with rasterio.open(path, "r+") as file:
        pixels = file.read()
        pixels[1, 0, 0], pixels[2, 0, 0] = mark, blue
        file.write(pixels)
    return path


def asked(folder: Path, **values: Any) -> BatchRequest:
    return BatchRequest(
        **{"folder": str(folder), "questions": (RED,), "output": str(folder.with_name("out")), **values}
    )


def batch(folder: Path, loader: Any = load, hire: Any = InThisProcess, **values: Any) -> BatchResult:
    own = {name: values.pop(name) for name in ("workers", "on_event", "cancelled", "patience") if name in values}
    return run_batch(asked(folder, **values), loader=loader, hire=hire, poll_s=0.05, **{"patience": QUICK, **own})


def states(result: BatchResult) -> dict[str, str]:
    return {state.raster: state.state for state in result.rasters}


def rows(result: BatchResult) -> list[dict[str, str]]:
    with open(result.summary, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tiles_asked(log: Path) -> Counter[str]:
    return Counter(line.split()[1] for line in log.read_text().splitlines())


# What comes out


def test_every_raster_has_a_result_and_a_line_for_each_question(folder: Path) -> None:
    result = batch(folder, questions=(RED, GREEN))
    found = [(row["raster"], row["question"], row["state"], row["count"]) for row in rows(result)]
    assert found == [
        ("a.tif", RED, "done", "1"),
        ("a.tif", GREEN, "done", "0"),
        ("b.tif", RED, "done", "2"),
        ("b.tif", GREEN, "done", "0"),
        ("c.tif", RED, "done", "0"),
        ("c.tif", GREEN, "done", "0"),
    ]
    assert {row["host"] for row in rows(result)} == {platform.node()}
    assert all((folder.with_name("out") / f"{name}.tif.gpkg").is_file() for name in "abc")


def test_a_file_that_is_no_raster_fails_alone_and_once(folder: Path) -> None:
    (folder / "b.tif").write_text("no raster")
    result = batch(folder)
    assert states(result) == {"a.tif": "done", "b.tif": "failed", "c.tif": "done"}
    [failed] = result.failed
    assert (failed.attempts, failed.record["error"]["kind"]) == (1, "unreadable_raster")
    assert [row["count"] for row in rows(result)] == ["1", "", "0"]


def test_a_raster_without_valid_pixels_is_done_with_nothing_searched_and_no_failure(folder: Path) -> None:
    write_scene(folder / "c.tif", [], height=64, width=64, nodata_cols=slice(0, 64))
    result = batch(folder)
    assert states(result)["c.tif"] == "done"
    assert float(rows(result)[-1]["searched_m2"]) == 0
    assert result.failed == ()


def test_merged_file_has_the_areas_of_all_rasters_with_their_names(folder: Path, tmp_path: Path) -> None:
    merged = tmp_path / "all.gpkg"
    batch(folder, merge=str(merged))
    with sqlite3.connect(merged) as base:
        assert base.execute("SELECT id, raster FROM answers ORDER BY id").fetchall() == [
            (1, "a.tif"),
            (2, "b.tif"),
            (3, "b.tif"),
        ]
        assert base.execute("SELECT count(*) FROM coverage").fetchone() == (3,)


def test_rasters_of_two_crs_are_merged_in_longitudes_and_latitudes(folder: Path, tmp_path: Path) -> None:
    with rasterio.open(folder / "b.tif", "r+") as file:
        file.crs = "EPSG:32634"
    merged = tmp_path / "all.gpkg"
    batch(folder, merge=str(merged), settings={"format": "fgb"})
    with sqlite3.connect(merged) as base:
        boxes = base.execute("SELECT min_x FROM gpkg_contents WHERE table_name = 'answers'").fetchone()
        assert base.execute("SELECT DISTINCT srs_id FROM gpkg_geometry_columns").fetchall() == [(4326,)]
    assert boxes[0] == pytest.approx(15.0, abs=0.01)  # central meridian of zone 33; zone 34's lies at 21


def test_a_merged_file_replaces_no_other_layers(folder: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "all.gpkg") as base:
        base.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
        base.execute("INSERT INTO gpkg_contents VALUES ('mine')")
    with pytest.raises(BadRequest, match="mine"):
        batch(folder, merge=str(tmp_path / "all.gpkg"))


# Which rasters


def test_results_inside_the_folder_are_no_rasters_of_the_batch(folder: Path) -> None:
    values = {"output": str(folder / "out"), "recursive": True}
    batch(folder, **values)
    raster(folder / "D.TIF")
    assert sorted(states(batch(folder, **values))) == ["D.TIF", "a.tif", "b.tif", "c.tif"]


def test_subfolders_are_looked_into_on_request(folder: Path) -> None:
    (folder / "north").mkdir()
    raster(folder / "north" / "a.tif")
    assert "north/a.tif" not in states(batch(folder))
    assert states(batch(folder, recursive=True))["north/a.tif"] == "done"
    assert (folder.with_name("out") / "north" / "a.tif.gpkg").is_file()


def test_names_that_read_alike_have_keys_of_their_own() -> None:
    assert len({key_of("a b.tif"), key_of("a_b.tif"), key_of("a/b.tif")}) == 3


def test_another_question_needs_another_output_folder(folder: Path) -> None:
    batch(folder)
    with pytest.raises(BadRequest, match="questions differ"):
        batch(folder, questions=(GREEN,))


def test_a_folder_without_rasters_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no raster"):
        batch(tmp_path)


# Once and no more


def test_what_is_done_is_not_done_again(folder: Path, tmp_path: Path) -> None:
    loader = partial(load, log=tmp_path / "log")
    batch(folder, loader)
    raster(folder / "d.tif", mark=7)
    assert states(batch(folder, loader))["d.tif"] == "done"
    assert tiles_asked(tmp_path / "log") == {"0": 3, "7": 1}


def test_a_failure_that_is_not_the_rasters_is_tried_again(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "fail").touch()
    result = batch(folder, partial(load, fail_once=tmp_path / "fail"))
    assert states(result) == {"a.tif": "done", "b.tif": "done", "c.tif": "done"}
    assert [state.attempts for state in result.rasters] == [2, 1, 1]


def test_what_was_given_up_is_tried_again_only_on_request(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "fail").touch()
    loader = partial(load, fail_once=tmp_path / "fail")
    assert states(batch(folder, loader, retries=0))["a.tif"] == "failed"
    assert states(batch(folder, loader, retries=0))["a.tif"] == "failed"
    assert states(batch(folder, loader, retries=0, retry_failed=True))["a.tif"] == "done"


def test_a_damaged_model_is_no_failure_of_any_raster(folder: Path) -> None:
    with pytest.raises(BadModel):
        batch(folder, load_damaged)
    assert states(batch(folder)) == {"a.tif": "done", "b.tif": "done", "c.tif": "done"}


def test_a_run_that_ended_before_its_process_could_say_so_is_not_repeated(folder: Path, tmp_path: Path) -> None:
    loader = partial(load, log=tmp_path / "log")
    batch(folder, loader)
    [end] = (folder.with_name("out") / "batch" / "attempts").glob("a_tif*.json")
    end.unlink()
    assert [row["count"] for row in rows(batch(folder, loader))] == ["1", "2", "0"]
    assert tiles_asked(tmp_path / "log") == {"0": 3}


def test_a_cancelled_batch_goes_on_at_the_tile_where_it_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "rasters"
    folder.mkdir()
    raster(folder / "a.tif", Square(20, 20, 10), width=300)
    log = tmp_path / "log"
    model = load("", "", log=log)
    opened = open_batch(asked(folder))
    Worker(opened, lambda name, device: model, lambda: model.encoded >= 3, QUICK).work()
    before = len(log.read_text().splitlines())
    assert 0 < before < 6
    assert [row["count"] for row in rows(batch(folder, partial(load, log=log)))] == ["1"]
    assert len(log.read_text().splitlines()) == 6  # tiles, as many as there are


# Leases


def test_of_two_that_begin_an_attempt_one_gets_it(tmp_path: Path) -> None:
    first, second = Attempts(tmp_path, QUICK), Attempts(tmp_path, QUICK)
    with first.begin("a", 1, {}) as held:
        assert held is not None
        assert second.begin("a", 1, {}) is None
        assert not second.is_dead("a", 1)


def test_a_process_that_died_on_this_machine_is_dead_at_once(tmp_path: Path) -> None:
    attempts = Attempts(tmp_path, Patience(60, 3600))
    with attempts.begin("a", 1, {}):
        assert not attempts.is_dead("a", 1)
    assert attempts.is_dead("a", 1)


def of_another_machine(tmp_path: Path, touched: float) -> Path:
    lease = tmp_path / "a.1.lease"
    lease.write_text('{"machine": "other"}')
    os.utime(lease, (touched, touched))
    return lease


@pytest.mark.parametrize("clock", [-86_400, 0, 86_400])
def test_a_lease_of_another_machine_is_dead_when_nobody_touches_it_whatever_its_clock(
    tmp_path: Path, clock: float
) -> None:
    of_another_machine(tmp_path, time.time() + clock)
    attempts = Attempts(tmp_path, QUICK)
    assert not attempts.is_dead("a", 1)
    time.sleep(0.25)
    assert attempts.is_dead("a", 1)


def test_an_old_lease_is_watched_for_some_beats_before_it_counts_as_dead(tmp_path: Path) -> None:
    of_another_machine(tmp_path, 0)  # an old time alone may be that of a clock that is wrong
    attempts = Attempts(tmp_path, Patience(60, 3600))
    assert [attempts.is_dead("a", 1) for _ in range(3)] == [False, False, False]


def test_a_lease_of_another_machine_is_held_as_long_as_it_is_touched(tmp_path: Path) -> None:
    lease = of_another_machine(tmp_path, time.time() - 86_400)
    attempts = Attempts(tmp_path, QUICK)
    for beat in range(30):
        os.utime(lease, (beat, beat))  # by a clock that is far behind
        assert not attempts.is_dead("a", 1)
        time.sleep(0.02)


def test_who_was_taken_for_dead_finds_that_it_has_lost(tmp_path: Path) -> None:
    with Attempts(tmp_path, QUICK).begin("a", 1, {}) as held:
        assert not held.lost
        Attempts(tmp_path, QUICK).begin("a", 2, {}).__exit__(None, None, None)
        time.sleep(0.2)
        assert held.lost


def test_a_held_lease_is_touched(tmp_path: Path) -> None:
    with Attempts(tmp_path, QUICK).begin("a", 1, {}):
        os.utime(tmp_path / "a.1.lease", (0, 0))
        time.sleep(0.2)
        assert (tmp_path / "a.1.lease").stat().st_mtime > 0


def test_a_raster_whose_machine_went_silent_is_taken_over(folder: Path) -> None:
    opened = open_batch(asked(folder))
    lease = opened.folder / "attempts" / f"{opened.items[0].key}.1.lease"
    lease.write_text('{"machine": "other", "failures": 0, "journal_bytes": 0}')
    result = batch(folder)
    assert states(result)["a.tif"] == "done"
    assert result.rasters[0].attempts == 2


# Processes


def many(tmp_path: Path, count: int, width: int = 64) -> Path:
    folder = tmp_path / "rasters"
    folder.mkdir()
    for number in range(count):
        raster(folder / f"{number:02}.tif", mark=number + 1, width=width)
    return folder


def test_processes_share_a_batch_without_doubles_and_load_the_model_once_each(tmp_path: Path) -> None:
    folder = many(tmp_path, 12)
    log, loads = tmp_path / "log", tmp_path / "loads"
    loader = partial(load, log=log, loads=loads, pause=0.05)
    other = threading.Thread(target=batch, args=(folder, loader))  # as a second machine would
    other.start()
    result = batch(folder, loader, hire=LocalCrew, workers=2)
    other.join()
    assert set(states(result).values()) == {"done"}
    assert tiles_asked(log) == {str(number + 1): 1 for number in range(12)}
    assert max(Counter(loads.read_text().split()).values()) == 1


def test_workers_share_the_cores_among_their_threads(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setattr("engine.batch.conduct._cores", lambda: 7)
    noted = tmp_path / "noted"
    batch(folder, partial(load_noting_threads, noted=noted), hire=LocalCrew, workers=2)
    assert set(noted.read_text().split()) == {"3"}


def test_every_worker_has_a_thread_where_there_are_more_of_them_than_cores() -> None:
    assert [threads_each(workers, 4) for workers in (1, 2, 3, 4, 9)] == [4, 2, 1, 1, 1]


def test_a_raster_that_kills_its_process_fails_and_the_others_are_done(folder: Path, tmp_path: Path) -> None:
    raster(folder / "b.tif", blue=255)
    result = batch(folder, hire=LocalCrew, retries=1)
    assert states(result) == {"a.tif": "done", "b.tif": "failed", "c.tif": "done"}
    assert "died, 2 times" in result.failed[0].record["error"]["message"]


def test_a_batch_that_was_killed_goes_on_and_redoes_at_most_a_tile(tmp_path: Path) -> None:
    folder = many(tmp_path, 3, width=300)
    log = tmp_path / "log"
    code = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from functools import partial; from pathlib import Path
from engine.batch import BatchRequest, run_batch
from tests.run.batch_models import load
if __name__ == "__main__":
    request = BatchRequest({str(folder)!r}, ({RED!r},), {str(tmp_path / "out")!r})
    run_batch(request, loader=partial(load, log=Path({str(log)!r}), pause=0.1), poll_s=0.05)
"""
    script = tmp_path / "script.py"
    script.write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, str(script)], start_new_session=True, env=environment)
    while not log.exists() or len(log.read_text().splitlines()) < 8:  # each raster has 6 tiles
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(0.2)
    result = batch(folder, partial(load, log=log), patience=Patience(60, 3600))
    assert set(states(result).values()) == {"done"}
    asked_tiles = tiles_asked(log).total()
    assert 18 <= asked_tiles <= 18 + 1


def test_stopped_workers_leave_the_rest_for_later(tmp_path: Path) -> None:
    folder = many(tmp_path, 6)
    events: list[BatchEvent] = []
    loader = partial(load, pause=0.3)
    with pytest.raises(Cancelled):
        batch(folder, loader, hire=LocalCrew, on_event=events.append, cancelled=lambda: events[-1].done > 0)
    assert 0 < events[-1].done < 6
    assert set(states(batch(folder)).values()) == {"done"}


# The command


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Any:
    import engine.batch

    def quick(request: BatchRequest, **values: Any) -> BatchResult:
        return run_batch(request, **{**values, "loader": load, "hire": InThisProcess, "patience": QUICK})

    monkeypatch.setattr(engine.batch, "run_batch", quick)
    return lambda *words: cli.main(["batch", *map(str, words)])


def test_command_tells_the_failed_and_ends_with_1(folder: Path, command: Any, capsys: Any) -> None:
    (folder / "b.tif").write_text("no raster")
    assert command(folder, "-q", RED, "-o", folder.with_name("out")) == 1
    said = capsys.readouterr()
    assert "b.tif failed:" in said.err
    assert said.out.startswith("2 of 3 rasters done, 0 skipped, 1 failed:")


def test_command_prints_a_line_of_json_per_raster_and_the_result_last(folder: Path, command: Any, capsys: Any) -> None:
    assert command(folder, "-q", RED, "-o", folder.with_name("out"), "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["raster"] for line in lines[:3]] == ["a.tif", "b.tif", "c.tif"]
    assert (lines[3]["done"], lines[3]["failed"]) == (3, [])


def test_command_refuses_a_model_that_is_not_there(folder: Path, command: Any) -> None:
    assert command(folder, "-q", RED, "-o", folder.with_name("out"), "--model", "none such") == 2
    assert not folder.with_name("out").exists()
