"""Takes pictures of the plugin in a real QGIS under Xvfb, and makes those of the help page from them.

``make pictures``: the walk is in tests/gui/in_pictures.py, on the synthetic sample. Needs the Python of QGIS.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import stage_plugin

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 900.0  # a slow machine, and a cold engine four times
WINDOW = (1280, 860)  # pixels
QUESTION = "Where is open water larger than 500 m2?"
MAPS = ("before", "during", "after", "review")
PARTS = {name: name for name in ("setup", "result", "nothing", "processing", "doctor")} | {"history": "history_section"}
JPEG_QUALITY = 64
SECOND = "Which areas shelter people from the rain?"

log = logging.getLogger("make_pictures")


@contextmanager
def display(width: int, height: int) -> Iterator[str]:
    """A screen that nobody sees, by its name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def take(folder: Path, engine_command: str, *, theme: str = "", locale: str = "", scale: int = 1) -> None:
    """Walk through the plugin once and leave the pictures in ``folder``; RuntimeError where the walk ends early."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        profile = stage_plugin.make_profile(work / "profiles", "")
        with (profile / "QGIS" / "QGIS3.ini").open("a", encoding="utf-8") as settings:
            settings.write(f"\n[UI]\nUITheme={theme}\n" if theme else "")
            settings.write(f"\n[locale]\noverrideFlag=true\nuserLocale={locale}\n" if locale else "")
        raster = Path(shutil.copy(ROOT / "resources" / "sample" / "lakeside.tif", work))
        orders = {
            "raster": str(raster),
            "question": QUESTION,
            "second": SECOND,
            "engine_command": engine_command,
            "pictures": str(folder.resolve()),
            "report": str(work / "report.json"),
            "window": WINDOW,
            "hidden": [str(ROOT), platform.release()],
            "limit_ms": round(LIMIT_S * 1000),
        }
        (work / "orders.json").write_text(json.dumps(orders), encoding="utf-8")
        command = ["qgis", "--profiles-path", str(work / "profiles"), "--profile", "default", "--nologo"]
        command += ["--code", str(ROOT / "tests" / "gui" / "in_pictures.py")]
        environment = {**os.environ, "SEGEARTH_GUI_ORDERS": str(work / "orders.json"), "QT_SCALE_FACTOR": str(scale)}
        # The engine by its name alone: no picture shows a path of this machine.
        environment["PATH"] += os.pathsep + str(ROOT / ".venv" / "bin")
        environment["SEGEARTH_SCENE_CACHE"] = str(work / "scenes")
        for name in ("QT_QPA_PLATFORM", "VIRTUAL_ENV", "WAYLAND_DISPLAY"):
            environment.pop(name, None)
        with display(WINDOW[0] * scale, (WINDOW[1] + 40) * scale) as environment["DISPLAY"]:
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=False, timeout=LIMIT_S + 60.0
            )
        if not (work / "report.json").exists():
            raise RuntimeError(f"QGIS ended with {done.returncode} and no report:\n{done.stderr[-3000:]}")
        report = json.loads((work / "report.json").read_text(encoding="utf-8"))
        if report["error"]:
            raise RuntimeError(f"after {report['pictures']}:\n{report['error']}")


def shrink(taken: Path, pictures: Path) -> None:
    """Make the pictures of the help page: those with a map as JPEG, the others as PNG."""
    from qgis.PyQt.QtGui import QImage

    for name in MAPS:
        if not QImage(str(taken / f"{name}.png")).save(str(pictures / f"{name}.jpg"), "JPEG", JPEG_QUALITY):
            raise RuntimeError(f"{name}.jpg cannot be written")
    for name, source in PARTS.items():
        picture = QImage(str(taken / f"{source}.png")).convertToFormat(QImage.Format.Format_RGB888)
        if not picture.save(str(pictures / f"{name}.png"), "PNG", 0):
            raise RuntimeError(f"{name}.png cannot be written")


def main(arguments: list[str]) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "pictures")
    parser.add_argument("--theme", default="", help='a theme of QGIS, such as "Night Mapping"')
    parser.add_argument("--locale", default="", help="a language, such as de")
    parser.add_argument("--scale", type=int, default=1, help="device pixels for each pixel")
    parser.add_argument("--help-page", dest="help", action="store_true", help="make the help page's pictures anew")
    parser.add_argument("--engine-command", default="segearth serve", help="that of .venv unless given")
    chosen = parser.parse_args(arguments)
    take(chosen.folder, chosen.engine_command, theme=chosen.theme, locale=chosen.locale, scale=chosen.scale)
    if chosen.help:
        shrink(chosen.folder, ROOT / "resources" / "help" / "pictures")
    log.info("%s", chosen.folder)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.exit(main(sys.argv[1:]))
