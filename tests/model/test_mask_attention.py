"""The mask generator's shorter sums give what the usual attention gives: values, masks and gradients."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import torch
from torch import Tensor
from torch.testing import assert_close

from engine.model.config import MaskDecoderConfig
from engine.model.mask_decoder import DecoderLayer, Level, MaskDecoder, cross_attention, masks_to_block
from engine.model.plain import decode_plainly

from .toys import apart, pixels, prompt, toy_config, toy_network, with_presence

DIM, HEADS, SIZES = 32, 4, [(3, 5), (6, 10), (12, 20)]
SAME = {"atol": 1e-5, "rtol": 0.0}


def decoder(*, layers: int = 5, presence: bool = False) -> MaskDecoder:
    torch.manual_seed(0)
    made = MaskDecoder(MaskDecoderConfig(layers=layers, heads=HEADS, ffn=64, presence=presence), DIM, mask_dim=16)
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.add_(0.2 * torch.randn_like(parameter))
    return made


@dataclass(frozen=True)
class Features:
    """Two tiles, three questions."""

    query_BQD: Tensor
    mask_features_BMhw: Tensor
    levels: list[Tensor]

    def tile(self, b: int) -> Features:
        return Features(
            self.query_BQD[b : b + 1], self.mask_features_BMhw[b : b + 1], [level[b : b + 1] for level in self.levels]
        )

    def question(self, q: int) -> Features:
        return Features(self.query_BQD[:, q : q + 1], self.mask_features_BMhw, self.levels)


def features() -> Features:
    generator = torch.Generator().manual_seed(1)
    levels = [torch.randn(2, DIM, h, w, generator=generator) for h, w in SIZES]
    query = torch.randn(2, 3, DIM, generator=generator)
    return Features(query, torch.randn(2, 16, 24, 40, generator=generator), levels)


def decode(model: MaskDecoder, given: Features, *, every_layer: bool = False) -> list[Tensor]:
    found = model(given.query_BQD, given.mask_features_BMhw, given.levels, every_layer=every_layer)
    return [prediction.logits_BQhw for prediction in found]


class TestCrossAttention:
    LAYER = decoder().layers[0]

    def level(self) -> Level:
        generator = torch.Generator().manual_seed(2)
        values, places = torch.randn(2, 15, DIM, generator=generator), torch.randn(15, DIM, generator=generator)
        return Level(values, (3, 5), torch.randn(DIM, generator=generator), places)

    def by_torch(self, query_BQD: Tensor, level: Level, blocked_BQn: Tensor) -> Tensor:
        assert isinstance(self.LAYER, DecoderLayer)
        values = level.values_BnD + level.embed_D
        attended, _ = self.LAYER.cross(
            query_BQD, values + level.places_nD, values, attn_mask=blocked_BQn.repeat_interleave(HEADS, dim=0)
        )
        return attended

    def by_us(self, query_BQD: Tensor, level: Level, blocked_BQn: Tensor) -> Tensor:
        assert isinstance(self.LAYER, DecoderLayer)
        return cross_attention(self.LAYER.cross, query_BQD, level, blocked_BQn)

    def test_it_is_the_attention_of_torch(self) -> None:
        blocked = torch.zeros(2, 3, 15, dtype=torch.bool)
        given = features().query_BQD, self.level(), blocked
        assert_close(self.by_us(*given), self.by_torch(*given), **SAME)

    def test_each_question_is_kept_to_its_own_places(self) -> None:
        blocked = torch.rand(2, 3, 15, generator=torch.Generator().manual_seed(3)) < 0.6
        blocked[1, 2] = True
        blocked[1, 2, 4] = False  # a single place is left
        given = features().query_BQD, self.level(), blocked
        assert_close(self.by_us(*given), self.by_torch(*given), **SAME)

    def test_what_is_blocked_is_not_seen(self) -> None:
        level = self.level()
        blocked = torch.zeros(2, 3, 15, dtype=torch.bool)
        blocked[..., 7] = True
        before = self.by_us(features().query_BQD, level, blocked)
        level.values_BnD[:, 7] = 1e6
        assert torch.equal(self.by_us(features().query_BQD, level, blocked), before)

    def test_a_tile_does_not_see_another(self) -> None:
        given, level = features().query_BQD, self.level()
        blocked = torch.zeros(2, 3, 15, dtype=torch.bool)
        before = self.by_us(given, level, blocked)
        level.values_BnD[1] += 1
        after = self.by_us(given, level, blocked)
        assert torch.equal(after[0], before[0])
        assert not torch.equal(after[1], before[1])

    def test_its_gradients_are_those_of_torch(self) -> None:
        assert isinstance(self.LAYER, DecoderLayer)
        blocked = torch.rand(2, 3, 15, generator=torch.Generator().manual_seed(3)) < 0.5
        found = []
        for attend in (self.by_us, self.by_torch):
            query, level = features().query_BQD.requires_grad_(), self.level()
            inputs = [query, level.values_BnD.requires_grad_(), level.embed_D.requires_grad_()]
            parameters = list(self.LAYER.cross.parameters())
            found.append(torch.autograd.grad(attend(query, level, blocked).square().sum(), [*inputs, *parameters]))
        for ours, theirs in zip(*found, strict=True):
            assert_close(ours, theirs, atol=1e-3, rtol=1e-4)


class TestBlocking:
    def test_negative_places_are_blocked(self) -> None:
        masks = torch.tensor([[[[-1.0, 0.0], [2.0, -3.0]]]])
        assert masks_to_block(masks).tolist() == [[[True, False, False, True]]]

    def test_a_mask_negative_everywhere_blocks_nothing(self) -> None:
        masks = torch.tensor([[[[-1.0, -2.0]], [[-1.0, 1.0]]]])
        assert masks_to_block(masks).tolist() == [[[False, False], [True, False]]]

    @torch.no_grad()
    def test_a_question_that_finds_nothing_looks_everywhere(self) -> None:
        model = decoder()
        model.mask_mlp[-1].weight.zero_()
        model.mask_mlp[-1].bias.fill_(-1)
        given = features()
        given.mask_features_BMhw.abs_()  # every mask is negative everywhere
        found = decode(model, given)[0]
        assert (found < 0).all()
        assert found.isfinite().all()
        open_query = given.query_BQD
        for i, layer in enumerate(model.layers):
            level = model._level(i % 3, given.levels[i % 3])
            open_query = layer(open_query, level, torch.zeros(2, 3, level.values_BnD.shape[1], dtype=torch.bool))
        closed = torch.einsum("bqm,bmhw->bqhw", model.embed(open_query), given.mask_features_BMhw)
        assert_close(found, closed, atol=1e-4, rtol=0)


class TestDecoder:
    @torch.no_grad()
    def test_it_decodes_as_the_plain_way_does(self) -> None:
        model, given = decoder(), features()
        found = decode(model, given)[0]
        for q in range(3):
            plain = decode_plainly(model, given.query_BQD[:, q], given.mask_features_BMhw, given.levels)
            assert apart(found[:, q], plain) < 1e-4

    @torch.no_grad()
    def test_masks_at_the_size_they_are_used_in_change_nothing(self) -> None:
        model, given = decoder(presence=True), features()
        quick = model(given.query_BQD, given.mask_features_BMhw, given.levels)
        every = model(given.query_BQD, given.mask_features_BMhw, given.levels, every_layer=True)
        assert (len(quick), len(every)) == (1, 6)
        assert apart(quick[0].logits_BQhw, every[-1].logits_BQhw) < 1e-4
        assert_close(quick[0].presence_BQ, every[-1].presence_BQ, atol=1e-4, rtol=0)

    @torch.no_grad()
    def test_every_layer_looks_where_the_one_before_found_something(self) -> None:
        """Or the comparisons above would not notice a blocked mask of another layer or level."""
        model, given = decoder(), features()
        masks = decode(model, given, every_layer=True)
        assert all(0.05 < (mask < 0).float().mean() < 0.95 for mask in masks)
        assert all(apart(*pair) > 0.1 for pair in zip(masks, masks[1:], strict=False))

    @torch.no_grad()
    def test_questions_of_a_tile_do_not_see_each_other(self) -> None:
        model, given = decoder(), features()
        together = decode(model, given)[0]
        for q in range(3):
            assert apart(together[:, q : q + 1], decode(model, given.question(q))[0]) < 1e-4

    @torch.no_grad()
    def test_a_tile_is_decoded_as_if_alone(self) -> None:
        model, given = decoder(), features()
        together = decode(model, given)[0]
        for b in range(2):
            assert apart(together[b : b + 1], decode(model, given.tile(b))[0]) < 1e-4

    @pytest.mark.parametrize("every_layer", [False, True])
    def test_the_features_are_not_changed(self, every_layer: bool) -> None:
        given = features()
        before = [tensor.clone() for tensor in (given.query_BQD, given.mask_features_BMhw, *given.levels)]
        decode(decoder(), given, every_layer=every_layer)
        after = [given.query_BQD, given.mask_features_BMhw, *given.levels]
        assert all(torch.equal(*pair) for pair in zip(after, before, strict=True))


class TestTraining:
    def test_all_that_can_learn_gets_the_gradient_of_the_plain_way(self) -> None:
        """Of a single query's own attention, the query and key maps have none: its only weight is one."""
        model, given = decoder(), features().question(0)
        ours = decode(model, given)[0][:, 0]
        plain = decode_plainly(model, given.query_BQD[:, 0], given.mask_features_BMhw, given.levels)
        names, parameters = zip(*model.named_parameters(), strict=True)
        found, expected = (
            torch.autograd.grad(logits.square().mean(), parameters, allow_unused=True) for logits in (ours, plain)
        )
        for name, one, other in zip(names, found, expected, strict=True):
            assert one is not None, name
            assert other is not None, name
            assert_close(one, other, atol=1e-4 * float(other.abs().max()) + 1e-6, rtol=0, msg=lambda m, n=name: n + m)

    def test_deep_supervision_reaches_every_part_of_the_network(self) -> None:
        model = toy_network(with_presence(toy_config())).train()
        scene = model.encode(pixels(2))
        predictions = model.ask_pairs(scene, [prompt(10, 11), prompt(12)], every_layer=True)
        assert len(predictions) == 5
        presence = [p.presence_N for p in predictions if p.presence_N is not None]
        assert len(presence) == 5
        (sum(p.logits_Nhw.square().mean() for p in predictions) + torch.stack(presence).square().sum()).backward()
        silent = [name for name, parameter in model.named_parameters() if parameter.grad is None]
        # The head is for words, the last norm for classes; drop path may leave out a block of a stage.
        assert [name for name in silent if not name.startswith(("language.lm_head", "encoder."))] == []
