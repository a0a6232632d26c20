"""What is found so far is on the map while a run is on its way, and gone when it ends."""

from __future__ import annotations

import pytest
from dock_steps import start
from qgis.core import QgsProject, QgsRasterLayer
from tiny_geotiff import write_preview

from segearth_qgis.core.preview_layers import MARK, PartialResult, PreviewLayers, remove_left_over
from segearth_qgis.core.result_layers import PROBABILITY, ROLE

EXTENT = (500000.0, 2000000.0, 500400.0, 2000400.0)


def previews(project) -> list[QgsRasterLayer]:
    return [layer for layer in project.mapLayers().values() if layer.customProperty(MARK)]


@pytest.fixture
def partial(tmp_path):
    """Make a preview of 2 x 2 pixels: nodata, 0, a half, 1."""

    def make(name: str, question: int = 1) -> PartialResult:
        write_preview(tmp_path / name, bytes([255, 0, 127, 254]), 2, EXTENT, 32640)
        return PartialResult(question, str(tmp_path / name), 1, 4)

    return make


def test_a_preview_is_shown_during_the_run_and_removed_after_it(open_dock, qtbot, project):
    dock = open_dock("partial")
    start(dock, qtbot)
    qtbot.waitUntil(lambda: len(previews(project)) == 1, timeout=10_000)
    first = previews(project)[0].source()
    assert previews(project)[0].name() == "Where is open water? (so far)"
    qtbot.waitUntil(lambda: previews(project) and previews(project)[0].source() != first, timeout=10_000)
    assert len(previews(project)) == 1
    dock.cancel_run()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert previews(project) == []


def test_what_a_run_finds_is_no_raster_to_ask(open_dock, project, raster, partial):
    dock = open_dock("good")
    shown = PreviewLayers(project)
    assert shown.show(partial("one.tif"), "Where is water?", 0.5)
    found = QgsRasterLayer(partial("two.tif").path, "Probability")
    found.setCustomProperty(ROLE, PROBABILITY)
    project.addMapLayer(found)
    combo = dock.form.rasterCombo
    assert [combo.layer(row) for row in range(combo.count())] == [raster]
    dock.form.choose_raster(found)
    assert combo.currentLayer() == raster


def test_a_preview_lies_where_it_was_found_and_is_clear_where_it_is_unlikely(project, partial):
    shown = PreviewLayers(project)
    assert shown.show(partial("one.tif"), "Where is water?", 0.5)
    layer = previews(project)[0]
    assert layer.crs().authid() == "EPSG:32640"
    assert layer.extent().toRectF().getCoords() == EXTENT
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [(round(item.value), item.color.alpha()) for item in items] == [(0, 0), (64, 0), (127, 110), (254, 190)]


def test_each_question_has_a_preview_of_its_own(project, partial):
    shown = PreviewLayers(project)
    shown.show(partial("a.tif", 1), "Where is water?", 0.5)
    shown.show(partial("b.tif", 2), "Where are roads?", 0.5)
    shown.show(partial("c.tif", 1), "Where is water?", 0.5)
    assert sorted(layer.name() for layer in previews(project)) == [
        "Where are roads? (so far)",
        "Where is water? (so far)",
    ]
    shown.clear()
    assert previews(project) == []


def test_a_preview_that_cannot_be_seen_from_here_is_left_out(project, tmp_path):
    shown = PreviewLayers(project)
    assert not shown.show(PartialResult(1, "/on/another/machine.tif", 1, 4), "Where is water?", 0.5)
    (tmp_path / "broken.tif").write_bytes(b"no raster")
    assert not shown.show(PartialResult(1, str(tmp_path / "broken.tif"), 1, 4), "Where is water?", 0.5)
    assert project.mapLayers() == {}


def test_a_preview_that_was_switched_off_stays_off_and_one_that_was_removed_stays_away(project, partial):
    shown = PreviewLayers(project)
    shown.show(partial("a.tif"), "Where is water?", 0.5)
    root = project.layerTreeRoot()
    root.findLayer(previews(project)[0].id()).setItemVisibilityChecked(False)
    shown.show(partial("b.tif"), "Where is water?", 0.5)
    assert not root.findLayer(previews(project)[0].id()).itemVisibilityChecked()
    project.removeMapLayer(previews(project)[0].id())
    assert not shown.show(partial("c.tif"), "Where is water?", 0.5)
    shown.clear()


def test_a_project_without_changes_has_none_after_a_preview(project, partial):
    project.setDirty(False)
    shown = PreviewLayers(project)
    shown.show(partial("a.tif"), "Where is water?", 0.5)
    shown.clear()
    assert not project.isDirty()


def test_what_the_user_changes_during_a_run_stays_a_change_of_the_project(project, partial):
    project.setDirty(False)
    shown = PreviewLayers(project)
    shown.show(partial("a.tif"), "Where is water?", 0.5)
    project.setDirty(True)
    shown.show(partial("b.tif"), "Where is water?", 0.5)
    shown.clear()
    assert project.isDirty()


def test_a_preview_that_was_saved_with_a_project_is_removed_when_it_opens(project, partial):
    PreviewLayers(project).show(partial("a.tif"), "Where is water?", 0.5)
    remove_left_over(QgsProject.instance())
    assert project.mapLayers() == {}


@pytest.mark.parametrize("params", [{}, {"path": ""}, {"path": 3}])
def test_a_message_without_a_file_is_no_preview(params):
    assert PartialResult.from_params(params) is None
