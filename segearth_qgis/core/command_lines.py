"""A run as a command for a terminal: the engine's own, and QGIS's ``qgis_process``."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Sequence
from dataclasses import replace

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRectangle

from .question_check import read_size
from .run_request import RunRequest, SearchArea

ALGORITHM = "segearth:segmentbyquestion"
_LONGEST_CODE = 32  # an authority code; what is longer is WKT


def _number(value: float) -> str:
    return repr(round(value)) if value == round(value) and abs(value) < 1e15 else repr(float(value))


def engine_command_line(request: RunRequest, program: Sequence[str] = ("segearth",)) -> str:
    """``segearth ask RASTER QUESTION... -o OUT ...``, quoted for a POSIX shell.

    ``program`` is what starts the engine, without its last word, ``serve``.
    """
    words = [*program, "ask", request.raster, *request.questions, "-o", request.output, "--model", request.model]
    area = request.area
    if area.extent is not None:
        words += ["--extent", *(_number(bound) for bound in area.extent)]
    if area.extent_crs is not None:
        words += ["--extent-crs", area.extent_crs]
    if area.mask is not None:
        words += ["--mask", area.mask]
    if request.gsd_m is not None:
        words += ["--gsd", _number(request.gsd_m)]
    if request.bands is not None:
        words += ["--bands", ",".join(str(band) for band in request.bands)]
    words += ["--threshold", _number(request.threshold)]
    if request.min_area_m2:
        words += ["--min-area", _number(request.min_area_m2)]
    if request.simplify_m:
        words += ["--simplify", _number(request.simplify_m)]
    if request.right_angles:
        words += ["--right-angles"]
    if request.output_crs is not None:
        words += ["--output-crs", request.output_crs]
    return shlex.join(words)


def qgis_process_command_line(request: RunRequest) -> str:
    """``qgis_process run segearth:segmentbyquestion -- INPUT=... QUESTION=...``, quoted for a POSIX shell."""
    area = with_short_crs(request).area
    values: dict[str, str] = {
        "INPUT": request.raster,
        "QUESTION": "\n".join(request.questions),
        "MODEL": request.model,
        "THRESHOLD": _number(request.threshold),
    }
    if any(read_size(question)[1] is not None for question in request.questions):
        values["READ_SIZE"] = "false"  # it was asked as it stands
    if area.extent is not None:
        xmin, ymin, xmax, ymax = (_number(bound) for bound in area.extent)
        crs = f" [{area.extent_crs}]" if area.extent_crs is not None else ""
        values["EXTENT"] = f"{xmin},{xmax},{ymin},{ymax}{crs}"
    if area.mask is not None:
        values["MASK"] = area.mask
    if request.min_area_m2:
        values["MIN_AREA"] = _number(request.min_area_m2)
    if request.simplify_m:
        values["SIMPLIFY"] = _number(request.simplify_m)
    if request.right_angles:
        values["RIGHT_ANGLES"] = "true"
    if request.gsd_m is not None:
        values["GSD"] = _number(request.gsd_m)
    if request.bands is not None:
        values.update(zip(("RED", "GREEN", "BLUE"), (str(band) for band in request.bands)))
    if request.output_crs is not None:
        values["CRS"] = request.output_crs
    values["OUTPUT"] = request.output
    return shlex.join([_qgis_process(), "run", ALGORITHM, "--", *(f"{name}={value}" for name, value in values.items())])


def _qgis_process() -> str:
    """The program itself where it is on the path: Debian's ``qgis_process`` passes an option that it does not know."""
    return "qgis_process.bin" if shutil.which("qgis_process.bin") else "qgis_process"


def with_short_crs(request: RunRequest) -> RunRequest:
    """The request with an extent that QGIS can read as text: in a CRS with an authority code.

    One in a CRS without goes as its bounds in EPSG:4326.
    """
    area = request.area
    if area.extent is None or area.extent_crs is None or len(area.extent_crs) <= _LONGEST_CODE:
        return request
    source = QgsCoordinateReferenceSystem.fromWkt(area.extent_crs)
    world = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(source, world, QgsProject.instance().transformContext())
    bounds = transform.transformBoundingBox(QgsRectangle(*area.extent))
    corners = (bounds.xMinimum(), bounds.yMinimum(), bounds.xMaximum(), bounds.yMaximum())
    return replace(request, area=SearchArea(corners, "EPSG:4326", area.mask))
