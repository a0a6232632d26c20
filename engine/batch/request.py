"""What a caller asks of a batch: a folder of rasters, the questions for each of them, and a folder for the results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import BadRequest
from engine.raster import format_named, format_of
from engine.run import RunRequest
from engine.run.request import as_text

PATTERNS = ("*.tif", "*.tiff", "*.vrt", "*.jp2", "*.img")
# Fields of a run that each raster has for itself, or that belong to a machine and not to the batch.
_OWN = ("raster", "output", "run_folder", "run_id", "probability_cog", "questions")


@dataclass(frozen=True)
class BatchRequest:
    """Every raster of a folder asked the same questions. Raises BadRequest, EmptyQuestion.

    ``settings``: fields of `RunRequest` for every raster (``model``, ``threshold``, ``format`` ...).
    """

    folder: str
    questions: tuple[str, ...]
    output: str  # a folder: a result per raster, `summary.csv`, and under `batch` what is done so far
    settings: Mapping[str, Any] = field(default_factory=dict)
    patterns: tuple[str, ...] = PATTERNS  # of file names, in capitals or not
    recursive: bool = False
    retries: int = 1  # how often a raster is tried again that failed for a reason not its own, or whose worker died
    retry_failed: bool = False  # try once more what an earlier command gave up
    merge: str | None = None  # a GeoPackage with the areas of all rasters
    merge_crs: str | None = None  # of that; None: the rasters', or EPSG:4326 where they have several

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.settings).intersection(_OWN)):
            raise BadRequest(f"Not a setting of a whole batch: {', '.join(unknown)}.")
        for name in ("folder", "output"):
            as_text(name, getattr(self, name))
        if isinstance(self.retries, bool) or not isinstance(self.retries, int) or not 0 <= self.retries <= 100:
            raise BadRequest("retries must be a whole number from 0 to 100.")
        if not self.patterns:
            raise BadRequest("There is no pattern of file names.", hint=f"For example {PATTERNS[0]}.")
        object.__setattr__(self, "questions", self.run_request("any.tif").questions)
        if self.merge is not None:
            if format_of(self.merge).name != "gpkg":
                raise BadRequest("The areas of all rasters are merged into a GeoPackage.", hint="Name a .gpkg.")
            if self.form == "parquet":
                raise BadRequest("GeoParquet results cannot be merged.", hint="Choose another format.")

    @property
    def form(self) -> str:
        """The format of each result: gpkg, fgb, geojson or parquet."""
        return str(self.settings.get("format") or "gpkg")

    def run_request(self, name: str) -> RunRequest:
        """What is asked of one raster, by its path below ``folder`` with slashes. Raises BadRequest, EmptyQuestion.

        The result bears the raster's whole name: `n/a.tif` becomes `n/a.tif.gpkg`.
        """
        return RunRequest.from_dict(
            {
                **self.settings,
                "raster": str(Path(self.folder) / name),
                "questions": list(self.questions),
                "output": str(Path(self.output) / f"{name}{format_named(self.form).suffix}"),
            }
        )

    def shared(self) -> dict[str, Any]:
        """What all processes of one batch have in common, as JSON values; paths and devices are each machine's own."""
        values = self.run_request("any.tif").to_dict()
        return {name: value for name, value in values.items() if name not in ("raster", "output", "device")}
