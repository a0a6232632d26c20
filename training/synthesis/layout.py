"""The street network and the plots between the streets: which land is used for what.

Streets are the lines of a jittered grid in a rotated and gently bent frame (u, v); its cells are divided into plots.
Everything hangs on (seed, cell index), so a scene of any size costs only the cells that a window touches.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from training.synthesis.land_use import BUILT_UP, choose_use
from training.synthesis.noise import Axis, hash_key, noise_at
from training.synthesis.region import local_landscape
from training.synthesis.sites import Site, sites_of
from training.synthesis.spec import Landscape, SceneSpec
from training.synthesis.terrain import Terrain

SPACING_M = {
    "town": 250.0,
    "village": 265.0,
    "shore": 240.0,
    "industrial": 270.0,
    "airport": 290.0,
    "desert": 330.0,
    "lakeside": 235.0,
    "region": 255.0,
}
MAX_PARTS = 4  # a cell is divided into at most 4 x 4 plots
_JITTER = 0.18


@dataclass(frozen=True)
class Plot:
    """A piece of land between streets, in frame metres; `use` names what stands on it."""

    u0: float
    u1: float
    v0: float
    v1: float
    use: str
    key: int
    near_water: bool

    @property
    def size(self) -> tuple[float, float]:
        return self.u1 - self.u0, self.v1 - self.v0


@dataclass(frozen=True)
class Cell:
    """A cell of the street grid: its plots (row by row: parts_v x parts_u) and whether streets part them."""

    parts_u: int
    parts_v: int
    streets: bool
    urbanity: float
    plots: tuple[Plot, ...]


@dataclass(frozen=True)
class Segment:
    """A street between two crossings. width_m 0: there is none. bridge: where along the line it is one, if it is."""

    width_m: float
    bridge: tuple[float, float] | None
    paved: bool


class Frame:
    """The rotated, bent coordinates (u, v) of the street grid."""

    def __init__(self, spec: SceneSpec) -> None:
        rng = np.random.default_rng([spec.seed, 201])
        self.angle = float(rng.uniform(-0.6, 0.6))
        self.cos, self.sin = math.cos(self.angle), math.sin(self.angle)
        self.x0, self.y0 = spec.width * spec.gsd_m / 2, spec.height * spec.gsd_m / 2
        self.bends = tuple(
            (float(rng.uniform(11, 23)), float(rng.uniform(75, 140)), float(rng.uniform(0, 6))) for _ in range(2)
        )
        self.offset = (float(rng.uniform(0, 250)), float(rng.uniform(0, 250)))

    def _bend(self, which: int, along: Axis) -> Axis:
        size, scale, phase = self.bends[which]
        result: Axis = size * np.sin(along / scale + phase) + 0.9 * size * np.sin(along / (2.7 * scale) + 2 * phase)
        return result

    def to_uv(self, x: Axis, y: Axis) -> tuple[Axis, Axis]:
        """World metres to frame metres (broadcasting)."""
        right = self.cos * (x - self.x0) + self.sin * (y - self.y0)
        down = self.cos * (y - self.y0) - self.sin * (x - self.x0)
        return right + self._bend(0, down) + self.offset[0], down + self._bend(1, right) + self.offset[1]

    def to_world(self, u: Axis, v: Axis) -> tuple[Axis, Axis]:
        """Frame metres to world metres (fixed-point iteration: the bends are gentle)."""
        right0, down0 = np.asarray(u) - self.offset[0], np.asarray(v) - self.offset[1]
        right, down = right0, down0
        for _ in range(9):
            right, down = right0 - self._bend(0, down), down0 - self._bend(1, right)
        return self.x0 + self.cos * right - self.sin * down, self.y0 + self.sin * right + self.cos * down

    def place(self, u: float, v: float) -> tuple[float, float, float]:
        """World x, y and the direction (radians) of the u axis at a frame point."""
        x0, y0 = self._to_world_once(u - 3.0, v)
        x1, y1 = self._to_world_once(u + 3.0, v)
        return (x0 + x1) / 2, (y0 + y1) / 2, math.atan2(y1 - y0, x1 - x0)

    def _to_world_once(self, u: float, v: float) -> tuple[float, float]:
        """`to_world` for one point, without arrays (it is asked a thousand times per window)."""
        (size0, scale0, phase0), (size1, scale1, phase1) = self.bends
        right0, down0 = u - self.offset[0], v - self.offset[1]
        right, down = right0, down0
        for _ in range(9):
            bend0 = size0 * (math.sin(down / scale0 + phase0) + 0.9 * math.sin(down / (2.7 * scale0) + 2 * phase0))
            bend1 = size1 * (math.sin(right / scale1 + phase1) + 0.9 * math.sin(right / (2.7 * scale1) + 2 * phase1))
            right, down = right0 - bend0, down0 - bend1
        return self.x0 + self.cos * right - self.sin * down, self.y0 + self.sin * right + self.cos * down


class Layout:
    """The plan of one scene; answers for cells and segments on demand and remembers them."""

    def __init__(self, spec: SceneSpec) -> None:
        self.spec = spec
        self.frame = Frame(spec)
        self.terrain = Terrain(spec)
        self.sites: tuple[Site, ...] = sites_of(spec, self.terrain)
        self.spacing_m = SPACING_M[spec.kind]
        self._cells: dict[tuple[int, int], Cell] = {}
        self._segments: dict[tuple[bool, int, int], Segment] = {}

    def line(self, vertical: bool, index: int) -> float:
        """Position (u or v) of street line `index`."""
        jitter = (hash_key(self.spec.seed, 1 if vertical else 2, index) % 2001) / 1000.0 - 1.0
        return (index + _JITTER * jitter) * self.spacing_m

    def urbanity(self, x: float, y: float) -> float:
        """How built-up a place is, 0 (fields) to 1 (centre), from the landscape and a slow noise."""
        spec, kind = self.spec, self.landscape(x, y)
        noise = float(noise_at(hash_key(spec.seed, 203), np.array([x]), np.array([y]), 900.0, 2)[0])
        width, height = spec.width * spec.gsd_m, spec.height * spec.gsd_m
        if spec.kind == "lakeside":
            distance = math.hypot((x / width - 0.55) * 1.1, y / height - 0.42)
            return 1.12 - 1.5 * distance + 0.06 * noise
        base, swing = {
            "town": (0.75, 0.35),
            "village": (0.33, 0.45),
            "shore": (0.52, 0.5),
            "industrial": (0.7, 0.3),
            "airport": (0.4, 0.45),
            "desert": (0.28, 0.5),
        }[kind]
        return base + swing * noise

    def landscape(self, x: float, y: float) -> Landscape:
        """The landscape of a place: that of the scene, or within a region that of the nearest town or village."""
        return local_landscape(self.spec.seed, x, y) if self.spec.kind == "region" else self.spec.kind

    def on_site(self, x: float, y: float, margin_m: float = 0.0) -> bool:
        """Whether a point lies in the grounds of an airfield or a harbour."""
        return any(site.contains(x, y, margin_m) for site in self.sites)

    def cell(self, i: int, j: int) -> Cell:
        """The plots of cell (i, j): between lines i and i+1 in u, j and j+1 in v."""
        known = self._cells.get((i, j))
        if known is None:
            if len(self._cells) > 4000:
                self._cells.clear()
            known = self._cells[(i, j)] = self._make_cell(i, j)
        return known

    def plot_at(self, x: float, y: float) -> Plot:
        """The plot in which a point of the world lies (its streets counted to it)."""
        us, vs = self.frame.to_uv(np.array([x]), np.array([y]))
        u, v = float(us[0]), float(vs[0])
        i, j = round(u / self.spacing_m), round(v / self.spacing_m)
        i, j = i - (u < self.line(True, i)), j - (v < self.line(False, j))
        cell = self.cell(i, j)
        part_u = int((u - self.line(True, i)) / (self.line(True, i + 1) - self.line(True, i)) * cell.parts_u)
        part_v = int((v - self.line(False, j)) / (self.line(False, j + 1) - self.line(False, j)) * cell.parts_v)
        return cell.plots[min(part_v, cell.parts_v - 1) * cell.parts_u + min(part_u, cell.parts_u - 1)]

    def _make_cell(self, i: int, j: int) -> Cell:
        rng = np.random.default_rng([self.spec.seed, 210, i & 0xFFFF, j & 0xFFFF])
        u0, u1, v0, v1 = self.line(True, i), self.line(True, i + 1), self.line(False, j), self.line(False, j + 1)
        x, y, _ = self.frame.place((u0 + u1) / 2, (v0 + v1) / 2)
        urbanity = self.urbanity(x, y) + float(rng.uniform(-0.08, 0.08))
        if urbanity > 0.55:
            parts_u = int(np.clip(round((u1 - u0) / 105), 1, MAX_PARTS))
            parts_v = int(np.clip(round((v1 - v0) / 78), 1, MAX_PARTS))
            if rng.random() < 0.5:
                parts_u, parts_v = parts_v, parts_u
            streets = True
        elif urbanity > 0.36:
            parts_u, parts_v = (2, 2) if rng.random() < 0.6 else (1, 2)
            streets = True
        else:
            parts_u, parts_v = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2)][int(rng.integers(6))]
            streets = False
        plots = []
        for part_v in range(parts_v):
            for part_u in range(parts_u):
                plots.append(
                    self._make_plot(
                        (u0 + (u1 - u0) * part_u / parts_u, u0 + (u1 - u0) * (part_u + 1) / parts_u),
                        (v0 + (v1 - v0) * part_v / parts_v, v0 + (v1 - v0) * (part_v + 1) / parts_v),
                        urbanity,
                        hash_key(self.spec.seed, 220, i, j, part_v, part_u),
                        7.0 if streets else 3.0,
                    )
                )
        if 2 * sum(plot.use == "airfield" for plot in plots) > len(plots):
            streets = False
        return Cell(parts_u, parts_v, streets, urbanity, tuple(plots))

    def _make_plot(
        self, span_u: tuple[float, float], span_v: tuple[float, float], urbanity: float, key: int, inset: float
    ) -> Plot:
        rng = np.random.default_rng(key)
        u0, u1, v0, v1 = span_u[0] + inset, span_u[1] - inset, span_v[0] + inset, span_v[1] - inset
        corner_u = np.array([u0, u1, u0, u1, (u0 + u1) / 2])
        corner_v = np.array([v0, v0, v1, v1, (v0 + v1) / 2])
        x, y = self.frame.to_world(corner_u, corner_v)
        shore = self.terrain.shore_at(x, y)
        kind = self.landscape(float(x[4]), float(y[4]))
        use = choose_use(rng, kind, urbanity, min(u1 - u0, v1 - v0), max(u1 - u0, v1 - v0))
        if self.spec.kind == "region" and urbanity <= 0.36 and self._wooded(float(x[4]), float(y[4])):
            use = "forest"
        if float(shore[4]) < 5.0 or int((shore < 4.0).sum()) >= 3:
            use = "meadow"
        elif use in BUILT_UP and self.spec.kind != "desert" and float(shore.min()) < 0.0:
            use = "park"
        if self.sites and any(self.on_site(float(px), float(py), 4.0) for px, py in zip(x, y)):
            use = "airfield" if self.on_site(float(x[4]), float(y[4])) else "field"
        return Plot(u0, u1, v0, v1, use, key, float(shore.min()) < 45.0)

    def _wooded(self, x: float, y: float) -> bool:
        """Whether a place lies in one of the large forests of a region."""
        return float(noise_at(hash_key(self.spec.seed, 204), np.array([x]), np.array([y]), 1500.0, 2)[0]) > 0.34

    def near_bridge(self, x: float, y: float, margin_m: float) -> bool:
        """Whether a bridge of the nearest street lines lies within about `margin_m` of a place."""
        us, vs = self.frame.to_uv(np.array([x]), np.array([y]))
        place = (float(us[0]), float(vs[0]))
        for vertical in (True, False):
            across, along = place if vertical else place[::-1]
            line, step = round(across / self.spacing_m), math.floor(along / self.spacing_m)
            for near in (step - 1, step, step + 1):
                bridge = self.segment(vertical, line, near).bridge
                if bridge is None or abs(across - self.line(vertical, line)) > margin_m + 7.0:
                    continue
                if bridge[0] - margin_m < along < bridge[1] + margin_m:
                    return True
        return False

    def segment(self, vertical: bool, line: int, step: int) -> Segment:
        """The street on `line` between the crossings `step` and `step` + 1."""
        name = (vertical, line, step)
        known = self._segments.get(name)
        if known is None:
            if len(self._segments) > 8000:
                self._segments.clear()
            known = self._segments[name] = self._make_segment(vertical, line, step)
        return known

    def _make_segment(self, vertical: bool, line: int, step: int) -> Segment:
        key = hash_key(self.spec.seed, 230, int(vertical), line, step)
        here, start, end = self.line(vertical, line), self.line(not vertical, step), self.line(not vertical, step + 1)
        along = np.linspace(start, end, 25)
        across = np.full(25, here)
        x, y = self.frame.to_world(across, along) if vertical else self.frame.to_world(along, across)
        if self.sites and any(self.on_site(float(px), float(py), 10.0) for px, py in zip(x, y)):
            return Segment(0.0, None, True)
        urbanity = self.urbanity(float(x[12]), float(y[12]))
        major = self.is_major(vertical, line)
        width = (13.0 if major else 8.5) if urbanity > 0.5 else (9.5 if major else 6.0)
        paved = major or urbanity > 0.3
        shore = self.terrain.shore_at(x, y)
        wet = float((shore < 6.0).mean()) * (end - start)
        if wet > 0:
            bridge = self._bridge(vertical, here, start, end, width) if major or key % 4 else None
            return Segment(0.0 if bridge is None else width, bridge, True)
        if not major and urbanity < 0.36 and key % 100 < 35:
            return Segment(0.0, None, True)
        return Segment(width, None, paved)

    def _bridge(
        self, vertical: bool, here: float, start: float, end: float, width: float
    ) -> tuple[float, float] | None:
        """Where a street along a line crosses water, with abutments; None unless it does so once, and squarely."""
        along = np.linspace(start, end, 161)
        spans = []
        for side in (-0.5, 0.0, 0.5):
            across = np.full(along.shape, here + side * width)
            x, y = self.frame.to_world(across, along) if vertical else self.frame.to_world(along, across)
            shore = self.terrain.shore_at(x, y)
            wet = np.flatnonzero(shore < 1.5)
            if len(wet) == 0 or len(wet) != wet[-1] - wet[0] + 1 or float(shore.min()) > -3.5:
                return None
            spans.append((float(along[wet[0]]), float(along[wet[-1]])))
        first, last = min(span[0] for span in spans) - 7.0, max(span[1] for span in spans) + 7.0
        askew = max(abs(spans[0][0] - spans[2][0]), abs(spans[0][1] - spans[2][1]))
        if first < start + 14 or last > end - 14 or last - first > 190 or askew > 2.2 * width:
            return None
        return first, last

    def is_major(self, vertical: bool, line: int) -> bool:
        """Every third street line or so is a main road."""
        return (line + hash_key(self.spec.seed, 240, int(vertical)) % 3) % 3 == 0

    def roundabout_radius(self, line_u: int, line_v: int) -> float:
        """Outer radius in metres of the roundabout on a crossing, 0 where there is none."""
        if not (self.is_major(True, line_u) or self.is_major(False, line_v)):
            return 0.0
        if hash_key(self.spec.seed, 250, line_u, line_v) % 100 >= 40:
            return 0.0
        around = (
            self.segment(True, line_u, line_v),
            self.segment(True, line_u, line_v - 1),
            self.segment(False, line_v, line_u),
            self.segment(False, line_v, line_u - 1),
        )
        if sum(segment.width_m > 0 and segment.bridge is None for segment in around) < 4:
            return 0.0
        return 17.0 + hash_key(self.spec.seed, 251, line_u, line_v) % 6
