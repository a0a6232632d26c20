"""A raster goes through a run tile by tile: no seam, no lost edge, no collar, memory of its width, three threads."""

from __future__ import annotations

import threading
import tracemalloc
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from rasterio.features import rasterize
from rasterio.transform import from_origin

from engine.raster import Mosaic, RasterReader
from engine.run import Event, run
from engine.run.behind import Behind

from .asking import ask, polygons, request
from .fake_model import FakeModel
from .scenes import CRS, LEFT, TOP

BOX = 31
TOTAL_TILES = 12  # of 64 px with 16 px of overlap on 200 x 150 pixels


def write(path: Path, pixels_CHW: NDArray[np.uint8], **profile: Any) -> Path:
    count, height, width = pixels_CHW.shape
    shape = {"driver": "GTiff", "count": count, "height": height, "width": width, "dtype": "uint8"}
    with rasterio.open(path, "w", crs=CRS, transform=from_origin(LEFT, TOP, 1, 1), **shape, **profile) as file:
        file.write(pixels_CHW)
    return path


def noise(height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (3, height, width), np.uint8)


def found(result: Any, height: int, width: int) -> NDArray[np.bool_]:
    """The pixels of all polygons."""
    return rasterize(polygons(result), (height, width), transform=from_origin(LEFT, TOP, 1, 1)) > 0


# Seams and edges


def box_mean(red_HW: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The mean of BOX x BOX pixels around each; at the edges of what is given, of the nearest there are."""
    sums = np.pad(red_HW.astype(np.int64), BOX // 2 + 1, mode="edge").cumsum(axis=0).cumsum(axis=1)[:-1, :-1]
    return (sums[BOX:, BOX:] - sums[:-BOX, BOX:] - sums[BOX:, :-BOX] + sums[:-BOX, :-BOX]) / BOX**2


class BoxModel(FakeModel):
    """Looks at the mean around a pixel: near the border of a tile it sees too little and is wrong."""

    def _logits(self, rgb_HWC: NDArray[np.uint8], question: str) -> NDArray[np.float32]:
        return np.where(box_mean(rgb_HWC[..., 0]) > 128, 6, -6).astype(np.float32)


def test_no_pixel_is_wrong_where_the_overlap_covers_the_context(tmp_path: Path) -> None:
    height, width = 500, 610
    pixels = noise(height, width)
    result = ask(write(tmp_path / "scene.tif", pixels), model=BoxModel(tile_px=256))
    expected, margin = box_mean(pixels[0]) > 128, BOX // 2
    assert result.tiles.done > 4
    inner = (slice(margin, -margin), slice(margin, -margin))
    assert np.count_nonzero(found(result, height, width)[inner] != expected[inner]) == 0


class YesModel(FakeModel):
    """Answers yes everywhere."""

    def _logits(self, rgb_HWC: NDArray[np.uint8], question: str) -> NDArray[np.float32]:
        height, width = rgb_HWC.shape[:2]
        return np.full((height // self.output_stride, width // self.output_stride), 6, np.float32)


@pytest.mark.parametrize("stride", [1, 4])
@pytest.mark.parametrize(("height", "width"), [(1, 1), (200, 300), (3, 130), (129, 5), (64, 64)])
def test_model_that_always_says_yes_finds_every_pixel(tmp_path: Path, height: int, width: int, stride: int) -> None:
    scene = write(tmp_path / "scene.tif", noise(height, width))
    (polygon,) = polygons(ask(scene, model=YesModel(tile_px=64, output_stride=stride)))
    assert (polygon.area, polygon.bounds) == (height * width, (LEFT, TOP - height, LEFT + width, TOP))


def test_white_collar_without_data_is_no_answer(tmp_path: Path) -> None:
    pixels = np.full((3, 120, 200), 255, np.uint8)
    pixels[:, 13:101, 21:175] = 40
    pixels[0, 30:50, 60:100] = 254
    result = ask(write(tmp_path / "scene.tif", pixels, nodata=255), model=FakeModel(tile_px=64))
    (polygon,) = polygons(result)
    assert (polygon.area, polygon.bounds) == (20 * 40, (LEFT + 60, TOP - 50, LEFT + 100, TOP - 30))


# Memory


def test_memory_of_the_search_does_not_grow_with_the_height(tmp_path: Path) -> None:
    peaks = []
    for height in (1000, 4000):
        blocks = {"tiled": True, "blockxsize": 128, "blockysize": 128}
        scene = write(tmp_path / f"{height}.tif", np.zeros((3, height, 500), np.uint8), **blocks)
        at_end: list[int] = []

        def note(event: Event, at_end: list[int] = at_end) -> None:
            if event.stage == "vectorize" and not at_end:
                at_end.append(tracemalloc.get_traced_memory()[1])

        tracemalloc.start()
        try:
            run(request(scene), model=FakeModel(tile_px=128), on_event=note)
        finally:
            tracemalloc.stop()
        peaks += at_end
    assert peaks[1] < 1.25 * peaks[0]


# Three threads


@dataclass
class Meeting(FakeModel):
    """Answers on a tile only when the one before has been blended and the one after has been read, meanwhile."""

    tile_px: int = 64
    blended: list[int] = field(default_factory=list)
    read: list[int] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def encode(self, pixels_BHWC: NDArray[np.uint8]) -> NDArray[np.uint8]:
        before, after = self.encoded, min(self.encoded + 2, TOTAL_TILES)
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.blended) >= before and len(self.read) >= after, timeout=60)
        return super().encode(pixels_BHWC)

    def note(self, thread: list[int]) -> None:
        with self.changed:
            thread.append(threading.get_ident())
            self.changed.notify_all()


def test_last_tile_is_blended_and_next_one_read_while_the_model_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Meeting()
    read, add = RasterReader.read, Mosaic.add

    def noted_read(self: RasterReader, window: Any) -> Any:
        pixels = read(self, window)
        model.note(model.read)
        return pixels

    def noted_add(self: Mosaic, *tile: Any) -> None:
        add(self, *tile)
        model.note(model.blended)

    monkeypatch.setattr(RasterReader, "read", noted_read)
    monkeypatch.setattr(Mosaic, "add", noted_add)
    ask(write(tmp_path / "scene.tif", np.zeros((3, 150, 200), np.uint8)), model=model)
    assert model.encoded == TOTAL_TILES
    assert len({threading.get_ident(), *model.read, *model.blended}) == 3


def test_works_are_done_in_order_and_all_of_them() -> None:
    done: list[int] = []
    with Behind("test") as behind:
        for number in range(20):
            behind.do(partial(done.append, number))
    assert done == list(range(20))


def test_no_more_works_wait_than_allowed() -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    def work() -> None:
        begun.release()
        assert go_on.wait(60)

    with Behind("test", most=2) as behind:
        behind.do(work)
        behind.do(work)
        assert begun.acquire(timeout=60)
        third = threading.Thread(target=behind.do, args=(work,))
        third.start()
        third.join(0.05)
        assert third.is_alive()
        go_on.set()
        third.join(60)
        assert not third.is_alive()


def test_failed_work_comes_out_and_ends_those_that_follow() -> None:
    done: list[int] = []

    def caller() -> None:
        with Behind("test", most=3) as behind:
            behind.do(fail)
            behind.do(partial(done.append, 1))

    with pytest.raises(OSError, match="full"):
        caller()
    assert done == []


def test_error_of_the_caller_is_not_hidden_by_one_behind() -> None:
    def caller() -> None:
        with Behind("test") as behind:
            behind.do(fail)
            raise KeyError

    with pytest.raises(KeyError):
        caller()


def fail() -> None:
    raise OSError("full")
