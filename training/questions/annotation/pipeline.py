"""The paper's annotation of one folder (appendix A.1): a question and an answer from image and category, six
variations of the question, three of the answer.

Each reply is logged before the next request, a finished image has its file in ``QAs/`` and is never asked again, and
what a model does not say in a usable form after some tries is listed as failed, never made up.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engine.errors import BadRequest, EndpointFailed, OutputNotWritable

from .cost import ANSWERS, QUESTIONS, Prices
from .endpoint import Endpoint, ItemRefused, Reply
from .items import Item
from .journal import Journal
from .prompts import Prompt, Request, data_url, text_tokens
from .replies import Malformed, read_fields, read_texts

log = logging.getLogger(__name__)

ASKED_AGAIN: Final = 2
"""How often a request is repeated when its reply cannot be used."""
REFUSED_IN_A_ROW: Final = 5
"""After so many refused items the fault lies with the request, not with the items."""


class BudgetSpent(Exception):
    """The replies so far cost as much as the user allowed."""


class _Failed(Exception):
    """This item cannot be annotated now; the message says why."""


@dataclass
class Annotator:
    """Asks about items and writes ``out/QAs``.

    model: sees images; text_model: rephrases. prices: by model, for the budget. budget_usd: most that all replies in
    the folder's log may cost, those of former runs included; checked before each request, so the last reply may go
    a little beyond.
    """

    endpoint: Endpoint
    model: str
    text_model: str
    prompts: Mapping[str, Prompt]
    out: Path
    image_px: int = 1024
    prices: Mapping[str, Prices] = field(default_factory=dict)
    budget_usd: float | None = None

    def __post_init__(self) -> None:
        try:
            (self.out / "QAs").mkdir(parents=True, exist_ok=True)
            self.journal = Journal.open(self.out)
        except OSError as error:
            raise OutputNotWritable(f"{self.out} cannot be written: {error}") from error

    @property
    def spent_usd(self) -> float:
        """What the replies in the log cost, at the prices given now."""
        return sum(self.prices[m].of(*used) for m, used in self.journal.used.items() if m in self.prices)

    def run(self, items: Sequence[Item]) -> Iterator[tuple[Item, str | None]]:
        """Annotate the items that are not finished; yields each with None, or why it failed.

        Raises EndpointFailed when the server takes no request, BudgetSpent; both leave all that was done in place.
        """
        refused = 0
        for item in unfinished(items, self.out):
            try:
                questions, answers = self._annotate(item)
            except _Failed as failure:
                self.journal.add({"item": item.stem, "failed": str(failure)})
                yield item, str(failure)
                continue
            except ItemRefused as refusal:
                refused += 1
                self.journal.add({"item": item.stem, "failed": str(refusal)})
                if refused >= REFUSED_IN_A_ROW:
                    raise EndpointFailed(
                        f"The endpoint refused {refused} images in a row; the last: {refusal}",
                        hint="Check that the model exists and reads images.",
                    ) from refusal
                yield item, str(refusal)
                continue
            refused = 0
            _write(self.out / "QAs" / f"{item.stem}.json", {"questions": questions, "answer": answers})
            yield item, None

    def _annotate(self, item: Item) -> tuple[tuple[str, ...], tuple[str, ...]]:
        first = self._first_request(item)
        names = ("question",) if item.empty else ("question", "answer")
        question, *answer = self._ask(item, self.model, first, lambda reply: read_fields(reply, names))
        questions = self._expand(item, "expand_question", question, QUESTIONS)
        return questions, self._expand(item, "expand_answer", answer[0], ANSWERS) if answer else ()

    def _first_request(self, item: Item) -> Request:
        prompt = self.prompts["empty_question" if item.empty else "question"]
        text = prompt.fill(category=item.category)
        known = self.journal.find(self.model, item.stem, Request(text).digest)
        try:
            return Request(text, None if known else data_url(item.image_path, self.image_px))
        except BadRequest as error:
            raise _Failed(error.message) from error

    def _expand(self, item: Item, step: str, text: str, count: int) -> tuple[str, ...]:
        request = Request(self.prompts[step].fill(text=text, count=count))
        return self._ask(item, self.text_model, request, lambda reply: read_texts(reply, count))

    def _ask(self, item: Item, model: str, request: Request, read: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        """The texts of a usable reply: a former one's from the log, or a new one's, asked for a few times."""
        known = self.journal.find(model, item.stem, request.digest)
        if known is not None:
            return known
        messages = [request.message]
        reason = ""
        for _ in range(1 + ASKED_AGAIN):
            if self.budget_usd is not None and self.spent_usd >= self.budget_usd:
                raise BudgetSpent
            reply = self.endpoint.chat(model, messages)
            event = {"item": item.stem, "model": model, "request": request.digest, **_tokens(reply, request)}
            try:
                texts = read(reply.text)
            except Malformed as fault:
                reason = str(fault)
                self.journal.add({**event, "malformed": reason, "reply": reply.text[:2000]})
                again = f"Your reply could not be used: {reason}. Reply again in the form asked for, nothing else."
                said = {"role": "assistant", "content": reply.text}
                messages = [request.message, said, {"role": "user", "content": again}]
            else:
                self.journal.add({**event, "texts": texts})
                return texts
        raise _Failed(f"no usable reply in {1 + ASKED_AGAIN} tries; the last: {reason}")


def unfinished(items: Sequence[Item], out: Path) -> list[Item]:
    """The items that have no file in ``out/QAs``."""
    return [item for item in items if not any((out / "QAs" / f"{item.stem}{s}").exists() for s in (".json", ".txt"))]


def _tokens(reply: Reply, request: Request) -> dict[str, int]:
    """What the server counted; our estimate where it does not say, so that a budget holds with any server."""
    tokens_in, tokens_out = reply.tokens_in, reply.tokens_out
    if tokens_in is None:
        tokens_in = text_tokens(request.text) + (1000 if request.image_url else 0)
    return {"tokens_in": tokens_in, "tokens_out": text_tokens(reply.text) if tokens_out is None else tokens_out}


def _write(path: Path, content: Mapping[str, Sequence[str]]) -> None:
    """Write whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(part, path)
