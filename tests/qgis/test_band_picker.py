"""The bands of a run: the engine's choice, those on the map, or any three, and nothing to choose for a web map."""

from __future__ import annotations

import pytest
from osgeo import gdal
from qgis.core import QgsMultiBandColorRenderer, QgsRasterLayer
from qgis.PyQt.QtWidgets import QFormLayout, QWidget

from segearth_qgis.gui.band_picker import AUTOMATIC, CHOSEN, DISPLAYED, BandPicker


@pytest.fixture
def satellite(project, tmp_path) -> QgsRasterLayer:
    """Six bands of 16 bits; the map shows 4, 3, 2."""
    path = str(tmp_path / "satellite.tif")
    data = gdal.GetDriverByName("GTiff").Create(path, 8, 8, 6, gdal.GDT_UInt16)
    data = None
    layer = QgsRasterLayer(path, "Satellite")
    assert data is None
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), 4, 3, 2))
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def picker(qtbot):
    """A picker in a form, as in the dock."""
    window = QWidget()
    form = QFormLayout(window)
    widget = BandPicker(window)
    form.addRow("&Bands", widget)
    qtbot.addWidget(window)
    window.show()
    yield widget
    widget.set_layer(None)
    assert window is not None


def choose(picker, mode: str) -> None:
    picker.modeCombo.setCurrentIndex(picker.modeCombo.findData(mode))


def test_without_a_choice_of_the_user_the_engine_chooses(picker, satellite):
    picker.set_layer(satellite)
    assert picker.isVisible()
    assert picker.mode == AUTOMATIC
    assert picker.bands is None


def test_as_displayed_follows_the_map_to_the_moment_of_the_run(picker, satellite):
    picker.set_layer(satellite)
    choose(picker, DISPLAYED)
    assert picker.bands == (4, 3, 2)
    satellite.setRenderer(QgsMultiBandColorRenderer(satellite.dataProvider(), 6, 5, 1))
    assert picker.bands == (6, 5, 1)
    assert "6, 5, 1" in picker.modeCombo.currentText()


def test_any_three_bands_can_be_chosen_and_begin_with_those_on_the_map(picker, satellite):
    picker.set_layer(satellite)
    choose(picker, CHOSEN)
    assert picker.bands == (4, 3, 2)
    picker.bandCombos[0].setCurrentIndex(5)
    assert picker.bands == (6, 3, 2)


def test_bands_of_an_earlier_run_are_brought_back_unless_the_raster_lacks_them(picker, satellite):
    picker.set_layer(satellite)
    picker.set_bands((5, 4, 3))
    assert picker.bands == (5, 4, 3)
    picker.set_bands((7, 4, 3))
    assert picker.bands is None


def test_the_engines_stretch_is_told(picker, satellite, tmp_path):
    picker.set_layer(satellite)
    assert "percentile" in picker.stretchLabel.text()
    path = str(tmp_path / "bytes.tif")
    gdal.GetDriverByName("GTiff").Create(path, 8, 8, 5).FlushCache()
    picker.set_layer(QgsRasterLayer(path, "Bytes"))
    assert "as they are" in picker.stretchLabel.text()


def test_a_web_map_a_picture_a_single_band_and_no_raster_leave_nothing_to_choose(picker, satellite, tmp_path, raster):
    grey = str(tmp_path / "grey.tif")
    gdal.GetDriverByName("GTiff").Create(grey, 8, 8, 1).FlushCache()
    web_map = QgsRasterLayer("type=xyz&url=http://127.0.0.1:1/%7Bz%7D/%7Bx%7D/%7By%7D.png", "Web map", "wms")
    picture = str(tmp_path / "picture.tif")
    gdal.GetDriverByName("GTiff").Create(picture, 8, 8, 4, options=["PHOTOMETRIC=RGB", "ALPHA=YES"]).FlushCache()
    label = picker.parentWidget().layout().labelForField(picker)
    for layer in (web_map, QgsRasterLayer(grey, "Grey"), QgsRasterLayer(picture, "Picture"), raster, None):
        picker.set_layer(satellite)
        choose(picker, CHOSEN)
        assert label.isVisible()
        picker.set_layer(layer)
        assert not picker.isVisible()
        assert not label.isVisible()
        assert picker.bands is None


def test_a_layer_that_is_removed_leaves_nothing_to_choose(picker, satellite, project):
    picker.set_layer(satellite)
    choose(picker, DISPLAYED)
    project.clear()
    assert picker.bands is None
    assert not picker.isVisible()
