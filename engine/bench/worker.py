"""What is measured, each side in a process of its own, so that its memory and its start are its own too.

The parent sends the name of a method and its arguments, the worker answers with the result or an error.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine.errors import InternalError, SegEarthError
from engine.model.checkpoint import open_network
from engine.model.deformable_attention import SAMPLERS, best_kernel
from engine.model.directory import TOKENIZER, read_info
from engine.model.plain import answer_plainly
from engine.model.positions import pixel_centres
from engine.model.precision import Precision
from engine.model.prompt import Piece, Prompt, lead_to_answer, make_prompt
from engine.model.runtime import TextTokenizer, choose_device, load_model, memory_reported
from engine.model.scene import Scene

FIRST = "Where could people gather safely after an earthquake?"
FURTHER = "Which open areas are large enough for a helicopter to land on?"
ANSWER_TOKENS = 30  # of the answer that the released code reads along with the prompt
WORDS = 32  # tokens generated to time the answer in words
_PARTS = ("encoder", "connector", "pixel_decoder", "language", "projector", "mask_decoder")


def serve(kind: str, pipe: Connection, began: float, settings: dict[str, Any]) -> None:
    """Build the ``plain`` or ``ours`` worker, answer calls until told to stop. ``began``: wall clock at the start."""
    worker: _Plain | _Ours | None = None
    while (call := pipe.recv()) is not None:
        name, arguments = call
        try:
            with memory_reported():
                if worker is None:
                    worker = (_Plain if kind == "plain" else _Ours)(began=began, **settings)
                result = getattr(worker, name)(*arguments)
            pipe.send(("done", result))
        except Exception as error:  # noqa: BLE001 - the process border: the parent raises it again
            pipe.send(("failed", _portable(error)))


def _portable(error: Exception) -> Exception:
    """The error, or what it says: a library's class may want more than a message, and then arrives as another error."""
    if isinstance(error, SegEarthError) or type(error).__module__ == "builtins":
        return error
    return InternalError(f"{type(error).__name__}: {error}")


class _Plain:
    """The released code's way, in float32."""

    def __init__(self, *, began: float, folder: str, device: str, tiles: int) -> None:
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
        path = Path(folder)
        config = read_info(path).config
        self._device = choose_device(device)
        self._model = open_network(path, config, Precision()).to(self._device)
        self._tokenizer = TextTokenizer(path / TOKENIZER)
        self._began, self._tiles = began, tiles

    def tile(self, seed: int) -> dict[str, float]:
        """Seconds for one batch and question."""
        pixels = torch.from_numpy(_tiles(self._tiles, self._model.config.image_px, seed))
        prompt = self._whole_prompt(FIRST)

        def answer() -> NDArray[np.float32]:
            batch = pixels.to(self._device).permute(0, 3, 1, 2).float()
            logits: NDArray[np.float32] = answer_plainly(self._model, batch, [prompt] * self._tiles).cpu().numpy()
            return logits

        with torch.inference_mode():
            _, seconds = _timed(answer, self._device)
        return {"first_s": seconds}

    def logits(self, seed: int) -> NDArray[np.float32]:
        """Mask logits ``[h, w]`` of one tile."""
        pixels = torch.from_numpy(_tiles(1, self._model.config.image_px, seed)).to(self._device)
        with torch.inference_mode():
            batch = pixels.permute(0, 3, 1, 2).float()
            (logits_hw,) = answer_plainly(self._model, batch, [self._whole_prompt(FIRST)]).cpu().numpy()
        return np.asarray(logits_hw)

    def memory(self) -> dict[str, float | None]:
        """Peak megabytes of the process and of the GPU."""
        return _memory(self._device)

    def _whole_prompt(self, question: str) -> Prompt:
        language = self._model.config.language
        prompt = make_prompt(question, language.template, self._tokenizer, language.seg_id)
        if not self._model.config.generative:
            return prompt
        reply = lead_to_answer(prompt, language.template, self._tokenizer)
        return Prompt((*reply.pieces, Piece("text", (0,) * ANSWER_TOKENS)))


