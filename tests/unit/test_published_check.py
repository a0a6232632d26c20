"""Checking data before training: everything that is wrong is found at once, and named."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadRequest
from training.__main__ import main
from training.data import published_check, released
from training.data.published_check import check, require_fit

from .published_sets import ref, write_mask, write_reason, write_refsegrs, write_rrsisd

WHOLE = {"size": [3, 2], "counts": [0, 6]}


@pytest.fixture
def val(tmp_path):
    """EarthReason's val split with two items, one without a target."""
    folder = tmp_path / "RSReasonSeg/val"
    write_reason(folder, "port_1.jpg", [[0, 255]])
    write_reason(folder, "none_1.jpg", [[0, 0]], answer=())
    return folder


def test_a_split_is_counted_beside_the_published_number(val):
    (report,) = check(val)
    assert report.lines()[0] == "EarthReason val: 2 of the published 1135, 4 questions, 1 empty targets"
    assert (report.samples, report.published, report.blank_masks) == (2, 1135, 0)
    (problem,) = report.problems
    assert "the val split has 2 of the published 1135 (SegEarth-R1's paper" in problem
    assert "--partial" in problem


def test_a_part_of_a_set_can_be_allowed(val):
    (report,) = check(val, partial=True)
    assert (report.problems, report.notes) == ((), ())
    require_fit([report])


def test_a_split_that_is_not_there_is_a_problem_unless_a_part_is_allowed(val):
    train, _, test = check(val.parent)
    assert [len(report.problems) for report in (train, test)] == [2, 2]  # the folder, and the count
    assert "RSReasonSeg/train is missing" in train.problems[0]
    train, _, test = check(val.parent, partial=True)
    assert [(report.problems, report.notes) for report in (train, test)] == [((), ("the split is not there.",))] * 2


def test_the_published_number_is_no_problem(val, monkeypatch):
    counts = {"EarthReason": released.Counts({"train": 1, "val": 2, "test": 1}, "a tiny paper")}
    monkeypatch.setattr(published_check, "PUBLISHED", counts)
    monkeypatch.setattr(released, "PUBLISHED", counts)
    (report,) = check(val)
    assert report.lines()[0].startswith("EarthReason val: 2 samples, as published")
    assert report.problems == ()


def test_all_problems_are_found_at_once_and_each_says_what_to_do(val):
    for stem in ("a", "b", "c", "d"):
        write_reason(val, f"{stem}.jpg", [[0, 9]])
    (val / "labels/a.png").unlink()
    (val / "QAs/b.json").write_text("{")
    (val / "images/c.jpg").write_bytes(b"no image")
    write_mask(val / "labels/d.png", [[0, 9], [0, 9]])
    (report,) = check(val, partial=True)
    names = ("'a'", "b.json", "c.jpg", "d.png")
    assert len(report.problems) == len(names)
    for name, problem in zip(names, report.problems, strict=True):
        assert name in problem
        assert problem.count(". ") >= 1  # the fault, then the advice
    with pytest.raises(BadRequest, match=r"4 problems, first: .*'a'"):
        require_fit([report])


def test_pixels_are_left_alone_when_asked(val):
    (val / "images/port_1.jpg").write_bytes(b"no image")
    (report,) = check(val, pixels=False, partial=True)
    assert (report.problems, report.blank_masks) == ((), None)


def test_a_mask_that_marks_nothing_is_noted_unless_the_target_is_empty(val):
    write_mask(val / "labels/port_1.png", [[0, 0]])
    (report,) = check(val, partial=True)
    assert report.blank_masks == 1
    assert report.notes[-1] == "1 masks mark nothing although there is a target, first port_1."


def test_pairs_that_the_released_code_makes_otherwise_are_noted(val):
    (val / "images/.extra.jpg").write_bytes(b"")
    (report,) = check(val, partial=True)
    assert any("would take 2 items otherwise, first .extra.jpg with none_1.png" in note for note in report.notes)


def test_all_splits_of_all_sets_are_looked_at(tmp_path):
    write_rrsisd(tmp_path / "RRSIS-D", [ref(4, "test", "a ship"), ref(5, "train", "a dam")], {4: WHOLE, 5: WHOLE})
    write_refsegrs(tmp_path / "RefSegRS", "test", "12 road\n", {"12": [[255, 0]]})
    reports = check(tmp_path, partial=True)
    assert [(report.name, report.split, report.samples) for report in reports] == [
        ("RRSIS-D", "train", 1),
        ("RRSIS-D", "val", 0),
        ("RRSIS-D", "test", 1),
        ("RefSegRS", "train", 0),
        ("RefSegRS", "val", 0),
        ("RefSegRS", "test", 1),
    ]
    assert reports[0].categories == {"bridge": 1}
    assert [bool(report.problems) for report in reports] == [False] * 6
    assert [report.split for report in check(tmp_path, ("test",))] == ["test", "test"]


def test_an_unknown_rle_is_found_and_named(tmp_path):
    write_rrsisd(tmp_path, [ref(4, "val", "a ship")], {4: {"size": [3, 2], "counts": "!!"}})
    (report,) = check(tmp_path, ("val",), partial=True)
    (problem,) = report.problems
    assert "instances.json, annotation 104: the counts of the RLE are unknown" in problem


def test_any_folder_of_earthreasons_layout_can_be_checked(tmp_path):
    write_reason(tmp_path / "mine", "a.png", [[0, 1]])
    (report,) = check(tmp_path)
    assert (report.name, report.split, report.published, report.problems) == ("mine", None, None, ())


def test_no_data_at_all_is_an_error(tmp_path):
    with pytest.raises(BadRequest, match="holds none of the published data sets"):
        check(tmp_path)


def test_the_command_prints_what_was_found_and_fails_on_problems(val, capsys):
    assert main(["data", "check", str(val), "--partial"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("EarthReason val: 2 of the published 1135")
    assert out.endswith("Nothing is wrong.\n")
    assert main(["data", "check", str(val)]) == 2
    assert capsys.readouterr().out.endswith("1 problems.\n")


def test_the_command_prints_json(val, capsys):
    assert main(["data", "check", str(val), "--json", "--quick"]) == 2
    record = json.loads(capsys.readouterr().out)
    assert (record["problems"], record["pixels"]) == (1, False)
    assert record["sets"][0]["samples"] == 2
    assert record["sets"][0]["empty_targets"] == 1


def test_a_long_list_of_problems_is_cut_in_text(val):
    for number in range(30):
        Image.fromarray(np.zeros((1, 2), np.uint8)).save(val / f"labels/lost_{number}.png")
    (report,) = check(val, pixels=False, partial=True)
    assert len(report.problems) == 60  # neither image nor questions
    assert report.lines(most=5)[-1] == "  and 55 more problems"
