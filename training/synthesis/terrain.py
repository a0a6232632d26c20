"""Where water is: lakes, rivers and coasts as a signed distance to a noisy shore.

The value is in metres, positive on land and negative in water. A scene without water is far from any shore; in a
region, which has many waters, distances end at `FAR`, so that only the waters near a place need to be asked.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from training.synthesis.noise import Axis, Floats, fbm, hash_key, noise_at
from training.synthesis.region import lakes_near, long_waters
from training.synthesis.spec import SceneSpec
from training.synthesis.water import Coast, Lake, River, Water

DRY = 1e4
FAR = 300.0
_NOISE_M = 24.0
_WAVELENGTH_M = 210.0
_BOX_M = 600.0


def water_features(spec: SceneSpec) -> tuple[Water, ...]:
    """Choose the water of a scene from its landscape and seed (of a region: without its lakes)."""
    if spec.kind == "region":
        return long_waters(spec)
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
        self._seed, self._lake_seed = hash_key(spec.seed, 302), spec.seed
        self._region = spec.kind == "region"
        self._lake_roughness = 1.6 if spec.kind == "lakeside" else 1.0
        self._boxes: dict[tuple[int, int], tuple[Water, ...]] = {}

    def waters(self, x0: float, y0: float, x1: float, y1: float) -> tuple[Water, ...]:
        """The waters that shape the shore in a box of the world (of scenes that are no region: all)."""
        if not self._region:
            return self.features
        found: dict[Water, None] = {}
        for j in range(math.floor(y0 / _BOX_M), math.floor(y1 / _BOX_M) + 1):
            for i in range(math.floor(x0 / _BOX_M), math.floor(x1 / _BOX_M) + 1):
                known = self._boxes.get((i, j))
                if known is None:
                    if len(self._boxes) > 4000:
                        self._boxes.clear()
                    known = self._boxes[(i, j)] = self._waters_of_box(i, j)
                found.update(dict.fromkeys(known))
        return tuple(sorted(found, key=lambda water: (water.x, water.y)))

    def _waters_of_box(self, i: int, j: int) -> tuple[Water, ...]:
        x0, y0 = i * _BOX_M, j * _BOX_M
        middle_x, middle_y, half = x0 + _BOX_M / 2, y0 + _BOX_M / 2, _BOX_M * 0.7072
        near: list[Water] = []
        for feature in self.features:
            dx, dy = middle_x - feature.x, middle_y - feature.y
            if isinstance(feature, River):
                away = abs(math.cos(feature.angle) * dy - math.sin(feature.angle) * dx)
                if away - half < feature.reach_m + FAR / 0.85:
                    near.append(feature)
            elif isinstance(feature, Coast):
                inland = dx * feature.normal_x + dy * feature.normal_y
                near.extend([feature] if inland - half < FAR + 1.6 * feature.bay_m else [])
        for lake in lakes_near(self._lake_seed, x0, y0, x0 + _BOX_M, y0 + _BOX_M):
            grow = (1 + FAR / min(lake.radius_x, lake.radius_y)) / (1 - 0.53 * lake.lobes)
            if (
                abs(middle_x - lake.x) < lake.radius_x * grow + _BOX_M / 2
                and abs(middle_y - lake.y) < lake.radius_y * grow + _BOX_M / 2
            ):
                near.append(lake)
        return tuple(near)

    def _mean_shore(self, waters: tuple[Water, ...], x: Axis, y: Axis) -> tuple[Axis, Axis, NDArray[np.int16]]:
        """Metres to the nearest mean shore, its roughness, and which of `waters` it is (-1: none)."""
        shape = np.broadcast_shapes(x.shape, y.shape)
        nearest = np.full(shape, FAR if self._region else DRY)
        rough, owner = np.ones(shape), np.full(shape, -1, np.int16)
        for number, water in enumerate(waters):
            distance = water.distance(x - water.x, y - water.y)
            closer = distance < nearest
            nearest = np.where(closer, distance, nearest)
            own = water.roughness * (self._lake_roughness if isinstance(water, Lake) else 1.0)
            rough, owner = np.where(closer, own, rough), np.where(closer, np.int16(number), owner)
        return nearest, rough, owner

    def shore_grid(self, xs: Axis, ys: Axis) -> Floats:
        """Signed metres to the shore on the grid of two axes: float32 (len(ys), len(xs))."""
        return self.shore_and_owner(xs, ys)[0]

    def shore_and_owner(self, xs: Axis, ys: Axis) -> tuple[Floats, NDArray[np.int16], tuple[Water, ...]]:
        """The shore on a grid, which water is nearest at each node (-1: none), and the waters."""
        waters = self.waters(float(xs[0]), float(ys[0]), float(xs[-1]), float(ys[-1]))
        if not waters:
            shape = (len(ys), len(xs))
            dry = FAR + _NOISE_M if self._region else DRY
            return np.full(shape, dry, np.float32), np.full(shape, -1, np.int16), ()
        mean, rough, owner = self._mean_shore(waters, xs[None, :], ys[:, None])
        shore: Floats = mean.astype(np.float32)
        shore += np.float32(_NOISE_M) * rough.astype(np.float32) * fbm(self._seed, xs, ys, _WAVELENGTH_M, 6, 0.48)
        return np.where(owner < 0, np.float32(FAR + _NOISE_M if self._region else DRY), shore), owner, waters

    def shore_at(self, x: Axis, y: Axis) -> Axis:
        """Signed metres to the shore at points."""
        x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
        waters = self.waters(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
        if not waters:
            return np.full(x.shape, FAR + _NOISE_M if self._region else DRY)
        mean, rough, owner = self._mean_shore(waters, x, y)
        shore = mean + _NOISE_M * rough * noise_at(self._seed, x, y, _WAVELENGTH_M, 4, 0.48)
        result: Axis = np.where(owner < 0, FAR + _NOISE_M if self._region else DRY, shore)
        return result
