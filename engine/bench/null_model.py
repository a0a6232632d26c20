"""Models that cost nothing, for the rest of the path: red > 128, its mean over a box, or yes everywhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from engine.bench.scenes import BRIGHT

QUESTION = "Where is red?"
BOX_PX = 31
_LOGIT = 6.0
_LOGITS = np.where(np.arange(256) > BRIGHT, _LOGIT, -_LOGIT).astype(np.float32)


@dataclass(frozen=True)
class _Answers:
    logits_BQhw: NDArray[np.float32]
    presence_BQ: NDArray[np.float32] | None = None

    def result(self) -> _Answers:
        return self


@dataclass
class NullModel:
    """Answers at once: what is left of a run's time is everything else. The part of a model that a run uses."""

    kind: Literal["red", "box", "one"] = "red"
    output_stride: int = 1
    tile_px: int = 1024
    size_multiple: int = 128
    name: str = "null"
    fingerprint: str = "000000000000"
    device: str = "cpu"
    batch_tiles: int = 1
    encoded_tiles: int = 0  # it has no scenes to keep
    generative: bool = False

    def check_question(self, question: str) -> None:
        """Every question is the same."""

    def keep_scenes(self) -> None:
        """It has none."""

    def begin_run(self) -> None:
        """It keeps nothing."""

    def encode(self, pixels_BHWC: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The scene is the pixels."""
        return pixels_BHWC

    def explain(self, scene: Any, question: str) -> str | None:
        """It has no words."""
        return None

    def start(self, pixels_BHWC: NDArray[np.uint8], questions: Sequence[str]) -> _Answers:
        """Answer."""
        red_BHW = pixels_BHWC[..., 0]
        if self.kind == "red":
            logits_BHW = np.take(_LOGITS, red_BHW)
        elif self.kind == "one":
            logits_BHW = np.full(red_BHW.shape, _LOGIT, np.float32)
        else:
            logits_BHW = np.stack([np.where(box_mean(red) > BRIGHT, _LOGIT, -_LOGIT) for red in red_BHW])
        if (stride := self.output_stride) > 1:
            batch, height, width = logits_BHW.shape
            cells = logits_BHW.reshape(batch, height // stride, stride, width // stride, stride)
            logits_BHW = cells.mean(axis=(2, 4))
        return _Answers(np.repeat(logits_BHW[:, None].astype(np.float32), len(questions), axis=1))


def box_mean(values_HW: NDArray[Any]) -> NDArray[np.float64]:
    """The mean over the ``BOX_PX`` x ``BOX_PX`` pixels around each, of those that there are."""
    reach = BOX_PX // 2
    height, width = values_HW.shape
    sums = np.zeros((height + 1, width + 1), np.int64)
    np.cumsum(np.cumsum(values_HW, axis=0, dtype=np.int64), axis=1, out=sums[1:, 1:])
    low_y, high_y = np.maximum(np.arange(height) - reach, 0), np.minimum(np.arange(height) + reach + 1, height)
    low_x, high_x = np.maximum(np.arange(width) - reach, 0), np.minimum(np.arange(width) + reach + 1, width)
    rows = sums[high_y] - sums[low_y]
    total = rows[:, high_x] - rows[:, low_x]
    return np.asarray(total / ((high_y - low_y)[:, None] * (high_x - low_x)[None, :]))


def ask_null(
    raster: str,
    output: str,
    kind: Literal["red", "box", "one"] = "red",
    output_stride: int = 1,
    report_tiles: bool = False,
    **values: Any,
) -> dict[str, Any]:
    """The engine's whole path with a null model; the run's result. ``values``: further fields of the request.

    ``report_tiles``: print how many tiles are done, one line for each, for a caller who wants to kill it midway.
    """
    from engine.run import Event, RunRequest, run

    def tell(event: Event) -> None:
        if report_tiles and event.stage == "model":
            sys.stdout.write(f"{event.done} {event.total}\n")
            sys.stdout.flush()

    request = RunRequest.from_dict({"raster": raster, "questions": [QUESTION], "output": output, **values})
    return run(request, model=NullModel(kind, output_stride), on_event=tell).to_dict()


def resume_null(run_folder: str, output_stride: int = 1) -> dict[str, Any]:
    """Go on with such a run."""
    from engine.run import ResumeRequest, resume_run

    return resume_run(ResumeRequest(run_folder), model=NullModel("red", output_stride)).to_dict()
