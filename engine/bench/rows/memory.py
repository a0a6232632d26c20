"""Resident memory by the raster's width and height: it grows with the width only, and little."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.figures import Figure, Row, at_most
from engine.bench.setting import ONE_THREAD, Setting

_PLAIN = "whole raster in memory"
_JOBS = "engine.bench.plain_program"
_MOST_MB = 500.0


def measure(setting: Setting) -> Iterator[Figure]:
    """The null model (red > 128) on rasters of several widths, and on one twice as high."""
    sizes = setting.pick(
        full=((10_000, 4_000), (20_000, 4_000), (20_000, 8_000), (40_000, 4_000)),
        quick=((4_000, 2_000), (8_000, 2_000), (8_000, 4_000)),
        tiny=((1_200, 1_200), (2_400, 1_200)),
    )
    for width, height in sizes:
        size = f"{width} wide, {height} high"
        raster, found, plainly = (str(setting.folder / name) for name in ("raster.tif", "ours.gpkg", "plain.gpkg"))
        setting.tell(f"{size}, writing the raster")
        setting.call("engine.bench.scenes:write_objects", path=raster, width=width, height=height)
        setting.tell(f"{size}, the plain program")
        task = f"{_JOBS}:in_memory"
        plain = setting.call(task, raster=raster, output=plainly, environment=ONE_THREAD)
        setting.tell(f"{size}, ours")
        ours = setting.call("engine.bench.null_model:ask_null", raster=raster, output=found, environment=ONE_THREAD)
        yield at_most(size, "MB", ours.peak_mb, _MOST_MB, plain.peak_mb, _PLAIN)
        for path in (setting.folder / name for name in ("raster.tif", "ours.gpkg", "plain.gpkg")):
            path.unlink()


ROW = Row("memory", "Peak memory by width and height (red > 128)", measure)
