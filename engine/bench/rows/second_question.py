"""A second question on the same extent: in the model, in one process, to a server, and by a new command."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.figures import Figure, Row, at_least_times_less, exact
from engine.bench.second_jobs import FIRST, SECOND
from engine.bench.setting import Setting

_ANEW = "a new `segearth ask` that encodes again"
_FIRST = "the first question"
_TIMES = 5.0


def measure(setting: Setting) -> Iterator[Figure]:
    """nano on copies of the bundled sample. Wall seconds of runs; the model is loaded before, save for commands."""
    side = setting.pick(full=4_000, quick=2_000, tiny=600)
    raster, small, device = str(setting.folder / "raster.tif"), str(setting.folder / "small.tif"), setting.device
    for path, px in ((raster, side), (small, 256)):
        setting.call("engine.bench.scenes:write_sample", path=path, width=px, height=px)

    setting.tell("in the model")
    rounds = setting.pick(full=setting.rounds, quick=2, tiny=1)
    command = ("bench", "--model", setting.model, "--device", device, "--rounds", rounds, "--no-plain", "--json")
    rate = setting.segearth(*command).value["tiles_per_second"]
    yield at_least_times_less("in the model: a tile", "s", 1 / rate["further"], 1 / rate["first"], _TIMES, _FIRST)

    setting.tell("encoding again")
    anew = setting.segearth(*_ask(setting, raster, SECOND, "anew", "off")).value
    size = f"{side} x {side} px"
    answers = [anew]
    environment = {"SEGEARTH_SCENE_CACHE": str(setting.folder / "kept")}
    for place, job in (("in one process", "in_process"), ("to a server", "in_server")):
        setting.tell(place)
        first, second = setting.call(
            f"engine.bench.second_jobs:{job}", environment=environment,
            raster=raster, small=small, folder=setting.folder, model=setting.model, device=device,
        ).value  # fmt: skip
        answers.append(second)
        times = second["seconds"], first["seconds"]
        yield at_least_times_less(f"{place}, {size}", "s", *times, _TIMES, _FIRST)
        yield Figure(f"{place}, {size}", "s", second["seconds"], anew["seconds"], _ANEW)

    setting.tell("by a new command")
    first = setting.segearth(*_ask(setting, raster, FIRST, "first", "scenes")).value
    second = setting.segearth(*_ask(setting, raster, SECOND, "second", "scenes")).value
    answers.append(second)
    yield Figure(f"by a new command, model loaded again, {size}", "s", second["seconds"], first["seconds"], _FIRST)
    yield Figure(f"by a new command, model loaded again, {size}", "s", second["seconds"], anew["seconds"], _ANEW)
    yield Figure(
        f"by a new command, the model's part, {size}", "s", second["model_seconds"], anew["model_seconds"], _ANEW
    )
    found = [answer["questions"][0]["count"] for answer in answers]
    yield exact("areas of all these answers", "", f"{min(found)} to {max(found)}", f"{found[0]} to {found[0]}", _ANEW)


def _ask(setting: Setting, raster: str, question: str, name: str, scenes: str) -> tuple[object, ...]:
    kept = scenes if scenes == "off" else setting.folder / scenes
    output = setting.folder / f"{name}_command.gpkg"
    with_model = ("--model", setting.model, "--device", setting.device, "--scene-cache", kept)
    return ("ask", raster, question, "-o", output, *with_model, "--json")


ROW = Row("second-question", "A second question on the same extent (nano)", measure)
