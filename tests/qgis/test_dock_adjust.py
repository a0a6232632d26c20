"""Other values for a result that is there: its layer changes in place, without a run."""

from __future__ import annotations

import pytest
from dock_steps import ask, sent_request, start, text, wait_for_progress
from qgis.core import QgsField, QgsGeometry, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPushButton

from segearth_qgis.core.compat import FIELD_TEXT
from segearth_qgis.core.errors import ResultUnreadable
from segearth_qgis.core.run_layers import replace_features
from segearth_qgis.gui.shaping_panel import lower_threshold


@pytest.fixture
def searched(open_dock, qtbot):
    """The dock after a run of the whole raster with 3 areas of 6400 m²; the mode of the engine may be another."""

    def search(mode: str = "good"):
        dock = open_dock(mode)
        dock.form.extentWidget.set_mode("layer")
        ask(dock, qtbot)
        return dock

    return search


def answers(project) -> QgsVectorLayer:
    return project.mapLayersByName("Answers")[0]


def test_a_lower_threshold_changes_the_layer_in_place(searched, qtbot, project):
    dock = searched()
    layer = answers(project)
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: layer.featureCount() == 4, timeout=10_000)
    qtbot.waitUntil(lambda: "4 areas, 2.6 ha, in 16.0 ha searched" in text(dock.results), timeout=5_000)
    assert project.mapLayersByName("Answers") == [layer]
    assert "Drawn anew from the run, without the model." in text(dock.results)
    assert {feature["question"] for feature in layer.getFeatures()} == {"Where is open water?"}
    assert QgsVectorLayer(layer.source(), "again", "ogr").featureCount() == 4
    assert dock.history.list.count() == 1


def test_a_minimum_area_drops_the_smaller_areas(searched, qtbot, project):
    dock = searched()
    dock.shaping.minAreaSpin.setValue(7_000)
    qtbot.waitUntil(lambda: answers(project).featureCount() == 0, timeout=10_000)
    qtbot.waitUntil(lambda: "Nothing found in 16.0 ha searched" in text(dock.results), timeout=5_000)


def test_nothing_found_offers_a_lower_threshold_that_works_at_once(searched, qtbot, project):
    dock = searched("nothing")
    assert "A lower threshold may find something." in text(dock.results)
    assert dock.results.lowerButton.text() == "Lower the threshold to 0.30"
    qtbot.mouseClick(dock.results.lowerButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 area" in text(dock.results), timeout=10_000)
    assert dock.results.lowerButton.isHidden()


@pytest.mark.parametrize(("before", "after"), [(0.5, 0.3), (0.3, 0.2), (0.1, 0.05), (0.05, 0.05), (0.95, 0.55)])
def test_the_next_lower_threshold(before, after):
    assert lower_threshold(before) == pytest.approx(after)


def test_of_values_that_come_while_the_engine_is_busy_the_newest_wins(searched, qtbot, project):
    dock = searched("slow_vectorize")
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: dock.outcome.adjuster._asked is not None, timeout=10_000)
    dock.shaping.threshold.slider.setValue(90)
    qtbot.waitUntil(lambda: answers(project).featureCount() == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not dock.outcome.adjuster.is_busy, timeout=5_000)
    assert answers(project).featureCount() == 1
    assert "1 area" in text(dock.results)


def test_values_that_were_changed_during_a_run_count_for_its_result(open_dock, qtbot, project, monkeypatch):
    monkeypatch.setenv("FAKE_ENGINE_PAUSE_S", "0.3")
    dock = open_dock("good")
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    dock.shaping.threshold.slider.setValue(30)
    assert sent_request(dock).threshold == 0.5
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    qtbot.waitUntil(lambda: answers(project).featureCount() == 4, timeout=10_000)


def test_a_layer_that_is_being_edited_stays_and_the_values_go_back(searched, qtbot, project):
    dock = searched()
    answers(project).startEditing()
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: "is being edited" in text(dock.status), timeout=10_000)
    assert answers(project).featureCount() == 3
    assert dock.shaping.values.threshold == 0.5
    answers(project).rollBack()


def test_reviewed_areas_are_only_drawn_anew_with_consent(searched, qtbot, project):
    dock = searched()
    layer = answers(project)
    layer.dataProvider().addAttributes([QgsField("review", FIELD_TEXT)])
    layer.updateFields()
    first = next(layer.getFeatures())
    layer.dataProvider().changeAttributeValues({first.id(): {layer.fields().indexOf("review"): "keep"}})
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: not dock.outcome.consent.isHidden(), timeout=10_000)
    assert "1 area of this layer is reviewed." in text(dock.outcome.consent.panel)
    assert layer.featureCount() == 3
    dock.outcome.consent.given.emit()
    qtbot.waitUntil(lambda: layer.featureCount() == 4, timeout=10_000)


def test_edited_areas_are_only_drawn_anew_with_consent_each_time(searched, qtbot, project):
    dock = searched()
    layer = answers(project)
    for value, count in ((30, 4), (50, 3)):
        layer.startEditing()
        layer.changeGeometry(next(layer.getFeatures()).id(), QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)))
        assert layer.commitChanges()
        before = layer.featureCount()
        dock.shaping.threshold.slider.setValue(value)
        qtbot.waitUntil(lambda: not dock.outcome.consent.isHidden(), timeout=10_000)
        assert "was changed after its areas were drawn" in text(dock.outcome.consent.panel)
        assert layer.featureCount() == before
        qtbot.mouseClick(dock.outcome.consent.findChild(QPushButton, "consentButton"), Qt.MouseButton.LeftButton)
        assert dock.outcome.consent.isHidden()
        qtbot.waitUntil(lambda count=count: layer.featureCount() == count, timeout=10_000)
        qtbot.waitUntil(lambda: not dock.outcome.adjuster.is_busy, timeout=5_000)


