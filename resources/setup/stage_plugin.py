"""Puts the QGIS plugin together: ``stage`` makes a folder, ``zip`` a package, ``profile`` a QGIS profile to try it in.

QGIS wants metadata.txt, LICENSE and resources inside the package; in this repository they lie at the root. There are
no links and no generated files: staging is copying. Standard library only, so that any Python can run it.
"""

from __future__ import annotations

import argparse
import configparser
import logging
import shutil
import string
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "segearth_qgis"
RESOURCES = ("help", "i18n", "icons", "requirements", "styles")
_UNWANTED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
_ZIP_TIME = (2026, 1, 1, 0, 0, 0)  # the same files always give the same zip

_FIRST_START = {
    "migration": {"firstRunVersionFlag": "99999", "fileVersion": "2", "settings": "true"},
    "qgis": {"checkVersion": "false", "showTips": "false"},
    "core": {"NewsFeed\\httpsfeedqgisorg\\disabled": "true"},
}

log = logging.getLogger("stage_plugin")


def version(root: Path = ROOT) -> str:
    """The version in metadata.txt."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(root / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def stage(folder: Path, root: Path = ROOT) -> Path:
    """Make ``folder/segearth_qgis`` anew, complete as QGIS loads it, and return it.

    Raises FileNotFoundError when a part is missing: nothing is packed without its licence.
    """
    package = folder / PACKAGE
    if package.exists():
        shutil.rmtree(package)
    shutil.copytree(root / PACKAGE, package, ignore=_UNWANTED)
    for name in ("metadata.txt", "LICENSE"):
        shutil.copyfile(root / name, package / name)
    for name in RESOURCES:
        shutil.copytree(root / "resources" / name, package / "resources" / name, ignore=_UNWANTED)
    return package


def make_zip(package: Path, folder: Path, root: Path = ROOT) -> Path:
    """Pack a staged package as ``folder/segearth_qgis-<version>.zip``, its top folder as the first entry."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{PACKAGE}-{version(root)}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for item in [package, *sorted(package.rglob("*"))]:
            name = item.relative_to(package.parent).as_posix()
            entry = zipfile.ZipInfo(name + "/" if item.is_dir() else name, _ZIP_TIME)
            entry.external_attr = (0o40755 << 16 | 0x10) if item.is_dir() else 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, b"" if item.is_dir() else item.read_bytes())
    return path


def ini_text(text: str) -> str:
    """``text`` as a quoted value of a QSettings file, whose characters beyond ASCII are ``\\xHHHH`` (UTF-16).

    QSettings takes all hexadecimal digits that follow such an escape as part of it, so those are escaped as well.
    """
    units = [int.from_bytes(pair, "little") for pair in zip(*[iter(text.encode("utf-16-le"))] * 2)]
    value, after_escape = "", False
    for unit in units:
        character = chr(unit)
        after_escape = not 32 <= unit < 127 or (after_escape and character in string.hexdigits)
        value += f"\\x{unit:x}" if after_escape else f"\\{character}" if character in '\\"' else character
    return f'"{value}"'


def make_profile(profiles: Path, engine_command: str, root: Path = ROOT) -> Path:
    """Put the plugin into the profile ``default`` in ``profiles``, enabled, with the command of its engine.

    Start QGIS with ``--profiles-path PROFILES --profile default``. Nothing else that is in ``profiles`` is touched. In
    a new profile the greeting of a first start is switched off.
    """
    profile = profiles / "profiles" / "default"
    stage(profile / "python" / "plugins", root)
    settings = configparser.ConfigParser(interpolation=None, delimiters="=", comment_prefixes=";", strict=False)
    settings.optionxform = str  # type: ignore[assignment, method-assign]  # QGIS's keys have capitals
    target = profile / "QGIS" / "QGIS3.ini"
    if not settings.read(target, encoding="utf-8"):
        settings.read_dict(_FIRST_START)
    settings.read_dict({"PythonPlugins": {PACKAGE: "true"}, "segearth": {"engine_command": ini_text(engine_command)}})
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8") as stream:
        settings.write(stream, space_around_delimiters=False)
    return profile


def main(arguments: list[str]) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    staging = commands.add_parser("stage", help="make FOLDER/segearth_qgis")
    staging.add_argument("folder", type=Path, nargs="?", default=ROOT / "build")
    zipping = commands.add_parser("zip", help="stage in build/, and pack it into FOLDER")
    zipping.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist")
    profile = commands.add_parser("profile", help="put the plugin into the profile `default` in FOLDER")
    profile.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "qgis")
    profile.add_argument("--engine-command", default=f'"{ROOT / ".venv" / "bin" / "segearth"}" serve')
    chosen = parser.parse_args(arguments)
    if chosen.command == "stage":
        made = stage(chosen.folder)
    elif chosen.command == "zip":
        made = make_zip(stage(ROOT / "build"), chosen.folder)
    else:
        made = make_profile(chosen.folder, chosen.engine_command)
    log.info("%s", made)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.exit(main(sys.argv[1:]))
