"""The grid: every pixel is in a tile, tiles are equally large and lie on the output grid, extents change nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.raster import Window, make_grid

sizes = st.integers(1, 400)


def test_the_worked_example_pulls_the_last_tile_back_onto_the_output_grid() -> None:
    grid = make_grid(30, 8, tile_px=12, overlap_px=4, multiple=4, size_multiple=4)
    assert [grid.tile(0, col).window.x for col in range(grid.cols)] == [0, 8, 16, 20]


def test_a_raster_smaller_than_a_tile_is_one_tile_padded_to_the_models_multiple() -> None:
    grid = make_grid(300, 200)
    assert (grid.rows, grid.cols) == (1, 1)
    assert grid.tile(0, 0).window == Window(0, 0, 384, 256)


def test_a_model_of_fixed_size_gets_a_full_tile_for_a_small_raster() -> None:
    assert make_grid(300, 200, size_multiple=1024).tile(0, 0).window == Window(0, 0, 1024, 1024)


def test_a_raster_of_exactly_one_tile_is_one_tile() -> None:
    grid = make_grid(1024, 1024)
    assert (grid.rows, grid.cols) == (1, 1)


def test_one_pixel_more_than_a_tile_is_two_tiles() -> None:
    grid = make_grid(1025, 1024)
    assert (grid.rows, grid.cols) == (1, 2)
    assert grid.tile(0, 1).window.x == 4


@given(sizes, sizes)
def test_every_pixel_is_in_a_tile(width: int, height: int) -> None:
    grid = make_grid(width, height, tile_px=64, overlap_px=16, size_multiple=16)
    seen = np.zeros((height, width), bool)
    for tile in grid.tiles_in(Window(0, 0, width, height)):
        seen[tile.window.y : tile.window.bottom, tile.window.x : tile.window.right] = True
    assert seen.all()


@given(sizes, sizes)
def test_tiles_have_one_size_start_on_the_output_grid_and_pad_little(width: int, height: int) -> None:
    grid = make_grid(width, height, tile_px=64, overlap_px=16, size_multiple=16)
    for tile in grid.tiles_in(Window(0, 0, width, height)):
        window = tile.window
        assert (window.width, window.height) == (grid.tile_width, grid.tile_height)
        assert window.x % 4 == 0
        assert window.y % 4 == 0
        assert window.right - width <= (3 if width > 64 else 15)
        assert window.bottom - height <= (3 if height > 64 else 15)


@given(st.integers(65, 400))
def test_neighbours_overlap_by_at_least_the_overlap(width: int) -> None:
    grid = make_grid(width, 10, tile_px=64, overlap_px=16, size_multiple=16)
    windows = [grid.tile(0, col).window for col in range(grid.cols)]
    assert all(left.right - right.x >= 16 for left, right in zip(windows, windows[1:], strict=False))


@given(sizes, sizes, st.data())
def test_tiles_in_a_window_are_all_that_touch_it_row_by_row(width: int, height: int, data: st.DataObject) -> None:
    grid = make_grid(width, height, tile_px=64, overlap_px=16, size_multiple=16)
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    window = Window(x, y, data.draw(st.integers(1, width - x)), data.draw(st.integers(1, height - y)))
    everything = [grid.tile(row, col) for row in range(grid.rows) for col in range(grid.cols)]
    assert grid.tiles_in(window) == [tile for tile in everything if tile.window.intersection(window)]


def test_the_output_window_is_one_cell_larger_within_the_raster() -> None:
    grid = make_grid(101, 100, tile_px=64, overlap_px=16, size_multiple=16)
    assert grid.output_window(Window(9, 0, 20, 100), 4) == Window(4, 0, 32, 100)
    assert grid.output_window(Window(0, 0, 101, 100), 4) == Window(0, 0, 104, 100)


def test_a_tile_outside_of_the_grid_is_an_index_error() -> None:
    with pytest.raises(IndexError):
        make_grid(100, 100).tile(0, 1)


@pytest.mark.parametrize("bad", [{"overlap_px": 1024}, {"tile_px": 1022}, {"size_multiple": 2}, {"overlap_px": -1}])
def test_sizes_that_make_no_grid_are_refused(bad: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"a grid are positive|overlap is smaller"):
        make_grid(100, 100, **bad)
