"""The language loss (reference, section 11): next-token cross-entropy on the reply, from the pass that gives the query.

The whole sequence is read once: question, image and reply. Attention is causal, so the description's states are those
that the question alone would have; the states at and after the reply are judged against its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.model.prompt import ANSWER, SEG, Piece, Prompt, Tokenizer, find_template, make_prompt

NO_TARGET = "There is no target object in the image."
# The user's turn ends here: what follows is the assistant's and is learned.
_TURN_ENDS = re.compile(r"\[/INST\]|ASSISTANT:")


@dataclass(frozen=True)
class Lesson:
    """A prompt, and how many of its tokens (the image's not counted) stand before the first one that is learned."""

    prompt: Prompt
    given: int

    @property
    def learned(self) -> int:
        """Number of tokens that the language loss judges: all from the first to the last."""
        return len(self.prompt) - self.given


def make_lesson(question: str, answer: str | None, template: str, tokenizer: Tokenizer, seg_id: int) -> Lesson:
    """The whole training sequence of a question: prompt, and the template's reply with ``answer`` and [SEG] in it.

    ``answer`` None: there is no target, which the reply says. Learned is all that follows the end of the user's turn.
    Raises BadModel for a template that is not there.
    """
    pieces = list(make_prompt(question, template, tokenizer, seg_id).pieces)
    reply = find_template(template).reply
    end = _TURN_ENDS.search(reply)
    turn_ends = end.end() if end else 0
    before, given = 0, sum(len(piece.ids) for piece in pieces)
    for part in re.split(f"({SEG}|{ANSWER})", reply):
        if part == ANSWER:
            pieces.append(Piece("text", (*tokenizer.encode(answer or NO_TARGET), seg_id)))
        elif part and part != SEG:  # nothing stands at <seg>
            pieces.append(Piece("text", tuple(tokenizer.encode(part))))
            # A piece is tokenised as a whole; its tokens up to the turn's end are those of that beginning alone.
            own = min(max(turn_ends - before, 0), len(part))
            given += len(tokenizer.encode(part[:own]))
        before += len(part)
    return Lesson(Prompt(tuple(pieces)), given)


def question_only(question: str, template: str, tokenizer: Tokenizer, seg_id: int) -> Lesson:
    """A sequence of which nothing is learned: it ends with the description, since nothing later changes the mask."""
    prompt = make_prompt(question, template, tokenizer, seg_id)
    return Lesson(prompt, len(prompt))


def language_loss(states_NLD: Tensor, lessons: Sequence[Lesson], head: nn.Module, image_tokens: int) -> Tensor:
    """The summed cross-entropy of all learned tokens; divide by their number, `Lesson.learned`.

    ``states_NLD``: the last states of the sequences as `LanguageModel.lay_out` joins them, with ``image_tokens``
    of image (and mask tokens) before what is learned. A state is judged by the token after it.
    """
    states, targets = [], []
    for n, lesson in enumerate(lessons):
        ids = [token for piece in lesson.prompt.pieces for token in piece.ids]
        shift = image_tokens if any(piece.kind == "image" for piece in lesson.prompt.pieces) else 0
        states.append(states_NLD[n, lesson.given + shift - 1 : len(ids) + shift - 1])
        targets.extend(ids[lesson.given :])
    logits = head(torch.cat(states))
    return F.cross_entropy(logits.float(), torch.tensor(targets, device=logits.device), reduction="sum")
