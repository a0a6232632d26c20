"""Answers in words: which tile speaks, what is stored of what a model writes, and what happens where it fails."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import cli
from engine.errors import Cancelled
from engine.run import Event, run
from engine.run.journal import QuestionRecord, TileRecord
from engine.run.words import MAX_SENTENCE, best_tile, clean_sentence

from ..model.tiny import write_tiny_phi
from .asking import GREEN, RED, ask, request
from .fake_model import FakeModel
from .scenes import Square, write_scene

BLUE = "Where is blue?"


def talker(**values: Any) -> FakeModel:
    return FakeModel(generative=True, **values)


def stored_answers(output: str) -> set[tuple[str, str | None]]:
    """Question and answer of every polygon."""
    _, _, _, (questions, answers) = pyogrio.raw.read(output, layer="answers", columns=["question", "answer"])
    return set(zip(questions, answers, strict=True))


# Where the sentence goes


def test_sentence_is_in_the_result_and_on_every_polygon_of_its_question(scene: Path) -> None:
    result = ask(scene, RED, GREEN, model=talker())
    assert [answer.answer for answer in result.questions] == ["It has 500 pixels.", "It has 900 pixels."]
    assert stored_answers(result.output) == {(RED, "It has 500 pixels."), (GREEN, "It has 900 pixels.")}
    record = json.loads((Path(result.run_folder) / "run.json").read_text())
    assert record["result"]["questions"][0]["answer"] == "It has 500 pixels."


def test_nothing_found_has_its_sentence_too(scene: Path) -> None:
    result = ask(scene, BLUE, model=talker())
    assert (result.questions[0].found, result.questions[0].answer) == (False, "It has 0 pixels.")
    metadata = pyogrio.read_info(result.output, layer="answers")["layer_metadata"]
    assert json.loads(metadata["answers"]) == ["It has 0 pixels."]


def test_without_words_nothing_more_is_computed(scene: Path) -> None:
    model = talker(tile_px=160)
    result = ask(scene, model=model, explain=False)
    tiles = result.tiles.done + result.tiles.empty
    assert (model.explained, model.encoded) == ([], tiles)
    assert result.questions[0].answer is None
    assert stored_answers(result.output) == {(RED, None)}


def test_model_that_is_not_generative_is_never_asked_for_words(scene: Path) -> None:
    model = FakeModel()
    ask(scene, model=model)
    assert (model.explained, model.encoded) == ([], 1)


def test_progress_tells_the_questions_put_into_words_between_tiles_and_areas(scene: Path) -> None:
    events: list[Event] = []
    run(request(scene, RED, GREEN), model=talker(), on_event=events.append)
    words = [(event.done, event.total) for event in events if event.stage == "words"]
    assert words == [(0, 2), (1, 2), (2, 2)]
    stages = list(dict.fromkeys(event.stage for event in events))
    assert stages == ["model", "words", "vectorize", "write"]


# The tile that speaks


def test_tile_with_the_largest_part_of_the_answer_speaks(tmp_path: Path) -> None:
    squares = [Square(20, 20, 10), Square(20, 420, 30)]
    scene = write_scene(tmp_path / "scene.tif", squares, width=600)
    result = ask(scene, model=talker(tile_px=200))
    assert result.questions[0].count == 2
    assert result.questions[0].answer == "It has 900 pixels."


def test_questions_on_the_same_tile_share_its_encoding(tmp_path: Path) -> None:
    squares = [Square(20, 20, 20), Square(20, 420, 30, band=1)]
    scene = write_scene(tmp_path / "scene.tif", squares, width=600)
    model = talker(tile_px=200)
    result = ask(scene, GREEN, RED, "Is green there?", model=model)
    tiles = result.tiles.done + result.tiles.empty
    assert model.encoded == tiles + 2
    assert model.explained == [RED, GREEN, "Is green there?"]
    assert [answer.answer for answer in result.questions] == [f"It has {pixels} pixels." for pixels in (900, 400, 900)]


def tile(row: int, col: int, cells: int | None, logit: float | None) -> TileRecord:
    return TileRecord(row, col, 0, "empty", 0.1, (QuestionRecord(1, "empty", None, None, cells, logit),))


@pytest.mark.parametrize(
    ("tiles", "best"),
    [
        ([tile(0, 0, 5, 9.0), tile(0, 1, 6, 1.0)], (0, 1)),  # the larger area, not the highest logit
        ([tile(0, 0, 0, -20.0), tile(0, 1, 0, -18.0)], (0, 1)),  # nothing found: the highest logit
        ([tile(1, 0, 5, 2.0), tile(0, 3, 5, 2.0), tile(0, 2, 5, 2.0)], (0, 2)),  # equals: the first
        ([tile(0, 0, None, None), tile(0, 1, 0, -30.0)], (0, 1)),  # the model was not asked on the first
    ],
)
def test_best_tile(tiles: list[TileRecord], best: tuple[int, int]) -> None:
    for order in (tiles, tiles[::-1]):
        chosen = best_tile(order, 1)
        assert chosen is not None
        assert (chosen.row, chosen.col) == best


def test_there_is_no_best_tile_where_none_was_asked() -> None:
    assert best_tile([tile(0, 0, None, None)], 1) is None


# What a model writes is untrusted


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (None, None),
        ("", None),
        (" \n\t ", None),
        ("\x00\x1b\u202e", None),
        ("  It is the lake\r\n in the\tnorth. ", "It is the lake in the north."),
        ("\x1b[31mred\x07\x7f", "[31mred"),
        ("a\u202eb\u2066c\u200bd\ufeff", "abcd"),
        ("a \x00 b", "a b"),
        ("half a charac\ufffd", "half a charac"),
        ("\ud800lone", "lone"),
        ("क\u200dष 湖 🛰", "क\u200dष 湖 🛰"),
        ("<b>&amp;", "<b>&amp;"),  # escaping is for whoever shows it
        ("x" * 500, "x" * 500),
        ("x" * 501, "x" * 499 + "…"),
    ],
)
def test_clean_sentence(text: str | None, clean: str | None) -> None:
    assert clean_sentence(text) == clean


@given(st.text(st.characters(), max_size=1200))
def test_any_text_becomes_one_short_line_or_none(text: str) -> None:
    clean = clean_sentence(text)
    assert clean is None or (
        0 < len(clean) <= MAX_SENTENCE and clean.isprintable() | ("\u200c" in clean) | ("\u200d" in clean)
    )
    assert clean_sentence(clean) == clean


def test_what_reaches_the_file_is_cleaned(scene: Path) -> None:
    class Shouting(FakeModel):
        def explain(self, scene: Any, question: str) -> str:
            return "\x1b[2Jred\n" * 200

    result = ask(scene, model=Shouting(generative=True))
    ((_, stored),) = stored_answers(result.output)
    assert stored == result.questions[0].answer
    assert stored is not None
    assert len(stored) == MAX_SENTENCE
    assert stored.startswith("[2Jred [2Jred")


# Failure and cancelling


class Stuttering(FakeModel):
    """Fails to answer one question in words."""

    error: Exception = ZeroDivisionError("oh")

    def explain(self, scene: Any, question: str) -> str | None:
        if question == RED:
            raise self.error
        return super().explain(scene, question)


@pytest.mark.parametrize(("error", "said"), [(ZeroDivisionError("oh"), "oh"), (MemoryError(), "Memory ran out")])
def test_sentence_that_fails_is_a_warning_and_the_areas_are_kept(
    scene: Path, error: Exception, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    model = Stuttering(generative=True)
    model.error = error
    result = ask(scene, RED, GREEN, model=model)
    assert [(answer.count, answer.answer) for answer in result.questions] == [(2, None), (1, "It has 900 pixels.")]
    (warning,) = result.warnings
    assert warning.startswith(f"There is no answer in words to the question '{RED}'")
    assert said in warning
    assert any(said in record.getMessage() for record in caplog.records if record.levelname == "WARNING")
    assert stored_answers(result.output) == {(RED, None), (GREEN, "It has 900 pixels.")}


def test_model_that_says_nothing_is_a_warning(scene: Path) -> None:
    class Silent(FakeModel):
        def explain(self, scene: Any, question: str) -> str | None:
            return None if question == RED else super().explain(scene, question)

    result = ask(scene, RED, GREEN, model=Silent(generative=True))
    assert [answer.answer for answer in result.questions] == [None, "It has 900 pixels."]
    assert result.warnings == (f"The model gave no sentence for '{RED}'.",)


class EncodesOnce(FakeModel):
    """Has memory for the search alone."""

    def encode(self, pixels_BHWC: Any) -> Any:
        if self.encoded == 1:
            raise MemoryError
        return super().encode(pixels_BHWC)


def test_one_cause_is_one_warning(scene: Path) -> None:
    result = ask(scene, RED, GREEN, model=EncodesOnce(generative=True))
    (warning,) = result.warnings
    assert warning.startswith("There is no answer in words to 2 questions: Memory ran out")


def test_run_is_cancelled_between_two_answers(scene: Path, tmp_path: Path) -> None:
    model = talker()
    with pytest.raises(Cancelled):
        run(request(scene, RED, GREEN), model=model, cancelled=lambda: len(model.explained) == 1)
    assert model.explained == [RED]
    assert not (tmp_path / "answer.gpkg").exists()
    assert json.loads((tmp_path / "answer_run" / "run.json").read_text())["state"] == "cancelled"


# A network that talks


def test_command_line_puts_an_answer_into_words(
    scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tiny_phi(tmp_path / "talker")
    command = [str(scene), "Where is the water?", "--model", str(tmp_path / "talker"), "--device", "cpu", "--json"]
    assert cli.main(["ask", *command, "--threshold", "0.001"]) == 0
    result = json.loads(capsys.readouterr().out)
    sentence = result["questions"][0]["answer"]
    assert {"where", "is", "water", "the"} & set(sentence.split())
    assert len(sentence) <= MAX_SENTENCE
    with sqlite3.connect(result["output"]) as database:
        assert set(database.execute("SELECT answer FROM answers")) == {(sentence,)}
    assert cli.main(["explain", result["run_folder"], "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"answers": [{"question": "Where is the water?", "answer": sentence}]}
    assert cli.main(["ask", *command, "--no-explain"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"][0]["answer"] is None
