"""What a caller asks for: one frozen dataclass with the same fields in the CLI, the RPC and the run record.

A RunRequest that exists is valid in itself; whether its files, model and device exist is found out by the run.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import BadRequest, EmptyQuestion
from engine.raster import Outlines, Stretch, format_named, format_of
from engine.raster.placing import output_crs

MAX_QUESTIONS = 20
MAX_NAME_BYTES = 200  # file systems take 255, and temporary names are longer than the output's
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DEVICE = re.compile(r"auto|cpu|mps|cuda(:\d+)?")
_HINTS = {
    "bands": "Give three numbers such as 4,3,2, or leave them out.",
    "context_m": "Give the metres around a place that its answer depends on, or 0 for the finest level alone.",
    "device": "Leave it at auto, or see `segearth doctor` for the devices of this machine.",
    "extent": "Give xmin ymin xmax ymax in the raster's CRS, or name theirs with --extent-crs.",
    "extent_crs": "Give the extent as well, or leave both out.",
    "gsd_m": "Leave it out to work on the raster's own pixels.",
    "min_area_m2": "Leave it out to keep every area.",
    "overlap_px": "Leave it out for the usual one.",
    "skip_ruled_out": "Ask for context as well: --context with the metres around a place that its answer depends on.",
    "min_hole_m2": "Leave it out to keep every hole.",
    "simplify_m": "Leave it out to keep the outlines along the pixels.",
    "threshold": "The usual one is 0.5; a higher one finds less.",
}
_REMOTE = re.compile(r"/vsi|[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True)
class RunRequest:
    """One raster, one to twenty questions, one output.

    Raises BadRequest for a value of the wrong type or out of range, EmptyQuestion for a blank question.
    """

    raster: str  # a path, or anything GDAL opens (/vsicurl/..., /vsis3/...)
    questions: tuple[str, ...]  # 1..20, white space normalised, each once
    output: str  # in the format of its ending; replaced only when the run has ended well
    model: str = "nano"  # a name from `segearth models`, or a model folder
    extent: tuple[float, float, float, float] | None = None  # xmin, ymin, xmax, ymax
    extent_crs: str | None = None  # of `extent`; None: the raster's own
    mask: str | None = None  # a polygon file: only what lies inside its polygons is searched
    gsd_m: float | None = None  # working ground sample distance in metres; None: the raster's own
    bands: tuple[int, ...] | None = None  # red, green, blue, counted from 1; None: chosen from the raster
    stretch: Stretch | None = None  # from the raster's values to 8 bits; None: measured on the raster
    overlap_px: int | None = None  # of neighbouring tiles; None: 128, or a quarter of a tile that is smaller than 512
    context_m: float | None = (
        None  # coarser levels until a tile spans so much; 0: none; None: `levels.DEFAULT_CONTEXT_M`
    )
    skip_ruled_out: bool = False  # tiles in which the coarse levels see nothing are not read
    like: str | None = (
        None  # a run folder, whose GSD, bands, stretch, overlap and context are taken where none is given
    )
    threshold: float = 0.5  # 0 < p < 1: a pixel answers the question from this probability on
    min_area_m2: float = 0.0  # geodesic; smaller answers are dropped
    min_hole_m2: float = 0.0  # geodesic; smaller holes in answers are filled
    simplify_m: float = 0.0  # corners that span less than the square of so many metres are dropped; 0: pixel edges
    right_angles: bool = False  # outlines that are nearly rectilinear become so
    output_crs: str | None = None  # of the output's polygons; None: the raster's. GeoJSON is always EPSG:4326
    format: str | None = None  # gpkg, fgb, geojson, parquet: the ending of an output that has none
    probability_cog: str | None = None  # also a copy of the probability raster there, as a cloud optimized GeoTIFF
    device: str = "auto"  # auto, cpu, cuda, cuda:N, mps
    preview: bool = True  # where partial results are watched, one more tile is asked for a first picture
    explain: bool = True  # also answer in words, once per question; a model that is not generative has none
    run_folder: str | None = None  # None: <output stem>_run beside the output
    run_id: str | None = None  # None: chosen by the run

    def __post_init__(self) -> None:
        _set(self, "raster", as_text("raster", self.raster))
        _set(self, "questions", as_questions(self.questions))
        _set(self, "format", _optional_text("format", self.format))
        _set(self, "output", as_output(self.output, self.format))
        _set(self, "output_crs", as_output_crs(self.output_crs, self.output))
        _set(self, "probability_cog", as_cog(self.probability_cog))
        _set(self, "model", as_text("model", self.model))
        _set(self, "extent", _extent(self.extent))
        _set(self, "extent_crs", _optional_text("extent_crs", self.extent_crs))
        if self.extent_crs is not None and self.extent is None:
            raise BadRequest("extent_crs is given without an extent.", hint=_HINTS["extent_crs"])
        _set(self, "mask", _optional_text("mask", self.mask))
        if self.gsd_m is not None:
            _set(self, "gsd_m", _number("gsd_m", self.gsd_m, above=0.0))
        _set(self, "bands", _bands(self.bands))
        _set(self, "stretch", _stretch(self.stretch))
        _set(self, "overlap_px", _overlap(self.overlap_px))
        if self.context_m is not None:
            _set(self, "context_m", _number("context_m", self.context_m, least=0.0))
        _set(self, "like", _optional_text("like", self.like))
        _set(self, "threshold", _number("threshold", self.threshold, between=(0.0, 1.0)))
        for name in ("min_area_m2", "min_hole_m2", "simplify_m"):
            _set(self, name, _number(name, getattr(self, name), least=0.0))
        for name in ("right_angles", "skip_ruled_out", "preview", "explain"):
            if not isinstance(value := getattr(self, name), bool):
                raise BadRequest(f"{name} must be true or false, not {value!r}.")
        if self.skip_ruled_out and self.context_m == 0:
            raise BadRequest(
                "Tiles are ruled out by coarser levels; without context there are none.", hint=_HINTS["skip_ruled_out"]
            )
        _set(self, "device", as_device(self.device))
        _set(self, "run_folder", _optional_text("run_folder", self.run_folder))
        _set(self, "run_id", as_run_id(self.run_id))

    @property
    def folder(self) -> Path:
        """The run folder: the one asked for, or `<output stem>_run` beside the output."""
        if self.run_folder is not None:
            return Path(self.run_folder)
        output = Path(self.output)
        return output.with_name(f"{output.stem}_run")

    @property
    def outlines(self) -> Outlines:
        """How the outlines of the areas are shaped."""
        return Outlines(self.min_hole_m2, self.simplify_m, self.right_angles)

    def cog_paths(self) -> tuple[Path, ...]:
        """Where the copies of the probability rasters go: one per question, numbered where there are several."""
        if self.probability_cog is None:
            return ()
        path = Path(self.probability_cog)
        if len(self.questions) == 1:
            return (path,)
        return tuple(path.with_name(f"{path.stem}_{number + 1}{path.suffix}") for number in range(len(self.questions)))

    def to_dict(self) -> dict[str, Any]:
        """The request as JSON values; ``from_dict`` gives the same request back."""
        values = dataclasses.asdict(self)
        return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> RunRequest:
        """Build a request from JSON values. A missing output becomes ``default_output(raster)``.

        Raises BadRequest for unknown or missing keys and for every value the dataclass refuses.
        """
        known = {field.name for field in dataclasses.fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise BadRequest(f"Unknown field: {', '.join(map(repr, unknown))}. Known: {', '.join(sorted(known))}.")
        missing = sorted({"raster", "questions"} - set(values))
        if missing:
            raise BadRequest(f"Missing field: {', '.join(missing)}.")
        given = dict(values)
        if given.get("output") is None:
            form = given.get("format")
            given["output"] = default_output(as_text("raster", given["raster"]), form if form is not None else "gpkg")
        return cls(**given)


def default_output(raster: str, format: str = "gpkg") -> str:
    """`<raster stem>_answer.gpkg` beside the raster, with that format's ending.

    Raises BadRequest where nothing can lie beside it or the format is not known.
    """
    suffix = format_named(as_text("format", format)).suffix
    if _REMOTE.match(raster):
        raise BadRequest("A remote raster has no folder for the answer.", hint="Name an output file.")
    path = Path(raster)
    if not path.name:
        raise BadRequest(f"{raster} is a folder, not a raster.", hint="Name a raster in it.")
    return str(path.with_name(f"{path.stem}_answer{suffix}"))


def _set(request: RunRequest, name: str, value: object) -> None:
    object.__setattr__(request, name, value)  # the way to normalise a field of a frozen dataclass


def as_run_id(value: object) -> str | None:
    """The name of a run, or None. Raises BadRequest."""
    if value is None:
        return None
    name = as_text("run_id", value)
    if not _RUN_ID.fullmatch(name):
        raise BadRequest("run_id must be 1 to 64 letters, digits, dots, dashes or underscores.")
    return name


def as_device(value: object) -> str:
    """The name of a device, whether or not it is there. Raises BadRequest."""
    device = as_text("device", value)
    if not _DEVICE.fullmatch(device):
        raise BadRequest(f"device is {device!r}; it must be auto, cpu, cuda, cuda:N or mps.", hint=_HINTS["device"])
    return device


def as_text(name: str, value: object) -> str:
    """Text that is not blank and can be stored and named. Raises BadRequest."""
    if not isinstance(value, str):
        raise BadRequest(f"{name} must be text, not {type(value).__name__}.")
    if not value.strip():
        raise BadRequest(f"{name} is empty.")
    if "\0" in value or not _is_unicode(value):
        raise BadRequest(f"{name} holds characters that no path or text may have.")
    return value


def _is_unicode(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)  # lone surrogates, from JSON "\ud800"


def _optional_text(name: str, value: object) -> str | None:
    return None if value is None else as_text(name, value)


def as_questions(value: object) -> tuple[str, ...]:
    """1 to 20 questions, white space normalised, each once. Raises BadRequest, EmptyQuestion."""
    if not isinstance(value, (list, tuple)):
        raise BadRequest("questions must be a list of texts.")
    if not 1 <= len(value) <= MAX_QUESTIONS:
        raise BadRequest(
            f"There are {len(value)} questions; a run takes 1 to {MAX_QUESTIONS}.",
            hint="Ask them in several runs." if value else "Add a question, for example: Where is open water?",
        )
    questions = []
    for question in value:
        if not isinstance(question, str) or "\0" in question or not _is_unicode(question):
            raise BadRequest(f"A question must be text, not {question!r}.")
        words = " ".join(question.split())
        if not words:
            raise EmptyQuestion("A question has no words.")
        questions.append(words)
    return tuple(dict.fromkeys(questions))  # one asked twice is answered once


def as_output(value: object, format: str | None = None) -> str:
    """An output's name with the ending of a format that can be written; ``format``'s where it has none.

    Raises BadRequest.
    """
    output = as_text("output", value)
    if format is not None:
        suffix = format_named(format).suffix
        if not Path(output).suffix:
            output += suffix
        elif Path(output).suffix.lower() != suffix:
            raise BadRequest(
                f"The output {Path(output).name!r} does not end in {suffix}, as the format {format} does.",
                hint="Leave the format out, or name another output.",
            )
    format_of(output)
    if len(Path(output).name.encode("utf-8")) > MAX_NAME_BYTES:
        raise BadRequest(
            f"The output's name is longer than {MAX_NAME_BYTES} bytes.", hint="Name an output with a shorter name."
        )
    return output


def as_output_crs(value: object, output: str) -> str | None:
    """The name of a CRS for the polygons of an output, or None. Raises BadRequest."""
    name = _optional_text("output_crs", value)
    if name is None:
        return None
    crs = output_crs(name)
    if format_of(output).name == "geojson" and crs.to_epsg() != 4326:
        raise BadRequest(
            f"GeoJSON is always in EPSG:4326, not in {name}.", hint="Choose another format, or leave the CRS out."
        )
    return name


def as_cog(value: object) -> str | None:
    """The name of a GeoTIFF, or None. Raises BadRequest."""
    name = _optional_text("probability_cog", value)
    if name is not None and Path(name).suffix.lower() not in (".tif", ".tiff"):
        raise BadRequest(f"The probability raster {Path(name).name!r} is no GeoTIFF.", hint="Let its name end in .tif.")
    return name


def _extent(value: object) -> tuple[float, float, float, float] | None:
    if value is None:
        return None
    if not isinstance(value, (list, tuple)) or len(value) != 4:
        raise BadRequest("extent must be four numbers: xmin, ymin, xmax, ymax.", hint=_HINTS["extent"])
    xmin, ymin, xmax, ymax = (_number("extent", bound) for bound in value)
    if xmin == xmax or ymin >= ymax:  # an xmin above xmax may cross the antimeridian: its CRS decides (`raster.area`)
        raise BadRequest("extent is empty: xmin must be below xmax and ymin below ymax.", hint=_HINTS["extent"])
    return xmin, ymin, xmax, ymax


def _bands(value: object) -> tuple[int, ...] | None:
    if value is None:
        return None
    message = "bands must be three band numbers, counted from 1: red, green, blue."
    if not isinstance(value, (list, tuple)) or len(value) != 3:
        raise BadRequest(message, hint=_HINTS["bands"])
    if any(isinstance(band, bool) or not isinstance(band, int) or band < 1 for band in value):
        raise BadRequest(message, hint=_HINTS["bands"])
    return tuple(value)


def _stretch(value: object) -> Stretch | None:
    if value is None or isinstance(value, Stretch):
        return value
    message = "stretch must be {low: [...], high: [...]} with a value for each band that is read."
    if not isinstance(value, Mapping) or set(value) != {"low", "high"}:
        raise BadRequest(message)
    try:
        stretch = Stretch.from_dict(value)
    except (TypeError, ValueError) as error:
        raise BadRequest(message) from error
    values = (*stretch.low, *stretch.high)
    if not stretch.low or len(stretch.low) != len(stretch.high) or not all(map(math.isfinite, values)):
        raise BadRequest(message)
    return stretch


def _overlap(value: object) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise BadRequest(f"overlap_px must be a whole number from 0 on, not {value!r}.", hint=_HINTS["overlap_px"])
    return value


def _number(
    name: str,
    value: object,
    *,
    above: float | None = None,
    least: float | None = None,
    between: tuple[float, float] | None = None,  # neither of them
) -> float:
    hint = _HINTS[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadRequest(f"{name} must be a number, not {value!r}.", hint=hint)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise BadRequest(f"{name} must be a finite number.", hint=hint)
    if above is not None and number <= above:
        raise BadRequest(f"{name} is {number:g}; it must be above {above:g}.", hint=hint)
    if least is not None and number < least:
        raise BadRequest(f"{name} is {number:g}; it must be at least {least:g}.", hint=hint)
    if between is not None and not between[0] < number < between[1]:
        raise BadRequest(f"{name} is {number:g}; it must lie between {between[0]:g} and {between[1]:g}.", hint=hint)
    return number


def check_run_folder_fields(kind: type, values: Mapping[str, Any]) -> None:
    """Raise BadRequest for JSON values of a request about a run folder with unknown fields, or without the folder."""
    known = {field.name for field in dataclasses.fields(kind)}
    if unknown := sorted(set(values) - known):
        raise BadRequest(f"Unknown field: {', '.join(map(repr, unknown))}. Known: {', '.join(sorted(known))}.")
    if "run_folder" not in values:
        raise BadRequest("Missing field: run_folder.")
