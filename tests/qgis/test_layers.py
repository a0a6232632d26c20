"""Layers on the way in and out: rasters the engine can open, areas with their CRS, results with their looks."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from tiny_geopackage import write_result

from segearth_qgis.core.errors import IncompleteRequest, ResultUnreadable
from segearth_qgis.core.raster_source import raster_source
from segearth_qgis.core.result_layers import add_result, answers_layer
from segearth_qgis.core.run_result import RunResult
from segearth_qgis.core.search_area import area_of_polygons, area_of_rectangle, crs_text
from segearth_qgis.core.styles import style_answers

SQUARE = (500000.0, 2000000.0, 500100.0, 2000100.0)


def squares(count: int, crs: str = "EPSG:32640") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Polygon?crs={crs}&field=name:string", "Districts", "memory")
    features = []
    for number in range(count):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(number, 0, number + 1, 1)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def read(path: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(path, "written", "ogr")
    assert layer.isValid()
    return layer


def result_of(path: Path, count: int = 2, question: str = "Where is water?") -> RunResult:
    write_result(path, question, [SQUARE] * count, [SQUARE, SQUARE], 32640)
    return RunResult(str(path), "answers", "coverage", question, count, 1e4, 1e6, 0, None, (), 1.0)


def test_a_file_is_named_by_its_path(raster, raster_file):
    assert raster_source(raster).path == str(raster_file)


def test_no_layer_is_said(project):
    with pytest.raises(IncompleteRequest, match="no raster"):
        raster_source(None)


def test_a_web_map_must_be_exported_and_it_is_said_why(project):
    layer = QgsRasterLayer("type=xyz&url=https://example.org/{z}/{x}/{y}.png", "Street map", "wms")
    source = raster_source(layer)
    assert source.must_export
    assert "Street map" in source.reason


def test_a_file_that_has_gone_is_refused(raster, raster_file):
    raster_file.unlink()
    with pytest.raises(IncompleteRequest, match="no longer"):
        raster_source(raster)


def test_a_part_of_a_container_is_refused(project, raster_file, tmp_path):
    layer = QgsRasterLayer(f"GPKG:{tmp_path}/many.gpkg:second", "Second table", "gdal")
    with pytest.raises(IncompleteRequest, match="Second table"):
        raster_source(layer)


def test_a_part_of_a_container_that_is_open_is_no_file_that_has_gone(project, tmp_path):
    path = tmp_path / "sea.tif"
    gdal.GetDriverByName("GTiff").Create(str(path), 4, 4, 1).FlushCache()
    layer = QgsRasterLayer(f"GTIFF_DIR:1:{path}", "First page", "gdal")
    assert layer.isValid()
    assert "part of a larger file" in raster_source(layer).reason


def test_a_file_that_qgis_cannot_read_is_for_the_engine_to_judge(project, tmp_path):
    path = tmp_path / "broken.tif"
    path.write_bytes(b"no raster")
    assert raster_source(QgsRasterLayer(str(path), "Broken")).path == str(path)


def test_a_crs_is_set_in_qgis_for_a_file_without_one_and_the_engine_will_tell(project, tmp_path):
    path = tmp_path / "bare.tif"
    gdal.GetDriverByName("GTiff").Create(str(path), 4, 4, 1).FlushCache()
    layer = QgsRasterLayer(str(path), "Bare")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32639"))
    assert raster_source(layer).path == str(path)


def test_a_rectangle_goes_with_the_crs_of_its_map():
    area = area_of_rectangle(QgsRectangle(55.1, 25.0, 55.2, 25.1), QgsCoordinateReferenceSystem("EPSG:4326"))
    assert area.extent == (55.1, 25.0, 55.2, 25.1)
    assert area.extent_crs == "EPSG:4326"


def test_a_crs_without_an_authority_goes_as_wkt():
    crs = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lat_0=3 +lon_0=7 +ellps=bessel +units=m +type=crs")
    assert crs.isValid()
    assert str(crs_text(crs)).startswith(("PROJCRS", "BOUNDCRS", "PROJCS"))


def test_a_crs_that_only_this_qgis_knows_goes_as_wkt():
    class UserCrs:
        def isValid(self):
            return True

        def authid(self):
            return "USER:100001"

        def toWkt(self, _variant):
            return "PROJCRS[...]"

    assert crs_text(UserCrs()) == "PROJCRS[...]"


def test_a_map_without_a_projection_shows_the_rasters_own_coordinates():
    assert area_of_rectangle(QgsRectangle(0, 0, 1, 1), QgsCoordinateReferenceSystem()).extent_crs is None


def test_an_empty_rectangle_is_refused():
    with pytest.raises(IncompleteRequest, match="empty"):
        area_of_rectangle(QgsRectangle(), QgsCoordinateReferenceSystem("EPSG:4326"))


def test_all_polygons_of_a_layer_are_written_with_their_crs(project, tmp_path):
    area = area_of_polygons(squares(3, "EPSG:28992"), False, tmp_path)
    written = read(area.mask)
    assert written.featureCount() == 3
    assert written.crs().authid() == "EPSG:28992"
    assert area.extent is None


def test_only_selected_polygons_are_written_when_asked(project, tmp_path):
    layer = squares(3)
    layer.select(next(layer.getFeatures()).id())
    assert read(area_of_polygons(layer, True, tmp_path).mask).featureCount() == 1


def test_unsaved_edits_are_written_too(project, tmp_path):
    layer = squares(1)
    layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(5, 5, 6, 6)))
    layer.addFeature(feature)
    assert read(area_of_polygons(layer, False, tmp_path).mask).featureCount() == 2


def test_a_layer_without_polygons_is_refused(project, tmp_path):
    with pytest.raises(IncompleteRequest, match="Districts"):
        area_of_polygons(squares(0), False, tmp_path)
    with pytest.raises(IncompleteRequest, match="no polygon layer"):
        area_of_polygons(None, False, tmp_path)


def test_polygons_without_a_crs_are_refused(project, tmp_path):
    layer = squares(1)
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(IncompleteRequest, match="“Districts” has no CRS"):
        area_of_polygons(layer, False, tmp_path)


def test_a_result_is_a_group_on_top_with_coverage_switched_off(raster, project, tmp_path):
    add_result(result_of(tmp_path / "out.gpkg"), 0, project)
    root = project.layerTreeRoot()
    group = root.children()[0]
    assert group.name() == "Where is water?"
    answers, coverage = group.findLayers()
    assert (answers.name(), answers.itemVisibilityChecked()) == ("Answers", True)
    assert (coverage.name(), coverage.itemVisibilityChecked()) == ("Coverage", False)
    assert answers.layer().featureCount() == 2
    assert answers.layer().crs().authid() == "EPSG:32640"


def test_answers_have_a_casing_an_outline_and_a_light_fill(project, tmp_path):
    add_result(result_of(tmp_path / "out.gpkg"), 0, project)
    parts = project.mapLayersByName("Answers")[0].renderer().symbol().symbolLayers()
    fill, casing, outline = parts
    assert fill.color().alpha() < 100
    assert casing.width() > outline.width()
    assert outline.color().name() == fill.color().name() != casing.color().name()
    assert outline.color().alpha() == 255


def test_two_runs_differ_in_colour_and_share_the_casing(project, tmp_path):
    add_result(result_of(tmp_path / "a.gpkg", question="A?"), 0, project)
    add_result(result_of(tmp_path / "b.gpkg", question="B?"), 1, project)
    first, second = (layer.renderer().symbol().symbolLayers() for layer in project.mapLayersByName("Answers"))
    assert first[2].color() != second[2].color()
    assert first[1].color() == second[1].color()


def test_the_map_tip_shows_an_answer_in_words_as_text_and_never_as_markup(project, tmp_path):
    result = result_of(tmp_path / "out.gpkg", question="Where is <i>R&D</i>?")
    with sqlite3.connect(result.output) as database:
        database.execute("UPDATE answers SET answer = ? WHERE rowid = 1", ("It is <img src=x> & more.",))
    add_result(result, 0, project)
    (layer,) = project.mapLayersByName("Answers")
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    tips = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        tips.append(QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context))
    assert tips[0].startswith("<b>Where is &lt;i>R&amp;D&lt;/i>?</b><br>It is &lt;img src=x> &amp; more.<br>")
    assert tips[1].startswith("<b>Where is &lt;i>R&amp;D&lt;/i>?</b><br>")


def test_coverage_tells_what_was_not_searched(project, tmp_path):
    add_result(result_of(tmp_path / "out.gpkg"), 0, project)
    categories = {c.value(): c for c in project.mapLayersByName("Coverage")[0].renderer().categories()}
    assert set(categories) == {"done", "empty", "nodata", "skipped", "failed"}
    searched = categories["done"].symbol().symbolLayer(0)
    assert searched.strokeWidth() <= 0.2
    assert categories["failed"].symbol().symbolLayer(0).strokeColor() != searched.strokeColor()


def test_a_result_without_areas_is_loaded_all_the_same(project, tmp_path):
    group = add_result(result_of(tmp_path / "out.gpkg", count=0), 0, project)
    assert [node.layer().featureCount() for node in group.findLayers()] == [0, 2]


def test_a_result_that_is_not_there_adds_nothing(project, tmp_path):
    lost = RunResult(str(tmp_path / "lost.gpkg"), "answers", "coverage", "?", 1, 1.0, 1.0, 0, None, (), 1.0)
    with pytest.raises(ResultUnreadable, match=r"lost\.gpkg"):
        add_result(lost, 0, project)
    assert project.mapLayers() == {}
    assert project.layerTreeRoot().children() == []


RECORD = {
    "run_id": "r1",
    "created": "2026-01-02T03:04:05+00:00",
    "request": {
        "raster": "/data/town.tif",
        "questions": ["Where is water?", "Where are roads?"],
        "threshold": 0.6,
        "min_area_m2": 200.0,
        "output_crs": "EPSG:4326",
    },
    "model": {"name": "nano", "fingerprint": "abc"},
    "plan": {"tiles": 6, "gsd_m": 0.5},
    "versions": {"engine": "0.1.0"},
    "result": {"searched_m2": 3_100_000.0},
}


@pytest.fixture
def two_questions(tmp_path, raster_file) -> RunResult:
    """A result with one area for each of two questions, its record, and two probability rasters."""
    result = result_of(tmp_path / "out.gpkg")
    with sqlite3.connect(result.output) as base:
        base.execute("UPDATE answers SET question = 'Where are roads?' WHERE rowid = 2")
    folder = tmp_path / "out_run"
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(RECORD), encoding="utf-8")
    for number in (1, 2):
        shutil.copy(raster_file, folder / f"probability_{number}.tif")
    return result


def test_two_questions_are_two_categories_with_two_colours(project, two_questions):
    group = add_result(two_questions, 0, project)
    assert group.name() == "Where is water? / Where are roads?"
    renderer = answers_layer(group).renderer()
    assert [category.label() for category in renderer.categories()] == ["Where is water?", "Where are roads?"]
    colours = [category.symbol().symbolLayer(2).color().name() for category in renderer.categories()]
    assert colours == ["#f0e442", "#56b4e9"]


def test_a_question_without_areas_has_its_category_too(project, two_questions):
    with sqlite3.connect(two_questions.output) as base:
        base.execute("DELETE FROM answers")
    renderer = answers_layer(add_result(two_questions, 0, project)).renderer()
    assert len(renderer.categories()) == 2


def test_more_questions_than_colours_differ_in_their_outline(project, tmp_path):
    result = result_of(tmp_path / "out.gpkg")
    layer = QgsVectorLayer(f"{result.output}|layername=answers", "Answers", "ogr")
    style_answers(layer, 0, [f"Question {number}?" for number in range(20)])
    looks = [
        (part.color().name(), part.penStyle())
        for part in (category.symbol().symbolLayer(2) for category in layer.renderer().categories())
    ]
    assert len(set(looks)) == 20


def test_probability_rasters_are_there_one_a_question_and_off(project, two_questions):
    group = add_result(two_questions, 0, project)
    nodes = [node for node in group.findLayers() if isinstance(node.layer(), QgsRasterLayer)]
    assert [node.name() for node in nodes] == ["Probability: Where is water?", "Probability: Where are roads?"]
    assert not any(node.itemVisibilityChecked() for node in nodes)
    ramp = nodes[1].layer().renderer().shader().rasterShaderFunction().colorRampItemList()
    assert (ramp[0].color.alpha(), ramp[-1].color.name()) == (0, "#56b4e9")


def test_a_layer_tells_where_it_comes_from(project, two_questions):
    metadata = answers_layer(add_result(two_questions, 0, project, licence="Apache-2.0")).metadata()
    assert metadata.title() == "Answers: Where is water? / Where are roads?"
    assert metadata.identifier() == "r1"
    assert metadata.parentIdentifier() == "/data/town.tif"
    assert metadata.licenses() == ["Model: Apache-2.0"]
    assert metadata.crs().authid() == "EPSG:32640"
    assert metadata.extent().spatialExtents()[0].bounds.xMaximum() == 500100.0
    assert "Threshold: 0.6" in metadata.abstract()
    assert "Model: nano (abc)" in metadata.abstract()
    assert metadata.history() == [
        "2026-01-02T03:04:05+00:00: asked with SegEarth 0.1.0 (run r1)",
        "6 tiles at 0.5 m a pixel",
        "smallest area 200.0 m², in EPSG:4326",
    ]


def test_metadata_is_kept_with_the_project(project, two_questions, tmp_path):
    add_result(two_questions, 0, project)
    assert project.write(str(tmp_path / "town.qgz"))
    project.clear()
    assert project.read(str(tmp_path / "town.qgz"))
    (layer,) = project.mapLayersByName("Answers")
    assert layer.metadata().identifier() == "r1"
    assert answers_layer(project.layerTreeRoot().findGroups()[0]) is layer


def test_labels_tell_area_and_score(project, two_questions):
    layer = answers_layer(add_result(two_questions, 0, project))
    assert layer.labelsEnabled()
    settings = layer.labeling().settings()
    assert settings.fitInPolygonOnly
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(next(layer.getFeatures()))
    assert QgsExpression(settings.fieldName).evaluate(context) == "1.0 ha\n0.80"
