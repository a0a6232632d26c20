"""The doctor page: what it finds, what it says of an engine that cannot answer, and what it keeps to itself."""

from __future__ import annotations

import getpass
import html
from pathlib import Path

import pytest
from processes import is_alive
from qgis.core import QgsApplication

from segearth_qgis.core.doctor import Finding, doctor_command, markdown, report_findings
from segearth_qgis.core.errors import DoctorFailed
from segearth_qgis.core.scrub import scrub
from segearth_qgis.core.settings import Settings
from segearth_qgis.engine_client.doctor_run import DoctorRun
from segearth_qgis.gui.doctor_dialog import DoctorDialog
from segearth_qgis.gui.options_page import OptionsPage


@pytest.fixture
def open_doctor(engine_command, qtbot):
    """Open the page over a fake engine of the given mode, and wait for its end."""
    dialogs: list[DoctorDialog] = []

    def open_it(*command: str, wait: bool = True) -> DoctorDialog:
        Settings().engine_command_text = " ".join(f'"{word}"' for word in command)
        dialog = DoctorDialog(Settings())
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        dialog.open()
        if wait:
            qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
        return dialog

    return open_it


def text(dialog: DoctorDialog) -> str:
    return html.unescape(dialog.verdict.label.text())


def rows(dialog: DoctorDialog) -> dict[str, str]:
    items = [dialog.tree.topLevelItem(row) for row in range(dialog.tree.topLevelItemCount())]
    return {item.text(1): item.text(2) for item in items}


def test_it_tells_of_qgis_and_of_the_engine_and_gives_a_verdict(open_doctor, engine_command):
    dialog = open_doctor(*engine_command("good", "serve"))
    assert "Everything works." in text(dialog)
    found = rows(dialog)
    assert found["QGIS"].startswith("3.")
    assert {"Plugin", "Qt", "Python of QGIS", "System", "Proxy", "Engine command", "Engine", "Self-test"} <= set(found)
    assert found["Python"] == "3.11.2 (~/segearth/bin/python)"


def test_a_check_that_failed_is_named(open_doctor, engine_command):
    dialog = open_doctor(*engine_command("sick", "serve"))
    assert "Something does not work: Self-test" in text(dialog)
    assert "| Self-test | FAILED | one tile through nano / 0.1 s |" in dialog.report
    assert "| Free disk | warning | only 0.1 GB free in /tmp |" in dialog.report  # not essential


def test_an_engine_that_cannot_even_report_says_why_in_its_last_lines(open_doctor, engine_command):
    dialog = open_doctor(*engine_command("no_start", "serve"))
    assert "no module named torch" in text(dialog)
    assert "no module named torch" in dialog.lines.toPlainText()
    assert "ImportError: no module named torch" in dialog.report


def test_without_an_engine_it_tells_of_qgis_all_the_same(open_doctor):
    dialog = open_doctor()
    assert "no engine" in text(dialog)
    assert "QGIS" in rows(dialog)


def test_a_program_that_does_not_exist_is_told(open_doctor):
    assert "cannot be started" in text(open_doctor("/no/such/program", "serve"))


def test_closing_it_ends_the_engine_that_it_asked(open_doctor, engine_command, qtbot):
    dialog = open_doctor(*engine_command("silent", "serve"), wait=False)
    pid = int(dialog._run._command._process.processId())
    assert is_alive(pid)
    dialog.reject()
    assert not is_alive(pid)


def test_a_report_that_never_comes_is_given_up(engine_command, qtbot):
    run = DoctorRun(engine_command("silent", "serve"), limit_ms=300)
    errors: list = []
    run.failed.connect(errors.append)
    run.start()
    qtbot.waitUntil(lambda: bool(errors), timeout=20_000)
    assert isinstance(errors[0], DoctorFailed)


def test_the_report_is_copied_as_markdown_without_names_and_folders(open_doctor, engine_command):
    dialog = open_doctor(*engine_command("good", "serve"))
    dialog.copyButton.click()
    report = QgsApplication.clipboard().text()
    assert report.startswith("## SegEarth report\n")
    assert "| Self-test | ok | one tile through nano / 0.1 s |" in report
    assert str(Path.home()) not in report


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        (["/opt/segearth", "serve"], ["/opt/segearth", "doctor", "--json"]),
        (["ssh", "box", "segearth", "serve"], ["ssh", "box", "segearth", "doctor", "--json"]),
        (["sh", "-c", "cd /opt && ./segearth serve"], ["sh", "-c", "cd /opt && ./segearth doctor --json"]),
    ],
)
def test_the_report_is_asked_with_the_command_that_serves(command, asked):
    assert doctor_command(command) == asked


@pytest.mark.parametrize("command", [[], ["/opt/wrapper.sh"], ["conserve"]])
def test_a_command_that_does_not_serve_cannot_be_asked(command):
    with pytest.raises(DoctorFailed):
        doctor_command(command)


@pytest.mark.parametrize("output", ["", "no report", "{", '{"engine": 1}', '{"checks": [{"name": "Python"}]}', "{}"])
def test_a_report_that_is_none_is_an_error(output):
    with pytest.raises(DoctorFailed):
        report_findings(output)


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        (f"{Path.home()}/a/b.tif", "~/a/b.tif"),
        ("/home/jane/data and /Users/jane.doe/x", "~/data and ~/x"),
        (r"C:\Users\Jane Doe\segearth.exe serve", r"~\segearth.exe serve"),
        (r"C:\Users\jane\segearth.exe serve", r"~\segearth.exe serve"),
        ("ssh jane@gpu-box segearth serve", "ssh user@gpu-box segearth serve"),
        ("http://jane:secret@proxy:3128", "http://user@proxy:3128"),
        ("torch 2.4 @ 3", "torch 2.4 @ 3"),
    ],
)
def test_names_and_home_folders_are_taken_out(told, sent):
    assert scrub(told) == sent


def test_the_names_of_the_user_and_the_computer_are_taken_out_as_words(monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "jane")
    monkeypatch.setattr("platform.node", lambda: "office-7")
    assert scrub("jane on office-7 in /data/jane/janette") == "user on computer in /data/user/janette"


def test_a_report_cannot_be_broken_by_what_is_in_it():
    report = markdown([Finding("a|b", "c\nd|e", "ok")], ["```", "~"])
    assert "| a/b | ok | c d/e |" in report
    assert report.count("```") == 2


def test_it_opens_from_the_options(engine_command, qtbot):
    Settings().engine_command_text = " ".join(f'"{word}"' for word in engine_command("good", "serve"))
    page = OptionsPage(Settings(), lambda changed: None, lambda: None)
    qtbot.addWidget(page)
    page.doctorButton.click()
    (dialog,) = page.findChildren(DoctorDialog)
    assert dialog.isVisible()
    dialog.reject()
