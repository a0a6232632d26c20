"""Holds regions back until all that lie close to them are known, so that shaping one never pushes it into another.

Two regions are neighbours when they are at most ``apart_px`` from each other, and so are neighbours of neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray


@dataclass(frozen=True)
class Regions:
    """n regions: polygons in pixels, and of each the tally of its pixels' values, (n, 4) (`engine.raster.scores`)."""

    polygons: NDArray[Any]
    tallies: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.polygons)

    def __getitem__(self, which: Any) -> Regions:
        return Regions(self.polygons[which], self.tallies[which])

    @classmethod
    def of(cls, parts: Sequence[Regions]) -> Regions:
        """All regions of some (one at the least), one after the other."""
        return cls(np.concatenate([part.polygons for part in parts]), np.concatenate([part.tallies for part in parts]))


NOBODY = Regions(np.empty(0, object), np.zeros((0, 4), np.int64))


class Neighbourhoods:
    """Takes regions from top to bottom and gives those whose neighbourhood is whole.

    Memory: the regions that are neighbours of one that is still growing, directly or through others.
    """

    def __init__(self, apart_px: float) -> None:
        self._apart_px = apart_px
        self._held = NOBODY

    def take(self, finished: Regions, growing: Sequence[Any], line: float) -> Regions:
        """Add finished regions; give those without a neighbour among ``growing`` pieces or what comes below ``line``"""
        everyone = Regions.of([self._held, finished])
        if len(everyone) == 0:
            return NOBODY
        shapes = np.concatenate([everyone.polygons, np.array(growing, dtype=object)])
        tree = shapely.STRtree(shapes)
        first, second = tree.query(shapes, predicate="dwithin", distance=self._apart_px)
        groups = _groups(len(shapes), first, second)
        blocked = np.zeros(len(shapes), np.bool_)
        blocked[: len(everyone)] = shapely.bounds(everyone.polygons)[:, 3] + self._apart_px > line
        blocked[len(everyone) :] = True
        stays = np.isin(groups, groups[blocked])[: len(everyone)]
        self._held = everyone[stays]
        return everyone[~stays]

    def rest(self) -> Regions:
        """All that is still held, when nothing comes any more."""
        held, self._held = self._held, NOBODY
        return held


def _groups(count: int, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the group of each of ``count`` shapes, from pairs of neighbours."""
    groups = np.arange(count)
    pairs = first < second
    first, second = first[pairs], second[pairs]
    while True:  # the smallest number spreads; following numbers of numbers, so that long chains take few rounds
        before = groups.copy()
        lowest = np.minimum(groups[first], groups[second])
        np.minimum.at(groups, first, lowest)
        np.minimum.at(groups, second, lowest)
        groups = groups[groups]
        if np.array_equal(groups, before):
            return groups
