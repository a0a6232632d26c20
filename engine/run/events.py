"""What a run tells and hears while it is under way: progress and first pictures out, the wish to stop in."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from engine.errors import Cancelled

Stage = Literal["model", "words", "vectorize", "write"]


@dataclass(frozen=True)
class Event:
    """Progress within one stage.

    ``done`` and ``total`` count tiles in stage "model", questions in "words" and "vectorize", files in "write".
    ``found`` counts the tiles with something so far, from "vectorize" on the areas.
    """

    run_id: str
    stage: Stage
    done: int
    total: int
    found: int
    seconds_left: float | None  # of this stage; None where nothing is known yet
    message: str

    def to_dict(self) -> dict[str, Any]:
        """The event as the RPC's `progress` notification carries it."""
        return dataclasses.asdict(self)


@dataclass(frozen=True)
class Partial:
    """A picture of what is known of one question so far, complete on disk when it is told.

    ``path``: a small georeferenced GeoTIFF in the run folder (v <= 254 is the probability v / 254, 255 nodata), which
    goes when the second next is told, or the run ends. ``level`` is that of the tile done last, 0 the finest;
    ``done`` and ``total`` count tiles of all levels, as in stage "model".
    """

    run_id: str
    question: int  # counted from 1
    path: str
    level: int
    done: int
    total: int

    def to_dict(self) -> dict[str, Any]:
        """The picture as the RPC's `partial` notification carries it."""
        return dataclasses.asdict(self)


OnEvent = Callable[[Event], None]
OnPartial = Callable[[Partial], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True)
class Watch:
    """The one who watches a run: hears its progress and may stop it."""

    run_id: str
    on_event: OnEvent
    cancelled: IsCancelled
    on_partial: OnPartial | None = None  # None: nobody looks at pictures, and none are made

    def check(self) -> None:
        """Raise Cancelled where the caller wants the run to stop."""
        if self.cancelled():
            raise Cancelled("The run was cancelled.")

    def tell(
        self, stage: Stage, done: int, total: int, found: int, message: str, seconds_left: float | None = None
    ) -> None:
        """Send one progress event."""
        self.on_event(Event(self.run_id, stage, done, total, found, seconds_left, message))


def ignore_event(event: Event) -> None:
    """The listener of a run that nobody watches."""


def never_cancelled() -> bool:
    """The answer for a run that nobody can cancel."""
    return False
