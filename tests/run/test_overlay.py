"""The picture of a scene with its answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engine.errors import OutputNotWritable
from engine.overlay import draw_overlay
from engine.run import RunRequest, run

from .fake_model import FakeModel
from .scenes import Square, write_scene

RED = "Where is red?"


def drawn(scene: Path, *questions: str) -> NDArray[np.uint8]:
    request = RunRequest(str(scene), questions or (RED,), str(scene.with_name("answer.gpkg")))
    run(request, model=FakeModel())
    png = scene.with_name("answer.png")
    draw_overlay(Path(request.output), str(scene), png, questions=request.questions)
    with Image.open(png) as picture:
        return np.asarray(picture.convert("RGB"))


def test_small_scene_is_enlarged_with_room_for_the_caption(scene: Path) -> None:
    height, width, _ = drawn(scene).shape
    assert width == 900  # 300 x 3
    assert height > 600


def test_large_scene_is_reduced(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [], height=100, width=3200)
    assert drawn(scene).shape[1] == 1600


def test_area_is_filled_so_that_the_ground_shines_through_and_outlined_strongly(scene: Path) -> None:
    pixels = drawn(scene).astype(int)
    middle, edge, ground = pixels[90, 120], pixels[90, 90], pixels[300, 600]  # the square of 20 from (20, 30), x 3
    assert ground.tolist() == [0, 0, 0]
    assert middle[0] > 200  # still red
    assert 40 < middle[2] < 120  # with a purple tint that is seen
    assert edge[2] > 140  # purple


def test_hole_is_not_filled(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [Square(20, 20, 100), Square(50, 50, 40, band=1)])
    with_hole = scene.with_name("hole.tif")
    scene.rename(with_hole)
    import rasterio

    with rasterio.open(with_hole, "r+") as file:
        red = file.read(1)
        red[50:90, 50:90] = 0
        file.write(red, 1)
    pixels = drawn(with_hole)
    assert pixels[210, 210].tolist() == [0, 255, 0]


def test_every_question_is_in_the_caption_in_its_own_colour(scene: Path) -> None:
    one, two = drawn(scene, RED), drawn(scene, RED, "Where is blue?")
    assert len(two) > len(one)
    caption = {tuple(pixel) for pixel in two[600:].reshape(-1, 3)}
    assert {(0xCC, 0x79, 0xA7), (0xF0, 0xE4, 0x42)} <= caption


def test_missing_folder_is_told(scene: Path, tmp_path: Path) -> None:
    request = RunRequest(str(scene), (RED,), str(tmp_path / "answer.gpkg"))
    run(request, model=FakeModel())
    with pytest.raises(OutputNotWritable):
        draw_overlay(Path(request.output), str(scene), tmp_path / "none" / "a.png", questions=request.questions)
