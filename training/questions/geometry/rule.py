"""What a geometry question asks for: the rule as data, and what all rules share.

A rule is exact or left out. Margins: areas by the bounds of `parts`, distances by two pixels and a tenth, centroids by
a share of the picture's side; a near tie, a cut object that might change the answer, or an unknown pixel that might,
and a rule finds nothing. What the picture shows counts, not what may lie beyond its edge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from .parts import MOST_PARTS, ClassParts, Mask, Picture

Group = Literal["size", "position", "relation", "absence"]

AREAS_M2: Final = (20, 50, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 500_000)
DISTANCES_M: Final = (5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500)
SIDES: Final = ("left", "right", "top", "bottom")
CELLS: Final = tuple(f"{row} {col}" for row in ("upper", "middle", "lower") for col in ("left", "centre", "right"))

CUT_RATIO: Final = 3.0
"""An object that goes on beyond the picture may be so many times larger than what is seen of it."""
CLEAR_RATIO: Final = 1.1
"""Areas and distances keep this factor from a limit, beside the doubt of the outline."""
SLACK_PX: Final = 2.0
"""Doubt of a distance: both outlines are right to a pixel."""
SIDE_MARGIN: Final = 0.05
"""Centroids keep this share of the picture's side from a border of a cell."""
LEAST_SHARE: Final = 0.004
"""A class or a piece of it below this share of the picture is too little to be asked for, or referred to."""


@dataclass(frozen=True)
class Rule:
    """What makes the answer: enough to compute it again.

    kind: see `kinds.KINDS`. target: class asked for. reference: class it is measured against. limit: square metres
    for sizes, metres for distances. where: a side or a cell of the 3 x 3 grid. facts: what was measured, for readers.
    """

    kind: str
    target: str
    reference: str | None = None
    limit: float | None = None
    where: str | None = None
    facts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def sentence(self) -> str:
        """The rule in words, exact."""
        return _SENTENCES[self.kind].format(
            target=self.target, reference=self.reference, limit=self.limit, where=self.where
        )

    def to_dict(self) -> dict[str, object]:
        """The rule as JSON holds it."""
        return {
            "kind": self.kind,
            "target": self.target,
            "reference": self.reference,
            "limit": self.limit,
            "where": self.where,
            "facts": {name: round(value, 2) for name, value in self.facts.items()},
            "sentence": self.sentence,
        }


Answer = tuple[Rule, Mask]
Find = Callable[[Picture, Rule, np.random.Generator], Answer | None]

_SENTENCES: Final = {
    "largest": "the connected part of {target} with the largest visible area",
    "smallest": "the connected part of {target} with the smallest area",
    "larger_than": "every connected part of {target} of more than {limit:g} m2",
    "smaller_than": "every connected part of {target} of less than {limit:g} m2",
    "outermost": "the connected part of {target} whose centroid and outer edge lie farthest to the {where}",
    "in_cell": "every connected part of {target} whose centroid lies in the {where} ninth of the picture",
    "half": "every pixel of {target} in the {where} half of the picture",
    "near": "every connected part of {target} with a pixel within {limit:g} m of {reference}",
    "far": "every connected part of {target} with no pixel within {limit:g} m of {reference}",
    "band": "every pixel of {target} within {limit:g} m of {reference}",
    "touching": "every connected part of {target} that touches {reference}",
    "nearest": "the connected part of {target} with the shortest distance to {reference}",
    "surrounded": "every connected part of {target} around which lies {reference} only",
    "between": "every connected part of {target} seen from which the nearest points of the two parts of {reference} "
    "lie at 120 degrees or more from each other",
    "no_class": "no pixel is {target}",
    "none_larger": "no connected part of {target} has more than {limit:g} m2",
    "none_near": "no connected part of {target} comes within {limit:g} m of {reference}",
    "none_in_cell": "no pixel of {target} lies in the {where} ninth of the picture",
}


def answered(rule: Rule, mask: Mask, **facts: float) -> Answer:
    """The rule with what was measured, and its answer."""
    return replace(rule, facts=MappingProxyType({name: float(value) for name, value in facts.items()})), mask


def limited(rule: Rule, limit: float) -> Rule:
    """The rule with a limit."""
    return replace(rule, limit=float(limit))


def visible(of: ClassParts, picture: Picture) -> bool:
    """Whether the class is there in a size that can be referred to."""
    return sum(part.area_px for part in of.objects) >= LEAST_SHARE * picture.shape[0] * picture.shape[1]


def pair(picture: Picture, rule: Rule) -> tuple[ClassParts, ClassParts] | None:
    """Target and reference of a relation, where both can be made out."""
    if rule.reference is None:
        return None
    of, ref = picture.parts(rule.target), picture.parts(rule.reference)
    return (of, ref) if of.objects and len(of.parts) <= MOST_PARTS and visible(ref, picture) else None


def cell(picture: Picture, where: str, grow: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a ninth whose inner borders are moved outwards by a share of the side."""
    height, width = picture.shape
    row, col = where.split()
    top, bottom = _third(("upper", "middle", "lower").index(row), height, grow)
    left, right = _third(("left", "centre", "right").index(col), width, grow)
    return left, top, right, bottom


def _third(number: int, side: int, grow: float) -> tuple[float, float]:
    low = 0.0 if number == 0 else side * (number / 3 - grow)
    high = float(side) if number == 2 else side * ((number + 1) / 3 + grow)
    return low, high


def holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def box_mask(picture: Picture, box: tuple[float, float, float, float]) -> Mask:
    """The pixels whose centres lie in a box."""
    height, width = picture.shape
    xs, ys = np.arange(width) + 0.5, np.arange(height) + 0.5
    inside: Mask = ((ys >= box[1]) & (ys <= box[3]))[:, None] & ((xs >= box[0]) & (xs <= box[2]))[None, :]
    return inside
