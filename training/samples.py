"""From labelled images to training samples: a view, questions about it, and what the labels prove as answers.

Only what is known is asked: a class labelled in the set, or certainly absent, or (scene labels) certainly present
somewhere. Empty questions are a configured share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .augment import View, jitter_colours, random_view
from .data.labels import LabelledImage
from .losses import Targets
from .questions import ClassQuestions

MIN_PIXELS = 12  # fewer pixels of a class in a view prove neither presence nor absence
FOCUS_POINTS = 512


@dataclass(frozen=True)
class Batch:
    """B views and N questions, each about one of them."""

    pixels_B3HW: Tensor  # RGB 0..255
    questions: tuple[str, ...]
    classes: tuple[str, ...]  # of the questions, for reports
    view_of_N: Tensor
    targets: Targets


@dataclass(frozen=True)
class Source:
    """A labelled image ready to be sampled, with places of each of its classes."""

    image: LabelledImage
    places: Mapping[str, NDArray[np.int32]]  # class -> [n, 2] of x, y

    @classmethod
    def of(cls, image: LabelledImage, rng: np.random.Generator) -> Source:
        """Find up to `FOCUS_POINTS` places of every class of the image."""
        places = {}
        for name, mask in image.masks.items():
            flat = np.flatnonzero(mask)
            if len(flat):
                chosen = rng.choice(flat, min(FOCUS_POINTS, len(flat)), replace=False)
                places[name] = np.stack([chosen % mask.shape[1], chosen // mask.shape[1]], 1).astype(np.int32)
        return cls(image, places)


@dataclass(frozen=True)
class Sampler:
    """Draws batches. Deterministic: a batch is a function of the generator it is given."""

    sources: Mapping[str, Sequence[Source]]  # by set
    set_weights: Mapping[str, float]
    bank: Mapping[str, ClassQuestions]
    questions_per_view: int = 4
    empty_share: float = 0.35
    focus_share: float = 0.6

    def batch(self, rng: np.random.Generator, size: int, views: int) -> Batch:
        """``views`` views of ``size`` pixels."""
        names = list(self.set_weights)
        weights = np.array([self.set_weights[name] for name in names])
        drawn = [
            self._view(rng, self.sources[names[i]], size)
            for i in rng.choice(len(names), views, p=weights / weights.sum())
        ]
        items = [(n, *item) for n, (_, asked) in enumerate(drawn) for item in asked]
        return Batch(
            pixels_B3HW=torch.stack([pixels for pixels, _ in drawn]),
            questions=tuple(self._question(rng, item[1]) for item in items),
            classes=tuple(item[1] for item in items),
            view_of_N=torch.tensor([item[0] for item in items]),
            targets=Targets(
                masks_NHW=torch.stack([item[2] for item in items]),
                weights_NHW=torch.stack([item[3] for item in items]),
                located_N=torch.tensor([item[4] for item in items]),
                present_N=torch.tensor([item[5] for item in items]),
            ),
        )

    def _view(
        self, rng: np.random.Generator, sources: Sequence[Source], size: int
    ) -> tuple[Tensor, list[tuple[str, Tensor, Tensor, bool, float]]]:
        source = sources[int(rng.integers(len(sources)))]
        image = source.image
        focus = None
        if source.places and rng.random() < self.focus_share:
            places = source.places[list(source.places)[rng.integers(len(source.places))]]
            focus = tuple(places[rng.integers(len(places))].tolist())
        height, width = image.rgb.shape[:2]
        view = random_view(rng, (height, width), size, focus)
        pixels = jitter_colours(rng, view.sample(image.rgb, "bilinear"))
        return pixels, self._ask(rng, image, view)

    def _ask(
        self, rng: np.random.Generator, image: LabelledImage, view: View
    ) -> list[tuple[str, Tensor, Tensor, bool, float]]:
        masks = {name: view.sample(mask, "nearest")[0] for name, mask in image.masks.items()}
        counts = {name: int(mask.sum()) for name, mask in masks.items()}
        here = [name for name, count in counts.items() if count >= MIN_PIXELS]
        gone = [name for name, count in counts.items() if count == 0 and bool(image.weights[name].all())]
        somewhere = sorted(image.present - masks.keys())  # known by the scene's label only
        never = sorted(image.absent - masks.keys())
        whole_view = not image.masks  # a scene label speaks of the whole image
        empties = int((rng.random(self.questions_per_view) < self.empty_share).sum())
        asked: list[tuple[str, Tensor, Tensor, bool, float]] = []
        blank = torch.zeros(view.size, view.size)
        for i in range(self.questions_per_view):
            wants_empty = i < empties or not (here or somewhere)
            if wants_empty and (gone or never):
                near = gone and (not never or rng.random() < 0.5)
                name = str(rng.choice(gone if near else never))
                weight = view.sample(image.weights[name], "nearest")[0] if near else torch.ones_like(blank)
                asked.append((name, blank, weight, True, 0.0))
            elif here:
                name = str(rng.choice(here))
                weight = view.sample(image.weights[name], "nearest")[0]
                asked.append((name, masks[name], weight, True, 1.0))
            elif somewhere and whole_view:
                asked.append((str(rng.choice(somewhere)), blank, blank, False, 1.0))
        return [item for item in asked if item[0] in self.bank]

    def _question(self, rng: np.random.Generator, class_id: str) -> str:
        questions = self.bank[class_id]
        kind = questions.explicit if rng.random() < 0.45 else questions.implicit
        text = kind[rng.integers(len(kind))]
        if rng.random() < 0.25:
            text = text.rstrip(".?!")
        return text
