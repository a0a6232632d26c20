"""Reads a question before it is asked: is there one, is it too long, does it name a least size?

Pure Python. A size such as "larger than 200 m2" is no matter for a network that sees a tile at a time: it becomes the
run's minimum area (docs/decisions/0014), and what is asked is the question without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional

MAX_QUESTIONS = 20  # the engine takes no more in one run
LONGEST_QUESTION = 300  # characters; models read some 60 words
SQUARE_FOOT_M2 = 0.09290304
ACRE_M2 = 4046.8564224

_UNITS = {
    "m2": 1.0,
    "ha": 10_000.0,
    "km2": 1e6,
    "sqft": SQUARE_FOOT_M2,
    "acre": ACRE_M2,
}
_UNIT_WORDS = (  # longer ones first where one begins another
    (r"km\s?(?:2|²|\^2)|sq\.?\s?km|square\s+kilomet(?:er|re)s?", "km2"),
    (r"m\s?(?:2|²|\^2)|sq\.?\s?m|sqm|square\s+met(?:er|re)s?", "m2"),
    (r"ft\s?(?:2|²|\^2)|sq\.?\s?ft|sqft|square\s+(?:feet|foot)", "sqft"),
    (r"ha|hectares?", "ha"),
    (r"acres?|ac", "acre"),
)
_UNIT = "|".join(f"(?P<{name}>{pattern})" for pattern, name in _UNIT_WORDS)
_ADJECTIVE = r"(?:larger|bigger|greater|more)\s+than(?:\s+or\s+equal\s+to)?"
_COMPARISON = rf"(?:{_ADJECTIVE}|at\s+least|over|above|no\s+(?:smaller|less)\s+than|exceeding|>=|≥|>)"
_LEAD = (
    r"(?:,\s*)?(?:\b(?:that|which)\s+(?:is|are|have|has|cover|covers|measure|measures)\s+|\b(?:covering|measuring|having)\s+)?"
    r"(?:\bwith\s+an?\s+area\s+(?:of\s+)?|\b(?:an?\s+area|areas?)\s+(?:of\s+)|\bof\s+(?=at\s|over\s|more\s))?"
)
_TAIL = r"(?:\s+in\s+(?:size|area)|\s+large|\s+big)?"
_SIZE = re.compile(
    rf"{_LEAD}(?<!\w){_COMPARISON}\s*(?P<number>\d[\d ,]*(?:\.\d+)?|\.\d+)\s*(?:{_UNIT})(?![\w²^]){_TAIL}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SizeWish:
    """A least size that was read in a question: in m², and the words that say it."""

    min_area_m2: float
    phrase: str


@dataclass(frozen=True)
class CheckedQuestions:
    """``asked``: what the model is to be asked, one each. ``problem`` is "" or one of ``empty``, ``too_long``,
    ``too_many``, ``sizes_differ``; the last is a caution, and then the questions are asked as they stand."""

    asked: tuple[str, ...]
    size: Optional[SizeWish] = None
    problem: str = ""


def read_size(question: str) -> tuple[str, Optional[SizeWish]]:
    """The question without its least size, and that size; the question as it is where it names none.

    Several sizes in one question are left alone: which one is meant of what is not for a pattern to say.
    """
    found = list(_SIZE.finditer(question))
    if len(found) != 1:
        return question, None
    match = found[0]
    unit = next(name for name in _UNITS if match.group(name))
    number = float(match.group("number").replace(",", "").replace(" ", ""))
    if number <= 0:
        return question, None
    return _without(question, match), SizeWish(number * _UNITS[unit], " ".join(match.group().strip(" ,").split()))


def split_questions(text: str) -> tuple[str, ...]:
    """One question a line, white space normalised, blank lines left out, each once."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def check_questions(text: str, take_size: bool = True) -> CheckedQuestions:
    """Check what was typed. With ``take_size`` false a size stays a part of the question and filters nothing."""
    questions = split_questions(text)
    if not any(any(letter.isalpha() for letter in question) for question in questions):
        return CheckedQuestions((), None, "empty")
    if len(questions) > MAX_QUESTIONS:
        return CheckedQuestions(questions, None, "too_many")
    if any(len(question) > LONGEST_QUESTION for question in questions):
        return CheckedQuestions(questions, None, "too_long")
    if not take_size:
        return CheckedQuestions(questions)
    read = [read_size(question) for question in questions]
    sizes = {size.min_area_m2 for _question, size in read if size is not None}
    if not sizes:
        return CheckedQuestions(questions)
    if len(sizes) > 1 or any(size is None for _question, size in read):
        return CheckedQuestions(questions, None, "sizes_differ")  # one run has one minimum area
    asked = tuple(dict.fromkeys(question for question, _size in read))
    if not all(any(letter.isalpha() for letter in question) for question in asked):
        return CheckedQuestions(questions)
    return CheckedQuestions(asked, read[0][1])


def _without(question: str, match: re.Match[str]) -> str:
    before, after = question[: match.start()].rstrip(" ,"), question[match.end() :].lstrip()
    joined = before + after if after[:1] in ("", ",", ".", "?", "!", ";") else f"{before} {after}"
    return joined.strip()
