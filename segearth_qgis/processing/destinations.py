"""Whether a destination can be written, asked before an hour of work and not after it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from qgis.core import QgsProcessing, QgsProcessingOutputLayerDefinition

from ..core.i18n import tr

_NO_FILES = ("memory:", "ogr:", "postgis:", "postgres:", "spatialite:", QgsProcessing.TEMPORARY_OUTPUT)


def fault_of_destination(value: object) -> Optional[str]:
    """What is in the way of a file there, as a sentence; None when nothing is, or when it is no file."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    text = value if isinstance(value, str) else ""
    if not text or text.lower().startswith(tuple(name.lower() for name in _NO_FILES)):
        return None
    folder = Path(text.split("|")[0]).absolute().parent
    if not folder.is_dir():
        return tr("The folder {folder} does not exist.").format(folder=folder)
    if not os.access(str(folder), os.W_OK | os.X_OK):
        return tr("Nothing can be written to {folder}.").format(folder=folder)
    return None
