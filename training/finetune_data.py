"""An annotated layer as training data: a folder in EarthReason's layout, checked whole and split by source image.

Everything is read before anything is learned. Items of one source image stay on one side of the split; pictures are
decoded again when they are drawn, so that memory does not grow with the folder.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadRequest, InputError

from .data.earthreason import ReasonItem, find_folders, load_mask, read_folder
from .data.labels import read_rgb
from .data.released import SPLITS
from .samples import FOCUS_POINTS

FEWEST_PICTURES = 4
_SHOWN = 4  # faults that one message names
CheckQuestion = Callable[[str], None]  # raises an InputError for a question that the model cannot read


@dataclass(frozen=True, eq=False)
class Target:
    """One item of a picture: its questions, and places [n, 2] of x, y where its target lies (none: it is not there)."""

    item: ReasonItem
    places: NDArray[np.int32]

    @property
    def empty(self) -> bool:
        """Whether the picture holds nothing of what is asked for."""
        return len(self.places) == 0


@dataclass(frozen=True, eq=False)
class Picture:
    """One image with all items about it. group: the source image; what shares one is never torn apart."""

    group: str
    pixels: str  # a hash of size and pixels
    targets: tuple[Target, ...]

    def load(self) -> tuple[NDArray[np.uint8], list[NDArray[np.uint8]]]:
        """The image uint8 [H, W, 3] and the mask [H, W], 0 or 1, of each target."""
        rgb = read_rgb(self.targets[0].item.image_path)
        return rgb, [load_mask(target.item, (rgb.shape[0], rgb.shape[1])) for target in self.targets]


@dataclass(frozen=True)
class Layer:
    """What is learned from and what is held out: no source image is on both sides."""

    name: str
    train: tuple[Picture, ...]
    held_out: tuple[Picture, ...]

    @property
    def digest(self) -> str:
        """A short hash of all that is learned from."""
        parts = [(p.pixels, t.item.stem, t.item.questions, t.item.answer) for p in self.train for t in p.targets]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def items_of(pictures: Sequence[Picture]) -> list[ReasonItem]:
    """All items of the pictures."""
    return [target.item for picture in pictures for target in picture.targets]


def read_layer(
    data: Path, check: CheckQuestion, *, hold_out: float | None = None, other: Path | None = None, seed: int = 0
) -> Layer:
    """Read, check and split a folder in EarthReason's layout, or a folder of such folders.

    other: a folder that is held out, instead of a share of ``data``. hold_out: share of the groups to hold out; None:
    a quarter, unless ``data`` has the folders train and val (or test), which then are the two sides.
    Raises BadRequest that names the file and what to do: unpaired files, JSON that cannot be read, no question or one
    that ``check`` refuses, sizes that differ, an answer that contradicts its label, too few pictures, and a picture
    that would stand on both sides.
    """
    if hold_out is not None and not 0 < hold_out < 1:
        raise BadRequest(f"--hold-out is {hold_out:g}.", hint="Give a share between 0 and 1, as 0.25.")
    folders = find_folders(data)
    names = {folder.name for folder in folders}
    name = data.resolve().name
    if other is None and hold_out is None and names <= set(SPLITS) and "train" in names and len(names) > 1:
        other = data / ("val" if "val" in names else "test")
        folders = [folder for folder in folders if folder.name == "train"]
    pictures = read_pictures(folders, check)
    if len(pictures) < FEWEST_PICTURES:
        raise BadRequest(
            f"{data} has {len(pictures)} different images; at least {FEWEST_PICTURES} are needed.",
            hint="Annotate more: from about 20 images on a gain can be expected.",
        )
    if other is None:
        train, held_out = split_groups(pictures, hold_out or 0.25, seed)
    else:
        train, held_out = pictures, read_pictures(find_folders(other), check)
    known = {picture.pixels: picture for picture in train}
    for picture in held_out:
        if picture.pixels in known:
            raise BadRequest(
                f"{_path(picture)} is the same picture as {_path(known[picture.pixels])}, from which is learned.",
                hint="Remove one of the two: what was learned from proves nothing when it is held out.",
            )
    for pictures, side in ((train, "learned from"), (held_out, "held out")):
        if all(target.empty for picture in pictures for target in picture.targets):
            raise BadRequest(
                f"No image that is {side} holds what is asked for.",
                hint="Add images with the target, whose answer list is not empty.",
            )
    return Layer(name, tuple(train), tuple(held_out))


def read_pictures(folders: Sequence[Path], check: CheckQuestion) -> list[Picture]:
    """All pictures of the folders, each decoded once. Raises BadRequest that names up to four faults."""
    problems: list[InputError] = []
    found: dict[tuple[str, str], list[Target]] = {}
    for folder in folders:
        sources = _read_sources(folder)
        for item in read_folder(folder):
            group = f"{folder.name}/{sources.get(item.stem) or item.stem.split('__')[0]}"
            try:
                pixels, target = _read_item(item, check)
            except InputError as problem:
                problems.append(problem)
            else:
                found.setdefault((group, pixels), []).append(target)
    pictures = [Picture(group, pixels, tuple(targets)) for (group, pixels), targets in found.items()]
    problems += [problem for picture in pictures for problem in _contradictions(picture)]
    if problems:
        first, *others = problems
        more = "".join(f" Also: {problem.message}" for problem in others[: _SHOWN - 1])
        rest = f" And {len(others) - _SHOWN + 1} more." if len(others) >= _SHOWN else ""
        raise BadRequest(first.message, hint=f"{first.advice}{more}{rest}") from first
    return _one_group_per_picture(pictures)


def split_groups(pictures: Sequence[Picture], share: float, seed: int) -> tuple[list[Picture], list[Picture]]:
    """Hold out a share of the groups, drawn by ``seed``: of those with a target and of those without.

    Raises BadRequest where fewer than two groups have a target.
    """
    with_target = {p.group for p in pictures if not all(target.empty for target in p.targets)}
    if len(with_target) < 2:
        raise BadRequest(
            "All images with a target come from one source image, so none can be held out.",
            hint="Give a folder of other images with --hold-out-data, or annotate a second place.",
        )
    rng = np.random.default_rng([seed, 7])
    held_out: set[str] = set()
    for groups in (sorted(with_target), sorted({p.group for p in pictures} - with_target)):
        count = round(share * len(groups))
        if groups and groups[0] in with_target:
            count = min(max(count, 1), len(groups) - 1)
        held_out |= {groups[i] for i in rng.permutation(len(groups))[:count]}
    sides: tuple[list[Picture], list[Picture]] = ([], [])
    for picture in pictures:
        sides[picture.group in held_out].append(picture)
    return sides


def _read_item(item: ReasonItem, check: CheckQuestion) -> tuple[str, Target]:
    rgb = read_rgb(item.image_path)
    drawn = load_mask(replace(item, answer=("as drawn",)), (rgb.shape[0], rgb.shape[1]))
    if item.empty_target == bool(drawn.any()):
        says = "is empty, which says that nothing is there," if item.empty_target else "says that something is there,"
        raise BadRequest(
            f"The answer list of {item.stem} {says} and {item.label_path} marks {int(drawn.sum())} pixels.",
            hint='Say "answer": [] where the image does not hold the target, and a sentence where it does.',
        )
    for question in item.questions:
        try:
            check(question)
        except InputError as error:
            raise BadRequest(f"{item.stem} asks {question!r}: {error.message}", hint=error.advice) from error
    flat = np.flatnonzero(drawn)
    chosen = flat[np.linspace(0, len(flat) - 1, min(FOCUS_POINTS, len(flat))).astype(np.int64)]
    places = np.stack([chosen % drawn.shape[1], chosen // drawn.shape[1]], 1).astype(np.int32)
    pixels = hashlib.sha256(repr(rgb.shape).encode() + rgb.tobytes()).hexdigest()
    return pixels, Target(item, places)


def _contradictions(picture: Picture) -> list[BadRequest]:
    """A question that two items of one picture answer differently."""
    asked: dict[str, list[int]] = {}
    for number, target in enumerate(picture.targets):
        for question in dict.fromkeys(" ".join(q.casefold().split()) for q in target.item.questions):
            asked.setdefault(question, []).append(number)
    twice = {question: numbers for question, numbers in asked.items() if len(numbers) > 1}
    masks = picture.load()[1] if twice else []
    return [
        BadRequest(
            f"{' and '.join(picture.targets[n].item.stem for n in numbers)} show one picture and answer "
            f"{question!r} differently.",
            hint="Join the labels into one item, or ask different questions.",
        )
        for question, numbers in twice.items()
        if any((masks[n] != masks[numbers[0]]).any() for n in numbers)
    ]


def _one_group_per_picture(pictures: Sequence[Picture]) -> list[Picture]:
    """Groups that share a picture become one."""
    joined: dict[str, str] = {}

    def name_of(group: str) -> str:
        while group in joined:
            group = joined[group]
        return group

    first: dict[str, str] = {}
    for picture in pictures:
        one, other = name_of(picture.group), name_of(first.setdefault(picture.pixels, picture.group))
        if one != other:
            joined[one] = other
    return [replace(picture, group=name_of(picture.group)) for picture in pictures]


def _read_sources(folder: Path) -> dict[str, str]:
    """Which source image an item was cut from, where an ``index.csv`` in the folder or beside it tells."""
    for index in (folder / "index.csv", folder.parent / "index.csv"):
        if index.is_file():
            with index.open(newline="", encoding="utf-8", errors="replace") as file:
                rows = csv.DictReader(file)
                if {"set", "item", "source_image"} <= set(rows.fieldnames or ()):
                    return {row["item"]: row["source_image"] for row in rows if row["set"] == folder.name}
    return {}


def _path(picture: Picture) -> Path:
    return picture.targets[0].item.image_path
