"""Outlines that are shaped stay valid, stay apart, and stay what they were where shaping would make something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import rasterio.features
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.raster import Area, Ground, Outlines, Window
from engine.raster.neighbours import Neighbourhoods, Regions
from engine.raster.outlines import shape_outlines
from engine.raster.regions import regions
from engine.raster.runs import Runs

Writer = Callable[..., Path]
Asker = Callable[..., tuple[list[Area], Path]]
GROUND = Ground(rasterio.transform.from_origin(500_000, 5_000_000, 1, 1), "EPSG:32633")


def rows(*lines: str) -> np.ndarray:
    return np.array([[char == "#" for char in line] for line in lines])


def shaped(mask: np.ndarray, *, strip: int = 1000, gsd_m: float = 1.0, **outlines: Any) -> list[Any]:
    """The mask's regions, read in strips of so many rows, shaped with their neighbours."""
    wanted = Outlines(**outlines)
    height, width = mask.shape
    strips = [
        (Window(0, y, width, min(strip, height - y)), Runs.from_mask(mask[y : y + strip], 0, y))
        for y in range(0, height, strip)
    ]
    found: list[Any] = []
    for some in regions(strips, band_runs=strip, apart_px=wanted.apart_px(gsd_m)):
        result, remain = shape_outlines(some.polygons, wanted, GROUND, gsd_m)
        found.extend(result[remain])
    return found


def found(*polygons: Any) -> Regions:
    return Regions(np.array(polygons), np.zeros((len(polygons), 4), np.int64))


def overlaps(polygons: list[Any]) -> float:
    """The area that lies under more than one polygon."""
    return float(shapely.area(polygons).sum() - shapely.union_all(polygons).area)


def disc(size: int, radius: float) -> np.ndarray:
    y, x = np.mgrid[:size, :size] - size / 2 + 0.5
    return x**2 + y**2 < radius**2


def turned_rectangle(degrees: float, *, size: int = 120, length: float = 80, width: float = 40) -> np.ndarray:
    y, x = np.mgrid[:size, :size] - size / 2 + 0.5
    along, across = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return (abs(x * along + y * across) < length / 2) & (abs(-x * across + y * along) < width / 2)


