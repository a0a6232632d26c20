"""Where encoded tiles are kept on disk between processes, and how many: by the user's word, else by habit.

`--scene-cache` and `--scene-cache-gb`, else the variables ``SEGEARTH_SCENE_CACHE`` (a folder, or off) and
``SEGEARTH_SCENE_CACHE_GB``, else 4 GB in the folder for caches of the platform.
"""

from __future__ import annotations

import math
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from engine.errors import BadRequest

FOLDER, GIGABYTES = "SEGEARTH_SCENE_CACHE", "SEGEARTH_SCENE_CACHE_GB"
OFF = "off"
_DEFAULT_GB = 4.0


@dataclass(frozen=True)
class SceneFolder:
    """A folder, which need not exist, and the bytes that may lie in it; 0: nothing is kept."""

    path: Path
    max_bytes: int


def scene_folder(folder: str | None = None, gigabytes: float | None = None) -> SceneFolder:
    """The folder asked for. Raises BadRequest for a size that is none."""
    named = folder or os.environ.get(FOLDER) or str(_default())
    if named.lower() == OFF:
        return SceneFolder(_default(), 0)
    return SceneFolder(Path(named).expanduser().absolute(), int(_checked(gigabytes) * 1e9))


def _checked(gigabytes: float | None) -> float:
    given = os.environ.get(GIGABYTES, _DEFAULT_GB) if gigabytes is None else gigabytes
    try:
        size = float(given)
    except ValueError:
        size = math.nan
    if not 0 <= size < math.inf:
        raise BadRequest(f"The size of the scene cache is a number of gigabytes, not {given!r}.", hint="For example 4.")
    return size


def _default() -> Path:
    home = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        caches = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        caches = home / "Library" / "Caches"
    else:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return caches / "segearth" / "scenes"
