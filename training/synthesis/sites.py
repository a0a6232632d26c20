"""Where airfields and harbours lie: large grounds that streets, plots and piers keep clear of.

They are few and planned once per scene; a region has one airfield per some 40 square kilometres and harbours along its
coast.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from training.synthesis.airfield import Airfield, airfield_of
from training.synthesis.harbor import HALF_M, Harbor
from training.synthesis.noise import hash_key
from training.synthesis.spec import SceneSpec
from training.synthesis.terrain import Terrain
from training.synthesis.water import Coast

Site = Airfield | Harbor
_AIRFIELD_CELL_M = 6300.0
_HARBOR_GAP_M = 1500.0


def sites_of(spec: SceneSpec, terrain: Terrain) -> tuple[Site, ...]:
    """All airfields and harbours of a scene."""
    found: list[Site] = []
    single = airfield_of(spec)
    if single is not None:
        found.append(single)
    if spec.kind in ("shore", "region"):
        found.extend(_harbors(spec, terrain))
    if spec.kind == "region":
        found.extend(_airfields(spec, terrain, found))
    return tuple(found)


def _airfields(spec: SceneSpec, terrain: Terrain, others: list[Site]) -> Iterator[Airfield]:
    cell = _AIRFIELD_CELL_M
    columns, rows = math.ceil(spec.width * spec.gsd_m / cell), math.ceil(spec.height * spec.gsd_m / cell)
    for j in range(rows):
        for i in range(columns):
            rng = np.random.default_rng([spec.seed, 411, i, j])
            if rng.random() > 0.6:
                continue
            for x, y, angle, length in zip(
                (i + rng.uniform(0.2, 0.8, 6)) * cell,
                (j + rng.uniform(0.2, 0.8, 6)) * cell,
                rng.uniform(-math.pi, math.pi, 6),
                rng.uniform(1200, 2600, 6),
            ):
                field = Airfield(
                    float(x), float(y), float(angle), float(length), 36.0 if length > 1700 else 26.0, 60.0,
                    hash_key(spec.seed, 412, i, j),
                )  # fmt: skip
                if _is_dry(field, terrain) and not any(
                    math.hypot(field.x - other.x, field.y - other.y) < field.length_m for other in others
                ):
                    yield field
                    break


def _is_dry(field: Airfield, terrain: Terrain) -> bool:
    steps = np.linspace(-field.length_m / 2, field.length_m / 2, 25)
    places = [field.at(float(along), across) for along in steps for across in (-40.0, 70.0, 180.0)]
    shore = terrain.shore_at(np.array([x for x, _ in places]), np.array([y for _, y in places]))
    return float(shore.min()) > 25.0


def _harbors(spec: SceneSpec, terrain: Terrain) -> Iterator[Harbor]:
    width, height = spec.width * spec.gsd_m, spec.height * spec.gsd_m
    if spec.kind == "shore" and (hash_key(spec.seed, 420) % 100 >= 50 or max(width, height) < 250):
        return
    for coast in (feature for feature in terrain.features if isinstance(feature, Coast)):
        reach = math.hypot(width, height)
        gap = _HARBOR_GAP_M if spec.kind == "region" else 0.16 * reach
        count = math.ceil(reach / gap)
        for number in sorted(range(-count, count + 1), key=abs):
            if spec.kind == "region" and hash_key(spec.seed, 421, number) % 3 == 0:
                continue
            along = (number + 0.31 * (hash_key(spec.seed, 423, number) % 100) / 100) * gap
            x, y = coast.x - coast.normal_y * along, coast.y + coast.normal_x * along
            harbor = _settle(x, y, coast, terrain, hash_key(spec.seed, 422, number))
            if harbor is None or not (0 < harbor.x < width and 0 < harbor.y < height):
                continue
            yield harbor
            if spec.kind == "shore":
                return


def _settle(x: float, y: float, coast: Coast, terrain: Terrain, seed: int) -> Harbor | None:
    """Walk to the shore and push the quay out until ships float along all of it; None where that takes too long."""
    for _ in range(6):
        away = float(terrain.shore_at(np.array([x]), np.array([y]))[0])
        x, y = x - coast.normal_x * away, y - coast.normal_y * away
    ahead = terrain.shore_at(np.array([x + 90, x - 90, x, x]), np.array([y, y, y + 90, y - 90]))
    dx, dy = float(ahead[0] - ahead[1]), float(ahead[2] - ahead[3])
    angle = math.atan2(-dx, dy)
    for face in (20.0, 35.0, 50.0, 65.0, 80.0):
        harbor = Harbor(x, y, angle, face, seed)
        berths = [harbor.at(float(a), -face - b) for a in np.linspace(-HALF_M, HALF_M, 17) for b in (1.0, 18.0, 45.0)]
        afloat = terrain.shore_at(np.array([p for p, _ in berths]), np.array([q for _, q in berths]))
        if float(afloat.max()) < -1.0:
            return harbor
    return None
