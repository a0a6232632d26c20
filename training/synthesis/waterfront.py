"""Docks and boats: piers grown from the shore, boats moored at them, anchored or under way.

Each cell of a coarse hashed grid may hold one pier; it stands only where its whole length lies over water.
"""

from __future__ import annotations

import math

import numpy as np

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas
from training.synthesis.layout import Layout
from training.synthesis.ships import draw_ship
from training.synthesis.vehicles import draw_boat
from training.synthesis.water import Coast

_CELL_M = 115.0
_REACH_M = 85.0
_SHIP_REACH_M = 420.0
_AROUND = 0.6 * np.array([[0.0, 1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0, -1.0]])
_WOOD = (158.0, 142.0, 120.0)


def draw_waterfront(canvas: Canvas, layout: Layout) -> None:
    """Draw all piers and boats that can touch the canvas."""
    if not layout.terrain.waters(canvas.xs[0] - 90, canvas.ys[0] - 90, canvas.xs[-1] + 90, canvas.ys[-1] + 90):
        return
    low_i, high_i = math.floor((canvas.xs[0] - _REACH_M) / _CELL_M), math.floor((canvas.xs[-1] + _REACH_M) / _CELL_M)
    low_j, high_j = math.floor((canvas.ys[0] - _REACH_M) / _CELL_M), math.floor((canvas.ys[-1] + _REACH_M) / _CELL_M)
    _ships_under_way(canvas, layout)
    for j in range(low_j, high_j + 1):
        for i in range(low_i, high_i + 1):
            rng = np.random.default_rng([layout.spec.seed, 701, i & 0xFFFF, j & 0xFFFF])
            x, y = (i + float(rng.uniform(0.1, 0.9))) * _CELL_M, (j + float(rng.uniform(0.1, 0.9))) * _CELL_M
            shore = _shore(layout, x, y)
            if abs(shore) < 130:
                _pier(canvas, layout, (i, j), rng)
            if shore < -35 and not layout.on_site(x, y, 60.0):
                _boats(canvas, layout, x, y, shore, rng)


def _shore(layout: Layout, x: float, y: float) -> float:
    return float(layout.terrain.shore_at(np.array([x]), np.array([y]))[0])


def _slope(layout: Layout, x: float, y: float) -> tuple[float, float]:
    """Unit vector away from the water."""
    values = layout.terrain.shore_at(np.array([x + 6, x - 6, x, x]), np.array([y, y, y + 6, y - 6]))
    dx, dy = float(values[0] - values[1]), float(values[2] - values[3])
    size = math.hypot(dx, dy) or 1.0
    return dx / size, dy / size


