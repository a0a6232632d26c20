"""Where the plugin's files lie: inside the staged package, or beside it in a checkout."""

from __future__ import annotations

import configparser
from pathlib import Path

from qgis.PyQt.QtGui import QIcon

_PACKAGE = Path(__file__).resolve().parents[1]


def resources_folder() -> Path:
    """The folder of icons, styles and help."""
    staged = _PACKAGE / "resources"
    return staged if staged.is_dir() else _PACKAGE.parent / "resources"


def icon(name: str = "segearth") -> QIcon:
    """The icon ``resources/icons/<name>.svg``."""
    return QIcon(icon_path(name))


def icon_path(name: str = "segearth") -> str:
    """The path of that icon."""
    return str(resources_folder() / "icons" / f"{name}.svg")


def style_path(name: str) -> str:
    """The path of the layer style ``resources/styles/<name>.qml``."""
    return str(resources_folder() / "styles" / f"{name}.qml")


def help_address(section: str = "") -> str:
    """The address of the help page that lies with the plugin, at a section of it: ``batch`` for ``#batch``."""
    address = (resources_folder() / "help" / "index.html").as_uri()
    return f"{address}#{section}" if section else address


def homepage() -> str:
    """The address of the project's homepage, where the engine is to be had, as metadata.txt gives it."""
    staged = _PACKAGE / "metadata.txt"
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(staged if staged.is_file() else _PACKAGE.parent / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "homepage", fallback="")
