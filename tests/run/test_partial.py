"""Pictures of a run under way: when they are told, what they show, and that they change nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine

from engine.errors import Cancelled
from engine.raster import RasterReader, Window
from engine.run import Partial, ResumeRequest, resume_run, run
from engine.run.events import Watch
from engine.run.folder import RunFolder
from engine.run.partial import EVERY_SECONDS, Pictures

from .asking import GREEN, RED, request
from .fake_model import FakeModel
from .scenes import LEFT, TOP, Square, write_scene
from .test_resume import Toned, everything, noisy

__all__ = ["noisy"]
CONTEXT = {"context_m": 200}


class Watcher:
    """Looks at every picture when it is told."""

    def __init__(self) -> None:
        self.told: list[Partial] = []
        self.pictures: list[np.ndarray[Any, Any]] = []
        self.transform: Affine | None = None
        self.crs = ""

    def __call__(self, picture: Partial) -> None:
        self.told.append(picture)
        with rasterio.open(picture.path) as file:
            assert (file.count, file.dtypes, file.nodata) == (1, ("uint8",), 255)
            self.pictures.append(file.read(1))
            self.transform, self.crs = file.transform, file.crs.to_string()


@pytest.fixture
def every(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture after every tile."""
    monkeypatch.setattr("engine.run.partial.EVERY_SECONDS", 0.0)
    monkeypatch.setattr("engine.run.partial._SHARE", 1e9)


def red(**values: Any) -> FakeModel:
    return FakeModel(tile_px=64, output_stride=4, **values)


def test_first_picture_comes_after_the_coarsest_tile_and_covers_the_area(scene: Path) -> None:
    watcher = Watcher()
    run(request(scene, run_id="r1", **CONTEXT), model=red(), on_partial=watcher)
    first = watcher.told[0]
    assert (first.run_id, first.question, first.level, first.done, first.total) == ("r1", 1, 2, 1, 32)
    assert watcher.transform == Affine(4, 0, LEFT, 0, -4, TOP)
    assert watcher.crs == "EPSG:32633"
    assert watcher.pictures[0].shape == (50, 75)
    assert (watcher.pictures[0][:, :60] != 255).all()  # the first of two tiles of 256 m
    assert watcher.pictures[0][8, 9] > watcher.pictures[0][40, 40]  # the large red square


def test_next_pictures_come_at_most_every_few_seconds(scene: Path, tmp_path: Path) -> None:
    now = [0.0]
    watcher = Watcher()
    folder = RunFolder.create(request(scene, run_folder=str(tmp_path / "run")), {"request": {}, "model": {}})
    with RasterReader.open(scene) as reader:
        watch = Watch("r1", lambda event: None, lambda: False, watcher)
        pictures = Pictures(folder, reader, Window(0, 0, 300, 200), 4, 1, watch, clock=lambda: now[0])
        for moment in (0.0, 1.0, EVERY_SECONDS - 0.1, EVERY_SECONDS, EVERY_SECONDS + 1, 2 * EVERY_SECONDS):
            now[0] = moment
            pictures.show(0, int(moment), 9)
        assert [told.done for told in watcher.told] == [0, int(EVERY_SECONDS), int(2 * EVERY_SECONDS)]
        assert len({told.path for told in watcher.told}) == 3
        assert [Path(told.path).exists() for told in watcher.told] == [False, True, True]
        pictures.close()
    assert not list((tmp_path / "run").glob("partial_*"))
    folder.close()


def test_every_question_has_its_picture(scene: Path) -> None:
    watcher = Watcher()
    run(request(scene, RED, GREEN, **CONTEXT), model=red(), on_partial=watcher)
    assert [told.question for told in watcher.told[:2]] == [1, 2]
    assert watcher.pictures[0][8, 9] > watcher.pictures[1][8, 9]


@pytest.mark.usefixtures("every")
def test_last_picture_shows_what_the_run_finds(scene: Path) -> None:
    watcher = Watcher()
    result = run(request(scene), model=red(), on_partial=watcher)
    with rasterio.open(Path(result.run_folder) / "probability_1.tif") as file:
        found = file.read(1)
    assert np.array_equal(watcher.pictures[-1] > 127, found > 127)


@pytest.mark.usefixtures("every")
@pytest.mark.parametrize("values", [{}, CONTEXT, {"extent": [LEFT + 30, TOP - 190, LEFT + 222, TOP - 20]}])
def test_pictures_change_nothing_and_leave_nothing(noisy: Path, values: dict[str, Any]) -> None:
    asked = request(noisy, RED, GREEN, run_id="r1", **values)
    alone = everything(run(asked, model=Toned()))
    assert everything(run(asked, model=Toned(), on_partial=Watcher())) == alone


