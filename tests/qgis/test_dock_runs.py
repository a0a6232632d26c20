"""A run from the dock: what is asked of the engine, and which sentence is shown for every outcome."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import QUICK
from dock_steps import ask, start, text, wait_for_progress
from processes import is_alive
from qgis.PyQt.QtCore import Qt

from segearth_qgis.engine_client.limits import Limits


def test_a_question_gives_a_sentence_a_group_and_a_link_to_the_file(open_dock, qtbot, project, raster_file):
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    assert "<b>3 areas, 1.9 ha, in 16.0 ha searched</b>" in text(dock.results)
    output = raster_file.parent / "town_segearth_1.gpkg"
    assert dock.resultLink.path == str(output)
    assert output.exists()
    assert str(output) in dock.resultLink.toolTip()
    assert project.layerTreeRoot().children()[0].name() == "Where is open water?"
    assert dock.form.outputLink.path.endswith("town_segearth_2.gpkg")


def test_nothing_found_is_shown_as_a_result_with_the_area_searched(open_dock, qtbot, project):
    dock = open_dock("nothing")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    assert text(dock.results).startswith("<b>Nothing found in 16.0 ha searched</b>")
    assert len(project.mapLayersByName("Coverage")) == 1


def test_an_answer_in_words_is_shown_with_its_totals_and_in_the_history(open_dock, qtbot):
    dock = open_dock("words", "It is the lake in the north.")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot)
    shown = text(dock.results)
    assert shown.startswith("<b>3 areas, 1.9 ha, in 16.0 ha searched</b><br>“It is the lake in the north.”")
    assert dock.results.label.wordWrap()
    item = dock.history.list.item(0)
    assert item.text().split("\n")[2] == "“It is the lake in the north.”"
    assert "“It is the lake in the north.”" in item.toolTip()


def test_an_answer_in_words_is_text_and_never_markup(open_dock, qtbot):
    dock = open_dock("words", "<img src=x> <b>here</b>")
    ask(dock, qtbot)
    for rich in (dock.results.label.text(), dock.history.list.item(0).toolTip()):
        assert "&lt;img src=x&gt; &lt;b&gt;here&lt;/b&gt;" in rich
        assert "<img" not in rich


def test_a_long_answer_in_words_does_not_widen_the_dock(open_dock, qtbot):
    dock = open_dock("words", "w" * 400 + " word" * 100)
    ask(dock, qtbot)
    assert "…”" in text(dock.results)
    assert dock.results.minimumSizeHint().width() <= 340


def test_failed_tiles_are_said_beside_the_result(open_dock, qtbot):
    dock = open_dock("failed_tile")
    ask(dock, qtbot)
    assert "1 tile failed and was not searched" in text(dock.results)


def test_progress_shows_tiles_finds_and_time_left(open_dock, qtbot):
    dock = open_dock("slow")
    start(dock, qtbot)
    qtbot.waitUntil(lambda: "of 1,000 · 2 areas found" in text(dock.status), timeout=10_000)
    assert text(dock.status).endswith("left")
    assert dock.progressBar.maximum() == 1000
    assert not dock.progressBar.isHidden()
    assert not dock.runButton.isEnabled()


def test_cancel_ends_the_run_and_keeps_the_engine(open_dock, qtbot, project):
    dock = open_dock("slow")
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    pid = dock._client.pid
    qtbot.mouseClick(dock.cancelButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert "cancelled" in text(dock.status)
    assert dock.runButton.isEnabled()
    assert not dock.cancelButton.isEnabled()
    assert dock.progressBar.isHidden()
    assert is_alive(pid)
    assert len(project.mapLayers()) == 1


def test_cancel_in_the_task_manager_shows_in_the_dock(open_dock, qtbot):
    dock = open_dock("slow")
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    dock.controller.run._task.cancel()
    assert text(dock.status) == "Cancelling…"
    assert not dock.cancelButton.isEnabled()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert text(dock.status) == "The run was cancelled."


def test_cancel_ends_the_engine_when_it_does_not_heed(open_dock, qtbot):
    dock = open_dock("deaf", limits=Limits(handshake_ms=10_000, stall_ms=10_000, cancel_ms=500, stop_ms=300))
    start(dock, qtbot)
    wait_for_progress(dock, qtbot)
    pid = dock._client.pid
    dock.cancel_run()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert "cancelled" in text(dock.status)
    assert not is_alive(pid)


def test_cancel_before_the_engine_is_ready_takes_effect_at_once(open_dock, qtbot):
    dock = open_dock("silent", limits=Limits(handshake_ms=60_000, stop_ms=300))
    start(dock, qtbot)
    dock.cancel_run()
    assert not dock.is_running
    assert "cancelled" in text(dock.status)


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        (("cut",), "The engine stopped in the middle of its work."),
        (("silent",), "The engine did not become ready and was silent for"),
        (("stalled",), "The engine gave no sign of life for"),
        (("no_start",), "The engine ended before it was ready: ImportError: no module named torch"),
        (("other_protocol",), "are of different versions"),
        (("bad_result",), "The engine's answer cannot be read"),
        (("lost_result",), "cannot be opened"),
        (("error", "out_of_memory"), "The fake engine reports out_of_memory."),
        (("error", "unknown_kind"), "The fake engine reports unknown_kind."),
    ],
)
def test_every_failure_has_its_sentence_and_the_dock_is_free_again(open_dock, qtbot, project, mode, sentence):
    limits = {
        "silent": Limits(handshake_ms=900, stop_ms=300),
        "stalled": Limits(handshake_ms=10_000, stall_ms=1_500, stop_ms=300),
    }
    dock = open_dock(*mode, limits=limits.get(mode[0], QUICK))
    ask(dock, qtbot)
    assert sentence in text(dock.status)
    assert dock.runButton.isEnabled()
    assert dock.progressBar.isHidden()
    assert len(project.mapLayers()) == 1
    assert sentence in dock.history.list.item(0).text()


def test_an_error_that_nobody_thought_of_is_shown_by_qgis_and_leaves_the_dock_free(open_dock, qtbot, monkeypatch):
    def fall(*_arguments):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("segearth_qgis.gui.outcome.add_result", fall)
    dock = open_dock("good")
    with qtbot.captureExceptions() as errors:
        ask(dock, qtbot)
    assert [str(error) for _type, error, _trace in errors] == ["unforeseen"]
    assert dock.runButton.isEnabled()
    assert "cannot be shown" in text(dock.status)
    assert Path(dock.resultLink.path).is_file()


def test_a_result_is_not_added_to_a_project_that_was_opened_during_the_run(open_dock, qtbot, project, raster_file):
    dock = open_dock("good")
    start(dock, qtbot)
    project.clear()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    output = raster_file.parent / "town_segearth_1.gpkg"
    assert output.exists()
    assert project.mapLayers() == {}
    assert project.layerTreeRoot().children() == []
    assert f"The project was closed during the run, so its layers were not added. They are in {output}." in text(
        dock.results
    )


def test_an_engine_that_dies_once_is_started_again_and_the_run_ends_well(open_dock, qtbot, tmp_path):
    dock = open_dock("cut_once", str(tmp_path / "died"))
    ask(dock, qtbot)
    assert "3 areas" in text(dock.results)


def test_an_engine_that_always_dies_is_started_again_twice_and_no_more(open_dock, qtbot, log_lines):
    dock = open_dock("cut")
    ask(dock, qtbot)
    assert sum("Starting the engine" in line for line, _tag in log_lines) == 3


def test_text_of_the_engine_is_shown_as_text_and_not_as_markup(open_dock, qtbot):
    dock = open_dock("error", "<img src=x>")
    ask(dock, qtbot)
    assert "&lt;img src=x&gt;" in dock.status.label.text()


def test_the_metadata_name_the_licence_of_the_model(open_dock, qtbot, project):
    dock = open_dock("good")
    qtbot.waitUntil(lambda: dock.form.modelCombo.count() == 2, timeout=20_000)
    ask(dock, qtbot)
    assert project.mapLayersByName("Answers")[0].metadata().licenses() == ["Model: Apache-2.0"]
