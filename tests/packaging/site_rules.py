"""The rules by which the plugin site takes or refuses a zip, as far as they can be read from outside of it.

``faults`` lists what is wrong with a zip, a sentence each; bandit and detect-secrets, which the site runs on the files,
are run by the tests themselves.
"""

from __future__ import annotations

import configparser
import re
import zipfile
from pathlib import Path, PurePosixPath

MOST_BYTES = 25 * 1024 * 1024
REQUIRED = ("name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository")
LINKS = ("homepage", "tracker", "repository")
BINARIES = {".pyc", ".pyo", ".so", ".dll", ".pyd", ".exe", ".dylib", ".a", ".o", ".whl", ".zip", ".jar"}
PICTURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}  # what they begin with
_SYMLINK = 0o120000
_VERSION = re.compile(r"\d+(\.\d+){1,2}")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def faults(path: Path) -> list[str]:
    """All that the site would refuse the zip for."""
    found = []
    if path.stat().st_size > MOST_BYTES:
        found.append("the zip is larger than 25 MB")
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        tops = {PurePosixPath(entry.filename).parts[0] for entry in entries}
        top = entries[0].filename
        if tops != {top.rstrip("/")} or not top.endswith("/"):
            return [*found, "the first entry is not the one top folder"]
        if not re.fullmatch(r"[A-Za-z][\w-]*/", top):
            found.append("the top folder's name is not that of a Python package")
        for entry in entries:
            found += _faults_of(entry, archive)
        names = {entry.filename for entry in entries}
        found += [
            f"{name} is missing" for name in ("__init__.py", "metadata.txt", "LICENSE") if top + name not in names
        ]
        if top + "metadata.txt" in names:
            text = archive.read(top + "metadata.txt").decode("utf-8")
            found += metadata_faults(text, {name.removeprefix(top) for name in names})
        if top + "__init__.py" in names and b"def classFactory(" not in archive.read(top + "__init__.py"):
            found.append("there is no classFactory")
    return found


def _faults_of(entry: zipfile.ZipInfo, archive: zipfile.ZipFile) -> list[str]:
    path = PurePosixPath(entry.filename)
    found = []
    if ".." in path.parts or path.is_absolute():
        found.append(f"{path} leads out of the folder")
    if (entry.external_attr >> 16) & 0o170000 == _SYMLINK:
        found.append(f"{path} is a link")
    content = archive.read(entry)
    is_picture = content.startswith(PICTURES.get(path.suffix.lower(), b"\0\0"))
    if path.suffix.lower() in BINARIES or (b"\0" in content and not is_picture):
        found.append(f"{path} is a binary")
    if any(part.startswith(".") or part in ("__pycache__", "__MACOSX") for part in path.parts):
        found.append(f"{path} is a leftover")
    return found


def metadata_faults(text: str, files: set[str]) -> list[str]:
    """What is wrong with a metadata.txt; ``files`` are the names in the package."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    values = dict(parser.items("general")) if parser.has_section("general") else {}
    found = [f"{key} is missing" for key in REQUIRED if not str(values.get(key, "")).strip()]
    found += [f"{key} is no address" for key in LINKS if not str(values.get(key, "https://")).startswith("https://")]
    for key in ("qgisMinimumVersion", "qgisMaximumVersion", "version"):
        if not _VERSION.fullmatch(values.get(key, "0.0")):
            found.append(f"{key} is no version")
    if not _ADDRESS.fullmatch(values.get("email", "")):
        found.append("email is no address")
    if "/" in values.get("author", ""):
        found.append("author has a slash")
    if "supportsQt6" in values:
        found.append("supportsQt6 is deprecated")
    if values.get("icon", "") and values["icon"] not in files:
        found.append("the icon is not in the zip")
    for key in ("experimental", "deprecated", "hasProcessingProvider", "server"):
        if values.get(key, "no").lower() not in ("yes", "no", "true", "false"):
            found.append(f"{key} is neither yes nor no")
    if not values.get("description", "").isprintable() or "<" in values.get("description", ""):
        found.append("description is not plain text of one line")
    return found
