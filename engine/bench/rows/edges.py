"""Edges: not a pixel is lost at the raster's border, tiny rasters are searched, a white collar is no answer."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.figures import Figure, Row, exact
from engine.bench.setting import ONE_THREAD, Setting

_ALL = "every pixel"
_BLIND = "rasterio by blocks, nodata unread"


def measure(setting: Setting) -> Iterator[Figure]:
    """A model that says yes everywhere, at the output strides 1 and 4; then red objects inside a white collar."""
    sizes = setting.pick(
        full=((5_000, 3_001), (300, 200), (1, 1), (5_000, 1)),
        quick=((2_500, 1_301), (300, 200), (1, 1), (2_500, 1)),
        tiny=((1_300, 301), (1, 1)),
    )
    raster, found, plainly = (str(setting.folder / name) for name in ("raster.tif", "ours.gpkg", "plain.gpkg"))
    for width, height in sizes:
        setting.call("engine.bench.scenes:write_noise", path=raster, width=width, height=height)
        for stride in (1, 4):
            setting.tell(f"yes everywhere, {width} x {height}, stride {stride}")
            ask = "engine.bench.null_model:ask_null"
            setting.call(ask, raster=raster, output=found, kind="one", output_stride=stride, environment=ONE_THREAD)
            said = setting.call("engine.bench.plain_program:compare", ours=found, plain=found).value
            name = f"yes everywhere, {width} x {height} px, output stride {stride}"
            yield exact(name, "px", said["area"], width * height, _ALL)
    side = setting.pick(full=5_000, quick=2_000, tiny=1_000)
    setting.tell("a white collar")
    truth = setting.call(
        "engine.bench.scenes:write_objects", path=raster, width=side, height=side, collar_px=side // 10 // 100 * 100
    ).value
    setting.call("engine.bench.null_model:ask_null", raster=raster, output=found, environment=ONE_THREAD)
    setting.call("engine.bench.plain_program:by_blocks", raster=raster, output=plainly, environment=ONE_THREAD)
    both = setting.call("engine.bench.plain_program:compare", ours=found, plain=plainly).value
    yield exact("white collar (nodata): areas", "", both["count"], truth["count"], "as many as were drawn")
    yield exact("white collar (nodata): area", "px", both["area"], truth["pixels"], "as many as were drawn")
    yield Figure("white collar (nodata): area", "px", both["area"], both["plain_area"], _BLIND)


ROW = Row("edges", "Borders, tiny rasters, collars", measure)