def _pier(canvas: Canvas, layout: Layout, cell: tuple[int, int], rng: np.random.Generator) -> None:
    wanted = {"lakeside": 1.0, "shore": 0.6, "village": 0.35, "region": 0.55}.get(layout.spec.kind, 0.3)
    roll = rng.random()
    inside = False
    for start in rng.uniform(0.15, 0.85, (3, 2)):  # a few places in the cell, until one leads to its own shore
        if inside:
            continue
        x, y = (cell[0] + float(start[0])) * _CELL_M, (cell[1] + float(start[1])) * _CELL_M
        for _ in range(4):
            shore = _shore(layout, x, y)
            dx, dy = _slope(layout, x, y)
            x, y = x - dx * shore, y - dy * shore
        inside = all(0.11 < place / _CELL_M - index < 0.89 for place, index in ((x, cell[0]), (y, cell[1])))
    urban = layout.urbanity(x, y)
    length = float(rng.uniform(26, 58))
    large = rng.random() < 0.5 * (urban > 0.4)
    if not inside or roll > wanted * (0.7 + 1.1 * urban) or layout.on_site(x, y, 40.0):
        return
    if layout.near_bridge(x, y, 45.0):
        return
    dx, dy = _slope(layout, x, y)
    steps = np.linspace(8.0, length + 6, 6)
    wide = 11.0 if large else 5.0
    points_x = np.concatenate([x - dx * steps - dy * side * wide for side in (-1, 0, 1)])
    points_y = np.concatenate([y - dy * steps + dx * side * wide for side in (-1, 0, 1)])
    if float(layout.terrain.shore_at(points_x, points_y).max()) > -2.0:
        return
    angle = math.atan2(-dy, -dx)
    cos, sin = math.cos(angle), math.sin(angle)

    def at(along: float, across: float) -> tuple[float, float]:
        return x + cos * along - sin * across, y + sin * along + cos * across

    def deck(along: float, across: float, long_m: float, wide_m: float) -> None:
        with canvas.thing(x, y):
            canvas.paint(canvas.box(*at(along, across), long_m, wide_m, angle), _WOOD, c.DOCK, height_m=1.0, growth=0)

    deck(length / 2 - 4, 0, length + 8, 2.6)
    draws = rng.random((24, 4))
    if not large:
        for berth in range(int(length / 9)):
            for side in (-1, 1):
                draw = draws[(berth * 2 + (side > 0)) % 24]
                if draw[0] < 0.45:
                    turn = 0.0 if draw[1] < 0.5 else math.pi
                    draw_boat(
                        canvas, *at(8 + berth * 9, side * 3.0), angle + turn, 5.5 + 2.5 * draw[2], int(draw[3] * 15)
                    )
        return
    deck(length, 0, 3.0, 22.0)
    for berth in range(int((length - 12) / 4.6)):
        along = 10 + berth * 4.6
        if berth % 2 == 0:
            for side in (-1, 1):
                deck(along - 2.3, side * 5.2, 0.8, 8.0)
        for side in (-1, 1):
            draw = draws[(berth * 2 + (side > 0)) % 24]
            if draw[0] < 0.78:
                size = 6.5 + 2.6 * draw[2]
                turn = side * math.pi / 2
                draw_boat(canvas, *at(along, side * (2.0 + size / 2)), angle + turn, size, int(draw[3] * 15))


def _boats(canvas: Canvas, layout: Layout, x: float, y: float, shore: float, rng: np.random.Generator) -> None:
    roll, angle, kind = float(rng.random()), float(rng.uniform(-3.1, 3.1)), int(rng.integers(15))
    if roll < 0.26 and shore < -75:
        draw_boat(canvas, x, y, angle, float(rng.uniform(8, 14)), kind, wake=True)
    elif roll < 0.7:
        for number in range(1 + int(rng.integers(4))):
            px, py = x + float(rng.uniform(-16, 16)), y + float(rng.uniform(-16, 16))
            size = float(rng.uniform(5, 10))
            if _shore(layout, px, py) < -30 and not layout.near_bridge(px, py, 12.0):
                draw_boat(canvas, px, py, angle + 0.2 * number, size, kind + number)


def _ships_under_way(canvas: Canvas, layout: Layout) -> None:
    """Now and then a ship at anchor or under way, far out at sea."""
    if not any(isinstance(feature, Coast) for feature in layout.terrain.features):
        return
    reach = _SHIP_REACH_M
    for j in range(math.floor((canvas.ys[0] - reach) / reach), math.floor((canvas.ys[-1] + reach) / reach) + 1):
        for i in range(math.floor((canvas.xs[0] - reach) / reach), math.floor((canvas.xs[-1] + reach) / reach) + 1):
            rng = np.random.default_rng([layout.spec.seed, 711, i & 0xFFFF, j & 0xFFFF])
            x, y = (i + float(rng.uniform(0.2, 0.8))) * reach, (j + float(rng.uniform(0.2, 0.8))) * reach
            angle, length, kind = float(rng.uniform(-3.1, 3.1)), float(rng.uniform(60, 150)), int(rng.integers(60))
            out = layout.terrain.shore_at(x + length * _AROUND[0], y + length * _AROUND[1])
            if rng.random() < 0.3 and float(out.max()) < -40.0 and not layout.on_site(x, y, length):
                draw_ship(canvas, x, y, angle, length, kind, wake=bool(rng.random() < 0.6))
