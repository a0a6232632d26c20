"""The page of the set-up, the hint in the dock and the plugin around them, with engines that are there already."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from processes import is_alive
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtNetwork import QNetworkProxy

from segearth_qgis import __version__
from segearth_qgis.core.errors import SetupNoNetwork
from segearth_qgis.core.settings import Settings
from segearth_qgis.engine_client.setup_folder import Made, engine_program, python_program, write_state
from segearth_qgis.engine_client.setup_pip import PipProgress
from segearth_qgis.engine_client.setup_proxy import proxy_variables
from segearth_qgis.engine_client.setup_runner import SetupProgress
from segearth_qgis.engine_client.setup_state import EngineSetup, SetupState
from segearth_qgis.engine_client.setup_trial import engine_in
from segearth_qgis.gui.setup_hint import SetupHint
from segearth_qgis.gui.setup_ways import COMMAND, EXISTING

LONG_MS = 20_000


@pytest.fixture
def environment(tmp_path, engine_command) -> Path:
    """A folder that looks like an environment, with a fake engine of the given mode as its program."""

    def make(mode: str, place: str = "env") -> Path:
        folder = tmp_path / place
        program = engine_program(folder)
        program.parent.mkdir(parents=True)
        words = " ".join(f'"{word}"' for word in engine_command(mode))
        program.write_text(f"#!/bin/sh\nexec {words}\n", encoding="utf-8")
        program.chmod(0o755)
        return folder

    return make


@pytest.fixture
def page(make_plugin):
    """The page of a plugin without an engine."""
    plugin = make_plugin()
    dialog = plugin.open_setup()
    dialog.page.plugin = plugin
    return dialog.page


def said(page) -> str:
    return page.outcome.label.text()


def test_an_environment_that_is_there_is_tried_and_taken(page, environment, qtbot):
    folder = environment("good")
    page.ways.choose(EXISTING)
    page.ways.existingEdit.setFilePath(str(folder))
    assert page.startButton.text() == "Try and use it"
    qtbot.mouseClick(page.startButton, Qt.MouseButton.LeftButton)
    assert not page.startButton.isEnabled()
    qtbot.waitUntil(lambda: "answers" in said(page), timeout=LONG_MS)
    assert "nano, segearth-r1" in said(page)
    assert Settings().engine_command == [str(engine_program(folder)), "serve"]


def test_a_command_is_tried_and_taken(page, engine_command, qtbot):
    page.ways.choose(COMMAND)
    page.ways.commandEdit.setText(" ".join(engine_command("good")))
    page.start()
    qtbot.waitUntil(lambda: "answers" in said(page), timeout=LONG_MS)
    assert Settings().engine_command == engine_command("good")


@pytest.mark.parametrize(
    ("mode", "words"), [("other_protocol", "different versions"), ("no_start", "no module named torch")]
)
def test_an_engine_that_does_not_fit_is_told_and_not_taken(page, engine_command, qtbot, mode, words):
    page.ways.choose(COMMAND)
    page.ways.commandEdit.setText(" ".join(engine_command(mode)))
    page.start()
    qtbot.waitUntil(lambda: words in said(page), timeout=LONG_MS)
    assert Settings().engine_command_text == ""
    assert page.startButton.isEnabled()


@pytest.mark.parametrize(("way", "value"), [(COMMAND, ""), (COMMAND, '"open'), (EXISTING, ""), (EXISTING, "/nowhere")])
def test_what_is_no_engine_is_told_at_once(page, way, value):
    page.ways.choose(way)
    page.ways.commandEdit.setText(value)
    page.ways.existingEdit.setFilePath(value)
    page.start()
    assert said(page)
    assert not page._setup.is_working


def test_a_trial_is_cancelled_and_its_engine_ended(page, engine_command, qtbot):
    page.ways.choose(COMMAND)
    page.ways.commandEdit.setText(" ".join(engine_command("silent")))
    page.start()
    client = page._setup._trial._client
    qtbot.waitUntil(lambda: client.pid > 0, timeout=LONG_MS)
    pid = client.pid
    qtbot.mouseClick(page.cancelButton, Qt.MouseButton.LeftButton)
    assert not is_alive(pid)
    assert "Cancelled" in said(page)
    assert Settings().engine_command_text == ""


def test_closing_the_page_stops_nothing_and_opening_it_again_shows_how_it_goes(make_plugin, engine_command, qtbot):
    plugin = make_plugin()
    dialog = plugin.open_setup()
    dialog.page.ways.choose(COMMAND)
    dialog.page.ways.commandEdit.setText(" ".join([*engine_command("late"), "1"]))
    dialog.page.start()
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert plugin.setup.is_working
    again = plugin.open_setup()
    assert again.page.cancelButton.isVisible()
    assert "Starting" in again.page.log.toPlainText()
    qtbot.waitUntil(lambda: "answers" in said(again.page), timeout=LONG_MS)


def test_the_dock_takes_a_new_engine_by_itself_and_the_hint_goes(open_dock, make_plugin, engine_command, qtbot, iface):
    plugin = make_plugin()
    dock = plugin.show_dock()
    hint = dock.findChild(SetupHint)
    assert hint.isVisible()
    plugin.setup.take_command(" ".join(engine_command("good")))
    qtbot.waitUntil(lambda: dock.form.modelCombo.count() == 2, timeout=LONG_MS)
    assert not hint.isVisible()


def test_unload_ends_a_trial(make_plugin, engine_command, qtbot):
    plugin = make_plugin()
    plugin.open_setup()
    plugin.setup.take_command(" ".join(engine_command("stubborn")))
    client = plugin.setup._trial._client
    qtbot.waitUntil(lambda: client.pid > 0, timeout=LONG_MS)
    pid = client.pid
    plugin.unload()
    assert not is_alive(pid)


def test_progress_is_shown_in_steps_packages_and_megabytes(page):
    pip = PipProgress(packages=12, wanted=47, bytes_done=0, name="numpy", fraction=0.2)
    page._setup.progress = SetupProgress(5, 7, "Installing the libraries", 0.6, 248_000_000, pip)
    page._on_progressed(page._setup.progress)
    assert page.stepLabel.text() == "Step 5 of 7: Installing the libraries"
    assert "248 MB fetched · 12 of 47 packages · numpy" in page.detailLabel.text()
    assert page.progressBar.value() == 600


def test_an_error_is_shown_with_its_next_step(page):
    page._setup._on_failed(SetupNoNetwork("The server is away.", "Check the proxy."))
    assert "The server is away." in said(page)
    assert "Check the proxy." in said(page)
    assert "Check the proxy." in page.log.toPlainText()


@pytest.mark.parametrize(
    ("made", "button"),
    [
        (Made(__version__, "linux-cpu", "x", done=("venv",)), "Continue"),
        (Made("0.0.1", "linux-cpu", "x"), "Repair"),
        (Made(__version__, "linux-cpu", "x", ready=True), "Check and use it"),
    ],
)
def test_the_button_says_what_it_will_do_with_what_is_there(make_plugin, made, button):
    plugin = make_plugin()
    folder = plugin.setup.folder
    for program in (engine_program(folder), python_program(folder)):
        program.parent.mkdir(parents=True, exist_ok=True)
        program.touch(mode=0o755)
    write_state(folder, made)
    assert plugin.open_setup().page.startButton.text() == button


def test_the_card_that_is_found_decides_the_build_unless_the_user_does(page):
    page.ways.set_gpu("NVIDIA H100")
    assert "NVIDIA H100" in page.ways.buildCombo.itemText(0)
    assert page.ways.wish("", "", rebuild=False).build == "cuda"
    page.ways.buildCombo.setCurrentIndex(page.ways.buildCombo.findData("cpu"))
    assert page.ways.wish("", "", rebuild=False).build == "cpu"
    page.ways.set_gpu("")
    page.ways.buildCombo.setCurrentIndex(0)
    assert page.ways.wish("", "", rebuild=False).build == "cpu"


def test_a_card_is_asked_for_by_its_driver(tmp_path, monkeypatch, qtbot):
    driver = tmp_path / "nvidia-smi"
    driver.write_text("#!/bin/sh\necho 'NVIDIA H100'\n", encoding="utf-8")
    driver.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    setup = EngineSetup(Settings())
    with qtbot.waitSignal(setup.gpuFound, timeout=LONG_MS) as found:
        setup.look_for_gpu()
    assert found.args == ["NVIDIA H100"]


def test_an_external_program_that_is_gone_is_broken(make_plugin, environment):
    plugin = make_plugin()
    folder = environment("good")
    Settings().engine_command_text = f'"{engine_program(folder)}" serve'
    assert plugin.setup.state is SetupState.READY
    shutil.rmtree(folder)
    assert plugin.setup.state is SetupState.BROKEN


@pytest.mark.parametrize("inside", ["", ".venv", "bin/segearth", "bin/python"])
def test_an_environment_is_found_by_any_of_its_places(environment, inside):
    folder = environment("good", ".venv" if inside == ".venv" else "env")
    python_program(folder).touch()
    pointed = folder.parent if inside == ".venv" else folder / inside
    assert engine_in(str(pointed)) == str(engine_program(folder))


def test_options_do_not_undo_what_the_set_up_has_chosen(make_plugin, iface):
    plugin = make_plugin()
    options = iface.factories[0].createWidget(None)
    plugin.settings.engine_command_text = "/new/segearth serve"
    options.apply()
    assert plugin.settings.engine_command_text == "/new/segearth serve"


# The proxy of QGIS


@pytest.fixture
def set_proxy():
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()

    def use(proxy: QNetworkProxy) -> None:
        manager.setFallbackProxyAndExcludes(proxy, ["https://intern.example"], ["localhost"])

    yield use
    manager.setFallbackProxyAndExcludes(*before)


def test_the_proxy_of_qgis_becomes_that_of_pip(set_proxy):
    set_proxy(QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "proxy.example", 3128, "jürgen", "a:b@c"))
    variables = proxy_variables()
    assert variables["HTTPS_PROXY"] == "http://j%C3%BCrgen:a:b%40c@proxy.example:3128"
    assert variables["HTTP_PROXY"] == variables["HTTPS_PROXY"]
    assert "intern.example" in variables["NO_PROXY"].split(",")


def test_without_a_proxy_pip_gets_none(set_proxy):
    set_proxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
    assert proxy_variables() == {}
