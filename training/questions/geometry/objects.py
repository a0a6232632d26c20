"""Rules about one class: which of its objects is largest, below an area, farthest to a side, in a ninth."""

from __future__ import annotations

from typing import Final

import numpy as np

from .parts import MOST_PARTS, ClassParts, Part, Picture
from .rule import (
    AREAS_M2,
    CLEAR_RATIO,
    CUT_RATIO,
    LEAST_SHARE,
    SIDE_MARGIN,
    Answer,
    Rule,
    answered,
    box_mask,
    cell,
    holds,
    limited,
)

AREA_RATIO: Final = 1.2
"""Between the least area the winner may have and the most that the next may have."""
LEAD: Final = 0.08
"""Of the picture's side: how far what lies farthest to one side is ahead of the next."""


def largest(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """One part that is clearly larger than each other, also than those that the edge cuts."""
    of = picture.parts(rule.target)
    if not 2 <= len(of.objects) <= MOST_PARTS:
        return None
    first, *others = of.objects
    if any(first.low_px < part.high_px * (CUT_RATIO if part.cut else AREA_RATIO) for part in others):
        return None
    return answered(rule, of.of([first]), **_areas(picture, first, others[0]))


def smallest(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """One whole part that is clearly smaller than each other; no specks may be about."""
    of = picture.parts(rule.target)
    if not 2 <= len(of.objects) <= MOST_PARTS or of.has_specks:
        return None
    *others, last = of.objects
    if last.cut or any(part.low_px < last.high_px * AREA_RATIO for part in others):
        return None
    return answered(rule, of.of([last]), **_areas(picture, last, others[-1]))


def larger_than(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The parts above a round area, some and not all; those that are cut and may be above leave the rule out."""
    of = picture.parts(rule.target)
    for limit, limit_px, below, above in _splits(of, picture, rng):
        if not any(part.cut and part.high_px * CUT_RATIO > limit_px for part in below):
            return answered(limited(rule, limit), of.of(above), parts=len(above), others=len(below))
    return None


def smaller_than(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The parts below a round area, some and not all, none of them cut; no specks may be about."""
    of = picture.parts(rule.target)
    for limit, _, below, above in _splits(of, picture, rng):
        if not of.has_specks and not any(part.cut for part in below):
            return answered(limited(rule, limit), of.of(below), parts=len(below), others=len(above))
    return None


def outermost(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The part farthest to one side, by its centroid and by its own outer edge."""
    of = picture.parts(rule.target)
    if not 2 <= len(of.objects) <= MOST_PARTS or of.has_specks or rule.where is None:
        return None
    axis, sign = (0 if rule.where in ("left", "right") else 1), (1 if rule.where in ("left", "top") else -1)
    first, *others = sorted(of.objects, key=lambda part: sign * (part.x, part.y)[axis])
    lead = sign * ((others[0].x, others[0].y)[axis] - (first.x, first.y)[axis]) / picture.shape[1 - axis]
    if lead < LEAD or any(_reach(first, rule.where) <= _reach(part, rule.where) for part in others):
        return None
    return answered(rule, of.of([first]), lead=lead)


def in_cell(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The parts in a ninth of the picture, when every one lies clearly inside it or clearly outside."""
    of = picture.parts(rule.target)
    if len(of.objects) < 2 or len(of.objects) > MOST_PARTS or rule.where is None:
        return None
    inner, outer = cell(picture, rule.where, -SIDE_MARGIN), cell(picture, rule.where, SIDE_MARGIN)
    inside = [part for part in of.objects if holds(inner, part.x, part.y)]
    others = [part for part in of.parts if part not in inside]
    if not inside or not others or any(holds(outer, part.x, part.y) for part in others):
        return None
    reach = cell(picture, rule.where, 1 / 6)
    if not all(holds(reach, p.left, p.top) and holds(reach, p.right, p.bottom) for p in inside):
        return None  # too big to be "in" it
    if bool(((of.of(others) | of.unknown) & box_mask(picture, inner)).any()):
        return None  # another one reaches in
    return answered(rule, of.of(inside), parts=len(inside), others=len(others))


def half(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The pixels of an area in one half of the picture, when both halves hold some."""
    mask = picture.parts(rule.target).mask
    height, width = mask.shape
    rows = {"top": slice(0, height // 2), "bottom": slice(height - height // 2, height)}
    cols = {"left": slice(0, width // 2), "right": slice(width - width // 2, width)}
    inside = np.zeros(mask.shape, bool)
    inside[rows.get(rule.where or "", slice(None)), cols.get(rule.where or "", slice(None))] = True
    answer, least = mask & inside, LEAST_SHARE * mask.size
    if answer.sum() < least or (mask & ~inside).sum() < least:
        return None
    return answered(rule, answer, share=float(answer.sum() / mask.sum()))


def _splits(
    of: ClassParts, picture: Picture, rng: np.random.Generator
) -> list[tuple[float, float, list[Part], list[Part]]]:
    """Round areas (in m2 and in pixels) with parts clearly below, parts clearly above, and none that may be either."""
    if picture.gsd_m is None or not 2 <= len(of.objects) <= MOST_PARTS:
        return []
    found = []
    for limit in rng.permutation(AREAS_M2).tolist():
        limit_px = limit / picture.gsd_m**2
        below = [part for part in of.parts if part.high_px * CLEAR_RATIO <= limit_px]
        above = [part for part in of.objects if part.low_px >= limit_px * CLEAR_RATIO]
        if below and above and len(below) + len(above) == len(of.parts):
            found.append((float(limit), limit_px, below, above))
    return found


def _areas(picture: Picture, part: Part, after: Part) -> dict[str, float]:
    if picture.gsd_m is None:
        return {"area_px": part.area_px, "next_px": after.area_px}
    return {"area_m2": part.area_px * picture.gsd_m**2, "next_m2": after.area_px * picture.gsd_m**2}


def _reach(part: Part, side: str) -> int:
    """How far the part's own edge reaches to that side; more is farther."""
    return {"left": -part.left, "right": part.right, "top": -part.top, "bottom": part.bottom}[side]
