"""Absent things that the network still believes in are asked more often."""

from __future__ import annotations

import pytest

from training.hardness import Hardness


def test_what_was_never_asked_is_asked_evenly() -> None:
    assert Hardness().shares("fields", ["ship", "airplane"]).tolist() == [0.5, 0.5]


def test_what_is_believed_in_is_asked_more_often_in_its_own_set_alone() -> None:
    hardness = Hardness()
    hardness.update([("fields", "ship", 0.0), ("fields", "airplane", 1.0)] * 60)
    ship, airplane = hardness.shares("fields", ["ship", "airplane"])
    assert airplane == pytest.approx(1.05 / 1.1, abs=0.01)
    assert ship > 0  # never given up
    assert hardness.shares("shore", ["ship", "airplane"]).tolist() == [0.5, 0.5]


def test_a_state_brings_all_back() -> None:
    first, second = Hardness(), Hardness()
    first.update([("fields", "ship", 0.9)] * 9)
    second.take_up(first.state())
    assert (
        second.shares("fields", ["ship", "airplane"]).tolist() == first.shares("fields", ["ship", "airplane"]).tolist()
    )
