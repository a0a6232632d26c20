"""How far a run is, as the engine tells it and as the dock says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from .i18n import tr
from .text import areas_text, duration_text


def _number(value: object) -> Optional[float]:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


@dataclass(frozen=True)
class RunProgress:
    """One message of progress. ``total`` is 0 while it is not known; ``seconds_left`` is None likewise."""

    stage: str
    done: int
    total: int
    found: int
    seconds_left: Optional[float]
    message: str

    @classmethod
    def from_params(cls, params: dict[str, object]) -> RunProgress:
        """Read the engine's ``progress``; a field that is missing or of another type counts as unknown."""
        done = int(_number(params.get("done")) or 0)
        total = int(_number(params.get("total")) or 0)
        return cls(
            stage=str(params.get("stage") or "model"),
            done=max(0, min(done, total) if total > 0 else done),
            total=max(0, total),
            found=max(0, int(_number(params.get("found")) or 0)),
            seconds_left=_number(params.get("seconds_left")),
            message=str(params.get("message") or ""),
        )

    @property
    def percent(self) -> float:
        """Between 0 and 100; 0 while the total is unknown."""
        return 100.0 * self.done / self.total if self.total > 0 else 0.0

    def sentence(self) -> str:
        """``Tile 12 of 240 · 3 areas found · 2 min left``."""
        if self.stage == "vectorize":
            parts = [tr("Drawing polygons")]
        elif self.stage == "words":
            return tr("Putting the answer into words")  # what was found by now are tiles, not yet areas
        elif self.stage == "write":
            parts = [tr("Writing the result")]
        elif self.total > 0:
            parts = [tr("Tile {done} of {total}").format(done=f"{self.done:,}", total=f"{self.total:,}")]
        else:
            parts = [self.message or tr("Reading the raster")]
        if self.found > 0:
            parts.append(tr("{areas} found").format(areas=areas_text(self.found)))
        if self.seconds_left is not None and self.stage == "model":
            parts.append(tr("{time} left").format(time=duration_text(self.seconds_left)))
        return " · ".join(parts)
