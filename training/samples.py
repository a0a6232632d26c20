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
from .hardness import Hardness
from .losses import Targets
from .questions import ClassQuestions

MIN_PIXELS = 12  # fewer pixels of a class in a view prove neither presence nor absence
FOCUS_POINTS = 512


@dataclass(frozen=True)
class Batch:
    """B views and N questions: the first N / B about the first view, and so on."""

    pixels_B3HW: Tensor  # RGB 0..255
    questions: tuple[str, ...]
    sets: tuple[str, ...]  # of the questions
    classes: tuple[str, ...]  # of the questions; empty where a question means a part of a class (geometry)
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
class Item:
    """One class of one view: where it is (0 or 1), how far each pixel is trusted, what is known at all."""

    class_id: str
    mask_HW: Tensor
    weight_HW: Tensor
    located: bool
    present: bool


@dataclass(frozen=True)
class AskedView:
    """One view, all that is known about it, and what is asked: the n-th text about the n-th item."""

    set_name: str
    pixels_3HW: Tensor
    known: Sequence[Item]
    asked: Sequence[Item]
    texts: Sequence[str]


def batch_of(views: Sequence[AskedView]) -> Batch:
    """Views of one size with as many questions each."""
    items = [item for view in views for item in view.asked]
    known = [(n, item) for n, view in enumerate(views) for item in view.known]
    return Batch(
        pixels_B3HW=torch.stack([view.pixels_3HW for view in views]),
        questions=tuple(text for view in views for text in view.texts),
        sets=tuple(view.set_name for view in views for _ in view.asked),
        classes=tuple(item.class_id for item in items),
        targets=Targets(
            masks_NHW=torch.stack([item.mask_HW for item in items]),
            weights_NHW=torch.stack([item.weight_HW for item in items]),
            located_N=torch.tensor([item.located for item in items]),
            present_N=torch.tensor([float(item.present) for item in items]),
        ),
        maps=ClassMaps(
            classes=tuple(item.class_id for _, item in known),
            view_of_K=torch.tensor([n for n, _ in known]),
            masks_Khw=_quarter(torch.stack([item.mask_HW for _, item in known])),
            weights_Khw=_quarter(torch.stack([item.weight_HW for _, item in known])),
        ),
    )


@dataclass(frozen=True)
class SourceSet:
    """The images of one set, and which of them show a class: for each class, the square root of that many shares."""

    name: str
    sources: Sequence[Source]
    showing: Mapping[str, Sequence[Source]]

    @classmethod
    def of(cls, name: str, sources: Sequence[Source]) -> SourceSet:
        """Sort the sources of a set by class."""
        classes = sorted({class_id for source in sources for class_id in source.places})
        return cls(name, sources, {c: [source for source in sources if c in source.places] for c in classes})

    def draw(self, rng: np.random.Generator, focus_share: float) -> tuple[Source, tuple[int, int] | None]:
        """An image, and in that share of the draws a place in it that holds a class: rare classes come more often."""
        if not self.showing or rng.random() >= focus_share:
            return self.sources[int(rng.integers(len(self.sources)))], None
        classes = list(self.showing)
        weights = np.sqrt([len(self.showing[name]) for name in classes])
        name = classes[int(rng.choice(len(classes), p=weights / weights.sum()))]
        source = self.showing[name][int(rng.integers(len(self.showing[name])))]
        x, y = source.places[name][rng.integers(len(source.places[name]))].tolist()
        return source, (x, y)


@dataclass(frozen=True)
class Sampler:
    """Draws batches. Deterministic: a batch is a function of the generator and the hardness that it is given."""

    sets: Sequence[SourceSet]
    set_weights: Mapping[str, float]
    bank: Mapping[str, ClassQuestions]
    questions_per_view: int = 4
    empty_share: float = 0.35
    focus_share: float = 0.6

    def batch(self, rng: np.random.Generator, size: int, views: int, hardness: Hardness) -> Batch:
        """``views`` views of ``size`` pixels."""
        weights = np.array([self.set_weights[group.name] for group in self.sets])
        drawn: list[AskedView] = []
        while len(drawn) < views:
            view = self._view(
                rng, self.sets[int(rng.choice(len(self.sets), p=weights / weights.sum()))], size, hardness
            )
            if view is not None:
                drawn.append(view)
        return batch_of(drawn)

    def words(self, rng: np.random.Generator, count: int) -> tuple[list[str], list[str]]:
        """Questions about any classes of the bank, and these classes."""
        names = list(self.bank)
        classes = [names[i] for i in rng.integers(len(names), size=count)]
        return [self._question(rng, name) for name in classes], classes

    def _view(self, rng: np.random.Generator, group: SourceSet, size: int, hardness: Hardness) -> AskedView | None:
        source, focus = group.draw(rng, self.focus_share)
        image = source.image
        view = random_view(rng, (image.rgb.shape[0], image.rgb.shape[1]), size, focus)
        pixels = jitter_colours(rng, view.sample(image.rgb, "bilinear"))
        known = self._known(image, view)
        asked = self._ask(rng, group.name, image, known, size, hardness)
        if not asked:
            return None  # nothing is known for certain in this view
        return AskedView(group.name, pixels, known, asked, [self._question(rng, item.class_id) for item in asked])

    def _known(self, image: LabelledImage, view: View) -> list[Item]:
        """Every class of which the view's labels say where it is, or that it is not there."""
        known = []
        for name, mask in image.masks.items():
            seen = view.sample(mask, "nearest")[0]
            weight = view.sample(image.weights[name], "nearest")[0]
            proven = bool(seen.any()) or bool(image.weights[name].all())
            if name in self.bank and proven:
                known.append(Item(name, seen, weight, True, int(seen.sum()) >= MIN_PIXELS))
        blank, trusted = torch.zeros(view.size, view.size), torch.ones(view.size, view.size)
        never = sorted(name for name in image.absent - image.masks.keys() if name in self.bank)
        return known + [Item(name, blank, trusted, True, False) for name in never]

    def _ask(
        self,
        rng: np.random.Generator,
        set_name: str,
        image: LabelledImage,
        known: Sequence[Item],
        size: int,
        hardness: Hardness,
    ) -> list[Item]:
        here = [item for item in known if item.present]
        gone = [item for item in known if item.class_id in image.masks and not item.mask_HW.any()]
        never = [item for item in known if item.class_id not in image.masks]
        blank = torch.zeros(size, size)
        somewhere = [  # a scene's label speaks of the whole image, not of where
            Item(name, blank, blank, False, True)
            for name in sorted(image.present - image.masks.keys())
            if name in self.bank and not image.masks
        ]
        asked = []
        for _ in range(self.questions_per_view):
            empty = rng.random() < self.empty_share
            targets = here or somewhere
            if (empty or not targets) and (gone or never):
                targets = gone if gone and (not never or rng.random() < 0.5) else never
                shares = hardness.shares(set_name, [item.class_id for item in targets])
                asked.append(targets[int(rng.choice(len(targets), p=shares))])
            elif targets:
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
