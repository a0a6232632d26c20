"""A harbour: a quay with cranes, stacks of containers, sheds, and ships alongside."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from training.synthesis import classes as c
from training.synthesis import zones as z
from training.synthesis.buildings import HALL_ROOFS, draw_building
from training.synthesis.canvas import Canvas, Colour
from training.synthesis.ships import draw_ship
from training.synthesis.vehicles import draw_car

HALF_M = 170.0  # half the length of the quay
_INLAND_M = 118.0
_BASIN_M = 46.0
BOXES: tuple[Colour, ...] = (
    (150.0, 66.0, 52.0),
    (58.0, 88.0, 128.0),
    (90.0, 116.0, 92.0),
    (176.0, 166.0, 146.0),
    (188.0, 120.0, 62.0),
    (112.0, 112.0, 116.0),
    (46.0, 106.0, 116.0),
    (206.0, 204.0, 198.0),
)


_CRANES: tuple[Colour, ...] = ((196.0, 98.0, 52.0), (70.0, 108.0, 160.0), (206.0, 200.0, 190.0))


@dataclass(frozen=True)
class Harbor:
    """A quay along `angle` through (x, y) on the mean shore; across is positive inland, its face at -face_m."""

    x: float
    y: float
    angle: float
    face_m: float
    seed: int
    zone = z.HARBOR

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """The grounds with the berths along and across: first and last metre of each."""
        return -HALF_M - 8, HALF_M + 8, -self.face_m - _BASIN_M, _INLAND_M

    def contains(self, x: float, y: float, margin_m: float = 0.0) -> bool:
        """Whether a point lies in the grounds or at the berths."""
        dx, dy = x - self.x, y - self.y
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        along, across = cos * dx + sin * dy, cos * dy - sin * dx
        a0, a1, b0, b1 = self.rect
        return a0 - margin_m < along < a1 + margin_m and b0 - margin_m < across < b1 + margin_m

    def at(self, along: float, across: float) -> tuple[float, float]:
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return self.x + cos * along - sin * across, self.y + sin * along + cos * across


def draw_harbor(canvas: Canvas, harbor: Harbor, sun: tuple[float, float, float]) -> None:
    """Draw one harbour with its ships."""
    if not canvas.touches(harbor.x, harbor.y, 420.0):
        return
    rng = np.random.default_rng([harbor.seed, 431])
    angle, face = harbor.angle, -harbor.face_m
    _mark_zone(canvas, harbor)

    def rect(
        along: float,
        across: float,
        length: float,
        width: float,
        colour: Colour,
        class_id: int | None,
        height_m: float | None = None,
        opacity: float = 1.0,
    ) -> None:
        patch = canvas.box(*harbor.at(along, across), length, width, angle)
        canvas.paint(patch, colour, class_id, height_m=height_m, growth=0, opacity=opacity)

    rect(0, (face + _INLAND_M) / 2, 2 * HALF_M, _INLAND_M - face, (152.0, 149.0, 143.0), c.BACKGROUND, 0.0, 0.94)
    with canvas.thing(harbor.x, harbor.y):
        rect(0, face + 11, 2 * HALF_M, 22.0, (176.0, 172.0, 164.0), c.DOCK, 1.5)
    for across, colour in ((0.5, (196.0, 168.0, 76.0)), (3.5, (104.0, 100.0, 96.0)), (19.0, (104.0, 100.0, 96.0))):
        rect(0, face + across, 2 * HALF_M, 0.6, colour, None, None, 0.8)
    for joint in range(-10, 11):
        rect(joint * 17.0, face + 11, 0.3, 22.0, (138.0, 134.0, 128.0), None, None, 0.6)
    for lane in (face + 27.0, 66.0):
        rect(0, lane, 2 * HALF_M, 9.0, (116.0, 116.0, 117.0), c.ROAD)
        rect(0, lane, 2 * HALF_M, 0.25, (206.0, 206.0, 200.0), None, None, 0.6)
    _stack_containers(canvas, harbor, rng, face + 35.0, 60.0)
    for shed in range(5):
        px, py = harbor.at((shed - 2) * 66.0, 94.0)
        roof = HALL_ROOFS[int(rng.integers(len(HALL_ROOFS)))]
        if rng.random() < 0.85:
            draw_building(canvas, px, py, float(rng.uniform(40, 56)), 30.0, angle, sun, "gable", roof, 9.0, 0.12, rng)
    for lane, turn in ((face + 24.8, 0.0), (face + 29.2, math.pi)):
        for along in rng.uniform(-HALF_M + 10, HALF_M - 10, 4).tolist():
            draw_car(canvas, *harbor.at(along, lane), angle + turn, int(rng.integers(12)), 13.0)
    _moor_ships(canvas, harbor, rng)
    for _ in range(4):
        along = float(rng.uniform(-HALF_M + 20, HALF_M - 20))
        _draw_crane(canvas, harbor, along, _CRANES[int(rng.integers(3))])


def _mark_zone(canvas: Canvas, harbor: Harbor) -> None:
    a0, a1, b0, b1 = harbor.rect
    patch = canvas.box(*harbor.at((a0 + a1) / 2, (b0 + b1) / 2), a1 - a0, b1 - b0, harbor.angle)
    if patch is not None:
        canvas.zones[patch.rows, patch.cols][patch.cover >= 0.5] = z.HARBOR


def _stack_containers(canvas: Canvas, harbor: Harbor, rng: np.random.Generator, first: float, last: float) -> None:
    """Blocks of rows of 12 m boxes between two lines, one to four boxes high."""
    rows = int((last - first) / 2.7)
    for block in range(-5, 6):
        if rng.random() < 0.12:
            rng.random((rows, 2, 2))
            continue
        for row, draws in enumerate(rng.random((rows, 2, 2))):
            if row % 6 == 5:
                continue  # a gap for the straddle carriers
            for half in range(2):
                tall = int(draws[half][0] * 5)
                if tall == 0:
                    continue
                colour = BOXES[int(draws[half][1] * len(BOXES))]
                place = harbor.at(block * 30.5 + (half - 0.5) * 12.6, first + (row + 0.5) * 2.7)
                canvas.paint(
                    canvas.box(*place, 12.2, 2.44, harbor.angle), colour, c.BACKGROUND, height_m=2.6 * tall, growth=0
                )


def _moor_ships(canvas: Canvas, harbor: Harbor, rng: np.random.Generator) -> None:
    start = -HALF_M + float(rng.uniform(0, 12))
    while start < HALF_M - 70:
        length = min(float(rng.uniform(75, 190)), HALF_M - start)
        kind, turn, present = int(rng.integers(60)), float(rng.integers(2)) * math.pi, rng.random() < 0.85
        if length > 60 and present:
            place = harbor.at(start + length / 2, -harbor.face_m - length * 0.085 - 2.0)
            draw_ship(canvas, *place, harbor.angle + turn, length, kind)
        start += length + float(rng.uniform(12, 40))


def _draw_crane(canvas: Canvas, harbor: Harbor, along: float, colour: Colour) -> None:
    """A gantry crane: a portal over the rails and a boom across the ship."""
    face = -harbor.face_m
    turn = harbor.angle
    dark: Colour = (colour[0] * 0.8, colour[1] * 0.8, colour[2] * 0.8)
    for across in (face + 3.5, face + 19.0):
        canvas.paint(canvas.box(*harbor.at(along, across), 15.0, 2.2, turn), dark, c.BACKGROUND, height_m=12.0)
    for side in (-6.0, 6.0):
        canvas.paint(
            canvas.box(*harbor.at(along + side, face + 11), 1.8, 18.0, turn), colour, c.BACKGROUND, height_m=16.0
        )
    for side in (-1.5, 1.5):
        canvas.paint(canvas.box(*harbor.at(along + side, face + 2), 1.0, 62.0, turn), colour, c.BACKGROUND, height_m=19)
    house = canvas.box(*harbor.at(along, face + 24), 7.0, 9.0, turn)
    canvas.paint(house, (214.0, 212.0, 206.0), c.BACKGROUND, height_m=19)
