"""The published data sets, read from tiny copies in their own formats."""

from __future__ import annotations

import logging
import pickle
from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadRequest
from training.data.earthreason import load_item, load_mask, pairing_faults
from training.data.published import find_published, published_sets, read_sets
from training.data.refsegrs import scan_refsegrs
from training.data.released import count_text, released_protocol
from training.data.rrsisd import scan_rrsisd

from .published_sets import ref, write_image, write_mask, write_reason, write_refsegrs, write_rrsisd

WHOLE = {"size": [3, 2], "counts": [0, 6]}


@pytest.fixture
def root(tmp_path) -> Path:
    """All three sets below one root, as the released code expects them."""
    reason = tmp_path / "rs_reason_seg/RSReasonSeg"
    write_reason(reason / "train", "lake_1.jpg", [[0, 7]])
    write_reason(reason / "val", "port_1.jpg", [[0, 255], [0, 0]])
    write_reason(reason / "val", "none_1.png", [[0, 0]], answer=())
    refs = [ref(9, "train", "a bridge"), ref(4, "val", "The red ship", "a ship"), ref(2, "val", "the dam")]
    pieces = [{"size": [3, 2], "counts": [0, 2, 4]}, {"size": [3, 2], "counts": [1, 2, 3]}]
    write_rrsisd(tmp_path / "rs_ref_seg/RRSIS-D", refs, {9: WHOLE, 4: pieces, 2: [[0, 0, 2, 0, 2, 1, 0, 1]]})
    masks = {"12": [[255, 0]], "3": [[0, 255]]}
    write_refsegrs(tmp_path / "rs_ref_seg/RefSegRS", "val", "12 road with cars\n3 van\n", masks)
    return tmp_path


def by_name(root, **asked):
    return {one.name: one for one in published_sets(root, **asked)}


def test_a_root_with_all_three_sets_is_read_at_once(root):
    sets = published_sets(root, "val")
    assert [(one.title, len(one.items)) for one in sets] == [
        ("EarthReason-val", 2),
        ("RRSIS-D-val", 2),
        ("RefSegRS-val", 2),
    ]
    assert {item.split for one in sets for item in one.items} == {"val"}


def test_the_split_is_val_when_nothing_is_said(root):
    assert {one.split for one in published_sets(root)} == {"val"}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("rs_reason_seg", "EarthReason"),
        ("rs_reason_seg/RSReasonSeg", "EarthReason"),
        ("rs_ref_seg/RRSIS-D", "RRSIS-D"),
        ("rs_ref_seg/RefSegRS", "RefSegRS"),
    ],
)
def test_each_set_can_be_given_by_its_own_folder(root, given, name):
    assert [found.name for found in find_published(root / given)] == [name]


def test_a_folder_of_some_sets_is_a_root_as_well(root):
    assert [found.name for found in find_published(root / "rs_ref_seg")] == ["RRSIS-D", "RefSegRS"]


def test_a_split_of_earthreason_can_be_given_by_its_own_folder(root):
    train = root / "rs_reason_seg/RSReasonSeg/train"
    (one,) = published_sets(train)
    assert (one.split, [item.stem for item in one.items]) == ("train", ["lake_1"])
    with pytest.raises(BadRequest, match="is the train split, not test"):
        published_sets(train, "test")


def test_folders_of_earthreasons_layout_under_other_names_are_no_published_set(root):
    own = root / "own"
    write_reason(own / "val", "a.png", [[1]])
    write_reason(own / "train", "b.png", [[1]])
    assert published_sets(own) == []
    assert [(name, len(items)) for name, items in read_sets(own)] == [("train", 1), ("val", 1)]
    assert [name for name, _ in read_sets(root, "val")] == ["EarthReason-val", "RRSIS-D-val", "RefSegRS-val"]


# EarthReason


