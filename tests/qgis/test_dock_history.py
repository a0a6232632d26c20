"""What was asked before: kept with the project, brought back, run again, copied as a command."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pytest
from dock_steps import ask, double_click, sent_request, start
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication

from segearth_qgis.core.command_lines import engine_command_line, qgis_process_command_line, with_short_crs
from segearth_qgis.core.history import MOST_ENTRIES, HistoryEntry, load_history, save_history
from segearth_qgis.core.run_request import RunRequest, SearchArea
from segearth_qgis.core.settings import Settings
from segearth_qgis.processing.segment_by_question import SegmentByQuestion

REQUEST = RunRequest(
    raster="/data/old town.tif",
    questions=("Where is water?", "Where is Bob's roof?"),
    output="/data/out.gpkg",
    model="nano",
    threshold=0.4,
    area=SearchArea((1.0, 2.5, 3.0, 4.0), "EPSG:32640", "/data/area.gpkg"),
    min_area_m2=200.0,
    simplify_m=0.5,
    right_angles=True,
    gsd_m=2.0,
    bands=(4, 3, 2),
    output_crs="EPSG:4326",
)


def entry(number: int = 0, state: str = "done") -> HistoryEntry:
    return HistoryEntry(f"Where is {number}?", "Town", "3 areas", state, "2026-01-01 12:00", params=REQUEST.to_params())


def test_a_request_comes_back_from_its_params():
    assert RunRequest.from_params(REQUEST.to_params()) == REQUEST
    assert RunRequest.from_params(entry().params) == REQUEST


def test_history_brings_a_question_back(open_dock, qtbot):
    dock = open_dock("good")
    assert dock.history.isHidden()
    ask(dock, qtbot, "Where is open water?")
    ask(dock, qtbot, "Where are roads?")
    items = [dock.history.list.item(row).text().split("\n")[0] for row in range(dock.history.list.count())]
    assert items == ["Where are roads?", "Where is open water?"]
    chosen: list = []
    dock.history.chosen.connect(chosen.append)
    double_click(dock.history.list, 1, qtbot)
    assert dock.form.questionEdit.text() == "Where is open water?"
    assert len(chosen) == 1


def test_the_history_is_saved_and_loaded_with_the_project(open_dock, qtbot, project, tmp_path):
    dock = open_dock("good")
    ask(dock, qtbot, "Where is open water?")
    path = str(tmp_path / "town.qgs")
    assert project.write(path)
    project.clear()
    assert dock.history.list.count() == 0
    assert dock.history.isHidden()
    assert project.read(path)
    assert dock.history.list.item(0).text().startswith("Where is open water?\n3 areas")


def test_the_newest_runs_are_kept(project):
    save_history(project, [entry(number) for number in range(MOST_ENTRIES + 5)])
    kept = load_history(project)
    assert len(kept) == MOST_ENTRIES
    assert kept[0].question == "Where is 0?"


@pytest.mark.parametrize("text", ["{", "[1]", '[{"question": "a"}]', '[{"question": "a", "state": "odd"}]'])
def test_a_history_of_another_version_is_logged_and_left_out(project, text, log_lines):
    project.writeEntry("SegEarth", "history", text)
    assert load_history(project) == []
    assert "cannot be read" in log_lines[-1][0]


def test_a_run_is_run_again_into_a_new_file(open_dock, qtbot, raster_file):
    dock = open_dock("good")
    dock.form.extentWidget.set_mode("layer")
    ask(dock, qtbot, "Where is open water?")
    dock.form.questionEdit.setText("Something else?")
    dock.form.extentWidget.set_mode("visible")
    qtbot.mouseClick(dock.history.rerunButton, Qt.MouseButton.LeftButton)
    assert sent_request(dock).questions == ("Where is open water?",)
    assert sent_request(dock).area == SearchArea()
    assert sent_request(dock).output == str(raster_file.parent / "town_segearth_2.gpkg")
    assert not dock.history.rerunButton.isEnabled()
    qtbot.waitUntil(lambda: not dock.is_running, timeout=10_000)
    assert dock.history.list.count() == 2
    assert dock.history.rerunButton.isEnabled()


def test_nothing_is_run_again_while_a_run_is_on_its_way(open_dock, qtbot):
    dock = open_dock("slow")
    dock.history.add(entry())
    start(dock, qtbot)
    assert not dock.history.rerunButton.isEnabled()


def test_delete_removes_a_run_from_the_list_and_the_project(open_dock, qtbot, project):
    dock = open_dock("good")
    dock.history.add(entry(1))
    dock.history.add(entry(2))
    qtbot.keyClick(dock.history.list, Qt.Key.Key_Delete)
    assert [item.question for item in load_history(QgsProject.instance())] == ["Where is 1?"]
    qtbot.mouseClick(dock.history.removeButton, Qt.MouseButton.LeftButton)
    assert dock.history.isHidden()
    assert project.readEntry("SegEarth", "history", "")[0] == ""


def test_a_run_is_copied_as_a_command(open_dock, qtbot):
    dock = open_dock("good")
    dock.history.add(entry())
    for action, start_of_line in zip(dock.history.copyButton.menu().actions(), ("segearth ask", "qgis_process")):
        action.trigger()
        assert QApplication.clipboard().text().startswith(start_of_line)


def test_the_command_names_the_program_that_the_settings_start(open_dock):
    dock = open_dock("good")
    dock.history.add(entry())
    Settings().engine_command_text = '"/opt/my engine/bin/segearth" serve'
    dock.history.copyButton.menu().actions()[0].trigger()
    assert shlex.split(QApplication.clipboard().text())[:3] == [
        "/opt/my engine/bin/segearth",
        "ask",
        "/data/old town.tif",
    ]


def test_the_engines_command_says_all_that_was_asked():
    words = shlex.split(engine_command_line(REQUEST))
    assert words[:5] == ["segearth", "ask", "/data/old town.tif", "Where is water?", "Where is Bob's roof?"]
    options = " ".join(words[5:])
    assert options == (
        "-o /data/out.gpkg --model nano --extent 1 2.5 3 4 --extent-crs EPSG:32640 --mask /data/area.gpkg --gsd 2 "
        "--bands 4,3,2 --threshold 0.4 --min-area 200 --simplify 0.5 --right-angles --output-crs EPSG:4326"
    )


def test_a_size_that_was_asked_as_words_stays_so_in_the_command_of_qgis(project):
    line = qgis_process_command_line(replace(REQUEST, questions=("Where are roofs larger than 500 m2?",)))
    assert "READ_SIZE=false" in shlex.split(line)
    assert "READ_SIZE" not in qgis_process_command_line(REQUEST)


def test_the_command_of_qgis_names_the_algorithms_parameters(project):
    words = shlex.split(qgis_process_command_line(REQUEST))
    assert words[0] in ("qgis_process", "qgis_process.bin")
    assert words[1:4] == ["run", "segearth:segmentbyquestion", "--"]
    values = dict(word.split("=", 1) for word in words[4:])
    assert values == {
        "INPUT": "/data/old town.tif",
        "QUESTION": "Where is water?\nWhere is Bob's roof?",
        "MODEL": "nano",
        "THRESHOLD": "0.4",
        "EXTENT": "1,3,2.5,4 [EPSG:32640]",
        "MASK": "/data/area.gpkg",
        "MIN_AREA": "200",
        "SIMPLIFY": "0.5",
        "RIGHT_ANGLES": "true",
        "GSD": "2",
        "RED": "4",
        "GREEN": "3",
        "BLUE": "2",
        "CRS": "EPSG:4326",
        "OUTPUT": "/data/out.gpkg",
    }
    algorithm = SegmentByQuestion().create()
    assert set(values) <= {parameter.name() for parameter in algorithm.parameterDefinitions()}


def test_an_extent_in_a_crs_without_a_code_goes_in_one_that_has(project):
    wkt = QgsCoordinateReferenceSystem("EPSG:32640").toWkt()
    request = RunRequest("a.tif", ("Where?",), "o.gpkg", "nano", 0.5, SearchArea((5e5, 2e6, 500400, 2000400), wkt))
    area = with_short_crs(request).area
    assert area.extent_crs == "EPSG:4326"
    assert [round(bound, 3) for bound in area.extent] == [57.0, 18.089, 57.004, 18.092]
    assert with_short_crs(REQUEST) == REQUEST
