"""The stretch: measured once a scene, 8-bit left alone, strange bands handled."""

from __future__ import annotations

import numpy as np

from engine.raster import Stretch
from engine.raster.stretch import stretch_of

ALL = np.ones((1, 101), bool)


def test_8_bit_values_stay_as_they_are() -> None:
    band = np.array([[[0, 7, 255]]], np.uint8)
    valid = np.ones((1, 3), bool)
    assert np.array_equal(stretch_of(band, valid).apply(band, valid), band)


def test_16_bit_values_run_from_percentile_2_to_98() -> None:
    band = np.arange(0, 10_001, 100, dtype=np.uint16).reshape(1, 1, 101)
    assert stretch_of(band, ALL) == Stretch((200.0,), (9800.0,))
    assert stretch_of(band, ALL).apply(band, ALL)[0, 0, [0, 2, 50, 98, 100]].tolist() == [0, 0, 128, 255, 255]


def test_pixels_that_are_not_valid_do_not_count_and_become_0() -> None:
    band = np.array([[[10, 20, 60_000]]], np.uint16)
    valid = np.array([[True, True, False]])
    stretch = stretch_of(band, valid)
    assert stretch.high[0] < 21
    assert stretch.apply(band, valid)[0, 0, 2] == 0


def test_a_constant_band_becomes_0_without_a_division_by_zero() -> None:
    band = np.full((1, 1, 101), 10_000, np.uint16)
    with np.errstate(all="raise"):
        assert not stretch_of(band, ALL).apply(band, ALL).any()


def test_a_few_bright_pixels_on_an_empty_ground_are_seen() -> None:
    band = np.zeros((1, 1, 101), np.uint16)
    band[0, 0, 0] = 500
    assert stretch_of(band, ALL).apply(band, ALL)[0, 0, 0] == 255


def test_missing_floats_become_0() -> None:
    band = np.array([[[np.nan, np.inf, 1.0, 2.0]]], np.float32)
    stretched = Stretch((1.0,), (2.0,)).apply(band, np.ones((1, 4), bool))
    assert stretched[0, 0].tolist() == [0, 0, 0, 255]


def test_it_survives_the_run_record() -> None:
    stretch = Stretch((1.5, 2.0, 3.0), (10.0, 20.0, 30.0))
    assert Stretch.from_dict(stretch.to_dict()) == stretch
