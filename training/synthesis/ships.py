"""Ships from above: container carriers, bulk carriers, tankers and ferries of 60 to 220 m."""

from __future__ import annotations

import math

import numpy as np

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas, Colour, one_thing

_HULLS: tuple[Colour, ...] = ((122.0, 52.0, 46.0), (44.0, 58.0, 86.0), (52.0, 52.0, 56.0), (62.0, 88.0, 76.0))
_DECKS: tuple[Colour, ...] = ((138.0, 80.0, 66.0), (104.0, 120.0, 106.0), (128.0, 124.0, 118.0))
_BOXES: tuple[Colour, ...] = (
    (156.0, 70.0, 54.0),
    (56.0, 90.0, 132.0),
    (92.0, 120.0, 94.0),
    (196.0, 190.0, 178.0),
    (190.0, 124.0, 64.0),
    (108.0, 110.0, 114.0),
)


@one_thing
def draw_ship(canvas: Canvas, x: float, y: float, angle: float, length_m: float, kind: int, wake: bool = False) -> None:
    """Draw a ship with its bow along `angle`; `kind` chooses its trade and colours; a wake if it is under way."""
    if not canvas.touches(x, y, length_m * 3.0 if wake else length_m):
        return
    rng = np.random.default_rng([kind, round(length_m * 10)])
    cos, sin = math.cos(angle), math.sin(angle)
    beam = length_m * 0.15
    ferry = kind % 4 == 3

    def at(along: float, across: float = 0.0) -> tuple[float, float]:
        return x + cos * along - sin * across, y + sin * along + cos * across

    def box(
        along: float, across: float, long_m: float, wide_m: float, colour: Colour, height_m: float, turn: float = 0.0
    ) -> None:
        patch = canvas.box(*at(along, across), long_m, wide_m, angle + turn)
        canvas.paint(patch, colour, c.SHIP, height_m=height_m, growth=0)

    if wake:
        for part in range(9):
            back = length_m * (0.45 + part * 0.26)
            patch = canvas.ellipse(*at(-back), length_m * 0.8, beam * (0.7 + part * 0.13), angle)
            canvas.paint(patch, (190.0, 204.0, 206.0), opacity=0.24 - part * 0.024)

    def outline(inset: float) -> list[tuple[float, float]]:
        half, bow = beam / 2 - inset, length_m / 2 - inset
        return [
            (-bow, -half * 0.8),
            (-bow * 0.86, -half),
            (bow * 0.62, -half),
            (bow * 0.86, -half * 0.62),
            (bow, 0.0),
            (bow * 0.86, half * 0.62),
            (bow * 0.62, half),
            (-bow * 0.86, half),
            (-bow, half * 0.8),
        ]

    hull: Colour = (226.0, 226.0, 222.0) if ferry else _HULLS[kind // 4 % len(_HULLS)]
    deck: Colour = (170.0, 186.0, 178.0) if ferry else _DECKS[kind // 3 % len(_DECKS)]
    canvas.paint(canvas.polygon(x, y, angle, outline(0.0)), hull, c.SHIP, height_m=5.0, growth=0)
    canvas.paint(canvas.polygon(x, y, angle, outline(max(0.9, 0.04 * beam))), deck, c.SHIP, height_m=4.5)
    house_at = -length_m * 0.36
    if ferry:
        box(-length_m * 0.04, 0, length_m * 0.66, beam * 0.8, (232.0, 232.0, 228.0), 11.0)
        box(-length_m * 0.04, 0, length_m * 0.56, beam * 0.56, (210.0, 214.0, 214.0), 13.0)
        for boat in range(-3, 4):
            for side in (-1.0, 1.0):
                box(boat * length_m * 0.075, side * beam * 0.36, length_m * 0.04, 2.2, (204.0, 112.0, 52.0), 13.5)
        box(-length_m * 0.18, 0, length_m * 0.05, beam * 0.24, (66.0, 78.0, 110.0), 18.0)
        box(length_m * 0.26, 0, length_m * 0.03, beam * 0.86, (84.0, 92.0, 100.0), 14.0)
        return
    if kind % 4 == 0:
        _load_containers(canvas, (x, y, angle), length_m, beam, rng)
    elif kind % 4 == 1:
        hatches = max(int(length_m / 26), 3)
        for hatch in range(hatches):
            along = -length_m * 0.25 + (hatch + 0.5) * length_m * 0.64 / hatches
            size = length_m * 0.46 / hatches
            box(along, 0, size + 1.6, beam * 0.62, (84.0, 80.0, 76.0), 5.2)
            box(along, 0, size, beam * 0.54, (166.0, 152.0, 130.0), 6.0)
            if hatch % 2:
                box(along - size * 0.8, 0, 2.0, beam * 0.5, (206.0, 190.0, 120.0), 12.0)
    else:
        box(length_m * 0.08, 0, length_m * 0.68, beam * 0.05, (206.0, 204.0, 196.0), 6.5)
        for pipe in range(9):
            box((pipe - 3) * length_m * 0.075, 0, 0.8, beam * 0.7, (190.0, 186.0, 176.0), 6.0)
        box(length_m * 0.05, 0, length_m * 0.05, beam * 0.8, (150.0, 146.0, 138.0), 6.6)
    box(house_at, 0, length_m * 0.09, beam * 0.86, (232.0, 232.0, 228.0), 15.0)
    box(house_at + length_m * 0.03, 0, 3.0, beam * 1.02, (216.0, 216.0, 212.0), 17.0)
    box(house_at - length_m * 0.065, 0, length_m * 0.035, beam * 0.3, hull, 17.0)
    box(length_m * 0.44, 0, 4.0, beam * 0.2, (96.0, 90.0, 84.0), 6.0)


def _load_containers(
    canvas: Canvas, pose: tuple[float, float, float], length_m: float, beam: float, rng: np.random.Generator
) -> None:
    x, y, angle = pose
    cos, sin = math.cos(angle), math.sin(angle)
    bays, rows = max(int(length_m * 0.66 / 14.0), 1), max(int(beam * 0.9 / 2.5), 1)
    for bay in range(bays):
        along = -length_m * 0.27 + (bay + 0.5) * 14.0
        for row, draws in enumerate(rng.random((rows, 2))):
            if draws[0] < 0.14 or (bay == bays - 1 and abs(row - (rows - 1) / 2) > rows * 0.3):
                continue
            across = (row + 0.5 - rows / 2) * 2.5
            patch = canvas.box(x + cos * along - sin * across, y + sin * along + cos * across, 12.4, 2.4, angle)
            colour = _BOXES[int(draws[1] * len(_BOXES))]
            canvas.paint(patch, colour, c.SHIP, height_m=7.0 + 2.6 * int(draws[0] * 3), growth=0)
