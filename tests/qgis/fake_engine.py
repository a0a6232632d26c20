"""An engine without a model, to see what the plugin does with engines of every kind: ``fake_engine.py MODE``.

It speaks the protocol with the standard library only. Modes:
good, nothing, failed_tile   answer a run with areas, with none (below a threshold of 0.4: with one), with a failed tile
reused                       like good, and says that no tile had to be encoded
huge                         like good, but plans two hours
refusing                     refuses every plan as too large
partial                      like slow, and shows what it has found so far
interrupted                  makes some progress, then waits for a cancel; goes on or finishes at once when asked to
slow_vectorize               like good, but draws areas anew only after a while
failing_vectorize            like good, but cannot draw areas anew
words TEXT                   like good, and with an answer in words
slow                         makes progress until it is cancelled
deaf                         like slow, but never heeds a cancel
junk                         prints lines that are no messages between those that are
cut                          dies in the middle of the line that answers the run, each time
cut_once FILE                the same, but only while FILE does not exist; then it has the run it can go on from
cut_early FILE               the same, but it has not
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
suicidal SIGNAL [FILE]       ends itself with that signal in the middle of a run; with FILE only while it is not there
good doctor, sick doctor     prints its report as JSON, with nothing wrong, with a check that failed
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from tiny_geopackage import write_result
from tiny_geotiff import write_preview

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


def folder_of(params: dict) -> Path:
    output = Path(params["output"])
    return output.with_name(f"{output.stem}_run")


def record(params: dict, state: str) -> None:
    """What a run could go on from."""
    folder_of(params).mkdir(exist_ok=True)
    (folder_of(params) / "run.json").write_text(json.dumps({"state": state, "request": params}), encoding="utf-8")
    (folder_of(params) / "journal.jsonl").write_text("{}\n", encoding="utf-8")


def spots_of(mode: str, threshold: float) -> list[tuple[int, int]]:
    """Where the areas lie on a grid of 10 x 10: fewer the higher the threshold."""
    if mode == "nothing":
        return [(1, 1)] if threshold < 0.4 else []
    spots = [(1, 1), (6, 2), (3, 6)]
    return [*spots, (7, 7)] if threshold < 0.4 else spots[:1] if threshold > 0.8 else spots


def found(params: dict, mode: str, argument: str, output: str, tiles: list) -> list[dict]:
    """Write the areas, and tell them a question."""
    x0, y0, x1, y1 = params.get("extent") or DEFAULT_EXTENT
    width, height = (x1 - x0) / 10, (y1 - y0) / 10
    area = 4 * width * height
    spots = spots_of(mode, params.get("threshold", 0.5)) if area >= params.get("min_area_m2", 0.0) else []
    answers = [(x0 + c * width, y0 + r * height, x0 + (c + 2) * width, y0 + (r + 2) * height) for c, r in spots]
    write_result(Path(output), params["questions"], answers, tiles, EPSG)
    return [
        {
            "question": question,
            "found": bool(answers),
            "count": len(answers),
            "area_m2": len(answers) * area,
            "answer": argument if mode == "words" else None,
            "probability": "probability_1.tif",
        }
        for question in params["questions"]
    ]


def result(params: dict, mode: str, argument: str) -> dict:
    x0, y0, x1, y1 = params.get("extent") or DEFAULT_EXTENT
    tiles = [(x0, y0, (x0 + x1) / 2, y1), ((x0 + x1) / 2, y0, x1, y1)]
    if mode != "failed_tile":
        tiles = [(x0, y0, x1, y1)]
    output = params["output"] if mode != "lost_result" else params["output"] + ".lost.gpkg"
    questions = found(params, mode, argument, output, tiles)
    if mode == "lost_result":
        Path(output).unlink()
    record(params, "done")
    return {
        "run_id": params["run_id"],
        "output": params["output"],
        "run_folder": str(folder_of(params)),
        "layers": {"answers": "answers", "coverage": "coverage"},
        "questions": questions,
        "searched_m2": (x1 - x0) * (y1 - y0),
        "tiles": {"done": 1, "empty": 0, "nodata": 0, "failed": int(mode == "failed_tile")},
        "seconds": 1.0,
        "model_seconds": 0.5,
        "crs": f"EPSG:{EPSG}",
        "model": "nano",
        "warnings": [],
        **({"encoded_tiles": 0} if mode == "reused" else {}),
    }


def plan(request_id: int, params: dict, mode: str) -> None:
    if mode == "refusing":
        fail(request_id, "too_large", "The request takes about 27,000,000,000 tiles; 250,000 is the limit.")
        return
    x0, y0, x1, y1 = params.get("extent") or DEFAULT_EXTENT
    pixels = round((x1 - x0) * (y1 - y0))
    sized = {"pixels": pixels, "gsd_m": params.get("gsd_m") or 1.0, "tiles": 1 + pixels // 1_000_000, "tile_px": 1024}
    cost = {"seconds": 7200.0 if mode == "huge" else 5.0, "disk_bytes": 2_500_000, "area_m2": float(pixels)}
    warnings = (
        ["A pixel is 0.1 m, finer than the scenes the models learned from."] if params.get("gsd_m") == 0.1 else []
    )
    send(id=request_id, result={**sized, **cost, "warnings": warnings, "seconds_are": "estimate"})


def vectorize(request_id: int, params: dict, mode: str) -> None:
    asked = json.loads((Path(params["run_folder"]) / "run.json").read_text(encoding="utf-8"))["request"]
    if mode == "slow_vectorize" and _cancelled.wait(0.5):
        _cancelled.clear()
        fail(request_id, "cancelled", "The vectorizing was cancelled.")
        return
    if mode == "failing_vectorize":
        fail(request_id, "unreadable_raster", "The probability raster is damaged.")
        return
    wanted = {**asked, **{name: params[name] for name in ("threshold", "min_area_m2")}}
    questions = found(wanted, mode, "", params["output"], [wanted.get("extent") or DEFAULT_EXTENT])
    send(id=request_id, result={"output": params["output"], "questions": questions, "seconds": 0.1})


def resume(request_id: int, params: dict, mode: str, argument: str) -> None:
    try:
        asked = json.loads((Path(params["run_folder"]) / "run.json").read_text(encoding="utf-8"))["request"]
    except OSError:
        fail(request_id, "bad_request", "It is no run folder.")
        return
    told = result({**asked, "run_id": params["run_id"]}, mode, argument)
    if params.get("finish"):
        told["warnings"] = ["3 of 4 tiles were not searched: see the coverage layer."]
    else:
        progress(params["run_id"], 4, 4, 2)
    send(id=request_id, result=told)


def preview(params: dict, number: int) -> None:
    """A newer one under a new name; the older one goes."""
    path = folder_of(params) / f"partial_{number}.tif"
    values = bytes([255, 0, 127, 254][(number + index) % 4] for index in range(16))
    write_preview(path, values, 4, DEFAULT_EXTENT, EPSG)
    told = {"run_id": params["run_id"], "question": 1, "path": str(path), "level": 0, "done": number, "total": 1000}
    send(method="partial", params=told)
    (folder_of(params) / f"partial_{number - 2}.tif").unlink(missing_ok=True)


def run(request_id: int, params: dict, mode: str, argument: str) -> None:
    run_id = params["run_id"]
    progress(run_id, 1, 4, 1)
    if mode == "cut" or (mode in ("cut_once", "cut_early") and not Path(argument).exists()):
        if mode == "cut_once":
            record(params, "running")
        if mode != "cut":
            Path(argument).write_text("died once", encoding="utf-8")
        with _lock:
            sys.stdout.write('{"jsonrpc": "2.0", "id": 1, "resu')
            sys.stdout.flush()
            os._exit(7)
    if mode == "suicidal":
        number, _, once = argument.partition(" ")
        if not once or not Path(once).exists():
            if once:
                Path(once).write_text("died once", encoding="utf-8")
            os.kill(os.getpid(), int(number))
    if mode == "stalled":
        _silenced.set()
        return
    if mode == "error":
        fail(request_id, argument, f"The fake engine reports {argument}.")
        return
    if mode == "bad_file" and Path(params["raster"]).name == argument:
        fail(request_id, "unreadable_raster", "The raster cannot be read.")
        return
    if mode in ("slow", "deaf", "partial", "interrupted"):
        done = 1
        record(params, "running")
        while mode == "deaf" or not _cancelled.is_set():
            done += 1
            progress(run_id, done % 1000, 1000, 2)
            if mode == "partial" and done % 4 == 0:
                preview(params, done // 4)
            time.sleep(0.05)
        _cancelled.clear()
        record(params, "cancelled")
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
    elif method == "plan":
        plan(request_id, params, mode)
    elif method in ("vectorize", "resume"):
        work = vectorize if method == "vectorize" else resume
        more = () if method == "vectorize" else (argument,)
        threading.Thread(target=work, args=(request_id, params, mode, *more), daemon=True).start()
    elif method == "run":
        threading.Thread(target=run, args=(request_id, params, mode, argument), daemon=True).start()
    elif method == "cancel":
        _cancelled.set()
        send(id=request_id, result={"cancelled": True})
    elif method == "shutdown" and mode != "stubborn":
        send(id=request_id, result={})
        sys.stdout.flush()
        os._exit(0)


def doctor(mode: str) -> None:
    while mode == "silent":
        time.sleep(1)
    home = str(Path.home() / "segearth" / "bin" / "python")
    checks = [
        {"name": "Python", "ok": True, "essential": True, "detail": f"3.11.2 ({home})"},
        {"name": "Free disk", "ok": False, "essential": False, "detail": "only 0.1 GB free in /tmp"},
        {"name": "Self-test", "ok": mode != "sick", "essential": True, "detail": "one tile through nano | 0.1 s"},
    ]
    report = {"engine": "0.1.0", "ok": mode != "sick", "checks": checks}
    sys.stdout.write("Welcome to the box\n" + json.dumps(report, indent=2) + "\n")
    sys.stdout.flush()
    os._exit(0 if mode != "sick" else 1)


def end_at_once(error: threading.ExceptHookArgs) -> None:
    """What nobody thought of must not leave a test waiting for an answer that never comes."""
    traceback.print_exception(error.exc_type, error.exc_value, error.exc_traceback)
    os._exit(9)


def main() -> None:
    threading.excepthook = end_at_once
    mode, argument = sys.argv[1], " ".join(sys.argv[2:])
    if mode == "no_start":
        sys.stderr.write("ImportError: no module named torch\n")
        sys.exit(3)
    if "doctor" in sys.argv:
        doctor(mode)
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
