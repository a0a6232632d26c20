"""Renaming of parameters by a table of pairs in which ``#`` stands for a number that is carried over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

Pairs = Sequence[tuple[str, str]]


def rename(name: str, pairs: Pairs) -> str | None:
    """The right-hand name of the first pair whose left side is ``name``, up to a last part such as ``.weight``.

    Worked example: with the pair ("a.#.b", "c.#.d"), "a.3.b.weight" becomes "c.3.d.weight". None if no pair fits.
    """
    for left, right in pairs:
        match = _pattern(left).fullmatch(name)
        if match:
            *numbers, ending = match.groups()
            return "".join(_alternate(right.split("#"), numbers)) + ending
    return None


def _alternate(parts: Sequence[str], numbers: Sequence[str]) -> list[str]:
    joined = [parts[0]]
    for number, part in zip(numbers, parts[1:], strict=True):
        joined += [number, part]
    return joined


@cache
def _pattern(left: str) -> re.Pattern[str]:
    return re.compile(re.escape(left).replace(r"\#", r"(\d+)") + r"((?:\.[a-z_]+)*)")
