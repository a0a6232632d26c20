"""``qgis_process`` with the staged plugin: no window, no dock, a real engine where there is one."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from processes import is_alive
from qgis.core import QgsVectorLayer

from tests.promised import need

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 180.0
_SPEC = importlib.util.spec_from_file_location("stage_plugin", ROOT / "resources" / "setup" / "stage_plugin.py")
staging = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(staging)


@pytest.fixture(scope="module")
def program() -> str:
    """Debian's wrapper passes an option that the program does not know; the program itself is beside it."""
    found = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    need(found, "qgis_process")
    return found


@pytest.fixture
def start(program, tmp_path):
    """Start ``qgis_process`` in a profile of its own, with an engine's command in it."""

    def begin(engine: list[str], *arguments: str) -> subprocess.Popen:
        command = " ".join(f'"{word}"' for word in engine)
        staging.make_profile(tmp_path / "qgis", command)
        environment = {
            **os.environ,
            "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "qgis"),  # holds profiles/default
            "QT_QPA_PLATFORM": "offscreen",
            "OMP_NUM_THREADS": "1",
        }
        for name in ("VIRTUAL_ENV", "PYTHONPATH"):
            environment.pop(name, None)
        return subprocess.Popen(
            [program, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    return begin


def outputs_of(process: subprocess.Popen) -> dict:
    out, errors = process.communicate(timeout=LIMIT_S)
    assert process.returncode == 0, errors[-3000:]
    return json.loads(out[out.index("{") :])["results"]


def ask(raster: Path, output: Path) -> tuple[str, ...]:
    return (
        "run",
        "--json",
        "segearth:segmentbyquestion",
        f"--INPUT={raster}",
        "--QUESTION=Where is open water?",
        f"--OUTPUT={output}",
    )


def test_a_question_is_answered_without_a_window(start, engine_command, raster_file, tmp_path):
    results = outputs_of(start(engine_command("good"), *ask(raster_file, tmp_path / "answers.gpkg")))
    assert results["COUNT"] == 3
    assert QgsVectorLayer(results["OUTPUT"], "answers", "ogr").featureCount() == 3


def test_the_bundled_model_answers_through_the_real_engine(start, tmp_path):
    segearth = ROOT / ".venv" / "bin" / "segearth"
    sample = ROOT / "resources" / "sample" / "lakeside.tif"
    need(segearth.exists() and sample.exists(), "an engine (make setup) and the sample")
    raster = shutil.copy(sample, tmp_path)
    results = outputs_of(start([str(segearth), "serve"], *ask(Path(raster), tmp_path / "a.gpkg")))
    assert results["SEARCHED_M2"] > 0
    answers = QgsVectorLayer(results["OUTPUT"], "answers", "ogr")
    assert answers.featureCount() == results["COUNT"]
    assert {"question", "score", "area_m2", "run_id"} <= set(answers.fields().names())


def test_an_error_of_the_engine_is_told_and_the_run_fails(start, engine_command, raster_file, tmp_path):
    process = start(engine_command("error", "no_crs"), *ask(raster_file, tmp_path / "answers.gpkg"))
    out, errors = process.communicate(timeout=LIMIT_S)
    assert process.returncode != 0
    assert "The fake engine reports no_crs." in out + errors


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_no_engine_outlives_it(start, engine_command, raster_file, tmp_path, end):
    pid_file = tmp_path / "engine.pid"
    wrapper = tmp_path / "engine.sh"
    words = " ".join(f"'{word}'" for word in engine_command("slow"))
    wrapper.write_text(f"#!/bin/sh\necho $$ > '{pid_file}'\nexec {words}\n", encoding="utf-8")
    wrapper.chmod(0o755)
    process = start([str(wrapper)], *ask(raster_file, tmp_path / "answers.gpkg"))
    assert soon(lambda: pid_file.exists() and pid_file.read_text(encoding="utf-8").strip())
    pid = int(pid_file.read_text(encoding="utf-8"))
    time.sleep(0.5)
    process.send_signal(end)
    process.communicate(timeout=LIMIT_S)
    assert soon(lambda: not is_alive(pid))


def soon(condition) -> bool:
    """Whether it comes true within the limit."""
    until = time.monotonic() + 60.0
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False
