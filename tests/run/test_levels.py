"""Coarse levels: how many there are, what they add to the finest, and that everything else of a run holds with them."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray

from engine.errors import BadRequest, Cancelled
from engine.raster import RowsFile, Window, make_grid
from engine.raster.logits import CELL_BYTES, Axis, CoarseLogits, LogitMosaic
from engine.run import ResumeRequest, resume_run, run
from engine.run.context import WEIGHT
from engine.run.finest import RULED_OUT
from engine.run.journal import read_journal
from engine.run.levels import count_of

from .asking import GREEN, RED, ask, coverage, request
from .fake_model import LOGIT, FakeModel
from .killed import run_until_killed
from .scenes import LEFT, TOP, Square, write_scene
from .test_resume import Toned, everything, noisy

__all__ = ["noisy"]
CONTEXT = {"context_m": 200}  # of tiles of 64 m: levels 1 and 2, with 6 and 2 tiles on 300 x 200 pixels


def stored(folder: Path, question: int = 1) -> NDArray[np.uint8]:
    with rasterio.open(folder / f"probability_{question}.tif") as file:
        return np.asarray(file.read(1))


def asked_of(scene: Path, **values: Any) -> tuple[FakeModel, Path]:
    model = Toned()
    result = ask(scene, model=model, **values)
    return model, Path(result.run_folder)


def cells_of(rgb_HWC: NDArray[np.uint8]) -> tuple[int, int]:
    return len(rgb_HWC) // 4, rgb_HWC.shape[1] // 4


# How many levels


@pytest.mark.parametrize(
    ("context_m", "count"), [(0, 0), (512, 0), (513, 1), (1024, 1), (1025, 2), (5000, 4), (1e9, 7)]
)
def test_levels_go_on_until_a_tile_spans_the_context_or_the_raster(context_m: float, count: int) -> None:
    assert count_of(100_000, 70_000, gsd_m=0.5, tile_px=1024, context_m=context_m) == count


def test_raster_of_one_tile_has_no_coarse_level() -> None:
    assert count_of(1024, 900, gsd_m=0.5, tile_px=1024, context_m=1e9) == 0


def test_levels_do_not_depend_on_the_extent(noisy: Path) -> None:
    for extent in ([LEFT, TOP - 200, LEFT + 300, TOP], [LEFT + 70, TOP - 40, LEFT + 90, TOP - 20]):
        _, folder = asked_of(noisy, extent=extent, **CONTEXT)
        record = json.loads((folder / "run.json").read_text())
        assert record["plan"]["levels"] == 3


def test_plan_in_the_record_counts_the_tiles_of_each_level(noisy: Path) -> None:
    model, folder = asked_of(noisy, **CONTEXT)
    record = json.loads((folder / "run.json").read_text())
    assert record["plan"]["tiles_by_level"] == [24, 6, 2]
    assert record["plan"]["tiles"] == 24
    assert record["plan"]["context_m"] == record["request"]["context_m"] == 200
    assert model.encoded == 20 + 6 + 2  # four of the finest hold no valid pixel


# Between the grids


def test_fine_cells_lie_between_coarse_ones_as_in_the_worked_example() -> None:
    before, share = Axis(fine_px=16, coarse_px=8, output_stride=1).between(0, 16)
    assert (before[5], share[5]) == (2, 0.25)
    assert (before[0], share[0]) == (0, 0)
    assert (before[15], share[15]) == (6, 1)


def test_interpolation_does_not_shift_or_depend_on_the_window(tmp_path: Path) -> None:
    grid = make_grid(100, 60, tile_px=32, overlap_px=8, multiple=1, size_multiple=1)
    whole = Window(0, 0, 100, 60)
    slope_hw = np.add.outer(np.arange(60) * 3.0, np.arange(100)).astype(np.float32)
    with RowsFile(tmp_path / "rows.bin", 100 * CELL_BYTES) as rows:
        mosaic = LogitMosaic(rows, grid=grid, window=whole, output_stride=1)
        for tile in grid.tiles_in(whole):
            at = tile.window
            mosaic.add(tile, slope_hw[at.y : at.bottom, at.x : at.right])
        mosaic.close()
        axes = {"down": Axis(240, 60, 1), "across": Axis(400, 100, 1)}
        coarse = CoarseLogits([rows], window=whole, output_stride=1, **axes)
        all_hw = coarse.at(Window(0, 0, 400, 240))[0]
        part_hw = coarse.at(Window(33, 17, 101, 203))[0]
    assert np.array_equal(all_hw[17:220, 33:134], part_hw)
    x, y = (np.arange(400) + 0.5) / 4 - 0.5, (np.arange(240) + 0.5) / 4 - 0.5
    assert np.allclose(all_hw[2:-2, 2:-2], np.add.outer(y * 3, x)[2:-2, 2:-2], atol=1e-3)


def test_rows_of_an_earlier_process_are_gone_on_with(tmp_path: Path) -> None:
    grid = make_grid(64, 200, tile_px=64, overlap_px=16, multiple=4, size_multiple=4)
    window = Window(0, 0, 64, 200)
    rng = np.random.default_rng(1)
    tiles = [(tile, rng.normal(size=(16, 16)).astype(np.float32)) for tile in grid.tiles_in(window)]

    def blend(rows: RowsFile, tiles: list[Any]) -> LogitMosaic:
        mosaic = LogitMosaic(rows, grid=grid, window=window, output_stride=4)
        for tile, logits in tiles:
            mosaic.add(tile, logits)
        return mosaic

    with RowsFile(tmp_path / "whole.bin", 16 * CELL_BYTES) as rows:
        blend(rows, tiles).close()
        whole = rows.read(0, 50)
    with RowsFile(tmp_path / "rows.bin", 16 * CELL_BYTES) as rows:
        blend(rows, tiles[:3])
        assert 0 < rows.count < 50
        blend(rows, tiles[1:]).close()
        assert np.array_equal(rows.read(0, 50), whole)


# What is joined


def test_joined_probability_is_that_of_the_weighted_mean_of_logits(tmp_path: Path) -> None:
    class OfItsLevel(FakeModel):
        """4 on the two tiles of level 2 and the six of level 1, which come first; -1 on those of the finest."""

        def _logits(self, rgb_HWC: NDArray[np.uint8], question: str) -> NDArray[np.float32]:
            return np.full(cells_of(rgb_HWC), 4 if self.encoded <= 8 else -1, np.float32)

    result = ask(write_scene(tmp_path / "scene.tif", []), model=OfItsLevel(tile_px=64, output_stride=4), **CONTEXT)
    logit = (-1 + 4 * WEIGHT + 4 * WEIGHT**2) / (1 + WEIGHT + WEIGHT**2)
    assert np.unique(stored(Path(result.run_folder))).tolist() == [round(254 / (1 + np.exp(-logit)))]


def test_levels_that_say_the_same_change_nothing(tmp_path: Path) -> None:
    """A slope of grey is the same slope at every GSD: what a level adds lies where it belongs."""

    class Slope(FakeModel):
        def _logits(self, rgb_HWC: NDArray[np.uint8], question: str) -> NDArray[np.float32]:
            grey_hw = rgb_HWC[..., 0].astype(np.float32).reshape(len(rgb_HWC) // 4, 4, -1, 4).mean(axis=(1, 3))
            return (grey_hw - 100) / 40

    scene = write_scene(tmp_path / "scene.tif", [])
    with rasterio.open(scene, "r+") as file:
        grey = np.add.outer(np.arange(200) * 0.3, np.arange(300) * 0.6)
        file.write(np.repeat(grey[None], 3, axis=0).astype(np.uint8), [1, 2, 3])
    alone = stored(Path(ask(scene, model=Slope(tile_px=64, output_stride=4)).run_folder)).astype(int)
    levels = stored(Path(ask(scene, model=Slope(tile_px=64, output_stride=4), **CONTEXT).run_folder)).astype(int)
    assert np.abs(alone - levels)[4:-4, 4:-4].max() <= 2  # of 254; pixels are rounded to whole greys


def test_context_reaches_the_finest_level(tmp_path: Path) -> None:
    """A tile that sees nothing itself answers higher where a neighbour's square is in the coarse tile's view."""

    class Anywhere(FakeModel):
        def _logits(self, rgb_HWC: NDArray[np.uint8], question: str) -> NDArray[np.float32]:
            return np.full(cells_of(rgb_HWC), LOGIT if (rgb_HWC[..., 0] > 128).any() else -LOGIT, np.float32)

    scene = write_scene(tmp_path / "scene.tif", [Square(8, 8, 16)])
    values = stored(Path(ask(scene, model=Anywhere(tile_px=64, output_stride=4), **CONTEXT).run_folder))
    assert values[5, 26] > values[45, 70]  # 100 m away, and 250


def test_place_that_no_coarse_level_knows_keeps_its_own_logits(noisy: Path) -> None:
    _, folder = asked_of(noisy, **CONTEXT)
    values = stored(folder)
    assert (values[:, 60:] == 255).all()  # no valid pixels from column 230 on
    assert (values[:, :57] != 255).all()


# Everything else of a run


def test_coverage_and_searched_area_count_the_finest_tiles_alone(noisy: Path) -> None:
    alone, levels = ask(noisy, model=Toned()), ask(noisy, model=Toned(), **CONTEXT)
    assert (levels.tiles, levels.searched_m2) == (alone.tiles, alone.searched_m2)
    assert {row for (row,) in coverage(levels, "level")} == {0}
    assert levels.model_seconds > 0


def test_progress_counts_the_tiles_of_all_levels(noisy: Path) -> None:
    seen: list[tuple[int, int]] = []
    run(
        request(noisy, **CONTEXT),
        model=Toned(),
        on_event=lambda event: seen.append((event.done, event.total)) if event.stage == "model" else None,
    )
    assert seen == [(done, 32) for done in range(33)]


def test_batches_change_nothing_with_levels(noisy: Path) -> None:
    _, folder = asked_of(noisy, **CONTEXT)
    alone = stored(folder)
    result = ask(noisy, model=Toned(batch_tiles=5), **CONTEXT)
    assert np.array_equal(stored(Path(result.run_folder)), alone)


@pytest.fixture
def whole(noisy: Path, tmp_path: Path) -> tuple[Any, ...]:
    aside = tmp_path / "whole"
    aside.mkdir()
    asked = request(noisy, RED, GREEN, run_id="r1", output=str(aside / "answer.gpkg"), **CONTEXT)
    return everything(run(asked, model=Toned()))


@pytest.mark.parametrize("tiles", [1, 2, 3, 7, 8, 9, 15, 28])
def test_cancelled_run_goes_on_at_the_level_where_it_stopped(noisy: Path, whole: Any, tiles: int) -> None:
    model = Toned()
    with pytest.raises(Cancelled, match="cancelled") as cancelled:
        run(request(noisy, RED, GREEN, run_id="r1", **CONTEXT), model=model, cancelled=lambda: model.encoded >= tiles)
    assert "segearth resume" in cancelled.value.advice
    rest = Toned()
    assert everything(resume_run(ResumeRequest(str(noisy.with_name("answer_run"))), model=rest)) == whole
    assert rest.encoded == 28 - tiles


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed process is a fork of this one")
def test_run_with_levels_killed_at_any_moment_ends_as_if_it_had_not_been(
    noisy: Path, whole: Any, tmp_path: Path
) -> None:
    rng = random.Random(7)
    log = tmp_path / "log"
    asked = request(noisy, RED, GREEN, run_id="r1", **CONTEXT)
    resumed = 0
    for _ in range(20):
        tiles, later_s = rng.randrange(28), rng.random() * 0.02
        if not run_until_killed(asked, lambda: Toned(log=log, pause=0.002), log, tiles=tiles, later_s=later_s):
            continue
        resumed += 1
        before = len(log.read_bytes())
        model = Toned()
        assert everything(resume_run(ResumeRequest(str(asked.folder)), model=model)) == whole
        assert before + model.encoded <= 28 + 1
    assert resumed > 10


def test_run_cancelled_in_the_coarse_levels_cannot_be_finished_as_it_is(noisy: Path) -> None:
    model = Toned()
    with pytest.raises(Cancelled):
        run(request(noisy, **CONTEXT), model=model, cancelled=lambda: model.encoded >= 4)
    with pytest.raises(BadRequest, match="No tile"):
        resume_run(ResumeRequest(str(noisy.with_name("answer_run")), finish=True))


# Skipping


@pytest.fixture
def corner(tmp_path: Path) -> Path:
    """One red square in the upper left corner of 300 x 200 pixels."""
    return write_scene(tmp_path / "scene.tif", [Square(8, 8, 40)])


def red(**values: Any) -> FakeModel:
    return FakeModel(tile_px=64, output_stride=4, **values)


def test_tiles_that_the_coarse_levels_rule_out_are_not_asked(corner: Path) -> None:
    every, some = red(), red()
    without = ask(corner, model=every, **CONTEXT)
    found = without.questions[0].area_m2
    done = ask(corner, model=some, skip_ruled_out=True, **CONTEXT)
    assert some.encoded < every.encoded - 15
    assert done.questions[0].area_m2 == found
    assert done.searched_m2 == without.searched_m2  # searched, at coarser levels
    assert done.tiles.skipped == every.encoded - some.encoded
    assert any("ruled out" in warning for warning in done.warnings)


def test_coverage_and_journal_say_why_a_tile_was_skipped(corner: Path) -> None:
    done = ask(corner, model=red(), skip_ruled_out=True, **CONTEXT)
    with sqlite3.connect(done.output) as database:
        reasons = dict(database.execute("SELECT status, reason FROM coverage GROUP BY status, reason"))
    assert reasons == {"done": None, "empty": None, "skipped": RULED_OUT}
    lines = read_journal(Path(done.run_folder) / "journal.jsonl")
    assert {line["reason"] for line in lines if line["status"] == "skipped"} == {RULED_OUT}


def test_ruled_out_tile_has_the_probability_of_the_coarse_levels(corner: Path) -> None:
    done = ask(corner, model=red(), skip_ruled_out=True, **CONTEXT)
    assert stored(Path(done.run_folder))[45, 70] == 1  # of 254: a logit of -6


def test_tile_is_ruled_out_only_for_all_questions(corner: Path) -> None:
    with rasterio.open(corner, "r+") as file:
        file.write(np.full((1, 40, 40), 255, np.uint8), [2], window=rasterio.windows.Window(250, 150, 40, 40))
    done = ask(corner, RED, GREEN, model=red(), skip_ruled_out=True, **CONTEXT)
    assert [question.count for question in done.questions] == [1, 1]


def test_raster_that_a_threshold_wants_faint_answers_of_is_not_skipped(corner: Path) -> None:
    done = ask(corner, model=red(), skip_ruled_out=True, threshold=0.003, **CONTEXT)
    assert done.tiles.skipped == 0


def test_skipping_without_context_is_refused(corner: Path) -> None:
    for values in ({}, {"context_m": 0}):
        with pytest.raises(BadRequest, match="without context"):
            ask(corner, model=red(), skip_ruled_out=True, **values)


def test_skipped_tiles_without_data_are_not_counted_as_searched(noisy: Path) -> None:
    faint = FakeModel(tile_px=64, output_stride=4, presence={RED: -9.0})
    done = ask(noisy, model=faint, skip_ruled_out=True, **CONTEXT)
    assert done.tiles.skipped > 0
    assert done.searched_m2 == pytest.approx(ask(noisy, model=faint).searched_m2)


# The same for other settings that must be the same to compare


def test_run_like_another_takes_its_settings(noisy: Path, tmp_path: Path) -> None:
    first = ask(noisy, model=Toned(), gsd_m=2.0, overlap_px=24, **CONTEXT)
    other = tmp_path / "other"
    other.mkdir()
    asked = request(noisy, output=str(other / "answer.gpkg"), like=first.run_folder)
    record = json.loads((Path(run(asked, model=Toned()).run_folder) / "run.json").read_text())
    of_first = json.loads((Path(first.run_folder) / "run.json").read_text())
    assert record["plan"]["overlap_px"] == 24
    for name in ("gsd_m", "overlap_px", "context_m", "tiles_by_level"):
        assert record["plan"][name] == of_first["plan"][name]
    assert record["stretch"] == of_first["stretch"]
    assert record["request"]["like"] is None
    assert np.array_equal(stored(other / "answer_run"), stored(Path(first.run_folder)))


def test_stretch_of_another_date_is_kept(tmp_path: Path) -> None:
    def raster(name: str, brightest: int) -> Path:
        path = tmp_path / name / "scene.tif"
        path.parent.mkdir()
        values = np.linspace(0, brightest, 40_000).reshape(1, 200, 200).astype(np.uint16)
        grid = {"width": 200, "height": 200, "crs": "EPSG:32633", "transform": rasterio.Affine(1, 0, LEFT, 0, -1, TOP)}
        with rasterio.open(path, "w", driver="GTiff", count=1, dtype="uint16", **grid) as file:
            file.write(values)
        return path

    first = ask(raster("2024", 1000), model=red())
    second = ask(raster("2025", 3000), model=red(), like=first.run_folder)
    stretches = [json.loads((Path(r.run_folder) / "run.json").read_text())["stretch"] for r in (first, second)]
    assert stretches[0] == stretches[1]
    assert second.questions[0].area_m2 > first.questions[0].area_m2  # three times as bright under the same stretch


@pytest.mark.parametrize("overlap", [-1, 33, 2.5, True])
def test_impossible_overlap_is_refused(noisy: Path, overlap: Any) -> None:
    with pytest.raises(BadRequest, match="overlap"):
        ask(noisy, model=Toned(), overlap_px=overlap)


@pytest.mark.parametrize("stretch", [{"low": [1]}, {"low": [], "high": []}, {"low": [0], "high": ["x"]}, 5])
def test_impossible_stretch_is_refused(noisy: Path, stretch: Any) -> None:
    with pytest.raises(BadRequest, match="stretch"):
        ask(noisy, model=Toned(), stretch=stretch)


def test_like_a_folder_that_is_no_run_is_refused(noisy: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no run folder"):
        ask(noisy, model=Toned(), like=str(tmp_path))
