"""Every kind of error, of the engine's and of the plugin's own, has a next step, which the dock can show."""

from __future__ import annotations

import ast
import html
from pathlib import Path

import pytest

from segearth_qgis.core import errors, next_steps
from segearth_qgis.core.errors import EngineKilled, EngineReported, IncompleteRequest, PluginError
from segearth_qgis.core.next_steps import next_step, step_label
from segearth_qgis.gui.message_panel import MessagePanel

ROOT = Path(__file__).resolve().parents[2]
STEPS = {getattr(next_steps, name) for name in dir(next_steps) if name.isupper()}


def kinds_in(path: Path) -> set[str]:
    """The value of every ``kind = "..."`` in the classes of a file; nothing of it is run."""
    kinds = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
                if isinstance(target, ast.Name) and target.id == "kind" and isinstance(line.value, ast.Constant):
                    kinds.add(line.value.value)
    return kinds


KINDS = sorted(
    kinds_in(ROOT / "engine" / "errors.py") | kinds_in(ROOT / "segearth_qgis" / "core" / "errors.py") | {"protocol"}
)


def test_the_kinds_are_found_in_both_files():
    assert {"no_crs", "endpoint_failed", "disk_full", "out_of_memory", "internal", "engine_killed"} <= set(KINDS)
    assert len(KINDS) >= 35


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_next_step(kind):
    step = next_step(kind)
    assert step is not None
    assert step.hint.endswith((".", "?", ")."))
    assert step.step == "" or (step.step in STEPS and step_label(step.step))


def test_no_step_is_there_for_a_kind_that_is_not():
    known = (next_steps._engine_steps(), next_steps._plugin_steps(), next_steps._setup_steps())
    assert set().union(*known) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(kinds_in(ROOT / "engine" / "errors.py")))
def test_every_error_of_the_engine_is_shown_with_its_step(kind, qtbot):
    panel = MessagePanel("label")
    qtbot.addWidget(panel)
    taken: list[str] = []
    panel.stepAsked.connect(taken.append)
    panel.show_error(EngineReported(kind, "It went wrong."))
    known = next_step(kind)
    assert known.hint in html.unescape(panel.label.text())
    if known.step and known.step != next_steps.SETTINGS:
        assert panel.stepButton.text() == step_label(known.step)
        panel.stepButton.click()
        assert taken == [known.step]
    else:
        assert panel.stepButton.isHidden()


def test_a_panel_that_nobody_listens_to_has_no_button(qtbot):
    panel = MessagePanel("label")
    qtbot.addWidget(panel)
    panel.show_error(EngineReported("out_of_memory", "Memory ran out."))
    assert panel.stepButton.isHidden()


def test_an_error_of_a_newer_engine_keeps_its_own_hint_and_leads_to_the_diagnosis():
    error = EngineReported("brand_new", "Odd.", "Do this.")
    assert (error.hint, error.step) == ("Do this.", "doctor")


def test_a_hint_of_its_own_goes_before_that_of_its_kind():
    assert IncompleteRequest("field", "Missing.", "Look here.").hint == "Look here."
    assert IncompleteRequest("field", "Missing.").hint == next_step("incomplete_request").hint


def test_every_class_of_error_can_be_told_by_its_kind():
    classes = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PluginError)]
    own = [cls.kind for cls in classes if cls is not EngineReported]
    assert len(own) == len(set(own)), own
    assert issubclass(EngineKilled, errors.EngineDied)  # what is tried again after a death is tried after a kill
