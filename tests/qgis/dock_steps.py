"""What tests of the dock do again and again: type, press Run, wait, read."""

from __future__ import annotations

import html

from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt


def text(panel) -> str:
    """What a message panel shows, as plain text."""
    return html.unescape(panel.label.text()) if not panel.isHidden() else ""


def ask(dock, qtbot, question: str = "Where is open water?") -> None:
    """Type a question, press Run, wait for the end."""
    start(dock, qtbot, question)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=20_000)


def start(dock, qtbot, question: str = "Where is open water?") -> None:
    dock.form.questionEdit.setText(question)
    qtbot.mouseClick(dock.runButton, Qt.MouseButton.LeftButton)
    assert dock.is_running


def sent_request(dock):
    """The request of the run that is on its way."""
    return dock.controller.request


def double_click(view, row: int, qtbot) -> None:
    place = view.visualItemRect(view.item(row)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def wait_for_progress(dock, qtbot) -> None:
    qtbot.waitUntil(lambda: "Tile" in text(dock.status), timeout=10_000)


def add_district(project) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32640", "Districts", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500010, 2000010, 500050, 2000050)))
    layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    return layer
