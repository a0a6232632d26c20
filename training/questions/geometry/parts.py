"""The objects in a mask, measured: connected parts with the bounds that an uncertain outline leaves them.

The picture is the world: what lies beyond its edge is not known, so a part that touches the edge (or a pixel whose
class is unknown) is marked as cut. An outline is right to half a pixel, hence an area lies between two bounds; a
distance is the shortest one between pixel centres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

SPECK_PX = 16
"""A part below this is as likely noise of the labels as an object."""
MOST_PARTS = 400
"""With more parts than this nobody could check an answer by eye; rules about objects are left out."""

_EIGHT = np.ones((3, 3), bool)

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Part:
    """One connected part (8 neighbours) of a class.

    number: its value in `ClassParts.labels`. x, y: centroid in pixels from the image's upper left corner (the centre
    of the first pixel is 0.5). left, top, right, bottom: its box, right and bottom exclusive. low_px, high_px: bounds
    of the area when the outline is right to half a pixel. cut: it touches the image's edge or an unknown pixel.
    """

    number: int
    area_px: int
    low_px: float
    high_px: float
    x: float
    y: float
    left: int
    top: int
    right: int
    bottom: int
    cut: bool

    @property
    def box(self) -> tuple[slice, slice]:
        """Rows and columns of its box."""
        return slice(self.top, self.bottom), slice(self.left, self.right)


@dataclass(frozen=True, eq=False)
class ClassParts:
    """One class of a picture: mask and unknown bool [H, W], labels int32 [H, W] (0 outside), parts by size."""

    mask: Mask
    unknown: Mask
    labels: NDArray[np.int32]
    parts: tuple[Part, ...]

    @property
    def objects(self) -> tuple[Part, ...]:
        """The parts that are no specks."""
        return tuple(part for part in self.parts if part.area_px >= SPECK_PX)

    @property
    def has_specks(self) -> bool:
        """Whether some part is too small to be measured."""
        return len(self.objects) < len(self.parts)

    def of(self, parts: list[Part]) -> Mask:
        """The pixels of some parts."""
        chosen = np.zeros(int(self.labels.max(initial=0)) + 1, bool)
        chosen[[part.number for part in parts]] = True
        return chosen[self.labels]

    @cached_property
    def nearest_px(self) -> NDArray[np.float32]:
        """Distance in pixels to the class without its specks; infinite where there is none."""
        return distance_px(self.of(list(self.objects)))

    @cached_property
    def maybe_nearest_px(self) -> NDArray[np.float32]:
        """The shortest distance there may be: specks and unknown pixels count as the class."""
        if not self.has_specks and not self.unknown.any():
            return self.nearest_px
        return distance_px(self.mask | self.unknown)


def distance_px(mask: Mask) -> NDArray[np.float32]:
    """Distance of every pixel's centre to the nearest pixel of the mask; 0 inside, infinite for an empty mask."""
    if not mask.any():
        return np.full(mask.shape, np.inf, np.float32)
    distance: NDArray[np.float32] = ndimage.distance_transform_edt(~mask).astype(np.float32)
    return distance


def shortest_px(distance: NDArray[np.float32], of: ClassParts) -> dict[int, float]:
    """The shortest distance of each part, by its number."""
    numbers = [part.number for part in of.parts]
    return dict(zip(numbers, map(float, ndimage.minimum(distance, of.labels, numbers)), strict=True)) if numbers else {}


def find_parts(mask: NDArray[Any], known: NDArray[Any] | None = None) -> ClassParts:
    """Split a mask [H, W] into its parts, largest first.

    known: False or 0 where the class of a pixel is not known; such pixels belong to no part.
    """
    unknown = np.zeros(mask.shape, bool) if known is None else ~known.astype(bool)
    inside = mask.astype(bool) & ~unknown
    found, count = ndimage.label(inside, _EIGHT)
    labels: NDArray[np.int32] = np.asarray(found, np.int32)
    if not count:
        return ClassParts(inside, unknown, labels, ())
    cut = _cut_numbers(labels, unknown)
    areas = np.bincount(labels.ravel(), minlength=count + 1)
    borders = _border_lengths(labels, count)
    rows, cols = np.nonzero(labels)
    owner = labels[rows, cols]
    ys = np.bincount(owner, rows + 0.5, count + 1) / np.maximum(areas, 1)
    xs = np.bincount(owner, cols + 0.5, count + 1) / np.maximum(areas, 1)
    parts = [
        Part(
            number=number,
            area_px=int(areas[number]),
            low_px=max(float(areas[number] - borders[number] / 2), 0.0),
            high_px=float(areas[number] + borders[number] / 2),
            x=float(xs[number]),
            y=float(ys[number]),
            left=box[1].start,
            top=box[0].start,
            right=box[1].stop,
            bottom=box[0].stop,
            cut=number in cut,
        )
        for number, box in enumerate(ndimage.find_objects(labels), start=1)
    ]
    return ClassParts(inside, unknown, labels, tuple(sorted(parts, key=lambda part: (-part.area_px, part.number))))


def _cut_numbers(labels: NDArray[np.int32], unknown: Mask) -> set[int]:
    edges = [labels[0], labels[-1], labels[:, 0], labels[:, -1]]
    if unknown.any():
        edges.append(labels[ndimage.binary_dilation(unknown, _EIGHT)])
    return set(np.unique(np.concatenate([edge.ravel() for edge in edges])).tolist()) - {0}


def _border_lengths(labels: NDArray[np.int32], count: int) -> NDArray[np.intp]:
    """Sides of pixels between each part and what is not that part; the image's edge is no border."""
    lengths = np.zeros(count + 1, np.intp)
    for one, other in ((labels[1:], labels[:-1]), (labels[:, 1:], labels[:, :-1])):
        differs = one != other
        lengths += np.bincount(one[differs], minlength=count + 1) + np.bincount(other[differs], minlength=count + 1)
    return lengths


class Picture:
    """The classes of one picture with their parts, each computed when a rule first asks for it."""

    def __init__(
        self,
        masks: Mapping[str, NDArray[Any]],
        gsd_m: float | None,
        known: Mapping[str, NDArray[Any]] | None = None,
    ) -> None:
        self.gsd_m = gsd_m
        self.masks = masks
        self.shape: tuple[int, int] = next(iter(masks.values())).shape
        self._known = known or {}
        self._parts: dict[str, ClassParts] = {}

    def parts(self, class_id: str) -> ClassParts:
        """The parts of a class that the picture labels."""
        if class_id not in self._parts:
            self._parts[class_id] = find_parts(self.masks[class_id], self._known.get(class_id))
        return self._parts[class_id]
