"""What is asked of the engine: the fields of a run, under the names that the engine uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


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
class RunRequest:
    """One question about one raster. Paths are those of the machine that the engine runs on."""

    raster: str
    question: str
    output: str
    model: str
    threshold: float
    area: SearchArea = SearchArea()

    def to_params(self, run_id: str) -> dict[str, object]:
        """The parameters of the engine's ``run``; what is None is left out, so that the engine's defaults hold."""
        params: dict[str, object] = {
            "raster": self.raster,
            "questions": [self.question],
            "output": self.output,
            "model": self.model,
            "threshold": self.threshold,
            "run_id": run_id,
        }
        if self.area.extent is not None:
            params["extent"] = list(self.area.extent)
        if self.area.extent_crs is not None:
            params["extent_crs"] = self.area.extent_crs
        if self.area.mask is not None:
            params["mask"] = self.area.mask
        return params
