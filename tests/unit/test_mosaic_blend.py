"""Blending: nothing lost at edges, no pixel from where a tile saw too little, a failure stays visible."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InternalError, OutputNotWritable
from engine.raster import Grid, Mosaic, Window, make_grid
from engine.raster.mosaic import NODATA, _check_blocks, quantise, taper


def open_mosaic(folder: Path, grid: Grid, stride: int = 4, window: Window | None = None) -> Mosaic:
    window = grid.output_window(Window(0, 0, grid.width, grid.height), stride) if window is None else window
    return Mosaic(
        folder / "probability.tif",
        grid=grid,
        window=window,
        output_stride=stride,
        transform=Affine(1, 0, 300_000, 0, -1, 2_800_000),
        crs_wkt="EPSG:32640",
    )


def blended(folder: Path, grid: Grid, logit_of_tile: dict[tuple[int, int], float], default: float) -> np.ndarray:
    with open_mosaic(folder, grid) as mosaic:
        for tile in grid.tiles_in(mosaic.window):
            logit = logit_of_tile.get((tile.row, tile.col), default)
            mosaic.add(tile, np.full((grid.tile_height // 4, grid.tile_width // 4), logit, np.float32))
    with rasterio.open(folder / "probability.tif") as file:
        return file.read(1)


def test_the_taper_of_the_worked_example() -> None:
    weights = taper(12, 8, True, False)
    assert weights.tolist() == pytest.approx([1e-6, 1e-6, 0.125, 0.375, 0.625, 0.875, 1, 1, 1, 1, 1, 1])


def test_no_taper_towards_the_rasters_edge() -> None:
    assert (taper(12, 8, False, False) == 1).all()


@given(st.integers(0, 40), st.booleans(), st.booleans())
def test_weights_are_positive_and_neighbours_weigh_1_together(overlap: int, before: bool, after: bool) -> None:
    assert (taper(80, overlap, before, after) > 0).all()
    if overlap:
        both = taper(80, overlap, False, True)[-overlap:] + taper(80, overlap, True, False)[:overlap]
        assert np.allclose(both, 1, atol=1e-5)


@settings(deadline=None)
@given(width=st.integers(1, 300), height=st.integers(1, 300))
def test_a_model_that_always_says_yes_fills_the_raster(
    width: int, height: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    grid = make_grid(width, height, tile_px=64, overlap_px=16, size_multiple=16)
    values = blended(tmp_path_factory.mktemp("mosaic"), grid, {}, default=9.0)
    assert values.shape == (-(-height // 4), -(-width // 4))
    assert (values == 254).all()


def test_values_pass_gradually_from_tile_to_tile(tmp_path: Path) -> None:
    grid = make_grid(112, 64, tile_px=64, overlap_px=16, size_multiple=16)
    values = blended(tmp_path, grid, {(0, 0): -2.0, (0, 1): 2.0}, default=0.0)
    row = values[0].astype(int)
    assert (np.diff(row) >= 0).all()
    assert row[11] == row[0]
    assert row[12 + 4] == row[-1]
    assert row[0] < row[13] < row[14] < row[-1]


def test_the_value_is_the_mean_of_logits_not_of_probabilities(tmp_path: Path) -> None:
    grid = make_grid(112, 64, tile_px=64, overlap_px=16, size_multiple=16)
    values = blended(tmp_path, grid, {(0, 0): 8.0, (0, 1): -4.0}, default=0.0)
    assert values[0, 13] == round(254 / (1 + np.exp(-(0.75 * 8 - 0.25 * 4))))


def test_a_failed_tile_leaves_nodata_where_no_neighbour_knows(tmp_path: Path) -> None:
    grid = make_grid(112, 64, tile_px=64, overlap_px=16, size_multiple=16)
    with open_mosaic(tmp_path, grid) as mosaic:
        first, second = grid.tiles_in(mosaic.window)
        mosaic.add(first, np.full((16, 16), -6.0, np.float32))
        mosaic.skip(second)
    with rasterio.open(mosaic.path) as file:
        values = file.read(1)
        assert file.nodata == NODATA
    assert (values[:, :16] == 1).all()
    assert (values[:, 16:] == NODATA).all()


def test_cells_that_are_not_valid_are_nodata(tmp_path: Path) -> None:
    grid = make_grid(64, 64, tile_px=64, overlap_px=16, size_multiple=16)
    valid = np.ones((16, 16), bool)
    valid[3, 5] = False
    with open_mosaic(tmp_path, grid) as mosaic:
        mosaic.add(grid.tile(0, 0), np.zeros((16, 16), np.float32), valid)
    with rasterio.open(mosaic.path) as file:
        assert np.argwhere(file.read(1) == NODATA).tolist() == [[3, 5]]


def test_logits_that_are_no_numbers_are_a_failure(tmp_path: Path) -> None:
    grid = make_grid(64, 64, tile_px=64, overlap_px=16, size_multiple=16)
    with pytest.raises(InternalError), open_mosaic(tmp_path, grid) as mosaic:
        mosaic.add(grid.tile(0, 0), np.full((16, 16), np.nan, np.float32))


def test_tiles_out_of_order_are_refused(tmp_path: Path) -> None:
    grid = make_grid(112, 64, tile_px=64, overlap_px=16, size_multiple=16)
    mosaic = open_mosaic(tmp_path, grid)
    mosaic.skip(grid.tile(0, 1))
    with pytest.raises(ValueError, match="row-major"):
        mosaic.skip(grid.tile(0, 0))
    mosaic.abort()


def test_the_file_has_its_name_only_when_it_is_complete(tmp_path: Path) -> None:
    grid = make_grid(64, 64, tile_px=64, overlap_px=16, size_multiple=16)
    with open_mosaic(tmp_path, grid) as mosaic:
        mosaic.add(grid.tile(0, 0), np.zeros((16, 16), np.float32))
        assert not mosaic.path.exists()
    assert mosaic.path.exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["probability.tif"]


def test_an_error_leaves_no_file(tmp_path: Path) -> None:
    grid = make_grid(64, 64, tile_px=64, overlap_px=16, size_multiple=16)
    with pytest.raises(KeyError), open_mosaic(tmp_path, grid):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_blocks_that_did_not_reach_the_disk_are_noticed(tmp_path: Path) -> None:
    grid = make_grid(64, 64, tile_px=64, overlap_px=16, size_multiple=16)
    with open_mosaic(tmp_path, grid) as mosaic:
        mosaic.add(grid.tile(0, 0), np.random.default_rng(0).normal(size=(16, 16)).astype(np.float32))
    _check_blocks(mosaic.path)
    mosaic.path.write_bytes(mosaic.path.read_bytes()[:-40])
    with pytest.raises(OSError, match="did not reach the disk"):
        _check_blocks(mosaic.path)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputNotWritable):
        open_mosaic(tmp_path / "file", make_grid(64, 64))


def test_the_georeference_is_that_of_the_output_grid(tmp_path: Path) -> None:
    grid = make_grid(640, 640, tile_px=64, overlap_px=16, size_multiple=16)
    with open_mosaic(tmp_path, grid, window=Window(96, 48, 128, 64)):
        pass
    with rasterio.open(tmp_path / "probability.tif") as file:
        assert file.transform == Affine(4, 0, 300_096, 0, -4, 2_799_952)
        assert (file.width, file.height, file.crs.to_epsg()) == (32, 16, 32640)


@settings(deadline=None)
@given(
    width=st.integers(1, 200),
    height=st.integers(1, 200),
    left=st.integers(0, 199),
    top=st.integers(0, 199),
    stride=st.sampled_from([1, 4]),
    seed=st.integers(0, 99),
)
def test_every_value_is_the_weighted_mean_of_all_tiles(
    width: int, height: int, left: int, top: int, stride: int, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rng = np.random.default_rng(seed)
    grid = make_grid(width, height, tile_px=64, overlap_px=16, multiple=stride, size_multiple=16)
    area = Window(left % width, top % height, 1 + (seed * 7) % (width - left % width), height - top % height)
    window = grid.output_window(area, stride)
    rows, cols = window.height // stride, window.width // stride
    pad = 2 * 64  # room for the parts of tiles outside of the window
    sums, weights = np.zeros((2, rows + 2 * pad, cols + 2 * pad), np.float32)
    with open_mosaic(tmp_path_factory.mktemp("mosaic"), grid, stride, window) as mosaic:
        for tile in grid.tiles_in(window):
            shape = (grid.tile_height // stride, grid.tile_width // stride)
            logits, valid = rng.normal(0, 3, shape).astype(np.float32), rng.random(shape) > 0.2
            down = taper(shape[0], 16 // stride, tile.row > 0, tile.row < grid.rows - 1)
            across = taper(shape[1], 16 // stride, tile.col > 0, tile.col < grid.cols - 1)
            y, x = (tile.window.y - window.y) // stride + pad, (tile.window.x - window.x) // stride + pad
            place = (slice(y, y + shape[0]), slice(x, x + shape[1]))
            if rng.random() < 0.2:
                mosaic.skip(tile)
                continue
            weights[place] += down[:, None] * across * valid
            sums[place] += down[:, None] * across * valid * logits
            mosaic.add(tile, logits, valid)
    inner = (slice(pad, pad + rows), slice(pad, pad + cols))
    expected = np.empty((rows, cols), np.uint8)
    quantise(sums[inner], weights[inner], expected)
    with rasterio.open(mosaic.path) as file:
        np.testing.assert_array_equal(file.read(1), expected)


def test_memory_does_not_grow_with_the_height(tmp_path: Path) -> None:
    grid = make_grid(256, 1_000_000, tile_px=64, overlap_px=16, size_multiple=16)
    mosaic = open_mosaic(tmp_path, grid)
    held = sum(array.nbytes for array in vars(mosaic).values() if isinstance(array, np.ndarray))
    mosaic.abort()
    assert held == 64 * 16 * 9 + 16


@given(st.floats(-100, 100, width=32), st.floats(2.0**-20, 4, width=32))
def test_a_probability_is_stored_to_the_nearest_of_255_levels(logit: float, weight: float) -> None:
    stored = np.empty((1, 1), np.uint8)
    quantise(np.array([[logit * weight]], np.float32), np.array([[weight]], np.float32), stored)
    assert abs(stored[0, 0] / 254 - 1 / (1 + np.exp(-np.float64(logit)))) <= 0.5 / 254 + 1e-5
