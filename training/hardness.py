"""Which absent things a network still believes in: a running presence probability for every set and absent class.

A set's images prove some forty classes absent. Asked evenly, the few that the network takes for something else (an
aircraft for the wind turbine, a field for the lawn) would hardly ever be asked. A value is part of a run's state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FIRST = 0.5
FLOOR = 0.05
MEMORY = 0.9


class Hardness:
    """Presence probabilities of (set, absent class), as last seen in training."""

    def __init__(self) -> None:
        self._values: dict[str, float] = {}

    def shares(self, set_name: str, classes: Sequence[str]) -> NDArray[np.float64]:
        """How often each of the classes should be asked, adding up to one: in proportion to how it is believed in."""
        values = np.array([FLOOR + self._values.get(_key(set_name, name), FIRST) for name in classes])
        return values / values.sum()  # type: ignore[no-any-return]

    def update(self, answers: Iterable[tuple[str, str, float]]) -> None:
        """Take note of the presence probabilities that questions about absent classes got: (set, class, value)."""
        for set_name, name, value in answers:
            key = _key(set_name, name)
            self._values[key] = MEMORY * self._values.get(key, FIRST) + (1 - MEMORY) * value

    def state(self) -> dict[str, float]:
        """All values, to go on from."""
        return dict(self._values)

    def take_up(self, state: Mapping[str, float]) -> None:
        """Go on from a state."""
        self._values = dict(state)


def _key(set_name: str, class_id: str) -> str:
    return f"{set_name}/{class_id}"
