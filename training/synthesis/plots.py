"""What stands on built-up plots: homes with gardens, apartment blocks, shops, works, farms, tanks, parks."""

from __future__ import annotations

import math
from collections.abc import Callable

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas, Colour
from training.synthesis.layout import Layout, Plot
from training.synthesis.open_plots import OPEN_PLOTS
from training.synthesis.pen import Pen

QUARTER = math.pi / 2


def draw_plot(canvas: Canvas, layout: Layout, plot: Plot) -> None:
    """Draw everything that stands on a plot (trees come later, for all plots at once)."""
    draw = BUILT_PLOTS.get(plot.use) or OPEN_PLOTS.get(plot.use)
    if draw is not None:
        draw(Pen(canvas, layout, plot))


def _homes(pen: Pen) -> None:
    plot, rng = pen.plot, pen.rng
    long_u = plot.size[0] >= plot.size[1]
    long_m, short_m = (plot.size[0], plot.size[1]) if long_u else (plot.size[1], plot.size[0])
    rows = 2 if short_m > 44 else 1
    count = max(int(long_m / float(rng.uniform(15.5, 21))), 1)
    lot, depth = long_m / count, short_m / rows
    gable = rng.random() < 0.6
    terraces = rng.random() < 0.22 and rows == 2
    for row in range(rows):
        outward = -1.0 if row == 0 else 1.0

        def at(along: float, outer: float, outward: float = outward) -> tuple[float, float]:
            across = pen.middle[1 if long_u else 0] + outward * (short_m / 2 - outer)
            centre = pen.middle[0 if long_u else 1] - long_m / 2 + along
            return (centre, across) if long_u else (across, centre)

        turn = 0.0 if long_u else QUARTER
        for number in range(count):
            along = (number + 0.5) * lot
            draws = rng.random(16)
            if draws[0] < 0.04:
                continue
            u, v = at(along, depth / 2)
            tint: Colour = (104 + 70 * draws[1], 112 + 50 * draws[1], 74 + 40 * draws[1])
            if not pen.dry(u, v, depth * 0.5):
                continue
            pen.rect(u, v, lot - 0.8, depth - 1.0, tint, None, turn, 0.34, None)
            if draws[2] < 0.5:
                hu, hv = at(along - lot / 2, depth * 0.55)
                pen.rect(hu, hv, 0.9, depth * 0.8, (74.0, 88.0, 54.0), c.VEGETATION, turn, 0.85, None, 1.2)
            set_back = 4.0 + 4.0 * draws[3]
            width = 8.4 + 2.8 * draws[4]
            length = (lot - 1.0) if terraces else min(10.5 + 5.5 * draws[5], lot - 3.0)
            side = 1.0 if draws[6] < 0.5 else -1.0
            paving: Colour = (164.0, 158.0, 150.0) if draws[7] < 0.6 else (134.0, 132.0, 130.0)
            du, dv = at(along + side * (lot / 2 - 2.0), (set_back + width * 0.6) / 2)
            pen.rect(du, dv, 3.2, set_back + width * 0.6, paving, c.BACKGROUND, turn)
            if draws[8] < 0.55:
                pen.car(*at(along + side * (lot / 2 - 2.0), 3.4 + 2 * draws[9]), turn + QUARTER)
            if depth > 27 and draws[10] < 0.12:
                _pool(pen, *at(along + (draws[11] - 0.5) * lot * 0.4, depth * 0.76), turn, draws[12])
            elif depth > 24 and draws[10] < 0.6:
                su, sv = at(along - side * lot * 0.3, depth - 4.0)
                pen.house(su, sv, 3.6, 2.8, turn, "gable", "tile", 2.0, 0.3)
            hu, hv = at(along - (0.0 if terraces else side * min(1.2, lot * 0.05)), set_back + width / 2)
            tilt = turn if terraces else turn + (draws[13] - 0.5) * 0.06
            stands = pen.house(hu, hv, length, width, tilt, "gable" if gable or terraces else "hip", "tile", 4.6)
            if stands and not terraces and draws[14] < 0.3 and length > 10.5:
                wu, wv = at(along + side * length * 0.22, set_back + width + 1.6)
                pen.house(wu, wv, 5.2, 4.6, tilt + QUARTER, "gable", "tile", 3.6)
            if stands and draws[15] < 0.16:
                outer = set_back + width * 0.27
                pen.rect(
                    *at(along - side, outer),
                    length * 0.5,
                    width * 0.26,
                    (34.0, 42.0, 66.0),
                    c.SOLAR_PANEL,
                    tilt,
                    0.95,
                    0,
                )


def _pool(pen: Pen, u: float, v: float, turn: float, draw: float) -> None:
    length, width = 7.0 + 4.0 * draw, 3.6 + 1.4 * draw
    pen.rect(u, v, length + 3.0, width + 2.6, (206.0, 198.0, 184.0), c.BACKGROUND, turn)
    pen.rect(u, v, length, width, (98.0, 176.0, 190.0), c.SWIMMING_POOL, turn)
    pen.rect(u, v, length * 0.5, width * 0.6, (74.0, 158.0, 180.0), c.SWIMMING_POOL, turn, 0.7)


