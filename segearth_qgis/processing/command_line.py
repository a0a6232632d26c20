"""A run as a line for a terminal: ``qgis_process run segearth:segmentbyquestion -- ...``."""

from __future__ import annotations

import platform
import shlex

from ..core.settings import DEFAULT_MODEL, DEFAULT_THRESHOLD

# The engine's field -> the algorithm's parameter, and the value that need not be said.
_PLAIN: dict[str, tuple[str, object]] = {
    "model": ("MODEL", DEFAULT_MODEL),
    "threshold": ("THRESHOLD", DEFAULT_THRESHOLD),
    "mask": ("MASK", None),
    "min_area_m2": ("MIN_AREA", 0.0),
    "min_hole_m2": ("MIN_HOLE", 0.0),
    "simplify_m": ("SIMPLIFY", 0.0),
    "right_angles": ("RIGHT_ANGLES", False),
    "gsd_m": ("GSD", None),
    "output_crs": ("CRS", None),
    "device": ("DEVICE", "auto"),
    "explain": ("EXPLAIN", True),
}


def qgis_process_command(params: dict[str, object], output: str) -> str:
    """The line for the engine's ``run`` with these parameters, whose answers go to ``output``.

    Quoted for the shell of this machine; what is as it is by default is left out.
    """
    values = {"INPUT": params["raster"], "QUESTION": "\n".join(str(text) for text in _items(params["questions"]))}
    if params.get("extent") is not None:
        xmin, ymin, xmax, ymax = _items(params["extent"])
        crs = f" [{params['extent_crs']}]" if params.get("extent_crs") else ""
        values["EXTENT"] = f"{xmin},{xmax},{ymin},{ymax}{crs}"
    for field, (name, usual) in _PLAIN.items():
        value = params.get(field)
        if value is not None and value != usual:
            values[name] = value
    if params.get("bands") is not None:
        values |= dict(zip(("RED", "GREEN", "BLUE"), _items(params["bands"])))
    values["OUTPUT"] = output
    words = [_quote(f"--{name}={value}") for name, value in values.items()]
    return " ".join(["qgis_process run segearth:segmentbyquestion", *words])


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _quote(word: str) -> str:
    if platform.system() == "Windows":
        return '"' + word.replace('"', '\\"') + '"'
    return shlex.quote(word)
