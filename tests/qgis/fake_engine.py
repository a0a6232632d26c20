"""An engine without a model, to see what the plugin does with engines of every kind: ``fake_engine.py MODE``.

It speaks the protocol with the standard library only. Modes:
good, nothing, failed_tile   answer a run with areas, with none, with a tile that failed
words TEXT                   like good, and with an answer in words
slow                         makes progress until it is cancelled
deaf                         like slow, but never heeds a cancel
junk                         prints lines that are no messages between those that are
cut                          dies in the middle of the line that answers the run, each time
cut_once FILE                the same, but only while FILE does not exist
silent                       never answers anything
late [SECONDS]               answers the handshake after a while; the heart beats from the start
babbling                     never answers anything, but prints lines that are no messages
stalled                      sends nothing more, not even a heartbeat, once a run is asked
no_start                     says why on stderr and ends with exit code 3
other_protocol               speaks protocol 99
stubborn                     heeds neither shutdown, nor the end of its input, nor a friendly signal
bad_result, lost_result      answer a run with fields missing, with a file that does not exist
error KIND                   answers a run with that kind of error
bad_file NAME                like good, but cannot read the raster of that file name
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from tiny_geopackage import write_result

HEARTBEAT_S = 0.2
DEFAULT_EXTENT = (500000.0, 2000000.0, 500400.0, 2000400.0)
EPSG = int(os.environ.get("FAKE_ENGINE_EPSG", "32640"))

_lock = threading.Lock()
_silenced = threading.Event()
_cancelled = threading.Event()


def send(**body: Any) -> None:
    with _lock:
        if not _silenced.is_set():
            sys.stdout.write(json.dumps({"jsonrpc": "2.0", **body}) + "\n")
            sys.stdout.flush()


def beat() -> None:
    while True:
        send(method="heartbeat", params={"time": time.time()})
        time.sleep(HEARTBEAT_S)


def fail(request_id: int, kind: str, message: str) -> None:
    send(id=request_id, error={"code": -32000, "message": message, "data": {"kind": kind, "hint": "Do something."}})


def progress(run_id: str, done: int, total: int, found: int) -> None:
    send(
        method="progress",
        params={
            "run_id": run_id,
            "stage": "model",
            "done": done,
            "total": total,
            "found": found,
            "seconds_left": (total - done) * 0.5,
            "message": "",
        },
    )


def result(params: dict, mode: str, argument: str) -> dict:
    x0, y0, x1, y1 = params.get("extent") or DEFAULT_EXTENT
    width, height = (x1 - x0) / 10, (y1 - y0) / 10
    spots = [] if mode == "nothing" else [(1, 1), (6, 2), (3, 6)]
    answers = [(x0 + c * width, y0 + r * height, x0 + (c + 2) * width, y0 + (r + 2) * height) for c, r in spots]
    tiles = [(x0, y0, (x0 + x1) / 2, y1), ((x0 + x1) / 2, y0, x1, y1)]
    if mode != "failed_tile":
        tiles = [(x0, y0, x1, y1)]
    if mode != "lost_result":
        write_result(Path(params["output"]), params["questions"][0], answers, tiles, EPSG)
    asked = {
        "question": params["questions"][0],
        "found": bool(answers),
        "count": len(answers),
        "area_m2": len(answers) * 4 * width * height,
        "answer": argument if mode == "words" else None,
        "probability": "probability_1.tif",
    }
    return {
        "run_id": params["run_id"],
        "output": params["output"],
        "run_folder": params["output"] + "_run",
        "layers": {"answers": "answers", "coverage": "coverage"},
        "questions": [asked],
        "searched_m2": (x1 - x0) * (y1 - y0),
        "tiles": {"done": 1, "empty": 0, "nodata": 0, "failed": int(mode == "failed_tile")},
        "seconds": 1.0,
        "model_seconds": 0.5,
        "crs": f"EPSG:{EPSG}",
        "model": "nano",
        "warnings": [],
    }


def run(request_id: int, params: dict, mode: str, argument: str) -> None:
    run_id = params["run_id"]
    progress(run_id, 1, 4, 1)
    if mode == "cut" or (mode == "cut_once" and not Path(argument).exists()):
        if mode == "cut_once":
            Path(argument).write_text("died once", encoding="utf-8")
        with _lock:
            sys.stdout.write('{"jsonrpc": "2.0", "id": 1, "resu')
            sys.stdout.flush()
            os._exit(7)
    if mode == "stalled":
        _silenced.set()
        return
    if mode == "error":
        fail(request_id, argument, f"The fake engine reports {argument}.")
        return
    if mode == "bad_file" and Path(params["raster"]).name == argument:
        fail(request_id, "unreadable_raster", "The raster cannot be read.")
        return
    if mode in ("slow", "deaf"):
        done = 1
        while mode == "deaf" or not _cancelled.is_set():
            done += 1
            progress(run_id, done % 1000, 1000, 2)
            time.sleep(0.05)
        fail(request_id, "cancelled", "The run was cancelled.")
        return
    pause = float(os.environ.get("FAKE_ENGINE_PAUSE_S", "0"))
    for done in (2, 3, 4):
        time.sleep(pause)
        progress(run_id, done, 4, done - 1)
    if mode == "bad_result":
        send(id=request_id, result={"output": params["output"]})
        return
    send(id=request_id, result=result(params, mode, argument))


def answer(request: dict, mode: str, argument: str) -> None:
    request_id, method, params = request["id"], request["method"], request["params"]
    if mode == "junk":
        sys.stdout.write('Fetching weights 100%\n\n[1, 2]\n{"id": 5}\n')
        sys.stdout.flush()
    if method == "initialize":
        if mode == "late":
            time.sleep(float(argument or "0.5"))
        send(
            id=request_id,
            result={
                "engine": "0.1.0",
                "protocol": 99 if mode == "other_protocol" else 1,
                "pid": os.getpid(),
                "python": "3.11.2",
                "torch": "none",
                "devices": ["cpu"],
                "default_model": "nano",
            },
        )
    elif method == "models":
        nano = {
            "name": "nano",
            "path": "nano",
            "parameters": 9_000_000,
            "licence": "Apache-2.0",
            "summary": "Small and quick.",
            "languages": ["en"],
            "generative": False,
        }
        send(id=request_id, result={"models": [nano, {**nano, "name": "segearth-r1", "summary": "Large and slow."}]})
    elif method == "run":
        threading.Thread(target=run, args=(request_id, params, mode, argument), daemon=True).start()
    elif method == "cancel":
        _cancelled.set()
        send(id=request_id, result={"cancelled": True})
    elif method == "resume":
        fail(request_id, "bad_request", "There is nothing to go on with.")
    elif method == "shutdown" and mode != "stubborn":
        send(id=request_id, result={})
        sys.stdout.flush()
        os._exit(0)


def main() -> None:
    mode, argument = sys.argv[1], " ".join(sys.argv[2:])
    if mode == "no_start":
        sys.stderr.write("ImportError: no module named torch\n")
        sys.exit(3)
    if mode == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if mode in ("silent", "babbling"):
        _silenced.set()
    while mode == "babbling":
        sys.stdout.write("Fetching weights\n")
        sys.stdout.flush()
        time.sleep(0.1)
    sys.stderr.write("fake engine is up\n")
    sys.stderr.flush()
    threading.Thread(target=beat, daemon=True).start()
    for line in sys.stdin:
        answer(json.loads(line), mode, argument)
    while mode == "stubborn":
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    main()