def _apartments(pen: Pen) -> None:
    plot, rng = pen.plot, pen.rng
    long_u = plot.size[0] >= plot.size[1]
    long_m, short_m = max(plot.size), min(plot.size)
    turn = 0.0 if long_u else QUARTER
    slabs = max(int((long_m - 8) / 32), 1)
    eaves = float(rng.uniform(10, 17))
    for slab in range(slabs):
        along = (slab + 0.5 - slabs / 2) * long_m / slabs
        shift = float(rng.uniform(-0.06, 0.06)) * short_m
        u, v = pen.middle[0] + (along if long_u else shift), pen.middle[1] + (shift if long_u else along)
        if slab % 2 == 1 and rng.random() < 0.75:
            if long_u:
                pen.car_park(u, v, 19.0, short_m * 0.8, 0.5)
            else:
                pen.car_park(u, v, short_m * 0.8, 19.0, 0.5)
            continue
        path_u, path_v = (u + 9.0, v) if long_u else (u, v + 9.0)
        pen.rect(path_u, path_v, 2.2, short_m, (174.0, 168.0, 158.0), c.BACKGROUND, turn)
        pen.house(u, v, min(short_m * 0.78, 62.0), 12.5, turn + QUARTER, "flat", "flat", eaves)


def _courtyard(pen: Pen) -> None:
    plot, rng = pen.plot, pen.rng
    width, height = plot.size
    deep = min(13.0, width * 0.3, height * 0.3)
    eaves = float(rng.uniform(9, 14))
    pen.rect(*pen.middle, width, height, (166.0, 160.0, 150.0), c.BACKGROUND, 0.0, 1.0, 0)
    pen.rect(*pen.middle, width - 2 * deep - 8, height - 2 * deep - 8, (112.0, 124.0, 82.0), c.VEGETATION, 0, 1.0, 90)
    for side in range(4):
        across = side % 2 == 1
        sign = 1.0 if side < 2 else -1.0
        span = (height - 2 * deep) if across else width
        parts = max(int(span / 21), 1)
        for part in range(parts):
            gap = rng.random() < 0.12
            style = ("gable", "tile") if rng.random() < 0.55 else ("flat", "flat")
            along = (part + 0.5 - parts / 2) * span / parts
            u = pen.middle[0] + (sign * (width / 2 - deep / 2) if across else along)
            v = pen.middle[1] + (along if across else sign * (height / 2 - deep / 2))
            size = span / parts - 0.3
            tall = eaves + float(rng.uniform(-2, 2))
            if not gap:
                # a box never turns its ridge against the street, however short it is
                turn = QUARTER if across else 0.0
                pen.house(u, v, max(size, deep + 0.1), deep, turn, style[0], style[1], tall, 0.5)


def _retail(pen: Pen) -> None:
    plot, rng = pen.plot, pen.rng
    width, height = plot.size
    deep = height * float(rng.uniform(0.36, 0.46))
    flip = 1.0 if rng.random() < 0.5 else -1.0
    pen.car_park(pen.middle[0], pen.middle[1] - flip * deep / 2, width - 6, height - deep - 8, 0.62)
    pen.house(
        pen.middle[0],
        pen.middle[1] + flip * (height - deep) / 2 - flip * 2,
        width * 0.86,
        deep - 4,
        0.0,
        "flat",
        "hall",
        8.0,
    )


def _works(pen: Pen) -> None:
    plot, rng = pen.plot, pen.rng
    width, height = plot.size
    columns, rows = max(round(width / 75), 1), max(round(height / 58), 1)
    for row in range(rows):
        for column in range(columns):
            lot_u, lot_v = width / columns, height / rows
            u = pen.middle[0] + (column + 0.5 - columns / 2) * lot_u
            v = pen.middle[1] + (row + 0.5 - rows / 2) * lot_v
            kind = rng.random()
            length, deep = lot_u * float(rng.uniform(0.55, 0.78)), lot_v * float(rng.uniform(0.42, 0.6))
            yard = float(rng.uniform(-18, 10))
            pen.rect(u, v, lot_u - 3, lot_v - 3, (160 + yard, 157 + yard, 152 + yard), c.BACKGROUND, 0.0, 0.6)
            spots = rng.random((14, 2))
            if kind < 0.14:
                pen.car_park(u, v, lot_u * 0.8, lot_v * 0.8, 0.5)
                continue
            roof = "flat" if kind < 0.5 else "gable"
            stands = pen.house(u, v - lot_v * 0.14, length, deep, 0.0, roof, "hall", float(rng.uniform(7, 11)), 0.14)
            strips = int(length / 9) if stands and kind > 0.35 else 0
            for strip in range(strips):
                su = u + (strip + 0.5 - strips / 2) * length / strips
                pen.rect(su, v - lot_v * 0.14, 1.3, deep * 0.7, (206.0, 214.0, 214.0), c.BUILDING, 0.0, 0.75)
            if stands and kind > 0.86:
                pen.rect(
                    u,
                    v - lot_v * 0.14 - deep * 0.24,
                    length * 0.86,
                    deep * 0.36,
                    (36.0, 44.0, 68.0),
                    c.SOLAR_PANEL,
                    0.0,
                    0.95,
                )
            for number, (along, across) in enumerate(spots):
                su, sv = u + (along - 0.5) * lot_u * 0.85, v + lot_v * (0.24 + 0.18 * across)
                if number < 5:
                    pen.car(su, sv, QUARTER, 4.5 if number < 3 else 12.0)
                elif number < 9 and pen.dry(su, sv, 8.0):
                    box = ((158.0, 72.0, 56.0), (64.0, 96.0, 134.0), (96.0, 124.0, 96.0), (188.0, 176.0, 150.0))[
                        number % 4
                    ]
                    pen.rect(su, sv, 6.1, 2.5, box, c.BACKGROUND, 0.0, 1.0, 0, 2.6)


