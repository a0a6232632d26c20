"""The result on disk: complete or not there, readable by anyone, with its record; errors that say what to do."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from affine import Affine

from engine.errors import BadRequest, DiskFull, OutputNotWritable
from engine.raster import AnswerRecord, CoverageRecord, Mosaic, Window, make_grid, write_geopackage
from engine.raster.storage import part_path, write_error

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=timezone.utc)
FIELDS = [
    "id",
    "question",
    "answer",
    *("score", "score_min", "score_max", "area_m2", "perimeter_m", "length_m", "width_m", "orientation_deg"),
    "raster",
    "model",
    "run_id",
    "created",
]


def answer(number: int = 1, **changes: Any) -> AnswerRecord:
    values: dict[str, Any] = {
        "id": number,
        "polygon": shapely.box(0, 0, 10, 10),
        "question": "Where is water?",
        "answer": None,
        "score": 0.75,
        "score_min": 0.5,
        "score_max": 0.9,
        "area_m2": 100.0,
        "perimeter_m": 40.0,
        "length_m": 10.0,
        "width_m": 10.0,
        "orientation_deg": 90.0,
        "raster": "scene.tif",
        "model": "nano",
        "run_id": "r1",
        "created": NOON,
    }
    return AnswerRecord(**{**values, **changes})


def tile(**changes: Any) -> CoverageRecord:
    values: dict[str, Any] = {"row": 0, "col": 1, "level": 0, "question": "q", "status": "done"}
    return CoverageRecord(**{"polygon": shapely.box(0, 0, 9, 9), "presence": 0.5, "seconds": 1.5, **values, **changes})


def read(path: Path, layer: str) -> tuple[dict[str, Any], list[Any], dict[str, list[Any]]]:
    facts, _, wkb, columns = pyogrio.raw.read(path, layer=layer)
    fields = dict(zip(facts["fields"].tolist(), (column.tolist() for column in columns), strict=True))
    return facts, shapely.from_wkb(wkb).tolist(), fields


def test_answers_come_back_with_all_attributes(tmp_path: Path) -> None:
    path = tmp_path / "out.gpkg"
    write_geopackage(path, [answer(1), answer(2, answer="By the river: Łódź.")], [], "EPSG:32640", {})
    facts, shapes, fields = read(path, "answers")
    assert list(fields) == FIELDS
    assert fields["id"] == [1, 2]
    assert fields["answer"] == [None, "By the river: Łódź."]
    assert fields["score"] == [0.75, 0.75]
    assert facts["crs"] == "EPSG:32640"
    assert facts["geometry_type"] == "Polygon"
    assert shapes[0].equals(shapely.box(0, 0, 10, 10))


def test_the_time_is_stored_in_utc(tmp_path: Path) -> None:
    there = NOON.astimezone(timezone(timedelta(hours=4)))
    write_geopackage(tmp_path / "out.gpkg", [answer(created=there)], [], "EPSG:32640", {})
    with sqlite3.connect(tmp_path / "out.gpkg") as base:
        assert base.execute("SELECT created FROM answers").fetchall() == [("2026-03-01T12:00:00.000Z",)]


def test_the_version_is_one_that_older_readers_know(tmp_path: Path) -> None:
    write_geopackage(tmp_path / "out.gpkg", [answer()], [tile()], "EPSG:32640", {})
    with sqlite3.connect(tmp_path / "out.gpkg") as base:
        assert base.execute("PRAGMA user_version").fetchall() == [(10200,)]


def test_nothing_found_is_an_empty_layer_with_its_fields(tmp_path: Path) -> None:
    write_geopackage(tmp_path / "out.gpkg", [], [tile()], "EPSG:2056", {})
    facts = pyogrio.read_info(tmp_path / "out.gpkg", layer="answers")
    assert facts["fields"].tolist() == FIELDS
    assert facts["dtypes"].tolist() == pyogrio_types()
    assert (facts["crs"], facts["features"], facts["geometry_type"]) == ("EPSG:2056", 0, "Polygon")


def pyogrio_types() -> list[str]:
    return [
        "int64",
        "object",
        "object",
        *["float64"] * 8,
        "object",
        "object",
        "object",
        "datetime64[ms]",
    ]


def test_the_coverage_tells_what_became_of_every_tile(tmp_path: Path) -> None:
    tiles = [tile(), tile(row=3, status="failed", presence=None, seconds=None)]
    write_geopackage(tmp_path / "out.gpkg", [], tiles, "EPSG:32640", {})
    facts, shapes, fields = read(tmp_path / "out.gpkg", "coverage")
    assert list(fields) == ["row", "col", "level", "question", "status", "presence", "seconds", "reason"]
    assert fields["status"] == ["done", "failed"]
    assert fields["presence"][0] == 0.5
    assert np.isnan(fields["presence"][1])
    assert facts["geometry_type"] == "MultiPolygon"
    assert shapes[1].area == 81


def test_the_runs_record_is_in_the_metadata(tmp_path: Path) -> None:
    write_geopackage(tmp_path / "out.gpkg", [], [], "EPSG:32640", {"run_id": "r1", "request": {"threshold": 0.5}})
    metadata = pyogrio.read_info(tmp_path / "out.gpkg", layer="answers")["layer_metadata"]
    assert metadata["run_id"] == "r1"
    assert metadata["request"] == '{"threshold": 0.5}'


def test_more_features_than_are_written_at_a_time(tmp_path: Path) -> None:
    write_geopackage(tmp_path / "out.gpkg", (answer(n) for n in range(9001)), [], "EPSG:32640", {})
    assert sorted(read(tmp_path / "out.gpkg", "answers")[2]["id"]) == list(range(9001))


def test_an_older_result_is_replaced_with_its_write_ahead_log(tmp_path: Path) -> None:
    path = tmp_path / "out.gpkg"
    write_geopackage(path, [answer(), answer(2)], [], "EPSG:32640", {})
    (tmp_path / "out.gpkg-wal").write_bytes(b"left by a reader of the old file")
    write_geopackage(path, [answer()], [], "EPSG:32640", {})
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.gpkg"]
    assert len(read(path, "answers")[1]) == 1


def test_a_failure_on_the_way_leaves_the_older_result_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.gpkg"
    write_geopackage(path, [answer()], [], "EPSG:32640", {})

    def broken() -> Iterator[AnswerRecord]:
        yield answer()
        raise KeyError

    with pytest.raises(KeyError):
        write_geopackage(path, broken(), [], "EPSG:32640", {})
    assert len(read(path, "answers")[1]) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.gpkg"]


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest):
        write_geopackage(tmp_path / "out.shp", [], [], "EPSG:32640", {})


@pytest.mark.parametrize("folder", ["none", "file"])
def test_a_folder_that_cannot_be_written_to(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("a file is no folder")
    with pytest.raises(OutputNotWritable):
        write_geopackage(tmp_path / folder / "out.gpkg", [answer()], [], "EPSG:32640", {})


def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("this user may write everywhere")
        with pytest.raises(OutputNotWritable):
            write_geopackage(tmp_path / "out.gpkg", [answer()], [], "EPSG:32640", {})
    finally:
        tmp_path.chmod(0o755)


def test_a_finished_file_that_cannot_take_its_name_is_kept_and_named(tmp_path: Path) -> None:
    (tmp_path / "out.gpkg").mkdir()
    with pytest.raises(OutputNotWritable) as caught:
        write_geopackage(tmp_path / "out.gpkg", [answer()], [], "EPSG:32640", {})
    (kept,) = [entry for entry in tmp_path.iterdir() if entry.is_file()]
    assert str(kept) in caught.value.message
    assert len(read(kept, "answers")[1]) == 1


def test_a_finished_probability_raster_that_cannot_take_its_name_is_kept(tmp_path: Path) -> None:
    (tmp_path / "p.tif").mkdir()
    grid = make_grid(64, 64, multiple=1, size_multiple=1)
    place = {"transform": Affine(1, 0, 300_000, 0, -1, 2_800_000), "crs_wkt": "EPSG:32640"}
    with pytest.raises(OutputNotWritable, match=r"\.segearth-"):
        Mosaic(tmp_path / "p.tif", grid=grid, window=Window(0, 0, 64, 64), output_stride=1, **place).close()
    assert len([entry for entry in tmp_path.iterdir() if entry.is_file()]) == 1


def test_files_of_the_user_beside_the_result_stay(tmp_path: Path) -> None:
    names = ["out.part.gpkg", "out.tmp.gpkg", ".out.gpkg"]
    for name in names:
        (tmp_path / name).write_text("mine")
    write_geopackage(tmp_path / "out.gpkg", [answer()], [], "EPSG:32640", {})
    assert {entry.name for entry in tmp_path.iterdir()} == {*names, "out.gpkg"}
    assert all((tmp_path / name).read_text() == "mine" for name in names)


KILLED = """
import os, sys
from tests.raster.test_write import answer
from engine.raster import write_geopackage

