"""What lies on open plots: sports grounds, tennis courts, car parks, parks, solar farms, orchards, pivots."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from training.synthesis import classes as c
from training.synthesis.canvas import Colour
from training.synthesis.land_use import CROPS
from training.synthesis.pen import Pen

QUARTER = math.pi / 2
_LINE: Colour = (226.0, 230.0, 222.0)


def _sports(pen: Pen) -> None:
    plot, rng = pen.plot, pen.rng
    long_u = plot.size[0] >= plot.size[1]
    long_m, short_m = max(plot.size), min(plot.size)
    if not pen.dry(*pen.middle, 0.55 * long_m):
        return
    length, width = min(104.0, long_m - 10), min(66.0, short_m - 8)
    track = short_m > 88 and long_m > 155
    x, y, angle = pen.layout.frame.place(*pen.middle)
    angle += 0.0 if long_u else QUARTER
    canvas = pen.canvas
    if track:
        rings: tuple[tuple[float, Colour], ...] = ((0.0, (168.0, 92.0, 72.0)), (-14.0, (112.0, 132.0, 82.0)))
        for size, colour in rings:
            canvas.paint(canvas.box(x, y, length, width + 18 + size, angle), colour, c.BACKGROUND, growth=0)
            for side in (-1.0, 1.0):
                ex, ey = x + side * math.cos(angle) * length / 2, y + side * math.sin(angle) * length / 2
                canvas.paint(
                    canvas.ellipse(ex, ey, width + 18 + size, width + 18 + size),
                    colour,
                    c.BACKGROUND if size == 0 else c.VEGETATION,
                    growth=0,
                )
    _pitch(pen, x, y, length, width, angle)
    if not track and long_m - length > 46:
        _courts(
            pen, x + math.cos(angle) * (length / 2 + 24), y + math.sin(angle) * (length / 2 + 24), angle + QUARTER, 2
        )
    stand = width / 2 + (14 if track else 3)
    if short_m / 2 - stand > 9:
        along = float(rng.uniform(-20, 20))
        px, py = (
            x + math.cos(angle) * along - math.sin(angle) * (stand + 4),
            y + math.sin(angle) * along + math.cos(angle) * (stand + 4),
        )
        canvas.paint(canvas.box(px, py, 34, 7, angle), (176.0, 178.0, 178.0), c.BUILDING, height_m=6.0, growth=0)


def _pitch(pen: Pen, x: float, y: float, length: float, width: float, angle: float) -> None:
    canvas = pen.canvas
    patch = canvas.box(x, y, length, width, angle)
    if patch is None:
        return
    stripes = np.sign(np.sin(patch.along * np.float32(2 * math.pi / 12.0))).astype(np.float32)
    worn = np.exp(-((np.abs(patch.along) - length * 0.45) ** 2 + patch.across**2) / 60.0).astype(np.float32)
    base = np.array((98.0, 128.0, 70.0), np.float32) + stripes[..., None] * np.float32(6.0)
    base = base + worn[..., None] * np.array((46.0, 14.0, 24.0), np.float32)
    with canvas.thing(x, y):
        canvas.paint(patch, base, c.SOCCER_FIELD, growth=0, opacity=0.86)
    a, b = np.abs(patch.along), np.abs(patch.across)
    half_a, half_b = length / 2 - 2.5, width / 2 - 2.5
    box_a, box_b = half_a - 16.5, min(20.1, half_b * 0.7)
    inside = (a < half_a) & (b < half_b)
    distances = [
        np.where(b < half_b, np.abs(a - half_a), 99),
        np.where(a < half_a, np.abs(b - half_b), 99),
        np.where(b < half_b, a, 99),
        np.where(inside, np.abs(np.hypot(a, b) - 9.1), 99),
        np.where((b < box_b) & (a < half_a), np.abs(a - box_a), 99),
        np.where((a > box_a) & (a < half_a), np.abs(b - box_b), 99),
        np.where((b < 9.1) & (a < half_a), np.abs(a - half_a + 5.5), 99),
        np.where((a > half_a - 5.5) & (a < half_a), np.abs(b - 9.1), 99),
    ]
    nearest = np.minimum.reduce(distances).astype(np.float32)
    cover = np.clip((np.float32(0.12) - nearest) / np.float32(canvas.gsd_m) + np.float32(0.5), 0, 1)
    canvas.paint(patch, _LINE, opacity=(cover * np.float32(0.8)))


def _courts(pen: Pen, x: float, y: float, angle: float, count: int) -> None:
    """A row of tennis courts, side by side across `angle`."""
    canvas, rng = pen.canvas, pen.rng
    styles: tuple[tuple[Colour, Colour], ...] = (
        ((92.0, 124.0, 92.0), (72.0, 104.0, 140.0)),
        ((176.0, 108.0, 78.0), (186.0, 112.0, 82.0)),
        ((82.0, 116.0, 132.0), (58.0, 92.0, 138.0)),
    )
    outer, inner = styles[int(rng.integers(3))]
    for court in range(count):
        shift = (court + 0.5 - count / 2) * 18.4
        px, py = x - math.sin(angle) * shift, y + math.cos(angle) * shift
        with canvas.thing(px, py):
            canvas.paint(canvas.box(px, py, 36.5, 18.2, angle), outer, c.TENNIS_COURT, growth=0)
        patch = canvas.box(px, py, 23.8, 11.0, angle)
        if patch is None:
            continue
        canvas.paint(patch, inner, c.TENNIS_COURT)
        a, b = np.abs(patch.along), np.abs(patch.across)
        nearest = np.minimum.reduce(
            [
                np.abs(a - 11.6),
                np.abs(b - 5.2),
                np.where(a < 11.6, np.abs(b - 4.1), 99),
                np.where(b < 4.1, np.abs(a - 6.4), 99),
                np.where(a < 6.4, b, 99),
            ]
        ).astype(np.float32)
        cover = np.clip((np.float32(0.1) - nearest) / np.float32(canvas.gsd_m) + np.float32(0.5), 0, 1)
        canvas.paint(patch, _LINE, opacity=cover * np.float32(0.85))
        canvas.paint(canvas.box(px, py, 0.3, 12.6, angle), (52.0, 56.0, 58.0), opacity=0.8)


def _tennis(pen: Pen) -> None:
    if not pen.dry(*pen.middle, 34.0):
        return
    x, y, angle = pen.layout.frame.place(*pen.middle)
    width, height = pen.plot.size
    if width > 60 and height > 42:
        _courts(
            pen,
            x - math.cos(angle) * (width / 2 - 30) * 0.5,
            y - math.sin(angle) * (width / 2 - 30) * 0.5,
            angle + QUARTER,
            min(int((width - 10) / 18.4), 4),
        )
    else:
        _courts(pen, x, y, angle if height < 42 else angle + QUARTER, 1)
    pen.house(pen.middle[0] + width * 0.36, pen.middle[1] + height * 0.36, 14, 8, 0.0, "hip", "tile", 3.5)


def _parking(pen: Pen) -> None:
    pen.car_park(*pen.middle, pen.plot.size[0] - 4, pen.plot.size[1] - 4, float(pen.rng.uniform(0.35, 0.8)))


def _park(pen: Pen) -> None:
    plot, rng = pen.plot, pen.rng
    width, height = plot.size
    path: Colour = (192.0, 180.0, 154.0)
    spread = math.atan2(height, width)
    for sign in (-1.0, 1.0):
        if pen.dry(*pen.middle, math.hypot(width, height) * 0.45):
            pen.rect(*pen.middle, math.hypot(width, height) * 0.94, 2.6, path, c.LAND_UNPAVED, sign * spread)
    if not pen.dry(*pen.middle, 14):
        return
    x, y, _ = pen.layout.frame.place(*pen.middle)
    canvas = pen.canvas
    canvas.paint(canvas.ellipse(x, y, 20, 20), path, c.LAND_UNPAVED, growth=0)
    if rng.random() < 0.3 and not plot.near_water and min(width, height) > 50:
        canvas.paint(canvas.ellipse(x, y, 13, 13), (196.0, 190.0, 180.0), c.BACKGROUND, growth=0)
        canvas.paint(canvas.ellipse(x, y, 11.5, 11.5), (84.0, 124.0, 126.0), c.WATER, growth=0)
    else:
        canvas.paint(canvas.ellipse(x, y, 9, 9), (112.0, 126.0, 78.0), c.VEGETATION, growth=140)


def _solar(pen: Pen) -> None:
    plot = pen.plot
    width, height = plot.size
    if not pen.dry(*pen.middle, 20.0):
        return
    rows = max(int((height - 8) / 7.0), 1)
    blocks = max(int((width - 6) / 46), 1)
    x, y, angle = pen.layout.frame.place(*pen.middle)
    canvas = pen.canvas
    for row in range(rows):
        across = (row + 0.5 - rows / 2) * 7.0
        for block in range(blocks):
            span = (width - 6) / blocks
            along = (block + 0.5 - blocks / 2) * span
            u, v = pen.middle[0] + along, pen.middle[1] + across
            if not pen.dry(u, v, span * 0.5 + 6):
                continue
            px = x + math.cos(angle) * along - math.sin(angle) * across
            py = y + math.sin(angle) * along + math.cos(angle) * across
            patch = canvas.box(px, py, span - 5.0, 3.7, angle)
            if patch is None:
                continue
            seams = np.clip(1 - np.abs(np.mod(patch.along, np.float32(4.0)) - 2) * 4, 0, 1) * np.float32(16.0)
            sheen = patch.across * np.float32(4.0) + seams
            colour = np.array((40.0, 50.0, 80.0), np.float32) + sheen[..., None].astype(np.float32)
            with canvas.thing(px, py):
                canvas.paint(patch, colour, c.SOLAR_PANEL, height_m=1.9, growth=0)


def _orchard(pen: Pen) -> None:
    plot = pen.plot
    width, height = plot.size
    step = max(6.5, 4.5 * pen.canvas.gsd_m)
    columns, rows = int((width - 6) / step), int((height - 6) / step)
    if columns < 1 or rows < 1:
        return
    rng, canvas = pen.rng, pen.canvas
    u = pen.middle[0] + (np.arange(columns) + 0.5 - columns / 2) * step
    v = pen.middle[1] + (np.arange(rows) + 0.5 - rows / 2) * step
    grid_u, grid_v = np.meshgrid(u, v)
    x, y = pen.layout.frame.to_world(grid_u.ravel(), grid_v.ravel())
    dry = pen.layout.terrain.shore_at(x, y) > 6.0
    present = rng.random(x.shape) < 0.93
    jitter = rng.normal(0, 0.25, (2, *x.shape))
    for px, py in zip((x + jitter[0])[dry & present], (y + jitter[1])[dry & present]):
        canvas.growth_spots.append((float(px), float(py)))


def _pivot(pen: Pen) -> None:
    """A field watered by a turning arm: a green circle in dry land."""
    radius = min(pen.plot.size) / 2 - 4
    if not pen.dry(*pen.middle, radius):
        return
    crops = CROPS["summer"]
    first, second = crops[int(pen.rng.integers(3))], crops[int(pen.rng.integers(len(crops)))]
    sector, spread = float(pen.rng.uniform(-3, 3)), float(pen.rng.uniform(0.3, 1.0))
    x, y, angle = pen.layout.frame.place(*pen.middle)
    patch = pen.canvas.ellipse(x, y, 2 * radius, 2 * radius, angle)
    if patch is None:
        return
    rings = np.sin(np.hypot(patch.along, patch.across) * np.float32(2 * math.pi / max(9.0, 4 * pen.canvas.gsd_m)))
    turn = np.abs(np.mod(np.arctan2(patch.across, patch.along) - sector + math.pi, 2 * math.pi) - math.pi)
    tone = np.where((turn < spread)[..., None], np.array(second[0], np.float32), np.array(first[0], np.float32))
    texture = pen.canvas.rgb[patch.rows, patch.cols].mean(axis=-1, keepdims=True) - np.float32(178.0)
    colour = (tone + rings[..., None] * np.float32(4.0) + np.clip(texture, -30, 30) * np.float32(0.5)).astype(
        np.float32
    )
    with pen.canvas.thing(x, y):
        pen.canvas.paint(patch, colour, c.CROP_FIELD, growth=0)
    end_x, end_y = x + math.cos(sector) * radius, y + math.sin(sector) * radius
    pen.canvas.paint(pen.canvas.line(x, y, end_x, end_y, 0.7), (196.0, 198.0, 196.0), opacity=0.8)


OPEN_PLOTS: dict[str, Callable[[Pen], None]] = {
    "sports": _sports,
    "tennis": _tennis,
    "parking": _parking,
    "park": _park,
    "solar": _solar,
    "orchard": _orchard,
    "pivot": _pivot,
}
