"""An annotated layer: faults are named before anything is learned, and no source image is on both sides."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.errors import BadRequest, QuestionTooLong
from tests.unit.layers_toy import SIDE, write_item, write_layer
from training.finetune_data import Layer, items_of, read_layer, read_pictures
from training.finetune_views import ViewSampler


def any_question(question: str) -> None:
    """A model that reads everything."""


def stems(pictures: object) -> set[str]:
    return {item.stem for item in items_of(pictures)}  # type: ignore[arg-type]


def test_items_of_one_source_image_stay_together(tmp_path: Path) -> None:
    for number in range(24):
        write_item(tmp_path, f"photo{number // 3}__crop{number % 3}", number)
    layer = read_layer(tmp_path, any_question)
    sides = [{stem.split("__")[0] for stem in stems(side)} for side in (layer.train, layer.held_out)]
    assert not sides[0] & sides[1]
    assert (len(layer.train), len(layer.held_out)) == (18, 6)


def test_an_index_names_the_source_images(tmp_path: Path) -> None:
    folder = write_layer(tmp_path / "layer")
    rows = [f"layer,p{number},photo{number // 4}" for number in range(8)]
    (folder / "index.csv").write_text("\n".join(["set,item,source_image", *rows]))
    layer = read_layer(folder, any_question)
    assert stems(layer.held_out) in ({"p0", "p1", "p2", "p3"}, {"p4", "p5", "p6", "p7"})


def test_one_picture_under_two_names_is_one_source_image(tmp_path: Path) -> None:
    write_layer(tmp_path)
    write_item(tmp_path, "again", 0)
    pictures = read_pictures([tmp_path], any_question)
    groups = {picture.group for picture in pictures if stems([picture]) <= {"p0", "again"}}
    assert len(groups) == 1


def test_items_of_one_picture_are_read_as_one(tmp_path: Path) -> None:
    write_item(tmp_path, "a__water", 0)
    write_item(tmp_path, "a__the", 0, questions=["the"])
    (picture,) = read_pictures([tmp_path], any_question)
    assert [target.item.stem for target in picture.targets] == ["a__the", "a__water"]


def test_the_split_follows_the_seed(tmp_path: Path) -> None:
    write_layer(tmp_path, 20)
    held_out = [stems(read_layer(tmp_path, any_question, seed=seed).held_out) for seed in (0, 0, 1)]
    assert held_out[0] == held_out[1] != held_out[2]


def test_both_sides_hold_a_target_and_both_an_empty_answer(tmp_path: Path) -> None:
    write_layer(tmp_path, 16)
    for seed in range(5):
        layer = read_layer(tmp_path, any_question, seed=seed)
        for side in (layer.train, layer.held_out):
            assert {item.empty_target for item in items_of(side)} == {True, False}


def test_folders_train_and_val_are_the_two_sides(tmp_path: Path) -> None:
    write_layer(tmp_path / "train", 5)
    write_layer(tmp_path / "val", 4, first_seed=50)
    layer = read_layer(tmp_path, any_question)
    assert (len(layer.train), len(layer.held_out)) == (5, 4)


def test_another_folder_can_be_held_out(tmp_path: Path) -> None:
    write_layer(tmp_path / "mine", 5)
    write_layer(tmp_path / "theirs", 3, first_seed=50)
    layer = read_layer(tmp_path / "mine", any_question, other=tmp_path / "theirs")
    assert (layer.name, len(layer.train), len(layer.held_out)) == ("mine", 5, 3)


def without_label(folder: Path) -> None:
    (folder / "labels/p1.png").unlink()


def broken_json(folder: Path) -> None:
    (folder / "QAs/p1.json").write_text('{"questions": [')


def no_question(folder: Path) -> None:
    write_item(folder, "p1", 1, questions=[])


def other_size(folder: Path) -> None:
    Image.fromarray(np.zeros((SIDE, SIDE // 2), np.uint8)).save(folder / "labels/p1.png")


def label_of_nothing(folder: Path) -> None:
    Image.fromarray(np.zeros((SIDE, SIDE), np.uint8)).save(folder / "labels/p1.png")


def answer_of_nothing(folder: Path) -> None:
    (folder / "QAs/p1.json").write_text(json.dumps({"questions": ["the water"], "answer": []}))


def two_answers(folder: Path) -> None:
    write_item(folder, "p1__other", 1)
    Image.fromarray(np.full((SIDE, SIDE), 9, np.uint8)).save(folder / "labels/p1__other.png")


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (without_label, "labels has no file for the item 'p1'"),
        (broken_json, "p1.json cannot be read as JSON"),
        (no_question, "p1.json asks no question"),
        (other_size, "p1.png is 64 x 128 pixels"),
        (label_of_nothing, "p1 says that something is there, and .*p1.png marks 0 pixels"),
        (answer_of_nothing, "p1 is empty, which says that nothing is there, and .*p1.png marks 2688 pixels"),
        (two_answers, "p1 and p1__other show one picture and answer 'where is the water' differently"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, break_it: Callable[[Path], None], words: str) -> None:
    break_it(write_layer(tmp_path))
    with pytest.raises(BadRequest, match=words) as caught:
        read_layer(tmp_path, any_question)
    assert caught.value.advice


def test_several_faults_are_named_at_once(tmp_path: Path) -> None:
    write_layer(tmp_path)
    for number in (0, 1, 2, 4, 5, 6):
        Image.fromarray(np.zeros((9, 9), np.uint8)).save(tmp_path / f"labels/p{number}.png")
    with pytest.raises(BadRequest, match=r"p0.png") as caught:
        read_layer(tmp_path, any_question)
    assert "p4.png" in caught.value.advice
    assert "And 2 more." in caught.value.advice


def test_a_question_that_the_model_cannot_read_is_named(tmp_path: Path) -> None:
    def short_only(question: str) -> None:
        if len(question) > 12:
            raise QuestionTooLong("It is too long.")

    with pytest.raises(BadRequest, match="p0 asks 'where is the water': It is too long"):
        read_layer(write_layer(tmp_path), short_only)


def test_too_few_pictures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"3 different images; at least 4"):
        read_layer(write_layer(tmp_path, 3), any_question)


def test_one_source_image_cannot_be_split(tmp_path: Path) -> None:
    for number in range(5):
        write_item(tmp_path, f"photo__{number}", number)
    with pytest.raises(BadRequest, match="one source image") as caught:
        read_layer(tmp_path, any_question)
    assert "--hold-out-data" in caught.value.advice


def test_a_picture_that_is_learned_from_cannot_be_held_out(tmp_path: Path) -> None:
    write_layer(tmp_path / "mine", 5)
    write_layer(tmp_path / "theirs", 3, first_seed=4)
    with pytest.raises(BadRequest, match=r"theirs/images/p0.png is the same picture as .*mine/images/p4.png"):
        read_layer(tmp_path / "mine", any_question, other=tmp_path / "theirs")


def test_a_side_without_any_target_is_refused(tmp_path: Path) -> None:
    write_layer(tmp_path / "mine", 5)
    write_item(tmp_path / "theirs", "nothing", 99, present=False)
    with pytest.raises(BadRequest, match="No image that is held out holds what is asked for"):
        read_layer(tmp_path / "mine", any_question, other=tmp_path / "theirs")


def layer_of(folder: Path) -> Layer:
    return read_layer(folder, any_question)


def test_a_question_is_answered_by_its_own_pictures_label(tmp_path: Path) -> None:
    write_layer(tmp_path)
    batch = ViewSampler(layer_of(tmp_path).train).batch(np.random.default_rng(0), 64, 24)
    for view, mask, present in zip(batch.view_of_N, batch.targets.masks_NHW, batch.targets.present_N, strict=True):
        assert bool(mask.any()) == bool(present)
        bright = batch.pixels_B3HW[view].mean(0) > 110
        assert (bright == mask.bool()).float().mean() > 0.9
    assert set(batch.questions) == {"where is the water", "the water"}


def test_no_question_is_carried_to_another_picture(tmp_path: Path) -> None:
    for number in range(4):
        write_item(tmp_path, f"w{number}", number, questions=["the water"])
        write_item(tmp_path, f"n{number}", 10 + number, present=False, questions=["is the"])
    batch = ViewSampler(layer_of(tmp_path).train, empty_share=0.6).batch(np.random.default_rng(0), 64, 40)
    smooth = torch.nn.functional.avg_pool2d(batch.pixels_B3HW.mean(1), 8)
    shines = (smooth.flatten(1).max(1).values > 120)[batch.view_of_N]
    assert shines.any()
    for bright, question in zip(shines, batch.questions, strict=True):
        assert not (bright and question == "is the")
    assert {"is the", "the water"} == set(batch.questions)


@pytest.mark.parametrize("share", [0.0, 0.35])
def test_empty_answers_have_their_share(tmp_path: Path, share: float) -> None:
    write_layer(tmp_path, 12)
    batch = ViewSampler(layer_of(tmp_path).train, empty_share=share).batch(np.random.default_rng(1), 64, 200)
    assert (batch.targets.present_N == 0).float().mean().item() == pytest.approx(share, abs=0.08)


def test_where_the_target_is_everywhere_nothing_is_called_empty(tmp_path: Path) -> None:
    for number in range(6):
        write_item(tmp_path, f"p{number}", number)
        Image.fromarray(np.full((SIDE, SIDE), 255, np.uint8)).save(tmp_path / f"labels/p{number}.png")
    batch = ViewSampler(layer_of(tmp_path).train, empty_share=0.9).batch(np.random.default_rng(0), 64, 30)
    assert torch.equal(batch.targets.present_N, torch.ones(60))
