"""Positions are made once for each size and serve answering and learning alike."""

from __future__ import annotations

import math

import pytest
import torch

from engine.model.positions import _sine_positions, pixel_centres, sine_positions


@pytest.fixture(autouse=True)
def none_made() -> None:
    _sine_positions.cache_clear()


def test_they_are_made_once() -> None:
    like = torch.zeros(1)
    assert sine_positions(3, 5, 8, like) is sine_positions(3, 5, 8, like)


def test_each_size_and_dtype_has_its_own() -> None:
    like = torch.zeros(1)
    assert sine_positions(3, 5, 8, like).shape == (15, 8)
    assert sine_positions(5, 3, 8, like).shape == (15, 8)
    assert not torch.equal(sine_positions(3, 5, 8, like), sine_positions(5, 3, 8, like))
    assert sine_positions(3, 5, 16, like).shape == (15, 16)
    assert sine_positions(3, 5, 8, like.bfloat16()).dtype == torch.bfloat16
    assert sine_positions(3, 5, 8, like).dtype == torch.float32


def test_first_made_for_answering_they_serve_learning() -> None:
    like = torch.ones(15, 8)
    with torch.inference_mode():
        first = sine_positions(3, 5, 8, like)
    assert not first.is_inference()
    weight = like.clone().requires_grad_()
    (weight * sine_positions(3, 5, 8, like)).sum().backward()
    assert weight.grad is not None
    assert torch.equal(weight.grad, first)


def test_first_made_for_learning_they_serve_answering() -> None:
    first = sine_positions(3, 5, 8, torch.ones(1, requires_grad=True))
    assert not first.requires_grad
    with torch.inference_mode():
        assert sine_positions(3, 5, 8, torch.ones(1)) is first


def test_sines_and_cosines_of_y_stand_before_those_of_x() -> None:
    # Row 2 of 4 and column 1 of 2, in parts of a turn; frequencies 1 and 1/100.
    y, x = 2 * math.pi * 2 / 4, 2 * math.pi * 1 / 2
    expected = [*(f(y / d) for d in (1, 100) for f in (math.sin, math.cos))]
    expected += [*(f(x / d) for d in (1, 100) for f in (math.sin, math.cos))]
    found = sine_positions(4, 2, 8, torch.zeros(1)).view(4, 2, 8)[1, 0]
    torch.testing.assert_close(found, torch.tensor(expected), atol=1e-5, rtol=0)


def test_centres_are_those_of_all_pixels_level_by_level() -> None:
    found = pixel_centres([(1, 2), (2, 1)], torch.zeros(1))
    assert found.tolist() == [[0.25, 0.5], [0.75, 0.5], [0.5, 0.25], [0.5, 0.75]]


@pytest.mark.parametrize(("dtype", "kept"), [(torch.bfloat16, torch.float32), (torch.float64, torch.float64)])
def test_centres_have_float32_at_least(dtype: torch.dtype, kept: torch.dtype) -> None:
    assert pixel_centres([(128, 128)], torch.zeros(1, dtype=dtype)).dtype == kept
