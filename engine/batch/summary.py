"""`summary.csv`: a line per raster and question. What is not known is empty, never 0."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from engine.batch.progress import RasterState
from engine.raster.storage import part_path, writing

SUMMARY = "summary.csv"
COLUMNS = (
    "raster",
    "state",
    "question",
    "count",
    "area_m2",
    "searched_m2",
    "answer",
    "seconds",
    "model_seconds",
    "crs",
    "model",
    "host",
    "attempts",
    "error_kind",
    "error",
)


def write_summary(path: Path, questions: Sequence[str], states: Iterable[RasterState]) -> None:
    """Write the table, UTF-8, in one step. Raises OutputNotWritable, DiskFull."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for state in states:
        for number, question in enumerate(questions):
            table.writerow(_row(state, number, question))
    with writing(path):
        part = part_path(path)
        part.write_text(text.getvalue(), encoding="utf-8", errors="backslashreplace", newline="")
        os.replace(part, path)


def _row(state: RasterState, number: int, question: str) -> dict[str, Any]:
    record = state.record
    row = {"raster": state.raster, "state": state.state, "question": question, "attempts": state.attempts}
    row |= {name: record[name] for name in ("seconds", "host") if name in record}
    if error := record.get("error"):
        row |= {"error_kind": error["kind"], "error": error["message"]}
    if result := record.get("result"):
        said = result["questions"][number]
        row |= {name: said[name] for name in ("count", "area_m2", "answer")}
        row |= {name: result[name] for name in ("searched_m2", "model_seconds", "crs", "model")}
    return row
