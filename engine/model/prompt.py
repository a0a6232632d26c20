"""A prompt as pieces: text, the image's place, the description; cut from the templates in ``templates.toml``.

Each text piece is tokenised on its own (byte-pair encoders are sensitive to white space at a border). Prompts for
causal models end with the description: nothing after it could change the mask (reference, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Protocol

import tomllib

from ..errors import BadModel

IMAGE, DESCRIPTION, SEG, ANSWER = "<image>", "<refer>", "<seg>", "<answer>"
END = "<|endoftext|>"
_TEMPLATES = Path(__file__).with_name("templates.toml")


@dataclass(frozen=True)
class Template:
    """An instruction: what the model reads up to the description, and the reply that follows in training."""

    prompt: str
    reply: str

    @property
    def speaks(self) -> bool:
        """Whether the reply holds an answer in words."""
        return ANSWER in self.reply


@cache
def templates() -> Mapping[str, Template]:
    """All templates by name."""
    tables = tomllib.loads(_TEMPLATES.read_text(encoding="utf-8"))
    return MappingProxyType({name: Template(**table) for name, table in tables.items()})


def find_template(name: str) -> Template:
    """The template of that name. Raises BadModel with the names there are."""
    found = templates().get(name)
    if found is None:
        raise BadModel(f"The model asks for the prompt template {name!r}; there are {', '.join(templates())}.")
    return found


def full_prompt(template: str) -> str:
    """The whole sequence of a template with its marks, as the model was trained on. Raises BadModel."""
    found = find_template(template)
    return found.prompt + found.reply


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

    def split(self, kind: Literal["description", "image"]) -> tuple[Prompt, Prompt]:
        """What stands before the first piece of that kind, and the rest from it on (empty where there is none)."""
        at = next((i for i, piece in enumerate(self.pieces) if piece.kind == kind), len(self.pieces))
        return Prompt(self.pieces[:at]), Prompt(self.pieces[at:])


def make_prompt(question: str, template: str, tokenizer: Tokenizer, seg_id: int) -> Prompt:
    """Tokenise ``question`` in the named template. Raises BadModel for a template that is not there.

    The description is a space, the question, and one [SEG] id (reference, section 3).
    """
    pieces = []
    for part in re.split(f"({IMAGE}|{DESCRIPTION})", find_template(template).prompt):
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
    """The prompt continued to where the answer begins, or to the end of a reply without one; nothing stands at <seg>.

    Raises BadModel for a template that is not there.
    """
    lead = re.split(f"{ANSWER}|{re.escape(END)}", find_template(template).reply, maxsplit=1)[0]
    pieces = (Piece("text", tuple(tokenizer.encode(part))) for part in lead.split(SEG) if part)
    return Prompt((*prompt.pieces, *pieces))
