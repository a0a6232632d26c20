"""What a run would cost is told before it starts, and a large one is asked about."""

from __future__ import annotations

import pytest
from dock_steps import ask, sent_request, start, text, wait_for_progress
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import Qt

from segearth_qgis.core.errors import ResultUnreadable
from segearth_qgis.core.plan import ASK_ABOVE_BYTES, ASK_ABOVE_SECONDS, Plan

PLAN = {"pixels": 251_000_000, "gsd_m": 0.5, "tiles": 240, "seconds": 180.0, "disk_bytes": 12_000_000,
        "area_m2": 62_750_000.0}  # fmt: skip


def planned(dock, qtbot) -> str:
    """The plan that the dock shows once the form has settled."""
    qtbot.waitUntil(lambda: "tile" in text(dock.asking.planRow.panel), timeout=10_000)
    qtbot.waitUntil(dock.asking.planRow.panel.label.isEnabled, timeout=10_000)
    return text(dock.asking.planRow.panel)


def test_a_plan_tells_tiles_time_disk_pixels_and_area():
    sentence = Plan.from_dict(PLAN).sentence()
    assert sentence == "240 tiles · about 3 min · 12 MB on disk · 251 million pixels of 0.5 m · 62.8 km²"


@pytest.mark.parametrize("missing", ["pixels", "tiles", "disk_bytes", "gsd_m"])
def test_a_plan_with_a_field_missing_is_an_error(missing):
    with pytest.raises(ResultUnreadable, match=missing):
        Plan.from_dict({name: value for name, value in PLAN.items() if name != missing})


def test_a_plan_is_large_above_ten_minutes_or_ten_gigabytes():
    assert not Plan.from_dict({**PLAN, "seconds": ASK_ABOVE_SECONDS, "disk_bytes": ASK_ABOVE_BYTES}).is_large
    assert Plan.from_dict({**PLAN, "seconds": ASK_ABOVE_SECONDS + 1}).is_large
    assert Plan.from_dict({**PLAN, "disk_bytes": ASK_ABOVE_BYTES + 1}).is_large
    assert not Plan.from_dict({**PLAN, "seconds": None}).is_large


def test_the_plan_is_shown_before_anything_is_typed(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("layer")
    assert planned(dock, qtbot) == "1 tile · about 5 s · 2.5 MB on disk · 160,000 pixels of 1 m · 16.0 ha"


def test_the_plan_follows_the_map(open_dock, qtbot, iface):
    dock = open_dock("good")
    before = planned(dock, qtbot)
    iface.mapCanvas().setExtent(QgsRectangle(500100, 2000100, 500110, 2000110))
    qtbot.waitUntil(lambda: text(dock.asking.planRow.panel) != before, timeout=10_000)


def test_of_several_changes_only_the_last_is_planned(open_dock, qtbot, monkeypatch):
    dock = open_dock("good")
    planned(dock, qtbot)
    asked: list[dict] = []
    request = dock._client.request

    def note(method, params, on_result, on_error):
        asked.append({"method": method, **params})
        return request(method, params, on_result, on_error)

    monkeypatch.setattr(dock._client, "request", note)
    for gsd in (2.0, 3.0, 4.0):
        dock.form.gsdSpin.setValue(gsd)
    qtbot.waitUntil(lambda: "of 4 m" in text(dock.asking.planRow.panel), timeout=10_000)
    assert [params["gsd_m"] for params in asked if params["method"] == "plan"] == [4.0]


def test_warnings_of_the_plan_are_shown(open_dock, qtbot):
    dock = open_dock("good")
    dock.form.gsdSpin.setValue(0.1)
    assert "finer than the scenes" in planned(dock, qtbot)


def test_what_the_engine_refuses_is_said_in_its_words_before_and_at_the_run(open_dock, qtbot):
    dock = open_dock("refusing")
    qtbot.waitUntil(lambda: "27,000,000,000 tiles" in text(dock.asking.planRow.panel), timeout=10_000)
    ask(dock, qtbot)
    assert "27,000,000,000 tiles; 250,000 is the limit." in text(dock.status)


def test_a_large_run_starts_only_when_it_is_wanted(open_dock, qtbot):
    dock = open_dock("huge")
    dock.form.extentWidget.set_mode("layer")
    start(dock, qtbot)
    row = dock.asking.planRow
    qtbot.waitUntil(row.runAnywayButton.isVisible, timeout=10_000)
    assert "This run takes about 2 h 0 min and up to 2.5 MB on disk." in text(row.panel)
    assert dock.controller.run is None
    qtbot.mouseClick(row.runAnywayButton, Qt.MouseButton.LeftButton)
    assert not row.runAnywayButton.isVisible()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert "3 areas" in text(dock.results)


def test_a_large_run_is_left_with_escape(open_dock, qtbot):
    dock = open_dock("huge")
    start(dock, qtbot)
    qtbot.waitUntil(dock.asking.planRow.runAnywayButton.isVisible, timeout=10_000)
    dock.activateWindow()
    dock.form.questionEdit.setFocus()
    qtbot.waitUntil(dock.form.questionEdit.hasFocus, timeout=10_000)
    qtbot.keyClick(dock.form.questionEdit, Qt.Key.Key_Escape)
    assert not dock.is_running
    assert not dock.asking.planRow.runAnywayButton.isVisible()


def test_changing_the_form_ends_the_question_about_a_large_run(open_dock, qtbot):
    dock = open_dock("huge")
    start(dock, qtbot)
    qtbot.waitUntil(dock.asking.planRow.runAnywayButton.isVisible, timeout=10_000)
    dock.form.gsdSpin.setValue(5.0)
    assert not dock.is_running


def test_a_quick_look_asks_one_tile_around_the_middle_of_the_map(open_dock, qtbot, iface, project, raster_file):
    dock = open_dock("good")
    dock.form.questionEdit.setText("Where is water?")
    qtbot.mouseClick(dock.asking.bar.tryButton, Qt.MouseButton.LeftButton)
    assert sent_request(dock).area.extent == (500000.0, 2000000.0, 500400.0, 2000400.0)  # the raster is smaller
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    layer = project.mapLayersByName("One tile: Where is water?")[0]
    assert layer.providerType() == "memory"
    assert layer.featureCount() == 3
    assert dock.history.isHidden()
    assert not list(raster_file.parent.glob("*.gpkg"))
    assert dock.resultLink.isHidden()


def test_a_quick_look_off_the_raster_is_refused(open_dock, qtbot, iface):
    dock = open_dock("good")
    iface.mapCanvas().setExtent(QgsRectangle(600000, 2000000, 600400, 2000400))
    dock.form.questionEdit.setText("Where is water?")
    dock.asking.try_one_tile()
    assert not dock.is_running
    assert "The middle of the map is not on “Town”." in text(dock.status)


def test_a_quick_look_that_is_cancelled_leaves_nothing(open_dock, qtbot, raster_file):
    dock = open_dock("slow")
    dock.form.questionEdit.setText("Where is water?")
    dock.asking.try_one_tile()
    wait_for_progress(dock, qtbot)
    dock.cancel_run()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert [path.name for path in raster_file.parent.iterdir()] == ["town.tif"]
    assert dock.outcome.interrupted.isHidden()
