"""The dock with the real engine and the bundled model on the repository's sample: nothing is faked.

The engine is the command in SEGEARTH_ENGINE_COMMAND, by default that of this repository's environment.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from dock_steps import text
from qgis.core import QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt

from segearth_qgis.core.preview_layers import MARK
from segearth_qgis.engine_client.limits import Limits
from tests.promised import need

ROOT = Path(__file__).resolve().parents[2]
SEGEARTH = ROOT / ".venv" / "bin" / "segearth"
SAMPLE = ROOT / "resources" / "sample" / "lakeside.tif"
COMMAND = os.environ.get("SEGEARTH_ENGINE_COMMAND") or (f'"{SEGEARTH}" serve' if SEGEARTH.exists() else "")
PATIENCE_MS = 240_000  # a cold engine on a busy machine


@pytest.fixture(scope="module", autouse=True)
def engine_is_there():
    """Skip without an engine, or fail where the environment promises one."""
    need(COMMAND, "an engine (make setup, or SEGEARTH_ENGINE_COMMAND)")


@pytest.fixture
def real_dock(make_plugin, project, iface, tmp_path, monkeypatch, qtbot):
    """The dock over a copy of the sample, with the real engine and an empty cache of scenes."""
    monkeypatch.setenv("SEGEARTH_SCENE_CACHE", str(tmp_path / "scenes"))
    layer = QgsRasterLayer(str(shutil.copy(SAMPLE, tmp_path)), "Lakeside")
    project.addMapLayer(layer)
    project.setCrs(layer.crs())
    iface.mapCanvas().setDestinationCrs(layer.crs())
    iface.mapCanvas().setExtent(layer.extent())
    plugin = make_plugin(limits=Limits(stop_ms=5_000))
    plugin.settings.engine_command_text = COMMAND
    dock = plugin.show_dock()
    dock.form.extentWidget.set_mode("layer")
    return dock


def wait_for_end(dock, qtbot) -> None:
    qtbot.waitUntil(lambda: not dock.is_running, timeout=PATIENCE_MS)


def answers(project) -> QgsVectorLayer:
    return project.mapLayersByName("Answers")[0]


def test_a_question_its_plan_another_threshold_and_a_follow_up(real_dock, qtbot, project):
    dock = real_dock
    qtbot.waitUntil(lambda: "pixels of" in text(dock.asking.planRow.panel), timeout=PATIENCE_MS)
    previews: list[str] = []
    project.layerWasAdded.connect(lambda layer: previews.append(layer.name()) if layer.customProperty(MARK) else None)
    dock.form.questionEdit.setText("Where is open water?")
    qtbot.mouseClick(dock.runButton, Qt.MouseButton.LeftButton)
    wait_for_end(dock, qtbot)
    assert "searched" in text(dock.results), text(dock.status)
    assert "already encoded" not in text(dock.results)
    assert set(previews) <= {"Where is open water? (so far)"}
    layer = answers(project)
    before = layer.featureCount()
    assert before > 0

    dock.shaping.minAreaSpin.setValue(1_000_000)
    qtbot.waitUntil(lambda: layer.featureCount() == 0, timeout=PATIENCE_MS)
    dock.shaping.minAreaSpin.setValue(0)
    qtbot.waitUntil(lambda: layer.featureCount() == before, timeout=PATIENCE_MS)
    assert all(feature.geometry().isGeosValid() for feature in layer.getFeatures())

    dock.form.questionEdit.setText("Where are trees?\nWhere are buildings?")
    dock.start_run()
    wait_for_end(dock, qtbot)
    assert "the scene was already encoded" in text(dock.results)
    assert len(dock.results.label.text().split("<br>")) >= 3


def test_a_quick_look_is_a_temporary_layer(real_dock, qtbot, project):
    dock = real_dock
    dock.form.questionEdit.setText("Where is open water?")
    dock.asking.try_one_tile()
    wait_for_end(dock, qtbot)
    layer = project.mapLayersByName("One tile: Where is open water?")[0]
    assert layer.providerType() == "memory"
    assert "searched" in text(dock.results)


def test_a_refused_pixel_size_is_said_by_the_engine(real_dock, qtbot):
    dock = real_dock
    dock.form.gsdSpin.setValue(0.01)
    dock.form.questionEdit.setText("Where is open water?")
    dock.start_run()
    wait_for_end(dock, qtbot)
    assert "absurdly fine" in text(dock.status)
