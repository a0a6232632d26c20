"""What a batch makes of odd names, of files that would be lost, and of rasters that have changed meanwhile."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely

from engine.batch import BatchRequest, BatchResult, run_batch
from engine.errors import BadRequest

from .asking import RED, on_ground, write_polygon
from .batch_models import InThisProcess, load
from .fake_model import FakeModel
from .scenes import Square, write_scene


@pytest.fixture
def rasters(tmp_path: Path) -> Path:
    folder = tmp_path / "rasters"
    folder.mkdir()
    write_scene(folder / "a.tif", [Square(10, 10, 20)], height=64, width=64)
    return folder


def batch(rasters: Path, loader: Any = load, **values: Any) -> BatchResult:
    output = str(rasters.with_name("out"))
    request = BatchRequest(folder=str(rasters), questions=(RED,), output=output, **values)
    return run_batch(request, loader=loader, hire=InThisProcess, poll_s=0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_raster_whose_name_is_no_text_fails_alone(rasters: Path) -> None:
    shutil.copy(rasters / "a.tif", os.fsencode(rasters) + b"/\xff.tif")
    done = batch(rasters)
    assert [(state.raster, state.state) for state in done.rasters] == [("a.tif", "done"), ("\udcff.tif", "failed")]
    with open(done.summary, encoding="utf-8") as file:
        assert [row["raster"] for row in csv.DictReader(file)] == ["a.tif", "\\udcff.tif"]


@pytest.mark.parametrize("name", ["now!.tif", "a;b.tif", "#1?.tif"])
def test_raster_with_an_odd_name_is_merged_with_the_others(name: str, rasters: Path, tmp_path: Path) -> None:
    shutil.copy(rasters / "a.tif", rasters / name)
    batch(rasters, merge=str(tmp_path / "all.gpkg"))
    assert pyogrio.read_info(tmp_path / "all.gpkg", layer="answers")["features"] == 2


def test_result_of_one_raster_is_not_replaced_by_those_of_all(rasters: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="result of one raster"):
        batch(rasters, merge=str(tmp_path / "out" / ".." / "out" / "a.tif.gpkg"))


def test_mask_is_not_replaced_by_the_areas_of_all(rasters: Path, tmp_path: Path) -> None:
    mask = tmp_path / "earlier.gpkg"  # a result, whose areas are the mask
    write_polygon(tmp_path / "mask.geojson", on_ground(0, 0, 64))
    polygon = shapely.to_wkb(on_ground(0, 0, 64))
    pyogrio.raw.write(mask, [polygon], [], [], layer="answers", geometry_type="Polygon", crs="EPSG:32633")
    with pytest.raises(BadRequest, match="the mask"):
        batch(rasters, merge=str(mask), settings={"mask": str(mask)})


def test_raster_that_has_changed_since_its_run_is_asked_anew(rasters: Path, tmp_path: Path) -> None:
    batch(rasters)
    shutil.rmtree(tmp_path / "out" / "batch")
    write_scene(rasters / "a.tif", [Square(10, 10, 20), Square(50, 50, 8)], height=64, width=64)
    (state,) = batch(rasters).rasters
    assert state.record["result"]["questions"][0]["count"] == 2


def test_another_model_of_the_same_name_asks_anew(rasters: Path, tmp_path: Path) -> None:
    batch(rasters)
    shutil.rmtree(tmp_path / "out" / "batch")
    asked = tmp_path / "asked"
    batch(rasters, lambda name, device: FakeModel(fingerprint="another", asked=_Noted(asked)))
    assert asked.exists()


def test_finished_run_of_the_same_is_not_asked_again(rasters: Path, tmp_path: Path) -> None:
    batch(rasters)
    shutil.rmtree(tmp_path / "out" / "batch")
    log = tmp_path / "log"
    batch(rasters, partial(load, log=log))
    assert not log.exists()


def test_merged_coverage_says_why_tiles_were_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "rasters"
    folder.mkdir()
    write_scene(folder / "a.tif", [Square(10, 10, 20)], height=256, width=512)
    batch(folder, merge=str(tmp_path / "all.gpkg"), settings={"context_m": 256.0, "skip_ruled_out": True})
    with sqlite3.connect(tmp_path / "all.gpkg") as database:
        reasons = {reason for (reason,) in database.execute("SELECT reason FROM coverage WHERE status = 'skipped'")}
    assert reasons == {"ruled out by the coarse levels"}


class _Noted(list[tuple[str, ...]]):
    """Makes a file when a question is asked."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def append(self, questions: tuple[str, ...]) -> None:
        self._path.touch()
