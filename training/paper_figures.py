"""The paper's own results for SegEarth-R1, read from paper_figures.toml, and a report's figures beside one of them.

The paper's figures hold for the first question of an item in the released frame (reference, sections 12 and 13), so a
comparison says where the evaluation at hand differs from that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import tomllib

from .metrics import THRESHOLDS, MetricsResult

_FILE: Final = Path(__file__).with_name("paper_figures.toml")
_SPLITS: Final = ("val", "test")
RELEASED_SQUARE_PX: Final = 1024
METRICS: Final = ("gIoU", "cIoU", *(f"P@{x}" for x in THRESHOLDS))
"""The paper's metrics, in the order in which they are shown."""


@dataclass(frozen=True)
class PaperRow:
    """One row of one of the paper's tables, for one split.

    table: its number. suffix: of an ablation's key. variant: the model of that row. figures: metric -> percent, only
    those that the table gives.
    steps: of training, with 16 images each. images: in the split, where the paper says so.
    """

    key: str
    table: int
    data: str
    split: str
    suffix: str | None
    variant: str
    figures: Mapping[str, float]
    steps: int
    images: int | None


@cache
def paper_rows() -> Mapping[str, PaperRow]:
    """All rows by their keys (``earthreason-val``, ``rrsisd-test-phi2``, ...), in the order of the paper."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    rows: dict[str, PaperRow] = {}
    for row in content["row"]:
        about = content["data"][row["data"]]
        for split in _SPLITS:
            if split not in row:
                continue
            suffix = row.get("suffix")
            key = "-".join(part for part in (row["data"], split, suffix) if part)
            rows[key] = PaperRow(
                key=key,
                table=row["table"],
                data=about["title"],
                split=split,
                suffix=suffix,
                variant=row["variant"],
                figures={name: float(row[split][name]) for name in METRICS if name in row[split]},
                steps=about["steps"],
                images=about.get("images", {}).get(split),
            )
    return rows


def guess_row(set_names: Sequence[str]) -> PaperRow | None:
    """The row of the whole model for what was read, if it is certain: exactly one set, named after data set and split.

    That is how published sets are named when they are read (``EarthReason-val``); a folder may bear such a name, too
    (``refsegrs_test``). ``EarthReason-val-small`` means nothing.
    """
    if len(set_names) != 1:
        return None
    letters = "".join(character for character in set_names[0].lower() if character.isalnum())
    whole = (row for row in paper_rows().values() if row.suffix is None)
    return next((row for row in whole if row.key.replace("-", "") == letters), None)


@dataclass(frozen=True)
class Comparison:
    """A model's figures beside those of one row of the paper.

    measured: all answers together, as released. differences: sentences on how this evaluation differs from the
    paper's; without any the figures can be compared as they stand.
    """

    row: PaperRow
    measured: MetricsResult
    differences: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain JSON values; figures in percent, rounded to two digits as the paper's are."""
        ours = self._measured_percent()
        return {
            "row": self.row.key,
            "table": self.row.table,
            "variant": self.row.variant,
            "steps_of_16_images": self.row.steps,
            "metrics": {
                name: {"here": ours[name], "paper": paper, "difference": _minus(ours[name], paper)}
                for name, paper in ((name, self.row.figures.get(name)) for name in METRICS)
            },
            "differences": list(self.differences),
        }

    def to_markdown(self) -> str:
        """A table with a column per metric, and below it what to mind in reading it."""
        ours = self._measured_percent()
        row = self.row
        lines = [
            f"| {row.data} {row.split}, % | " + " | ".join(METRICS) + " |",
            "|---|" + "---:|" * len(METRICS),
            "| here | " + " | ".join(_shown(ours[name]) for name in METRICS) + " |",
            f"| paper, Table {row.table}: {row.variant} | "
            + " | ".join(_shown(row.figures.get(name)) for name in METRICS)
            + " |",
            "| difference | "
            + " | ".join(_shown(_minus(ours[name], row.figures.get(name)), "+.2f") for name in METRICS)
            + " |",
            "",
            f"The paper's model was trained for {row.steps:,} steps of 16 images of this data set.",
        ]
        lines += [f"Mind: {sentence}" for sentence in self.differences]
        return "\n".join(lines)

    def _measured_percent(self) -> dict[str, float | None]:
        measured = self.measured
        shares = {"gIoU": measured.g_iou, "cIoU": measured.c_iou}
        shares |= {f"P@{x}": measured.precision[x] for x in THRESHOLDS}
        return {name: None if share is None else round(100 * share, 2) for name, share in shares.items()}


def compare(
    row: PaperRow,
    measured: MetricsResult,
    *,
    set_names: Sequence[str],
    items: int,
    questions: str,
    square_px: int | None,
) -> Comparison:
    """Put measured figures beside a row.

    set_names: of the sets evaluated. items: images evaluated. questions: ``first`` as in the paper, or ``all``.
    square_px: side of the square in which was scored, 1024 as released; None for the images' own sizes.
    """
    differences = []
    known = guess_row(set_names)
    if known is None or (known.data, known.split) != (row.data, row.split):
        names = ", ".join(set_names) if len(set_names) <= 3 else f"{len(set_names)} sets"
        differences.append(f"the data evaluated here ({names}) are not known to be {row.data} {row.split}.")
    if questions != "first":
        differences.append("all questions of an item were asked here, the released code asks the first only.")
    if square_px != RELEASED_SQUARE_PX:
        where = "at the images' own sizes" if square_px is None else f"in a square of {square_px} px"
        differences.append(f"scored {where} here; the released code scores its padded {RELEASED_SQUARE_PX} px square.")
    if row.images is not None and items != row.images:
        differences.append(f"{items:,} images were evaluated here, the paper's split has {row.images:,}.")
    return Comparison(row, measured, tuple(differences))


def _minus(ours: float | None, paper: float | None) -> float | None:
    return None if ours is None or paper is None else round(ours - paper, 2)


def _shown(value: float | None, form: str = ".2f") -> str:
    return "–" if value is None else format(value, form)
