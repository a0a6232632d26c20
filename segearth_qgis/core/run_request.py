"""What is asked of the engine: the fields of a run, under the names that the engine uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Optional

QUESTION_JOINT = " · "  # between several questions where they are told on one line


@dataclass(frozen=True)
class SearchArea:
    """Where to look. All None: the whole raster.

    ``extent`` is (xmin, ymin, xmax, ymax) in ``extent_crs``, which is an authority code such as ``EPSG:32640`` or a
    WKT, and None for coordinates of the raster itself. ``mask`` is the path of a file of polygons.
    """

    extent: Optional[tuple[float, float, float, float]] = None
    extent_crs: Optional[str] = None
    mask: Optional[str] = None


@dataclass(frozen=True)
class Shaping:
    """What turns probabilities into areas; a finished run takes other values without its model.

    ``threshold`` is a probability between 0 and 1, ``min_area_m2`` geodesic, ``simplify_m`` in metres, 0 for neither.
    """

    threshold: float
    min_area_m2: float = 0.0
    simplify_m: float = 0.0
    right_angles: bool = False

    def to_params(self) -> dict[str, object]:
        """The engine's names for these values, all of them given."""
        return {
            "threshold": self.threshold,
            "min_area_m2": self.min_area_m2,
            "simplify_m": self.simplify_m,
            "right_angles": self.right_angles,
        }


@dataclass(frozen=True)
class RunRequest:
    """One or several questions about one raster. Paths are those of the machine that the engine runs on."""

    raster: str
    questions: tuple[str, ...]
    output: str
    model: str
    threshold: float
    area: SearchArea = SearchArea()
    min_area_m2: float = 0.0
    simplify_m: float = 0.0
    right_angles: bool = False
    gsd_m: Optional[float] = None
    bands: Optional[tuple[int, ...]] = None
    output_crs: Optional[str] = None

    @property
    def question(self) -> str:
        """All questions on one line."""
        return QUESTION_JOINT.join(self.questions)

    @property
    def shaping(self) -> Shaping:
        """What turns the probabilities of this run into areas."""
        return Shaping(self.threshold, self.min_area_m2, self.simplify_m, self.right_angles)

    def to_params(self, run_id: str = "") -> dict[str, object]:
        """The parameters of the engine's ``run``; what is not asked for is left out: the engine's defaults hold."""
        params: dict[str, object] = {
            "raster": self.raster,
            "questions": list(self.questions),
            "output": self.output,
            "model": self.model,
            "threshold": self.threshold,
        }
        if run_id:
            params["run_id"] = run_id
        wanted = {
            "extent": list(self.area.extent) if self.area.extent is not None else None,
            "extent_crs": self.area.extent_crs,
            "mask": self.area.mask,
            "min_area_m2": self.min_area_m2 or None,
            "simplify_m": self.simplify_m or None,
            "right_angles": self.right_angles or None,
            "gsd_m": self.gsd_m,
            "bands": list(self.bands) if self.bands is not None else None,
            "output_crs": self.output_crs,
        }
        params.update({name: value for name, value in wanted.items() if value is not None})
        return params

    @classmethod
    def from_params(cls, params: Mapping[str, object]) -> RunRequest:
        """The request that ``to_params`` made. Raises KeyError, TypeError or ValueError for what it did not make."""
        values: dict = dict(params)
        extent, bands = values.get("extent"), values.get("bands")
        return cls(
            raster=str(values["raster"]),
            questions=tuple(str(question) for question in values["questions"]),
            output=str(values["output"]),
            model=str(values["model"]),
            threshold=float(values["threshold"]),
            area=SearchArea(
                extent=_four(extent) if extent is not None else None,
                extent_crs=_text(values.get("extent_crs")),
                mask=_text(values.get("mask")),
            ),
            min_area_m2=float(values.get("min_area_m2", 0.0)),
            simplify_m=float(values.get("simplify_m", 0.0)),
            right_angles=bool(values.get("right_angles", False)),
            gsd_m=float(values["gsd_m"]) if values.get("gsd_m") is not None else None,
            bands=tuple(int(band) for band in bands) if bands is not None else None,
            output_crs=_text(values.get("output_crs")),
        )


def _four(extent: object) -> tuple[float, float, float, float]:
    xmin, ymin, xmax, ymax = (float(bound) for bound in extent)  # type: ignore[attr-defined]
    return xmin, ymin, xmax, ymax


def _text(value: object) -> Optional[str]:
    return None if value is None else str(value)
