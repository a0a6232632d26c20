"""Mask tokens (Table 5's baseline): queries that see each other, the best-scored one answers; PSALM's connector."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.testing import assert_close

from engine.errors import BadModel
from engine.model.checkpoint import open_network, read_tensors
from engine.model.config import ConnectorConfig, MaskDecoderConfig, SegEarthConfig
from engine.model.connector import ResidualConnector, build_connector
from engine.model.directory import read_info
from engine.model.foreign.official_config import to_hf_config
from engine.model.mask_decoder import MaskDecoder
from engine.model.mask_tokens import MaskTokens, best_queries, take_queries
from engine.model.plain import answer_plainly
from engine.model.precision import Precision
from engine.model.presets import PRESETS
from engine.model.prompt import Piece, Prompt
from engine.model.runtime import ModelRuntime, load_model
from engine.model.scene import read_instruction
from engine.model.segearth import SegEarth

from .tiny import tiny_config
from .toys import noise, pixels, prompt, toy_config, toy_network, with_presence, write_toy

QUERIES, DIM = 8, 32


def many(config: SegEarthConfig, queries: int = QUERIES) -> SegEarthConfig:
    return replace(config, mask_decoder=replace(config.mask_decoder, queries=queries, presence=False))


def plain_row() -> SegEarthConfig:
    """Table 5 with nothing on, at toy widths."""
    config = many(toy_config())
    return replace(config, connector=ConnectorConfig(kind="swin_conv"), projector=replace(config.projector, depth=0))


@pytest.fixture(scope="module")
def model() -> SegEarth:
    return toy_network(many(toy_config()))


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> ModelRuntime:
    folder = tmp_path_factory.mktemp("models") / "many"
    write_toy(folder, plain_row())
    return load_model(folder, "cpu", "fp32")


class TestTheBestQuery:
    def test_the_surest_class_answers_where_masks_are_alike(self) -> None:
        masks = torch.full((1, 3, 2, 2), 4.0)
        assert best_queries(masks, torch.tensor([[0.5, 2.0, -1.0]])).tolist() == [1]

    def test_the_surest_mask_answers_where_classes_are_alike(self) -> None:
        masks = torch.stack([torch.full((2, 2), value) for value in (0.1, 3.0, 1.0)])[None]
        assert best_queries(masks, torch.zeros(1, 3)).tolist() == [1]

    def test_certainty_is_that_inside_the_mask_alone(self) -> None:
        small = torch.tensor([[9.0, -9.0], [-9.0, -9.0]])
        assert best_queries(torch.stack([torch.full((2, 2), 0.2), small])[None], torch.zeros(1, 2)).tolist() == [1]

    def test_a_query_that_marks_nothing_answers_only_where_none_marks_anything(self) -> None:
        nothing, little = torch.full((2, 2), -5.0), torch.tensor([[0.1, -5.0], [-5.0, -5.0]])
        classes = torch.tensor([[9.0, -9.0]])
        assert best_queries(torch.stack([nothing, little])[None], classes).tolist() == [1]
        assert best_queries(torch.stack([nothing, nothing])[None], classes).tolist() == [0]

    def test_each_row_has_its_own(self) -> None:
        values = torch.arange(6.0).reshape(2, 3)
        assert take_queries(values, torch.tensor([2, 0])).tolist() == [2.0, 3.0]


class TestTheMaskGenerator:
    def decode(self, queries: torch.Tensor, *, every_layer: bool = False) -> list[torch.Tensor]:
        torch.manual_seed(0)
        decoder = MaskDecoder(MaskDecoderConfig(layers=4, heads=4, ffn=64, queries=3), DIM, mask_dim=16)
        generator = torch.Generator().manual_seed(1)
        levels = [torch.randn(1, DIM, h, w, generator=generator) for h, w in [(3, 5), (6, 10), (12, 20)]]
        features = torch.randn(1, 16, 24, 40, generator=generator)
        description = torch.randn(1, DIM, generator=generator)
        found = decoder(queries, features, levels, every_layer=every_layer, description_BD=description)
        assert all(one.classes_BQ is not None and one.classes_BQ.shape == (1, 3) for one in found)
        return [one.logits_BQhw for one in found]

    def test_queries_of_a_question_see_each_other(self) -> None:
        queries = torch.randn(1, 3, DIM, generator=torch.Generator().manual_seed(2))
        other = queries.clone()
        other[:, 2] += 1
        (before,), (after,) = self.decode(queries), self.decode(other)
        assert (before[:, 0] - after[:, 0]).abs().max() > 1e-3

    def test_without_the_steps_between_the_last_masks_are_the_same(self) -> None:
        queries = torch.randn(1, 3, DIM, generator=torch.Generator().manual_seed(2))
        every = self.decode(queries, every_layer=True)
        assert len(every) == 5
        assert_close(self.decode(queries)[0], every[-1], atol=1e-4, rtol=0.0)

    def test_equal_queries_are_told_apart_by_their_positions(self) -> None:
        (masks,) = self.decode(torch.ones(1, 3, DIM))
        assert (masks[:, 0] - masks[:, 1]).abs().max() > 1e-3


class TestTheSequence:
    def test_the_tokens_stand_behind_the_description(self, model: SegEarth) -> None:
        scene = model.encode(pixels(2))
        sequences = model.lay_out(scene.tokens_BTD, [prompt(10, 11), prompt(12, after=(20, 21))])
        assert sequences.behind_NL is not None
        image = scene.tokens_BTD.shape[1]
        starts = [3 + image + 2 + 3, 3 + image + 2 + 2]
        for n, start in enumerate(starts):
            assert sequences.behind_NL[n].nonzero()[:, 0].tolist() == list(range(start, start + QUERIES))
            assert_close(sequences.embeds_NLD[n, start : start + QUERIES], model.mask_tokens.tokens)
            assert sequences.description_NL[n, start - 1]
        follows = sequences.embeds_NLD[1, starts[1] + QUERIES :]
        assert_close(follows[:2], model.language.embedding(torch.tensor([20, 21])))
        assert sequences.attention_NL.sum(1).tolist() == [starts[0] + QUERIES, starts[1] + QUERIES + 2]

    def test_the_queries_are_the_projected_states_in_order(self) -> None:
        tokens = MaskTokens(2, 4, 3)
        states = torch.arange(40.0).reshape(2, 5, 4)
        places = torch.tensor([[0, 1, 1, 0, 0], [0, 0, 0, 1, 1]]).bool()
        assert_close(tokens(states, places), tokens.project(torch.stack([states[0, 1:3], states[1, 3:5]])))

    def test_a_word_of_the_question_changes_the_answer(self, model: SegEarth) -> None:
        scene = model.encode(pixels(1))
        one, other = (model.ask(scene, [prompt(word)]).logits_BQhw for word in (10, 30))
        assert (one - other).abs().max() > 1e-2


class TestAnswers:
    def test_the_answer_is_the_best_scored_querys_mask(self, runtime: ModelRuntime) -> None:
        question = "where is the water?"
        scene = runtime.encode(noise(1))
        found = runtime.ask(scene, [question]).logits_BQhw[0, 0]
        model = runtime.model
        with torch.inference_mode():
            sequences = model.lay_out(scene.tokens_BTD, [runtime._prompt(question)])
            (final,) = model.decode_tokens(model.language(sequences), sequences, scene)
        scores = []
        for mask, label in zip(final.logits_BQhw[0], final.classes_BQ[0], strict=True):
            inside = mask[mask > 0]
            scores.append(float(label.sigmoid() * inside.sigmoid().mean()) if len(inside) else 0.0)
        assert len(scores) == QUERIES
        assert len({round(score, 4) for score in scores}) > 1
        np.testing.assert_allclose(found, final.logits_BQhw[0, int(np.argmax(scores))].numpy(), atol=1e-3)

    def test_several_questions_and_tiles_are_answered_as_each_alone(self, runtime: ModelRuntime) -> None:
        tiles, questions = noise(2), ["water", "where is the water", "is the"]
        together = runtime.ask(runtime.encode(tiles), questions)
        assert together.logits_BQhw.shape == (2, 3, 32, 32)
        assert together.presence_BQ is None
        for t in range(2):
            scene = runtime.encode(tiles[t : t + 1])
            for q, question in enumerate(questions):
                alone = runtime.ask(scene, [question]).logits_BQhw[0, 0]
                np.testing.assert_allclose(together.logits_BQhw[t, q], alone, atol=1e-3)

    def test_the_instruction_read_once_changes_nothing(self, model: SegEarth) -> None:
        asked = prompt(10, 11)
        with torch.inference_mode():
            instruction = read_instruction(model.language, prompt())
            assert instruction is not None
            known = model.ask(model.encode(pixels(1), instruction), [asked]).logits_BQhw
            whole = model.ask(model.encode(pixels(1)), [asked]).logits_BQhw
        assert_close(known, whole, atol=1e-3, rtol=0.0)

    def test_words_follow_the_tokens(self, model: SegEarth) -> None:
        asked = prompt(10, 11, after=(20, 21))
        with torch.inference_mode():
            scene = model.encode(pixels(1))
            states = model.language(model.lay_out(scene.tokens_BTD, [asked]))
            expected = int(model.language.lm_head(states[0, -1]).argmax())
            assert model.explain(scene, asked, end_ids=(), max_tokens=1) == (expected,)
            without = model.language(model.language.lay_out(scene.tokens_BTD, [asked]))
            assert int(model.language.lm_head(without[0, -1]).argmax()) != expected

    def test_each_layers_answer_is_its_own_best(self, model: SegEarth) -> None:
        scene, asked = model.encode(pixels(1)), [prompt(10)]
        every = model.ask_pairs(scene, asked, every_layer=True)
        assert len(every) == 5
        assert_close(every[-1].logits_Nhw, model.ask(scene, asked).logits_BQhw[:, 0], atol=1e-3, rtol=0.0)

    def test_a_sentence_encoder_can_have_them_too(self) -> None:
        net = toy_network(many(tiny_config(), 3))
        asked = Prompt((Piece("text", (2,)), Piece("description", (5, 1)), Piece("image")))
        answer = net.ask(net.encode(torch.rand(1, 3, 128, 128) * 255), [asked])
        assert answer.logits_BQhw.shape == (1, 1, 32, 32)


class TestFiles:
    def test_a_saved_network_comes_back_with_its_tokens(self, tmp_path: Path) -> None:
        made = write_toy(tmp_path, plain_row())
        config = read_info(tmp_path).config
        assert config == plain_row()
        back = open_network(tmp_path, config, Precision())
        scene = made.encode(pixels(1))
        with torch.inference_mode():
            assert torch.equal(made.ask(scene, [prompt(10)]).logits_BQhw, back.ask(scene, [prompt(10)]).logits_BQhw)

    def test_only_networks_of_several_queries_have_tensors_for_them(self, tmp_path: Path) -> None:
        names = set(write_toy(tmp_path, many(toy_config())).state_dict()) - set(toy_network(toy_config()).state_dict())
        assert {name.rpartition(".")[0] for name in names} == {
            "mask_tokens",
            "mask_tokens.project",
            "mask_decoder.classes",
            "mask_decoder.classes.mlp.0",
            "mask_decoder.classes.mlp.2",
        }
        assert read_tensors(tmp_path)["mask_tokens.tokens"].shape == (QUERIES, 32)

    def test_several_queries_and_a_presence_head_are_a_bad_model(self, tmp_path: Path) -> None:
        config = replace(toy_config(), mask_decoder=replace(toy_config().mask_decoder, queries=4, presence=True))
        write_toy(tmp_path, config)
        with pytest.raises(BadModel, match=r"mask_decoder\.presence is for a single query"):
            read_info(tmp_path)

    def test_no_queries_are_a_bad_model(self, tmp_path: Path) -> None:
        write_toy(tmp_path, many(toy_config(), 0))
        with pytest.raises(BadModel, match=r"mask_decoder\.queries 0"):
            read_info(tmp_path)

    def test_the_released_code_has_no_such_network(self) -> None:
        with pytest.raises(BadModel, match="it answers with several queries"):
            to_hf_config(many(PRESETS["segearth-r1"](), 100))


class TestRefusals:
    def test_a_single_query_cannot_be_put_to_mask_tokens(self, model: SegEarth) -> None:
        scene = model.encode(pixels(1))
        with pytest.raises(BadModel, match="8 mask tokens"):
            model.decode_pairs(torch.zeros(1, 32), scene)

    def test_the_plain_path_has_none(self, model: SegEarth) -> None:
        with pytest.raises(BadModel, match="no plain path"):
            answer_plainly(model, pixels(1), [prompt(10)])

    def test_a_network_of_one_query_has_no_tokens_to_decode(self) -> None:
        net = toy_network(with_presence(toy_config()))
        scene = net.encode(pixels(1))
        sequences = net.lay_out(scene.tokens_BTD, [prompt(10)])
        with pytest.raises(BadModel, match="has no mask tokens"):
            net.decode_tokens(net.language(sequences), sequences, scene)


class TestPsalmsConnector:
    def test_a_tile_of_1024_px_becomes_256_tokens(self) -> None:
        connector = build_connector(ConnectorConfig(kind="swin_conv"), 4, 6, 32)
        assert connector(torch.randn(2, 4, 32, 32)).shape == (2, 256, 6)

    def test_tokens_are_row_major(self) -> None:
        connector = ResidualConnector(4, 6).eval()
        level = torch.randn(1, 4, 8, 8)
        before = connector(level)
        level[..., -1, 0] += 1.0  # the lower left corner: under the last row of output, in its first two columns
        changed = (connector(level) - before).abs().amax(-1)[0].reshape(4, 4) > 1e-6
        assert changed[3, 0]
        assert not changed[0].any()
        assert not changed[:, 3].any()

    def test_samples_of_a_batch_do_not_see_each_other(self) -> None:
        connector = ResidualConnector(4, 6).train()
        level = torch.randn(2, 4, 8, 8)
        assert_close(connector(level)[:1], connector(level[:1]))
