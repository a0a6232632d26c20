"""What the language model remembers of instruction and image changes no answer, and no answer changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from engine.model.prompt import Piece, Prompt
from engine.model.scene import Instruction, Scene, read_instruction
from engine.model.segearth import SegEarth

from .conftest import Case
from .toys import SIDE, apart, pixels, prompt, toy_config, toy_network

SAME = 1e-4  # largest difference, in standard deviations of the logits
SHORT, LONG = prompt(10, 11), prompt(12, 13, 14, 15, 16, 17)
WORDS = 12

inference = torch.inference_mode()


@pytest.fixture(scope="module", params=["phi", "qwen2"])
def model(request: pytest.FixtureRequest) -> SegEarth:
    return toy_network(toy_config(request.param))


def instruction_of(model: SegEarth, one: Prompt = SHORT) -> Instruction:
    instruction = read_instruction(model.language, one)
    assert instruction is not None
    return instruction


@pytest.fixture(scope="module")
def remembering(model: SegEarth) -> Scene:
    """Three tiles and what was read about them."""
    with torch.inference_mode():
        return model.encode(pixels(3), instruction_of(model))


@pytest.fixture(scope="module")
def forgetful(model: SegEarth) -> Scene:
    """The same tiles, of which nothing was read yet."""
    with torch.inference_mode():
        return model.encode(pixels(3))


def memories(scene: Scene) -> list[Tensor]:
    assert scene.memory is not None
    return [tensor for layer in scene.memory.layers for tensor in layer]


def tensors(scene: Scene) -> list[Tensor]:
    return [scene.tokens_BTD, scene.local_BKC, scene.mask_features_BMhw, *scene.levels, *memories(scene)]


class TestQuestions:
    @inference
    def test_a_scene_remembers_instruction_and_image(self, model: SegEarth, remembering: Scene) -> None:
        assert remembering.memory is not None
        assert len(remembering.memory) == 3
        assert remembering.memory.length == 3 + (SIDE // 64) ** 2 + 2

    @inference
    def test_the_instruction_is_read_once_and_shared(self, model: SegEarth) -> None:
        instruction = instruction_of(model)
        assert instruction.memory is not None
        assert (len(instruction.memory), instruction.memory.length) == (1, 3)
        assert [piece.kind for piece in instruction.about_image.pieces] == ["image", "text"]

    @inference
    def test_memory_changes_no_answer(self, model: SegEarth, remembering: Scene, forgetful: Scene) -> None:
        found, expected = (model.ask(scene, [SHORT, LONG]).logits_BQhw for scene in (remembering, forgetful))
        assert apart(found, expected) < SAME

    @inference
    def test_a_question_reads_its_own_tokens_only(
        self, model: SegEarth, remembering: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read = []
        whole = model.language.model.forward
        monkeypatch.setattr(
            model.language.model,
            "forward",
            lambda **given: (read.append(given["inputs_embeds"].shape), whole(**given))[1],
        )
        model.ask(remembering, [SHORT])
        assert read == [(3, 3, 32)]

    @inference
    def test_questions_together_are_answered_as_if_alone(self, model: SegEarth, remembering: Scene) -> None:
        together = model.ask(remembering, [SHORT, LONG, SHORT]).logits_BQhw
        for i, one in enumerate((SHORT, LONG, SHORT)):
            assert apart(together[:, i], model.ask(remembering, [one]).logits_BQhw[:, 0]) < SAME

    @inference
    def test_tiles_together_are_answered_as_if_alone(self, model: SegEarth, remembering: Scene) -> None:
        together = model.ask(remembering, [SHORT, LONG]).logits_BQhw
        for i in range(3):
            alone = model.encode(pixels(3)[i : i + 1], instruction_of(model))
            assert apart(together[i], model.ask(alone, [SHORT, LONG]).logits_BQhw[0]) < SAME

    @inference
    def test_pairs_are_answered_as_every_question_of_every_tile(self, model: SegEarth, remembering: Scene) -> None:
        crossed = model.ask(remembering, [SHORT, LONG]).logits_BQhw
        (pairs,) = model.ask_pairs(remembering, [LONG, SHORT, LONG])
        assert apart(pairs.logits_Nhw, torch.stack([crossed[0, 1], crossed[1, 0], crossed[2, 1]])) < SAME

    @pytest.mark.parametrize("other", [prompt(10, 11, lead=(20, 21)), prompt(10, 11, lead=(5, 6))])
    @inference
    def test_another_instruction_than_the_remembered_is_read_whole(
        self, model: SegEarth, remembering: Scene, forgetful: Scene, other: Prompt
    ) -> None:
        found, expected = (model.ask(scene, [SHORT, other]).logits_BQhw for scene in (remembering, forgetful))
        assert apart(found, expected) < SAME
        assert apart(found[:, 1], found[:, 0]) > 1e-3

    @inference
    def test_other_words_between_image_and_question_are_read_whole(
        self, model: SegEarth, remembering: Scene, forgetful: Scene
    ) -> None:
        lead, image, _, question = SHORT.pieces
        other = Prompt((lead, image, Piece("text", (30,)), question))
        found, expected = (model.ask(scene, [other]).logits_BQhw for scene in (remembering, forgetful))
        assert apart(found, expected) < SAME

    @inference
    def test_an_instruction_may_begin_with_the_image(self, model: SegEarth, forgetful: Scene) -> None:
        first = prompt(10, 11, lead=())
        for one in (first, Prompt(first.pieces[1:])):  # no tokens before the image, or no piece
            scene = model.encode(pixels(3), instruction_of(model, one))
            assert scene.memory is not None
            assert apart(model.ask(scene, [one]).logits_BQhw, model.ask(forgetful, [one]).logits_BQhw) < SAME

    @inference
    def test_asking_changes_nothing_in_a_scene(self, model: SegEarth, remembering: Scene) -> None:
        before = [tensor.clone() for tensor in tensors(remembering)]
        first = model.ask(remembering, [SHORT]).logits_BQhw
        model.ask(remembering, [LONG, SHORT])
        assert torch.equal(model.ask(remembering, [SHORT]).logits_BQhw, first)
        assert all(torch.equal(*pair) for pair in zip(tensors(remembering), before, strict=True))

    @inference
    def test_the_instruction_serves_any_number_of_scenes(self, model: SegEarth) -> None:
        instruction = instruction_of(model)
        first = model.encode(pixels(2), instruction)
        model.encode(pixels(3, seed=1), instruction)
        again = model.encode(pixels(2), instruction)
        assert all(torch.equal(*pair) for pair in zip(tensors(first), tensors(again), strict=True))


class TestScene:
    @inference
    def test_rows_keep_what_was_read_about_them(self, model: SegEarth, remembering: Scene) -> None:
        rows = remembering.rows(torch.tensor([2, 0, 2]))
        assert len(rows) == 3
        assert rows.instruction == remembering.instruction
        expected = model.ask(remembering, [LONG]).logits_BQhw[[2, 0, 2]]
        assert apart(model.ask(rows, [LONG]).logits_BQhw, expected) < SAME
        assert torch.equal(memories(rows)[0][0], memories(remembering)[0][2])

    @inference
    def test_rows_of_a_scene_without_memory_have_none(self, forgetful: Scene) -> None:
        assert forgetful.rows(torch.tensor([1])).memory is None

    @inference
    def test_moving_takes_everything_along(self, remembering: Scene) -> None:
        moved = remembering.to("meta")
        assert {tensor.device.type for tensor in tensors(moved)} == {"meta"}
        assert moved.nbytes == remembering.nbytes
        assert moved.instruction is remembering.instruction

    @inference
    def test_its_size_counts_what_was_read(self, remembering: Scene, forgetful: Scene) -> None:
        assert remembering.nbytes == sum(tensor.untyped_storage().nbytes() for tensor in tensors(remembering)) - (
            2 * sum(level.numel() * 4 for level in remembering.levels)  # three views of one storage
        )
        assert remembering.nbytes - forgetful.nbytes == sum(tensor.numel() * 4 for tensor in memories(remembering))


def by_reading_all_again(model: SegEarth, scene: Scene, lead: Prompt, count: int) -> tuple[int, ...]:
    """The likeliest tokens, each found by reading the whole sequence up to it."""
    answer: tuple[int, ...] = ()
    for _ in range(count):
        whole = Prompt((*lead.pieces, Piece("text", answer)))
        states = model.language(model.language.lay_out(scene.tokens_BTD[:1], [whole]))
        assert model.language.lm_head is not None
        answer = (*answer, int(model.language.lm_head(states[0, -1]).argmax()))
    return answer


def explained(model: SegEarth, scene: Scene, lead: Prompt, ends: Sequence[int] = ()) -> tuple[int, ...]:
    answer = model.explain(scene, lead, end_ids=ends, max_tokens=WORDS)
    assert answer is not None
    return answer


class TestWords:
    LEAD = prompt(12, 13, 14, after=(20, 21))

    @inference
    def test_the_cache_changes_no_word(self, model: SegEarth, remembering: Scene, forgetful: Scene) -> None:
        expected = by_reading_all_again(model, forgetful, self.LEAD, WORDS)
        assert len(set(expected)) > 4  # a loop on one word would prove little
        assert explained(model, remembering, self.LEAD) == expected
        assert explained(model, forgetful, self.LEAD) == expected

    @inference
    def test_another_instruction_is_read_whole_before_the_words(self, model: SegEarth, remembering: Scene) -> None:
        other = prompt(12, 13, 14, lead=(30, 31, 32, 33), after=(20, 21))
        assert explained(model, remembering, other) == by_reading_all_again(model, remembering, other, WORDS)

    @inference
    def test_the_fixtures_networks_say_the_same_with_the_cache(self, case: Case) -> None:
        scene = case.model.encode(case.pixels, instruction_of(case.model, case.prompts[0]))
        expected = by_reading_all_again(case.model, scene, case.prompts[0], WORDS)
        assert explained(case.model, scene, case.prompts[0]) == expected

    @inference
    def test_words_stop_before_the_first_end(self, model: SegEarth, remembering: Scene) -> None:
        answer = explained(model, remembering, self.LEAD)
        ends = {answer[5], answer[8]}
        first = min(answer.index(end) for end in ends)
        assert explained(model, remembering, self.LEAD, tuple(ends)) == answer[:first]

    @pytest.mark.parametrize("count", [1, 5])
    @inference
    def test_words_stop_at_the_length_asked(self, model: SegEarth, remembering: Scene, count: int) -> None:
        answer = model.explain(remembering, self.LEAD, end_ids=(), max_tokens=count)
        assert answer == explained(model, remembering, self.LEAD)[:count]

    @inference
    def test_the_first_tile_is_explained(self, model: SegEarth, remembering: Scene) -> None:
        alone = remembering.rows(torch.tensor([0]))
        assert explained(model, remembering, self.LEAD) == explained(model, alone, self.LEAD)

    @inference
    def test_explaining_changes_nothing_in_a_scene(self, model: SegEarth, remembering: Scene) -> None:
        before = [tensor.clone() for tensor in tensors(remembering)]
        first, second = (explained(model, remembering, self.LEAD) for _ in range(2))
        assert first == second
        assert all(torch.equal(*pair) for pair in zip(tensors(remembering), before, strict=True))

    @inference
    def test_asking_between_two_words_does_not_disturb_them(self, model: SegEarth, remembering: Scene) -> None:
        rest, known = remembering.rest_of([self.LEAD], torch.zeros(1, dtype=torch.long))
        states, memory = model.language.read(model.language.lay_out(remembering.tokens_BTD[:1], rest), known)
        words = model.language.generate(states[0], memory)
        found = []
        for _ in range(4):
            found.append(next(words))
            model.ask(remembering, [SHORT, LONG])
            explained(model, remembering, self.LEAD)
        assert tuple(found) == explained(model, remembering, self.LEAD)[:4]


@inference
def test_a_network_of_mixed_dtypes_remembers_as_well() -> None:
    model = toy_network(toy_config())
    model.language.to(torch.bfloat16)
    remembering, forgetful = model.encode(pixels(1), instruction_of(model)), model.encode(pixels(1))
    assert {tensor.dtype for tensor in memories(remembering)} == {torch.bfloat16}
    assert remembering.mask_features_BMhw.dtype == torch.float32
    found, expected = (model.ask(scene, [LONG]).logits_BQhw for scene in (remembering, forgetful))
    assert found.dtype == torch.float32
    assert apart(found, expected) < 0.1
    assert replace(remembering, memory=None).rest_of([SHORT], torch.tensor([0])) == ([SHORT], None)
