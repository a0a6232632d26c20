"""The environment of the engine's process: that of QGIS without what QGIS set for its own Python and libraries.

QGIS points Python, GDAL, PROJ and the dynamic linker at its own files; the engine has its own of each, and mixing
them is the most frequent reason why such plugins crash.
"""

from __future__ import annotations

from collections.abc import Mapping

_DROPPED = ("PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "VIRTUAL_ENV")
_DROPPED_PREFIXES = ("PIP_", "PROJ_", "GDAL_", "LD_", "DYLD_", "QGIS_")
_SET = {
    "PYTHONUNBUFFERED": "1",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONNOUSERSITE": "1",
    "HF_HUB_OFFLINE": "1",  # every model is a folder on the engine's machine
    "OMP_WAIT_POLICY": "PASSIVE",  # waiting threads must not spin beside QGIS's renderer
}


def engine_environment(parent: Mapping[str, str]) -> dict[str, str]:
    """The environment for the engine, made from that of QGIS (``os.environ``)."""
    kept = {
        name: value
        for name, value in parent.items()
        if name.upper() not in _DROPPED and not name.upper().startswith(_DROPPED_PREFIXES)
    }
    return {**kept, **_SET}
