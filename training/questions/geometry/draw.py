"""Draws questions about a picture from its masks alone: rules that find an exact answer, put into words.

Groups (size, position, relation, absence) take turns, kinds within a group are drawn evenly, so that a class with many
possible relations does not crowd out the rest. Deterministic: a function of the masks and of the generator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .kinds import GROUP_OF, KINDS
from .parts import Mask, Picture
from .rule import CELLS, SIDES, Group, Rule
from .wording import Wording, load_wording

PHRASINGS = 3
MOST_OF_KIND = 2
"""Of one kind per picture: halves and missing classes are easy to find and say little."""
ABSENCE_SHARE = 0.25


@dataclass(frozen=True, eq=False)
class GeometryQuestion:
    """A question with its exact answer.

    text: the question; texts: all phrasings drawn, the first is ``text``. mask: bool [H, W]. known: bool [H, W], False
    where the target's class is not known (weigh such pixels with 0). answers: sentences; none if the mask is empty.
    rule: what makes the answer, to check it by.
    """

    text: str
    mask: Mask
    rule: Rule
    texts: tuple[str, ...]
    answers: tuple[str, ...]
    known: Mask

    @property
    def group(self) -> Group:
        """Size, position, relation or absence."""
        return GROUP_OF[self.rule.kind]


def geometry_questions(
    masks: Mapping[str, NDArray[Any]],
    gsd_m: float | None,
    rng: np.random.Generator,
    *,
    known: Mapping[str, NDArray[Any]] | None = None,
    absent: Collection[str] = (),
    merged: Collection[str] = (),
    most: int = 8,
    groups: Collection[Group] = ("size", "position", "relation", "absence"),
    whole: bool = False,
    wording: Wording | None = None,
) -> list[GeometryQuestion]:
    """Draw up to ``most`` questions about a picture; fewer, or none, where rules find no undisputed answer.

    At most two are of one kind, at most a quarter (but one) has nothing as its answer.

    masks: class id -> [H, W], non-zero where the class is; all of one shape. Classes without words are left alone.
    gsd_m: metres per pixel; None leaves out every rule in metres. known: class id -> [H, W], zero where the class of
    a pixel is not known. absent: classes without a mask that the picture certainly does not hold. merged: classes
    whose connected parts are not single objects (houses in a row): asked for by area only. groups: which may be
    drawn, in turns. whole: leave out targets that are unknown in some pixel.
    Memory: some five maps of 4 bytes per pixel and class that a rule looks at. Raises ValueError for masks of
    different shapes or a GSD that is not positive.
    """
    if not masks:
        return []
    if len({mask.shape for mask in masks.values()}) > 1:
        raise ValueError("The masks of a picture must have one shape.")
    if gsd_m is not None and gsd_m <= 0:
        raise ValueError(f"The GSD must be positive, not {gsd_m}.")
    words = wording or load_wording()
    picture = Picture(masks, gsd_m, known)
    targets = [name for name in sorted(masks) if name in words.nouns]
    if whole:
        targets = [name for name in targets if not picture.parts(name).unknown.any()]
    open_rules = {
        group: _shuffled(_candidates(group, picture, targets, absent, merged, words), rng) for group in groups
    }
    drawn: list[GeometryQuestion] = []
    while len(drawn) < most and any(open_rules.values()):
        for group, kinds in open_rules.items():
            question = _next(kinds, picture, rng, words) if len(drawn) < most else None
            if question is None:
                continue
            drawn.append(question)
            if sum(q.rule.kind == question.rule.kind for q in drawn) >= MOST_OF_KIND:
                kinds.pop(question.rule.kind, None)
            if group == "absence" and sum(q.group == group for q in drawn) >= ABSENCE_SHARE * most:
                kinds.clear()
    return drawn


def _candidates(
    group: Group,
    picture: Picture,
    targets: Collection[str],
    absent: Collection[str],
    merged: Collection[str],
    words: Wording,
) -> Iterator[Rule]:
    """Every rule of a group that the picture's classes and their words allow, in a fixed order."""
    for kind in KINDS[group]:
        for target in targets:
            if not words.nouns[target].serves(kind):
                continue
            if target in merged and kind not in ("half", "band", "no_class", "none_in_cell"):
                continue
            yield from _rules(kind, target, picture, merged, words)
    if group == "absence":
        for target in sorted(set(absent) - set(picture.masks)):
            if target in words.nouns:
                yield Rule("no_class", target)


def _rules(kind: str, target: str, picture: Picture, merged: Collection[str], words: Wording) -> Iterator[Rule]:
    if kind in ("outermost", "half"):
        for side in SIDES:
            yield Rule(kind, target, where=side)
    elif kind in ("in_cell", "none_in_cell"):
        for place in CELLS:
            yield Rule(kind, target, where=place)
    elif GROUP_OF[kind] == "relation" or kind == "none_near":
        for reference in words.nouns[target].references:
            apart = kind != "between" or (words.nouns[reference].one is not None and reference not in merged)
            if reference in picture.masks and apart:
                yield Rule(kind, target, reference)
    else:
        yield Rule(kind, target)


def _shuffled(rules: Iterator[Rule], rng: np.random.Generator) -> dict[str, list[Rule]]:
    kinds: dict[str, list[Rule]] = {}
    for rule in rules:
        kinds.setdefault(rule.kind, []).append(rule)
    return {kind: [listed[i] for i in rng.permutation(len(listed)).tolist()] for kind, listed in kinds.items()}


def _next(
    kinds: dict[str, list[Rule]], picture: Picture, rng: np.random.Generator, words: Wording
) -> GeometryQuestion | None:
    """The next question of a group, of a kind drawn evenly; rules without an answer are used up."""
    while kinds:
        kind = sorted(kinds)[int(rng.integers(len(kinds)))]
        while kinds[kind]:
            found = KINDS[GROUP_OF[kind]][kind](picture, kinds[kind].pop(), rng)
            if found is not None:
                return _ask(*found, picture, rng, words)
        del kinds[kind]
    return None


def _ask(rule: Rule, mask: Mask, picture: Picture, rng: np.random.Generator, words: Wording) -> GeometryQuestion:
    texts, answers = words.ask(rule, rng, PHRASINGS), words.answer(rule, rng, PHRASINGS)
    labelled = rule.target in picture.masks
    known = ~picture.parts(rule.target).unknown if labelled else np.ones(picture.shape, bool)
    return GeometryQuestion(texts[0], mask, rule, texts, answers, known)
