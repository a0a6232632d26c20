"""The airfield of a scene: where its runway, taxiway and apron lie, and how they are painted.

One airfield at most, placed relative to the scene: across its middle in the airport landscape, in a corner by the lake.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from training.synthesis import classes as c
from training.synthesis import zones as z
from training.synthesis.aircraft import draw_airplane
from training.synthesis.buildings import draw_building
from training.synthesis.canvas import Canvas
from training.synthesis.spec import SceneSpec

_WHITE = (226.0, 226.0, 222.0)
_YELLOW = (206.0, 178.0, 84.0)


@dataclass(frozen=True)
class Airfield:
    """A runway through (x, y) along `angle`; the apron lies on the side of positive across. Metres, radians."""

    x: float
    y: float
    angle: float
    length_m: float
    width_m: float
    apron_at: float
    seed: int
    zone = z.AIRPORT

    def contains(self, x: float, y: float, margin_m: float = 0.0) -> bool:
        """Whether a point lies in the fenced area (runway strip, taxiway, apron, hangars)."""
        dx, dy = x - self.x, y - self.y
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        along, across = cos * dx + sin * dy, cos * dy - sin * dx
        return abs(along) < self.length_m / 2 + 60 + margin_m and -45 - margin_m < across < 185 + margin_m

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """The fenced area along and across: first and last metre of each."""
        return -self.length_m / 2 - 60, self.length_m / 2 + 60, -45.0, 185.0

    def at(self, along: float, across: float) -> tuple[float, float]:
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return self.x + cos * along - sin * across, self.y + sin * along + cos * across


def airfield_of(spec: SceneSpec) -> Airfield | None:
    """The airfield of a scene, None in most landscapes."""
    rng = np.random.default_rng([spec.seed, 401])
    width, height = spec.width * spec.gsd_m, spec.height * spec.gsd_m
    if spec.kind == "lakeside" and width >= 700 and height >= 500:
        return Airfield(width * 0.03, height * 0.855, -0.3, 640.0, 22.0, 120.0, spec.seed)
    if spec.kind != "airport":
        return None
    angle = float(rng.uniform(-math.pi, math.pi))
    shift = float(rng.uniform(-60, 90))
    x, y = width / 2 + math.sin(angle) * shift, height / 2 - math.cos(angle) * shift
    length = min(max(900.0, 0.8 * math.hypot(width, height)), 3400.0)
    return Airfield(x, y, angle, length, 32.0, float(rng.uniform(-80, 80)), spec.seed)


def draw_airfield(canvas: Canvas, field: Airfield, sun: tuple[float, float, float]) -> None:
    """Draw grass strip, taxiway, apron, runway with its markings, hangars and parked airplanes."""
    if not canvas.touches(field.x, field.y, field.length_m / 2 + 260):
        return
    rng = np.random.default_rng([field.seed, 402])
    angle, half = field.angle, field.length_m / 2
    x, y = field.at(0.0, 70.0)
    meadow = canvas.box(x, y, field.length_m + 120, 230, angle)
    if meadow is not None:
        before = canvas.classes[meadow.rows, meadow.cols]
        land = ~np.isin(before, (c.WATER, c.BEACH))
        mown = np.where(before == c.VEGETATION, 0.5, 0.86) + 0.1 * np.sin(
            meadow.across * np.float32(2 * math.pi / 14.0)
        )
        canvas.paint(meadow, (118.0, 126.0, 84.0), opacity=(land * mown).astype(np.float32))
        grass = land & (meadow.cover >= 0.5)
        canvas.classes[meadow.rows, meadow.cols][grass] = c.VEGETATION
        canvas.instances[meadow.rows, meadow.cols][grass] = 0
        canvas.growth[meadow.rows, meadow.cols][grass] = 0
        canvas.zones[meadow.rows, meadow.cols][grass] = z.AIRPORT

    def strip(
        along: float,
        across: float,
        length: float,
        width: float,
        colour: tuple[float, float, float],
        class_id: int | None,
        opacity: float = 1.0,
    ) -> None:
        px, py = field.at(along, across)
        with canvas.thing(field.x, field.y):
            patch = canvas.box(px, py, length, width, angle)
            canvas.paint(patch, colour, class_id, growth=0, opacity=opacity)

    taxi = (122.0, 122.0, 122.0)
    strip(0, 62, field.length_m - 40, 12, taxi, c.BACKGROUND)
    for along in (-half + 26, field.apron_at, half - 26):
        strip(along, 32, 14, 60, taxi, c.BACKGROUND)
    strip(field.apron_at, 98, 240, 66, (148.0, 147.0, 143.0), c.BACKGROUND)
    for joint in range(-7, 8):
        strip(field.apron_at + joint * 16.0, 98, 0.3, 66, (124.0, 122.0, 119.0), None, 0.7)
    strip(0, 62, field.length_m - 50, 0.3, _YELLOW, None)
    strip(field.apron_at, 92, 230, 0.3, _YELLOW, None)

    strip(0, 0, field.length_m, field.width_m, (104.0, 104.0, 108.0), c.RUNWAY)
    for end in (-1, 1):
        strip(end * (half - 95), 0, 150, field.width_m * 0.3, (78.0, 78.0, 80.0), None, 0.45)
        for bar in range(8):
            side = (bar - 3.5) * field.width_m / 9.2
            strip(end * (half - 22), side, 26, 1.5, _WHITE, None)
        for side in (-1, 1):
            strip(end * (half - 170), side * field.width_m * 0.24, 34, 3.5, _WHITE, None)
        strip(end * (half - 52), 0, 9, 2.2, _WHITE, None)
    for dash in range(int((field.length_m - 180) / 50)):
        strip(-half + 100 + dash * 50, 0, 26, 0.7, _WHITE, None)
    for side in (-1, 1):
        strip(0, side * (field.width_m / 2 - 1.2), field.length_m, 0.6, _WHITE, None)

    for hangar in range(5):
        px, py = field.at(field.apron_at - 96 + hangar * 48, 152)
        roof = [(196.0, 196.0, 192.0), (150.0, 158.0, 166.0), (172.0, 150.0, 130.0)][int(rng.integers(3))]
        draw_building(canvas, px, py, float(rng.uniform(30, 42)), 30, angle, sun, "gable", roof, 8.0, 0.12, rng)
    small = field.width_m < 28
    for stand in range(6):
        size = float(rng.uniform(13, 18)) if small or rng.random() < 0.3 else float(rng.uniform(28, 40))
        turn = float(rng.uniform(-0.12, 0.12)) + (math.pi / 2 if rng.random() < 0.8 else -math.pi / 2)
        present = rng.random() < 0.85
        px, py = field.at(field.apron_at - 100 + stand * 40, 106)
        stripe = int(rng.integers(4))
        if present:
            draw_airplane(canvas, px, py, angle + turn, size, stripe)
    px, py = field.at(-half * float(rng.uniform(0.1, 0.6)), 0)
    draw_airplane(canvas, px, py, angle, 16.0 if small else 36.0, int(rng.integers(4)))
