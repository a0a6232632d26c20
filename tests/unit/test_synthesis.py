"""Synthetic scenes: the same seed gives the same scene, windows are crops, and the ground truth is what was drawn."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from training.synthesis import CLASS_COLOURS, CLASSES, LANDSCAPES, Landscape, SceneSpec, random_spec, render
from training.synthesis.canvas import Canvas
from training.synthesis.command import SAMPLE, add_arguments, main
from training.synthesis.geotiff import windows, write_geotiff
from training.synthesis.noise import fbm, noise_at
from training.synthesis.terrain import Terrain

NAMES = {name: number for number, name in CLASSES.items()}


def test_the_same_spec_gives_the_same_pixels() -> None:
    spec = SceneSpec(160, 120, seed=5)
    first, second = render(spec), render(spec)
    assert np.array_equal(first.rgb_HWC, second.rgb_HWC)
    assert np.array_equal(first.classes_HW, second.classes_HW)


def test_another_seed_gives_another_scene() -> None:
    spec = SceneSpec(160, 120, seed=5, landscape="town")
    assert not np.array_equal(render(spec).rgb_HWC, render(replace(spec, seed=6)).rgb_HWC)


@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_a_window_is_the_crop_of_the_whole_scene(landscape: Landscape) -> None:
    spec = SceneSpec(401, 333, gsd_m=0.7, seed=2, landscape=landscape, sun_azimuth_deg=230.0)
    whole = render(spec)
    for x, y, width, height in ((0, 0, 120, 90), (137, 71, 160, 201), (281, 222, 120, 111), (200, 100, 1, 1)):
        part = render(spec, (x, y, width, height))
        assert np.array_equal(part.rgb_HWC, whole.rgb_HWC[y : y + height, x : x + width])
        assert np.array_equal(part.classes_HW, whole.classes_HW[y : y + height, x : x + width])


@pytest.mark.parametrize(("width", "height", "gsd_m"), [(1, 1, 0.5), (1, 77, 0.3), (131, 17, 2.0), (64, 64, 5.0)])
def test_any_size_and_scale_can_be_drawn(width: int, height: int, gsd_m: float) -> None:
    scene = render(SceneSpec(width, height, gsd_m=gsd_m, seed=1))
    assert scene.rgb_HWC.shape == (height, width, 3)
    assert scene.classes_HW.shape == (height, width)
    assert scene.rgb_HWC.dtype == scene.classes_HW.dtype == np.uint8


def test_every_class_id_has_a_name_and_a_colour() -> None:
    assert set(CLASSES) == set(CLASS_COLOURS)
    assert len(set(CLASSES.values())) == len(set(CLASS_COLOURS.values())) == len(CLASSES)
    for seed in range(7):
        assert set(np.unique(render(random_spec(seed, 200, 200)).classes_HW).tolist()) <= set(CLASSES)


def test_the_sample_shows_what_its_questions_ask_for() -> None:
    present = set(np.unique(render(replace(SAMPLE, width=1024, height=768, gsd_m=1.0)).classes_HW).tolist())
    asked = ("building", "land_unpaved", "road", "vegetation", "water", "tree", "car", "boat", "dock", "crop_field",
             "wind_turbine", "airplane", "runway", "swimming_pool", "tennis_court", "soccer_field", "parking_lot",
             "solar_panel", "roundabout", "beach")  # fmt: skip
    assert [name for name in asked if NAMES[name] not in present] == []


def test_a_window_outside_the_scene_is_refused() -> None:
    with pytest.raises(ValueError, match="reaches past"):
        render(SceneSpec(50, 40), (20, 20, 31, 10))
    with pytest.raises(ValueError, match="no window"):
        render(SceneSpec(50, 40), (-1, 0, 10, 10))


@pytest.mark.parametrize("wrong", [{"width": 0}, {"gsd_m": 0.0}, {"sun_elevation_deg": 10.0}])
def test_an_impossible_scene_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"must|needs"):
        replace(SceneSpec(10, 10), **wrong)  # type: ignore[arg-type]


def test_water_lies_where_the_shore_says_so() -> None:
    spec = SceneSpec(240, 240, seed=4, landscape="shore", gsd_m=1.0)
    axis = np.arange(240) + 0.5
    shore = Terrain(spec).shore_grid(axis, axis)
    classes = render(spec).classes_HW
    afloat = [NAMES[name] for name in ("water", "boat", "dock", "bridge", "tree", "road", "car")]
    assert np.isin(classes[shore < -1.0], afloat).all()
    assert not (classes[shore > 25.0] == NAMES["water"]).any()


def test_noise_at_points_is_the_noise_of_the_grid() -> None:
    xs, ys = np.array([-3.5, 0.25, 7.0]), np.array([2.0, 11.5])
    grid_x, grid_y = np.meshgrid(xs, ys)
    assert np.allclose(fbm(9, xs, ys, 40.0, 2), noise_at(9, grid_x, grid_y, 40.0, 2), atol=1e-5)


def test_what_is_painted_last_is_the_class_and_a_half_covered_pixel_counts() -> None:
    canvas = Canvas(0, 0, 6, 4, 1.0)
    canvas.paint(canvas.box(2.0, 2.0, 4.0, 4.0, 0.0), (9.0, 9.0, 9.0), NAMES["road"])
    canvas.paint(canvas.box(1.0, 0.5, 1.0, 1.0, 0.0), (5.0, 5.0, 5.0), NAMES["tree"])
    road, tree = NAMES["road"], NAMES["tree"]
    assert canvas.classes[0].tolist() == [tree, tree, road, road, 0, 0]
    assert canvas.classes[3].tolist() == [road, road, road, road, 0, 0]


def test_windows_cover_a_scene_once() -> None:
    seen = np.zeros((7, 11), int)
    for window in windows(11, 7, 4):
        seen[window.y : window.y + window.height, window.x : window.x + window.width] += 1
    assert (seen == 1).all()


def test_a_streamed_geotiff_holds_the_rendered_scene(tmp_path: Path) -> None:
    spec = SceneSpec(700, 530, seed=3, landscape="village")
    calls: list[tuple[int, int]] = []
    write_geotiff(
        spec, tmp_path / "scene.tif", tmp_path / "truth.tif", progress=lambda done, total: calls.append((done, total))
    )
    scene = render(spec)
    assert calls == [(1, 4), (2, 4), (3, 4), (4, 4)]
    with rasterio.open(tmp_path / "truth.tif") as truth:
        assert np.array_equal(truth.read(1), scene.classes_HW)
        assert truth.colormap(1)[NAMES["water"]][:3] == CLASS_COLOURS[NAMES["water"]]
        assert truth.crs.to_epsg() == 32632
    with rasterio.open(tmp_path / "scene.tif") as image:
        assert image.res == (0.5, 0.5)
        assert image.profile["compress"] == "jpeg"
        assert image.profile["photometric"] == "ycbcr"
        assert image.overviews(1) == [2, 4]
        difference = np.abs(image.read().transpose(1, 2, 0).astype(int) - scene.rgb_HWC)
    assert difference.mean() < 6.0  # JPEG only


def test_the_command_writes_images_and_masks(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    out = tmp_path / "scenes"
    assert main(parser.parse_args([str(out), "--count", "2", "--size", "96", "--gsd", "1.0", "--seed", "40"])) == 0
    assert sorted(path.name for path in out.glob("*/*.png")) == ["000040.png", "000040.png", "000041.png", "000041.png"]
    scene = render(random_spec(41, 96, 96, 1.0))
    assert np.array_equal(np.array(Image.open(out / "images" / "000041.png")), scene.rgb_HWC)
    assert np.array_equal(np.array(Image.open(out / "classes" / "000041.png")), scene.classes_HW)
    assert json.loads((out / "classes.json").read_text())["5"] == "water"
