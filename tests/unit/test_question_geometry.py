"""Geometry questions: every rule on a small literal picture, and any drawn answer against an independent count."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.questions.geometry import GeometryQuestion, Rule, geometry_questions
from training.questions.geometry.kinds import GROUP_OF, KINDS
from training.questions.geometry.parts import Picture, find_parts
from training.questions.geometry.rule import CELLS
from training.questions.geometry.wording import load_wording

SIDE = 60


def boxes(*corners: tuple[int, int, int, int]) -> np.ndarray:
    """A mask of SIDE x SIDE with these boxes: left, top, right, bottom."""
    mask = np.zeros((SIDE, SIDE), bool)
    for left, top, right, bottom in corners:
        mask[top:bottom, left:right] = True
    return mask


def find(rule: Rule, gsd_m: float | None = 1.0, known: dict[str, np.ndarray] | None = None, **masks: np.ndarray):
    picture = Picture(masks, gsd_m, known)
    return KINDS[GROUP_OF[rule.kind]][rule.kind](picture, rule, np.random.default_rng(0))


def answer(rule: Rule, gsd_m: float | None = 1.0, **masks: np.ndarray) -> np.ndarray | None:
    found = find(rule, gsd_m, **masks)
    return None if found is None else found[1]


BIG, SMALL, EAST = (5, 5, 20, 20), (30, 30, 36, 36), (43, 5, 54, 16)


def test_diagonal_neighbours_are_one_part_and_the_outline_bounds_the_area() -> None:
    parts = find_parts(boxes((2, 2, 6, 6), (6, 6, 10, 10))).parts
    assert [(part.area_px, part.low_px, part.high_px, part.cut) for part in parts] == [(32, 16.0, 48.0, False)]


def test_a_part_at_the_edge_or_beside_an_unknown_pixel_is_cut() -> None:
    known = np.ones((SIDE, SIDE), bool)
    known[36, 36] = False
    parts = find_parts(boxes((0, 5, 10, 15), SMALL, EAST), known).parts
    assert {part.area_px: part.cut for part in parts} == {100: True, 121: False, 36: True}


def test_largest_and_smallest_are_found_without_a_gsd() -> None:
    masks = {"building": boxes(BIG, SMALL, EAST)}
    assert np.array_equal(answer(Rule("largest", "building"), None, **masks), boxes(BIG))
    assert np.array_equal(answer(Rule("smallest", "building"), None, **masks), boxes(SMALL))


def test_a_near_tie_of_sizes_is_left_out() -> None:
    assert answer(Rule("largest", "building"), building=boxes((5, 5, 20, 20), (30, 30, 44, 44))) is None


def test_an_object_that_goes_on_beyond_the_edge_may_be_the_largest() -> None:
    inside, cut = boxes(BIG, (40, 20, 50, 30)), boxes(BIG, (50, 20, 60, 30))
    assert answer(Rule("largest", "building"), building=inside) is not None
    assert answer(Rule("largest", "building"), building=cut) is None


def test_areas_are_compared_in_square_metres_with_room_for_the_outline() -> None:
    found = find(Rule("larger_than", "building"), 2.0, building=boxes(BIG, SMALL))  # 900 and 144 m2
    assert found is not None
    assert found[0].limit in (200, 300, 500, 750)
    assert np.array_equal(found[1], boxes(BIG))
    below = find(Rule("smaller_than", "building"), 2.0, building=boxes(BIG, SMALL))
    assert below is not None
    assert np.array_equal(below[1], boxes(SMALL))


def test_without_a_gsd_nothing_is_asked_in_metres() -> None:
    masks = {"building": boxes(BIG, SMALL, EAST), "water": boxes((0, 50, 60, 60))}
    drawn = geometry_questions(masks, None, np.random.default_rng(1), most=40)
    assert drawn
    assert not [question for question in drawn if question.rule.limit is not None]


def test_outermost_needs_a_clear_lead() -> None:
    assert np.array_equal(answer(Rule("outermost", "car", where="right"), car=boxes(SMALL, EAST)), boxes(EAST))
    assert answer(Rule("outermost", "car", where="right"), car=boxes((30, 30, 36, 36), (32, 8, 38, 14))) is None


def test_a_cell_holds_what_lies_clearly_inside_it() -> None:
    middle = Rule("in_cell", "car", where="middle centre")
    assert np.array_equal(answer(middle, car=boxes((26, 26, 34, 34), EAST)), boxes((26, 26, 34, 34)))
    assert answer(middle, car=boxes((26, 26, 34, 34), (36, 26, 44, 34))) is None  # one on the line


def test_a_half_is_cut_by_the_pixel() -> None:
    left = answer(Rule("half", "water", where="left"), water=boxes((10, 10, 50, 20)))
    assert np.array_equal(left, boxes((10, 10, 30, 20)))


def test_near_and_far_part_the_objects_at_a_distance_with_room_on_both_sides() -> None:
    masks = {"building": boxes((5, 40, 15, 46), (5, 5, 15, 15)), "water": boxes((0, 50, 60, 60))}
    near, far = find(Rule("near", "building", "water"), **masks), find(Rule("far", "building", "water"), **masks)
    assert near is not None
    assert far is not None
    assert near[0].limit in (10, 15, 20, 25, 30)  # 5 px and 36 px away
    assert np.array_equal(near[1], boxes((5, 40, 15, 46)))
    assert np.array_equal(far[1], boxes((5, 5, 15, 15)))


def test_an_unknown_pixel_that_might_be_the_reference_leaves_the_relation_out() -> None:
    masks = {"building": boxes((5, 40, 15, 46), (5, 5, 15, 15)), "water": boxes((0, 50, 60, 60))}
    known = np.ones((SIDE, SIDE), bool)
    known[2, 10] = False
    assert find(Rule("near", "building", "water"), known={"water": known}, **masks) is None


def test_a_band_is_cut_by_the_pixel() -> None:
    found = find(Rule("band", "vegetation", "road"), vegetation=boxes((0, 10, 60, 60)), road=boxes((0, 0, 60, 10)))
    assert found is not None
    depth = int(found[0].limit)
    assert np.array_equal(found[1], boxes((0, 10, 60, 9 + depth + 1)))


def test_touching_needs_contact_and_leaves_out_small_gaps() -> None:
    water = boxes((0, 50, 60, 60))
    rule = Rule("touching", "vegetation", "water")
    assert np.array_equal(answer(rule, vegetation=boxes((5, 40, 15, 50), BIG), water=water), boxes((5, 40, 15, 50)))
    assert answer(rule, vegetation=boxes((5, 40, 15, 50), (30, 40, 40, 48)), water=water) is None


def test_nearest_needs_a_clear_lead() -> None:
    water, rule = boxes((0, 50, 60, 60)), Rule("nearest", "building", "water")
    assert np.array_equal(answer(rule, building=boxes(BIG, SMALL), water=water), boxes(SMALL))
    assert answer(rule, building=boxes((5, 20, 15, 30), (30, 20, 40, 33)), water=water) is None


def test_surrounded_means_on_all_sides() -> None:
    meadow = boxes((20, 20, 50, 50)) & ~boxes(SMALL)
    rule = Rule("surrounded", "building", "vegetation")
    assert np.array_equal(answer(rule, building=boxes(SMALL, (5, 5, 12, 12)), vegetation=meadow), boxes(SMALL))
    breach = meadow & ~boxes((30, 36, 33, 50))
    assert answer(rule, building=boxes(SMALL, (5, 5, 12, 12)), vegetation=breach) is None


def test_a_house_on_an_island_leaves_open_what_surrounds_it() -> None:
    lake = boxes((5, 5, 55, 55)) & ~boxes((20, 20, 40, 40), (44, 8, 50, 14))
    rule = Rule("surrounded", "building", "water")
    assert answer(rule, building=boxes((44, 8, 50, 14), (56, 56, 60, 60)), water=lake) is not None
    assert answer(rule, building=boxes((44, 8, 50, 14), (27, 27, 33, 33)), water=lake) is None


def test_between_two_lakes_lies_the_road_that_has_one_on_either_side() -> None:
    lakes, roads = boxes((2, 15, 20, 40), (40, 15, 58, 40)), boxes((28, 18, 32, 36), (5, 50, 55, 54))
    assert np.array_equal(answer(Rule("between", "road", "water"), road=roads, water=lakes), boxes((28, 18, 32, 36)))
    three = lakes | boxes((2, 2, 10, 10))
    assert answer(Rule("between", "road", "water"), road=roads, water=three) is None


def test_nothing_is_claimed_absent_where_a_pixel_is_unknown() -> None:
    known = np.ones((SIDE, SIDE), bool)
    assert find(Rule("no_class", "water"), known={"water": known}, water=boxes()) is not None
    known[3, 3] = False
    assert find(Rule("no_class", "water"), known={"water": known}, water=boxes()) is None


def test_specks_keep_objects_from_being_the_smallest_or_within_a_distance() -> None:
    speck, water = (50, 40, 52, 42), boxes((0, 50, 60, 60))
    assert answer(Rule("smallest", "building"), building=boxes(BIG, SMALL, speck)) is None
    assert answer(Rule("near", "building", "water"), building=boxes(BIG, SMALL, speck), water=water) is None


def test_merged_classes_are_asked_by_area_only() -> None:
    masks = {"building": boxes(BIG, SMALL, EAST), "water": boxes((0, 50, 60, 60))}
    drawn = geometry_questions(masks, 1.0, np.random.default_rng(1), merged={"building", "water"}, most=60)
    assert drawn
    assert {question.rule.kind for question in drawn} <= {"half", "band", "no_class", "none_in_cell"}


def test_the_same_generator_gives_the_same_questions() -> None:
    masks = {"building": boxes(BIG, SMALL, EAST), "water": boxes((0, 50, 60, 60)), "car": boxes()}
    first, second = (geometry_questions(masks, 1.0, np.random.default_rng(7)) for _ in range(2))
    other = geometry_questions(masks, 1.0, np.random.default_rng(8))
    assert [(q.texts, q.answers, q.rule) for q in first] == [(q.texts, q.answers, q.rule) for q in second]
    assert all(np.array_equal(a.mask, b.mask) for a, b in zip(first, second, strict=True))
    assert [q.texts for q in first] != [q.texts for q in other]


def test_masks_of_different_shapes_and_a_senseless_gsd_are_refused() -> None:
    with pytest.raises(ValueError, match="one shape"):
        geometry_questions({"car": boxes(), "road": np.zeros((4, 4))}, 1.0, np.random.default_rng(0))
    with pytest.raises(ValueError, match="positive"):
        geometry_questions({"car": boxes()}, 0.0, np.random.default_rng(0))


def test_every_noun_and_template_makes_a_sentence_without_gaps() -> None:
    wording = load_wording()
    rng = np.random.default_rng(0)
    for kind in GROUP_OF:
        for target, noun in wording.nouns.items():
            if not noun.serves(kind) or not noun.references:
                continue
            where = "left" if kind in ("outermost", "half") else CELLS[0]
            rule = Rule(kind, target, noun.references[0], 100.0, where)
            for text in wording.ask(rule, rng, 99) + wording.answer(rule, rng, 99):
                assert "{" not in text
                assert "  " not in text
                assert " a a" not in text
            assert "{" not in rule.sentence


# What follows counts again, pixel by pixel, without any code of the package.


def flood(mask: np.ndarray) -> list[set[tuple[int, int]]]:
    left, parts = set(zip(*map(list, np.nonzero(mask)), strict=True)), []
    left = {(int(y), int(x)) for y, x in left}
    while left:
        part, todo = set(), [left.pop()]
        while todo:
            y, x = todo.pop()
            part.add((y, x))
            for dy, dx in itertools.product((-1, 0, 1), repeat=2):
                if (y + dy, x + dx) in left:
                    left.remove((y + dy, x + dx))
                    todo.append((y + dy, x + dx))
        parts.append(part)
    return parts


def gap(part: set[tuple[int, int]], ref: np.ndarray) -> float:
    there, here = np.argwhere(ref), np.array(sorted(part))
    return float(np.sqrt(((here[:, None] - there[None]) ** 2).sum(2)).min())


def check(question: GeometryQuestion, masks: dict[str, np.ndarray], gsd_m: float) -> None:
    rule, mask = question.rule, question.mask
    target = masks[rule.target]
    assert not (mask & ~target).any()
    parts = flood(target)
    chosen = [part for part in parts if all(mask[p] for p in part)]
    side = mask.shape[0]
    if rule.kind not in ("half", "band"):
        assert sum(map(len, chosen)) == mask.sum()  # whole objects only
    areas = [len(part) * gsd_m**2 for part in parts]
    measures = {
        "largest": lambda part: len(part) == max(map(len, parts)),
        "smallest": lambda part: len(part) == min(map(len, parts)),
        "larger_than": lambda part: len(part) * gsd_m**2 > rule.limit,
        "smaller_than": lambda part: len(part) * gsd_m**2 < rule.limit,
        "near": lambda part: gap(part, masks[rule.reference]) * gsd_m <= rule.limit,
        "far": lambda part: gap(part, masks[rule.reference]) * gsd_m > rule.limit,
        "touching": lambda part: gap(part, masks[rule.reference]) < 1.5,
        "nearest": lambda part: (
            gap(part, masks[rule.reference]) == min(gap(other, masks[rule.reference]) for other in parts)
        ),
        "outermost": lambda part: {
            "left": min(x for _, x in part) == min(x for other in parts for _, x in other),
            "right": max(x for _, x in part) == max(x for other in parts for _, x in other),
            "top": min(y for y, _ in part) == min(y for other in parts for y, _ in other),
            "bottom": max(y for y, _ in part) == max(y for other in parts for y, _ in other),
        }[rule.where],
        "in_cell": lambda part: in_ninth(part, rule.where, side),
        "surrounded": lambda part: enclosed(part, masks[rule.reference]),
    }
    if rule.kind in measures:
        assert [part in chosen for part in parts] == [measures[rule.kind](part) for part in parts]
    elif rule.kind == "band":
        for y, x in np.argwhere(target):
            assert mask[y, x] == (gap({(int(y), int(x))}, masks[rule.reference]) * gsd_m <= rule.limit)
    elif rule.kind == "half":
        ys, xs = np.nonzero(target)
        inside = {"left": xs < side / 2, "right": xs >= side / 2, "top": ys < side / 2, "bottom": ys >= side / 2}
        assert np.array_equal(mask[ys, xs], inside[rule.where])
    elif rule.kind == "no_class":
        assert not target.any()
    elif rule.kind == "none_larger":
        assert max(areas) < rule.limit
    elif rule.kind == "none_near":
        assert all(gap(part, masks[rule.reference]) * gsd_m > rule.limit for part in parts)
    elif rule.kind == "none_in_cell":
        assert not any(in_ninth({pixel}, rule.where, side) for part in parts for pixel in part)
    assert bool(mask.any()) == bool(question.answers) == (question.group != "absence")


def in_ninth(part: set[tuple[int, int]], where: str, side: int) -> bool:
    y = (sum(y for y, _ in part) / len(part) + 0.5) * 3 / side
    x = (sum(x for _, x in part) / len(part) + 0.5) * 3 / side
    row, col = ("upper", "middle", "lower")[math.floor(y)], ("left", "centre", "right")[math.floor(x)]
    return where == f"{row} {col}"


def enclosed(part: set[tuple[int, int]], ref: np.ndarray) -> bool:
    """Walking from the part without stepping on the reference never leads far."""
    seen, todo = set(part), list(part)
    while todo:
        y, x = todo.pop()
        for step in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
            if step in seen:
                continue
            if not (0 <= step[0] < ref.shape[0] and 0 <= step[1] < ref.shape[1]):
                return False
            if not ref[step]:
                seen.add(step)
                todo.append(step)
    return True


@st.composite
def towns(draw: st.DrawFn) -> dict[str, np.ndarray]:
    """Boxes of four classes that hide one another, on 36 x 36 pixels."""
    side = 36
    ground = np.zeros((side, side), np.uint8)
    for number, most, longest in ((1, 2, 24), (2, 1, 36), (3, 4, 9), (4, 4, 6)):
        for _ in range(draw(st.integers(0, most))):
            x, y = draw(st.integers(0, side - 4)), draw(st.integers(0, side - 4))
            width, height = draw(st.integers(3, longest)), draw(st.integers(3, longest))
            ground[y : y + height, x : x + width] = number
    return {name: ground == n for n, name in enumerate(("vegetation", "water", "building", "car"), start=1)}


@settings(max_examples=100, deadline=None)
@given(towns(), st.sampled_from((0.5, 1.0, 3.0)), st.integers(0, 1000))
def test_every_drawn_answer_satisfies_its_rule_by_an_independent_count(
    masks: dict[str, np.ndarray], gsd_m: float, seed: int
) -> None:
    for question in geometry_questions(masks, gsd_m, np.random.default_rng(seed), most=12):
        check(question, masks, gsd_m)
