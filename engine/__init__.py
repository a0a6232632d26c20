"""The model runtime of SegEarth for QGIS: a process of its own, in an environment of its own."""

from pathlib import Path

__version__ = "0.1.0"

_PACKAGE = Path(__file__).resolve().parent
# Bundled models and layer styles: inside an installed package (setup.py puts them there), beside it in a checkout.
RESOURCES = next(
    folder for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources", _PACKAGE) if folder.is_dir()
)
