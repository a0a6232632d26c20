"""Regions of a mask that arrives in strips are those of the whole mask, to the vertex."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from rasterio import Affine
from rasterio.features import rasterize, shapes

from engine.raster import Window
from engine.raster.regions import regions
from engine.raster.runs import Runs, sorted_order
from engine.raster.scores import with_values


def in_strips(mask: np.ndarray, rows: int, **bands: int) -> list[shapely.Polygon]:
    height, width = mask.shape
    strips = [
        (Window(0, y, width, min(rows, height - y)), Runs.from_mask(mask[y : y + rows], 0, y))
        for y in range(0, height, rows)
    ]
    return [polygon for batch in regions(strips, **bands) for polygon in batch.polygons]


def at_once(mask: np.ndarray) -> list[shapely.Polygon]:
    return [shapely.geometry.shape(region) for region, _ in shapes(mask.view(np.uint8), mask=mask, connectivity=4)]


def rings(polygons: list[shapely.Polygon]) -> list[str]:
    return sorted(shapely.normalize(polygon).wkt for polygon in polygons)


def rows(*lines: str) -> np.ndarray:
    return np.array([[char == "#" for char in line] for line in lines])


def test_a_region_across_strips_is_one_polygon_without_extra_vertices() -> None:
    (polygon,) = in_strips(rows(".##.", ".##.", ".##.", ".##."), 1, band_runs=1)
    assert shapely.get_num_coordinates(polygon) == 5
    assert polygon.bounds == (1, 0, 3, 4)


def test_diagonal_neighbours_are_two_regions_also_across_strips() -> None:
    assert len(in_strips(rows("#.", ".#"), 1, band_runs=1)) == 2


def test_arms_that_meet_below_are_one_region() -> None:
    (polygon,) = in_strips(rows("#.#.#", "#.#.#", "#.###", "###.."), 1, band_runs=1)
    assert polygon.area == 13


def test_holes_across_strips_are_kept() -> None:
    (polygon,) = in_strips(rows("####", "#..#", "#..#", "####"), 1, band_runs=1)
    assert polygon.area == 12
    assert len(polygon.interiors) == 1


def test_an_empty_mask_has_no_regions() -> None:
    assert in_strips(np.zeros((5, 5), bool), 2, band_runs=1) == []


def test_a_full_mask_is_one_region() -> None:
    (polygon,) = in_strips(np.ones((6, 5), bool), 2, band_runs=1)
    assert shapely.normalize(polygon).equals_exact(shapely.normalize(shapely.box(0, 0, 5, 6)))


masks = arrays(bool, st.tuples(st.integers(1, 14), st.integers(1, 14)))


@settings(max_examples=300, deadline=None)
@given(masks, st.integers(1, 5), st.integers(1, 60))
def test_strips_change_nothing(mask: np.ndarray, strip_rows: int, band_runs: int) -> None:
    assert rings(in_strips(mask, strip_rows, band_runs=band_runs)) == rings(at_once(mask))


@settings(max_examples=100, deadline=None)
@given(masks, st.integers(1, 5))
def test_all_polygons_are_valid_and_cover_the_mask(mask: np.ndarray, strip_rows: int) -> None:
    polygons = in_strips(mask, strip_rows, band_runs=1)
    assert all(polygon.is_valid for polygon in polygons)
    assert sum(polygon.area for polygon in polygons) == mask.sum()


def test_many_runs_make_a_new_band_and_change_nothing() -> None:
    mask = np.random.default_rng(0).random((40, 30)) > 0.4
    assert rings(in_strips(mask, 3, band_runs=50)) == rings(at_once(mask))


@settings(max_examples=100, deadline=None)
@given(masks, st.integers(1, 5), st.integers(1, 60))
def test_bands_change_no_byte_of_a_polygon(mask: np.ndarray, strip_rows: int, band_runs: int) -> None:
    in_bands, whole = in_strips(mask, strip_rows, band_runs=band_runs), in_strips(mask, 100)
    assert sorted(shapely.to_wkb(in_bands)) == sorted(shapely.to_wkb(whole))


def test_outlines_begin_at_the_top_left_and_go_round_as_gdals_do() -> None:
    mask = rows("....", ".###", ".#.#", ".###")
    (ours,), (gdals,) = in_strips(mask, 10), at_once(mask)
    assert ours.wkt == gdals.wkt


@settings(max_examples=200, deadline=None)
@given(
    arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 12)), elements=st.integers(0, 5)),
    st.integers(1, 4),
    st.integers(1, 40),
)
def test_tallies_are_those_of_the_pixels_of_each_region(cells: np.ndarray, stride: int, band_runs: int) -> None:
    pixels = np.kron(cells, np.ones((stride, stride), np.uint8))
    mask = (pixels > 1) & (np.indices(pixels.shape).sum(axis=0) % 7 > 0)
    strips = []
    for row in range(0, len(cells), 3):
        part = mask[row * stride : (row + 3) * stride]
        runs = Runs.from_mask(part, x=10, y=20 + row * stride)
        strips.append((Window(10, 20 + row * stride, *part.shape[::-1]), with_values(runs, cells, 10, 20, stride)))
    for found in regions(strips, band_runs=band_runs):
        for polygon, tally in zip(found.polygons, found.tallies, strict=True):
            placed = Affine.translation(10, 20)
            values = pixels[rasterize([polygon], pixels.shape, transform=placed) > 0]
            assert tally.tolist() == [len(values), values.sum(), values.min(), values.max()]


@given(st.lists(st.integers(0, 2**40)))
def test_order_by_digits_is_the_stable_order(keys: list[int]) -> None:
    values = np.array([key % 2**34 for key in keys] + keys, np.int64)
    assert np.array_equal(sorted_order(values), np.argsort(values, kind="stable"))
