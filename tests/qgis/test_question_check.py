"""What is read in a question before it is asked: whether there is one, and a least size that becomes a filter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segearth_qgis.core.question_check import check_questions, read_size, split_questions


@pytest.mark.parametrize(
    ("question", "asked", "area_m2"),
    [
        ("Where are buildings larger than 200 m2?", "Where are buildings?", 200.0),
        ("Where are buildings bigger than 200 m²?", "Where are buildings?", 200.0),
        ("buildings over 200m^2", "buildings", 200.0),
        ("Where are ponds of at least 0.5 ha?", "Where are ponds?", 5_000.0),
        ("Where are fields larger than 2 hectares that lie by water?", "Where are fields that lie by water?", 20_000.0),
        ("Find forests covering more than 1.5 km2", "Find forests", 1_500_000.0),
        ("Where are lakes above 1 square kilometre?", "Where are lakes?", 1_000_000.0),
        ("Where are roofs larger than 1,000 sq ft?", "Where are roofs?", 92.90304),
        ("Where are lots with an area of at least 2 acres?", "Where are lots?", 8_093.7128448),
        ("Where are roofs >= 50 sqm?", "Where are roofs?", 50.0),
        ("Where are roofs no smaller than 50 square meters, near a road?", "Where are roofs, near a road?", 50.0),
        ("Where are fields that are larger than 1 ha in size?", "Where are fields?", 10_000.0),
        ("Where are car parks larger than 2 000 m2?", "Where are car parks?", 2_000.0),
        ("WHERE ARE BUILDINGS LARGER THAN 1 HA?", "WHERE ARE BUILDINGS?", 10_000.0),
    ],
)
def test_a_least_size_becomes_a_filter_and_leaves_the_question(question, asked, area_m2):
    rest, size = read_size(question)
    assert rest == asked
    assert size.min_area_m2 == pytest.approx(area_m2)


@pytest.mark.parametrize(
    "question",
    [
        "Where is open water?",
        "Where are buildings smaller than 200 m2?",
        "Where are roads longer than 200 m?",
        "Where are more than 3 cars?",
        "Where are towers over 200 m high?",
        "Where are buildings larger than 0 m2?",
        "Where are houses larger than 100 m2 beside gardens larger than 200 m2?",
        "Which harbour handles over 2 hats?",
        "Where is the overpass of route 66 acres wide?",
    ],
)
def test_what_is_no_least_size_stays_in_the_question(question):
    assert read_size(question) == (question, None)


def test_the_phrase_is_kept_for_the_chip():
    assert read_size("Where are ponds of at least 0.5 ha?")[1].phrase == "of at least 0.5 ha"


@pytest.mark.parametrize("text", ["", "  \n ", "?", "123 !", "…"])
def test_what_has_no_letter_is_no_question(text):
    assert check_questions(text).problem == "empty"


def test_a_size_alone_is_asked_as_it_stands():
    checked = check_questions("larger than 200 m2")
    assert (checked.asked, checked.size, checked.problem) == (("larger than 200 m2",), None, "")


def test_a_long_question_is_refused():
    assert check_questions("Where " + "very " * 70 + "much?").problem == "too_long"


def test_one_question_a_line_each_once():
    assert split_questions("Where is water?\n\n  Where are   roads? \nWhere is water?\n") == (
        "Where is water?",
        "Where are roads?",
    )


def test_more_than_twenty_questions_are_refused():
    text = "\n".join(f"Where is thing {letter}?" for letter in "abcdefghijklmnopqrstu")
    assert check_questions(text).problem == "too_many"
    assert check_questions(text.rsplit("\n", 1)[0]).problem == ""


def test_the_same_size_in_all_questions_filters_all():
    checked = check_questions("ponds over 1 ha\nfields larger than 10,000 m2")
    assert checked.asked == ("ponds", "fields")
    assert checked.size.min_area_m2 == 10_000.0


@pytest.mark.parametrize("text", ["ponds over 1 ha\nfields over 2 ha", "ponds over 1 ha\nfields"])
def test_sizes_that_differ_filter_nothing_and_stay_in_the_questions(text):
    checked = check_questions(text)
    assert checked.problem == "sizes_differ"
    assert checked.size is None
    assert checked.asked == tuple(text.split("\n"))


def test_a_size_that_is_not_wanted_stays_in_the_question():
    assert check_questions("ponds over 1 ha", take_size=False).asked == ("ponds over 1 ha",)


@given(st.text(max_size=200))
def test_any_text_is_checked_without_an_error_and_asks_nothing_empty(text):
    checked = check_questions(text)
    assert checked.problem == "empty" or all(question.strip() for question in checked.asked)


@given(st.floats(0.1, 99_999), st.sampled_from(["m2", "ha", "km2", "acres", "sq ft"]))
def test_any_number_is_read_as_it_is_written(number, unit):
    rest, size = read_size(f"Where are lakes larger than {number:.2f} {unit}?")
    assert rest == "Where are lakes?"
    assert size.min_area_m2 > 0
