"""The real QGIS application: the plugin is enabled, a question is typed, Run is pressed, a layer lies on the map.

Starts QGIS under Xvfb with a profile of its own. The engine is the command in SEGEARTH_ENGINE_COMMAND, by default that
of this repository's environment. Screenshots lie in SEGEARTH_SCREENSHOTS, by default with the test's own files.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.promised import need

LIMIT_S = 240.0  # inside QGIS, for a slow machine and a cold engine; then the visit reports and quits


@pytest.fixture(scope="module")
def sample(root: Path, tmp_path_factory) -> Path:
    """A raster with something to see: the repository's sample, in a folder that can be written to."""
    raster = root / "resources" / "sample" / "lakeside.tif"
    need(raster.exists(), "resources/sample/lakeside.tif")
    return Path(shutil.copy(raster, tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="module")
def engine_command(root: Path) -> str:
    """The command of the engine that is asked."""
    segearth = root / ".venv" / "bin" / "segearth"
    given = os.environ.get("SEGEARTH_ENGINE_COMMAND", "")
    need(given or segearth.exists(), "an engine (make setup, or SEGEARTH_ENGINE_COMMAND)")
    return given or f'"{segearth}" serve'


@pytest.fixture(scope="module")
def visit(root: Path, sample: Path, engine_command: str, tmp_path_factory) -> dict:
    """What the script inside QGIS saw; see in_qgis.py."""
    need(shutil.which("qgis"), "QGIS")
    need(shutil.which("xvfb-run"), "Xvfb")
    spec = importlib.util.spec_from_file_location("stage_plugin", root / "resources" / "setup" / "stage_plugin.py")
    staging = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(staging)

    folder = tmp_path_factory.mktemp("qgis")
    screenshots = Path(os.environ.get("SEGEARTH_SCREENSHOTS", folder / "screenshots"))
    screenshots.mkdir(parents=True, exist_ok=True)
    staging.make_profile(folder / "profiles", engine_command)
    orders = {
        "raster": str(sample),
        "question": "Where is open water?",
        "screenshots": str(screenshots),
        "report": str(folder / "report.json"),
        "limit_ms": round(LIMIT_S * 1000),
    }
    (folder / "orders.json").write_text(json.dumps(orders), encoding="utf-8")
    command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "qgis", "--profiles-path", str(folder / "profiles")]
    command += ["--profile", "default", "--nologo", "--code", str(Path(__file__).with_name("in_qgis.py"))]
    environment = {**os.environ, "SEGEARTH_GUI_ORDERS": str(folder / "orders.json"), "OMP_NUM_THREADS": "1"}
    environment.pop("QT_QPA_PLATFORM", None)
    environment.pop("VIRTUAL_ENV", None)
    outcome = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=LIMIT_S + 60.0
    )
    report = folder / "report.json"
    assert report.exists(), f"QGIS ended with {outcome.returncode} and left no report:\n{outcome.stderr[-4000:]}"
    seen = json.loads(report.read_text(encoding="utf-8"))
    assert seen["error"] == "", seen
    last_word = engine_command.replace('"', "").split()[-1]
    return {
        **seen,
        "engine": last_word,
        "screenshots": screenshots,
        "returncode": outcome.returncode,
        "folder": sample.parent,
    }


def test_the_plugin_is_enabled_and_its_dock_does_not_open_by_itself(visit):
    assert visit["active"]
    assert not visit["dock_at_start"]


def test_a_question_typed_and_run_gives_a_result(visit):
    assert visit["typed"] == "Where is open water?"
    assert visit["running"]
    assert "searched" in visit["result"], visit["status"]


def test_the_result_is_a_group_with_answers_shown_and_coverage_off(visit):
    assert [group["name"] for group in visit["groups"]] == ["Where is open water?"]
    answers, coverage, probability = visit["groups"][0]["layers"]
    assert (answers["name"], answers["visible"]) == ("Answers", True)
    assert (coverage["name"], coverage["visible"]) == ("Coverage", False)
    assert coverage["features"] > 0
    assert (probability["name"], probability["visible"]) == ("Probability", False)


def test_the_result_lies_beside_the_raster(visit):
    assert Path(visit["output"]).is_file()
    assert Path(visit["output"]).parent == visit["folder"]


@pytest.mark.parametrize("name", ["dock", "running", "result"])
def test_the_screenshots_are_there(visit, name):
    assert (visit["screenshots"] / f"{name}.png").stat().st_size > 10_000


def test_qgis_quits_and_takes_the_engine_with_it(visit):
    assert visit["returncode"] == 0
    assert visit["engine_pid"] > 0
    command_line = Path(f"/proc/{visit['engine_pid']}/cmdline")
    assert not command_line.exists() or visit["engine"].encode() not in command_line.read_bytes().split(b"\0")
