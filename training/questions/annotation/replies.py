"""Reads what a model replied: JSON, also in a code fence or between words, or a numbered list. Strict about content:
what is not there is never made up.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

LONGEST_TEXT: Final = 600
_NUMBERED: Final = re.compile(r"(?:^|\s)(\d{1,2})[.)]\s+")


class Malformed(ValueError):
    """The reply cannot be used; the message says why, in words that a model understands, too."""


def read_fields(reply: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of these keys of the JSON object in the reply. Raises Malformed."""
    content = _object(reply)
    if content is None:
        raise Malformed("it holds no JSON object")
    return tuple(_text(content.get(name), f'"{name}"') for name in names)


def read_texts(reply: str, count: int) -> tuple[str, ...]:
    """Exactly ``count`` different texts: the list under "texts", or a numbered list from 1. Raises Malformed."""
    content = _object(reply)
    listed = content.get("texts") if content is not None else _numbered(reply)
    if not isinstance(listed, list):
        raise Malformed('it holds no list of texts under "texts"')
    texts = tuple(_text(text, f"text {number}") for number, text in enumerate(listed, start=1))
    if len(texts) != count:
        raise Malformed(f"it holds {len(texts)} texts instead of {count}")
    if len({text.casefold() for text in texts}) < count:
        raise Malformed("two of its texts are the same")
    return texts


def _object(reply: str) -> dict[str, Any] | None:
    """The first JSON object in the reply, whatever stands around it."""
    decoder = json.JSONDecoder()
    for start in (match.start() for match in re.finditer(r"\{", reply)):
        try:
            content, _ = decoder.raw_decode(reply, start)
        except ValueError:
            continue
        if isinstance(content, dict):
            return content
    return None


def _numbered(reply: str) -> list[str] | None:
    pieces = _NUMBERED.split(reply)
    numbers = [int(number) for number in pieces[1::2]]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        return None
    return [text.strip() for text in pieces[2::2]]


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Malformed(f"{name} is no text")
    text = " ".join(value.split())
    if len(text) > LONGEST_TEXT:
        raise Malformed(f"{name} has more than {LONGEST_TEXT} characters")
    return text
