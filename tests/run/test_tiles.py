"""Reading ahead: in order, as many tiles ahead as asked for, on one other thread."""

from __future__ import annotations

import threading
from contextlib import closing

import numpy as np
import pytest

from engine.errors import UnreadableRaster
from engine.raster import Pixels, Tile, Window
from engine.run.tiles import on_output_grid, read_ahead

TILES = [Tile(0, col, 0, Window(col, 0, 1, 1)) for col in range(4)]


def pixels(tile: Tile) -> Pixels:
    return Pixels(np.full((1, 1, 3), tile.col, np.uint8), np.ones((1, 1), bool))


def test_every_tile_comes_in_order_with_its_own_pixels() -> None:
    got = [(tile.col, pending.result()) for tile, pending in read_ahead(TILES, pixels)]
    assert [(col, int(read.rgb_HWC[0, 0, 0])) for col, read in got if read is not None] == [(n, n) for n in range(4)]


def test_no_tiles_is_no_work() -> None:
    assert list(read_ahead([], pixels)) == []


def test_next_tile_is_read_while_this_one_is_worked_on() -> None:
    second = threading.Event()

    def read(tile: Tile) -> Pixels:
        if tile.col == 1:
            second.set()
        return pixels(tile)

    with closing(read_ahead(TILES, read)) as ahead:
        next(ahead)
        assert second.wait(60)


def test_reading_happens_on_one_other_thread() -> None:
    threads: set[int] = set()

    def read(tile: Tile) -> Pixels:
        threads.add(threading.get_ident())
        return pixels(tile)

    for _, pending in read_ahead(TILES, read):
        pending.result()
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_closing_reads_no_further_than_one_tile_ahead() -> None:
    read: list[int] = []

    def note(tile: Tile) -> Pixels:
        read.append(tile.col)
        return pixels(tile)

    with closing(read_ahead(TILES, note)) as ahead:
        next(ahead)[1].result()
    assert read in ([0], [0, 1])


def test_as_many_tiles_are_read_ahead_as_asked_for_and_no_more() -> None:
    read: list[int] = []
    done = threading.Semaphore(0)

    def note(tile: Tile) -> Pixels:
        read.append(tile.col)
        done.release()
        return pixels(tile)

    with closing(read_ahead(TILES, note, ahead=2)) as ahead:
        next(ahead)
        assert all(done.acquire(timeout=60) for _ in range(3))
    assert read == [0, 1, 2]


def test_failed_read_comes_out_of_its_own_tile() -> None:
    def fail(tile: Tile) -> Pixels:
        if tile.col == 1:
            raise UnreadableRaster("truncated")
        return pixels(tile)

    with closing(read_ahead(TILES, fail)) as ahead:
        assert next(ahead)[1].result() is not None
        with pytest.raises(UnreadableRaster):
            next(ahead)[1].result()


def test_cell_of_the_output_grid_counts_where_any_of_its_pixels_does() -> None:
    valid = np.zeros((4, 8), bool)
    valid[3, 7] = True
    assert on_output_grid(valid, 4).tolist() == [[False, True]]


@pytest.mark.parametrize("stride", [1, 2, 4])
def test_every_pixel_of_a_cell_counts_and_none_of_another(stride: int) -> None:
    for row, col in np.ndindex(8, 12):
        valid = np.zeros((8, 12), bool)
        valid[row, col] = True
        cells = on_output_grid(valid, stride)
        assert cells.shape == (8 // stride, 12 // stride)
        assert np.argwhere(cells).tolist() == [[row // stride, col // stride]]
