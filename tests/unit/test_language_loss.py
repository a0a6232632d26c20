"""The language loss against the released code's number and labels, and by hand."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from engine.model.prompt import Piece, Prompt
from tests.model.conftest import ByteTokenizer, Case, case  # noqa: F401  (a fixture)
from training.language_loss import Lesson, language_loss, make_lesson, question_only

END, SEG_ID = 256, 258


def text_of(ids: list[int]) -> str:
    return "".join({END: "<E>", SEG_ID: "<S>"}.get(i) or chr(i) for i in ids)


def learned_text(lesson: Lesson) -> str:
    ids = [i for piece in lesson.prompt.pieces for i in piece.ids]
    return text_of(ids[lesson.given :])


def test_the_assistants_words_are_learned_with_the_answer_and_the_end() -> None:
    lesson = make_lesson("where?", "The field.", "released", ByteTokenizer(), SEG_ID)
    assert learned_text(lesson) == " Sure, It is . \nThe field.<S>. <E>"


def test_a_question_without_target_is_answered_with_that() -> None:
    lesson = make_lesson("where?", None, "released", ByteTokenizer(), SEG_ID)
    assert "There is no target object in the image.<S>" in learned_text(lesson)


def test_a_reply_without_an_answer_is_learned_from_its_first_word() -> None:
    lesson = make_lesson("where?", "unused", "released-referring", ByteTokenizer(), SEG_ID)
    assert learned_text(lesson) == " \nSure. It is .  <E>"


def test_the_papers_wording_is_learned_from_the_assistants_turn() -> None:
    lesson = make_lesson("where?", "The field.", "paper", ByteTokenizer(), SEG_ID)
    assert learned_text(lesson) == " The field.<S>"


def test_a_question_alone_teaches_no_words() -> None:
    lesson = question_only("where?", "released", ByteTokenizer(), SEG_ID)
    assert lesson.learned == 0
    assert lesson.prompt.pieces[-1].kind == "description"


def test_each_state_is_judged_by_the_next_token() -> None:
    prompt = Prompt((Piece("image"), Piece("description", (2, 1)), Piece("text", (0, 3))))
    states = torch.full((1, 5, 4), -100.0)  # one image token, then 2 1 0 3
    states[0, 2] = torch.tensor([9.0, 0.0, 0.0, 0.0])  # after 2 1: says 0
    states[0, 3] = torch.tensor([0.0, 0.0, 0.0, 0.0])  # after 0: does not know
    loss = language_loss(states, [Lesson(prompt, 2)], nn.Identity(), image_tokens=1)
    assert loss.item() == pytest.approx(1.38629 + 3 * 1.2341e-4, abs=1e-5)


@torch.inference_mode()
def test_the_loss_is_the_released_codes(case: Case) -> None:  # noqa: F811
    facts, language = case.facts["config"], case.model.config.language
    answers = facts["answers"] or [None] * len(facts["texts"])
    lessons = [
        make_lesson(text, answer, language.template, ByteTokenizer(), language.seg_id)
        for text, answer in zip(facts["texts"], answers, strict=True)
    ]
    labels = case.tensors["out.labels_full"]
    for lesson, row in zip(lessons, labels, strict=True):
        assert learned_text(lesson) == text_of(row[row != -100].tolist())
    tokens = case.tensors["out.connector"]
    states = case.model.language(case.model.language.lay_out(tokens, [lesson.prompt for lesson in lessons]))
    assert case.model.language.lm_head is not None
    total = language_loss(states, lessons, case.model.language.lm_head, tokens.shape[1])
    if facts["kind"] == "reason":  # referring segmentation was trained without words
        mean = total.item() / sum(lesson.learned for lesson in lessons)
        assert mean == pytest.approx(case.facts["losses"]["llm"], abs=1e-5)