def test_edits_that_are_saved_while_the_engine_draws_are_asked_about_too(searched, qtbot, project):
    dock = searched("slow_vectorize")
    layer = answers(project)
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: dock.outcome.adjuster._asked is not None, timeout=10_000)
    layer.startEditing()
    layer.changeGeometry(next(layer.getFeatures()).id(), QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)))
    assert layer.commitChanges()
    qtbot.waitUntil(lambda: not dock.outcome.consent.isHidden(), timeout=10_000)
    assert layer.featureCount() == 3
    qtbot.mouseClick(dock.outcome.consent.findChild(QPushButton, "consentButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: layer.featureCount() == 4, timeout=10_000)


def test_another_layer_that_is_chosen_ends_the_asking(searched, qtbot, project, iface):
    dock = searched()
    first = answers(project)
    ask(dock, qtbot, "Where are roads?")
    second = next(layer for layer in project.mapLayersByName("Answers") if layer is not first)
    second.startEditing()
    second.changeGeometry(next(second.getFeatures()).id(), QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)))
    assert second.commitChanges()
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: not dock.outcome.consent.isHidden(), timeout=10_000)
    iface.currentLayerChanged.emit(first)
    assert dock.outcome.consent.isHidden()
    dock.outcome.adjuster.consent()
    assert not dock.outcome.adjuster.is_busy
    assert second.featureCount() == 3


def test_consent_is_for_one_change_even_where_that_fails(searched, qtbot, project):
    dock = searched("failing_vectorize")
    adjuster = dock.outcome.adjuster
    layer = answers(project)
    adjuster.failed.connect(lambda _error: failed.append(1))
    failed: list[int] = []
    asked: list[int] = []
    adjuster.edited.connect(lambda: asked.append(1))
    layer.startEditing()
    layer.changeGeometry(next(layer.getFeatures()).id(), QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)))
    assert layer.commitChanges()
    adjuster.adjust(layer, dock.shaping.values)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=10_000)
    adjuster.consent()
    qtbot.waitUntil(lambda: len(failed) == 1, timeout=10_000)
    adjuster.adjust(layer, dock.shaping.values)
    qtbot.waitUntil(lambda: len(asked) == 2, timeout=10_000)


def test_a_layer_of_an_older_run_is_changed_when_it_is_chosen(searched, qtbot, project, iface):
    dock = searched()
    first = answers(project)
    ask(dock, qtbot, "Where are roads?")
    second = next(layer for layer in project.mapLayersByName("Answers") if layer is not first)
    iface.currentLayerChanged.emit(first)
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: first.featureCount() == 4, timeout=10_000)
    assert second.featureCount() == 3


def test_a_chosen_layer_shows_its_own_values_and_result(searched, qtbot, project, iface):
    dock = searched()
    first = answers(project)
    dock.shaping.threshold.slider.setValue(90)
    qtbot.waitUntil(lambda: first.featureCount() == 1, timeout=10_000)
    dock.shaping.threshold.slider.setValue(50)
    qtbot.waitUntil(lambda: first.featureCount() == 3, timeout=10_000)
    dock.shaping.threshold.slider.setValue(90)
    qtbot.waitUntil(lambda: "1 area," in text(dock.results), timeout=10_000)
    dock.outcome._layer_id = ""
    dock.shaping.threshold.slider.setValue(40)
    iface.currentLayerChanged.emit(first)
    assert dock.shaping.values.threshold == 0.9
    assert "1 area," in text(dock.results)


def test_a_result_in_a_saved_project_can_be_changed_when_it_is_open_again(searched, qtbot, project, iface, tmp_path):
    dock = searched()
    path = str(tmp_path / "town.qgs")
    assert project.write(path)
    project.clear()
    assert text(dock.results) == ""
    assert project.read(path)
    layer = answers(project)
    iface.currentLayerChanged.emit(layer)
    assert text(dock.results) == "3 areas, 1.9 ha, in 16.0 ha searched"
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: layer.featureCount() == 4, timeout=10_000)


def test_the_values_say_which_layer_they_change(searched, project):
    dock = searched()
    note = dock.shaping._note
    assert note.text() == "Changes show at once in “Where is open water?”."
    project.removeMapLayer(answers(project).id())
    assert note.text() == "For the next run; later they change its result at once."


def test_values_without_a_result_ask_the_engine_nothing(open_dock, qtbot):
    dock = open_dock("good")
    dock.shaping.threshold.slider.setValue(30)
    assert not dock.outcome.adjuster.is_busy


def test_a_quick_look_can_be_changed_like_any_other_result(open_dock, qtbot, project):
    dock = open_dock("good")
    dock.form.questionEdit.setText("Where is water?")
    dock.asking.try_one_tile()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    layer = project.mapLayersByName("One tile: Where is water?")[0]
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: layer.featureCount() == 4, timeout=10_000)


def test_a_file_that_cannot_be_opened_leaves_the_layer_as_it_is(searched, project, tmp_path):
    searched()
    with pytest.raises(ResultUnreadable, match="cannot be opened"):
        replace_features(answers(project), str(tmp_path / "absent.gpkg"), "answers")
    assert answers(project).featureCount() == 3


def test_the_metadata_tell_the_values_that_the_areas_were_drawn_with(searched, qtbot, project):
    dock = searched()
    layer = answers(project)
    dock.shaping.threshold.slider.setValue(30)
    qtbot.waitUntil(lambda: layer.featureCount() == 4, timeout=10_000)
    assert "Threshold: 0.3" in layer.metadata().abstract()
    assert "Threshold: 0.3" in project.mapLayersByName("Coverage")[0].metadata().abstract()
