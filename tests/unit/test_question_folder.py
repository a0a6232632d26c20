"""The folder of geometry questions: what `evaluate` reads, with the rule beside each question, the same by seed."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_origin

from engine.errors import BadRequest
from training.data import CatalogueImage, LabelledImage
from training.data.earthreason import find_folders, load_item, read_folder
from training.questions import command
from training.questions.geometry.folder import Labelled, gsd_of, synthetic_pictures, windows, write_folder

CLASSES = {"0": "background", "1": "building", "5": "water", "4": "vegetation", "6": "tree"}


@pytest.fixture
def scenes(tmp_path: Path) -> Path:
    """Two scenes as `synthesize` writes them."""
    folder = tmp_path / "scenes"
    for name in ("images", "classes"):
        (folder / name).mkdir(parents=True)
    (folder / "classes.json").write_text(json.dumps(CLASSES), encoding="utf-8")
    for number in range(2):
        values = np.zeros((96, 96), np.uint8)
        values[70:, :] = 5
        values[50:62, 8:20] = 1
        values[6:30, 50 + 9 * number : 80] = 1
        values[10:40, 5:20] = 4
        values[12:16, 7:11] = 6
        Image.fromarray(values).save(folder / f"classes/{number:06d}.png")
        Image.fromarray(np.dstack([values * 20] * 3)).save(folder / f"images/{number:06d}.png")
    return folder


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.main(parser.parse_args(list(words)))


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_folders_are_read_as_earthreason_with_the_kind_as_class(scenes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("geometry", str(scenes), "--out", str(out), "--gsd", "1") == 0
    items = [item for folder in find_folders(out) for item in read_folder(folder)]
    assert {item.set_name for item in items} == {"size", "position", "relation", "absence"}
    rows = {row["item"]: row for row in csv.DictReader((out / "index.csv").open(encoding="utf-8"))}
    assert set(rows) == {item.stem for item in items}
    for item in items:
        _, target = load_item(item)
        rule = json.loads((out / item.set_name / "QAs" / f"{item.stem}.json").read_text("utf-8"))["rule"]
        assert item.class_id == rule["kind"] == rows[item.stem]["class"]
        assert bool(target.any()) == bool(item.answer) == (item.set_name != "absence")
        assert rule["sentence"] == rows[item.stem]["rule"]


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(scenes: Path, tmp_path: Path) -> None:
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        run("geometry", str(scenes), "--out", str(tmp_path / name), "--gsd", "1", "--seed", seed)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a") != contents(tmp_path / "c")


def test_a_finished_folder_is_not_written_over(scenes: Path, tmp_path: Path) -> None:
    run("geometry", str(scenes), "--out", str(tmp_path / "out"))
    with pytest.raises(BadRequest, match="holds questions already"):
        run("geometry", str(scenes), "--out", str(tmp_path / "out"))


def test_classes_with_others_inside_their_meaning_are_no_targets(scenes: Path, tmp_path: Path) -> None:
    run("geometry", str(scenes), "--out", str(tmp_path / "out"), "--gsd", "1", "--per-picture", "40")
    rules = [json.loads(p.read_text("utf-8"))["rule"] for p in (tmp_path / "out").glob("*/QAs/*.json")]
    assert "building" in {rule["target"] for rule in rules}
    assert "vegetation" not in {rule["target"] for rule in rules}  # a crown hides some of it


def test_large_pictures_are_cut_into_windows_that_cover_them(scenes: Path) -> None:
    picture = next(synthetic_pictures(scenes, 1.0))
    cut = list(windows(picture, 64))
    assert [(w.x, w.y, w.rgb.shape) for w in cut] == [(x, y, (64, 64, 3)) for y in (0, 32) for x in (0, 32)]
    assert np.array_equal(cut[3].masks["water"], picture.masks["water"][32:, 32:])
    assert len(list(windows(picture, 90))) == 1  # hardly larger


def test_a_geotiff_in_web_mercator_gives_metres_on_the_ground(tmp_path: Path) -> None:
    path = tmp_path / "tile.tif"
    at_60_north = 8399737.89
    options = {"driver": "GTiff", "width": 8, "height": 8, "count": 3, "dtype": "uint8", "crs": "EPSG:3857"}
    with rasterio.open(path, "w", **options, transform=from_origin(0, at_60_north, 0.6, 0.6)) as file:
        file.write(np.zeros((3, 8, 8), np.uint8))
    record = CatalogueImage("fair_buildings", "train", path, path, "dense_mask", ())
    image = LabelledImage(record, np.zeros((8, 8, 3), np.uint8), {}, {}, frozenset(), frozenset())
    assert gsd_of(image) == pytest.approx(0.3, rel=1e-4)


def test_pictures_without_an_undisputed_answer_are_said_so(scenes: Path, tmp_path: Path) -> None:
    picture = next(synthetic_pictures(scenes, None))
    masks, known = {"water": picture.masks["water"]}, {"water": np.zeros((96, 96), bool)}
    doubtful = Labelled("x", "x", picture.rgb, masks, known, frozenset(), frozenset(), None)
    with pytest.raises(BadRequest, match="No question"):
        write_folder(iter([doubtful]), tmp_path / "out")
