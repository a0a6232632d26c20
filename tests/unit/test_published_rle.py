"""COCO's masks: run lengths down the columns, packed or plain, and polygons; all against values made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadRequest
from training.data.rle import CocoMask, decode_mask, unpack_counts

WHERE = "instances.json, annotation 7"


def decode(segmentation, shape):
    return decode_mask(CocoMask(segmentation, WHERE), shape)


def pack(counts: list[int]) -> str:
    """Pack run lengths as COCO does: from the fourth on, differences to the last but one, five bits a character."""
    text = ""
    for i, count in enumerate(counts):
        number = count - counts[i - 2] if i > 2 else count
        while True:
            bits = number & 31
            number >>= 5
            done = number == (-1 if bits & 16 else 0)
            text += chr(48 + bits + (0 if done else 32))
            if done:
                break
    return text


def test_runs_go_down_the_columns_and_begin_with_zeros():
    mask = decode({"size": [2, 3], "counts": [1, 3, 2]}, (2, 3))
    assert mask.tolist() == [[0, 1, 0], [1, 1, 0]]
    assert mask.dtype == np.uint8


def test_a_mask_may_begin_with_ones():
    assert decode({"size": [2, 2], "counts": [0, 3, 1]}, (2, 2)).tolist() == [[1, 1], [1, 0]]


def test_packed_counts_hold_five_bits_a_character_and_differences_from_the_fourth_number_on():
    # "1", "3", "2", then 3 + 1 = 4, and 2 - 1 = 1: -1 is 31, the character 79.
    assert unpack_counts("1321O").tolist() == [1, 3, 2, 4, 1]
    # 100 = 4 + 3 * 32: "T" is 48 + 32 + 4 (more follows), then "3".
    assert unpack_counts("T3").tolist() == [100]
    # 16 would be taken for a negative number, so it takes two characters.
    assert unpack_counts("`0").tolist() == [16]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_any_counts_survive_packing(counts):
    assert unpack_counts(pack(counts)).tolist() == counts


def test_packed_and_plain_counts_give_the_same_mask():
    counts = [5, 20, 3, 40, 2, 30]
    plain = decode({"size": [10, 10], "counts": counts}, (10, 10))
    assert (decode({"size": [10, 10], "counts": pack(counts)}, (10, 10)) == plain).all()
    assert plain.sum() == 90


def test_parts_that_overlap_are_one_not_two():
    left = {"size": [1, 3], "counts": [0, 2, 1]}
    right = {"size": [1, 3], "counts": [1, 2]}
    assert decode([left, right], (1, 3)).tolist() == [[1, 1, 1]]


def test_a_polygon_covers_the_pixels_whose_centres_lie_in_it():
    mask = decode([[1, 1, 4, 1, 4, 3, 1, 3]], (4, 6))
    assert mask.tolist() == [[0] * 6, [0, 1, 1, 1, 0, 0], [0, 1, 1, 1, 0, 0], [0] * 6]


def test_polygons_are_drawn_at_the_size_of_the_image_and_joined():
    mask = decode([[0, 0, 2, 0, 2, 2, 0, 2], [1, 0, 1200, 0, 1200, 1, 1, 1]], (2, 1200))
    assert mask.shape == (2, 1200)
    assert mask.max() == 1
    assert mask.sum() == 1202


@pytest.mark.parametrize(
    ("segmentation", "fault"),
    [
        ({"size": [2, 3], "counts": [1, 3, 3]}, "do not fill 3 x 2"),
        ({"size": [2, 3], "counts": [-1, 7]}, "do not fill"),
        ({"size": [2, 3], "counts": []}, "do not fill"),
        ({"size": [2, 3], "counts": [10**30]}, "counts of the RLE are unknown"),
        ({"size": [2, 3], "counts": "P"}, "cut off"),
        ({"size": [2, 3], "counts": " "}, "out of range"),
        ({"size": [2, 3], "counts": ""}, "out of range"),
        ({"size": [2, 3], "counts": "é"}, "unknown"),
        ({"size": [2, 3], "counts": {"zstd": 1}}, "neither text nor a list"),
        ({"size": [2, 3]}, "neither text nor a list"),
        ({"counts": [6]}, "no size"),
        ([], "neither a list nor an RLE"),
        (None, "neither a list nor an RLE"),
        ("abc", "neither a list nor an RLE"),
        ([[1, 1, 2, 2]], "three points"),
        ([[1, 1, 2, 2, 3]], "three points"),
        ([[1, 1, 2, "a", 3, 3]], "three points"),
        ([{"size": [2, 3], "counts": [6]}, [1, 1, 2, 2, 3, 3]], "three points"),
    ],
)
def test_an_unknown_segmentation_is_refused_with_its_place(segmentation, fault):
    with pytest.raises(BadRequest, match=rf"^{WHERE}: .*{fault}"):
        decode(segmentation, (2, 3))


def test_a_mask_of_another_size_than_its_image_is_refused_with_both():
    with pytest.raises(BadRequest, match="mask is 3 x 2 pixels, its image 5 x 4"):
        decode({"size": [2, 3], "counts": [6]}, (4, 5))
