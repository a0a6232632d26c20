"""What a row has to work with: a scratch folder, a size, and processes whose CPU seconds and peak memory are measured.

This side stays small and imports only the standard library: on Linux a child's peak begins at its parent's.
"""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404 - its own programs
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from engine.errors import InternalError

Size = Literal["full", "quick", "tiny"]
T = TypeVar("T")
_MB = 2**20
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_ERROR_CHARACTERS = 400
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # idle threads that spin would be counted
_ROOT = Path(__file__).resolve().parents[2]  # of the code, so that a child imports the same


@dataclass(frozen=True)
class Taken:
    """What a process took, with all the processes it started and waited for, and what it gave."""

    cpu_s: float  # user and system
    wall_s: float
    peak_mb: float  # resident, of its largest process
    value: Any  # what the function returned; of a command its JSON, of one without --json its text


@dataclass(frozen=True)
class Setting:
    """Everything that a row may need. ``folder`` is the row's own and is deleted after it."""

    folder: Path
    size: Size = "full"
    device: str = "auto"
    model: str = "nano"  # of the rows that need one
    rounds: int = 3
    tell: Callable[[str], None] = lambda step: None  # a few words on what is being measured now

    def pick(self, *, full: T, quick: T, tiny: T) -> T:
        """The value for this size: ``full`` for the table, ``quick`` for a few minutes, ``tiny`` for the tests."""
        return {"full": full, "quick": quick, "tiny": tiny}[self.size]

    def call(self, function: str, *, environment: Mapping[str, str] | None = None, **arguments: Any) -> Taken:
        """Call "package.module:function" with JSON values in a process of its own.

        Raises InternalError with the last of what the process said where it fails.
        """
        module, _, name = function.partition(":")
        result = self.folder / "child.json"
        result.unlink(missing_ok=True)
        values = json.dumps(arguments, default=str)
        command = [sys.executable, "-m", "engine.bench.child", module, name, values, str(result)]
        taken = _measured(command, self.folder, environment)
        return Taken(taken.cpu_s, taken.wall_s, taken.peak_mb, json.loads(result.read_text(encoding="utf-8")))

    def segearth(self, *arguments: object, environment: Mapping[str, str] | None = None) -> Taken:
        """Run a `segearth` command. Raises InternalError with the last of what it said where it fails."""
        taken = _measured([sys.executable, "-m", "engine", *map(str, arguments)], self.folder, environment)
        if "--json" not in arguments:
            return taken
        lines = taken.value.splitlines() if arguments[0] == "batch" else [taken.value]  # its result is the last line
        return Taken(taken.cpu_s, taken.wall_s, taken.peak_mb, json.loads(lines[-1]))


def child_environment(changed: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process that imports the engine from where this one has it."""
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(_ROOT), *([known] if known else [])])
    return {**os.environ, "PYTHONPATH": path, **(changed or {})}


def taken_by(child: subprocess.Popen[Any], started: float, value: Any = None) -> Taken:
    """Wait for the end of a process that was started at `time.perf_counter` ``started``; sets its ``returncode``."""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall_s = time.perf_counter() - started
    return Taken(usage.ru_utime + usage.ru_stime, wall_s, usage.ru_maxrss * _RSS_UNIT / _MB, value)


def _measured(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None) -> Taken:
    out, err = folder / "child.out", folder / "child.err"
    with out.open("wb") as to_out, err.open("wb") as to_err:
        started = time.perf_counter()
        child = subprocess.Popen(  # nosec B603
            command, stdout=to_out, stderr=to_err, env=child_environment(environment), cwd=_ROOT
        )
        try:
            taken = taken_by(child, started)
        except BaseException:  # Ctrl-C above all: nothing is left running
            child.kill()
            child.wait()
            raise
    said = out.read_text(encoding="utf-8", errors="replace")
    if child.returncode != 0:
        lines = (err.read_text(encoding="utf-8", errors="replace").strip() or said.strip() or "nothing").splitlines()
        last = lines[-1][:_ERROR_CHARACTERS]
        raise InternalError(f"{' '.join(command[2:5])} ended with exit code {child.returncode} and said: {last}")
    return Taken(taken.cpu_s, taken.wall_s, taken.peak_mb, said)