def _tanks(pen: Pen) -> None:
    plot, rng = pen.plot, pen.rng
    width, height = plot.size
    size = float(rng.uniform(20, 44))
    columns, rows = max(int(width / size), 1), max(int(height / size), 1)
    for row in range(rows):
        for column in range(columns):
            u = pen.middle[0] + (column + 0.5 - columns / 2) * width / columns
            v = pen.middle[1] + (row + 0.5 - rows / 2) * height / rows
            draws = rng.random(4)
            if draws[0] < 0.12 or not pen.dry(u, v, size * 0.6):
                continue
            pen.rect(u, v, size * 0.96, size * 0.96, (150.0, 142.0, 128.0), c.LAND_UNPAVED, 0.0, 0.5)
            _tank(pen, u, v, size * (0.5 + 0.24 * draws[1]), 7.0 + 6.0 * draws[2], draws[3])


def _tank(pen: Pen, u: float, v: float, diameter: float, height_m: float, draw: float) -> None:
    x, y, _ = pen.layout.frame.place(u, v)
    patch = pen.canvas.ellipse(x, y, diameter, diameter)
    if patch is None:
        return
    tone = 214.0 if draw < 0.7 else 176.0
    flat = math.hypot(pen.sun[0], pen.sun[1])
    side = (patch.along * (pen.sun[0] / flat) + patch.across * (pen.sun[1] / flat)) * (2.0 / diameter)
    radius = ((patch.along**2 + patch.across**2) ** 0.5) * (2.0 / diameter)
    light = tone * (0.97 + 0.09 * side) + 16.0 * (abs(radius - 0.95) < 0.05) - 10.0 * (radius < 0.1)
    colour = light[..., None] * _white(draw)
    with pen.canvas.thing(x, y):
        pen.canvas.paint(patch, colour.astype("float32"), c.STORAGE_TANK, height_m=height_m, growth=0)
    pen.canvas.paint(
        pen.canvas.box(x, y, diameter * 0.5, 0.7, draw * 6.0), (150.0, 150.0, 148.0), c.STORAGE_TANK, opacity=0.7
    )


def _white(draw: float) -> tuple[float, float, float]:
    """A white that leans to cream or to grey."""
    return (1.0, 0.99, 0.94) if draw < 0.5 else (0.97, 0.98, 0.98)


def _farm(pen: Pen) -> None:
    rng = pen.rng
    u, v = pen.middle
    pen.rect(u, v, 34, 30, (170.0, 160.0, 142.0), c.LAND_UNPAVED, 0.0, 0.9)
    pen.house(u - 22, v - 4, 13, 9, QUARTER, "gable", "tile", 5.0)
    pen.house(u + 4, v - 20, 34, 13, 0.0, "gable", "hall", 6.0, 0.35)
    pen.house(u + 24, v + 6, 28, 12, QUARTER, "gable", "tile", 5.5, 0.4)
    for number in range(3):
        pen.car(
            u + float(rng.uniform(-12, 12)),
            v + float(rng.uniform(-8, 10)),
            float(rng.uniform(0, 3)),
            4.5 + 3 * (number == 2),
        )
    for number in range(2):
        x, y, _ = pen.layout.frame.place(u - 8 + number * 9, v + 20)
        if pen.dry(u, v + 20, 8):
            patch = pen.canvas.ellipse(x, y, 7, 7)
            with pen.canvas.thing(x, y):
                pen.canvas.paint(patch, (186.0, 188.0, 186.0), c.STORAGE_TANK, height_m=7.0, growth=0)


BUILT_PLOTS: dict[str, Callable[[Pen], None]] = {
    "residential": _homes,
    "apartments": _apartments,
    "courtyard": _courtyard,
    "retail": _retail,
    "industrial": _works,
    "tanks": _tanks,
    "farm": _farm,
}
