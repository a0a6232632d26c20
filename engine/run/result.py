"""What a run gives back: counts, areas and paths, never masks (they stay on disk)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class QuestionResult:
    """What was found for one question. ``found`` is False for "nothing found", which is a result."""

    question: str
    found: bool
    count: int
    area_m2: float  # geodesic, sum over the areas
    answer: str | None  # the model's sentence (see engine.run.words); None: not generative, not wanted, or a warning
    probability: str  # path of the probability raster


@dataclass(frozen=True)
class TileCounts:
    """How many tiles ended how, and None are left out. ``failed`` is 0 in every result: a failure fails the run."""

    done: int = 0  # at least one question has an answer there
    empty: int = 0  # searched, nothing above the threshold
    nodata: int = 0  # no valid pixel
    skipped: int = 0  # outside the mask, or ruled out by the coarse levels
    pending: int = 0  # not searched: the run was ended as it was
    failed: int = 0


@dataclass(frozen=True)
class RunResult:
    """The outcome of a run that ended well, or was ended as it was (then some tiles are pending)."""

    run_id: str
    output: str
    run_folder: str
    layers: dict[str, str]
    questions: tuple[QuestionResult, ...]
    searched_m2: float  # geodesic area asked for
    tiles: TileCounts
    seconds: float  # of this process, where the run was resumed
    model_seconds: float
    crs: str
    model: str
    warnings: tuple[str, ...] = ()
    encoded_tiles: int | None = None  # of all levels; 0: every scene was kept from earlier; None: no model was asked
    network: dict[str, int] | None = None  # requests and received_bytes of a remote raster; None: not remote

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON values, as the RPC and ``--json`` give it."""
        values = dataclasses.asdict(self)
        values["questions"] = list(values["questions"])
        values["warnings"] = list(values["warnings"])
        return values
