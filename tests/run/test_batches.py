"""Tiles in batches: the same run as one by one, and what happens where a batch fails, is cancelled or stays small."""

from __future__ import annotations

import json
import weakref
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from engine.errors import Cancelled, InternalError, UnreadableRaster
from engine.raster import Pixels, RasterReader, Tile, Window
from engine.run import Event, RunResult, run
from engine.run.journal import read_journal
from engine.run.tiles import ask_in_order

from .asking import GREEN, RED, ask, coverage, polygons, request
from .fake_model import FakeAnswers, FakeModel
from .scenes import Square, write_scene

SIDE = 64


@pytest.fixture
def striped(tmp_path: Path) -> Path:
    """Tiles of 64 pixels; whole columns of them in the middle have no valid pixel."""
    squares = [Square(20, 30, 20), Square(120, 440, 10), Square(60, 100, 30, band=1)]
    return write_scene(tmp_path / "scene.tif", squares, width=500, nodata_cols=slice(150, 350))


def model(batch_tiles: int = 1, **values: Any) -> FakeModel:
    return FakeModel(tile_px=SIDE, batch_tiles=batch_tiles, **values)


def journal(folder: Path) -> list[dict[str, Any]]:
    lines = read_journal(folder / "answer_run" / "journal.jsonl")
    return [{**line, "seconds": None} for line in lines]


def everything(result: RunResult) -> tuple[Any, ...]:
    """All that a run leaves, but for its times."""
    folder = Path(result.run_folder)
    pixels = []
    for path in sorted(folder.glob("probability_*.tif")):
        with rasterio.open(path) as file:
            pixels.append(file.read().tobytes())
    cover = coverage(result, '"row"', "col", "question", "status", "presence")
    areas = [(q.count, q.area_m2, q.answer) for q in result.questions]
    shapes = [polygon.wkb for polygon in polygons(result)]
    return journal(folder.parent), pixels, cover, areas, shapes, result.tiles, result.searched_m2


@pytest.mark.parametrize("presence", [None, {RED: 2.0, GREEN: -1.0}])
@pytest.mark.parametrize("batch_tiles", [2, 3, 8, 100])
def test_batches_change_nothing(striped: Path, batch_tiles: int, presence: dict[str, float] | None) -> None:
    alone = everything(ask(striped, RED, GREEN, model=model(presence=presence, generative=True)))
    batched = model(batch_tiles, presence=presence, generative=True)
    assert everything(ask(striped, RED, GREEN, model=batched)) == alone


def test_batches_are_full_but_for_the_last(scene: Path) -> None:
    sizes: list[int] = []

    class Counting(FakeModel):
        def start(self, pixels_BHWC: Any, questions: Sequence[str]) -> Any:
            sizes.append(len(pixels_BHWC))
            return super().start(pixels_BHWC, questions)

    result = ask(scene, model=Counting(tile_px=SIDE, batch_tiles=7))
    asked = result.tiles.done + result.tiles.empty
    assert asked == 24
    assert sizes == [7, 7, 7, 3]


@pytest.mark.parametrize("batch_tiles", [1, 2, 8])
@pytest.mark.parametrize("every", [3, 50, 10_000])
def test_tiles_without_data_do_not_pile_up_in_memory(batch_tiles: int, every: int) -> None:
    held: Counter[str] = Counter()
    most = 0

    def read() -> Iterator[tuple[Tile, Future[Pixels | None]]]:
        nonlocal most
        for col in range(500):
            future: Future[Pixels | None] = Future()
            future.set_result(made := Pixels(np.zeros((4, 4, 3), np.uint8), np.full((4, 4), col % every == 0)))
            held["tiles"] += 1
            weakref.finalize(made, held.subtract, ["tiles"])
            most = max(most, held["tiles"])
            del made
            yield Tile(0, col, 0, Window(4 * col, 0, 4, 4)), future
            del future

    order = [tile.tile.col for tile, _ in ask_in_order(read(), FakeModel(tile_px=4, batch_tiles=batch_tiles), [RED])]
    assert order == list(range(500))
    assert most <= max(4 * batch_tiles, 2) + 1


class Fails(FakeModel):
    """Fails where the second batch is asked, or answers it in another shape."""

    batches = 0
    shape: tuple[int, ...] | None = None

    def ask(self, scene: Any, questions: Sequence[str]) -> FakeAnswers:
        self.batches += 1
        if self.batches < 2:
            return super().ask(scene, questions)
        if self.shape is not None:
            return FakeAnswers(np.zeros(self.shape, np.float32), None)
        raise RuntimeError("a kernel failed")


@pytest.mark.parametrize("shape", [None, (3, 1, SIDE, SIDE), (4, 2, SIDE, SIDE), (4, 1, SIDE, 1)])
def test_failed_batch_is_told_for_all_its_tiles(scene: Path, tmp_path: Path, shape: tuple[int, ...] | None) -> None:
    failing = Fails(tile_px=SIDE, batch_tiles=4)
    failing.shape = shape
    with pytest.raises(InternalError, match="kernel failed" if shape is None else "shape"):
        ask(scene, model=failing)
    lines = journal(tmp_path)
    assert [line["status"] == "failed" for line in lines] == [False] * 4 + [True] * 4
    assert len({(line["row"], line["col"]) for line in lines}) == 8
    assert json.loads((tmp_path / "answer_run" / "run.json").read_text())["state"] == "failed"


def test_tile_that_cannot_be_read_is_told_and_no_other(
    scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = RasterReader.read
    count = 0

    def fail(reader: RasterReader, window: Window) -> Pixels:
        nonlocal count
        count += 1
        if count == 7:
            raise UnreadableRaster("truncated")
        return read(reader, window)

    monkeypatch.setattr(RasterReader, "read", fail)
    with pytest.raises(UnreadableRaster):
        ask(scene, model=model(4))
    lines = journal(tmp_path)
    assert [line["error"] for line in lines if line["status"] == "failed"] == ["unreadable_raster: truncated"]


def test_cancelled_run_starts_no_further_batch(scene: Path, tmp_path: Path) -> None:
    asked = model(4)
    events: list[Event] = []
    with pytest.raises(Cancelled):
        run(request(scene), model=asked, on_event=events.append, cancelled=lambda: len(asked.asked) == 1)
    assert len(asked.asked) == 1
    assert max(event.done for event in events) == 4
    assert json.loads((tmp_path / "answer_run" / "run.json").read_text())["state"] == "cancelled"
