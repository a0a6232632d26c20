"""Seams: a model that needs context (the mean of a 31 px box), tiled and blended, against the whole raster at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.bench.figures import Figure, Row, exact
from engine.bench.setting import ONE_THREAD, Setting

_WHOLE = "the whole raster in memory"
_PER_TILE = "threshold per tile, unary_union"


def measure(setting: Setting) -> Iterator[Figure]:
    """Pixels that differ from the box mean computed over the whole raster, and what each way costs."""
    side = setting.pick(full=5_000, quick=2_500, tiny=1_100)
    raster, found, whole, united = (
        str(setting.folder / name) for name in ("raster.tif", "ours.gpkg", "whole.gpkg", "united.gpkg")
    )
    setting.call("engine.bench.scenes:write_noise", path=raster, width=side, height=side)
    setting.tell(_WHOLE)
    at_once = setting.call("engine.bench.plain_box:at_once", raster=raster, output=whole, environment=ONE_THREAD)
    setting.tell(_PER_TILE)
    per_tile = setting.call("engine.bench.plain_box:per_tile", raster=raster, output=united, environment=ONE_THREAD)
    setting.tell("ours")
    ask = "engine.bench.null_model:ask_null"
    ours = setting.call(ask, raster=raster, output=found, kind="box", environment=ONE_THREAD)
    setting.tell("comparing")
    wrong = {
        path: setting.call("engine.bench.plain_box:wrong_pixels", raster=raster, result=path).value
        for path in (found, whole, united)
    }
    yield exact("wrong pixels", "px", wrong[found], wrong[whole], _WHOLE)
    yield Figure("wrong pixels", "px", wrong[found], wrong[united], _PER_TILE)
    for against, plain in ((_WHOLE, at_once), (_PER_TILE, per_tile)):
        yield Figure("CPU", "s", ours.cpu_s, plain.cpu_s, against)
        yield Figure("peak memory", "MB", ours.peak_mb, plain.peak_mb, against)
    Path(raster).unlink()


ROW = Row("seams", "Seams (mean of a 31 px box > 128)", measure)
