"""The released code's frame: sizes and pixels as OpenCV makes them, and logits back on the image."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file

from engine.raster.letterbox import Letterbox, fit, scale_linear

FIXTURES = Path(os.environ.get("SEGEARTH_FIXTURES", Path(__file__).resolve().parents[3] / "shared/reference/fixtures"))


def grey(rows: list[list[int]]) -> np.ndarray:
    return np.repeat(np.array(rows, np.uint8)[..., None], 3, axis=2)


class TestFit:
    def test_the_longer_side_fills_the_square_and_the_other_is_cut_down_to_whole_pixels(self):
        # 37 * (64 / 53) = 44.68
        assert fit(37, 53, 64) == Letterbox(37, 53, 64, content_height=44, content_width=64, top=10, left=0)

    def test_an_odd_row_left_over_comes_below(self):
        box = fit(90, 91, 64)  # 63 rows
        assert (box.content_height, box.top, box.left) == (63, 0, 0)

    def test_a_small_image_is_scaled_up(self):
        assert fit(2, 1, 8) == Letterbox(2, 1, 8, content_height=8, content_width=4, top=0, left=2)

    def test_the_factor_is_rounded_before_the_product_as_released(self):
        # 1024 / 1050 * 525 is 512 in exact numbers; a factor that rounds down would lose the row.
        assert fit(525, 1050, 1024).content_height == int(525 * (1024 / 1050))

    def test_a_hair_of_an_image_keeps_a_pixel(self):
        assert fit(1, 3000, 64).content_height == 1

    @pytest.mark.parametrize("size", [(0, 4, 4), (4, 0, 4), (4, 4, 0)])
    def test_nothing_cannot_be_fitted(self, size):
        with pytest.raises(ValueError, match="fits into"):
            fit(*size)


class TestApply:
    def test_twice_the_size_mixes_neighbours_by_quarters_and_repeats_the_border(self):
        box = fit(1, 2, 4)  # two rows of content, one of black above and below
        found = box.apply(grey([[0, 100]]))[..., 0]
        assert found.tolist() == [[0, 0, 0, 0], [0, 25, 75, 100], [0, 25, 75, 100], [0, 0, 0, 0]]

    def test_half_the_size_is_the_rounded_mean_of_four(self):
        assert fit(2, 2, 1).apply(grey([[0, 1], [0, 1]])).tolist() == [[[1, 1, 1]]]  # 0.5 rounds up
        assert fit(2, 2, 1).apply(grey([[0, 1], [0, 0]])).tolist() == [[[0, 0, 0]]]

    def test_a_great_reduction_picks_two_neighbours_and_averages_no_more(self):
        assert fit(8, 8, 1).apply(grey([[0] * 3 + [80, 80] + [0] * 3] * 8)).tolist() == [[[80] * 3]]

    def test_sums_are_those_of_fixed_point(self):
        # 5 -> 6: pixels 1 and 2 are 3/4 and 5/12 of 198, that is 148.5 and 82.5; 5/12 is 853 of 2048, a little less.
        assert fit(1, 5, 6).apply(grey([[0, 198, 0, 0, 0]]))[2, :, 0].tolist() == [0, 149, 82, 0, 0, 0]

    def test_the_same_size_changes_nothing(self):
        rgb = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
        assert np.array_equal(fit(4, 4, 4).apply(rgb), rgb)

    def test_another_size_than_fitted_is_refused(self):
        with pytest.raises(ValueError, match="letterbox"):
            fit(4, 4, 4).apply(np.zeros((4, 5, 3), np.uint8))
        with pytest.raises(ValueError, match="letterbox"):
            fit(4, 4, 4).apply_mask(np.zeros((5, 4), bool))

    @given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60), st.integers(0, 255))
    def test_one_colour_stays_that_colour_in_the_box_and_black_around(self, height, width, size, value):
        box = fit(height, width, size)
        found = box.apply(np.full((height, width, 3), value, np.uint8))
        inside = np.zeros((size, size), bool)
        inside[box.top : box.top + box.content_height, box.left : box.left + box.content_width] = True
        assert (found[inside] == value).all()
        assert not found[~inside].any()


class TestApplyMask:
    def test_each_pixel_is_that_of_the_cell_its_corner_falls_in(self):
        mask = np.array([[True, False, True]])  # 3 -> 5: corners at 0, 0.6, 1.2, 1.8, 2.4
        assert fit(1, 3, 5).apply_mask(mask)[2].tolist() == [True, True, False, False, True]

    def test_around_the_box_is_nothing(self):
        assert fit(1, 2, 4).apply_mask(np.ones((1, 2), np.uint8)).tolist() == [[0] * 4, [1] * 4, [1] * 4, [0] * 4]


class TestRestore:
    def test_the_padding_is_cut_off_before_scaling_back(self):
        box = fit(2, 4, 8)  # content: rows 2 to 5
        logits = np.full((8, 8), -9.0, np.float32)
        logits[2:6] = 3.0
        assert box.restore(logits).tolist() == [[3.0] * 4] * 2

    def test_the_quarter_grid_is_brought_to_pixels_first(self):
        box = fit(8, 8, 8)
        found = box.restore(np.array([[-5.0, 5.0]] * 2))
        assert found[0].tolist() == pytest.approx([-5, -5, -3.75, -1.25, 1.25, 3.75, 5, 5])

    @given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.integers(1, 40))
    def test_scaling_is_that_of_pytorch(self, height, width, new_height, new_width):
        values = np.random.default_rng(0).normal(size=(height, width)).astype(np.float32)
        expected = torch.nn.functional.interpolate(
            torch.from_numpy(values)[None, None], size=(new_height, new_width), mode="bilinear", align_corners=False
        )
        assert scale_linear(values, new_height, new_width) == pytest.approx(expected[0, 0].numpy(), abs=2e-5)

    def test_a_mask_that_goes_through_the_box_comes_back_in_place(self):
        mask = np.zeros((60, 100), bool)
        mask[10:30, 40:80] = True
        box = fit(60, 100, 128)
        back = box.restore(np.where(box.apply_mask(mask), 1.0, -1.0)) > 0
        assert (back != mask).sum() <= 120  # one pixel along the outline


@pytest.mark.skipif(not (FIXTURES / "letterbox.json").is_file(), reason="needs the reference fixtures")
class TestReleased:
    """Against the released code's own output, to the bit."""

    CASES = json.loads((FIXTURES / "letterbox.json").read_text()) if (FIXTURES / "letterbox.json").is_file() else []

    @pytest.mark.parametrize("number", range(len(CASES)))
    def test_image_and_mask_equal_those_of_the_released_code(self, number):
        tensors = load_file(FIXTURES / "letterbox.safetensors")
        facts = self.CASES[number]
        box = fit(facts["h"], facts["w"], facts["size"])
        corners = box.left, box.top, box.left + box.content_width, box.top + box.content_height
        assert corners == tuple(facts["content_box_xyxy"])
        image = box.apply(tensors[f"{number}.image"])
        assert np.array_equal(image.transpose(2, 0, 1), tensors[f"{number}.image_out_u8"])
        assert np.array_equal(box.apply_mask(tensors[f"{number}.mask"]), tensors[f"{number}.mask_out"][0])
        mean, std = np.float32([123.675, 116.28, 103.53]), np.float32([58.395, 57.12, 57.375])
        normalised = (image.astype(np.float32) - mean) / std  # padding becomes -mean / std
        assert np.allclose(normalised.transpose(2, 0, 1), tensors[f"{number}.image_norm"], rtol=0, atol=1e-6)