def test_earthreason_keeps_all_questions_and_says_which_targets_are_empty(root):
    none, port = by_name(root)["EarthReason"].items
    assert (port.stem, port.task, len(port.questions), port.answer) == ("port_1", "reason", 2, ("It is here.",))
    assert (port.empty_target, none.empty_target) == (False, True)
    assert load_mask(port, (2, 2)).tolist() == [[0, 1], [0, 0]]


def test_only_the_first_question_is_kept_when_asked(root):
    sets = by_name(root, questions="first")
    assert [item.questions for item in sets["EarthReason"].items] == [("Where in none_1?",), ("Where in port_1?",)]
    assert sets["RRSIS-D"].items[0].questions == ("The red ship",)


def test_items_come_in_the_order_of_the_images_file_names(tmp_path):
    folder = tmp_path / "RSReasonSeg/val"
    for name in ("a.jpg", "a-1.jpg"):  # by stems alone "a" would be the first
        write_reason(folder, name, [[1]])
    assert [item.stem for item in published_sets(folder)[0].items] == ["a-1", "a"]


def test_equal_names_in_all_folders_are_paired_as_released(root):
    assert pairing_faults(root / "rs_reason_seg/RSReasonSeg/val") == []


def test_pairs_that_the_released_code_would_make_otherwise_are_logged_by_name(tmp_path, caplog):
    folder = tmp_path / "RSReasonSeg/val"
    for name in ("a.k.png", "a.jpg", "b.jpg"):  # a.jpg < a.k.png, but a.k.png < a.png
        write_reason(folder, name, [[1]])
    assert [item.label_path.stem for item in published_sets(folder)[0].items] == ["a", "a.k", "b"]
    assert "would take 2 items otherwise, first a.jpg with a.k.png and a.json; a.k.png with a.png" in caplog.text


def test_a_hidden_file_shifts_the_released_pairs(root):
    folder = root / "rs_reason_seg/RSReasonSeg/val"
    (folder / "labels/._port_1.png").write_bytes(b"")
    assert pairing_faults(folder)[0] == "none_1.png with ._port_1.png and none_1.json"


# RRSIS-D


def test_rrsisd_items_come_in_the_order_of_the_refs(root):
    ship, dam = by_name(root)["RRSIS-D"].items
    assert (ship.stem, ship.image_path.name, ship.questions) == ("00004", "00004.jpg", ("The red ship", "a ship"))
    assert (dam.questions, dam.answer, dam.class_id, dam.task) == (("the dam",), (), "bridge", "refer")
    assert not dam.empty_target


def test_rrsisd_masks_are_decoded_at_the_size_of_the_image(root):
    ship, dam = by_name(root)["RRSIS-D"].items
    rgb, target = load_item(ship)
    assert rgb.shape == (3, 2, 3)
    assert target.T.tolist() == [[True, True, True], [False, False, False]]  # the overlap is one, not two
    assert load_mask(dam, (3, 2)).tolist() == [[1, 1], [0, 0], [0, 0]]


def test_the_misspelt_folder_is_read_as_well(tmp_path):
    write_rrsisd(tmp_path / "RRSIS-D", [ref(4, "val", "a ship")], {4: WHOLE}, spelling="rrssid")
    assert [item.stem for item in published_sets(tmp_path)[0].items] == ["00004"]


def test_the_image_is_the_one_of_the_ref_id_and_a_difference_is_logged(tmp_path, caplog):
    write_rrsisd(tmp_path, [ref(4, "val", "a ship", image_id=5)], {4: WHOLE, 5: WHOLE})
    assert scan_rrsisd(tmp_path, "val").require()[0].image_path.name == "00004.jpg"
    assert "first ref 4 (image 5)" in caplog.text


def test_numbers_of_numpy_in_the_refs_are_read(tmp_path):
    write_rrsisd(tmp_path, [ref(4, "val", "a ship", ref_id=np.int64(4))], {4: WHOLE})
    assert len(scan_rrsisd(tmp_path, "val").require()) == 1


