"""A weighted mixture of data sets, drawn without memory: step n of a seed is the same batch on any machine, any day.

The draws of all steps stand in one endless row, cut into blocks. Within a block every set has its exact share, in an
order shuffled by (seed, block); the k-th draw of a set is the k-th place of its shuffled rounds, each of which takes
every sample once. So nothing but (seed, step) is needed to resume, and a mixture of one set is ordinary epochs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadRequest

BLOCK: Final = 1000
"""Draws in which the shares are exact, to a thousandth."""

_BLOCKS, _ROUNDS = 1, 2  # kinds of randomness, so that none repeats another


@dataclass(frozen=True)
class Part:
    """A set in a mixture: its name, its number of samples, and its weight among the others'."""

    name: str
    samples: int
    weight: float


@dataclass(frozen=True)
class Draw:
    """One sample to train on: the set, the sample's number there, and how often it was drawn before."""

    part: int
    index: int
    turn: int


@dataclass(frozen=True)
class Mixture:
    """Sets and their shares of the draws; see `mix`."""

    parts: tuple[Part, ...]
    quotas: tuple[int, ...]

    def draw(self, seed: int, step: int, batch: int) -> list[Draw]:
        """Draw the samples of a step, from 0; ``batch`` counts all processes together, each takes its slice."""
        return [self._draw(seed, number) for number in range(step * batch, (step + 1) * batch)]

    def _draw(self, seed: int, number: int) -> Draw:
        block, place = divmod(number, BLOCK)
        order = _shuffled_block(self.quotas, seed, block)
        part = int(order[place])
        drawn = block * self.quotas[part] + int((order[:place] == part).sum())
        turn, position = divmod(drawn, self.parts[part].samples)
        return Draw(part, int(_shuffled_round(self.parts[part].samples, seed, part, turn)[position]), turn)


def mix(parts: Sequence[Part]) -> Mixture:
    """Mix sets by weight: a set of weight 2 is drawn twice as often as one of weight 1, whatever their sizes.

    For shares by size give the sizes as weights. Raises BadRequest for no set, an empty one, a name that stands twice,
    a weight that is not positive, and a share below a thousandth.
    """
    hint = "Give each set once, with samples and a weight above 0."
    if not parts:
        raise BadRequest("The mixture has no sets.", hint=hint)
    names = [part.name for part in parts]
    if len(set(names)) < len(names):
        raise BadRequest(f"A set stands twice in the mixture: {', '.join(names)}.", hint=hint)
    for part in parts:
        if part.samples < 1:
            raise BadRequest(f"The set {part.name} of the mixture has no samples.", hint=hint)
        if not (np.isfinite(part.weight) and part.weight > 0):
            raise BadRequest(f"The set {part.name} has the weight {part.weight}.", hint=hint)
    shares = np.array([part.weight for part in parts]) / sum(part.weight for part in parts) * BLOCK
    quotas = np.floor(shares).astype(int)
    for most in np.argsort(quotas - shares, kind="stable")[: BLOCK - int(quotas.sum())]:
        quotas[most] += 1
    for part, quota in zip(parts, quotas, strict=True):
        if quota == 0:
            raise BadRequest(f"The set {part.name} has a share below 1 in {BLOCK}.", hint="Give it a larger weight.")
    return Mixture(tuple(parts), tuple(int(quota) for quota in quotas))


@lru_cache(maxsize=4)
def _shuffled_block(quotas: tuple[int, ...], seed: int, block: int) -> NDArray[np.int64]:
    row = np.repeat(np.arange(len(quotas)), quotas)
    return np.random.default_rng([seed, _BLOCKS, block]).permutation(row)


@lru_cache(maxsize=32)
def _shuffled_round(samples: int, seed: int, part: int, turn: int) -> NDArray[np.int64]:
    return np.random.default_rng([seed, _ROUNDS, part, turn]).permutation(samples)
