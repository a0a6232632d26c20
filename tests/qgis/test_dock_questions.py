"""The field of the questions: several at once, a size that filters, examples to start from."""

from __future__ import annotations

import pytest
from dock_steps import ask, sent_request, start, text
from qgis.PyQt.QtCore import Qt


def test_every_line_is_a_question_and_all_answers_are_in_one_layer(open_dock, qtbot, project):
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot, "Where is water?\nWhere are roads?")
    assert "6 areas, 3.8 ha, in 16.0 ha searched" in text(dock.results)
    assert "Where are roads? 3 areas, 1.9 ha" in text(dock.results)
    layer = project.mapLayersByName("Answers")[0]
    assert {feature["question"] for feature in layer.getFeatures()} == {"Where is water?", "Where are roads?"}
    assert dock.history.list.item(0).text().startswith("Where is water? · Where are roads?")


def test_the_number_of_questions_is_said(open_dock):
    dock = open_dock("good")
    dock.form.questionEdit.setText("Where is water?\nWhere are roads?")
    assert dock.form.questions._note.text() == "2 questions, one layer"


def test_a_size_in_the_question_becomes_the_minimum_area_and_is_said(open_dock, qtbot):
    dock = open_dock("slow")
    dock.form.questionEdit.setText("Where are buildings larger than 200 m2?")
    chip = dock.form.questions.sizeChip
    assert chip.text() == "At least 200 m²  ✕"
    assert dock.shaping.minAreaSpin.value() == 200.0
    start(dock, qtbot, "Where are buildings larger than 200 m2?")
    assert sent_request(dock).questions == ("Where are buildings?",)
    assert sent_request(dock).min_area_m2 == 200.0


def test_pressing_the_chip_asks_the_question_as_it_stands(open_dock, qtbot):
    dock = open_dock("slow")
    dock.shaping.minAreaSpin.setValue(50)
    dock.form.questionEdit.setText("Where are buildings larger than 200 m2?")
    qtbot.mouseClick(dock.form.questions.sizeChip, Qt.MouseButton.LeftButton)
    assert dock.form.questions.sizeChip.isHidden()
    assert dock.shaping.minAreaSpin.value() == 50.0
    dock.start_run()
    assert sent_request(dock).questions == ("Where are buildings larger than 200 m2?",)
    assert sent_request(dock).min_area_m2 == 50.0


def test_a_size_that_is_typed_away_gives_the_minimum_area_back(open_dock):
    dock = open_dock("good")
    dock.shaping.minAreaSpin.setValue(50)
    dock.form.questionEdit.setText("Where are ponds over 1 ha?")
    dock.form.questionEdit.setText("Where are ponds over 2 ha?")
    assert dock.shaping.minAreaSpin.value() == 20_000.0
    dock.form.questionEdit.setText("Where are ponds?")
    assert dock.shaping.minAreaSpin.value() == 50.0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("?!", "There is no question yet."),
        ("Where is " + "very " * 70 + "much?", "A question is longer than 300 characters."),
        ("\n".join(f"Where is {letter}?" for letter in "abcdefghijklmnopqrstu"), "There are 21 questions"),
    ],
)
def test_what_cannot_be_asked_is_said_and_gets_the_keyboard(open_dock, typed, sentence):
    dock = open_dock("good")
    dock.form.questionEdit.setText(typed)
    dock.start_run()
    assert not dock.is_running
    assert sentence in text(dock.status)
    assert dock.form.questionEdit.hasFocus()


def test_an_example_goes_into_the_field_or_on_a_line_of_its_own(open_dock):
    dock = open_dock("good")
    domains = dock.form.questions.examplesButton.menu().actions()
    assert len(domains) == 7
    domains[0].menu().actions()[0].trigger()
    assert dock.form.questionEdit.text() == "Where could people gather safely after an earthquake?"
    domains[3].menu().actions()[0].trigger()
    assert dock.form.questionEdit.text().split("\n")[1] == "Where is open water?"


def test_a_follow_up_question_says_that_the_scene_was_encoded(open_dock, qtbot):
    dock = open_dock("reused")
    ask(dock, qtbot)
    assert "Finished in 1 s: the scene was already encoded." in text(dock.results)
