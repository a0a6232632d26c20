"""A model that can be reasoned about: a colour above 128 answers a question that names it (red where none is named).

Same interface as engine.model.runtime.ModelRuntime, no torch, no weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

LOGIT = 6.0  # sigmoid: 0.9975
_BANDS = {"red": 0, "green": 1, "blue": 2}


@dataclass(frozen=True)
class FakeAnswers:
    """Logits [B, Q, h, w] and presence logits [B, Q] or None."""

    logits_BQhw: NDArray[np.float32]
    presence_BQ: NDArray[np.float32] | None


@dataclass(frozen=True)
class FakePending:
    """Answers that are asked for when they are wanted, as a GPU's are."""

    model: FakeModel
    pixels_BHWC: NDArray[np.uint8]
    questions: tuple[str, ...]

    def result(self) -> FakeAnswers:
        """Compute them."""
        return self.model.ask(self.model.encode(self.pixels_BHWC), self.questions)


@dataclass
class FakeModel:
    """+6 where the named colour is above 128, else -6; at stride 4 the mean over the block."""

    tile_px: int = 1024
    output_stride: int = 1
    presence: Mapping[str, float] | None = None  # logit per question; None: no presence head
    size_multiple: int = 1
    name: str = "fake"
    fingerprint: str = "0123456789ab"
    device: str = "cpu"
    batch_tiles: int = 1
    generative: bool = False
    encoded: int = 0  # tiles so far
    asked: list[tuple[str, ...]] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.size_multiple = max(self.size_multiple, self.output_stride)

    @property
    def encoded_tiles(self) -> int:
        """Every tile is encoded, however often it comes."""
        return self.encoded

    def check_question(self, question: str) -> None:
        """Every question is understood."""

    def encode(self, pixels_BHWC: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The scene is the pixels."""
        assert pixels_BHWC.dtype == np.uint8
        self.encoded += len(pixels_BHWC)
        return pixels_BHWC

    def ask(self, scene: NDArray[np.uint8], questions: Sequence[str]) -> FakeAnswers:
        """Look at the colour that each question names."""
        self.asked.append(tuple(questions))
        logits = [[self._logits(tile, question) for question in questions] for tile in scene]
        presence = None
        if self.presence is not None:
            presence = np.array([[self.presence[question] for question in questions]] * len(scene), np.float32)
        return FakeAnswers(np.array(logits, np.float32), presence)

    def keep_scenes(self) -> None:
        """It has no encoder worth sparing."""

    def begin_run(self) -> None:
        """It keeps no tiles."""

    def start(self, pixels_BHWC: NDArray[np.uint8], questions: Sequence[str]) -> FakePending:
        """Take up to ``batch_tiles`` tiles."""
        assert len(pixels_BHWC) <= self.batch_tiles
        return FakePending(self, pixels_BHWC, tuple(questions))

    def explain(self, scene: NDArray[np.uint8], question: str) -> str | None:
        """Tell the number of pixels of the colour that the question names, so that the tile shows in the sentence."""
        self.explained.append(question)
        return f"It has {int((scene[0][..., _band(question)] > 128).sum())} pixels."

    def _logits(self, rgb_HWC: NDArray[np.uint8], question: str) -> NDArray[np.float32]:
        logits_HW = np.where(rgb_HWC[..., _band(question)] > 128, LOGIT, -LOGIT).astype(np.float32)
        height, width = logits_HW.shape
        stride = self.output_stride
        return logits_HW.reshape(height // stride, stride, width // stride, stride).mean(axis=(1, 3))


def _band(question: str) -> int:
    return next((index for name, index in _BANDS.items() if name in question), 0)
