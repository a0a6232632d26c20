"""gIoU, cIoU and P@X on literal masks, on random ones and against the values of the released code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from safetensors.numpy import load_file

from training.metrics import THRESHOLDS, SegmentationMetrics, count_pixels

NOTHING = np.zeros((2, 4), bool)
LEFT = np.array([[1, 1, 0, 0], [1, 1, 0, 0]], bool)
TOP = np.array([[1, 1, 1, 1], [0, 0, 0, 0]], bool)

masks = arrays(bool, (3, 5))


def metrics_of(*pairs):
    metrics = SegmentationMetrics()
    for pred, target in pairs:
        metrics.update(pred, target)
    return metrics.result()


@pytest.fixture(scope="module")
def fixtures(root) -> Path:
    path = Path(os.environ.get("SEGEARTH_FIXTURES", root.parent / "shared" / "reference" / "fixtures"))
    if not (path / "metrics.json").is_file():
        pytest.skip("needs the reference values of the released code, in the folder named by SEGEARTH_FIXTURES")
    return path


def test_agrees_with_the_released_code(fixtures):
    expected = json.loads((fixtures / "metrics.json").read_text())
    arrays_ = load_file(fixtures / "metrics.safetensors")
    pairs = list(zip(arrays_["pred"], arrays_["gt"], strict=True))

    result = metrics_of(*pairs)

    assert [count_pixels(*pair).iou for pair in pairs] == pytest.approx(expected["per_image_iou"], abs=1e-6)
    assert result.g_iou == pytest.approx(expected["gIoU"], abs=1e-6)
    assert result.c_iou == pytest.approx(expected["cIoU"], abs=1e-6)
    assert result.precision == pytest.approx({float(x): p for x, p in expected["P"].items()})
    assert result.empty_count == len(expected["empty_gt_indices"])


def test_iou_is_intersection_over_union():
    counts = count_pixels(LEFT, TOP)
    assert (counts.intersection, counts.union, counts.predicted, counts.target) == (2, 6, 4, 4)
    assert counts.iou == pytest.approx(2 / 6, abs=1e-5)


def test_giou_is_the_mean_of_images_and_ciou_the_ratio_of_sums():
    one_of_one = np.array([[1, 0, 0, 0], [0, 0, 0, 0]], bool)
    result = metrics_of((one_of_one, one_of_one), (LEFT, TOP))
    assert result.g_iou == pytest.approx((1 + 2 / 6) / 2, abs=1e-5)
    assert result.c_iou == pytest.approx((1 + 2) / (1 + 6))


def test_nothing_answered_to_an_empty_target_is_perfect():
    result = metrics_of((NOTHING, NOTHING))
    assert result.g_iou == 1
    assert result.precision[0.9] == 1
    assert result.empty_answered_with_nothing == 1


def test_one_pixel_answered_to_an_empty_target_scores_zero_and_lowers_ciou():
    one_pixel = np.array([[0, 0, 0, 0], [0, 0, 0, 1]], bool)
    result = metrics_of((one_pixel, NOTHING), (LEFT, LEFT))
    assert result.g_iou == pytest.approx(0.5, abs=1e-5)
    assert result.c_iou == pytest.approx(4 / 5)
    assert result.empty_answered_with_nothing == 0


def test_empty_targets_do_not_count_in_giou_non_empty():
    result = metrics_of((NOTHING, NOTHING), (LEFT, NOTHING), (LEFT, TOP))
    assert result.g_iou_non_empty == pytest.approx(2 / 6, abs=1e-5)
    assert (result.count, result.empty_count) == (3, 2)
    assert result.empty_answered_with_nothing == 0.5


def test_precision_counts_strictly_greater_ious():
    half = np.array([[1, 1, 0, 0], [0, 0, 0, 0]], bool)
    assert metrics_of((half, LEFT)).precision[0.5] == 0  # IoU is one half, not more
    assert metrics_of((half, half)).precision[0.9] == 1


def test_a_score_of_nothing_is_unknown_and_not_zero():
    result = metrics_of()
    assert (result.g_iou, result.c_iou, result.precision[0.5], result.empty_answered_with_nothing) == (None,) * 4


def test_any_non_zero_value_is_marked():
    assert count_pixels(LEFT.astype(np.uint8) * 255, LEFT).iou == pytest.approx(1, abs=1e-5)


def test_masks_of_different_sizes_are_refused():
    with pytest.raises(ValueError, match="one size"):
        SegmentationMetrics().update(NOTHING, np.zeros((4, 2), bool))


@given(masks, masks)
def test_iou_lies_between_0_and_1_and_does_not_depend_on_the_order(pred, target):
    assert 0 <= count_pixels(pred, target).iou <= 1
    assert count_pixels(pred, target).iou == count_pixels(target, pred).iou


@given(st.lists(st.tuples(masks, masks), min_size=1, max_size=6))
def test_precision_falls_with_its_threshold(pairs):
    precision = metrics_of(*pairs).precision
    assert [precision[x] for x in THRESHOLDS] == sorted(precision.values(), reverse=True)
