"""Rules whose answer is nothing: the class is not there, or none of it is so large, so near or in that place."""

from __future__ import annotations

import numpy as np

from .parts import MOST_PARTS, Picture, shortest_px
from .rule import (
    AREAS_M2,
    CLEAR_RATIO,
    CUT_RATIO,
    DISTANCES_M,
    SIDE_MARGIN,
    SLACK_PX,
    Answer,
    Rule,
    answered,
    box_mask,
    cell,
    limited,
    pair,
)


def no_class(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """Nothing: the class is labelled and has no pixel, or (not labelled) the caller knows it to be absent."""
    if rule.target in picture.masks:
        of = picture.parts(rule.target)
        if of.mask.any() or of.unknown.any():
            return None
    return answered(rule, np.zeros(picture.shape, bool))


def none_larger(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """Nothing: the largest part stays clearly below a round area, also if the edge cuts it."""
    of = picture.parts(rule.target)
    if picture.gsd_m is None or not of.objects or len(of.objects) > MOST_PARTS or of.unknown.any():
        return None
    most = max(part.high_px * (CUT_RATIO if part.cut else CLEAR_RATIO) for part in of.parts) * picture.gsd_m**2
    limits = [limit for limit in AREAS_M2 if most < limit < 20 * most]
    if not limits:
        return None
    return answered(limited(rule, limits[int(rng.integers(len(limits)))]), np.zeros(picture.shape, bool))


def none_near(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """Nothing: target and reference are both there, and clearly farther apart than a round distance."""
    both = pair(picture, rule)
    if both is None or picture.gsd_m is None or both[0].unknown.any():
        return None
    of, ref = both
    closest_m = (min(shortest_px(ref.maybe_nearest_px, of).values()) - SLACK_PX) * picture.gsd_m
    limits = [limit for limit in DISTANCES_M if limit * CLEAR_RATIO <= closest_m]
    if not limits:
        return None
    return answered(limited(rule, limits[int(rng.integers(len(limits)))]), np.zeros(picture.shape, bool))


def none_in_cell(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """Nothing: the class is in the picture, and not even close to this ninth of it."""
    of = picture.parts(rule.target)
    if not of.objects or rule.where is None:
        return None
    around = box_mask(picture, cell(picture, rule.where, 2 * SIDE_MARGIN))
    if bool(((of.mask | of.unknown) & around).any()):
        return None
    return answered(rule, np.zeros(picture.shape, bool))
