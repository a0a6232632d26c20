"""The EarthReason layout: files paired by stem, labels of several modes, and errors that name the file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadRequest
from training.data.earthreason import find_folders, load_item, read_folder


def write(path: Path, content) -> None:
    """Write text, JSON, or an image of a literal array."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, np.ndarray):
        Image.fromarray(content).save(path)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


@pytest.fixture
def reason(tmp_path) -> Path:
    """A folder in EarthReason's layout: one item with a target, one without."""
    folder = tmp_path / "town"
    for stem, label, answer in (("a__road", [[0, 1, 200]], ["Here."]), ("b__ship", [[0, 0, 0]], [])):
        write(folder / f"images/{stem}.png", np.zeros((1, 3, 3), np.uint8))
        write(folder / f"labels/{stem}.png", np.array(label, np.uint8))
        write(folder / f"QAs/{stem}.json", {"questions": ["Where?", "Which?"], "answer": answer})
    return folder


def test_files_of_one_stem_are_an_item(reason):
    first, second = read_folder(reason)
    assert (first.set_name, first.stem, first.questions) == ("town", "a__road", ("Where?", "Which?"))
    assert first.image_path.stem == first.label_path.stem == "a__road"
    assert second.answer == ()


def test_non_zero_label_pixels_are_the_target(reason):
    rgb, target = load_item(read_folder(reason)[0])
    assert rgb.shape == (1, 3, 3)
    assert target.tolist() == [[False, True, True]]


def test_an_item_without_answer_has_no_target_whatever_its_label_shows(reason):
    write(reason / "labels/b__ship.png", np.array([[0, 0, 9]], np.uint8))
    assert not load_item(read_folder(reason)[1])[1].any()


def test_colour_and_palette_labels_are_read_as_well(reason):
    write(reason / "labels/a__road.png", np.array([[[0, 0, 0, 255], [0, 0, 9, 255], [0, 0, 0, 0]]], np.uint8))
    assert load_item(read_folder(reason)[0])[1].tolist() == [[False, True, False]]
    image = Image.fromarray(np.array([[0, 1, 2]], np.uint8), mode="P")
    image.putpalette([0, 0, 0, 255, 0, 0] + [9] * 762)
    image.save(reason / "labels/a__road.png")
    assert load_item(read_folder(reason)[0])[1].tolist() == [[False, True, True]]


def test_questions_may_stand_in_a_text_file(reason):
    (reason / "QAs/a__road.json").rename(reason / "QAs/a__road.txt")
    assert read_folder(reason)[0].questions == ("Where?", "Which?")


def test_an_index_beside_the_folder_names_the_classes(reason):
    assert read_folder(reason)[0].class_id is None
    write(reason.parent / "index.csv", "set,item,class\ntown,a__road,road\nvillage,b__ship,ship\n")
    assert [item.class_id for item in read_folder(reason)] == ["road", None]


def test_a_folder_of_folders_is_searched(reason):
    (reason.parent / "notes").mkdir()
    assert find_folders(reason.parent) == find_folders(reason) == [reason]


def test_a_folder_of_another_layout_is_refused(tmp_path):
    with pytest.raises(BadRequest, match="EarthReason"):
        find_folders(tmp_path)
    with pytest.raises(BadRequest, match="EarthReason"):
        find_folders(tmp_path / "gone")


@pytest.mark.parametrize("name", ["images", "labels", "QAs"])
def test_a_missing_file_of_an_item_is_named(reason, name):
    next((reason / name).glob("a__road.*")).unlink()
    with pytest.raises(BadRequest, match=rf"{name} has no file for the item 'a__road'"):
        read_folder(reason)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "no JSON object"),
        ('{"questions": [], "answer": []}', "asks no question"),
        ('{"questions": ["Where?"]}', "'answer' must be a list"),
        ('{"questions": "Where?", "answer": []}', "'questions' must be a list"),
    ],
)
def test_a_broken_question_file_is_named(reason, content, fault):
    write(reason / "QAs/a__road.json", content)
    with pytest.raises(BadRequest, match=rf"a__road\.json.*{fault}"):
        read_folder(reason)


def test_a_label_of_another_size_is_named_with_both_sizes(reason):
    write(reason / "labels/a__road.png", np.zeros((2, 2), np.uint8))
    with pytest.raises(BadRequest, match=r"labels/a__road\.png is 2 x 2 pixels, .* 3 x 1"):
        load_item(read_folder(reason)[0])


def test_two_files_of_one_stem_are_refused(reason):
    write(reason / "QAs/a__road.txt", {"questions": ["Where?"], "answer": []})
    with pytest.raises(BadRequest, match="same stem"):
        read_folder(reason)


def test_the_validation_questions_can_all_be_read(shared):
    path = shared / "data/val_questions"
    if not path.is_dir():
        pytest.skip("needs the validation questions in the folder named by SEGEARTH_SHARED")
    folders = find_folders(path)
    items = [item for folder in folders for item in read_folder(folder)]
    assert len(folders) == 12
    assert all(len(item.questions) == 5 and item.class_id for item in items)
    for item in items[::20]:
        _, target = load_item(item)
        assert target.any() == bool(item.answer), item.stem
