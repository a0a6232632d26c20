"""What a row of the bench table yields: figures, each beside the plain way's, with its goal and whether it is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.bench.setting import Setting

Value = float | int | str | None  # None: not measured here


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``against``: the plain way in a few words; ``met``: None where there is no goal.

    ``must``: the goal is a matter of right or wrong, not of speed: where it is not met, the row has failed.
    """

    name: str
    unit: str  # "s", "MB", "areas", "" for a bare number
    ours: Value
    plain: Value = None
    against: str = ""
    goal: str = ""
    met: bool | None = None
    must: bool = False

    @property
    def ratio(self) -> float | None:
        """Ours divided by the plain way's."""
        if isinstance(self.ours, str) or isinstance(self.plain, str) or self.ours is None or not self.plain:
            return None
        return self.ours / self.plain

    def to_dict(self) -> dict[str, Any]:
        """The figure as JSON values."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": self.ours,
            "plain": self.plain,
            "ratio": None if self.ratio is None else float(f"{self.ratio:.4g}"),
            "against": self.against,
            "goal": self.goal,
            "met": self.met,
            "must": self.must,
        }


@dataclass(frozen=True)
class Row:
    """One concern of the table: a module of `engine.bench.rows`. ``measure`` yields figures as they are measured.

    What ``measure`` raises makes the row a failed one, with what it has yielded so far and the error's sentence.
    """

    name: str  # as typed after --rows: "null-path"
    title: str
    measure: Callable[[Setting], Iterator[Figure]]


def exact(name: str, unit: str, ours: Value, expected: Value, against: str) -> Figure:
    """A figure that must be the same as the plain way's, or as what is known to be true."""
    return Figure(name, unit, ours, expected, against, "the same", ours == expected, must=True)


def at_most(name: str, unit: str, ours: float, limit: float, plain: Value = None, against: str = "") -> Figure:
    """A figure with an upper limit of its own."""
    return Figure(name, unit, ours, plain, against, f"at most {limit:g} {unit}".rstrip(), ours <= limit)


def at_least(name: str, unit: str, ours: float, limit: float, plain: Value = None, against: str = "") -> Figure:
    """A figure with a lower limit of its own."""
    return Figure(name, unit, ours, plain, against, f"at least {limit:g} {unit}".rstrip(), ours >= limit)


def at_most_times(name: str, unit: str, ours: float, plain: float, times: float, against: str) -> Figure:
    """A figure that may be so many times the plain way's."""
    return Figure(name, unit, ours, plain, against, f"at most {times:g} times", ours <= times * plain)


def at_least_times_less(name: str, unit: str, ours: float, plain: float, times: float, against: str) -> Figure:
    """A figure that is to be so many times smaller than the plain way's."""
    return Figure(name, unit, ours, plain, against, f"{times:g} times less", ours * times <= plain)