def test_refs_written_by_python_2_are_read(tmp_path):
    write_rrsisd(tmp_path, [], {4: WHOLE})
    numbers = b"S'ref_id'\nI4\nsS'ann_id'\nL104L\nsS'image_id'\nI4\ns"
    text = b"(l(d" + numbers + b"S'split'\nS'val'\nsS'sentences'\n(l(dS'raw'\nS'a caf\\xe9'\nsasa."
    (tmp_path / "rrsisd/refs(unc).p").write_bytes(text)
    assert scan_rrsisd(tmp_path, "val").require()[0].questions == ("a café",)


class Harm:
    def __reduce__(self):
        return (Path.touch, (Path("harm-was-done"),))


def test_a_pickle_that_asks_for_more_than_plain_values_is_refused_and_does_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_rrsisd(tmp_path, [Harm()], {4: WHOLE})
    with pytest.raises(BadRequest, match=r"refs\(unc\)\.p cannot be read: it asks for \S+ where only plain values"):
        scan_rrsisd(tmp_path, "val").require()
    assert not Path("harm-was-done").exists()


@pytest.mark.parametrize(
    ("refs", "fault"),
    [
        ({}, "holds no list of refs"),
        ([7], "ref number 0 .* no usable fields"),
        ([ref(4, "val", "a"), ref(5, "val", "b", ann_id="x")], "ref number 1 .* no usable ann_id"),
        ([ref(4, "val")], "no usable sentences"),
        ([ref(4, "val", " ")], "no usable sentences"),
        ([ref(4, "val", "a", ann_id=1)], "has no annotation 1, which ref 4 needs"),
        ([ref(8, "val", "a", ann_id=104)], "has no image 8, which ref 8 needs"),
        ([ref(4, "val", "a"), ref(4, "val", "b")], "ref 4 stands twice"),
    ],
)
def test_a_broken_ref_is_named(tmp_path, refs, fault):
    write_rrsisd(tmp_path, refs, {4: WHOLE})
    with pytest.raises(BadRequest, match=fault):
        scan_rrsisd(tmp_path, "val").require()


def test_damaged_missing_and_odd_files_of_rrsisd_are_named(tmp_path):
    write_rrsisd(tmp_path, [ref(4, "val", "a ship")], {4: WHOLE})
    annotations = tmp_path / "rrsisd/instances.json"
    whole = annotations.read_text()
    image = next((tmp_path / "images").rglob("*.jpg"))
    image.rename(tmp_path / "kept.jpg")
    with pytest.raises(BadRequest, match=r"JPEGImages/00004\.jpg is missing"):
        scan_rrsisd(tmp_path, "val").require()
    annotations.write_text("{")
    with pytest.raises(BadRequest, match=r"instances\.json cannot be read as JSON"):
        scan_rrsisd(tmp_path, "val").require()
    annotations.write_text(whole.replace('"annotations"', '"notes"'))
    with pytest.raises(BadRequest, match="'annotations' must be a list"):
        scan_rrsisd(tmp_path, "val").require()
    annotations.write_text(whole.replace("00004.jpg", "../00004.jpg"))
    with pytest.raises(BadRequest, match="image 4 has no plain file name"):
        scan_rrsisd(tmp_path, "val").require()
    annotations.unlink()
    with pytest.raises(BadRequest, match=r"instances\.json is missing"):
        scan_rrsisd(tmp_path, "val").require()
    refs = tmp_path / "rrsisd/refs(unc).p"
    refs.write_bytes(pickle.dumps([1, 2])[:-4])
    with pytest.raises(BadRequest, match=r"refs\(unc\)\.p cannot be read"):
        scan_rrsisd(tmp_path, "val").require()


def test_faults_do_not_hide_the_whole_items(tmp_path):
    write_rrsisd(tmp_path, [ref(8, "val", "a"), ref(4, "val", "b")], {4: WHOLE})
    scan = scan_rrsisd(tmp_path, "val")
    assert ([item.stem for item in scan.items], len(scan.problems)) == (["00004"], 1)