def answers():
    yield from (answer(number) for number in range(4001))
    os.kill(os.getpid(), 9)

write_geopackage(sys.argv[1], answers(), [], "EPSG:32640", {})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there no process can be asked for")
def test_what_a_killed_process_left_goes_at_the_next_write(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out.gpkg"
    subprocess.run([sys.executable, "-c", KILLED, str(out)], cwd=root, check=False)
    (left,) = {file.name.removesuffix("-journal") for file in tmp_path.iterdir()}
    assert left.startswith(".segearth-")
    write_geopackage(out, [answer()], [], "EPSG:32640", {})
    assert [file.name for file in tmp_path.iterdir()] == ["out.gpkg"]


def test_files_of_living_processes_and_of_other_machines_stay(tmp_path: Path) -> None:
    living = part_path(tmp_path / "other.gpkg")
    elsewhere = tmp_path / ".segearth-00000000-4194304-00000000.gpkg"
    for file in (living, elsewhere):
        file.touch()
    write_geopackage(tmp_path / "out.gpkg", [answer()], [], "EPSG:32640", {})
    assert {living, elsewhere} <= set(tmp_path.iterdir())


def test_two_runs_never_write_under_the_same_temporary_name(tmp_path: Path) -> None:
    assert part_path(tmp_path / "out.gpkg") != part_path(tmp_path / "out.gpkg")
    assert part_path(tmp_path / "out.gpkg").parent == tmp_path


def test_no_space_is_told_from_no_permission(tmp_path: Path) -> None:
    assert isinstance(write_error(tmp_path / "f", OSError(errno.ENOSPC, "full")), DiskFull)
    assert isinstance(write_error(tmp_path / "f", OSError(errno.EACCES, "denied")), OutputNotWritable)


def test_a_disk_without_space_explains_an_error_without_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 100, 0))
    assert isinstance(write_error(tmp_path / "f", RuntimeError("failed")), DiskFull)


