"""The whole path with a model that costs nothing (red > 128) against the plain program: CPU, memory, the same areas."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.figures import Figure, Row, at_most, at_most_times, exact
from engine.bench.setting import ONE_THREAD, Setting

_PLAIN = "rasterio by blocks, mask GeoTIFF, features.shapes, pyogrio"
_MOST_TIMES = 2.0
_JOBS = "engine.bench.plain_program"
_MOST_MB = 500.0


def measure(setting: Setting) -> Iterator[Figure]:
    """Both programs on rasters of 10 000 objects per 100 megapixels."""
    for side in setting.pick(full=(10_000, 20_000), quick=(4_000,), tiny=(1_500,)):
        size = f"{side} x {side} px"
        raster, found, plainly = (str(setting.folder / name) for name in ("raster.tif", "ours.gpkg", "plain.gpkg"))
        setting.tell(f"{size}, writing the raster")
        truth = setting.call("engine.bench.scenes:write_objects", path=raster, width=side, height=side).value
        setting.tell(f"{size}, the plain program")
        task = f"{_JOBS}:by_blocks"
        plain = setting.call(task, raster=raster, output=plainly, environment=ONE_THREAD)
        setting.tell(f"{size}, ours")
        ours = setting.call("engine.bench.null_model:ask_null", raster=raster, output=found, environment=ONE_THREAD)
        yield at_most_times(f"{size}: CPU", "s", ours.cpu_s, plain.cpu_s, _MOST_TIMES, _PLAIN)
        yield at_most(f"{size}: peak memory", "MB", ours.peak_mb, _MOST_MB, plain.peak_mb, _PLAIN)
        setting.tell(f"{size}, comparing")
        both = setting.call(f"{_JOBS}:compare", ours=found, plain=plainly).value
        yield exact(f"{size}: areas", "", both["count"], truth["count"], "as many as were drawn")
        yield exact(f"{size}: area", "px", both["area"], truth["pixels"], "as many as were drawn")
        yield exact(f"{size}: polygons that differ", "", both["different"], 0, _PLAIN)
        for path in (setting.folder / name for name in ("raster.tif", "ours.gpkg", "plain.gpkg", "plain.tif")):
            path.unlink()


ROW = Row("null-path", "The whole path without a model (red > 128)", measure)
