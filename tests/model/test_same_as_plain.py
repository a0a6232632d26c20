"""What makes the network fast changes nothing: ours against the released code's way, stage by stage, in float32."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from engine.model.deformable_attention import DeformableAttention
from engine.model.plain import answer_plainly, plain_samples
from engine.model.prompt import Piece, Prompt
from engine.model.scene import read_instruction
from engine.model.segearth import SegEarth

from .conftest import Case
from .tiny import tiny_config
from .toys import apart, pixels, prompt, toy_config, toy_network

SAME = 1e-4  # largest difference, in standard deviations of the logits
SHORT, LONG = prompt(10, 11), prompt(12, 13, 14, 15, 16, 17)


@pytest.fixture(scope="module", params=["phi", "qwen2"])
def model(request: pytest.FixtureRequest) -> SegEarth:
    model = toy_network(toy_config(request.param))
    model.pixel_decoder.choose_kernel(torch.device("cpu"))
    return model


@pytest.fixture(scope="module")
def sentence_model() -> SegEarth:
    model = toy_network(tiny_config())
    model.pixel_decoder.choose_kernel(torch.device("cpu"))
    return model


@torch.inference_mode()
def ours(model: SegEarth, tiles: Tensor, prompts: list[Prompt]) -> Tensor:
    """All questions for all tiles, ``[B, Q, h, w]``, as the engine asks."""
    instruction = read_instruction(model.language, SHORT)
    return model.ask(model.encode(tiles, instruction), prompts).logits_BQhw


@torch.inference_mode()
def plainly(model: SegEarth, tiles: Tensor, prompts: list[Prompt]) -> Tensor:
    rows = [answer_plainly(model, tiles, [one] * len(tiles)) for one in prompts]
    return torch.stack(rows, dim=1)


def test_the_toy_tells_tiles_questions_and_instructions_apart(model: SegEarth) -> None:
    """Or nothing below would mean anything."""
    logits = plainly(model, pixels(2), [SHORT, LONG, prompt(10, 11, lead=(20, 21))])
    assert apart(logits[0], logits[1]) > 0.1
    assert apart(logits[:, 0], logits[:, 1]) > 0.01
    assert apart(logits[:, 0], logits[:, 2]) > 0.01


def test_the_engine_answers_as_the_released_code_does(model: SegEarth) -> None:
    assert apart(ours(model, pixels(2), [SHORT, LONG]), plainly(model, pixels(2), [SHORT, LONG])) < SAME


def test_a_sentence_encoder_answers_as_the_plain_path_does(sentence_model: SegEarth) -> None:
    tiles = torch.cat([pixels(2), pixels(2, seed=1)], dim=2)  # 256 x 128
    words = [Prompt((Piece("text", (2,)), Piece("description", (*ids, 1)), Piece("image"))) for ids in ((5,), (6, 7))]
    assert apart(ours(sentence_model, tiles, words), plainly(sentence_model, tiles, words)) < SAME


def test_the_reply_and_the_answer_after_the_question_change_no_mask(model: SegEarth) -> None:
    whole = [prompt(10, 11, after=(20, 21, 22, 23, 24)), prompt(12, 13, 14, 15, 16, 17, after=(30, 31))]
    assert apart(ours(model, pixels(1), [SHORT, LONG]), plainly(model, pixels(1), whole)) < SAME


@torch.inference_mode()
def test_one_run_of_the_encoder_serves_both_of_its_readers(model: SegEarth) -> None:
    tokens, local, mask_features, levels = model.features(pixels(2))
    with plain_samples(model):
        expected_features, expected_levels = model.pixel_decoder(model.encode_maps(pixels(2)))
    expected_tokens = model.connector(model.encode_maps(pixels(2))[-1])
    assert apart(tokens, expected_tokens) < SAME
    assert apart(local, model.projector.project_local(model.encode_maps(pixels(2))[-1])) < SAME
    assert apart(mask_features, expected_features) < SAME
    assert all(apart(level, other) < SAME for level, other in zip(levels, expected_levels, strict=True))


@torch.inference_mode()
def test_the_fixtures_networks_answer_as_the_plain_path_does(case: Case) -> None:
    model = copy.deepcopy(case.model)
    model.pixel_decoder.choose_kernel(torch.device("cpu"))
    instruction = read_instruction(model.language, case.prompts[0])
    assert instruction is not None
    (found,) = model.ask_pairs(model.encode(case.pixels, instruction), case.prompts)
    assert apart(found.logits_Nhw, answer_plainly(model, case.pixels, case.prompts)) < SAME


def kernels(model: SegEarth) -> set[str]:
    return {module.kernel for module in model.modules() if isinstance(module, DeformableAttention)}


def test_the_plain_path_leaves_the_model_as_it_was(model: SegEarth) -> None:
    assert kernels(model) == {"gathered"}
    with plain_samples(model):
        assert kernels(model) == {"plain"}
    assert kernels(model) == {"gathered"}


def recorded(model: SegEarth, work: Callable[[], object]) -> dict[str, int]:
    """How often each part ran."""
    parts = {"encoder": model.encoder, "pixel_decoder": model.pixel_decoder, "language": model.language.model}
    runs = dict.fromkeys(parts, 0)

    def counter(name: str) -> Callable[..., None]:
        def count(*_: object) -> None:
            runs[name] += 1

        return count

    hooks = [part.register_forward_pre_hook(counter(name)) for name, part in parts.items()]
    try:
        work()
    finally:
        for hook in hooks:
            hook.remove()
    return runs


def test_the_plain_path_runs_the_encoder_twice_and_ours_once(model: SegEarth) -> None:
    """The yardstick must not become fast by the same means."""
    plain = recorded(model, lambda: plainly(model, pixels(1), [SHORT]))
    fast = recorded(model, lambda: ours(model, pixels(1), [SHORT]))
    assert plain == {"encoder": 2, "pixel_decoder": 1, "language": 1}
    assert fast == {
        "encoder": 1,
        "pixel_decoder": 1,
        "language": 3,
    }  # the words before the image, the image, the question
