"""What an installation is made of and whether it works: `segearth doctor`, the report that goes into a bug report.

Each check stands alone, so that one broken library does not hide the state of the others. The home folder's path is
written as ~ throughout.
"""

from __future__ import annotations

import dataclasses
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import __version__
from engine.errors import SegEarthError

_MIN_PYTHON = (3, 10)
_MIN_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Check:
    """One finding. Where an essential check is not ok, runs cannot work."""

    name: str
    ok: bool
    essential: bool
    detail: str


@dataclass(frozen=True)
class Report:
    """All findings; ``ok`` where every essential check is."""

    engine: str
    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether runs can work here."""
        return all(check.ok for check in self.checks if check.essential)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "engine": self.engine,
            "ok": self.ok,
            "checks": [dataclasses.asdict(check) for check in self.checks],
        }

    def to_markdown(self) -> str:
        """The report as a Markdown table, ready for an issue."""
        rows = [f"| {check.name} | {_word(check)} | {check.detail.replace('|', '/')} |" for check in self.checks]
        verdict = "Everything essential works." if self.ok else "Something essential does not work."
        return "\n".join(
            [f"## SegEarth engine {self.engine}", "", verdict, "", "| check | state | detail |", "|---|---|---|", *rows]
        )


def examine() -> Report:
    """Run all checks; none of them raises."""
    checks = [
        _check("Python", _python),
        _check("Platform", lambda: f"{platform.platform()}, {platform.machine()}", essential=False),
        _check("PyTorch", _torch),
        _check("Devices", _devices),
        _check("Raster libraries", _raster_libraries),
        _check("Coordinate systems", _coordinates),
        _check("Models", _models),
        _check("Free disk", _disk, essential=False),
        _check("Self-test", _self_test),
    ]
    return Report(__version__, tuple(checks))


def _check(name: str, look: Callable[[], str], *, essential: bool = True) -> Check:
    try:
        ok, detail = True, look()
    except SegEarthError as error:
        ok, detail = False, f"{error.message} {error.advice}"
    except Exception as error:  # noqa: BLE001 - the report of what is broken must come out whatever it is
        ok, detail = False, f"{type(error).__name__}: {error}"
    return Check(name, ok, essential, scrub(" ".join(detail.split())))


def scrub(text: str) -> str:
    """Write the home folder as ~: reports are sent to others."""
    home = str(Path.home())
    return text if home in ("", "/") else text.replace(home, "~")


def _word(check: Check) -> str:
    return "ok" if check.ok else "FAILED" if check.essential else "warning"


def _python() -> str:
    if sys.version_info < _MIN_PYTHON:
        raise RuntimeError(f"{platform.python_version()} is too old; 3.10 is the oldest supported")
    return f"{platform.python_version()} ({sys.executable})"


def _torch() -> str:
    import torch

    started = time.perf_counter()
    torch.ones(256, 256) @ torch.ones(256, 256)
    seconds = time.perf_counter() - started
    return f"{torch.__version__}, {torch.get_num_threads()} threads, first product {seconds:.2f} s"


def _devices() -> str:
    from engine.run import devices

    return ", ".join(devices())


def _raster_libraries() -> str:
    from engine.run import versions

    found = versions()
    names = ("rasterio", "gdal", "pyogrio", "proj", "shapely", "numpy")
    return ", ".join(f"{name} {found[name]}" for name in names)


def _coordinates() -> str:
    """PROJ finds its database: the commonest broken installation has another program's PROJ_LIB set."""
    import pyproj
    from rasterio.warp import transform

    (x,), (y,) = transform("EPSG:4326", "EPSG:32633", [15.0], [0.0])
    if abs(x - 500_000.0) > 0.01 or abs(y) > 0.01:
        raise RuntimeError(f"15 E, 0 N became {x:.2f}, {y:.2f} in UTM 33; 500000, 0 is right")
    return f"transforms are right, data in {pyproj.datadir.get_data_dir()}"


def _models() -> str:
    from engine.model.directory import parameters_text
    from engine.run import model_cards

    cards = model_cards()
    if not cards:
        raise RuntimeError("no model is installed")
    return ", ".join(f"{card['name']} ({parameters_text(card['parameters'])})" for card in cards)


def _disk() -> str:
    folder = Path(tempfile.gettempdir())
    free = shutil.disk_usage(folder).free
    if free < _MIN_FREE_BYTES:
        raise RuntimeError(f"only {free / 1e9:.1f} GB free in {folder}")
    return f"{free / 1e9:.0f} GB free in {folder}"


def _self_test() -> str:
    """One tile through the default model, from a GeoTIFF to a GeoPackage."""
    from engine.run import RunRequest, run

    with tempfile.TemporaryDirectory(prefix="segearth-doctor-") as name:
        raster = Path(name) / "scene.tif"
        _write_scene(raster)
        request = RunRequest(
            raster=str(raster), questions=("Where is open water?",), output=str(Path(name) / "answer.gpkg")
        )
        result = run(request)
    return f"one tile through {result.model} in {result.model_seconds:.2f} s ({result.seconds:.1f} s with loading)"


def _write_scene(path: Path) -> None:
    """A 256 px scene: a dark blue square on green ground, 1 m per pixel."""
    import numpy as np
    import rasterio
    from rasterio.transform import from_origin

    pixels = np.empty((3, 256, 256), np.uint8)
    pixels[:] = np.array([90, 120, 70], np.uint8)[:, None, None]
    pixels[:, 64:192, 64:192] = np.array([20, 45, 80], np.uint8)[:, None, None]
    profile = {"driver": "GTiff", "width": 256, "height": 256, "count": 3, "dtype": "uint8", "crs": "EPSG:32633"}
    with rasterio.open(path, "w", transform=from_origin(500_000, 5_000_000, 1, 1), **profile) as file:
        file.write(pixels)
