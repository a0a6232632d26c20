"""Where water is: lakes, rivers and coasts as a signed distance to a noisy shore.

The value is in metres, positive on land and negative in water; a scene without water is far from any shore.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from training.synthesis.noise import Axis, Floats, fbm, hash_key, noise_at
from training.synthesis.spec import SceneSpec

DRY = 1e4
_NOISE_M = 24.0
_WAVELENGTH_M = 210.0


@dataclass(frozen=True)
class Lake:
    x: float
    y: float
    radius_x: float
    radius_y: float


@dataclass(frozen=True)
class Coast:
    """A straight mean shoreline through (x, y); the unit normal points inland."""

    x: float
    y: float
    normal_x: float
    normal_y: float


@dataclass(frozen=True)
class River:
    """A meandering river through (x, y) along `angle` (radians)."""

    x: float
    y: float
    angle: float
    half_width: float
    phase: float


Water = Lake | Coast | River


def water_features(spec: SceneSpec) -> tuple[Water, ...]:
    """Choose the water of a scene from its landscape and seed."""
    rng = np.random.default_rng([spec.seed, 301])
    width, height = spec.width * spec.gsd_m, spec.height * spec.gsd_m
    x, y = rng.uniform(0.3, 0.7) * width, rng.uniform(0.3, 0.7) * height
    angle = float(rng.uniform(0, 2 * math.pi))
    chance = float(rng.random())
    reach = math.hypot(width, height)
    kind = spec.kind
    if kind == "lakeside":
        return (Lake(width * 0.76, height * 0.98, width * 0.42, height * 0.46),)
    if kind == "shore":
        return (Coast(x, y, math.cos(angle), math.sin(angle)),)
    if kind in ("desert", "airport") or (kind == "industrial" and chance < 0.15):
        return ()
    if chance < 0.35:
        return (River(x, y, angle, float(rng.uniform(9, 24)), float(rng.uniform(0, 6))),)
    if chance < 0.6:
        radius = float(rng.uniform(35, 60)) + 0.06 * reach
        return (Lake(x, y, radius * float(rng.uniform(0.7, 1.4)), radius),)
    return ()


class Terrain:
    """The shore of one scene, on grids and at points."""

    def __init__(self, spec: SceneSpec) -> None:
        self.features = water_features(spec)
        self._seed = hash_key(spec.seed, 302)
        self._lake_roughness = 1.6 if spec.kind == "lakeside" else 1.0

    def _mean_shore(self, x: Axis, y: Axis) -> Axis:
        nearest = np.full(np.broadcast_shapes(x.shape, y.shape), DRY)
        for feature in self.features:
            dx, dy = x - feature.x, y - feature.y
            if isinstance(feature, Lake):
                radius = np.hypot(dx / feature.radius_x, dy / feature.radius_y)
                distance = (radius - 1.0) * min(feature.radius_x, feature.radius_y)
            elif isinstance(feature, Coast):
                distance = dx * feature.normal_x + dy * feature.normal_y
            else:
                cos, sin = math.cos(feature.angle), math.sin(feature.angle)
                along, across = cos * dx + sin * dy, cos * dy - sin * dx
                bend = 38.0 * np.sin(along / 95.0 + feature.phase) + 16.0 * np.sin(along / 41.0 + 2 * feature.phase)
                distance = (np.abs(across - bend) - feature.half_width) * 0.85
            nearest = np.minimum(nearest, distance)
        return nearest

    def _roughness(self) -> float:
        if any(isinstance(feature, River) for feature in self.features):
            return 0.22
        return self._lake_roughness

    def shore_grid(self, xs: Axis, ys: Axis) -> Floats:
        """Signed metres to the shore on the grid of two axes: float32 (len(ys), len(xs))."""
        if not self.features:
            return np.full((len(ys), len(xs)), DRY, np.float32)
        mean = self._mean_shore(xs[None, :], ys[:, None]).astype(np.float32)
        mean += np.float32(_NOISE_M * self._roughness()) * fbm(self._seed, xs, ys, _WAVELENGTH_M, 6, 0.48)
        return mean

    def shore_at(self, x: Axis, y: Axis) -> Axis:
        """Signed metres to the shore at points."""
        x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
        if not self.features:
            return np.full(x.shape, DRY)
        rough = _NOISE_M * self._roughness() * noise_at(self._seed, x, y, _WAVELENGTH_M, 4, 0.48)
        result: Axis = self._mean_shore(x, y) + rough
        return result
