"""A run that was killed, cancelled or damaged goes on, and ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from numpy.typing import NDArray

from engine.errors import BadRequest, Cancelled, InternalError
from engine.run import Event, ExplainRequest, ResumeRequest, RunResult, explain_run, resume_run, run
from engine.run.folder import RunFolder

from .asking import GREEN, RED, coverage, files, never_loaded, polygons, request, write_polygon
from .fake_model import FakeModel
from .killed import run_until_killed
from .scenes import LEFT, TOP, write_scene

TILES = 24  # of 64 px with 16 px of overlap on 300 x 200 pixels


@dataclass
class Toned(FakeModel):
    """Logits that vary from cell to cell and from tile to tile, so that every blended value is its own."""

    tile_px: int = 64
    output_stride: int = 4
    log: Path | None = None  # a byte for each tile asked, by whichever process
    pause: float = 0.0
    fails_at: int = field(default=-1)

    def encode(self, pixels_BHWC: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self.encoded == self.fails_at:
            raise RuntimeError("a kernel failed")
        if self.log is not None:
            with self.log.open("ab") as file:
                file.write(b"." * len(pixels_BHWC))
        time.sleep(self.pause)
        return super().encode(pixels_BHWC)

    def _logits(self, rgb_HWC: NDArray[np.uint8], question: str) -> NDArray[np.float32]:
        tone = rgb_HWC[..., 0].astype(np.float32).reshape(len(rgb_HWC) // 4, 4, -1, 4).mean(axis=(1, 3))
        return (tone - 128) / 25 + np.float32(rgb_HWC.mean() / 300) * (1 if question == RED else -1)


@pytest.fixture
def noisy(tmp_path: Path) -> Path:
    """300 x 200 pixels of noise, without valid ones in the columns from 230 on: of 24 tiles 20 are asked."""
    path = write_scene(tmp_path / "scene.tif", [], nodata_cols=slice(230, 300))
    with rasterio.open(path, "r+") as file:
        noise = np.random.default_rng(0).integers(0, 256, (3, 25, 38), np.uint8)
        file.write(noise.repeat(8, axis=1).repeat(8, axis=2)[:, :, :300], [1, 2, 3])
    return path


def everything(result: RunResult) -> tuple[Any, ...]:
    """All that a run leaves, but for its times: the probability rasters to the byte."""
    folder = Path(result.run_folder)
    rasters = {path.name: path.read_bytes() for path in sorted(folder.glob("probability_*.tif"))}
    with sqlite3.connect(result.output) as database:
        scores = list(database.execute("SELECT id, question, score, area_m2, run_id FROM answers ORDER BY id"))
    shapes = [polygon.wkb for polygon in polygons(result)]
    cover = coverage(result, '"row"', "col", "question", "status", "presence")
    return rasters, scores, shapes, cover, result.tiles, result.searched_m2, files(folder)


def cancelled_after(scene: Path, tiles: int, model: FakeModel | None = None, **values: Any) -> Path:
    """A run that was cancelled when so many tiles were done; its folder."""
    model = model or Toned()
    asked = request(scene, RED, GREEN, run_id="r1", **values)
    with pytest.raises(Cancelled):
        run(asked, model=model, cancelled=lambda: model.encoded >= tiles)
    return scene.with_name("answer_run")


def resume(folder: Path, model: FakeModel | None = None, **values: Any) -> RunResult:
    return resume_run(ResumeRequest(str(folder), **values), model=model or Toned())


@pytest.fixture
def whole(noisy: Path, tmp_path: Path) -> tuple[Any, ...]:
    """What the same run leaves that nobody interrupts."""
    aside = tmp_path / "whole"
    aside.mkdir()
    asked = request(noisy, RED, GREEN, run_id="r1", output=str(aside / "answer.gpkg"))
    return everything(run(asked, model=Toned()))


# The same result


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed process is a fork of this one")
def test_run_killed_at_any_moment_ends_as_if_it_had_not_been(noisy: Path, whole: Any, tmp_path: Path) -> None:
    rng = random.Random(4)
    log = tmp_path / "log"
    asked = request(noisy, RED, GREEN, run_id="r1")
    resumed = 0
    for _ in range(20):
        tiles, later_s = rng.randrange(TILES + 3), rng.random() * 0.02
        later_s += 0.05 * max(0, tiles - 20)  # while the result is written
        if not run_until_killed(asked, lambda: Toned(log=log, pause=0.002), log, tiles=min(tiles, 20), later_s=later_s):
            continue
        resumed += 1
        asked_before = len(log.read_bytes())
        model = Toned()
        assert everything(resume(asked.folder, model)) == whole
        assert asked_before + model.encoded <= 20 + 1
    assert resumed > 10


@pytest.mark.parametrize("tiles", [1, 5, 6, 7, 13, 20])
def test_cancelled_run_goes_on_where_it_stopped(noisy: Path, whole: Any, tiles: int) -> None:
    folder = cancelled_after(noisy, tiles)
    model = Toned()
    assert everything(resume(folder, model)) == whole
    assert model.encoded == 20 - tiles


def test_run_is_interrupted_as_often_as_one_likes(noisy: Path, whole: Any) -> None:
    folder = cancelled_after(noisy, 3)
    for tiles in (4, 1, 6):
        model = Toned()
        with pytest.raises(Cancelled):
            resume_run(ResumeRequest(str(folder)), model=model, cancelled=lambda m=model, n=tiles: m.encoded >= n)
    assert everything(resume(folder)) == whole


def test_failed_run_asks_the_failed_tile_again(noisy: Path, whole: Any) -> None:
    with pytest.raises(InternalError):
        run(request(noisy, RED, GREEN, run_id="r1"), model=Toned(fails_at=9))
    model = Toned()
    assert everything(resume(noisy.with_name("answer_run"), model)) == whole
    assert model.encoded == 11


def test_run_cancelled_after_its_tiles_asks_none_again(noisy: Path, whole: Any) -> None:
    seen: list[str] = []
    with pytest.raises(Cancelled):
        run(
            request(noisy, RED, GREEN, run_id="r1"),
            model=Toned(),
            on_event=lambda event: seen.append(event.stage),
            cancelled=lambda: "vectorize" in seen,
        )
    model = Toned()
    assert everything(resume(noisy.with_name("answer_run"), model)) == whole
    assert model.encoded == 0


def test_batches_go_on_as_well(noisy: Path, whole: Any) -> None:
    folder = cancelled_after(noisy, 8, Toned(batch_tiles=3))
    assert everything(resume(folder, Toned(batch_tiles=4))) == whole


def test_area_within_the_raster_goes_on(noisy: Path, tmp_path: Path) -> None:
    extent = {"extent": [LEFT + 30, TOP - 190, LEFT + 222, TOP - 20]}
    aside = tmp_path / "aside"
    aside.mkdir()
    asked = request(noisy, RED, GREEN, run_id="r1", output=str(aside / "answer.gpkg"), **extent)
    whole = everything(run(asked, model=Toned()))
    assert everything(resume(cancelled_after(noisy, 9, **extent))) == whole


def test_what_a_power_cut_damages_is_done_again(noisy: Path, whole: Any) -> None:
    rng = random.Random(2)
    for _ in range(12):
        folder = cancelled_after(noisy, rng.randrange(6, 20))
        damaged = rng.choice(sorted([folder / "journal.jsonl", *(folder / "unfinished").iterdir()]))
        data = bytearray(damaged.read_bytes())
        place = rng.randrange(len(data))
        how = rng.choice(["cut", "garbled", "zeros", "gone"])
        if how == "cut":
            del data[place:]
        elif how == "garbled":
            data[place] ^= 0x41
        elif how == "zeros":
            data[place:] = bytes(len(data) - place)
        damaged.write_bytes(data)
        if how == "gone":
            damaged.unlink()
        assert everything(resume(folder)) == whole, (damaged.name, how, place)


def test_damage_costs_its_tile_once_and_not_again_at_the_next_interruption(noisy: Path, whole: Any) -> None:
    folder = cancelled_after(noisy, 13)
    damaged = folder / "unfinished" / "tiles_2.bin"
    damaged.write_bytes(damaged.read_bytes()[:-5])
    model = Toned()
    with pytest.raises(Cancelled):
        resume_run(ResumeRequest(str(folder)), model=model, cancelled=lambda: model.encoded >= 2)
    last = Toned()
    assert everything(resume(folder, last)) == whole
    assert last.encoded == 20 - 14


def test_resumed_run_keeps_its_name_and_date(noisy: Path) -> None:
    folder = cancelled_after(noisy, 5)
    before = json.loads((folder / "run.json").read_text())
    events: list[Event] = []
    result = resume_run(ResumeRequest(str(folder), run_id="again"), model=Toned(), on_event=events.append)
    after = json.loads((folder / "run.json").read_text())
    assert result.run_id == "r1"
    assert {event.run_id for event in events} == {"again"}
    assert [after[name] for name in ("run_id", "created", "request")] == [
        before[name] for name in ("run_id", "created", "request")
    ]
    assert (after["state"], after["resumed"]) == ("done", 1)
    tiles = [event.done for event in events if event.stage == "model"]
    assert tiles == list(range(tiles[0], TILES + 1))


def test_folder_may_have_moved(noisy: Path, whole: Any, tmp_path: Path) -> None:
    folder = cancelled_after(noisy, 5).rename(tmp_path / "elsewhere")
    assert everything(resume(folder)) == whole


def test_nothing_unfinished_is_left(noisy: Path) -> None:
    result = resume(cancelled_after(noisy, 5))
    assert files(Path(result.run_folder)) == {"run.json", "journal.jsonl", "probability_1.tif", "probability_2.tif"}


def test_cancelled_run_tells_how_to_go_on(noisy: Path) -> None:
    model = Toned()
    with pytest.raises(Cancelled) as caught:
        run(request(noisy), model=model, cancelled=lambda: model.encoded >= 2)
    assert "segearth resume" in caught.value.advice
    assert "answer_run" in caught.value.advice


def test_new_run_in_the_folder_takes_nothing_from_the_old_one(noisy: Path, whole: Any) -> None:
    cancelled_after(noisy, 9)
    model = Toned()
    assert everything(run(request(noisy, RED, GREEN, run_id="r1"), model=model)) == whole
    assert model.encoded == 20


# Keep what is there


def test_run_can_be_ended_as_it_is_without_a_model(noisy: Path) -> None:
    folder = cancelled_after(noisy, 9)
    result = resume_run(ResumeRequest(str(folder), finish=True), loader=never_loaded)
    assert result.tiles.pending == TILES - result.tiles.done - result.tiles.empty - result.tiles.nodata > 0
    assert result.tiles.done + result.tiles.empty == 9
    assert result.questions[0].count > 0
    statuses = [status for _, _, status in coverage(result, '"row"', "col", "status")]
    assert statuses.count("pending") == 2 * result.tiles.pending
    assert any("not searched" in warning for warning in result.warnings)
    assert json.loads((folder / "run.json").read_text())["state"] == "partial"


def test_what_is_kept_is_what_the_whole_run_finds_there(noisy: Path, whole: Any) -> None:
    folder = cancelled_after(noisy, 11)  # of five that hold anything in each row: two rows of tiles, and one tile
    resume_run(ResumeRequest(str(folder), finish=True), loader=never_loaded)
    with (
        rasterio.open(folder / "probability_1.tif") as part,
        rasterio.open(noisy.parent / "whole" / "answer_run" / "probability_1.tif") as all_of_it,
    ):
        done, expected = part.read(1), all_of_it.read(1)
    assert (done[:24] == expected[:24]).all()
    assert (done[30:, 20:] == 255).all()


def test_area_searched_is_that_of_the_tiles_done(noisy: Path, whole: Any) -> None:
    result = resume_run(ResumeRequest(str(cancelled_after(noisy, 9)), finish=True), loader=never_loaded)
    assert 0 < result.searched_m2 < 0.7 * whole[5]


def test_run_ended_as_it_is_still_goes_on(noisy: Path, whole: Any) -> None:
    folder = cancelled_after(noisy, 9)
    resume_run(ResumeRequest(str(folder), finish=True), loader=never_loaded)
    model = Toned()
    assert everything(resume(folder, model)) == whole
    assert model.encoded == 11


def test_run_ended_as_it_is_can_be_explained(noisy: Path) -> None:
    folder = cancelled_after(noisy, 9, Toned(generative=True))
    resume_run(ResumeRequest(str(folder), finish=True), loader=never_loaded)
    explained = explain_run(ExplainRequest(str(folder)), loader=lambda name, device: Toned(generative=True))
    assert all(said.answer for said in explained.answers)


def test_nothing_done_is_nothing_to_keep(noisy: Path) -> None:
    with pytest.raises(InternalError):
        run(request(noisy), model=Toned(fails_at=0))
    with pytest.raises(BadRequest, match="nothing to keep"):
        resume_run(ResumeRequest(str(noisy.with_name("answer_run")), finish=True), loader=never_loaded)


# What is refused


def test_run_that_ended_well_is_not_resumed(noisy: Path) -> None:
    done = run(request(noisy), model=Toned())
    with pytest.raises(BadRequest, match="ended well"):
        resume_run(ResumeRequest(done.run_folder), loader=never_loaded)


def test_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no run folder"):
        resume_run(ResumeRequest(str(tmp_path)), loader=never_loaded)


def test_changed_raster_is_refused(noisy: Path) -> None:
    folder = cancelled_after(noisy, 5)
    os.utime(noisy, ns=(1, 1))
    with pytest.raises(BadRequest, match=r"raster .* has changed"):
        resume_run(ResumeRequest(str(folder)), loader=never_loaded)


def test_changed_mask_is_refused(noisy: Path, tmp_path: Path) -> None:
    mask = tmp_path / "mask.geojson"
    write_polygon(mask, shapely.box(LEFT, TOP - 150, LEFT + 200, TOP))
    folder = cancelled_after(noisy, 5, mask=str(mask))
    mask.unlink()
    write_polygon(mask, shapely.box(LEFT, TOP - 149, LEFT + 200, TOP))
    with pytest.raises(BadRequest, match="mask has changed"):
        resume_run(ResumeRequest(str(folder)), loader=never_loaded)


def test_changed_model_is_refused(noisy: Path) -> None:
    folder = cancelled_after(noisy, 5)
    with pytest.raises(BadRequest, match=r"model .* has changed"):
        resume(folder, Toned(fingerprint="another"))
    assert json.loads((folder / "run.json").read_text())["state"] == "cancelled"


def test_changed_request_is_refused(noisy: Path) -> None:
    folder = cancelled_after(noisy, 5)
    record = json.loads((folder / "run.json").read_text())
    record["request"]["threshold"] = 0.7
    (folder / "run.json").write_text(json.dumps(record))
    with pytest.raises(BadRequest, match="not the one that the run began with"):
        resume_run(ResumeRequest(str(folder)), loader=never_loaded)


def test_run_that_another_process_works_on_is_refused(noisy: Path) -> None:
    folder = cancelled_after(noisy, 5)
    other = RunFolder.reopen(folder)
    with pytest.raises(BadRequest, match="Another run writes here"):
        resume_run(ResumeRequest(str(folder)), loader=never_loaded)
    other.close()
    resume(folder)


def test_other_libraries_are_a_warning(noisy: Path) -> None:
    folder = cancelled_after(noisy, 5)
    record = json.loads((folder / "run.json").read_text())
    record["versions"]["numpy"] = "1.0"
    (folder / "run.json").write_text(json.dumps(record))
    (warning,) = resume(folder, Toned(device="cuda:0")).warnings
    assert "numpy 1.0 is now" in warning
    assert "now runs on cuda:0" in warning


@pytest.mark.parametrize("values", [{}, {"run_folder": "a", "finish": 1}, {"run_folder": "a", "questions": []}])
def test_wrong_values_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        ResumeRequest.from_dict(values)
