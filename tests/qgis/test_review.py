"""The review: least sure first, one step of undo a decision, keys inside the strip, nothing lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from qgis.core import QgsExpressionContextUtils, QgsProject, QgsRenderContext, QgsVectorLayer
from qgis.gui import QgsHighlight
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtTest import QTest
from tiny_geopackage import write_result

from segearth_qgis.core.compat import LAYER_ENABLED, SYMBOL_OPACITY, QShortcut
from segearth_qgis.core.review import KEPT, REJECTED, Review, ReviewImpossible
from segearth_qgis.core.sample_pixels import SampleImpossible
from segearth_qgis.core.styles import ALL, KEPT_ONLY, UNREVIEWED, show_reviewed, style_answers
from segearth_qgis.gui.review_strip import ReviewStrip
from segearth_qgis.gui.sample_export import export_into

SCORES = (0.9, 0.3, 0.6)


@pytest.fixture
def layer(project, tmp_path: Path) -> QgsVectorLayer:
    """Three areas, 100 m apart, with the scores 0.9, 0.3 and 0.6 (feature ids 1, 2, 3)."""
    path = tmp_path / "out.gpkg"
    places = [(500000.0 + 100 * n, 2000000.0, 500050.0 + 100 * n, 2000050.0) for n in range(3)]
    write_result(path, "Where is water?", places, [(500000.0, 2000000.0, 500400.0, 2000400.0)], 32640)
    with sqlite3.connect(path) as base:
        for number, score in enumerate(SCORES):
            base.execute("UPDATE answers SET score = ? WHERE id = ?", (score, number + 1))
    layer = QgsVectorLayer(f"{path}|layername=answers", "Answers", "ogr")
    style_answers(layer, 0)
    project.addMapLayer(layer)
    return layer


def decisions(layer: QgsVectorLayer) -> dict[int, object]:
    return {feature.id(): feature["review"] for feature in layer.getFeatures()}


def test_the_least_sure_area_comes_first(layer):
    review = Review(layer)
    seen = []
    for _ in range(3):
        seen.append(review.current().score)
        review.next()
    assert seen == [0.3, 0.6, 0.9]
    assert review.current().score == 0.3


def test_before_the_first_is_the_last(layer):
    review = Review(layer)
    review.previous()
    assert review.current().score == 0.9


def test_a_decision_is_an_attribute_and_the_next_area_follows(layer):
    review = Review(layer)
    review.decide(KEPT)
    review.decide(REJECTED)
    assert decisions(layer) == {2: "kept", 3: "rejected", 1: None}
    assert (review.reviewed, review.total) == (2, 3)
    assert review.current().score == 0.9
    assert review.counts() == {"kept": 1, "rejected": 1}


def test_the_decided_are_passed_over_until_all_are(layer):
    review = Review(layer)
    review.next()
    review.decide(KEPT)  # 0.6
    review.decide(KEPT)  # 0.9
    assert review.current().score == 0.3
    review.decide(KEPT)
    assert review.reviewed == 3
    assert review.current() is not None


def test_undo_takes_back_one_decision(layer):
    review = Review(layer)
    review.decide(KEPT)
    review.decide(REJECTED)
    assert layer.undoStack().undoText() == "Reject an area"
    layer.undoStack().undo()
    assert decisions(layer) == {2: "kept", 3: None, 1: None}
    layer.undoStack().redo()
    assert decisions(layer)[3] == "rejected"


def test_a_saved_review_goes_on_where_it_stopped(layer):
    review = Review(layer)
    review.decide(KEPT)
    assert review.is_unsaved
    review.save()
    assert not review.is_unsaved
    again = QgsVectorLayer(layer.source(), "again", "ogr")
    later = Review(again)
    assert (later.reviewed, later.current().score) == (1, 0.6)


def test_a_layer_that_is_edited_already_is_reviewed_too(layer):
    layer.startEditing()
    Review(layer).decide(KEPT)
    assert decisions(layer)[2] == "kept"
    layer.rollBack()
    assert layer.fields().indexOf("review") < 0


def test_another_layer_is_refused(project):
    other = QgsVectorLayer("Polygon?crs=EPSG:4326&field=name:string", "Districts", "memory")
    with pytest.raises(ReviewImpossible, match="Districts"):
        Review(other)


def test_a_file_that_cannot_be_changed_is_said(layer, tmp_path):
    readonly = QgsVectorLayer(layer.source(), "Answers", "ogr")
    readonly.setReadOnly(True)
    Review(layer).decide(KEPT)  # the attribute is there
    layer.commitChanges()
    readonly.dataProvider().reloadData()
    readonly.updateFields()
    with pytest.raises(ReviewImpossible, match="cannot be changed"):
        Review(readonly).decide(KEPT)


def drawn(layer: QgsVectorLayer) -> dict[int, tuple[bool, float]]:
    """For each feature: whether its outline is drawn, and how opaque it is in percent."""
    context = QgsRenderContext()
    context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.expressionContext().setFields(layer.fields())
    renderer = layer.renderer()
    seen = {}
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        symbol = renderer.originalSymbolForFeature(feature, context)
        part = symbol.symbolLayer(0)
        enabled = part.dataDefinedProperties().property(LAYER_ENABLED)
        shown = enabled.valueAsBool(context.expressionContext(), True)[0] if enabled.isActive() else True
        opacity = symbol.dataDefinedProperties().property(SYMBOL_OPACITY)
        seen[feature.id()] = (shown, opacity.valueAsDouble(context.expressionContext(), 100.0)[0])
    renderer.stopRender(context)
    return seen


def test_before_a_review_all_areas_are_drawn_in_full(layer):
    assert set(drawn(layer).values()) == {(True, 100.0)}


def test_what_is_rejected_is_faint_and_what_is_shown_can_be_chosen(layer):
    review = Review(layer)
    review.decide(KEPT)  # id 2
    review.decide(REJECTED)  # id 3
    assert drawn(layer) == {1: (True, 100.0), 2: (True, 100.0), 3: (True, 30.0)}
    show_reviewed(layer, UNREVIEWED)
    assert {fid for fid, (shown, _) in drawn(layer).items() if shown} == {1}
    show_reviewed(layer, KEPT_ONLY)
    assert {fid for fid, (shown, _) in drawn(layer).items() if shown} == {2}
    show_reviewed(layer, ALL)
    assert all(shown for shown, _ in drawn(layer).values())
    assert layer.isEditable()


@pytest.fixture
def strip(iface, layer, qtbot):
    """The strip over the layer, in a window with the map."""
    canvas = iface.mapCanvas()
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.setExtent(layer.extent())
    made = ReviewStrip(canvas)
    made.set_layer(layer)
    made.show()
    qtbot.addWidget(made)
    yield made
    made.release()


def press(strip: ReviewStrip, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(strip, key, modifier)


def test_it_says_how_far_the_review_is(strip):
    assert strip.progressLabel.text() == "0 of 3 reviewed"
    assert strip.currentLabel.text() == "Where is water?\nArea 1: 2500 m², score 0.30, not reviewed"
    assert not strip.saveButton.isEnabled()


def test_the_keys_keep_reject_and_walk(strip, layer):
    press(strip, Qt.Key.Key_K)
    press(strip, Qt.Key.Key_R)
    assert decisions(layer) == {2: "kept", 3: "rejected", 1: None}
    assert strip.progressLabel.text() == "2 of 3 reviewed"
    press(strip, Qt.Key.Key_P)
    assert strip.currentLabel.text().endswith("score 0.60, rejected")
    press(strip, Qt.Key.Key_N)
    assert strip.currentLabel.text().endswith("score 0.90, not reviewed")


def test_ctrl_z_takes_the_last_decision_back_and_shows_it(strip, layer):
    press(strip, Qt.Key.Key_K)
    press(strip, Qt.Key.Key_K)
    press(strip, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert decisions(layer) == {2: "kept", 3: None, 1: None}
    assert strip.currentLabel.text().endswith("score 0.60, not reviewed")


def test_the_keys_win_over_the_main_windows_shortcuts_inside_the_strip(strip, iface, layer, qtbot):
    window = iface.mainWindow()
    hits = []
    shortcut = QShortcut(QKeySequence("K"), window)
    shortcut.activated.connect(lambda: hits.append("K"))
    strip.setParent(window)
    strip.show()
    window.activateWindow()
    strip.keepButton.setFocus()
    QTest.keyClick(strip.keepButton, Qt.Key.Key_K)
    assert hits == []
    assert decisions(layer)[2] == "kept"


def test_undo_elsewhere_is_seen(strip, layer, qtbot):
    strip.keepButton.click()
    assert strip.progressLabel.text() == "1 of 3 reviewed"
    layer.undoStack().undo()
    qtbot.waitUntil(lambda: strip.progressLabel.text() == "0 of 3 reviewed")


def test_the_map_goes_to_the_area_and_marks_it(strip, iface):
    canvas = iface.mapCanvas()
    strip.nextButton.click()
    assert canvas.extent().contains(500225.0, 2000025.0)
    assert canvas.extent().width() < 1000
    assert len([item for item in canvas.scene().items() if isinstance(item, QgsHighlight)]) == 1
    strip.set_layer(None)
    assert [item for item in canvas.scene().items() if isinstance(item, QgsHighlight)] == []
    assert not strip.isVisible()


def test_saving_ends_the_editing_and_keeps_the_review(strip, layer):
    strip.keepButton.click()
    assert strip.saveButton.isEnabled()
    strip.saveButton.click()
    assert not layer.isEditable()
    assert not strip.saveButton.isEnabled()
    assert decisions(layer)[2] == "kept"


def test_a_layer_that_goes_takes_the_review_with_it(strip, layer):
    QgsProject.instance().removeMapLayer(layer.id())
    assert strip.layer is None
    assert not strip.isVisible()


def test_a_layer_without_areas_shows_no_strip(strip, tmp_path, project):
    path = tmp_path / "nothing.gpkg"
    write_result(path, "Where is snow?", [], [(0.0, 0.0, 1.0, 1.0)], 32640)
    strip.set_layer(QgsVectorLayer(f"{path}|layername=answers", "Answers", "ogr"))
    assert strip.layer is None
    assert not strip.isVisible()


def test_choosing_what_is_shown_gives_the_keys_back(strip, layer):
    strip.keepButton.click()
    strip.showCombo.setCurrentIndex(strip.showCombo.findData(UNREVIEWED))
    strip.showCombo.activated.emit(1)
    assert {fid for fid, (shown, _) in drawn(layer).items() if shown} == {1, 3}


def test_what_is_reviewed_can_be_exported_for_training(strip, layer, raster_file, tmp_path):
    assert not strip.exportButton.isEnabled()
    strip.keepButton.click()
    assert strip.exportButton.isEnabled()
    layer.commitChanges()
    with sqlite3.connect(layer.source().split("|")[0]) as base:
        base.execute("UPDATE answers SET raster = ?", (str(raster_file),))
    layer.dataProvider().reloadData()
    said = export_into(layer, tmp_path / "sample", strip)
    assert said.startswith("0 pictures written")
    assert "1 were left out" in said
    for _ in range(2):
        strip.keepButton.click()
    assert export_into(layer, tmp_path / "sample", strip).startswith("1 pictures written")
    assert len(list((tmp_path / "sample" / "images").iterdir())) == 1


def test_an_export_without_the_raster_is_said(strip, layer, tmp_path):
    strip.keepButton.click()
    with pytest.raises(SampleImpossible, match="raster of this run"):
        export_into(layer, tmp_path / "sample", strip)
