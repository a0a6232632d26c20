"""What the plugin looks like: its icons, the sections that fold, areas in one unit, and the way to the help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dock_steps import ask, text
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import QFile, QLocale, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from segearth_qgis.core.resources import icon
from segearth_qgis.gui.area_spin import AreaSpin
from segearth_qgis.gui.run_bar import RunBar

PLUGIN = Path(icon.__code__.co_filename).parents[1]


@pytest.fixture
def opened(monkeypatch) -> list[QUrl]:
    """The addresses that the browser is asked to show."""
    addresses: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", addresses.append)
    return addresses


@pytest.fixture
def spin(qtbot) -> AreaSpin:
    field = AreaSpin(100_000_000.0)
    field.setLocale(QLocale(QLocale.Language.English))
    field.setSpecialValueText("Any")
    qtbot.addWidget(field)
    return field


def test_the_icons_can_be_drawn(qgis_app):
    for path in (PLUGIN.parent / "resources" / "icons").glob("*.svg"):
        assert not icon(path.stem).pixmap(24, 24).isNull(), path


def test_qgis_has_the_icons_that_are_taken_from_it(qgis_app):
    named = {name for path in PLUGIN.rglob("*.py") for name in re.findall(r'"(/m\w+\.svg)"', path.read_text())}
    assert named
    assert [name for name in named if not QFile.exists(f":/images/themes/default{name}")] == []


def test_the_help_opens_from_the_dock(open_dock, qtbot, opened):
    qtbot.mouseClick(open_dock("good").engine.helpButton, Qt.MouseButton.LeftButton)
    assert [Path(address.toLocalFile()).name for address in opened] == ["index.html"]
    assert Path(opened[0].toLocalFile()).is_file()


def test_the_help_opens_from_the_set_up_at_its_section(make_plugin, qtbot, opened):
    buttons = make_plugin("good").open_setup().findChild(QDialogButtonBox)
    qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Help), Qt.MouseButton.LeftButton)
    assert [address.fragment() for address in opened] == ["engine"]


def test_the_help_opens_from_the_options(make_plugin, qtbot, opened):
    page = make_plugin("good")._factory.createWidget()
    qtbot.addWidget(page)
    qtbot.mouseClick(page.findChild(QPushButton, "helpButton"), Qt.MouseButton.LeftButton)
    assert [address.fragment() for address in opened] == ["engine"]


def test_a_section_is_there_while_it_has_something_to_show(open_dock, qtbot):
    dock = open_dock("good")
    assert not dock.resultSection.isHidden()
    assert (dock.reviewSection.isHidden(), dock.historySection.isHidden()) == (True, True)
    ask(dock, qtbot)
    assert (dock.reviewSection.isHidden(), dock.historySection.isHidden()) == (False, False)
    dock.history.remove_current()
    assert dock.historySection.isHidden()


def test_a_folded_section_hides_its_content_and_stays(open_dock, qtbot):
    dock = open_dock("good")
    ask(dock, qtbot)
    dock.reviewSection.setCollapsed(True)
    assert not dock.review.isVisible()
    assert not dock.reviewSection.isHidden()
    dock.reviewSection.setCollapsed(False)
    assert dock.review.isVisible()


def test_a_result_unfolds_its_section(open_dock, qtbot):
    dock = open_dock("good")
    dock.resultSection.setCollapsed(True)
    ask(dock, qtbot)
    assert not dock.resultSection.isCollapsed()
    assert "searched" in text(dock.results)


def test_the_end_of_a_run_is_told_in_one_place(open_dock, qtbot):
    dock = open_dock("good")
    ask(dock, qtbot)
    assert text(dock.status) == ""
    assert "Finished in" in text(dock.results)


def test_the_crs_to_reproject_to_is_named_and_follows_the_project(open_dock):
    dock = open_dock("good")
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    assert dock.form.projectCrsCheck.text() == "to EPSG:3857"


@pytest.mark.parametrize(
    ("value", "said"), [(0, "Any"), (740, "740 m²"), (10_000, "1 ha"), (12_345, "1.2345 ha"), (3_100_000, "3.1 km²")]
)
def test_an_area_reads_in_the_unit_that_fits_and_loses_no_digit(spin, value, said):
    spin.setValue(value)
    assert spin.text() == said
    assert spin.valueFromText(spin.text()) == value or said == "Any"


@pytest.mark.parametrize(("typed", "value"), [("500", 500), ("0.5 ha", 5_000), ("2 km2", 2_000_000), ("70 m2", 70)])
def test_an_area_can_be_typed_with_another_unit(spin, typed, value):
    spin.selectAll()
    QTest.keyClicks(spin, typed + "\r")
    assert spin.value() == value


def test_what_is_no_area_leaves_the_value(spin):
    spin.setValue(500)
    spin.selectAll()
    QTest.keyClicks(spin, "hectare\r")
    assert spin.value() == 500


def test_an_area_follows_the_language(spin):
    spin.setLocale(QLocale(QLocale.Language.German))
    spin.setValue(12_000)
    assert spin.text() == "1,2 ha"
    assert spin.valueFromText("0,5 ha") == 5_000


def test_buttons_without_room_side_by_side_stand_one_below_the_other(qtbot):
    place = QWidget()
    qtbot.addWidget(place)
    bar = RunBar()
    bar.tryButton.setText("Hier eine einzelne Kachel probieren")
    QVBoxLayout(place).addWidget(bar)
    place.resize(600, 100)
    place.show()
    assert bar.runButton.y() == bar.tryButton.y()
    place.resize(place.minimumSizeHint().width(), 150)
    qtbot.waitUntil(lambda: bar.runButton.y() < bar.tryButton.y(), timeout=5_000)
    assert bar.tryButton.width() >= bar.tryButton.minimumSizeHint().width()
