"""The instruction templates, and the prompt as pieces: text, the image's place, the description's place.

Each text piece is tokenised on its own (byte-pair encoders are sensitive to white space at a border), and nothing
after the description is kept where attention is causal: it could not change the mask (reference, section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

IMAGE, DESCRIPTION = "<image>", "<refer>"

_SYSTEM = (
    "You are a helpful language and vision assistant. You are able to understand the visual content that the user "
    "provides, and assist the user with a variety of tasks using natural language."
)
TEMPLATES = {
    # The wording of the released code (llama-2 style), up to the description.
    "released": f"[INST] <<SYS>>\n{_SYSTEM}\n<</SYS>>\n\nThis is an image {IMAGE}, Please doing Reasoning "
    f"Segmentation according to the following instruction:\n{DESCRIPTION}",
    "released-referring": f"[INST] <<SYS>>\n{_SYSTEM}\n<</SYS>>\n\nThis is an image {IMAGE}, Please doing Referring "
    f"Segmentation according to the following instruction:\n{DESCRIPTION}",
    # The wording of the paper (4.3).
    "paper": f"USER: This is an image {IMAGE}, please doing geospatial pixel reasoning according to the following "
    f"instruction: {DESCRIPTION}",
    # A sentence encoder knows no instructions: the image, then the question, between its own border tokens.
    "sentence": f"[CLS]{IMAGE}{DESCRIPTION}[SEP]",
}


class Tokenizer(Protocol):
    """What the model needs of a tokenizer: text to ids, without any added token."""

    def encode(self, text: str) -> list[int]: ...


@dataclass(frozen=True)
class Prompt:
    """One question, ready for the language model: ids before the image, between, the description's, and after it."""

    before: tuple[int, ...]
    between: tuple[int, ...]
    description: tuple[int, ...]  # the question's ids and [SEG] (reference, section 3)
    after: tuple[int, ...] = ()

    def __len__(self) -> int:
        """Number of text tokens; the image's come on top."""
        return len(self.before) + len(self.between) + len(self.description) + len(self.after)


def make_prompt(question: str, template: str, tokenizer: Tokenizer, seg_id: int) -> Prompt:
    """Tokenise ``question`` in the named template. The description is `` question`` followed by one [SEG] id."""
    before, rest = TEMPLATES[template].split(IMAGE)
    between, after = rest.split(DESCRIPTION)
    return Prompt(
        before=tuple(tokenizer.encode(before)),
        between=tuple(tokenizer.encode(between)) if between else (),
        description=(*tokenizer.encode(" " + question), seg_id),
        after=tuple(tokenizer.encode(after)) if after else (),
    )


def make_prompts(questions: Sequence[str], template: str, tokenizer: Tokenizer, seg_id: int) -> list[Prompt]:
    """`make_prompt` for several questions."""
    return [make_prompt(question, template, tokenizer, seg_id) for question in questions]
