"""The bench table: rows measured one after the other, written as one Markdown table and one JSON file.

A row that fails is a failed row of the table, with its error; the others are measured all the same.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from engine.bench.figures import Figure, Row, Value
from engine.bench.setting import Setting
from engine.bench.steps import Steps
from engine.errors import SegEarthError

log = logging.getLogger(__name__)
_FILE = "bench"


@dataclass(frozen=True)
class MeasuredRow:
    """What came out of a row. ``error``: the sentence of what ended it; None where it came to its end."""

    row: Row
    figures: tuple[Figure, ...]
    error: str | None = None

    @property
    def failed(self) -> bool:
        """Whether it ended early, or something is wrong that must be right."""
        return self.error is not None or any(figure.must and figure.met is False for figure in self.figures)

    def to_dict(self) -> dict[str, Any]:
        """The row as JSON values."""
        figures = [figure.to_dict() for figure in self.figures]
        title = self.row.title
        return {"row": self.row.name, "title": title, "failed": self.failed, "error": self.error, "figures": figures}


@dataclass(frozen=True)
class Table:
    """All rows of one run, and where they were measured."""

    command: str
    facts: dict[str, Any]
    rows: tuple[MeasuredRow, ...]

    @property
    def failed(self) -> bool:
        """Whether any row has failed."""
        return any(row.failed for row in self.rows)

    def to_dict(self) -> dict[str, Any]:
        """The table as JSON values."""
        return {"command": self.command, **self.facts, "rows": [row.to_dict() for row in self.rows]}

    def to_markdown(self) -> str:
        """The table for people."""
        about = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        lines = [
            "# The bench",
            "",
            f"`{self.command}`: {about}.",
            "",
            "Each figure beside the plain way's of the same run. CPU seconds are user and system time of the process "
            "with all its threads and children, its start included; MB are 2^20 bytes of resident memory at its peak. "
            "Wall seconds on a shared machine are noise: read the ratios.",
            "",
        ]
        for measured in self.rows:
            lines += _section(measured)
        return "\n".join(lines)

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write bench.md and bench.json; returns their paths."""
        folder.mkdir(parents=True, exist_ok=True)
        markdown, values = folder / f"{_FILE}.md", folder / f"{_FILE}.json"
        for path, text in ((markdown, self.to_markdown()), (values, json.dumps(self.to_dict(), indent=1) + "\n")):
            part = path.with_name(f"{path.name}.part")
            part.write_text(text, encoding="utf-8")
            os.replace(part, path)
        return markdown, values


def measure_table(rows: Sequence[Row], setting: Setting, command: str, steps: Steps) -> Table:
    """Measure the rows in order. ``setting.folder`` gets a folder for each while it is measured."""
    measured = []
    for number, row in enumerate(rows):
        steps.begin(number, row.title)
        measured.append(_measure(row, setting, steps))
    steps.close()
    facts = {"date": f"{datetime.now(timezone.utc):%Y-%m-%d}", "size": setting.size}
    facts |= setting.call("engine.bench.facts:facts").value
    return Table(command, facts, tuple(measured))


def _measure(row: Row, setting: Setting, steps: Steps) -> MeasuredRow:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix=f"{row.name}_", dir=setting.folder) as folder:
        try:
            for figure in row.measure(replace(setting, folder=Path(folder), tell=steps.step)):
                judged = figure.must or setting.size == "full"  # goals of speed are those of the full size
                figures.append(figure if judged else replace(figure, met=None))
        except SegEarthError as error:
            return MeasuredRow(row, tuple(figures), error.message)
        except Exception as error:  # a fault in the row itself: told in the table, not the end of the others
            log.debug("The row %s failed", row.name, exc_info=True)
            return MeasuredRow(row, tuple(figures), f"{type(error).__name__}: {error}")
    return MeasuredRow(row, tuple(figures))


def _section(measured: MeasuredRow) -> list[str]:
    state = " (failed)" if measured.failed else ""
    lines = [f"## {measured.row.title}{state}", ""]
    if measured.figures:
        lines += ["| figure | ours | plain | ours / plain | plain way | goal | met |", "|---|---|---|---|---|---|---|"]
        lines += [_line(figure) for figure in measured.figures]
        lines += [""]
    if measured.error is not None:
        lines += [f"Failed: {_cell(measured.error)}", ""]
    return lines


def _line(figure: Figure) -> str:
    unit = f", {figure.unit}" if figure.unit else ""
    ratio = "" if figure.ratio is None or figure.ours == figure.plain else _number(figure.ratio)
    met = {None: "", True: "yes", False: "WRONG" if figure.must else "no"}[figure.met]
    cells = [f"{figure.name}{unit}", _number(figure.ours), _number(figure.plain), ratio, figure.against, figure.goal]
    return f"| {' | '.join(map(_cell, [*cells, met]))} |"


def _number(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
