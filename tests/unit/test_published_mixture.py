"""Mixtures of data sets: exact shares, every sample once a round, and nothing but (seed, step) to resume."""

from __future__ import annotations

from collections import Counter

import pytest

from engine.errors import BadRequest
from training.data.mixture import BLOCK, Draw, Part, mix

TWO = mix([Part("reason", 7, 3.0), Part("refer", 1000, 1.0)])


def test_a_step_is_the_same_whenever_it_is_drawn():
    rows = [TWO.draw(5, step, 16) for step in range(80)]
    assert TWO.draw(5, 63, 16) == rows[63]
    assert TWO.draw(5, 0, 16) == rows[0]
    assert TWO.draw(6, 0, 16) != rows[0]


def test_the_size_of_a_batch_does_not_change_the_row():
    small = [draw for step in range(8) for draw in TWO.draw(5, step, 4)]
    assert TWO.draw(5, 0, 32) == small


def test_every_block_holds_the_exact_shares():
    for block in (0, 3):
        drawn = Counter(draw.part for draw in TWO.draw(1, block, BLOCK))
        assert drawn == {0: 750, 1: 250}


def test_shares_that_do_not_divide_a_block_still_fill_it():
    thirds = mix([Part(name, 5, 1.0) for name in "abc"])
    assert sum(thirds.quotas) == BLOCK
    assert max(thirds.quotas) - min(thirds.quotas) == 1


def test_every_sample_comes_once_before_any_comes_twice():
    draws = [draw for draw in TWO.draw(1, 0, 2 * BLOCK) if draw.part == 0]
    for turn in range(200):
        round_of_seven = draws[7 * turn : 7 * turn + 7]
        assert sorted(draw.index for draw in round_of_seven) == list(range(7))
        assert {draw.turn for draw in round_of_seven} == {turn}


def test_rounds_come_in_different_orders():
    alone = mix([Part("one", 50, 1.0)])
    first, second = alone.draw(1, 0, 50), alone.draw(1, 1, 50)
    assert [draw.index for draw in first] != [draw.index for draw in second]
    assert second[0] == Draw(0, second[0].index, 1)


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([], "no sets"),
        ([Part("a", 3, 1), Part("a", 3, 1)], "stands twice"),
        ([Part("a", 0, 1)], "no samples"),
        ([Part("a", 3, 0)], "weight 0"),
        ([Part("a", 3, float("nan"))], "weight nan"),
        ([Part("a", 3, 1e-5), Part("b", 3, 1)], "share below 1 in 1000"),
    ],
)
def test_an_impossible_mixture_is_refused(parts, fault):
    with pytest.raises(BadRequest, match=fault):
        mix(parts)


def test_the_order_of_the_sets_depends_on_the_seed():
    assert [draw.part for draw in TWO.draw(1, 0, 40)] != [draw.part for draw in TWO.draw(2, 0, 40)]
