"""The instruction templates against the released strings, and prompts as pieces of them."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
import torch
from torch.testing import assert_close

from engine.errors import BadModel
from engine.model.config import LanguageConfig, SegEarthConfig
from engine.model.directory import FORMAT_VERSION, read_info
from engine.model.prompt import Piece, Prompt, find_template, full_prompt, lead_to_answer, make_prompt, templates

from .conftest import FIXTURES, ByteTokenizer, Case
from .tiny import tiny_config

SYSTEM = (
    "[INST] <<SYS>>\nYou are a helpful language and vision assistant. You are able to understand the visual content "
    "that the user provides, and assist the user with a variety of tasks using natural language.\n<</SYS>>\n\n"
)
REFERRING = f"{SYSTEM}This is an image <image>, Please doing Referring Segmentation according to the following "
RELEASED = {
    "released": f"{SYSTEM}This is an image <image>, Please doing Reasoning Segmentation according to the following "
    "instruction:\n<refer> [/INST] Sure, It is <seg>. \n<answer>. <|endoftext|>",
    "released-referring": REFERRING + "instruction:\n<refer> [/INST] \nSure. It is <seg>.  <|endoftext|>",
    "released-referring-rrsisd": REFERRING + "instruction:\n<refer> [/INST] \nSure. <|endoftext|>",
}
FIXTURE_NAMES = {
    "released": "reason_train_and_eval",
    "released-referring": "refer_train_all_and_refsegrs_eval",
    "released-referring-rrsisd": "refer_eval_rrsisd",
}
SEG_ID = 258


def texts(prompt: Prompt) -> list[str]:
    """Each piece as text; of an image its mark."""
    return ["<image>" if piece.kind == "image" else bytes(piece.ids).decode() for piece in prompt.pieces]


class TestTemplates:
    @pytest.mark.parametrize("name", RELEASED)
    def test_the_released_wording_is_kept_to_the_letter(self, name):
        assert full_prompt(name) == RELEASED[name]

    @pytest.mark.skipif(not (FIXTURES / "prompts.json").is_file(), reason="needs the reference fixtures")
    @pytest.mark.parametrize("name", FIXTURE_NAMES)
    def test_the_released_wording_is_that_of_the_fixtures(self, name):
        assert full_prompt(name) == json.loads((FIXTURES / "prompts.json").read_text())[FIXTURE_NAMES[name]]

    def test_the_wording_of_the_paper(self):
        assert full_prompt("paper") == (
            "USER: This is an image <image>, please doing geospatial pixel reasoning according to the following "
            "instruction: <refer>. ASSISTANT: <answer>"
        )
        assert full_prompt("paper-referring") == full_prompt("paper").replace(
            "geospatial pixel reasoning", "referring segmentation"
        )

    @pytest.mark.parametrize("name", sorted(templates()))
    def test_each_template_holds_one_image_and_one_description(self, name):
        assert find_template(name).prompt.count("<image>") == 1
        assert find_template(name).prompt.count("<refer>") == 1
        assert not re.search("<image>|<refer>", find_template(name).reply)

    def test_an_unknown_template_is_told_with_those_there_are(self):
        with pytest.raises(BadModel, match=r"'llama-3'.*released, .*paper.*sentence"):
            make_prompt("Where?", "llama-3", ByteTokenizer(), SEG_ID)

    def test_a_model_with_an_unknown_template_is_refused_before_its_weights_are_read(self, tmp_path):
        tiny = tiny_config()
        config = dataclasses.replace(tiny, language=dataclasses.replace(tiny.language, template="llama-3"))
        values = {"format_version": FORMAT_VERSION, "model": config.to_dict()}
        (tmp_path / "config.json").write_text(json.dumps(values))
        with pytest.raises(BadModel, match="llama-3"):
            read_info(tmp_path)

    def test_only_templates_with_an_answer_speak(self):
        assert {name for name in templates() if find_template(name).speaks} == {"released", "paper", "paper-referring"}

    def test_a_model_trained_without_an_answer_in_words_is_not_asked_for_one(self):
        generative = {
            template: SegEarthConfig(language=LanguageConfig(template=template)).generative
            for template in ("released", "released-referring")
        }
        assert generative == {"released": True, "released-referring": False}


class TestPieces:
    def test_borders_lie_at_the_marks_and_white_space_stays_where_it_was(self):
        prompt = make_prompt("Where?", "released", ByteTokenizer(), seg_id=33)
        before, image, between, description = texts(prompt)
        assert before == SYSTEM + "This is an image "
        assert image == "<image>"
        assert between == (", Please doing Reasoning Segmentation according to the following instruction:\n")
        assert description == " Where?!"  # 33 is "!"

    def test_the_description_is_a_space_the_question_and_seg(self):
        prompt = make_prompt("Where?", "released", ByteTokenizer(), SEG_ID)
        assert [piece.kind for piece in prompt.pieces] == ["text", "image", "text", "description"]
        assert prompt.pieces[-1].ids == (*b" Where?", SEG_ID)

    def test_a_sentence_encoder_reads_the_question_before_the_image(self):
        prompt = make_prompt("Where?", "sentence", ByteTokenizer(), seg_id=33)
        assert texts(prompt) == ["[CLS]", " Where?!", "[SEP]", "<image>"]

    @pytest.mark.parametrize(
        ("template", "lead"),
        [
            ("released", [" [/INST] Sure, It is ", ". \n"]),
            ("released-referring", [" [/INST] \nSure. It is ", ".  "]),
            ("released-referring-rrsisd", [" [/INST] \nSure. "]),
            ("paper", [". ASSISTANT: "]),
            ("sentence", []),
        ],
    )
    def test_the_lead_goes_up_to_the_answer_or_the_end(self, template, lead):
        prompt = make_prompt("Where?", template, ByteTokenizer(), seg_id=33)
        continued = lead_to_answer(prompt, template, ByteTokenizer())
        assert texts(continued) == texts(prompt) + lead


def whole(case: Case, n: int, answer: str | None = None) -> Prompt:
    """The n-th prompt of a fixture with all that follows it in training, ``answer`` in place of the fixture's."""
    template, tokenizer = case.model.config.language.template, ByteTokenizer()
    answers = case.facts["config"]["answers"]
    pieces = list(lead_to_answer(case.prompts[n], template, tokenizer).pieces)
    reply = find_template(template).reply
    if answers:
        pieces.append(Piece("text", (*tokenizer.encode(answer or answers[n]), SEG_ID)))
        pieces.append(Piece("text", tuple(tokenizer.encode(reply.split("<answer>")[1]))))
    else:  # the end is one token, it needs no piece of its own
        pieces[-1] = Piece("text", (*pieces[-1].ids, *tokenizer.encode("<|endoftext|>")))
    return Prompt(tuple(pieces))


