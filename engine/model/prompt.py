"""The instruction templates (data, not code), and a prompt as pieces: text, the image's place, the description.

Each text piece is tokenised on its own (byte-pair encoders are sensitive to white space at a border). Templates for
causal models end with the description: nothing after it could change the mask (reference, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

IMAGE, DESCRIPTION = "<image>", "<refer>"

_SYSTEM = (
    "You are a helpful language and vision assistant. You are able to understand the visual content that the user "
    "provides, and assist the user with a variety of tasks using natural language."
)
_LLAMA_2 = f"[INST] <<SYS>>\n{_SYSTEM}\n<</SYS>>\n\n"
TEMPLATES = {
    # The released code, up to the description.
    "released": f"{_LLAMA_2}This is an image {IMAGE}, Please doing Reasoning Segmentation according to the following "
    f"instruction:\n{DESCRIPTION}",
    "released-referring": f"{_LLAMA_2}This is an image {IMAGE}, Please doing Referring Segmentation according to the "
    f"following instruction:\n{DESCRIPTION}",
    # The paper (4.3).
    "paper": f"USER: This is an image {IMAGE}, please doing geospatial pixel reasoning according to the following "
    f"instruction: {DESCRIPTION}",
    # A sentence encoder knows no instructions: the question at the positions it was trained with, then the image.
    "sentence": f"[CLS]{DESCRIPTION}[SEP]{IMAGE}",
}

# What follows the description up to the answer, where the language model is to put it into words.
ANSWER_LEADS: dict[str, tuple[str, ...]] = {
    "released": (" [/INST] Sure, It is ", ". \n"),
    "released-referring": (" [/INST] Sure, It is ", ". \n"),
    "paper": (". ASSISTANT: ",),
}


class Tokenizer(Protocol):
    """What the model needs of a tokenizer: text to ids, without any added token."""

    def encode(self, text: str) -> list[int]: ...


@dataclass(frozen=True)
class Piece:
    """A run of the sequence: token ids of text or of the description, or the place of the visual tokens."""

    kind: Literal["text", "description", "image"]
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Prompt:
    """One question, ready for the language model."""

    pieces: tuple[Piece, ...]

    def __len__(self) -> int:
        """Number of text tokens; the image's come on top."""
        return sum(len(piece.ids) for piece in self.pieces)


def make_prompt(question: str, template: str, tokenizer: Tokenizer, seg_id: int) -> Prompt:
    """Tokenise ``question`` in the named template.

    The description is a space, the question, and one [SEG] id (reference, section 3).
    """
    pieces = []
    for part in re.split(f"({IMAGE}|{DESCRIPTION})", TEMPLATES[template]):
        if part == IMAGE:
            pieces.append(Piece("image"))
        elif part == DESCRIPTION:
            pieces.append(Piece("description", (*tokenizer.encode(" " + question), seg_id)))
        elif part:
            pieces.append(Piece("text", tuple(tokenizer.encode(part))))
    return Prompt(tuple(pieces))


def make_prompts(questions: Sequence[str], template: str, tokenizer: Tokenizer, seg_id: int) -> list[Prompt]:
    """`make_prompt` for several questions."""
    return [make_prompt(question, template, tokenizer, seg_id) for question in questions]


def lead_to_answer(prompt: Prompt, template: str, tokenizer: Tokenizer) -> Prompt:
    """The prompt continued to where the answer begins (reference, section 3; the [SEG] in between is dropped)."""
    leads = (Piece("text", tuple(tokenizer.encode(text))) for text in ANSWER_LEADS.get(template, ()))
    return Prompt((*prompt.pieces, *leads))
