"""The zip of ``make package``, put into a clean profile by QGIS's own plugin installer, in the real application."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.promised import need

LIMIT_S = 180.0


@pytest.fixture(scope="module")
def seen(root: Path, tmp_path_factory) -> dict:
    """What the script inside QGIS saw; see install_in_qgis.py."""
    need(shutil.which("qgis"), "QGIS")
    need(shutil.which("xvfb-run"), "Xvfb")
    spec = importlib.util.spec_from_file_location("stage_plugin", root / "resources" / "setup" / "stage_plugin.py")
    staging = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(staging)
    folder = tmp_path_factory.mktemp("install")
    screenshots = Path(os.environ.get("SEGEARTH_SCREENSHOTS", folder / "screenshots"))
    screenshots.mkdir(parents=True, exist_ok=True)
    orders = {
        "zip": str(staging.make_zip(staging.stage(folder / "build"), folder / "dist")),
        "screenshots": str(screenshots),
        "report": str(folder / "report.json"),
        "limit_ms": round(LIMIT_S * 1000),
    }
    (folder / "orders.json").write_text(json.dumps(orders), encoding="utf-8")
    command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "qgis", "--profiles-path", str(folder / "profiles")]
    command += ["--profile", "default", "--nologo", "--noversioncheck"]
    command += ["--code", str(Path(__file__).with_name("install_in_qgis.py"))]
    environment = {**os.environ, "SEGEARTH_GUI_ORDERS": str(folder / "orders.json"), "XDG_DATA_HOME": str(folder)}
    for name in ("QT_QPA_PLATFORM", "VIRTUAL_ENV"):
        environment.pop(name, None)
    outcome = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=LIMIT_S + 60.0
    )
    report = folder / "report.json"
    assert report.exists(), f"QGIS ended with {outcome.returncode} and left no report:\n{outcome.stderr[-4000:]}"
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["error"] == "", found["error"]
    return found


def test_the_installer_of_qgis_takes_the_zip_and_starts_the_plugin(seen):
    assert not seen["before"]
    assert seen["after"]
    assert seen["enabled"]
    assert seen["kind"] == "SegEarthPlugin"
    assert {"metadata.txt", "LICENSE", "resources", "__init__.py"} <= set(seen["files"])


def test_nothing_opens_by_itself(seen):
    assert seen["docks_at_start"] == []


def test_a_new_user_is_led_to_the_set_up(seen):
    assert seen["state"] == "missing"
    assert "needs its engine" in seen["hint"]
    assert seen["start"] == "Install"


def test_uninstalling_leaves_nothing(seen):
    assert seen["gone"]
    assert seen["docks_at_end"] == []
