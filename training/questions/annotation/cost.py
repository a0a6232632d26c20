"""What an annotation will need, before it begins: requests, tokens and money. An estimate, and always called one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PIL import Image

from .items import Item
from .prompts import Prompt, fit_size, image_tokens, text_tokens

QUESTIONS = 6
ANSWERS = 3


@dataclass(frozen=True)
class Prices:
    """US dollars for a million tokens."""

    tokens_in: float
    tokens_out: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """What that many tokens cost."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / 1e6


@dataclass(frozen=True)
class Estimate:
    """Requests and tokens, without what malformed replies cost on top. usd: None where no prices are known."""

    images: int
    requests: int
    tokens_in: int
    tokens_out: int
    usd: float | None

    @property
    def sentence(self) -> str:
        """For the user."""
        money = f", about {self.usd:.2f} USD" if self.usd is not None else " (no prices given)"
        return (
            f"Estimate: {self.images} images, {self.requests} requests, about {self.tokens_in:,} tokens in and "
            f"{self.tokens_out:,} out{money}."
        )


def estimate(
    items: Sequence[Item], prompts: Mapping[str, Prompt], image_px: int, prices: Mapping[str, Prices | None]
) -> Estimate:
    """Add up what the items need. prices: of "ask" and "expand", each None if unknown."""
    requests = 0
    used = {"ask": [0, 0], "expand": [0, 0]}
    for item in items:
        ask, *expand = ["empty_question", "expand_question"]
        if not item.empty:
            ask, expand = "question", ["expand_question", "expand_answer"]
        with Image.open(item.image_path) as opened:  # reads the header only
            size = fit_size(*opened.size, image_px)
        used["ask"][0] += image_tokens(*size) + text_tokens(prompts[ask].text)
        used["ask"][1] += prompts[ask].reply_tokens
        for step in expand:
            used["expand"][0] += text_tokens(prompts[step].text) + prompts[ask].reply_tokens // 2
            used["expand"][1] += prompts[step].reply_tokens
        requests += 1 + len(expand)
    totals = [price.of(*used[role]) if price else None for role, price in prices.items()]
    known = [total for total in totals if total is not None]
    return Estimate(
        images=len(items),
        requests=requests,
        tokens_in=used["ask"][0] + used["expand"][0],
        tokens_out=used["ask"][1] + used["expand"][1],
        usd=sum(known) if len(known) == len(totals) else None,
    )
