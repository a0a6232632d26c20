"""Where the environments that the plugin makes lie, and how one tells a whole one from a half-made one.

``<data of the user>/segearth/engine-<version>``, outside of any profile, so that all profiles and QGIS versions share
it. The file ``segearth.json`` in it is written anew after each finished step and says ``ready`` only after the last.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QLockFile, QStandardPaths

STATE_FILE = "segearth.json"
_FORMAT = 1


class Condition(Enum):
    """How an environment's folder is."""

    ABSENT = "absent"
    UNFINISHED = "unfinished"  # begun by the plugin, to be gone on with
    BROKEN = "broken"  # no longer what it was, to be made anew
    OUTDATED = "outdated"  # whole, but of another version
    READY = "ready"


@dataclass(frozen=True)
class Made:
    """What has been made of an environment: the content of its state file."""

    version: str
    lock: str
    fingerprint: str
    python: str = ""
    done: tuple[str, ...] = ()
    ready: bool = False

    def with_step(self, name: str) -> Made:
        """The same with one more step done."""
        return replace(self, done=(*self.done, name))


def default_folder() -> Path:
    """The folder of all environments, by the habit of the platform."""
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(data) / "segearth"


def environment_folder(engines: Path, version: str) -> Path:
    """The folder of one version's environment."""
    return engines / f"engine-{version}"


def python_program(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


def engine_program(folder: Path) -> Path:
    """The engine of an environment."""
    return folder / "Scripts" / "segearth.exe" if sys.platform == "win32" else folder / "bin" / "segearth"


def read_state(folder: Path) -> Optional[Made]:
    """What was made of an environment; None where nothing tells."""
    try:
        values = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        if values.pop("format") != _FORMAT:
            return None
        return Made(**{**values, "done": tuple(values["done"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_state(folder: Path, made: Made) -> None:
    """Replace the state file in one go. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / (STATE_FILE + ".part")
    part.write_text(json.dumps({"format": _FORMAT, **asdict(made)}, indent=1) + "\n", encoding="utf-8")
    os.replace(part, folder / STATE_FILE)


def condition(folder: Path, version: str) -> Condition:
    """Look at the files of an environment; what only running it can show is for the self-check."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return Condition.ABSENT
    made = read_state(folder)
    if made is None:
        return Condition.BROKEN
    if not made.ready:
        return Condition.UNFINISHED if made.version == version else Condition.BROKEN
    if not python_program(folder).exists() or not engine_program(folder).exists():  # its Python was removed, say
        return Condition.BROKEN
    return Condition.READY if made.version == version else Condition.OUTDATED


def what_is_left(folder: Path, wanted: Made) -> Made:
    """What of an environment can be kept on the way to ``wanted``: the same begun before, else nothing."""
    there = read_state(folder)
    if there is None or condition(folder, wanted.version) not in (Condition.UNFINISHED, Condition.READY):
        return wanted
    same = there == replace(wanted, python=there.python, done=there.done, ready=there.ready)
    return replace(there, ready=False) if same else wanted


def lock_environment(folder: Path) -> Optional[QLockFile]:
    """Keep other QGIS windows from making the same environment; None while another one does.

    The lock of a process that has died does not count. Let go with ``unlock``. Raises OSError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder.parent / f"{folder.name}.lock"))
    lock.setStaleLockTime(0)  # a set-up may take hours: only the end of its process makes a lock stale
    if lock.tryLock(0):
        return lock
    if lock.error() == QLockFile.LockError.LockFailedError:
        return None
    raise PermissionError(f"{folder.parent} cannot be written to")
