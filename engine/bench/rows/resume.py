"""What a kill costs: a run killed at half and resumed against one that was not, and against starting again."""

from __future__ import annotations

import json
import subprocess  # nosec B404 - its own programs
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.bench.figures import Figure, Row, at_most_times, exact
from engine.bench.setting import ONE_THREAD, Setting, Taken, child_environment, taken_by
from engine.errors import InternalError

_AGAIN = "killed, then started again from nothing"
_WHOLE = "not killed"
_MOST_TIMES = 1.5  # the start of a second process, and what is put back


def measure(setting: Setting) -> Iterator[Figure]:
    """CPU seconds with the null model (red > 128); bytes and polygons must be the same."""
    side = setting.pick(full=10_000, quick=4_000, tiny=2_400)
    raster, found, whole = (str(setting.folder / name) for name in ("raster.tif", "killed.gpkg", "whole.gpkg"))
    setting.call("engine.bench.scenes:write_objects", path=raster, width=side, height=side)
    ask = "engine.bench.null_model:ask_null"
    setting.tell("the whole run")
    uninterrupted = setting.call(ask, raster=raster, output=whole, environment=ONE_THREAD)
    setting.tell("a run that is killed at half")
    killed = _killed_at_half(setting, raster=raster, output=found)
    setting.tell("resuming it")
    folder = Path(found).with_name("killed_run")
    resumed = setting.call("engine.bench.null_model:resume_null", run_folder=folder, environment=ONE_THREAD)
    both = setting.call("engine.bench.plain_program:compare", ours=found, plain=whole).value
    first, second = (
        setting.call("engine.bench.facts:digest", path=run["questions"][0]["probability"]).value
        for run in (resumed.value, uninterrupted.value)
    )
    yield exact("areas", "", both["count"], both["plain_count"], _WHOLE)
    yield exact("polygons that differ", "", both["different"], 0, _WHOLE)
    yield exact("digest of the probability raster", "", first, second, _WHOLE)
    ours = killed.cpu_s + resumed.cpu_s
    yield at_most_times("CPU, killed at half and resumed", "s", ours, uninterrupted.cpu_s, _MOST_TIMES, _WHOLE)
    yield Figure("CPU, killed at half and resumed", "s", ours, killed.cpu_s + uninterrupted.cpu_s, _AGAIN)


def _killed_at_half(setting: Setting, **arguments: Any) -> Taken:
    """Start a run and kill it (SIGKILL) when half of its tiles are done."""
    values = json.dumps({**arguments, "report_tiles": True})
    command = [sys.executable, "-m", "engine.bench.child", "engine.bench.null_model", "ask_null", values]
    started = time.perf_counter()
    child = subprocess.Popen(  # nosec B603
        [*command, str(setting.folder / "never.json")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=child_environment(ONE_THREAD),
    )
    with child:
        for line in child.stdout or ():
            done, total = map(int, line.split())
            if 2 * done >= total:
                child.kill()
                break
        taken = taken_by(child, started)
    if child.returncode >= 0:
        raise InternalError(f"The run that was to be killed ended by itself, with exit code {child.returncode}.")
    return taken


ROW = Row("resume", "A run killed at half and resumed (red > 128)", measure)
