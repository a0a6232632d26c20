"""What an adapted model shall go on to answer as before: the start's own answers to the question bank are its lessons.

Asked about views of the layer, and about synthetic scenes, which hold what the layer does not. No label is needed and
none is guessed: where the start was wrong it stays wrong, and no other knowledge of it is worn away unnoticed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor
from tqdm import tqdm

from engine.model.segearth import PairAnswer

from .augment import jitter_colours, random_view
from .data.synthetic import synthetic_image
from .losses import LossConfig, cross_entropy, dice
from .questions import ClassQuestions

SCENE_PX = 512
_FIRST_SEED = 40_000  # far from the scenes that a recipe of `train` draws


@dataclass(frozen=True)
class DrawnScene:
    """What a rehearsal needs of a synthetic scene: uint8 [H, W, 3], and the classes that it holds."""

    rgb: NDArray[np.uint8]
    present: frozenset[str]


@dataclass(frozen=True)
class Rehearsal:
    """Views and questions of a step: ``pixels_B3HW`` are those of the scenes alone, which follow the layer's own."""

    pixels_B3HW: Tensor
    questions: tuple[str, ...]
    view_of_N: Tensor  # among the layer's views and these


@dataclass(frozen=True)
class Rehearser:
    """Draws rehearsals. Deterministic: a rehearsal is a function of the generator it is given."""

    bank: Mapping[str, tuple[str, ...]]  # class -> questions
    scenes: Sequence[DrawnScene]
    questions_per_view: int

    def draw(self, rng: np.random.Generator, size: int, own_views: int, scene_views: int) -> Rehearsal:
        """One question about each of the layer's views, ``questions_per_view`` about each view of a scene.

        Every other question about a scene is about something that the scene holds.
        """
        classes = list(self.bank)
        questions = [self._question(rng, classes) for _ in range(own_views)]
        view_of = list(range(own_views))
        pixels = []
        for number in range(scene_views):
            scene = self.scenes[int(rng.integers(len(self.scenes)))]
            view = random_view(rng, (scene.rgb.shape[0], scene.rgb.shape[1]), size, None)
            pixels.append(jitter_colours(rng, view.sample(scene.rgb, "bilinear")))
            held = [name for name in classes if name in scene.present]
            for turn in range(self.questions_per_view):
                questions.append(self._question(rng, held if held and turn % 2 == 0 else classes))
                view_of.append(own_views + number)
        stacked = torch.stack(pixels) if pixels else torch.zeros(0, 3, size, size)
        return Rehearsal(stacked, tuple(questions), torch.tensor(view_of))

    def _question(self, rng: np.random.Generator, classes: Sequence[str]) -> str:
        texts = self.bank[classes[int(rng.integers(len(classes)))]]
        return texts[int(rng.integers(len(texts)))]


def make_rehearser(
    bank: Mapping[str, ClassQuestions], taught: Collection[str], scenes: int, questions_per_view: int, seed: int
) -> Rehearser:
    """Draw the scenes. Questions that the layer itself answers (``taught``) are left out."""
    known = {_plain(question) for question in taught}
    asked = {name: [q for q in (*one.explicit, *one.implicit) if _plain(q) not in known] for name, one in bank.items()}
    first = _FIRST_SEED + 1000 * seed
    seeds = tqdm(range(first, first + scenes), desc="drawing scenes", unit="scene", disable=not scenes)
    images = (synthetic_image(one, SCENE_PX) for one in seeds)
    drawn = [DrawnScene(image.rgb, image.present) for image in images]
    return Rehearser({name: tuple(texts) for name, texts in asked.items() if texts}, drawn, questions_per_view)


def keep_loss(now: PairAnswer, before: PairAnswer, config: LossConfig) -> Tensor:
    """How far N answers are from those before: cross-entropy above its least value, dice where the target was seen."""
    labels = before.logits_Nhw.flatten(1).float().sigmoid()
    logits = now.logits_Nhw.flatten(1).float()
    trusted = torch.ones_like(labels)
    seen = labels.amax(1) >= 0.5
    presence = logits.new_zeros(())
    if now.presence_N is not None and before.presence_N is not None:
        certain = before.presence_N.float().sigmoid()
        presence = F.binary_cross_entropy_with_logits(now.presence_N.float(), certain) - _entropy(certain).mean()
        seen = seen & (certain >= 0.5)
    apart = cross_entropy(logits, labels, trusted) - _entropy(labels).mean(1)
    shares = torch.where(seen, 1.0, config.empty)
    overlap = dice(logits, labels, trusted) - dice(before.logits_Nhw.flatten(1).float(), labels, trusted)
    masks = config.mask * apart + config.dice * overlap * seen
    return (masks * shares).sum() / shares.sum() + config.presence * presence


def _entropy(p: Tensor) -> Tensor:
    return F.binary_cross_entropy(p, p, reduction="none")


def _plain(question: str) -> str:
    return " ".join(question.casefold().split()).rstrip(".?!")
