"""A part of a cloud optimized GeoTIFF on a web server: requests and bytes against downloading it whole."""

from __future__ import annotations

import subprocess  # nosec B404 - its own programs
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.bench.figures import Figure, Row, exact
from engine.bench.setting import ONE_THREAD, Setting, child_environment

_WHOLE = "downloading it whole"


def measure(setting: Setting) -> Iterator[Figure]:
    """The null model (red > 128) on a tenth of each side, from a server on this machine."""
    side = setting.pick(full=20_000, quick=6_000, tiny=2_000)
    raster, cog = setting.folder / "raster.tif", setting.folder / "cog.tif"
    setting.tell("writing the file")
    setting.call("engine.bench.scenes:write_objects", path=raster, width=side, height=side)
    size = setting.call("engine.bench.scenes:write_cog", source=raster, path=cog).value
    left, top = 500_000 + side // 2, 5_000_000 - side // 2
    extent = [left, top - side // 10, left + side // 10, top]
    ask = "engine.bench.null_model:ask_null"
    local, remote = str(setting.folder / "local.gpkg"), str(setting.folder / "remote.gpkg")
    setting.tell("asking")
    setting.call(ask, raster=cog, output=local, extent=extent, environment=ONE_THREAD)
    with _serving(setting.folder) as address:
        environment = {**ONE_THREAD, "NO_PROXY": "127.0.0.1"}
        url = f"{address}/cog.tif"
        said = setting.call(ask, raster=url, output=remote, extent=extent, environment=environment).value
    both = setting.call("engine.bench.plain_program:compare", ours=remote, plain=local).value
    used = said["network"]
    part = f"{side // 10} x {side // 10} of {side} x {side} px"
    yield Figure(f"{part}: received", "MB of 10^6 bytes", used["received_bytes"] / 1e6, size / 1e6, _WHOLE)
    yield Figure(f"{part}: requests", "", used["requests"], 1, _WHOLE)
    yield exact("areas", "", both["count"], both["plain_count"], "the same file on disk")
    yield exact("polygons that differ", "", both["different"], 0, "the same file on disk")


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "engine.bench.range_server", str(folder)]
    with subprocess.Popen(  # nosec B603
        command, stdout=subprocess.PIPE, text=True, env=child_environment()
    ) as server:
        try:
            port = server.stdout.readline() if server.stdout is not None else ""
            yield f"http://127.0.0.1:{int(port)}"
        finally:
            server.kill()


ROW = Row("remote", "A part of a cloud optimized GeoTIFF over HTTP (red > 128)", measure)
