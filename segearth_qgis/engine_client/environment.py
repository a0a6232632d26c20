"""The environment of the engine's process: that of QGIS without what QGIS set for its own Python and libraries.

QGIS points Python, GDAL, PROJ and the dynamic linker at its own files; the engine has its own of each, and mixing
them is the most frequent reason why such plugins crash. The commands that install an engine get the same, and what
the user or the company has set for pip's sources.
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
# Where packages come from; anything else that is set for pip (a target folder, say) would break an environment.
_PIP_SOURCES = (
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_NO_INDEX",
    "PIP_TRUSTED_HOST",
    "PIP_CERT",
    "PIP_CLIENT_CERT",
    "PIP_PROXY",
    "PIP_DEFAULT_TIMEOUT",
    "PIP_CACHE_DIR",
    "PIP_CONFIG_FILE",
)
_PIP_SET = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "NO_COLOR": "1"}


def engine_environment(parent: Mapping[str, str]) -> dict[str, str]:
    """The environment for the engine, made from that of QGIS (``os.environ``)."""
    kept = {
        name: value
        for name, value in parent.items()
        if name.upper() not in _DROPPED and not name.upper().startswith(_DROPPED_PREFIXES)
    }
    return {**kept, **_SET}


def installer_environment(parent: Mapping[str, str], proxy: Mapping[str, str], scratch: str) -> dict[str, str]:
    """The environment for Python and pip while they make an engine's environment.

    ``proxy`` are the variables of ``setup_proxy``; they win over those of ``parent``. ``scratch`` is the folder for
    temporary files: on the disk that was found to have room, for ``/tmp`` is often too small for PyTorch.
    """
    sources = {name: value for name, value in parent.items() if name.upper() in _PIP_SOURCES}
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch)
    return {**engine_environment(parent), **sources, **_PIP_SET, **temporary, **proxy}
