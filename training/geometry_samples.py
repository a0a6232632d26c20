"""Training samples from geometry: whole small pictures with questions about size, position, relation and absence.

A turn or a mirror would make "upper left" wrong, so these views keep their orientation; only colours and scale vary.
The questions take about half a second a picture, so they are drawn once, before training.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm

from .augment import View, jitter_colours
from .data.labels import LabelledImage
from .data.synthetic import SET_NAME, synthetic_gsd_m
from .questions.geometry import GeometryQuestion, geometry_questions
from .questions.geometry.folder import MERGED, Labelled, gsd_of, windows
from .samples import MIN_PIXELS, AskedView, Batch, Item, batch_of

SET = "geometry"
PER_PICTURE = 12


@dataclass(frozen=True, eq=False)
class Question:
    """A question about a picture of ``shape``, its exact answer as one bit a pixel."""

    texts: Sequence[str]
    shape: tuple[int, int]
    mask_bits: NDArray[np.uint8]
    known_bits: NDArray[np.uint8]

    @classmethod
    def of(cls, question: GeometryQuestion) -> Question:
        """Pack a question: thousands are kept in memory."""
        height, width = question.mask.shape
        return cls(question.texts, (height, width), np.packbits(question.mask), np.packbits(question.known))

    def unpack(self, bits: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """One of the two maps as ``[H, W]`` of 0 and 1."""
        return np.unpackbits(bits, count=self.shape[0] * self.shape[1]).reshape(self.shape)


@dataclass(frozen=True, eq=False)
class GeometryPicture:
    """A picture of some hundred pixels and what can be asked about it."""

    picture: Labelled
    questions: Sequence[Question]


@dataclass(frozen=True)
class GeometrySampler:
    """Draws batches of geometry questions. Deterministic: a batch is a function of the generator."""

    pictures: Sequence[GeometryPicture]
    known_classes: frozenset[str]  # those that class maps may be about
    questions_per_view: int

    def batch(self, rng: np.random.Generator, size: int, views: int) -> Batch:
        """``views`` whole pictures, each scaled into ``size`` pixels."""
        return batch_of([self._view(rng, size) for _ in range(views)])

    def _view(self, rng: np.random.Generator, size: int) -> AskedView:
        chosen = self.pictures[int(rng.integers(len(self.pictures)))]
        picture = chosen.picture
        height, width = picture.rgb.shape[:2]
        step = max(height, width) / size
        view = View(size, (width / 2, height / 2), (step, 0.0, 0.0, step))
        inside = view.sample(np.broadcast_to(np.uint8(1), (height, width)), "nearest")[0]
        known = [item for item in _class_items(picture, view) if item.class_id in self.known_classes]
        many = len(chosen.questions) < self.questions_per_view
        asked, texts = [], []
        for i in rng.choice(len(chosen.questions), self.questions_per_view, replace=many):
            question = chosen.questions[i]
            mask = view.sample(question.unpack(question.mask_bits), "nearest")[0]
            weight = view.sample(question.unpack(question.known_bits), "nearest")[0]
            asked.append(Item("", mask, torch.maximum(weight, 1 - inside), True, bool(mask.any())))
            texts.append(question.texts[int(rng.integers(len(question.texts)))])
        return AskedView(SET, jitter_colours(rng, view.sample(picture.rgb, "bilinear")), known, asked, texts)


def _class_items(picture: Labelled, view: View) -> Iterator[Item]:
    everywhere = np.broadcast_to(np.uint8(1), picture.rgb.shape[:2])
    for name, mask in picture.masks.items():
        seen = view.sample(mask.astype(np.uint8), "nearest")[0]
        weight = view.sample(picture.known.get(name, everywhere).astype(np.uint8), "nearest")[0]
        if seen.any() or bool(weight.all()):
            yield Item(name, seen, weight, True, bool(seen.any()))


def gather_pictures(
    images: Mapping[str, Sequence[LabelledImage]], *, px: int, per_image: int, seed: int, rank: int = 0, count: int = 1
) -> list[GeometryPicture]:
    """Questions about up to ``per_image`` windows of every image with dense masks, by set; windows without any are
    left out. Of ``count`` training processes each asks about its own share.

    Uses as many processes as this one's share of the cores. Memory: a window takes its image, one byte a pixel for
    each class that it shows, and a quarter of a byte for each question.
    """
    dense = [
        (name, number, image)
        for name, group in images.items()
        for number, image in enumerate(group)
        if image.image.kind == "dense_mask"
    ]
    cut: list[Labelled] = []
    for place, (name, number, image) in enumerate(dense[rank::count]):
        found = [w for w in windows(_labelled(name, number, image), px) if any(m.any() for m in w.masks.values())]
        rng = np.random.default_rng([seed, 5, rank, place])
        cut += [_own_copy(found[i]) for i in rng.permutation(len(found))[:per_image]]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max(1, (os.cpu_count() or 1) // count), mp_context=context) as workers:
        asked = workers.map(partial(_ask_about, seed=seed), cut, range(len(cut)), chunksize=4)
        bar = tqdm(zip(cut, asked, strict=True), desc="asking", total=len(cut), unit="picture", disable=rank > 0)
        return [GeometryPicture(window, questions) for window, questions in bar if questions]


def _own_copy(window: Labelled) -> Labelled:
    """A window that keeps nothing of its image alive: classes that it does not show take no memory."""
    shape = window.rgb.shape[:2]
    return replace(
        window,
        rgb=window.rgb.copy(),
        masks={
            name: mask.astype(np.uint8) if mask.any() else np.broadcast_to(np.uint8(0), shape)
            for name, mask in window.masks.items()
        },
        known={name: known.copy() for name, known in window.known.items() if not known.all()},
    )


def _ask_about(window: Labelled, number: int, *, seed: int) -> list[Question]:
    questions = geometry_questions(
        window.masks,
        window.gsd_m,
        np.random.default_rng([seed, 6, number]),
        known=window.known,
        absent=window.absent,
        merged=window.merged,
        most=PER_PICTURE,
    )
    return [Question.of(q) for q in questions if not q.mask.any() or int(q.mask.sum()) >= MIN_PIXELS]


def _labelled(name: str, number: int, image: LabelledImage) -> Labelled:
    return Labelled(
        name=f"{name}_{number}",
        source=image.image.image_path.name,
        rgb=image.rgb,
        masks=image.masks,
        known={key: weights > 0 for key, weights in image.weights.items() if not (weights > 0).all()},
        absent=image.absent,
        merged=MERGED.get(name, frozenset()),
        gsd_m=synthetic_gsd_m(image) if name == SET_NAME else gsd_of(image),
    )
