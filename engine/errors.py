"""Every error that the engine reports to a caller, one class per stable kind.

The message says what is wrong, ``hint`` what to do about it. Callers act on ``kind`` (it never changes),
people read the sentence; nobody matches on text. ``exit_code`` is what the command line returns.
"""

from __future__ import annotations

from typing import ClassVar


class SegEarthError(Exception):
    """Base of all reported errors: a sentence, a stable ``kind``, a ``hint`` and an exit code."""

    kind: ClassVar[str] = "internal"
    exit_code: ClassVar[int] = 1
    hint: ClassVar[str] = "Run `segearth doctor` and send its report with the log."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = self.hint if hint is None else hint

    def to_dict(self) -> dict[str, str]:
        """The error as it crosses the process border and as ``--json`` prints it."""
        return {"kind": self.kind, "message": self.message, "hint": self.advice}


class InputError(SegEarthError):
    """The arguments or the input are wrong: exit code 2, nothing was started."""

    kind = "bad_request"
    exit_code = 2
    hint = "Correct the request and run it again."


class BadRequest(InputError):
    """A field of the request is missing, unknown, of the wrong type or out of range."""


class EmptyQuestion(InputError):
    """The question has no words."""

    kind = "empty_question"
    hint = "Type a question, for example: Where is open water?"


class QuestionTooLong(InputError):
    """The question exceeds what the language model can read."""

    kind = "question_too_long"
    hint = "Ask in one or two sentences."


class UnsupportedLanguage(InputError):
    """The question is in a script that the chosen model never learned."""

    kind = "unsupported_language"
    hint = "Ask in English, or choose a model that knows your language."


class RasterMissing(InputError):
    """No file lies at the given path."""

    kind = "raster_missing"
    hint = "Check the path of the raster."


class UnreadableRaster(InputError):
    """The file is no raster, or is damaged or truncated."""

    kind = "unreadable_raster"
    hint = "Open it with gdalinfo; export or download it again as GeoTIFF."


class NoGeoreference(InputError):
    """The raster has no CRS or no position on the ground."""

    kind = "no_crs"
    hint = "Assign its CRS and position first (QGIS: Raster > Georeferencer, or gdal_edit)."


class OutsideExtent(InputError):
    """The asked extent or mask does not touch the raster, or holds no whole pixel of it."""

    kind = "outside_extent"
    hint = "Choose an extent on the raster and check the CRS it is given in."


class NoData(InputError):
    """The area asked holds no valid pixel."""

    kind = "no_data"
    hint = "Choose an area where the raster has valid pixels."


class TooLarge(InputError):
    """The request asks for an absurd number of tiles."""

    kind = "too_large"
    hint = "Choose a smaller extent or a coarser GSD."


class OutputNotWritable(InputError):
    """The folder of the output cannot be written to."""

    kind = "output_not_writable"
    hint = "Choose another output folder."


class ModelMissing(InputError):
    """No model of that name or at that path."""

    kind = "model_missing"
    hint = "List what there is with `segearth models`."


class BadModel(InputError):
    """The model folder is incomplete, damaged, or of another format version."""

    kind = "bad_model"
    hint = "Fetch or convert the model again."


class DeviceUnavailable(InputError):
    """The device asked for is not there."""

    kind = "device_unavailable"
    hint = "Use --device auto, or see `segearth doctor` for the devices of this machine."


class DownloadFailed(SegEarthError):
    """A model could not be fetched, or what came is not what was published."""

    kind = "download_failed"
    hint = "Run it again: it goes on where it stopped."


class EndpointFailed(SegEarthError):
    """A language model's endpoint that the user named refuses, stays busy, or answers with something else."""

    kind = "endpoint_failed"
    hint = "Run it again: it goes on where it stopped."


class DiskFull(SegEarthError):
    """The disk ran full while writing."""

    kind = "disk_full"
    hint = "Free some space, or choose an output on another disk, and run it again."


class OutOfMemory(SegEarthError):
    """Memory of the machine or of the GPU ran out."""

    kind = "out_of_memory"
    hint = "Close other programs, use --device cpu, or choose a smaller model."


class Cancelled(SegEarthError):
    """The run was cancelled by the caller."""

    kind = "cancelled"
    exit_code = 130
    hint = "Start it again when you like."


class InternalError(SegEarthError):
    """A fault of ours: everything that has no kind of its own."""