# RefSegRS


def test_refsegrs_items_come_in_the_order_of_the_lines(root):
    road, van = by_name(root)["RefSegRS"].items
    assert (road.stem, road.questions, road.class_id, road.task) == ("12", ("road with cars",), None, "refer")
    assert van.stem == "3"
    assert load_item(van)[1].tolist() == [[False, True]]
    assert load_mask(road, (1, 2)).tolist() == [[1, 0]]


def test_phrases_of_one_image_get_stems_of_their_own(tmp_path):
    write_refsegrs(tmp_path, "test", "0012 road\r\n\n0012   bus\n", {"0012": [[255]]})
    items = scan_refsegrs(tmp_path, "test").require()
    assert [(item.stem, item.questions) for item in items] == [("0012", ("road",)), ("0012_2", ("bus",))]


def test_a_line_of_another_form_is_named_where_the_released_code_skips_it(tmp_path):
    write_refsegrs(tmp_path, "val", "12 road\nroad 12\n", {"12": [[255]]})
    with pytest.raises(BadRequest, match=r"output_phrase_val\.txt, line 2: 'road 12' is not a number"):
        scan_refsegrs(tmp_path, "val").require()


@pytest.mark.parametrize("part", ["images", "masks"])
def test_a_missing_file_of_refsegrs_is_named_with_its_line(tmp_path, part):
    write_refsegrs(tmp_path, "val", "12 road\n", {"12": [[255]]})
    (tmp_path / part / "12.tif").unlink()
    with pytest.raises(BadRequest, match=rf"{part}/12\.tif is missing \(output_phrase_val\.txt, line 1\)"):
        scan_refsegrs(tmp_path, "val").require()


def test_a_split_without_its_list_is_named(root):
    with pytest.raises(BadRequest, match=r"output_phrase_train\.txt is missing"):
        published_sets(root / "rs_ref_seg/RefSegRS", "train")


# Pixels


def test_a_mask_of_another_size_than_its_image_is_named(root):
    item = by_name(root)["RefSegRS"].items[0]
    write_image(item.image_path, 5, 4)
    with pytest.raises(BadRequest, match=r"masks/12\.tif is 2 x 1 pixels, .*images/12\.tif 4 x 5"):
        load_item(item)


def test_an_unreadable_image_or_mask_is_named(root):
    item = by_name(root)["RefSegRS"].items[0]
    item.label_path.write_bytes(b"no image")
    with pytest.raises(BadRequest, match=r"masks/12\.tif cannot be read"):
        load_item(item)
    write_mask(item.label_path, [[255, 0]])
    item.image_path.write_bytes(b"no image")
    with pytest.raises(BadRequest, match=r"images/12\.tif cannot be read"):
        load_item(item)


# What is published


def test_a_number_of_samples_is_set_beside_the_published_one(root, caplog):
    assert count_text("EarthReason", "val", 1135) == "1135 samples, as published"
    assert count_text("EarthReason", "val", 12) == "12 of the published 1135"
    assert count_text("RefSegRS", "val", 440) == "440 samples, 9 more than the published 431"
    with caplog.at_level(logging.WARNING):
        published_sets(root)
    assert "RRSIS-D val: 2 of the published 1740" in caplog.text


def test_the_released_protocol_says_question_and_order():
    protocol = released_protocol("RefSegRS", "test")
    assert (protocol.questions, protocol.square_px) == ("first", 1024)
    assert "order of the lines of output_phrase_test.txt" in protocol.sentence()
    assert "first of an item's questions" in released_protocol("EarthReason", "val").sentence()
    with pytest.raises(BadRequest, match="no training split"):
        released_protocol("EarthReason", "train")
    with pytest.raises(BadRequest, match="no published set"):
        released_protocol("LoveDA", "val")
