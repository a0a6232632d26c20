"""The plan of a region: many towns, lakes, rivers, a coast, airfields, for scenes of many kilometres.

Everything is drawn from (seed, cell) of coarse hashed grids, so a region of any size costs only what a window touches.
"""

from __future__ import annotations

import math

import numpy as np

from training.synthesis.noise import hash_key
from training.synthesis.spec import Landscape, SceneSpec
from training.synthesis.water import Coast, Lake, River, Water

LAKE_CELL_M = 2300.0
LAKE_REACH_M = 1700.0  # no lake shapes the shore further than this from its middle
_RIVER_GAP_M = 4600.0
_TOWN_CELL_M = 2100.0
_LOCAL: tuple[tuple[float, Landscape], ...] = ((0.34, "town"), (0.48, "industrial"), (1.0, "village"))


def local_landscape(seed: int, x: float, y: float) -> Landscape:
    """The landscape of the nearest of the scattered places of a region: town, industry or countryside."""
    i, j = math.floor(x / _TOWN_CELL_M), math.floor(y / _TOWN_CELL_M)
    best, kind = math.inf, _LOCAL[-1][1]
    for near_j in range(j - 1, j + 2):
        for near_i in range(i - 1, i + 2):
            px = (near_i + 0.15 + 0.7 * _share(seed, 851, near_i, near_j)) * _TOWN_CELL_M
            py = (near_j + 0.15 + 0.7 * _share(seed, 852, near_i, near_j)) * _TOWN_CELL_M
            distance = math.hypot(px - x, py - y)
            if distance < best:
                draw = _share(seed, 853, near_i, near_j)
                best, kind = distance, next(name for limit, name in _LOCAL if draw < limit)
    return kind


def _share(seed: int, *place: int) -> float:
    return hash_key(seed, *place) % 10007 / 10007.0


def long_waters(spec: SceneSpec) -> tuple[Water, ...]:
    """Parallel rivers across the whole region, and for two seeds in three a coast along one side of it."""
    seed = spec.seed
    width, height = spec.width * spec.gsd_m, spec.height * spec.gsd_m
    angle = 2 * math.pi * _share(seed, 861)
    normal = (-math.sin(angle), math.cos(angle))
    middle_x, middle_y = width / 2, height / 2
    reach = math.hypot(width, height) / 2
    count = math.ceil(reach / _RIVER_GAP_M)
    found: list[Water] = []
    for number in range(-count, count + 1):
        away = (number + 0.5 * (_share(seed, 862, number) - 0.5)) * _RIVER_GAP_M
        half = 9.0 + 24.0 * _share(seed, 863, number) ** 2
        x, y = middle_x + normal[0] * away, middle_y + normal[1] * away
        found.append(River(x, y, angle, half, 6.0 * _share(seed, 864, number), wander_m=210.0))
    if hash_key(seed, 865) % 3:
        inland = angle + math.pi / 2 * (hash_key(seed, 866) % 4)
        cos, sin = math.cos(inland), math.sin(inland)
        away = 0.40 * (abs(cos) * width + abs(sin) * height)
        found.append(Coast(middle_x - cos * away, middle_y - sin * away, cos, sin, bay_m=90.0))
    return tuple(found)


def lakes_near(seed: int, x0: float, y0: float, x1: float, y1: float) -> list[Lake]:
    """The lakes that may shape the shore inside a box of the world, in a fixed order."""
    found = []
    for j in range(math.floor((y0 - LAKE_REACH_M) / LAKE_CELL_M), math.floor((y1 + LAKE_REACH_M) / LAKE_CELL_M) + 1):
        for i in range(
            math.floor((x0 - LAKE_REACH_M) / LAKE_CELL_M), math.floor((x1 + LAKE_REACH_M) / LAKE_CELL_M) + 1
        ):
            rng = np.random.default_rng([seed, 871, i & 0xFFFF, j & 0xFFFF])
            draws = rng.random(7)
            if draws[0] < 0.45:
                radius = 60.0 + 340.0 * float(draws[3]) ** 2
                found.append(
                    Lake(
                        (i + 0.2 + 0.6 * float(draws[1])) * LAKE_CELL_M,
                        (j + 0.2 + 0.6 * float(draws[2])) * LAKE_CELL_M,
                        radius * (0.7 + 0.7 * float(draws[4])),
                        radius,
                        0.2 + 0.6 * float(draws[5]),
                        6.0 * float(draws[6]),
                    )
                )
    return found
