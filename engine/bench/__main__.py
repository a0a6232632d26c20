"""`python -m engine.bench`, `make bench`: the table of all figures, each beside the plain way's, in one run.

Exit codes: 0 all rows were measured and are right, 1 a row failed, 2 the arguments are wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import tempfile
from pathlib import Path

from engine.bench.rows import ROWS
from engine.bench.setting import Setting
from engine.bench.steps import Steps
from engine.bench.table import measure_table

_TABLE = Path("docs/benchmarks")
_ELSEWHERE = Path("out/bench")  # of what is not the whole table


def main(argv: list[str] | None = None) -> int:
    """Measure and write the table."""
    names = [row.name for row in ROWS]
    parser = argparse.ArgumentParser(prog="python -m engine.bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small rasters: a few minutes, for a look")
    parser.add_argument("--tiny", action="store_true", help=argparse.SUPPRESS)  # of the tests: figures mean nothing
    parser.add_argument("--rows", nargs="+", choices=names, metavar="ROW", help=f"only these of {', '.join(names)}")
    parser.add_argument("--device", default="auto", metavar="auto|cpu|cuda[:N]|mps", help="of the rows with a model")
    parser.add_argument("--model", default="nano", metavar="NAME|DIR", help="of those rows; default: %(default)s")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="of the model's own bench; default: 3")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=f"default: {_TABLE} for the whole table, else {_ELSEWHERE}"
    )
    parser.add_argument("--json", action="store_true", help="print the table as JSON on stdout")
    options = parser.parse_args(argv)
    if not hasattr(os, "wait4"):
        sys.stderr.write("segearth: The table needs a system that tells what a process took (Linux, macOS).\n")
        return 2
    rows = [row for row in ROWS if options.rows is None or row.name in options.rows]
    size = "tiny" if options.tiny else "quick" if options.quick else "full"
    given = sys.argv[1:] if argv is None else argv
    command = shlex.join(["python", "-m", "engine.bench", *given])
    steps = Steps(sys.stderr, len(rows))
    with tempfile.TemporaryDirectory(prefix="segearth_bench_") as folder:
        setting = Setting(Path(folder), size, options.device, options.model, options.rounds)  # type: ignore[arg-type]
        try:
            table = measure_table(rows, setting, command, steps)
        finally:
            steps.close()
    whole = options.rows is None and size == "full"
    markdown, _ = table.write(options.out or (_TABLE if whole else _ELSEWHERE))
    if options.json:
        sys.stdout.write(json.dumps(table.to_dict(), indent=2) + "\n")
    else:
        sys.stdout.write(f"{table.to_markdown()}\n")
    sys.stderr.write(f"Written to {markdown}\n")
    for row in table.rows:
        if row.failed:
            why = row.error or "something is wrong that must be right, see the table"
            sys.stderr.write(f"segearth: the row {row.row.name} failed: {why}\n")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
