"""Where the plugin's files lie: inside the staged package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

_PACKAGE = Path(__file__).resolve().parents[1]


def resources_folder() -> Path:
    """The folder of icons and styles."""
    staged = _PACKAGE / "resources"
    return staged if staged.is_dir() else _PACKAGE.parent / "resources"


def icon(name: str = "segearth") -> QIcon:
    """The icon ``resources/icons/<name>.svg``."""
    return QIcon(str(resources_folder() / "icons" / f"{name}.svg"))


def style_path(name: str) -> str:
    """The path of the layer style ``resources/styles/<name>.qml``."""
    return str(resources_folder() / "styles" / f"{name}.qml")
