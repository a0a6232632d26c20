"""Uses of land: which uses a landscape has, how likely, and how their bare ground looks.

The ground table holds two colours that a slow noise mixes, the size of the fine texture, how many trees grow, and the
class of the bare ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.synthesis import classes as c
from training.synthesis.canvas import Colour
from training.synthesis.spec import Season

BUILT_UP = frozenset(
    {"residential", "apartments", "courtyard", "retail", "industrial", "tanks", "parking", "sports", "farm"}
)
_URBAN = {
    "residential": 7.0,
    "apartments": 2.5,
    "courtyard": 3.0,
    "retail": 1.6,
    "park": 1.4,
    "sports": 1.2,
    "parking": 0.8,
    "tennis": 1.0,
}
_FRINGE = {
    "residential": 6.0,
    "sports": 1.2,
    "solar": 0.7,
    "meadow": 1.0,
    "tennis": 0.8,
    "industrial": 1.0,
    "field": 2.2,
    "orchard": 0.7,
    "bare": 0.6,
    "forest": 1.0,
}
_RURAL = {"field": 9.0, "meadow": 1.6, "forest": 2.0, "farm": 1.1, "orchard": 0.8, "bare": 0.4, "solar": 0.4}
_CHANGES: dict[str, dict[str, float]] = {
    "industrial": {
        "residential": 1.0,
        "courtyard": 0.0,
        "industrial": 7.0,
        "tanks": 4.0,
        "solar": 1.5,
        "retail": 2.0,
        "parking": 1.8,
        "bare": 1.4,
        "sports": 0.3,
        "apartments": 0.8,
    },
    "desert": {
        "field": 2.0,
        "meadow": 0.2,
        "forest": 0.05,
        "bare": 7.0,
        "pivot": 4.0,
        "orchard": 1.2,
        "solar": 1.2,
        "tanks": 0.6,
        "park": 0.4,
        "farm": 0.8,
    },
    "shore": {"park": 2.0, "retail": 0.8, "field": 3.0, "forest": 3.0},
    "lakeside": {"tennis": 0.9, "sports": 0.6, "parking": 0.6, "solar": 1.2},
}


def choose_use(rng: np.random.Generator, landscape: str, urbanity: float, short_m: float, long_m: float) -> str:
    """Draw what a plot of this size (short and long side in metres) is used for."""
    table = dict(_URBAN if urbanity > 0.55 else _FRINGE if urbanity > 0.36 else _RURAL)
    for use, weight in _CHANGES.get(landscape, {}).items():
        if use in table or landscape in ("industrial", "desert"):
            table[use] = weight
    if short_m < 52 or long_m < 84:
        table.pop("sports", None)
    if short_m < 45:
        table.pop("retail", None)
    if short_m < 90 or urbanity > 0.55:
        table.pop("pivot", None)
    uses = list(table)
    weights = np.array([table[use] for use in uses])
    return uses[int(np.searchsorted(np.cumsum(weights), rng.random() * weights.sum()))]


@dataclass(frozen=True)
class Ground:
    """Bare ground: two colours (0..255), fine texture amplitude, trees (0..255) and class."""

    first: Colour
    second: Colour
    texture: float
    growth: int
    class_id: int


_LAWN = {
    "summer": ((96.0, 114.0, 72.0), (132.0, 138.0, 90.0)),
    "autumn": ((112.0, 112.0, 74.0), (142.0, 130.0, 88.0)),
    "dry": ((136.0, 128.0, 88.0), (168.0, 152.0, 110.0)),
    "winter": ((112.0, 114.0, 88.0), (136.0, 130.0, 104.0)),
}
_MEADOW = {
    "summer": ((112.0, 122.0, 80.0), (154.0, 150.0, 104.0)),
    "autumn": ((132.0, 122.0, 82.0), (160.0, 144.0, 100.0)),
    "dry": ((158.0, 142.0, 98.0), (186.0, 166.0, 120.0)),
    "winter": ((134.0, 126.0, 98.0), (158.0, 146.0, 116.0)),
}
_SOIL: tuple[Colour, Colour] = ((158.0, 134.0, 104.0), (186.0, 164.0, 132.0))
_SAND: tuple[Colour, Colour] = ((196.0, 168.0, 128.0), (214.0, 190.0, 150.0))
_CONCRETE: tuple[Colour, Colour] = ((160.0, 157.0, 150.0), (184.0, 180.0, 172.0))
_FLOOR: tuple[Colour, Colour] = ((72.0, 80.0, 54.0), (98.0, 98.0, 66.0))

Crop = tuple[Colour, Colour, float, float]  # two colours, row spacing in metres, row contrast
CROPS: dict[Season, tuple[Crop, ...]] = {
    "summer": (
        ((98.0, 124.0, 64.0), (116.0, 138.0, 74.0), 3.0, 7.0),
        ((66.0, 94.0, 52.0), (80.0, 108.0, 58.0), 2.2, 6.0),
        ((198.0, 178.0, 118.0), (212.0, 192.0, 132.0), 3.6, 5.0),
        ((204.0, 192.0, 84.0), (190.0, 184.0, 88.0), 3.0, 4.0),
        ((142.0, 114.0, 88.0), (158.0, 128.0, 98.0), 2.8, 8.0),
        ((180.0, 160.0, 112.0), (192.0, 170.0, 122.0), 4.2, 9.0),
        ((126.0, 140.0, 84.0), (142.0, 150.0, 92.0), 6.0, 6.0),
    ),
    "autumn": (
        ((136.0, 108.0, 82.0), (150.0, 120.0, 92.0), 3.0, 9.0),
        ((176.0, 152.0, 106.0), (188.0, 164.0, 116.0), 4.0, 9.0),
        ((112.0, 126.0, 72.0), (126.0, 136.0, 80.0), 3.0, 5.0),
        ((120.0, 92.0, 70.0), (132.0, 104.0, 80.0), 2.6, 8.0),
        ((158.0, 142.0, 92.0), (148.0, 128.0, 82.0), 3.2, 7.0),
    ),
    "dry": (
        ((200.0, 176.0, 122.0), (212.0, 188.0, 136.0), 4.0, 7.0),
        ((172.0, 142.0, 106.0), (184.0, 154.0, 118.0), 3.0, 8.0),
        ((96.0, 118.0, 66.0), (110.0, 128.0, 74.0), 3.0, 7.0),
        ((188.0, 168.0, 108.0), (178.0, 156.0, 102.0), 3.2, 7.0),
    ),
    "winter": (
        ((118.0, 96.0, 78.0), (132.0, 108.0, 88.0), 2.8, 9.0),
        ((104.0, 116.0, 76.0), (118.0, 126.0, 86.0), 2.4, 5.0),
        ((150.0, 132.0, 100.0), (162.0, 144.0, 112.0), 3.8, 8.0),
        ((134.0, 112.0, 88.0), (146.0, 122.0, 96.0), 3.2, 8.0),
    ),
}


def ground_of(use: str, season: Season, arid: bool) -> Ground:
    """How the bare ground of a use looks; `arid` swaps lawns and meadows outside gardens for desert."""
    lawn, meadow = _LAWN[season], _MEADOW[season]
    wild = Ground(_SAND[0], _SAND[1], 9.0, 5, c.LAND_UNPAVED) if arid else Ground(*meadow, 8.0, 10, c.VEGETATION)
    if use in ("residential", "apartments", "courtyard"):
        if arid and use != "courtyard":
            return Ground(_SOIL[0], _SAND[0], 8.0, 22, c.LAND_UNPAVED)
        return Ground(*lawn, 7.0, 62 if use == "residential" else 48, c.VEGETATION)
    if use in ("park", "tennis"):
        return Ground(*lawn, 7.0, 110 if use == "park" else 70, c.VEGETATION)
    if use in ("sports", "airfield"):
        return Ground(*lawn, 6.0, 30 if use == "sports" else 0, c.VEGETATION)
    if use in ("retail", "industrial", "parking"):
        return Ground(*_CONCRETE, 6.0, 0, c.BACKGROUND)
    if use in ("tanks", "bare", "farm"):
        return Ground(*(_SAND if arid else _SOIL), 9.0, 12 if use == "farm" else 3, c.LAND_UNPAVED)
    if use == "forest":
        return Ground(*_FLOOR, 8.0, 238, c.VEGETATION)
    if use in ("field", "orchard", "solar"):
        return Ground(wild.first, wild.second, 8.0, 0, wild.class_id)
    return wild
