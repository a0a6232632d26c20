"""The plugin's life in QGIS: it loads anywhere, opens nothing by itself, and leaves nothing behind."""

from __future__ import annotations

import sys

from processes import is_alive
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QDockWidget, QFileDialog, QLabel

import segearth_qgis
from segearth_qgis.fault_plugin import FaultPlugin
from segearth_qgis.gui.options_page import OptionsPage
from segearth_qgis.plugin import SegEarthPlugin


def docks(iface) -> list:
    return [dock for dock in iface.mainWindow().findChildren(QDockWidget) if dock.objectName() == "SegEarthDock"]


def test_it_loads_without_a_window():
    plugin = segearth_qgis.classFactory(None)
    assert isinstance(plugin, SegEarthPlugin)
    plugin.initGui()
    plugin.unload()


def test_it_adds_one_action_and_one_options_page_and_opens_nothing(make_plugin, iface):
    make_plugin("good")
    assert len(iface.toolbar.actions()) == 1
    names = [action.objectName() for action in iface.raster_menu.actions()]
    assert names == ["segearthAction", "segearthSetupAction"]
    assert not iface.toolbar.actions()[0].icon().isNull()
    assert len(iface.factories) == 1
    assert docks(iface) == []


def test_the_action_opens_and_closes_the_dock(make_plugin, iface):
    plugin = make_plugin("good")
    plugin.action.trigger()
    assert len(docks(iface)) == 1
    assert plugin.dock.isVisible()
    plugin.action.trigger()
    assert not plugin.dock.isVisible()
    plugin.action.trigger()
    assert plugin.dock.isVisible()
    assert len(docks(iface)) == 1


def test_unload_removes_everything_and_stops_the_engine(make_plugin, iface, raster, qtbot):
    plugin = make_plugin("slow")
    dock = plugin.show_dock()
    dock.form.extentWidget.set_mode("layer")
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    qtbot.waitUntil(lambda: "Tile" in dock.status.label.text(), timeout=10_000)
    pid = plugin.client.pid
    plugin.unload()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not is_alive(pid)
    assert docks(iface) == []
    assert iface.toolbar.actions() == []
    assert iface.raster_menu.actions() == []
    assert iface.factories == []
    QgsProject.instance().clear()  # signals of the project must not reach what is gone


def test_unload_ends_an_engine_that_heeds_nothing(make_plugin, qtbot):
    plugin = make_plugin("stubborn")
    plugin.show_dock()
    qtbot.waitUntil(lambda: plugin.dock.form.modelCombo.count() == 2, timeout=10_000)
    pid = plugin.client.pid
    plugin.unload()
    assert not is_alive(pid)


def test_it_can_be_loaded_again(make_plugin, iface):
    first = make_plugin("good")
    first.show_dock()
    first.unload()
    second = make_plugin("good")
    second.show_dock()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(docks(iface)) == 1


def test_a_failed_import_gives_a_plugin_that_says_why(iface, monkeypatch, log_lines):
    monkeypatch.setitem(sys.modules, "segearth_qgis.plugin", None)
    plugin = segearth_qgis.classFactory(iface)
    assert isinstance(plugin, FaultPlugin)
    plugin.initGui()
    plugin.unload()
    assert len(iface.messageBar().items()) == 1
    assert any("could not be loaded" in text and tag == "SegEarth" for text, tag in log_lines)


def test_the_options_page_stores_the_command_and_the_dock_takes_it(make_plugin, iface, engine_command, qtbot):
    plugin = make_plugin()
    plugin.show_dock()
    page = iface.factories[0].createWidget(None)
    page.commandEdit.setText(" ".join(engine_command("good")))
    page.apply()
    assert plugin.settings.engine_command == engine_command("good")
    qtbot.waitUntil(lambda: plugin.dock.form.modelCombo.count() == 2, timeout=10_000)
    assert plugin.dock.status.settingsButton.isHidden()


def test_a_command_changed_during_a_run_takes_effect_after_it(make_plugin, iface, raster, engine_command, qtbot):
    plugin = make_plugin("slow")
    dock = plugin.show_dock()
    dock.form.extentWidget.set_mode("layer")
    dock.form.questionEdit.setText("Where is water?")
    dock.start_run()
    qtbot.waitUntil(lambda: "Tile" in dock.status.label.text(), timeout=10_000)
    pid = plugin.client.pid
    page = iface.factories[0].createWidget(None)
    page.commandEdit.setText(" ".join(engine_command("good")))
    page.apply()
    assert dock.is_running
    assert is_alive(pid)
    dock.cancel_run()
    qtbot.waitUntil(lambda: plugin.client.pid not in (0, pid), timeout=10_000)
    assert not is_alive(pid)
    assert "The run was cancelled." in dock.status.label.text()


def test_ok_in_the_options_tries_the_same_command_again_when_no_engine_runs(make_plugin, iface, qtbot, tmp_path):
    program = tmp_path / "segearth"
    plugin = make_plugin()
    plugin.settings.engine_command_text = str(program)
    plugin.show_dock()
    qtbot.waitUntil(lambda: "cannot be started" in plugin.dock.status.label.text(), timeout=10_000)
    program.symlink_to("/bin/cat")
    iface.factories[0].createWidget(None).apply()
    qtbot.waitUntil(lambda: plugin.client.pid > 0, timeout=10_000)


def test_ok_in_the_options_leaves_an_engine_alone_that_runs(make_plugin, iface, qtbot):
    plugin = make_plugin("good")
    plugin.show_dock()
    qtbot.waitUntil(lambda: plugin.dock.form.modelCombo.count() == 2, timeout=10_000)
    pid = plugin.client.pid
    iface.factories[0].createWidget(None).apply()
    qtbot.wait(100)
    assert plugin.client.pid == pid


def test_the_options_page_tells_where_to_get_the_engine(make_plugin, iface, root):
    make_plugin()
    page = iface.factories[0].createWidget(None)
    homepage = next(
        line.partition("=")[2]
        for line in (root / "metadata.txt").read_text("utf-8").splitlines()
        if "homepage=" in line
    )
    assert f'<a href="{homepage}">' in page.findChild(QLabel, "engineIntroLabel").text()


def test_a_program_that_is_chosen_is_quoted(make_plugin, iface, monkeypatch):
    make_plugin()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/opt/o'hara\tx/segearth", ""))
    page = iface.factories[0].createWidget(None)
    page._browse()
    assert page._typed_command() == ["/opt/o'hara\tx/segearth", "serve"]


def test_the_options_page_tries_a_command_and_ends_it_again(make_plugin, iface, engine_command, qtbot):
    make_plugin()
    page: OptionsPage = iface.factories[0].createWidget(None)
    qtbot.addWidget(page)
    page.commandEdit.setText(" ".join(engine_command("good")))
    page.test()
    client = page._client
    qtbot.waitUntil(lambda: client.pid > 0, timeout=5_000)
    pid = client.pid
    qtbot.waitUntil(lambda: "The engine answers." in page.outcome.label.text(), timeout=10_000)
    assert "nano, segearth-r1" in page.outcome.label.text()
    assert not is_alive(pid)


def test_the_options_page_says_why_a_command_does_not_work(make_plugin, iface, qtbot):
    make_plugin()
    page: OptionsPage = iface.factories[0].createWidget(None)
    qtbot.addWidget(page)
    page.commandEdit.setText("/no/such/program serve")
    page.test()
    qtbot.waitUntil(lambda: "/no/such/program" in page.outcome.label.text(), timeout=10_000)
    assert page.testButton.isEnabled()
