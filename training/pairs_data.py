"""Pairs of image and question as training samples: which one stands where in which step, and its square picture.

A sample is a function of (seed, step, place in the whole batch), whoever computes it: neither the number of processes
nor a break in the run changes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, Dataset

from engine.errors import BadRequest
from engine.raster.letterbox import fit

from .data.earthreason import ReasonItem, find_folders, load_item, read_folder
from .data.mixture import Mixture, Part, mix
from .data.published import find_published, published_sets
from .data.published_check import check, require_fit
from .pairs_recipe import PairsRecipe

_PUBLISHED = {"earthreason": "EarthReason", "rrsisd": "RRSIS-D", "refsegrs": "RefSegRS"}
_ANSWER, _POINTS, _EXAMPLE = 11, 12, 13  # kinds of randomness of a sample, so that none repeats another


@dataclass(frozen=True)
class TrainingItem:
    """An image with what may be asked about it. All questions mean the mask."""

    rgb_HWC: NDArray[np.uint8]
    mask_HW: NDArray[np.bool_]
    questions: tuple[str, ...]
    answers: tuple[str, ...]  # none: the image does not hold the target
    speaks: bool = True  # False: a data set without answers, of which no words can be learned


class TrainingSet(Sized, Protocol):
    """Anything that holds items: their number, and the item at a place."""

    def item(self, index: int) -> TrainingItem: ...


@dataclass(frozen=True)
class Pair:
    """One sample of a step: a square image and mask, one question, one answer (None: there is no target)."""

    place: int  # in the step's whole batch
    pixels_SSC: NDArray[np.uint8]
    mask_SS: NDArray[np.bool_]
    question: str
    answer: str | None
    speaks: bool
    seed: int  # for what the loss draws at random

    @property
    def empty(self) -> bool:
        """Whether nothing is marked."""
        return not self.mask_SS.any()


@dataclass(frozen=True)
class FolderSet:
    """Items on disk, decoded when they are asked for."""

    items: Sequence[ReasonItem]

    def __len__(self) -> int:
        return len(self.items)

    def item(self, index: int) -> TrainingItem:
        """Decode an item. Raises BadRequest, naming the file, when it cannot be read."""
        item = self.items[index]
        rgb, mask = load_item(item)
        return TrainingItem(rgb, mask, item.questions, item.answer, speaks=item.task == "reason")


@dataclass(frozen=True)
class Pairs:
    """The training sets and how a run draws from them; see `draw_from`."""

    sets: tuple[TrainingSet, ...]
    mixture: Mixture
    side_px: int
    seed: int
    batch: int
    every_question: bool = False  # in turn, one an epoch

    @property
    def epoch_steps(self) -> int:
        """Steps in which as many samples are drawn as there are."""
        return max(1, sum(len(one) for one in self.sets) // self.batch)

    def pair(self, step: int, place: int) -> Pair:
        """The sample at ``place`` of the whole batch of ``step`` (from 0)."""
        draw = self.mixture.draw(self.seed, step, self.batch)[place]
        item = self.sets[draw.part].item(draw.index)
        question, answer = item.questions[0], item.answers[0] if item.answers else None
        if self.every_question:
            question = item.questions[(draw.turn + draw.index) % len(item.questions)]
            if item.answers:
                rng = np.random.default_rng([self.seed, _ANSWER, step, place])
                answer = item.answers[rng.integers(len(item.answers))]
        return self._square(item, place, question, answer, [_POINTS, step, place])

    def example(self, number: int, count: int) -> Pair:
        """The ``number``-th of ``count`` samples spread evenly over all sets, with the first question: always alike."""
        total = sum(len(one) for one in self.sets)
        index, part = number * total // count, 0
        while index >= len(self.sets[part]):
            index, part = index - len(self.sets[part]), part + 1
        item = self.sets[part].item(index)
        answer = item.answers[0] if item.answers else None
        return self._square(item, number, item.questions[0], answer, [_EXAMPLE, number])

    def _square(self, item: TrainingItem, place: int, question: str, answer: str | None, randomness: list[int]) -> Pair:
        height, width = item.mask_HW.shape
        frame = fit(height, width, self.side_px)
        return Pair(
            place=place,
            pixels_SSC=frame.apply(item.rgb_HWC),
            mask_SS=frame.apply_mask(item.mask_HW),
            question=question,
            answer=answer,
            speaks=item.speaks,
            seed=int(np.random.SeedSequence([self.seed, *randomness]).generate_state(1, np.uint64)[0] >> 1),
        )


def draw_from(sets: Sequence[tuple[str, TrainingSet]], side_px: int, recipe: PairsRecipe) -> Pairs:
    """Prepare to draw from named sets, by the recipe's weights or each by its size. Raises BadRequest as `mix`."""
    weights = recipe.weights or tuple(float(len(one)) for _, one in sets)
    if len(weights) != len(sets):
        raise BadRequest(f"The recipe has {len(weights)} weights for {len(sets)} data sets.")
    parts = [Part(name, len(one), weight) for (name, one), weight in zip(sets, weights, strict=True)]
    return Pairs(
        sets=tuple(one for _, one in sets),
        mixture=mix(parts),
        side_px=side_px,
        seed=recipe.seed,
        batch=recipe.batch,
        every_question=recipe.every_question,
    )


