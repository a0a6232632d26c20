"""Cars on the streets (driving on main streets, parked along the small ones) and wind turbines in the fields."""

from __future__ import annotations

import math

import numpy as np

from training.synthesis.aircraft import draw_wind_turbine
from training.synthesis.canvas import Canvas
from training.synthesis.ground import Positions
from training.synthesis.layout import Layout, Plot
from training.synthesis.noise import hash_key
from training.synthesis.vehicles import draw_car, pick_colour

TURBINE_REACH_M = 480.0  # blades and shadow (150 m) and the way from the draw to the place in its plot
_TURBINE_CELL_M = 330.0


def draw_traffic(canvas: Canvas, layout: Layout, where: Positions, plots: list[Plot]) -> None:
    """Draw driving and parked cars of every street that the canvas touches."""
    last_u, last_v = int(where.line_u.max()) + 1, int(where.line_v.max()) + 1
    for vertical in (True, False):
        lines = range(where.first_u, last_u + 1) if vertical else range(where.first_v, last_v + 1)
        steps = range(where.first_v, last_v + 1) if vertical else range(where.first_u, last_u + 1)
        for line in lines:
            for step in steps:
                _drive(canvas, layout, vertical, line, step)
    for plot in plots:
        if plot.use in ("residential", "apartments", "courtyard", "park", "retail"):
            _park(canvas, layout, plot)


def _drive(canvas: Canvas, layout: Layout, vertical: bool, line: int, step: int) -> None:
    segment = layout.segment(vertical, line, step)
    if segment.width_m == 0 or not segment.paved:
        return
    rng = np.random.default_rng(hash_key(layout.spec.seed, 801, int(vertical), line, step))
    start, end = layout.line(not vertical, step) + 22, layout.line(not vertical, step + 1) - 22
    count = int(rng.poisson(max(end - start, 0.0) / (34.0 if segment.width_m > 9 else 75.0)))
    across = layout.line(vertical, line)
    for _ in range(count):
        along, ahead = float(rng.uniform(start, end)), rng.random() < 0.5
        lorry = rng.random() < 0.08
        colour = pick_colour(rng)
        offset = segment.width_m * 0.24 * (-1.0 if ahead == vertical else 1.0)
        if vertical:
            x, y, angle = layout.frame.place(across + offset, along)
            px, py = layout.frame.to_world(np.array([across] * 2), np.array([along - 3, along + 3]))
            angle = math.atan2(float(py[1] - py[0]), float(px[1] - px[0]))
        else:
            x, y, angle = layout.frame.place(along, across + offset)
        draw_car(canvas, x, y, angle + (0.0 if ahead else math.pi), colour, 9.5 if lorry else 4.5)


def _park(canvas: Canvas, layout: Layout, plot: Plot) -> None:
    """Cars along the kerbs of streets inside a cell: 5 m outside the plot, which ends 7 m from the street's middle."""
    rng = np.random.default_rng([plot.key, 31])
    if plot.near_water or (layout.sites and layout.on_site(*_centre(layout, plot), 60.0)):
        return
    for side in range(2):
        slots = int((plot.size[0] - 16) / 6.2)
        taken = rng.random(max(slots, 0)) < 0.22
        colours = rng.integers(12, size=max(slots, 0))
        v = plot.v0 - 5.0 if side == 0 else plot.v1 + 5.0
        for slot in np.flatnonzero(taken):
            x, y, angle = layout.frame.place(plot.u0 + 8 + float(slot) * 6.2, v)
            if _is_street(canvas, x, y):
                draw_car(canvas, x, y, angle, int(colours[slot]))


def _centre(layout: Layout, plot: Plot) -> tuple[float, float]:
    x, y, _ = layout.frame.place((plot.u0 + plot.u1) / 2, (plot.v0 + plot.v1) / 2)
    return x, y


def _is_street(canvas: Canvas, x: float, y: float) -> bool:
    """Whether the car's middle is a street; off the canvas the answer does not matter within the margin."""
    col, row = math.floor(x / canvas.gsd_m) - canvas.col0, math.floor(y / canvas.gsd_m) - canvas.row0
    if not (0 <= col < canvas.width and 0 <= row < canvas.height):
        return False
    return bool(canvas.classes[row, col] == 3)


def draw_turbines(canvas: Canvas, layout: Layout) -> None:
    """Draw the wind turbines whose tower, blades or shadow can touch the canvas."""
    if layout.spec.kind not in ("village", "lakeside", "desert", "shore", "region"):
        return
    cell = _TURBINE_CELL_M
    xs, ys = canvas.xs, canvas.ys
    facing = (hash_key(layout.spec.seed, 811) % 628) / 100.0
    for j in range(math.floor((ys[0] - TURBINE_REACH_M) / cell), math.floor((ys[-1] + TURBINE_REACH_M) / cell) + 1):
        for i in range(math.floor((xs[0] - TURBINE_REACH_M) / cell), math.floor((xs[-1] + TURBINE_REACH_M) / cell) + 1):
            rng = np.random.default_rng([layout.spec.seed, 812, i & 0xFFFF, j & 0xFFFF])
            x, y = (i + float(rng.uniform(0.2, 0.8))) * cell, (j + float(rng.uniform(0.2, 0.8))) * cell
            rotor, roll = float(rng.uniform(0, 2.1)), float(rng.random())
            if roll > 0.75 or layout.urbanity(x, y) > 0.45 or layout.on_site(x, y, 90.0):
                continue
            plot = layout.plot_at(x, y)
            if plot.use not in ("field", "meadow", "bare"):
                continue
            x, y, _ = layout.frame.place((plot.u0 * 2 + plot.u1) / 3, (plot.v0 * 2 + plot.v1) / 3)
            if float(layout.terrain.shore_at(np.array([x]), np.array([y]))[0]) > 30.0:
                draw_wind_turbine(canvas, x, y, layout.spec.sun, rotor, facing)
