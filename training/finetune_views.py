"""Views of an annotated layer, and what its labels prove about them: the target is in the view, or it is not.

Only an item's own questions are asked about its picture. Empty answers come from items that say so, and from views
that hold nothing of a target; no question is carried from one picture to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .augment import View, jitter_colours, random_view
from .finetune_data import Picture
from .losses import Targets
from .samples import MIN_PIXELS

_KEPT = 128  # decoded pictures in memory: half a gigabyte at 1024 px
_TRIES = 6  # to find a view that holds nothing of a target, or enough of it


@dataclass(frozen=True)
class Views:
    """B views and N questions, each about one of them."""

    pixels_B3HW: Tensor  # RGB 0..255
    questions: tuple[str, ...]
    view_of_N: Tensor
    targets: Targets


@dataclass(frozen=True)
class _Seen:
    """A picture's targets in one view: the places of those that are there, and of those that certainly are not."""

    view: View
    masks: tuple[Tensor, ...]
    here: tuple[int, ...]
    gone: tuple[int, ...]


@dataclass(frozen=True)
class ViewSampler:
    """Draws batches. Deterministic: a batch is a function of the generator it is given."""

    pictures: Sequence[Picture]
    questions_per_view: int = 2
    empty_share: float = 0.35
    focus_share: float = 0.8

    def batch(self, rng: np.random.Generator, size: int, views: int) -> Views:
        """``views`` views of ``size`` pixels, each for a target, or for its absence in ``empty_share`` of them.

        Where no view without the target is found, one with it is taken.
        """
        pixels, questions, view_of, masks, present = [], [], [], [], []
        for number in range(views):
            picture, seen, asked = self._draw(rng, size)
            pixels.append(jitter_colours(rng, seen.view.sample(_decode(picture)[0], "bilinear")))
            for target in asked:
                texts = picture.targets[target].item.questions
                questions.append(_spoken(rng, texts[int(rng.integers(len(texts)))]))
                view_of.append(number)
                masks.append(seen.masks[target])
                present.append(float(target in seen.here))
        return Views(
            pixels_B3HW=torch.stack(pixels),
            questions=tuple(questions),
            view_of_N=torch.tensor(view_of),
            targets=Targets(
                masks_NHW=torch.stack(masks),
                weights_NHW=None,  # the labels are trusted everywhere
                located_N=torch.ones(len(masks), dtype=torch.bool),
                present_N=torch.tensor(present),
            ),
        )

    def _draw(self, rng: np.random.Generator, size: int) -> tuple[Picture, _Seen, list[int]]:
        """A picture, a view of it, and the targets that are asked about: all there, or all absent."""
        places = [(p, t) for p in self.pictures for t in p.targets]
        filled = [(p, t) for p, t in places if not t.empty]
        if rng.random() < self.empty_share:
            for _ in range(_TRIES):
                picture, _ = places[int(rng.integers(len(places)))]
                seen = _look(picture, random_view(rng, _shape(picture), size, None))
                if seen.gone:
                    return picture, seen, self._choose(rng, seen.gone)
        for _ in range(_TRIES):
            picture, target = filled[int(rng.integers(len(filled)))]
            focus = None
            if rng.random() < self.focus_share:
                x, y = target.places[int(rng.integers(len(target.places)))].tolist()
                focus = (float(x), float(y))
            seen = _look(picture, random_view(rng, _shape(picture), size, focus))
            if seen.here:
                return picture, seen, self._choose(rng, seen.here)
        # Targets of a few pixels: whatever can be seen of one is there.
        some = tuple(i for i, mask in enumerate(seen.masks) if mask.any())
        seen = _Seen(seen.view, seen.masks, some, tuple(i for i in range(len(seen.masks)) if i not in some))
        return picture, seen, self._choose(rng, some or seen.gone)

    def _choose(self, rng: np.random.Generator, among: Sequence[int]) -> list[int]:
        return [among[int(rng.integers(len(among)))] for _ in range(self.questions_per_view)]


def _look(picture: Picture, view: View) -> _Seen:
    masks = tuple(view.sample(mask, "nearest")[0] for mask in _decode(picture)[1])
    counts = [int(mask.sum()) for mask in masks]
    return _Seen(
        view,
        masks,
        here=tuple(i for i, count in enumerate(counts) if count >= MIN_PIXELS),
        gone=tuple(i for i, count in enumerate(counts) if count == 0),
    )


@lru_cache(maxsize=_KEPT)
def _decode(picture: Picture) -> tuple[NDArray[np.uint8], list[NDArray[np.uint8]]]:
    return picture.load()


def _shape(picture: Picture) -> tuple[int, int]:
    height, width = _decode(picture)[0].shape[:2]
    return height, width


def _spoken(rng: np.random.Generator, question: str) -> str:
    """As it stands, or sometimes without its last mark: people type both."""
    text = " ".join(question.split())
    return (text.rstrip(".?!") or text) if rng.random() < 0.25 else text
