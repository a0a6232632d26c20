"""The shapes of water: lakes, coasts and rivers, each a signed distance to its mean shore."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from training.synthesis import zones as z
from training.synthesis.noise import Axis


@dataclass(frozen=True)
class Lake:
    """An ellipse around (x, y); `lobes` (0 to 1) pulls bays and headlands out of it, `phase` turns them."""

    x: float
    y: float
    radius_x: float
    radius_y: float
    lobes: float = 0.0
    phase: float = 0.0

    zone = z.LAKE
    roughness = 1.0

    def distance(self, dx: Axis, dy: Axis) -> Axis:
        """Signed metres to the mean shore, about; dx and dy from (x, y)."""
        radius: Axis = np.hypot(dx / self.radius_x, dy / self.radius_y)
        if self.lobes:
            turn = np.arctan2(dy / self.radius_y, dx / self.radius_x)
            bays = 0.55 * np.sin(2 * turn + self.phase) + 0.4 * np.sin(3 * turn + 3 * self.phase)
            bays = bays + 0.3 * np.sin(5 * turn + 7 * self.phase)
            radius = radius * (1 + 0.42 * self.lobes * bays)
        return (radius - 1.0) * min(self.radius_x, self.radius_y)


@dataclass(frozen=True)
class Coast:
    """A mean shoreline through (x, y); the unit normal points inland; bays swing by `bay_m`."""

    x: float
    y: float
    normal_x: float
    normal_y: float
    bay_m: float = 0.0

    zone = z.SEA
    roughness = 1.0

    def distance(self, dx: Axis, dy: Axis) -> Axis:
        """Signed metres to the mean shore."""
        plain: Axis = dx * self.normal_x + dy * self.normal_y
        if self.bay_m == 0.0:
            return plain
        along = dy * self.normal_x - dx * self.normal_y
        bays: Axis = self.bay_m * (np.sin(along / 610.0 + self.x) + 0.6 * np.sin(along / 270.0 + self.y))
        return plain + bays


@dataclass(frozen=True)
class River:
    """A meandering river through (x, y) along `angle` (radians); its valley wanders by `wander_m`."""

    x: float
    y: float
    angle: float
    half_width: float
    phase: float
    wander_m: float = 0.0

    zone = z.RIVER
    roughness = 0.22

    def distance(self, dx: Axis, dy: Axis) -> Axis:
        """Signed metres to the mean bank, about."""
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        along, across = cos * dx + sin * dy, cos * dy - sin * dx
        bend = 38.0 * np.sin(along / 95.0 + self.phase) + 16.0 * np.sin(along / 41.0 + 2 * self.phase)
        if self.wander_m:
            bend = bend + self.wander_m * np.sin(along / 1900.0 + 3 * self.phase)
            bend = bend + 0.4 * self.wander_m * np.sin(along / 700.0 + 5 * self.phase)
        result: Axis = (np.abs(across - bend) - self.half_width) * 0.85
        return result

    @property
    def reach_m(self) -> float:
        """How far from the straight line through (x, y) the water may lie."""
        return 54.0 + 1.4 * self.wander_m + self.half_width


Water = Lake | Coast | River
