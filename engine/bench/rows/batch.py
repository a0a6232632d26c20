"""Throughput of `segearth batch` with 1 and 2 workers against a shell loop of `segearth ask`."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.figures import Figure, Row, exact
from engine.bench.setting import Setting

_LOOP = "a shell loop of `segearth ask`"
_ONE = "1 worker"
_QUESTION = "Where is open water?"


def measure(setting: Setting) -> Iterator[Figure]:
    """nano on copies of the bundled sample, one question. Wall time; workers share the processor's cores."""
    files, side = setting.pick(full=(16, 2_048), quick=(4, 1_024), tiny=(2, 300))
    folder = setting.folder / "rasters"
    folder.mkdir()
    for number in range(files):
        setting.call("engine.bench.scenes:write_sample", path=folder / f"{number:02}.tif", width=side, height=side)
    with_model = ("--model", setting.model, "--device", setting.device)
    megapixels = files * side * side / 1e6
    loop_s, loop_counts = 0.0, []
    for number in range(files):
        setting.tell(f"{_LOOP}, {number + 1} of {files}")
        output = setting.folder / f"loop_{number:02}.gpkg"
        one = ("ask", folder / f"{number:02}.tif", _QUESTION, "-o", output, "--scene-cache", "off", "--json")
        asked = setting.segearth(*one, *with_model)
        loop_s += asked.wall_s
        loop_counts.append(asked.value["questions"][0]["count"])
    seconds = {}
    for workers in (1, 2):
        setting.tell(f"{workers} workers")
        output = setting.folder / f"batch_{workers}"
        all_of_them = ("batch", folder, "-q", _QUESTION, "-o", output, "--workers", workers, "--json")
        done = setting.segearth(*all_of_them, *with_model)
        seconds[workers] = done.wall_s
        found = setting.call("engine.bench.facts:counts_of", summary=output / "summary.csv").value
        name = f"{workers} worker{'s' if workers > 1 else ''}, {files} files of {side} x {side} px"
        yield Figure(name, "files/min", 60 * files / done.wall_s, 60 * files / loop_s, _LOOP)
        yield Figure(name, "megapixels/s", megapixels / done.wall_s, megapixels / loop_s, _LOOP)
        yield exact(f"{name}: areas", "", sum(found), sum(loop_counts), _LOOP)
    yield Figure("2 workers", "s", seconds[2], seconds[1], _ONE)


ROW = Row("batch", "A folder of rasters (nano)", measure)
