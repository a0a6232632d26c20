"""The scores of an evaluation per set and per class, as JSON and as Markdown, beside the paper's where one is compared.

Sets are reported apart, because labels differ in kind: even a perfect outline scores clearly below 1 against
filled boxes. The average is over sets, each counting the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from engine.errors import OutputNotWritable

from .metrics import THRESHOLDS, MetricsResult
from .paper_figures import Comparison

_COLUMNS: Final = (
    ("gIoU non-empty", "gIoU_non_empty"),
    ("explicit", "explicit"),
    ("implicit", "implicit"),
    ("cIoU", "cIoU"),
    *((f"P@{x}", f"P@{x}") for x in THRESHOLDS),
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
    items: how many images were asked about.
    overall: the scores of all answers of all sets together; the average over sets is `average`.
    comparison: with a row of the paper, where one was named or the data are certainly the paper's.
    """

    questions: str
    items: int
    overall: Scores
    sets: tuple[SetScores, ...]
    comparison: Comparison | None = None

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
            "items": self.items,
            "paper": None if self.comparison is None else self.comparison.to_dict(),
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
        """The report as a Markdown table; the columns are explained at `Scores.to_dict`.

        A second table, below, holds the comparison with the paper, if any.
        """
        header = ["set", "class", "n", "empty", *(title for title, _ in _COLUMNS)]
        lines = [_row(header), _row(["---", "---", *["---:"] * (len(header) - 2)])]
        for entry in self.sets:
            lines.append(_table_row(f"**{entry.name}**", "all", entry.scores.to_dict()))
            lines += [_table_row("", name, scores.to_dict()) for name, scores in entry.classes.items()]
        lines.append(_table_row("**mean over sets**", "", self.average()))
        lines.append(_table_row("**all answers**", "", self.overall.to_dict()))
        if self.comparison is not None:
            lines += ["", self.comparison.to_markdown()]
        return "\n".join(lines)

    def summary(self) -> str:
        """The scores of all answers in a line."""
        overall = self.overall.overall
        scores = {
            "gIoU": overall.g_iou,
            "cIoU": overall.c_iou,
            "gIoU of non-empty": overall.g_iou_non_empty,
            "empty answered with nothing": overall.empty_answered_with_nothing,
        }
        return ", ".join(f"{name} {value:.3f}" for name, value in scores.items() if value is not None)


def write_report(folder: Path, record: Mapping[str, Any], markdown: str) -> None:
    """Write report.json and report.md into a folder, made if need be. Raises OutputNotWritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        (folder / "report.md").write_text(markdown, encoding="utf-8")
    except OSError as error:
        raise OutputNotWritable(f"The report in {folder} cannot be written: {error}") from error


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
