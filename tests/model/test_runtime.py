"""The loaded model as the engine uses it: questions are checked, stages agree, sizes are free."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import DeviceUnavailable, EmptyQuestion, OutOfMemory, QuestionTooLong, UnsupportedLanguage
from engine.model.runtime import ModelRuntime, load_model

from .tiny import write_tiny, write_tiny_phi


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> ModelRuntime:
    folder = tmp_path_factory.mktemp("models") / "toy"
    write_tiny(folder)
    return load_model(folder, "cpu")


@pytest.fixture(scope="module")
def talker(tmp_path_factory: pytest.TempPathFactory) -> ModelRuntime:
    folder = tmp_path_factory.mktemp("models") / "talker"
    write_tiny_phi(folder)
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


def test_answers_under_way_are_those_of_encode_and_ask(runtime: ModelRuntime) -> None:
    pixels = tiles(2)
    pending = runtime.start(pixels, ["where is water", "the water"])
    runtime.start(pixels[:1], ["water"])  # the next tiles are begun before the first are taken
    expected, found = runtime.ask(runtime.encode(pixels), ["where is water", "the water"]), pending.result()
    assert expected.presence_BQ is not None
    np.testing.assert_array_equal(found.logits_BQhw, expected.logits_BQhw)
    np.testing.assert_array_equal(found.presence_BQ, expected.presence_BQ)


def test_a_result_can_be_taken_twice(runtime: ModelRuntime) -> None:
    pending = runtime.start(tiles(1), ["water"])
    np.testing.assert_array_equal(pending.result().logits_BQhw, pending.result().logits_BQhw)


@pytest.mark.filterwarnings("error")
def test_pixels_that_may_not_be_written_to_are_read(runtime: ModelRuntime) -> None:
    pixels = tiles(1)
    expected = runtime.ask(runtime.encode(pixels), ["water"]).logits_BQhw
    pixels.flags.writeable = False
    np.testing.assert_array_equal(runtime.ask(runtime.encode(pixels), ["water"]).logits_BQhw, expected)


def test_pixels_are_read_wherever_they_lie(runtime: ModelRuntime) -> None:
    pixels = tiles(2)
    expected = runtime.ask(runtime.encode(pixels), ["water"]).logits_BQhw
    backwards = np.ascontiguousarray(pixels[:, :, ::-1])[:, :, ::-1]
    np.testing.assert_array_equal(runtime.ask(runtime.encode(backwards), ["water"]).logits_BQhw, expected)


@pytest.mark.parametrize("stage", ["encode", "ask", "explain"])
@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory: 9 bytes")])
def test_want_of_memory_is_reported_as_such(
    talker: ModelRuntime, monkeypatch: pytest.MonkeyPatch, stage: str, error: Exception
) -> None:
    scene = talker.encode(tiles(1))

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(talker.model, stage, fail)
    with pytest.raises(OutOfMemory, match="not enough memory"):
        {
            "encode": lambda: talker.encode(tiles(1)),
            "ask": lambda: talker.start(tiles(1), ["water"]).result(),
            "explain": lambda: talker.explain(scene, "water"),
        }[stage]()


def test_another_fault_is_not_taken_for_want_of_memory(runtime: ModelRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("shapes do not fit")

    monkeypatch.setattr(runtime.model, "encode", fail)
    with pytest.raises(RuntimeError, match="shapes do not fit"):
        runtime.encode(tiles(1))


def test_a_talking_model_has_read_the_image_in_the_scene(talker: ModelRuntime) -> None:
    scene = talker.encode(tiles(1))
    assert scene.memory is not None
    assert scene.instruction is talker.encode(tiles(2)).instruction


def test_a_question_is_not_read_with_the_memory_of_another(talker: ModelRuntime) -> None:
    scene = talker.encode(tiles(1))
    first = talker.ask(scene, ["where is water"]).logits_BQhw
    talker.ask(scene, ["the water is where the water is"])
    talker.explain(scene, "the water")
    np.testing.assert_array_equal(talker.ask(scene, ["where is water"]).logits_BQhw, first)


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