@pytest.mark.parametrize("share", [1, 4])
def test_large_raster_is_shown_small(tmp_path: Path, share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.run.partial.LARGEST_SIDE", 75 // share)
    watcher = Watcher()
    scene = write_scene(tmp_path / "scene.tif", [Square(0, 100, 100)])
    run(request(scene), model=red(), on_partial=watcher)
    assert max(watcher.pictures[0].shape) <= 75 // share
    assert watcher.transform is not None
    assert watcher.transform.a == 4 * (share + (share > 1))


# The first look where no coarse level comes first


def test_run_without_levels_begins_with_one_look_at_all_of_it(scene: Path) -> None:
    model, watcher = red(), Watcher()
    run(request(scene), model=model, on_partial=watcher)
    assert model.encoded == 24 + 1
    assert (watcher.told[0].level, watcher.told[0].done, watcher.told[0].total) == (3, 0, 24)
    assert (watcher.pictures[0] != 255).all()


def test_look_at_a_part_shows_that_part(scene: Path) -> None:
    watcher = Watcher()
    run(request(scene, extent=[LEFT, TOP - 110, LEFT + 120, TOP]), model=red(), on_partial=watcher)
    assert watcher.pictures[0].shape[0] in (28, 29)
    assert (watcher.pictures[0] != 255).all()


@pytest.mark.parametrize(
    ("watched", "values"),
    [(False, {}), (True, {"preview": False}), (True, {"extent": [LEFT, TOP - 60, LEFT + 60, TOP]})],
)
def test_no_look_is_taken(scene: Path, watched: bool, values: dict[str, Any]) -> None:
    model = red()
    result = run(request(scene, **values), model=model, on_partial=Watcher() if watched else None)
    assert model.encoded == sum((result.tiles.done, result.tiles.empty, result.tiles.skipped))


# Endings


def test_resumed_run_shows_at_once_what_was_done(noisy: Path) -> None:
    model = Toned()
    with pytest.raises(Cancelled):
        run(request(noisy, **CONTEXT), model=model, on_partial=Watcher(), cancelled=lambda: model.encoded >= 18)
    folder = noisy.with_name("answer_run")
    assert not list(folder.glob("partial_*"))
    watcher = Watcher()
    resume_run(ResumeRequest(str(folder)), model=Toned(), on_partial=watcher)
    assert (watcher.told[0].done, watcher.told[0].total) == (19, 32)  # one had no valid pixel
    assert (watcher.pictures[0][:, :56] != 255).all()


def test_resumed_run_knows_rows_of_logits_from_rows_of_probabilities(tmp_path: Path) -> None:
    """At 256 x 256 pixels a row of the second level in float32 is as many bytes as one of the finest in 8 bits."""
    scene = write_scene(tmp_path / "scene.tif", [Square(0, 0, 128)], height=256, width=256)
    watchers = Watcher(), Watcher()
    models = red(), red()
    with pytest.raises(Cancelled):
        run(
            request(scene, context_m=256, overlap_px=0),
            model=models[0],
            on_partial=watchers[0],
            cancelled=lambda: models[0].encoded >= 4,
        )
    resume_run(ResumeRequest(str(tmp_path / "answer_run")), model=models[1], on_partial=watchers[1])
    assert watchers[1].told[0].done == 4
    assert (watchers[1].pictures[0][:16, :16] > 127).all()
    assert (watchers[1].pictures[0][-16:, -16:] < 127).all()


def test_picture_that_cannot_be_written_does_not_end_the_run(scene: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.run.partial.publish", full)
    watcher = Watcher()
    result = run(request(scene), model=red(), on_partial=watcher)
    assert watcher.told == []
    assert result.questions[0].count == 2
    assert not list(Path(result.run_folder).glob(".segearth*"))


def test_next_run_in_the_folder_removes_what_a_killed_one_left(scene: Path) -> None:
    result = run(request(scene), model=red())
    left = Path(result.run_folder) / "partial_1_7.tif"
    left.write_bytes(b"")
    run(request(scene), model=red())
    assert not left.exists()


def test_picture_is_told_as_json_values() -> None:
    told = Partial("r1", 1, "partial_1_1.tif", 2, 1, 32).to_dict()
    assert json.loads(json.dumps(told)) == told
    assert set(told) == {"run_id", "question", "path", "level", "done", "total"}
