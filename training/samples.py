"""From labelled images to training samples: a view, questions about it, and what the labels prove as answers.

Only what is known is asked: a class labelled in the set, or certainly absent, or (scene labels) certainly present
somewhere. Empty questions are a configured share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from .augment import View, jitter_colours, random_view
from .class_head import ClassMaps
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
    maps: ClassMaps  # of every known class, asked or not


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
class _Item:
    """One class of one view: where it is (0 or 1), how far each pixel is trusted, what is known at all."""

    class_id: str
    mask_HW: Tensor
    weight_HW: Tensor
    located: bool
    present: bool


@dataclass(frozen=True)
class _View:
    pixels_3HW: Tensor
    known: list[_Item]
    asked: list[_Item]


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
        items = [(n, item) for n, view in enumerate(drawn) for item in view.asked]
        known = [(n, item) for n, view in enumerate(drawn) for item in view.known]
        return Batch(
            pixels_B3HW=torch.stack([view.pixels_3HW for view in drawn]),
            questions=tuple(self._question(rng, item.class_id) for _, item in items),
            classes=tuple(item.class_id for _, item in items),
            view_of_N=torch.tensor([n for n, _ in items]),
            targets=Targets(
                masks_NHW=torch.stack([item.mask_HW for _, item in items]),
                weights_NHW=torch.stack([item.weight_HW for _, item in items]),
                located_N=torch.tensor([item.located for _, item in items]),
                present_N=torch.tensor([float(item.present) for _, item in items]),
            ),
            maps=ClassMaps(
                classes=tuple(item.class_id for _, item in known),
                view_of_K=torch.tensor([n for n, _ in known]),
                masks_Khw=_quarter(torch.stack([item.mask_HW for _, item in known])),
                weights_Khw=_quarter(torch.stack([item.weight_HW for _, item in known])),
            ),
        )

    def _view(self, rng: np.random.Generator, sources: Sequence[Source], size: int) -> _View:
        source = sources[int(rng.integers(len(sources)))]
        image = source.image
        focus = None
        if source.places and rng.random() < self.focus_share:
            places = source.places[list(source.places)[rng.integers(len(source.places))]]
            focus = tuple(places[rng.integers(len(places))].tolist())
        height, width = image.rgb.shape[:2]
        view = random_view(rng, (height, width), size, focus)
        pixels = jitter_colours(rng, view.sample(image.rgb, "bilinear"))
        known = self._known(image, view)
        return _View(pixels, known, self._ask(rng, image, known, size))

    def _known(self, image: LabelledImage, view: View) -> list[_Item]:
        """Every class of which the view's labels say where it is, or that it is not there."""
        known = []
        for name, mask in image.masks.items():
            seen = view.sample(mask, "nearest")[0]
            weight = view.sample(image.weights[name], "nearest")[0]
            proven = bool(seen.any()) or bool(image.weights[name].all())
            if name in self.bank and proven:
                known.append(_Item(name, seen, weight, True, int(seen.sum()) >= MIN_PIXELS))
        blank, trusted = torch.zeros(view.size, view.size), torch.ones(view.size, view.size)
        never = sorted(name for name in image.absent - image.masks.keys() if name in self.bank)
        return known + [_Item(name, blank, trusted, True, False) for name in never]

    def _ask(self, rng: np.random.Generator, image: LabelledImage, known: Sequence[_Item], size: int) -> list[_Item]:
        here = [item for item in known if item.present]
        gone = [item for item in known if item.class_id in image.masks and not item.mask_HW.any()]
        never = [item for item in known if item.class_id not in image.masks]
        blank = torch.zeros(size, size)
        somewhere = [  # a scene's label speaks of the whole image, not of where
            _Item(name, blank, blank, False, True)
            for name in sorted(image.present - image.masks.keys())
            if name in self.bank and not image.masks
        ]
        empties = int((rng.random(self.questions_per_view) < self.empty_share).sum())
        asked = []
        for i in range(self.questions_per_view):
            targets = here or somewhere
            if (i < empties or not targets) and (gone or never):
                near = gone and (not never or rng.random() < 0.5)
                targets = gone if near else never
            if targets:
                asked.append(targets[int(rng.integers(len(targets)))])
        return asked

    def _question(self, rng: np.random.Generator, class_id: str) -> str:
        questions = self.bank[class_id]
        kind = questions.explicit if rng.random() < 0.45 else questions.implicit
        text = kind[rng.integers(len(kind))]
        if rng.random() < 0.25:
            text = text.rstrip(".?!")
        return text


def _quarter(maps_KHW: Tensor) -> Tensor:
    return F.avg_pool2d(maps_KHW[:, None], 4)[:, 0]
