"""A first and a second question on the same extent: in one process, and to a server."""

from __future__ import annotations

import json
import subprocess  # nosec B404 - its own programs
import sys
from typing import Any

FIRST = "Where is open water?"
SECOND = "Which areas are covered by trees?"


def in_process(raster: str, small: str, folder: str, model: str, device: str) -> list[dict[str, Any]]:
    """Results of both, by `engine.run.run` with one resident model that has been used before."""
    from functools import partial

    from engine.run import ResidentModel, RunRequest, load_by_name, run
    from engine.run.scene_folder import scene_folder

    loader = ResidentModel(partial(load_by_name, scenes=scene_folder("off")))
    requests = [RunRequest.from_dict(values) for values in _requests(raster, small, folder, model, device)]
    return [run(request, loader=loader).to_dict() for request in requests][1:]


def in_server(raster: str, small: str, folder: str, model: str, device: str) -> list[dict[str, Any]]:
    """Results of both, by requests to `segearth serve`, which has been used before."""
    command = [sys.executable, "-m", "engine", "serve"]
    with subprocess.Popen(  # nosec B603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        results = [_called(server, "run", values) for values in _requests(raster, small, folder, model, device)]
        _called(server, "shutdown", {})
    return results[1:]


def _requests(raster: str, small: str, folder: str, model: str, device: str) -> list[dict[str, Any]]:
    """One that loads the model and uses it, and the two that are measured."""
    common = {"model": model, "device": device, "explain": False}
    asked = (("used", small, FIRST), ("first", raster, FIRST), ("second", raster, SECOND))
    return [
        {**common, "raster": path, "questions": [question], "output": f"{folder}/{name}.gpkg", "run_id": name}
        for name, path, question in asked
    ]


def _called(server: subprocess.Popen[str], method: str, params: dict[str, Any]) -> Any:
    if server.stdin is None or server.stdout is None:
        raise ValueError("The server has no pipes.")
    server.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}) + "\n")
    server.stdin.flush()
    for line in server.stdout:
        message = json.loads(line)
        if "id" in message:
            if "error" in message:
                raise RuntimeError(str(message["error"]))
            return message["result"]
    raise RuntimeError("The server ended before it answered.")
