"""The real QGIS application ends in the middle of a run, by its user or by force: no process stays behind.

The engine is a fake one that works for ever and heeds no cancel: the worst that an engine can do.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.promised import need

LIMIT_S = 240.0  # until a test that waits for ever is given up; nothing is measured with it
FAKE_ENGINE = Path(__file__).resolve().parents[1] / "qgis" / "fake_engine.py"


def is_alive(pid: int) -> bool:
    """True while the process runs; a zombie has ended."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"


def wait_until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.5)


@pytest.mark.parametrize("then", ["quit", "kill"])
@pytest.mark.skipif(sys.platform != "linux", reason="Xvfb and /proc")
def test_qgis_that_ends_during_a_run_takes_its_engine_with_it(root, tmp_path, then):
    need(shutil.which("qgis"), "QGIS")
    need(shutil.which("xvfb-run"), "Xvfb")
    spec = importlib.util.spec_from_file_location("stage_plugin", root / "resources" / "setup" / "stage_plugin.py")
    staging = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(staging)
    staging.make_profile(tmp_path / "profiles", f'"{sys.executable}" "{FAKE_ENGINE}" deaf')
    raster = shutil.copy(root / "resources" / "sample" / "lakeside.tif", tmp_path)
    report = tmp_path / "report.json"
    orders = {"raster": str(raster), "report": str(report), "then": then}
    (tmp_path / "orders.json").write_text(json.dumps(orders), encoding="utf-8")
    environment = {**os.environ, "SEGEARTH_GUI_ORDERS": str(tmp_path / "orders.json"), "OMP_NUM_THREADS": "1"}
    for name in ("QT_QPA_PLATFORM", "VIRTUAL_ENV"):
        environment.pop(name, None)
    command = ["xvfb-run", "-a", "-s", "-screen 0 1200x800x24", "qgis", "--profiles-path", str(tmp_path / "profiles")]
    command += ["--profile", "default", "--nologo", "--code", str(Path(__file__).with_name("in_trouble.py"))]
    with (tmp_path / "qgis.log").open("wb") as log:
        application = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_until(lambda: report.exists() or application.poll() is not None, "the run has begun")
        assert report.exists(), (tmp_path / "qgis.log").read_text(errors="replace")[-2000:]
        seen = json.loads(report.read_text(encoding="utf-8"))
        assert seen["error"] == ""
        assert seen["running"]
        if then == "kill":
            assert is_alive(seen["engine_pid"])
            os.kill(seen["qgis_pid"], signal.SIGKILL)
        wait_until(lambda: application.poll() is not None, "QGIS has ended")
        wait_until(lambda: not is_alive(seen["engine_pid"]), "the engine has ended")
        assert (application.returncode == 0) is (then == "quit")
    finally:
        if application.poll() is None:
            os.killpg(application.pid, signal.SIGKILL)
        application.wait()