NASTY = {
    "two holes that touch": rows("######", "#.####", "##.###", "######"),
    "a hole that touches the outline": rows("####.", "##.##", "#####"),
    "one pixel wide": rows("#########", "........#", "#######.#", "#.....#.#", "#.###.#.#", "#...#.#.#", "#####.#.#"),
    "islands in a hole": rows("#######", "#.....#", "#.#.#.#", "#..#..#", "#.#.#.#", "#.....#", "#######"),
    "a chess board": np.indices((9, 9)).sum(axis=0) % 2 == 0,
    "single pixels": rows("#.#.#", ".....", "#.#.#"),
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("outlines", [{"simplify_m": 0.8}, {"simplify_m": 3}, {"right_angles": True}])
@pytest.mark.parametrize("strip", [1, 1000])
def test_nasty_shapes_stay_valid_and_apart(name: str, outlines: dict[str, Any], strip: int) -> None:
    before = shaped(NASTY[name])
    after = shaped(NASTY[name], strip=strip, **outlines)
    assert len(after) == len(before)
    assert all(polygon.is_valid and polygon.geom_type == "Polygon" for polygon in after)
    assert overlaps(after) == pytest.approx(0, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(mask=arrays(bool, (24, 24)), simplify_m=st.sampled_from([0.0, 0.8, 2.0]), right_angles=st.booleans())
def test_any_mask_gives_as_many_valid_polygons_that_lie_apart(
    mask: np.ndarray, simplify_m: float, right_angles: bool
) -> None:
    after = shaped(mask, strip=5, simplify_m=simplify_m, right_angles=right_angles)
    assert len(after) == len(shaped(mask))
    assert all(polygon.is_valid for polygon in after)
    assert not after or overlaps(after) == pytest.approx(0, abs=1e-9)


def test_neighbours_are_shaped_together_also_across_bands() -> None:
    mask = np.kron(np.indices((6, 6)).sum(axis=0) % 2 == 0, disc(20, 10.5))  # discs that touch at corners
    whole = shaped(mask, simplify_m=2)
    in_bands = shaped(mask, strip=7, simplify_m=2)
    assert sorted(polygon.wkt for polygon in shapely.normalize(in_bands)) == sorted(
        polygon.wkt for polygon in shapely.normalize(whole)
    )


def test_polygons_that_touch_still_touch_in_the_same_point_when_simplified() -> None:
    mask = np.zeros((80, 80), bool)
    mask[:40, :40], mask[40:, 40:] = disc(40, 22), disc(40, 22)
    before, after = shaped(mask), shaped(mask, simplify_m=2)
    assert shapely.get_num_coordinates(after).sum() < 0.5 * shapely.get_num_coordinates(before).sum()
    assert after[0].intersection(after[1]).equals(before[0].intersection(before[1]))


def test_simplified_outlines_keep_their_area_within_two_percent() -> None:
    (exact,), (simple,) = shaped(disc(100, 45)), shaped(disc(100, 45), simplify_m=2)
    assert shapely.get_num_coordinates(simple) < 0.4 * shapely.get_num_coordinates(exact)
    assert simple.area == pytest.approx(exact.area, rel=0.02)


def test_holes_below_the_least_size_are_filled_and_larger_ones_kept() -> None:
    mask = np.ones((20, 20), bool)
    mask[2:5, 2:5] = mask[8:14, 8:14] = False  # 9 and 36 m2
    (polygon,) = shaped(mask, min_hole_m2=10)
    assert [shapely.Polygon(hole).bounds for hole in polygon.interiors] == [(8, 8, 14, 14)]
    assert polygon.area == 400 - 36


def test_the_size_of_a_hole_is_that_on_the_ground(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    band = np.full((1, 30, 30), 200, np.uint8)
    band[0, 10:20, 10:20] = 0
    origin = rasterio.transform.from_origin(0, 8_399_738, 1, 1)  # 60 degrees north: 100 units of area are 25 m2
    path = write_raster(tmp_path / "a.tif", band, crs="EPSG:3857", transform=origin)
    kept, _ = ask(path, tmp_path, outlines=Outlines(min_hole_m2=24))
    filled, _ = ask(path, tmp_path, outlines=Outlines(min_hole_m2=26))
    assert [len(area.polygon.interiors) for area in (*kept, *filled)] == [1, 0]
    assert kept[0].score == filled[0].score  # of the pixels that reached the threshold


@pytest.mark.parametrize("strip", [3, 1000])
def test_what_stands_in_a_filled_hole_is_part_of_it(strip: int) -> None:
    mask = np.ones((20, 20), bool)
    mask[5:15, 5:15] = False
    mask[9:11, 9:11] = True
    assert [polygon.area for polygon in shaped(mask, strip=strip, min_hole_m2=101)] == [400]
    assert sorted(polygon.area for polygon in shaped(mask, strip=strip, min_hole_m2=99)) == [4, 300]


@pytest.mark.parametrize("degrees", [0, 12, 45, 70])
def test_a_turned_rectangle_becomes_one_of_four_right_angles(degrees: float) -> None:
    (polygon,) = shaped(turned_rectangle(degrees), right_angles=True)
    corners = shapely.get_coordinates(polygon)
    steps = np.diff(corners, axis=0)
    assert len(corners) == 5
    turns = (
        (steps * np.roll(steps, 1, axis=0)).sum(axis=1) / np.hypot(*steps.T) / np.hypot(*np.roll(steps, 1, axis=0).T)
    )
    assert np.abs(turns).max() < 1e-3  # metres on the ground and pixels differ by the scale at the place only
    assert polygon.area == pytest.approx(80 * 40, rel=0.03)


def test_an_l_keeps_its_six_corners() -> None:
    mask = np.zeros((60, 60), bool)
    mask[10:50, 10:25] = mask[35:50, 10:50] = True
    (polygon,) = shaped(mask, right_angles=True)
    (exact,) = shaped(mask)
    assert shapely.get_num_coordinates(polygon) == 7
    assert polygon.symmetric_difference(exact).area < 1e-3 * exact.area


def test_courtyards_get_right_angles_too() -> None:
    mask = turned_rectangle(30)
    yards = turned_rectangle(30, length=30, width=14)
    mask &= ~np.roll(yards, (-10, -18), (0, 1)) & ~np.roll(yards, (10, 18), (0, 1))
    mask |= np.roll(turned_rectangle(30, length=12, width=5), (6, 20), (0, 1))  # one yard is an L
    (polygon,), (exact,) = shaped(mask, right_angles=True), shaped(mask)
    corners = [len(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
    assert corners[0] == 5
    assert len(set(corners[1:])) == 2
    assert polygon.intersection(exact).area > 0.9 * polygon.union(exact).area


def test_right_angles_are_those_of_the_ground(write_raster: Writer, ask: Asker, tmp_path: Path) -> None:
    y, x = np.mgrid[:120, :120] - 59.5
    turned = (abs(x / 2 * 0.8 + y * 0.6) < 24) & (abs(-x / 2 * 0.6 + y * 0.8) < 12)  # at 60 degrees north
    pixel = rasterio.transform.from_origin(10, 60, 1e-5, 1e-5)
    path = write_raster(tmp_path / "a.tif", turned[None].astype(np.uint8) * 200, crs="EPSG:4326", transform=pixel)
    (area,), _ = ask(path, tmp_path, outlines=Outlines(right_angles=True))
    steps = np.diff(shapely.get_coordinates(area.polygon), axis=0) * [0.5009, 1.0]
    assert len(steps) == 4
    assert abs(steps[0] @ steps[1]) / np.hypot(*steps[0]) / np.hypot(*steps[1]) < 0.01


def test_a_shape_without_right_angles_keeps_its_outline() -> None:
    wedge = np.tri(60, dtype=bool)
    (exact,), (same,) = shaped(wedge), shaped(wedge, right_angles=True)
    assert same.equals(exact)


def test_shapes_that_right_angles_would_push_into_each_other_stay_as_they_were() -> None:
    """A turned rectangle in three parts, one pixel apart: each made rectilinear alone, two would overlap."""
    y, x = np.mgrid[:80, :80] - 40
    along, across = np.cos(np.radians(65)), np.sin(np.radians(65))
    u, v = x * along + y * across, -x * across + y * along
    mask = (abs(u) < 30) & (abs(v) < 20)
    mask &= ~((v >= 0) & (v < 1) & (u < 10)) & ~((u >= 10) & (u < 11) & (v > -8)) & ~((v >= -9) & (v < -8) & (u >= 10))
    before, after = shaped(mask), shaped(mask, right_angles=True)
    assert len(after) == len(before) == 3
    assert overlaps(after) == pytest.approx(0, abs=1e-9)
    assert any(shape.equals(other) for shape in before for other in after)


def test_a_region_near_one_that_still_grows_waits_for_it() -> None:
    small, far, growing = shapely.box(4, 0, 6, 2), shapely.box(40, 0, 42, 2), shapely.box(0, 0, 2, 100)
    near = Neighbourhoods(5)
    assert near.take(found(small, far), [growing], line=100).polygons.tolist() == [far]
    assert near.take(found(growing), [], line=200).polygons.tolist() == [small, growing]
    assert len(near.rest()) == 0


def test_neighbours_of_neighbours_wait_too_and_the_last_are_not_forgotten() -> None:
    chain = [shapely.box(x, 0, x + 1, 1) for x in (0, 3, 6, 9)]
    near = Neighbourhoods(2.5)
    assert len(near.take(found(*chain), [shapely.box(11, 0, 12, 50)], line=50)) == 0
    assert near.rest().polygons.tolist() == chain
