"""The loaded model as the engine uses it: questions are checked, stages agree, sizes are free."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import DeviceUnavailable, EmptyQuestion, QuestionTooLong, UnsupportedLanguage
from engine.model.runtime import ModelRuntime, load_model

from .tiny import write_tiny


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> ModelRuntime:
    folder = tmp_path_factory.mktemp("models") / "toy"
    write_tiny(folder)
    return load_model(folder, "cpu")


def tiles(count: int, height: int = 256, width: int = 256) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (count, height, width, 3), dtype=np.uint8)


def test_answers_lie_on_the_quarter_grid(runtime: ModelRuntime) -> None:
    answers = runtime.ask(runtime.encode(tiles(2, 128, 256)), ["where is water", "the water"])
    assert answers.logits_BQhw.shape == (2, 2, 32, 64)
    assert answers.logits_BQhw.dtype == np.float32
    assert answers.presence_BQ is not None
    assert answers.presence_BQ.shape == (2, 2)


def test_a_batch_gives_what_its_tiles_give_alone(runtime: ModelRuntime) -> None:
    pixels = tiles(3)
    together = runtime.ask(runtime.encode(pixels), ["where is water"]).logits_BQhw
    for n in range(3):
        alone = runtime.ask(runtime.encode(pixels[n : n + 1]), ["where is water"]).logits_BQhw
        np.testing.assert_allclose(together[n], alone[0], atol=1e-4)


def test_a_longer_neighbour_does_not_change_an_answer(runtime: ModelRuntime) -> None:
    scene = runtime.encode(tiles(1))
    alone = runtime.ask(scene, ["water"]).logits_BQhw[:, 0]
    beside = runtime.ask(scene, ["water", "where is the water where is the water"]).logits_BQhw[:, 0]
    np.testing.assert_allclose(alone, beside, atol=1e-4)


def test_a_sentence_encoder_has_no_answer_in_words(runtime: ModelRuntime) -> None:
    assert runtime.explain(runtime.encode(tiles(1, 128, 128)), "where is water") is None


def test_white_space_does_not_matter(runtime: ModelRuntime) -> None:
    scene = runtime.encode(tiles(1))
    tidy, loose = (runtime.ask(scene, [q]).logits_BQhw for q in ("where is water", "  where\n is   water "))
    np.testing.assert_array_equal(tidy, loose)


@pytest.mark.parametrize("question", ["", "   ", "?!", "42"])
def test_a_question_needs_words(runtime: ModelRuntime, question: str) -> None:
    with pytest.raises(EmptyQuestion):
        runtime.check_question(question)


@pytest.mark.parametrize("question", ["Где вода?", "水在哪里", "أين الماء"])
def test_a_script_it_never_learned_is_refused(runtime: ModelRuntime, question: str) -> None:
    with pytest.raises(UnsupportedLanguage, match="Latin"):
        runtime.check_question(question)


def test_an_accent_is_no_other_script(runtime: ModelRuntime) -> None:
    runtime.check_question("Where is the café?")


def test_a_question_of_ten_thousand_characters_is_refused(runtime: ModelRuntime) -> None:
    with pytest.raises(QuestionTooLong, match="at most 16"):
        runtime.check_question("water " * 1667)


def test_a_device_that_is_not_there_is_refused(runtime: ModelRuntime, tmp_path: Path) -> None:
    write_tiny(tmp_path)
    with pytest.raises(DeviceUnavailable, match="cpu"):
        load_model(tmp_path, "cuda:99")
