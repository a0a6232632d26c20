"""Which Python an engine's environment is made with: the candidates of a machine, and what each says of itself.

On Windows and macOS QGIS brings an interpreter, of which only the program is used: an environment of its own sees
none of QGIS's packages. On Linux the system's interpreters are candidates.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

from ..core.errors import SetupNoPython
from ..core.i18n import tr

OLDEST, NEWEST = (3, 11), (3, 14)  # that the locked packages have wheels for
_NAMES = ("python3.11", "python3.12", "python3.13", "python3.14", "python3", "python")
_MAC_FOLDERS = ("/opt/homebrew/bin", "/usr/local/bin", "/Library/Frameworks/Python.framework/Versions/Current/bin")
_QUESTION = """
import importlib.util, json, sys
print(json.dumps({"version": list(sys.version_info[:3]), "bits64": sys.maxsize > 2**32,
    "venv": all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))}))
"""


@dataclass(frozen=True)
class FoundPython:
    """An interpreter and what it said of itself."""

    program: str
    version: tuple[int, ...]
    has_venv: bool
    is_64_bit: bool

    def fits(self, wanted: Optional[tuple[int, int]] = None) -> bool:
        """Whether an engine can be installed with it; ``wanted`` is the one version a bundle was made for."""
        minor = self.version[:2]
        return self.has_venv and self.is_64_bit and (minor == wanted if wanted else OLDEST <= minor <= NEWEST)


def candidates(chosen: str = "") -> list[str]:
    """Programs to ask, the best first: what the user chose and no other, else QGIS's own, then those on the path."""
    if chosen.strip():
        return [os.path.expanduser(chosen.strip())]
    own: list[str] = []
    if sys.platform == "win32":
        own = [os.path.join(sys.prefix, name) for name in ("python3.exe", "python.exe")]
    elif sys.platform == "darwin":
        own = [os.path.join(sys.prefix, "bin", "python3")]
        own += [os.path.join(folder, name) for folder in _MAC_FOLDERS for name in _NAMES[:-1]]
    on_path = [found for name in _NAMES if (found := shutil.which(name)) is not None]
    return list(dict.fromkeys(path for path in (*own, *on_path) if os.path.isfile(path)))


def question(program: str) -> list[str]:
    """The command that makes an interpreter tell about itself."""
    return [program, "-I", "-c", _QUESTION]


def read_answer(program: str, output: str) -> Optional[FoundPython]:
    """What an interpreter said; None where it is none (a shop's stand-in, a broken link)."""
    try:
        answer = json.loads(output)
        version = tuple(int(part) for part in answer["version"])
        return FoundPython(program, version, bool(answer["venv"]), bool(answer["bits64"]))
    except (ValueError, KeyError, TypeError):
        return None


def no_python(found: Sequence[FoundPython], wanted: Optional[tuple[int, int]], chosen: str) -> SetupNoPython:
    """What to tell where none of the candidates fits."""
    needed = "{}.{}".format(*wanted) if wanted else "{}.{} - {}.{}".format(*OLDEST, *NEWEST)
    seen = ", ".join("{} ({})".format(each.program, ".".join(map(str, each.version))) for each in found)
    if chosen:
        sentence = tr("{program} is no Python of version {needed}.").format(program=chosen, needed=needed)
    else:
        sentence = tr("No suitable Python was found on this computer; it takes version {needed}.").format(needed=needed)
    lacks_venv = [
        each for each in found if each.is_64_bit and not each.has_venv and OLDEST <= each.version[:2] <= NEWEST
    ]
    if lacks_venv and sys.platform.startswith("linux"):
        hint = tr("Python is there, but not its module venv. In a terminal: sudo apt install python3-venv")
    elif sys.platform.startswith("linux"):
        hint = tr("Install Python with your package manager, then try again; or choose its program below.")
    else:
        hint = tr("Install Python from python.org, then try again; or choose its program below.")
    return SetupNoPython(
        sentence, "\n".join(filter(None, (hint, tr("Seen: {list}").format(list=seen) if seen else "")))
    )
