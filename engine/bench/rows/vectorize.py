"""Another threshold and minimum area for a finished run: `segearth vectorize` against polygonising anew."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.figures import Figure, Row, at_most, exact
from engine.bench.setting import ONE_THREAD, Setting

_PLAIN = "probability.tif at native pixels, threshold, features.shapes, minimum area, pyogrio"
_MOST_S = 2.0
_THRESHOLD, _MIN_AREA_M2 = 0.6, 20.0


def measure(setting: Setting) -> Iterator[Figure]:
    """A run of the null model at output stride 4 with 12.5 objects per megapixel: 5 000 on 20 000 x 20 000 px."""
    side = setting.pick(full=20_000, quick=6_000, tiny=1_600)
    raster, found = str(setting.folder / "raster.tif"), str(setting.folder / "answer.gpkg")
    setting.tell("the run itself")
    truth = setting.call(
        "engine.bench.scenes:write_objects", path=raster, width=side, height=side, cell_px=200, every=2
    ).value
    run = setting.call(
        "engine.bench.null_model:ask_null", raster=raster, output=found, output_stride=4, environment=ONE_THREAD
    ).value
    redrawn, plainly = str(setting.folder / "redrawn.gpkg"), str(setting.folder / "plain.gpkg")
    setting.tell("segearth vectorize")
    ours = setting.segearth(
        "vectorize", run["run_folder"], "--threshold", _THRESHOLD, "--min-area", _MIN_AREA_M2, "-o", redrawn, "--json"
    )
    setting.tell("the plain way")
    plain = setting.call(
        "engine.bench.plain_program:polygonise_anew", probability=run["questions"][0]["probability"], output=plainly,
        stride=4, threshold=_THRESHOLD, min_area=_MIN_AREA_M2, environment=ONE_THREAD,
    )  # fmt: skip
    both = setting.call("engine.bench.plain_program:compare", ours=redrawn, plain=plainly).value
    yield at_most(
        f"{truth['count']} areas on {side} x {side} px: wall", "s", ours.wall_s, _MOST_S, plain.wall_s, _PLAIN
    )
    yield Figure("wall without the start of the process", "s", ours.value["seconds"], None, "")
    yield Figure("CPU", "s", ours.cpu_s, plain.cpu_s, _PLAIN)
    yield Figure("peak memory", "MB", ours.peak_mb, plain.peak_mb, _PLAIN)
    yield exact("areas", "", both["count"], truth["count"], "as many as were drawn")
    yield Figure("area", "m2 on the map", both["area"], both["plain_area"], _PLAIN)


ROW = Row("vectorize", "Areas of a finished run drawn anew (threshold 0.6, minimum area 20 m2)", measure)
