"""Rules about two classes: within a distance of, along, touching, nearest to, surrounded by, between."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .parts import SPECK_PX, ClassParts, Mask, Part, Picture, shortest_px
from .rule import CLEAR_RATIO, DISTANCES_M, LEAST_SHARE, SLACK_PX, Answer, Rule, answered, limited, pair, visible

NEAREST_RATIO: Final = 1.3
TOUCH_PX: Final = 1.5
"""To the centre of a neighbour, also a diagonal one."""
LEAST_CONTACT_PX: Final = 4
APART_PX: Final = 4.0
RING_PX: Final = 2
OPEN_SHARE: Final = 0.7
BETWEEN_DEG: Final = 120.0


def near(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The parts within a round distance of the reference, some and not all of them."""
    split = _split(picture, rule, rng)
    if split is None:
        return None
    limit, close, distant = split
    answer = picture.parts(rule.target).of(close)
    return answered(limited(rule, limit), answer, parts=len(close), others=len(distant))


def far(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The parts farther than a round distance from the reference, some and not all of them."""
    split = _split(picture, rule, rng)
    if split is None:
        return None
    limit, close, distant = split
    answer = picture.parts(rule.target).of(distant)
    return answered(limited(rule, limit), answer, parts=len(distant), others=len(close))


def band(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The pixels of an area within a round distance of the reference; no speck or unknown pixel may matter."""
    if picture.gsd_m is None or rule.reference is None:
        return None
    mask, ref = picture.parts(rule.target).mask, picture.parts(rule.reference)
    if not visible(ref, picture):
        return None
    least = LEAST_SHARE * mask.size
    for limit in rng.permutation(DISTANCES_M).tolist():
        if limit < 4 * picture.gsd_m:
            continue
        answer = mask & (ref.nearest_px * picture.gsd_m <= limit)
        maybe = mask & (ref.maybe_nearest_px * picture.gsd_m <= limit)
        if answer.sum() >= least and (mask & ~maybe).sum() >= least and np.array_equal(answer, maybe):
            return answered(limited(rule, limit), answer, share=float(answer.sum() / mask.sum()))
    return None


def touching(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The parts that border the reference over several pixels, the others clearly apart; some and not all."""
    both = pair(picture, rule)
    if both is None:
        return None
    of, ref = both
    contact = np.bincount(of.labels[ref.nearest_px <= TOUCH_PX], minlength=len(of.parts) + 1)
    distance = shortest_px(ref.maybe_nearest_px, of)
    close = [part for part in of.objects if contact[part.number] >= LEAST_CONTACT_PX]
    distant = [part for part in of.parts if distance[part.number] >= APART_PX]
    if not close or not distant or len(close) + len(distant) < len(of.parts):
        return None
    return answered(rule, of.of(close), parts=len(close), others=len(distant))


def nearest(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The one part that is clearly nearer to the reference than each other."""
    both = pair(picture, rule)
    if both is None:
        return None
    of, ref = both
    if len(of.objects) < 2 or of.has_specks:
        return None
    longest, shortest = shortest_px(ref.nearest_px, of), shortest_px(ref.maybe_nearest_px, of)
    first = min(of.objects, key=lambda part: longest[part.number])
    rest = min(shortest[part.number] for part in of.objects if part is not first)
    if (longest[first.number] + SLACK_PX) * NEAREST_RATIO > rest - SLACK_PX:
        return None
    return answered(rule, of.of([first]), distance_px=longest[first.number], next_px=rest)


def surrounded(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """Whole parts with nothing but the reference in a ring around them; the others clearly have something else.

    A car on an island has grass around it, and yet the lake surrounds it: such a part leaves the rule out.
    """
    both = pair(picture, rule)
    if both is None:
        return None
    of, ref = both
    enclosed = []
    shut_in = ndimage.binary_fill_holes(ref.mask | ref.unknown)
    for part in of.parts:
        around = _ring(of, part)
        least = float(ref.mask[around].mean()) if around[0].size else 0.0
        most = float((ref.mask | ref.unknown)[around].mean()) if around[0].size else 0.0
        if least == 1.0 and not part.cut and part.area_px >= SPECK_PX:
            enclosed.append(part)
        elif most > OPEN_SHARE or bool(shut_in[of.labels == part.number].any()):
            return None
    if not enclosed or len(enclosed) == len(of.parts):
        return None
    return answered(rule, of.of(enclosed), parts=len(enclosed), others=len(of.parts) - len(enclosed))


def between(picture: Picture, rule: Rule, rng: np.random.Generator) -> Answer | None:
    """The parts between exactly two parts of the reference; the others lie clearly beside."""
    both = pair(picture, rule)
    if both is None:
        return None
    of, ref = both
    if len(ref.objects) != 2 or ref.has_specks or ref.unknown.any():
        return None
    numbers = [part.number for part in of.parts]
    share = dict(zip(numbers, map(float, ndimage.mean(_opposite(ref), of.labels, numbers)), strict=True))
    inside = [part for part in of.objects if share[part.number] >= 0.8]
    beside = [part for part in of.parts if share[part.number] <= 0.2]
    if not inside or len(inside) + len(beside) < len(of.parts):
        return None
    return answered(rule, of.of(inside), parts=len(inside), others=len(beside))


def _split(picture: Picture, rule: Rule, rng: np.random.Generator) -> tuple[float, list[Part], list[Part]] | None:
    """A round distance with parts clearly within and clearly beyond it and none that might be either."""
    both = pair(picture, rule)
    if both is None or picture.gsd_m is None or both[0].has_specks:
        return None
    of, ref = both
    longest, shortest = shortest_px(ref.nearest_px, of), shortest_px(ref.maybe_nearest_px, of)
    for limit in rng.permutation(DISTANCES_M).tolist():
        limit_px = limit / picture.gsd_m
        close = [part for part in of.parts if (longest[part.number] + SLACK_PX) * CLEAR_RATIO <= limit_px]
        distant = [part for part in of.parts if shortest[part.number] - SLACK_PX >= limit_px * CLEAR_RATIO]
        if close and distant and len(close) + len(distant) == len(of.parts):
            return float(limit), close, distant
    return None


def _ring(of: ClassParts, part: Part) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the pixels around a part, without those in its holes."""
    height, width = of.mask.shape
    rows = slice(max(part.top - RING_PX, 0), min(part.bottom + RING_PX, height))
    cols = slice(max(part.left - RING_PX, 0), min(part.right + RING_PX, width))
    itself = np.pad(of.labels[rows, cols] == part.number, 1)
    filled = ndimage.binary_fill_holes(itself)
    ring = ndimage.binary_dilation(filled, np.ones((3, 3), bool), iterations=RING_PX) & ~filled
    ys, xs = np.nonzero(ring[1:-1, 1:-1])
    return ys + rows.start, xs + cols.start


def _opposite(ref: ClassParts) -> Mask:
    """Pixels from which the nearest points of the two objects of the reference lie 120 degrees or more apart."""
    ys, xs = np.indices(ref.mask.shape)
    directions = []
    for part in ref.objects:
        nearest_y, nearest_x = ndimage.distance_transform_edt(
            ref.labels != part.number, return_distances=False, return_indices=True
        )
        y, x = nearest_y - ys, nearest_x - xs
        length = np.maximum(np.hypot(y, x), 1e-9)
        directions.append((y / length, x / length))
    (y1, x1), (y2, x2) = directions
    opposite: Mask = y1 * y2 + x1 * x2 <= np.cos(np.radians(BETWEEN_DEG)) + 1e-9
    return opposite
