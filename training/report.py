"""The scores of an evaluation per set and per class, as JSON and as a Markdown table.

Sets are reported apart, because labels differ in kind: even a perfect outline scores clearly below 1 against
filled boxes. The average is over sets, each counting the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .metrics import MetricsResult

_COLUMNS: Final = (
    ("gIoU non-empty", "gIoU_non_empty"),
    ("explicit", "explicit"),
    ("implicit", "implicit"),
    ("cIoU", "cIoU"),
    ("P@0.5", "P@0.5"),
    ("empty: nothing", "empty_answered_with_nothing"),
    ("gIoU", "gIoU"),
)


@dataclass(frozen=True)
class Scores:
    """The scores of one group of answers; None where it holds no answer of that kind.

    overall: of all answers. explicit: gIoU on non-empty targets of the questions that name the thing;
    implicit: of those that describe its use or a situation.
    """

    overall: MetricsResult
    explicit: float | None
    implicit: float | None

    def to_dict(self) -> dict[str, Any]:
        """The scores as plain JSON values.

        ``n`` counts answers, ``empty`` those whose target is empty. ``gIoU``, ``cIoU`` and ``P@X`` are as released,
        over all answers; ``gIoU_non_empty``, ``explicit`` and ``implicit`` leave empty targets out.
        """
        overall = self.overall
        return {
            "n": overall.count,
            "empty": overall.empty_count,
            "gIoU": overall.g_iou,
            "cIoU": overall.c_iou,
            **{f"P@{x}": value for x, value in overall.precision.items()},
            "gIoU_non_empty": overall.g_iou_non_empty,
            "explicit": self.explicit,
            "implicit": self.implicit,
            "empty_answered_with_nothing": overall.empty_answered_with_nothing,
        }


@dataclass(frozen=True)
class SetScores:
    """The scores of one set, and of each class in it where classes are known."""

    name: str
    scores: Scores
    classes: dict[str, Scores]


@dataclass(frozen=True)
class Report:
    """An evaluation.

    questions: how it was asked (``all`` questions, the ``first``, or the ``class`` name).
    overall: the scores of all answers of all sets together; the average over sets is `average`.
    """

    questions: str
    overall: Scores
    sets: tuple[SetScores, ...]

    def average(self) -> dict[str, float | None]:
        """The mean over the sets that have the score: a set without non-empty targets counts only for empties."""
        rows = [entry.scores.to_dict() for entry in self.sets]
        has_targets = [entry.scores.overall.count > entry.scores.overall.empty_count for entry in self.sets]
        return {
            key: _mean(
                row[key]
                for row, has_target in zip(rows, has_targets, strict=True)
                if has_target or key == "empty_answered_with_nothing"
            )
            for _, key in _COLUMNS
        }

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "questions": self.questions,
            "overall": self.overall.to_dict(),
            "mean_over_sets": self.average(),
            "sets": {
                entry.name: {
                    **entry.scores.to_dict(),
                    "classes": {name: scores.to_dict() for name, scores in entry.classes.items()},
                }
                for entry in self.sets
            },
        }

    def to_markdown(self) -> str:
        """The report as a Markdown table; the columns are explained at `Scores.to_dict`."""
        header = ["set", "class", "n", "empty", *(title for title, _ in _COLUMNS)]
        lines = [_row(header), _row(["---", "---", *["---:"] * (len(header) - 2)])]
        for entry in self.sets:
            lines.append(_table_row(f"**{entry.name}**", "all", entry.scores.to_dict()))
            lines += [_table_row("", name, scores.to_dict()) for name, scores in entry.classes.items()]
        lines.append(_table_row("**mean over sets**", "", self.average()))
        lines.append(_table_row("**all answers**", "", self.overall.to_dict()))
        return "\n".join(lines)


def _table_row(first: str, second: str, values: dict[str, Any]) -> str:
    shown = [_number(values.get(key), lambda value: f"{value:.3f}") for _, key in _COLUMNS]
    counts = [_number(values.get(key), str) for key in ("n", "empty")]
    return _row([first, second, *counts, *shown])


def _number(value: Any, form: Callable[[Any], str]) -> str:
    return "–" if value is None else form(value)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