class TestWholeSequence:
    """What the network is asked with, against the token ids that the released code made."""

    def test_ids_equal_those_of_the_released_code(self, case: Case) -> None:
        sentinel = case.facts["sentinels"]
        for n in range(len(case.prompts)):
            found = []
            for piece in whole(case, n).pieces:
                answers = case.tensors.get(f"in.token_answer_id.{n}")
                if piece.kind == "image":
                    found.append(sentinel["image"])
                elif piece.kind == "description":
                    assert list(piece.ids) == case.tensors[f"in.token_refer_id.{n}"].tolist()
                    found.append(sentinel["refer"])
                elif answers is not None and list(piece.ids) == answers.tolist():
                    found.append(sentinel["answer"])
                else:
                    found += piece.ids
            length = int(case.tensors["in.attention_mask"][n].sum())
            expected = case.tensors["in.input_ids"][n, :length].tolist()
            assert expected.count(sentinel["seg"]) == 1
            expected.remove(sentinel["seg"])  # the released network drops it
            assert found == expected

    @torch.inference_mode()
    def test_nothing_after_the_description_changes_the_mask(self, case: Case) -> None:
        scene = case.model.encode(case.pixels)
        (short,) = case.model.ask_pairs(scene, case.prompts)
        for answer in (None, "Another answer altogether, and a longer one."):
            prompts = [whole(case, n, answer) for n in range(len(case.prompts))]
            assert all(len(long) > len(prompt) for long, prompt in zip(prompts, case.prompts))
            (long,) = case.model.ask_pairs(scene, prompts)
            assert_close(long.logits_Nhw, short.logits_Nhw, atol=1e-5, rtol=0)

    @torch.inference_mode()
    def test_a_batch_of_one_equals_a_batch_of_many_with_padding(self, case: Case) -> None:
        language = case.model.config.language
        questions = ["Roads", "Which of the buildings would a flood of the river reach first, and why would it?"]
        prompts = [make_prompt(text, language.template, ByteTokenizer(), language.seg_id) for text in questions]
        scene = case.model.encode(case.pixels[:1])
        together = case.model.ask(scene, prompts).logits_BQhw
        for n, prompt in enumerate(prompts):
            alone = case.model.ask(scene, [prompt]).logits_BQhw
            assert_close(together[:, n], alone[:, 0], atol=1e-5, rtol=0)
