"""Runs the plain path and ours in turns, so that what else the machine does meets both; ratios are what counts."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.errors import BadRequest, InternalError, OutOfMemory, SegEarthError
from engine.model.catalog import find_model
from engine.model.directory import CONFIG
from engine.model.presets import PRESETS
from engine.model.runtime import choose_device
from engine.run.request import as_device

from .random_model import write_random_model
from .report import BenchReport, Pair
from .worker import serve

_KILLED = -9  # how a process ends that Linux takes for want of memory


@dataclass(frozen=True)
class BenchSettings:
    """What to measure. ``model``: a preset, measured with random weights, or an installed model by name or folder."""

    model: str = "segearth-r1"
    device: str = "auto"
    precision: str = "auto"
    rounds: int = 3
    tiles: int = 1  # of a batch
    compiled: bool = False
    plain: bool = True  # measure the plain path as well
    profile: bool = False
    folder: str | None = None  # keeps the random weights for the next run

    def __post_init__(self) -> None:
        for name, number in (("rounds", self.rounds), ("tiles", self.tiles)):
            if number < 1:
                raise BadRequest(
                    f"{name} is {number}; the bench needs at least 1.", hint=f"Leave --{name} out, or raise it."
                )
        as_device(self.device)
        if self.folder is not None and not _is_random(self.model):
            raise BadRequest(
                f"The folder is for random weights; the model {self.model} has its own.", hint="Leave --folder out."
            )


def bench(settings: BenchSettings) -> BenchReport:
    """Measure. Raises ModelMissing, BadModel, DeviceUnavailable, OutOfMemory and BadRequest.

    Memory and disk for the full network: 3.2 GB of random weights in a temporary folder, 3.5 to 5 GB for ours and about
    11 GB for the plain path in float32.
    """
    device = str(choose_device(settings.device))
    with ExitStack() as stack:
        folder = stack.enter_context(_model_folder(settings))
        common = {"folder": str(folder), "device": device, "tiles": settings.tiles}
        ours = stack.enter_context(
            _Worker("ours", {**common, "precision": settings.precision, "compiled": settings.compiled})
        )
        plain = stack.enter_context(_Worker("plain", common)) if settings.plain else None
        return _measure(settings, device, ours, plain)


def _measure(settings: BenchSettings, device: str, ours: _Worker, plain: _Worker | None) -> BenchReport:
    ours.call("tile", 0)  # warm-up, not counted: reads the weights, chooses kernels
    start = ours.call("start")
    if plain is not None:
        plain.call("tile", 0)
    pairs = []
    for seed in range(1, settings.rounds + 1):
        plainly = plain.call("tile", seed)["first_s"] if plain is not None else None
        pairs.append(Pair(plain_s=plainly, **ours.call("tile", seed)))
    difference = None
    if plain is not None:
        expected, found = plain.call("logits", 1), ours.call("logits", 1)
        difference = float(np.abs(expected - found).mean() / expected.std())
    words, memory = ours.call("words"), ours.call("memory")  # the peak without what only `deformable` needs
    return BenchReport(
        model=settings.model,
        device=_describe(device),
        precision=ours.call("precision"),
        torch=torch.__version__,
        threads=torch.get_num_threads(),
        batch_tiles=settings.tiles,
        compiled=settings.compiled,
        pairs=tuple(pairs),
        parts_s=ours.call("parts", 1),
        deformable=ours.call("deformable"),
        words=words,
        start=start,
        memory=memory,
        plain_memory=plain.call("memory") if plain is not None else None,
        logit_difference=difference,
        profile=ours.call("profile", 1) if settings.profile else None,
    )


class _Worker:
    """A process that is called like an object."""

    def __init__(self, kind: str, settings: dict[str, Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, end = context.Pipe()
        self._process = context.Process(target=serve, args=(kind, end, time.time(), settings), daemon=True)
        self._process.start()
        end.close()

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # it has ended
            self._pipe.send(None)
            self._process.join(10)
        self._process.terminate()
        self._pipe.close()

    def call(self, name: str, *arguments: Any) -> Any:
        """Have the worker do something; raises what it raises."""
        try:
            self._pipe.send((name, arguments))
            state, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise self._ended() from error
        if state == "failed":
            raise value
        return value

    def _ended(self) -> SegEarthError:
        self._process.join(10)
        if self._process.exitcode == _KILLED:
            return OutOfMemory("The system ended the measuring process, most likely for want of memory.")
        return InternalError(f"The measuring process ended by itself, with exit code {self._process.exitcode}.")


def _is_random(model: str) -> bool:
    """Whether a model is a preset without weights: the bundled one has its own."""
    return model in PRESETS and model != "nano"


def _model_folder(settings: BenchSettings) -> AbstractContextManager[Path]:
    if not _is_random(settings.model):
        return nullcontext(find_model(settings.model))
    if settings.folder is None:
        return _temporary_model(settings.model)
    folder = Path(settings.folder) / f"random-{settings.model}"
    if not (folder / CONFIG).is_file():
        write_random_model(folder, PRESETS[settings.model]())
    return nullcontext(folder)


@contextmanager
def _temporary_model(preset: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="segearth_bench_") as folder:
        write_random_model(Path(folder), PRESETS[preset]())
        yield Path(folder)


def _describe(device: str) -> str:
    if device.startswith("cuda"):
        return f"{device} ({torch.cuda.get_device_name(device)})"
    if device == "cpu":
        has = torch.cpu.get_capabilities()
        names = [name for name in ("amx_bf16", "avx512_bf16", "avx512_f", "avx2", "bf16") if has.get(name)]
        return f"cpu ({', '.join(names)})"
    return device