@pytest.fixture(name="small_disk")
def _small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not done or done.returncode:
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run([str(shutil.which("umount")), str(folder)], check=True)


def test_a_geopackage_on_a_full_disk(small_disk: Path) -> None:
    ring = np.random.default_rng(0).random((5000, 2))
    with pytest.raises(DiskFull):
        write_geopackage(
            small_disk / "out.gpkg",
            (answer(n, polygon=shapely.Polygon(ring)) for n in range(500)),
            [],
            "EPSG:32640",
            {},
        )
    assert list(small_disk.iterdir()) == []


@pytest.mark.parametrize("rows", [300, 2000])  # full only when closed; full on the way
def test_a_probability_raster_on_a_full_disk(small_disk: Path, rows: int) -> None:
    grid = make_grid(2000 * 2000 // rows, rows, multiple=1, size_multiple=1)
    rng = np.random.default_rng(0)
    mosaic = Mosaic(
        small_disk / "p.tif",
        grid=grid,
        window=Window(0, 0, grid.width, grid.height),
        output_stride=1,
        transform=Affine(1, 0, 300_000, 0, -1, 2_800_000),
        crs_wkt="EPSG:32640",
    )

    def fill() -> None:
        with mosaic:
            for tile_ in grid.tiles_in(mosaic.window):
                mosaic.add(tile_, rng.normal(0, 3, (grid.tile_height, grid.tile_width)).astype(np.float32))

    with pytest.raises(DiskFull):
        fill()
    assert list(small_disk.iterdir()) == []
