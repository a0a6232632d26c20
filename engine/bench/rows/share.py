"""How much of a run's wall time is the model's: the rest is reading, blending, writing, outlining."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.figures import Figure, Row, at_least
from engine.bench.setting import Setting

_PLAIN = "the same model, tile after tile, no overlap, mask GeoTIFF, features.shapes, pyogrio"
_LEAST_SHARE = 85.0
_QUESTION = "Where is open water?"


def measure(setting: Setting) -> Iterator[Figure]:
    """nano on copies of the bundled sample."""
    side = setting.pick(full=10_000, quick=3_000, tiny=600)
    raster, found, plainly = (str(setting.folder / name) for name in ("raster.tif", "ours.gpkg", "plain.gpkg"))
    setting.call("engine.bench.scenes:write_sample", path=raster, width=side, height=side)
    setting.tell("the plain way")
    plain = setting.call(
        "engine.bench.plain_model:tile_by_tile",
        raster=raster,
        output=plainly,
        question=_QUESTION,
        model_name=setting.model,
        device=setting.device,
    )
    setting.tell("ours")
    ours = setting.segearth(
        "ask",
        raster,
        _QUESTION,
        "-o",
        found,
        "--model",
        setting.model,
        "--device",
        setting.device,
        "--scene-cache",
        "off",
        "--json",
    )
    said, other = ours.value, plain.value
    tiles = sum(said["tiles"].values())
    share, plainly_share = (100 * run["model_seconds"] / run["seconds"] for run in (said, other))
    size = f"{side} x {side} px, {tiles} tiles"
    yield at_least(f"{size}: the model's share of wall time", "%", share, _LEAST_SHARE, plainly_share, _PLAIN)
    rest, plainly_rest = (
        1000 * (run["seconds"] - run["model_seconds"]) / count
        for run, count in ((said, tiles), (other, other["tiles"]))
    )
    yield Figure("all but the model (its loading included), for each tile", "ms", rest, plainly_rest, _PLAIN)
    yield Figure("peak memory", "MB", ours.peak_mb, plain.peak_mb, _PLAIN)


ROW = Row("share", "The model's share of a run (nano)", measure)
