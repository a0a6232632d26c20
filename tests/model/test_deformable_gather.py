"""Deformable sampling by rows gives the numbers of grid_sample, wherever the points fall."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.testing import assert_close

from engine.model.deformable_attention import DeformableAttention, best_kernel, sample_plain
from engine.model.deformable_gather import CHUNK, sample_gathered

from .conftest import Case

Shapes = Sequence[tuple[int, int]]
Inputs = tuple[Tensor, Shapes, Tensor, Tensor, Tensor]
SAME = 1e-5  # of values with a spread of one
SHAPES = [(3, 4), (5, 2), (1, 1)]


def inputs(
    shapes: Shapes, *, queries: int = 7, batch: int = 1, heads: int = 2, points: int = 3, channels: int = 4,
    reach: float = 2.0,
) -> Inputs:  # fmt: skip
    """Random values, offsets of ``reach`` pixels, weights and places."""
    generator = torch.Generator().manual_seed(0)
    value = torch.randn(batch, sum(h * w for h, w in shapes), heads, channels, generator=generator)
    offsets = reach * torch.randn(batch, queries, heads, len(shapes), points, 2, generator=generator)
    logits = torch.randn(batch, queries, heads, len(shapes), points, generator=generator)
    return value, shapes, offsets, logits, torch.rand(queries, 2, generator=generator)


def exactly(value: Tensor, shapes: Shapes, offsets: Tensor, logits: Tensor, centres: Tensor) -> Tensor:
    """The plain form in float64."""
    return sample_plain(value.double(), shapes, offsets.double(), logits.double(), centres.double())


def assert_same(given: Inputs) -> None:
    assert_close(sample_gathered(*given).double(), exactly(*given), atol=SAME, rtol=0)


def at(place_xy: tuple[float, float], shape: tuple[int, int]) -> Inputs:
    """One point at these pixel coordinates of one level; pixel centres are whole numbers."""
    (height, width), (x, y) = shape, place_xy
    value = torch.arange(1.0, height * width + 1).view(1, -1, 1, 1)
    offset = torch.tensor([x + 0.5 - width / 2, y + 0.5 - height / 2]).view(1, 1, 1, 1, 1, 2)
    return value, [shape], offset, torch.zeros(1, 1, 1, 1, 1), torch.tensor([[0.5, 0.5]])


def test_a_point_mixes_its_four_neighbours() -> None:
    # The level is [[1, 2, 3], [4, 5, 6]]: at x 0.25, y 0.5 lie 3/8 of 1, 1/8 of 2, 3/8 of 4 and 1/8 of 5.
    assert sample_gathered(*at((0.25, 0.5), (2, 3))).item() == pytest.approx(2.75)


def test_points_at_pixel_centres_take_the_pixel() -> None:
    found = [sample_gathered(*at((x, y), (2, 3))).item() for y, x in product(range(2), range(3))]
    assert found == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("place", "share"), [((-0.5, 0), 0.5), ((0, -0.75), 0.25), ((-1, 0), 0), ((-1.5, -1.5), 0)])
def test_beyond_the_first_pixels_lies_zero(place: tuple[float, float], share: float) -> None:
    assert sample_gathered(*at(place, (2, 3))).item() == pytest.approx(share)


@pytest.mark.parametrize(("place", "share"), [((2.5, 1), 0.5), ((2, 1.75), 0.25), ((3, 1), 0), ((2.5, 1.5), 0.25)])
def test_beyond_the_last_pixels_lies_zero(place: tuple[float, float], share: float) -> None:
    assert sample_gathered(*at(place, (2, 3))).item() == pytest.approx(6 * share)


@pytest.mark.parametrize("step", [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 3, 3.5, 4, 4.5, 5, 6.5])
def test_borders_are_those_of_grid_sample(step: float) -> None:
    for other in (-1.5, 0.25, 1, 2.5, 4):
        assert_same(at((step, other), (4, 5)))
        assert_same(at((other, step), (4, 5)))


@pytest.mark.parametrize("reach", [0.0, 0.5, 20.0, 1e4, 1e9])
def test_points_near_and_far_give_the_numbers_of_grid_sample(reach: float) -> None:
    assert_same(inputs(SHAPES, reach=reach))


def test_tiles_and_heads_do_not_mix() -> None:
    given = inputs(SHAPES, batch=3, heads=4)
    assert_same(given)
    value, shapes, offsets, logits, centres = given
    alone = sample_gathered(value[1:2], shapes, offsets[1:2], logits[1:2], centres)
    assert torch.equal(sample_gathered(*given)[1:2], alone)


@pytest.mark.parametrize("queries", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 3])
def test_any_number_of_queries_is_sampled(queries: int) -> None:
    assert_same(inputs(SHAPES, queries=queries))


@settings(max_examples=40, deadline=None)
@given(
    shapes=st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=4),
    queries=st.integers(1, 9),
    batch=st.integers(1, 3),
    heads=st.integers(1, 5),
    points=st.integers(1, 5),
    channels=st.integers(1, 9),
    reach=st.floats(0, 10),
)
def test_any_sizes_give_the_numbers_of_grid_sample(
    shapes: Shapes, queries: int, batch: int, heads: int, points: int, channels: int, reach: float
) -> None:
    assert_same(
        inputs(shapes, queries=queries, batch=batch, heads=heads, points=points, channels=channels, reach=reach)
    )


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("axis", [0, 1])
def test_a_place_that_is_no_number_shows(wrong: float, axis: int) -> None:
    """As with grid_sample: a failure upstream must not end as a plausible mask."""
    value, shapes, offsets, logits, centres = inputs(SHAPES)
    offsets[0, 2, 1, 0, 2, axis] = wrong
    found = sample_gathered(value, shapes, offsets, logits, centres)
    assert found[0, 2, 1].isnan().all()
    assert found.isnan().sum() == value.shape[-1]
    assert torch.equal(found.isnan(), sample_plain(value, shapes, offsets, logits, centres).isnan())


def test_a_weight_that_is_no_number_shows() -> None:
    value, shapes, offsets, logits, centres = inputs(SHAPES)
    logits[0, 3, 0, 1, 1] = torch.nan
    found = sample_gathered(value, shapes, offsets, logits, centres)
    assert found[0, 3, 0].isnan().all()
    assert found.isnan().sum() == value.shape[-1]


def test_bfloat16_loses_no_more_than_the_roundings_of_input_and_result() -> None:
    value, shapes, offsets, logits, centres = inputs([(40, 60)], queries=50)
    rounded = value.bfloat16(), shapes, offsets.bfloat16(), logits.bfloat16(), centres
    found = sample_gathered(*rounded)
    assert found.dtype == torch.bfloat16
    assert_close(found.double(), exactly(*rounded), atol=SAME, rtol=2.0**-8)


def test_the_inputs_stay_as_they_are() -> None:
    given = inputs(SHAPES)
    before = [tensor.clone() for tensor in given if isinstance(tensor, Tensor)]
    sample_gathered(*given)
    assert all(torch.equal(*pair) for pair in zip((t for t in given if isinstance(t, Tensor)), before, strict=True))


def test_views_of_wider_tensors_are_sampled() -> None:
    value, shapes, offsets, logits, centres = inputs(SHAPES, batch=2)
    wide = torch.cat([offsets.flatten(2), logits.flatten(2)], dim=2).transpose(0, 1).contiguous().transpose(0, 1)
    split = offsets.flatten(2).shape[2]
    seen_offsets, seen_logits = wide[..., :split].view_as(offsets), wide[..., split:].view_as(logits)
    seen_value = value.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)
    expected = sample_gathered(value, shapes, offsets, logits, centres)
    assert_close(sample_gathered(seen_value, shapes, seen_offsets, seen_logits, centres), expected, atol=0, rtol=0)


def attention() -> DeformableAttention:
    torch.manual_seed(0)
    layer = DeformableAttention(16, levels=3, heads=2, points=4)
    for linear in (layer.offsets, layer.weights):
        torch.nn.init.normal_(linear.weight, std=0.3)
    layer.kernel = "gathered"
    return layer


def attend(layer: DeformableAttention, x: Tensor) -> Tensor:
    return layer(x, torch.rand(x.shape[1], 2, generator=torch.Generator().manual_seed(0)), x, SHAPES)


def test_a_layer_gives_the_same_by_either_way_of_sampling() -> None:
    layer = attention()
    x = torch.randn(2, 23, 16)
    with torch.no_grad():
        gathered = attend(layer, x)
        layer.kernel = "plain"
        assert_close(gathered, attend(layer, x), atol=SAME, rtol=0)


def test_a_layer_that_learns_samples_with_gradients() -> None:
    layer = attention()
    attend(layer, torch.randn(1, 23, 16)).square().sum().backward()
    assert all(parameter.grad is not None and parameter.grad.any() for parameter in layer.parameters())


def test_a_query_that_is_no_number_gives_none() -> None:
    layer = attention()
    x = torch.randn(1, 23, 16)
    x[0, 5] = torch.nan
    with torch.no_grad():
        assert attend(layer, x)[0, 5].isnan().all()


def test_a_processor_gathers() -> None:
    assert best_kernel(torch.device("cpu")) == "gathered"


@torch.inference_mode()
def test_the_fixtures_pixel_decoder_gives_the_same_by_either_way(case: Case) -> None:
    maps = case.model.encode_maps(case.pixels)
    layers = [module for module in case.model.modules() if isinstance(module, DeformableAttention)]
    found = {}
    before = layers[0].kernel
    try:
        for kernel in ("plain", "gathered"):
            for layer in layers:
                layer.kernel = kernel
            found[kernel], _ = case.model.pixel_decoder(maps)
    finally:
        for layer in layers:
            layer.kernel = before
    assert_close(found["gathered"], found["plain"], atol=5e-5, rtol=0)
