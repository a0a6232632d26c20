"""A run that ended before its time: keep what is there, go on, or discard it."""

from __future__ import annotations

from pathlib import Path

import pytest
from dock_steps import start, text, wait_for_progress
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPushButton

from segearth_qgis.core.output_path import default_output


@pytest.fixture
def cancelled(open_dock, qtbot):
    """The dock after a run of the whole raster that was cancelled when tiles were done."""
    dock = open_dock("interrupted")
    dock.form.extentWidget.set_mode("layer")
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    qtbot.mouseClick(dock.cancelButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    return dock


def press(dock, name: str, qtbot) -> None:
    qtbot.mouseClick(dock.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)


def test_a_cancelled_run_offers_what_it_has_done(cancelled):
    assert not cancelled.outcome.interrupted.isHidden()
    assert "of 1,000 tiles are done and kept." in text(cancelled.outcome.interrupted.panel)
    assert text(cancelled.status) == "The run was cancelled."


def test_what_is_there_is_kept_as_a_result_that_says_what_was_not_searched(cancelled, qtbot, project):
    press(cancelled, "keepButton", qtbot)
    shown = text(cancelled.results)
    assert "3 areas" in shown
    assert "3 of 4 tiles were not searched" in shown
    assert len(project.mapLayersByName("Answers")) == 1
    assert cancelled.outcome.interrupted.isHidden()
    assert Path(cancelled.resultLink.path).name == "town_segearth_1.gpkg"


def test_a_cancelled_run_goes_on(cancelled, qtbot, project):
    press(cancelled, "goOnButton", qtbot)
    assert "3 areas, 1.9 ha, in 16.0 ha searched" in text(cancelled.results)
    assert len(project.mapLayersByName("Answers")) == 1


def test_a_discarded_run_leaves_nothing(cancelled, qtbot, raster_file):
    press(cancelled, "discardButton", qtbot)
    assert [path.name for path in raster_file.parent.iterdir()] == ["town.tif"]
    assert cancelled.outcome.interrupted.isHidden()
    assert cancelled.form.outputLink.path.endswith("town_segearth_1.gpkg")


def test_another_question_does_not_overwrite_what_a_cancelled_run_has_done(cancelled, raster_file):
    assert cancelled.form.outputLink.path.endswith("town_segearth_2.gpkg")


def test_a_cancelled_run_of_which_nothing_is_done_gives_its_name_back(tmp_path):
    folder = tmp_path / "town_segearth_1_run"
    folder.mkdir()
    (folder / "run.json").write_text('{"state": "cancelled"}', encoding="utf-8")
    (folder / "journal.jsonl").write_text("", encoding="utf-8")
    assert default_output("town.tif", [str(tmp_path)]).name == "town_segearth_1.gpkg"
    (folder / "journal.jsonl").write_text("{}\n", encoding="utf-8")
    assert default_output("town.tif", [str(tmp_path)]).name == "town_segearth_2.gpkg"


def test_an_engine_that_died_goes_on_with_what_it_had_done(open_dock, qtbot, tmp_path, log_lines):
    dock = open_dock("cut_once", str(tmp_path / "died"))
    requests: list[str] = []
    send = dock._client.request
    dock._client.request = lambda method, *rest: requests.append(method) or send(method, *rest)
    start(dock, qtbot)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=20_000)
    assert [method for method in requests if method in ("run", "resume")] == ["run", "resume"]
    assert "3 areas" in text(dock.results)


def test_a_run_that_left_nothing_to_go_on_from_is_asked_anew(open_dock, qtbot, tmp_path):
    dock = open_dock("cut_early", str(tmp_path / "died"))
    requests: list[str] = []
    send = dock._client.request
    dock._client.request = lambda method, *rest: requests.append(method) or send(method, *rest)
    start(dock, qtbot)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=20_000)
    assert [method for method in requests if method in ("run", "resume")] == ["run", "resume", "run"]
    assert "3 areas" in text(dock.results)


def test_a_run_that_fails_after_tiles_were_done_offers_them_too(open_dock, qtbot):
    dock = open_dock("error", "out_of_memory")
    start(dock, qtbot)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert "The fake engine reports out_of_memory." in text(dock.status)
    assert "1 of 4 tiles are done and kept." in text(dock.outcome.interrupted.panel)
