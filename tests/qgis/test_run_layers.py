"""The areas in a layer are replaced whole or not at all, whatever filter is set on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer
from tiny_geopackage import write_result

from segearth_qgis.core.errors import ResultUnreadable
from segearth_qgis.core.review import KEPT, Review
from segearth_qgis.core.run_layers import replace_features, reviewed_count

OLD, NEW = (500000.0, 2000000.0, 500100.0, 2000100.0), (500000.0, 2000000.0, 500010.0, 2000010.0)


@pytest.fixture
def layer(project, tmp_path: Path) -> QgsVectorLayer:
    """Three areas of 10,000 m²."""
    write_result(tmp_path / "out.gpkg", "Where is water?", [OLD] * 3, [OLD], 32640)
    layer = QgsVectorLayer(f"{tmp_path / 'out.gpkg'}|layername=answers", "Answers", "ogr")
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def new(tmp_path: Path) -> str:
    """Five areas of 100 m²."""
    write_result(tmp_path / "new.gpkg", "Where is water?", [NEW] * 5, [NEW], 32640)
    return str(tmp_path / "new.gpkg")


def sizes(layer: QgsVectorLayer) -> list[float]:
    return sorted(feature["area_m2"] for feature in layer.getFeatures())


def test_areas_that_a_filter_hides_are_replaced_too_and_the_filter_stays(layer, new):
    layer.setSubsetString('"id" > 2')
    assert replace_features(layer, new, "answers") == 5
    assert layer.subsetString() == '"id" > 2'
    layer.setSubsetString("")
    assert sizes(layer) == [100.0] * 5


def test_judged_areas_that_a_filter_hides_are_counted(layer):
    review = Review(layer)
    review.decide(KEPT)
    review.save()
    layer.setSubsetString('"id" > 1')
    assert len(list(layer.getFeatures())) == 2
    assert reviewed_count(layer) == 1


def test_where_the_new_areas_cannot_be_written_the_old_ones_stay(layer, new):
    with closing(sqlite3.connect(layer.source().split("|")[0])) as base, base:
        base.execute(
            "CREATE TRIGGER full BEFORE INSERT ON answers WHEN NEW.area_m2 = 100.0 "
            "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    with pytest.raises(ResultUnreadable, match="cannot be written"):
        replace_features(layer, new, "answers")
    assert sizes(layer) == [10_000.0] * 3
