"""Textures of real imagery: whose may be used, that they are the same in every window, and that truth never changes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from engine.errors import BadRequest
from training.data.sets import SETS, SetInfo
from training.data.synthetic import synthetic_image
from training.synthesis import SceneSpec, random_spec, render
from training.synthesis.command import add_arguments, main
from training.synthesis.textures import SOURCES, gather_textures, imagery_licence, may_be_used
from training.synthesis.texturing import MATERIALS, Family, Textures, tile_weights

SPEC = SceneSpec(150, 120, gsd_m=1.0, seed=3, landscape="village")
MERCED = SETS["ucmerced_landuse"].attribution


def toy_textures(gsd_m: float = 1.0, size: int = 16) -> Textures:
    """Two families of noise for every material."""
    rng = np.random.default_rng(5)

    def family() -> Family:
        return Family((90.0, 110.0, 80.0), rng.normal(0, 9, (3, size, size, 3)).astype(np.float32))

    return Textures(gsd_m, {name: (family(), family()) for name in MATERIALS}, ("toy credit",))


def write_data(folder: Path, *rows: tuple[str, str, str, tuple[int, int, int]]) -> Path:
    """A data folder: one 128 px picture of uneven colour for each (set, split, scene class, mean colour)."""
    lines = ["set,split,image,label,label_kind,classes_present"]
    scenes: dict[Path, dict[str, str]] = {}
    for number, (name, split, scene, colour) in enumerate(rows):
        place = folder / name / split
        place.mkdir(parents=True, exist_ok=True)
        noise = np.random.default_rng(number).normal(0, 6, (128, 128, 1))
        Image.fromarray(np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8)).save(place / f"{number}.png")
        scenes.setdefault(place / "scenes.json", {})[f"{number}.png"] = scene
        lines.append(f"{name},{split},{name}/{split}/{number}.png,{name}/{split}/scenes.json,scene,{scene}")
    for path, content in scenes.items():
        path.write_text(json.dumps(content), encoding="utf-8")
    folder.mkdir(exist_ok=True)
    (folder / "index.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return main(parser.parse_args(list(words)))


GREEN = ("ucmerced_landuse", "train", "golfcourse", (90, 130, 70))


def test_a_textured_window_is_the_crop_of_the_whole_textured_scene() -> None:
    textures = toy_textures()
    whole = render(SPEC, textures=textures)
    for x, y, width, height in ((0, 0, 60, 50), (37, 21, 64, 70), (149, 119, 1, 1)):
        part = render(SPEC, (x, y, width, height), textures)
        assert np.array_equal(part.rgb_HWC, whole.rgb_HWC[y : y + height, x : x + width])


def test_textures_change_colours_and_nothing_else() -> None:
    plain, textured = render(SPEC), render(SPEC, textures=toy_textures())
    assert (plain.rgb_HWC != textured.rgb_HWC).any(axis=2).mean() > 0.5
    assert np.array_equal(plain.classes_HW, textured.classes_HW)
    assert np.array_equal(plain.zones_HW, textured.zones_HW)
    assert np.array_equal(plain.instances_HW, textured.instances_HW)


def test_a_material_without_a_family_stays_as_it_was_drawn() -> None:
    nothing = Textures(1.0, {"grass": ()}, ())
    assert np.array_equal(render(SPEC, textures=nothing).rgb_HWC, render(SPEC).rgb_HWC)


def test_textures_of_another_scale_are_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.3 m"):
        render(SPEC, textures=toy_textures(0.3))


def test_a_class_belongs_to_one_material_at_most() -> None:
    classes = [number for material in MATERIALS.values() for number in material.classes]
    assert len(classes) == len(set(classes))


@pytest.mark.parametrize("size", [16, 24, 96])
def test_where_tiles_overlap_the_variance_of_one_is_kept(size: int) -> None:
    squares = tile_weights(size).astype(np.float64) ** 2
    half = size // 2
    total = squares[:half, :half] + squares[half:, :half] + squares[:half, half:] + squares[half:, half:]
    assert np.allclose(total, 1.0, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("public domain", "public domain"),
        ("CC BY 4.0; imagery public domain (USDA NAIP)", "public domain"),
        ("imagery CC BY 4.0 (OpenAerialMap), labels ODbL 1.0 (OpenStreetMap)", "CC BY 4.0"),
        ("CC0 1.0 (as quoted; the copy carries no licence file)", "CC0 1.0"),
    ],
)
def test_the_licence_of_imagery_is_what_the_text_says_on_imagery(text: str, licence: str) -> None:
    assert imagery_licence(SetInfo("a", text, "")) == licence


def test_only_imagery_free_of_conditions_may_be_used() -> None:
    assert {name for name in SETS if may_be_used(name)} == {
        "dubai", "naip_trees", "ucmerced_landuse", "naip_field_boundaries", "naip_wind_turbines_iowa",
    }  # fmt: skip
    assert not may_be_used("a set that nobody knows")


def test_every_source_may_be_used() -> None:
    assert all(may_be_used(source.set_name) for sources in SOURCES.values() for source in sources)


def test_a_set_whose_licence_changes_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_data(tmp_path / "data", GREEN)
    assert gather_textures(folder).at(0.3).families["grass"]
    bound = {**SETS, "ucmerced_landuse": replace(SETS["ucmerced_landuse"], licence="CC BY-SA 4.0")}
    monkeypatch.setattr("training.synthesis.textures.SETS", bound)
    with pytest.raises(BadRequest, match="may serve as a texture"):
        gather_textures(folder)


def test_validation_pictures_are_never_read(tmp_path: Path) -> None:
    folder = write_data(tmp_path / "data", ("ucmerced_landuse", "val", "golfcourse", (90, 130, 70)))
    with pytest.raises(BadRequest, match="no training picture"):
        gather_textures(folder)


def test_an_empty_folder_is_refused_with_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"index\.csv is missing") as caught:
        gather_textures(tmp_path)
    assert "index.csv" in caught.value.advice


def test_the_same_seed_gathers_the_same_patches(tmp_path: Path) -> None:
    folder = write_data(tmp_path / "data", GREEN)
    first, second, other = (gather_textures(folder, seed).at(0.3).families["grass"][0] for seed in (1, 1, 2))
    assert np.array_equal(first.patches, second.patches)
    assert not np.array_equal(first.patches, other.patches)


def _spot(pixels: np.ndarray) -> None:
    pixels[::12, ::12] = (250, 250, 250)
    pixels[1::12, ::12] = pixels[::12, 1::12] = pixels[2::12, ::12] = pixels[::12, 2::12] = (250, 250, 250)


def _stripe(pixels: np.ndarray) -> None:
    pixels[:, ::4] = (60, 90, 50)


@pytest.mark.parametrize("spoil", [_spot, _stripe])
def test_patches_with_things_on_them_or_stripes_are_left_out(
    spoil: Callable[[np.ndarray], None], tmp_path: Path
) -> None:
    folder = write_data(tmp_path / "data", GREEN)
    path = folder / "ucmerced_landuse/train/0.png"
    pixels = np.array(Image.open(path))
    spoil(pixels)
    Image.fromarray(pixels).save(path)
    assert gather_textures(folder).at(0.3).families["grass"] == ()


def test_a_geotiff_names_its_textures_and_a_plain_one_does_not(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data", GREEN)
    words = ("--side", "64", "--gsd", "0.5", "--landscape", "village")
    assert run(str(tmp_path / "textured"), *words, "--textures", str(data)) == 0
    assert run(str(tmp_path / "plain"), *words) == 0
    with rasterio.open(tmp_path / "textured/scene_0.tif") as image:
        assert image.tags()["SEGEARTH_TEXTURES"] == MERCED
        assert MERCED in image.tags()["TIFFTAG_COPYRIGHT"]
    with rasterio.open(tmp_path / "plain/scene_0.tif") as image:
        assert not {"SEGEARTH_TEXTURES", "TIFFTAG_COPYRIGHT"} & image.tags().keys()
        assert "CC0" in image.tags()["IMAGEDESCRIPTION"]


def test_a_folder_of_pictures_names_its_textures(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data", GREEN)
    words = ("--count", "1", "--size", "64", "--gsd", "0.5", "--textures", str(data))
    assert run(str(tmp_path / "out"), *words) == 0
    credits = json.loads((tmp_path / "out/textures.json").read_text())
    assert credits == {"ucmerced_landuse": {"licence": "public domain", "attribution": MERCED}}
    drawn = np.array(Image.open(tmp_path / "out/images/000000.png"))
    spec = random_spec(0, 64, 64, 0.5)
    assert np.array_equal(drawn, render(spec, textures=gather_textures(data, 0).at(0.5)).rgb_HWC)


def test_the_sample_takes_no_textures(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="belongs to the product"):
        run(str(tmp_path), "--sample", "--textures", str(tmp_path))


@pytest.mark.parametrize("gsd_m", [0.3, 0.55, 0.99, 3.7])
def test_the_nearest_step_of_scale_fits_any_scene(gsd_m: float, tmp_path: Path) -> None:
    library = gather_textures(write_data(tmp_path / "data", GREEN))
    textures = library.near(gsd_m)
    assert textures is library.near(gsd_m * 1.0001)
    assert abs(textures.gsd_m / gsd_m - 1) < 0.1
    render(replace(SPEC, width=8, height=8, gsd_m=gsd_m), textures=textures)


def test_training_scenes_with_textures_keep_their_masks(tmp_path: Path) -> None:
    library = gather_textures(write_data(tmp_path / "data", GREEN))
    plain, textured = synthetic_image(4, 96), synthetic_image(4, 96, library)
    assert (plain.rgb != textured.rgb).any()
    assert plain.present == textured.present
    assert all(np.array_equal(plain.masks[name], textured.masks[name]) for name in plain.masks)