def read_sets(recipe: PairsRecipe, root: Path) -> list[tuple[str, TrainingSet]]:
    """The training splits of the sets that the recipe names, below ``root``.

    Raises BadRequest where one is missing, or has problems that its names and texts show.

    The set "folder" is every folder in EarthReason's layout at ``root``.
    """
    sets: list[tuple[str, TrainingSet]] = []
    published = {found.name: found for found in find_published(root)}
    for name in recipe.data:
        if name == "folder":
            sets += [(folder.name, FolderSet(read_folder(folder))) for folder in find_folders(root)]
        elif _PUBLISHED[name] in published:
            folder = published[_PUBLISHED[name]].folder
            require_fit(check(folder, ("train",), pixels=False, partial=True))
            (one,) = published_sets(folder, "train")
            sets.append((name, FolderSet(one.items)))
        else:
            raise BadRequest(
                f"There is no {_PUBLISHED[name]} below {root}.",
                hint="Lay it out as published (`python -m training data check ROOT` says what is missing).",
            )
    return sets


class _Steps(Dataset[list[Pair]]):
    """Parts of batches by (step, places), for the loader's worker processes."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def __getitem__(self, part: tuple[int, tuple[int, ...]]) -> list[Pair]:
        step, places = part
        return [self._pairs.pair(step, place) for place in places]


def parts_of_step(batch: int, part: int, rank: int, count: int) -> list[tuple[int, ...]]:
    """The places of a batch that process ``rank`` of ``count`` computes, in parts of at most ``part``.

    Worked example: a batch of 8, parts of 3, process 1 of 2: (4, 5, 6), (7,). Raises BadRequest for a batch that
    cannot be dealt out evenly.
    """
    if batch % count:
        raise BadRequest(f"A batch of {batch} cannot be dealt out to {count} processes evenly.")
    share = batch // count
    own = range(rank * share, (rank + 1) * share)
    return [tuple(own[i : i + part]) for i in range(0, share, part)]


def load_steps(
    pairs: Pairs, steps: range, places: Sequence[tuple[int, ...]], workers: int
) -> Iterator[list[list[Pair]]]:
    """The parts of one process's share of each step, loaded ahead by ``workers`` processes (0: in this one)."""
    order = [(step, part) for step in steps for part in places]
    loader = DataLoader(
        _Steps(pairs),
        sampler=order,
        batch_size=None,
        num_workers=workers,
        collate_fn=_as_they_are,
    )
    parts = iter(loader)
    for _ in steps:
        yield [next(parts) for _ in places]


def _as_they_are(pairs: list[Pair]) -> list[Pair]:
    return pairs


def as_tensors(pairs: Sequence[Pair], device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """Pixels ``[B, 3, S, S]`` in 0..255 and masks ``[B, S, S]`` in 0..1, both float32."""
    pixels = torch.from_numpy(np.stack([pair.pixels_SSC for pair in pairs])).to(device)
    masks = torch.from_numpy(np.stack([pair.mask_SS for pair in pairs])).to(device)
    return pixels.permute(0, 3, 1, 2).float(), masks.float()