class _Ours:
    """The engine's way: what a run does, without the raster."""

    def __init__(self, *, began: float, folder: str, device: str, tiles: int, precision: str, compiled: bool) -> None:
        self._runtime = load_model(Path(folder), device, precision)
        self._device = choose_device(device)
        self._loaded_s = time.time() - began
        self._first_answer_s: float | None = None
        self._began, self._tiles = began, tiles
        self._runtime.batch_tiles = tiles
        if compiled:
            self._runtime.compile()

    def tile(self, seed: int) -> dict[str, float]:
        """Seconds for one batch and its first question, and for a further question on the same scene."""
        runtime = self._runtime
        pixels = _tiles(self._tiles, runtime.tile_px, seed)
        _, first = _timed(lambda: runtime.start(pixels, [FIRST]).result(), self._device)
        if self._first_answer_s is None:
            self._first_answer_s = time.time() - self._began
        scene = runtime.encode(pixels)
        _synchronize(self._device)
        _, further = _timed(lambda: runtime.ask(scene, [FURTHER]), self._device)
        return {"first_s": first, "further_s": further}

    def logits(self, seed: int) -> NDArray[np.float32]:
        """Mask logits ``[h, w]`` of one tile."""
        runtime = self._runtime
        answers = runtime.start(_tiles(1, runtime.tile_px, seed), [FIRST]).result()
        return np.asarray(answers.logits_BQhw[0, 0])

    def start(self) -> dict[str, float | None]:
        """Seconds from the start of the process until the model is loaded, and until the first answer."""
        return {"loaded_s": self._loaded_s, "first_answer_s": self._first_answer_s}

    def memory(self) -> dict[str, float | None]:
        """Peak megabytes of the process and of the GPU, and megabytes of one tile's scene."""
        return {**_memory(self._device), "scene_mb": self._one_tile().nbytes / 1e6}

    def _one_tile(self) -> Scene:
        """The scene of one tile, from a batch of the size that may be compiled."""
        scene = self._runtime.encode(_tiles(self._tiles, self._runtime.tile_px, 0))
        return scene.rows(torch.tensor([0], device=self._device))

    def precision(self) -> str:
        """The dtypes in use."""
        return str(self._runtime.precision)

    def parts(self, seed: int) -> dict[str, float]:
        """Seconds of each part of the network for one batch and question; not compiled, where no part can be told."""
        spent = dict.fromkeys(_PARTS, 0.0)
        model, began = self._runtime.model, {}

        def before(name: str) -> Callable[..., None]:
            def note(*_: Any) -> None:
                _synchronize(self._device)
                began[name] = time.perf_counter()

            return note

        def after(name: str) -> Callable[..., None]:
            def note(*_: Any) -> None:
                _synchronize(self._device)
                spent[name] += time.perf_counter() - began[name]

            return note

        hooks = []
        for name in _PARTS:
            part = getattr(model, name)
            part = part.model if name == "language" else part  # also runs where `forward` is not called
            hooks += [part.register_forward_pre_hook(before(name)), part.register_forward_hook(after(name))]
        pixels = _tiles(self._tiles, self._runtime.tile_px, seed)
        compiled = vars(model).pop("features", None)
        try:
            self._runtime.ask(self._runtime.encode(pixels), [FIRST])
            if compiled is not None:  # that was the first time without: kernels were chosen
                spent = dict.fromkeys(_PARTS, 0.0)
                self._runtime.ask(self._runtime.encode(pixels), [FIRST])
        finally:
            if compiled is not None:
                vars(model)["features"] = compiled
            for hook in hooks:
                hook.remove()
        return spent

    def words(self) -> dict[str, float] | None:
        """Seconds per generated token with the key/value cache and without; None for a model without words."""
        runtime = self._runtime
        if not runtime.generative:
            return None
        language = runtime.config.language
        prompt = lead_to_answer(
            make_prompt(FIRST, language.template, runtime.tokenizer, language.seg_id),
            language.template,
            runtime.tokenizer,
        )
        scene = self._one_tile()
        with torch.inference_mode():
            tokens, cached = _timed(
                lambda: runtime.model.explain(scene, prompt, end_ids=(), max_tokens=WORDS), self._device
            )
            whole = Prompt((*prompt.pieces, Piece("text", tuple(tokens or ())[:-1])))
            sequences = runtime.model.language.lay_out(scene.tokens_BTD, [whole])
            _, once = _timed(lambda: runtime.model.language(sequences), self._device)
        return {"with_cache_s": cached / WORDS, "without_cache_s": once}

    def deformable(self) -> dict[str, float]:
        """Seconds of one layer's sampling at the model's sizes, plain and ours in float32, and how far they differ."""
        config, side = self._runtime.config.pixel_decoder, self._runtime.tile_px
        heads, points = config.heads, config.points
        generator = torch.Generator().manual_seed(0)
        shapes = [(side // stride, side // stride) for stride in (32, 16, 8)]
        positions = sum(h * w for h, w in shapes)
        value = torch.randn(self._tiles, positions, heads, config.dim // heads, generator=generator)
        offsets = 3 * torch.randn(self._tiles, positions, heads, 3, points, 2, generator=generator)
        logits = torch.randn(self._tiles, positions, heads, 3, points, generator=generator)
        centres = pixel_centres(shapes, value)
        inputs = [tensor.to(self._device) for tensor in (value, offsets, logits, centres)]

        def plain() -> torch.Tensor:
            return SAMPLERS["plain"](inputs[0], shapes, *inputs[1:])

        def fast() -> torch.Tensor:
            return SAMPLERS[best_kernel(self._device)](inputs[0], shapes, *inputs[1:])

        with torch.inference_mode():
            difference = (plain() - fast()).abs().max().item()
            times = [[_timed(sample, self._device)[1] for sample in (plain, fast)] for _ in range(5)]
        plain_s, fast_s = (float(seconds) for seconds in np.median(times, axis=0))
        return {"plain_s": plain_s, "ours_s": fast_s, "speedup": plain_s / fast_s, "largest_difference": difference}

    def profile(self, seed: int) -> str:
        """The profiler's table of what a first question spends its time on."""
        from torch.profiler import ProfilerActivity, profile

        cuda = self._device.type == "cuda"
        pixels = _tiles(self._tiles, self._runtime.tile_px, seed)
        with profile(activities=[ProfilerActivity.CPU, *([ProfilerActivity.CUDA] if cuda else [])]) as record:
            self._runtime.start(pixels, [FIRST]).result()
        key = "self_device_time_total" if cuda else "self_cpu_time_total"
        return str(record.key_averages().table(sort_by=key, row_limit=25, max_name_column_width=60))


def _tiles(count: int, side: int, seed: int) -> NDArray[np.uint8]:
    """Noise: what the network computes does not depend on what it sees."""
    return np.random.default_rng(seed).integers(0, 256, (count, side, side, 3), dtype=np.uint8)


def _timed(work: Callable[[], Any], device: torch.device) -> tuple[Any, float]:
    _synchronize(device)
    began = time.perf_counter()
    result = work()
    _synchronize(device)
    return result, time.perf_counter() - began


def _synchronize(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _memory(device: torch.device) -> dict[str, float | None]:
    return {
        "peak_mb": _status("VmHWM"),
        "own_mb": _status("RssAnon"),
        "mapped_mb": _status("RssFile"),
        "gpu_peak_mb": torch.cuda.max_memory_allocated(device) / 1e6 if device.type == "cuda" else None,
    }


def _status(field: str) -> float | None:
    """A line of Linux's ``/proc/self/status`` in megabytes; None elsewhere."""
    path = Path("/proc/self/status")
    match = re.search(rf"^{field}:\s+(\d+) kB", path.read_text(), re.MULTILINE) if path.is_file() else None
    return int(match[1]) * 1024 / 1e6 if match else None
