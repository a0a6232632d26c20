"""Airplanes and wind turbines: what has wings."""

from __future__ import annotations

import math

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas, Colour, one_thing

_TRIMS: tuple[Colour, ...] = ((176.0, 48.0, 44.0), (44.0, 78.0, 138.0), (206.0, 206.0, 204.0), (60.0, 60.0, 66.0))


@one_thing
def draw_airplane(canvas: Canvas, x: float, y: float, angle: float, length_m: float, trim: int) -> None:
    """Draw an airplane with its nose towards `angle`: swept wings when long, straight ones when small."""
    white: Colour = (232.0, 232.0, 230.0)
    colour = _TRIMS[trim % len(_TRIMS)]
    size = length_m
    swept = 0.20 if size > 20 else 0.01
    root, tip = size * 0.17, size * 0.07
    body = size * (0.105 if size > 20 else 0.12)
    height = 4.5 if size > 20 else 2.0
    for side in (1, -1):
        wing = [
            (size * 0.08, 0.0),
            (size * (0.08 - swept), side * size * 0.47),
            (size * (0.08 - swept) - tip, side * size * 0.47),
            (size * 0.08 - root - size * 0.02, 0.0),
        ]
        tail = [
            (-size * 0.36, 0.0),
            (-size * (0.38 + swept * 0.4), side * size * 0.17),
            (-size * (0.43 + swept * 0.4), side * size * 0.17),
            (-size * 0.46, 0.0),
        ]
        for points, shade in ((wing, 0.93), (tail, 0.9)):
            ring = points if side > 0 else points[::-1]
            tone = (white[0] * shade, white[1] * shade, white[2] * shade)
            canvas.paint(canvas.polygon(x, y, angle, ring), tone, c.AIRPLANE, height_m=height, growth=0)
        if size > 20:
            ex, ey = _offset(x, y, angle, size * 0.05, side * size * 0.17)
            canvas.paint(canvas.box(ex, ey, size * 0.1, size * 0.045, angle), (170.0, 170.0, 174.0), c.AIRPLANE)
    canvas.paint(canvas.ellipse(x, y, size, body, angle), white, c.AIRPLANE, height_m=height, growth=0)
    fx, fy = _offset(x, y, angle, -size * 0.06, 0)
    canvas.paint(canvas.box(fx, fy, size * 0.66, body * 0.82, angle), white, c.AIRPLANE, height_m=height, growth=0)
    tx, ty = _offset(x, y, angle, -size * 0.4, 0)
    canvas.paint(canvas.box(tx, ty, size * 0.17, max(body * 0.22, 0.5), angle), colour, c.AIRPLANE, height_m=height + 2)
    nx, ny = _offset(x, y, angle, size * 0.42, 0)
    canvas.paint(canvas.box(nx, ny, size * 0.03, body * 0.5, angle), (60.0, 66.0, 74.0), c.AIRPLANE)


@one_thing
def draw_wind_turbine(
    canvas: Canvas, x: float, y: float, sun: tuple[float, float, float], rotor: float, facing: float
) -> None:
    """Draw a 75 m turbine seen slightly from the side: pad, leaning tower, three blades, and its long shadow.

    rotor: turn of the blades, facing: direction of the axis; radians.
    """
    canvas.paint(canvas.ellipse(x, y, 17, 17), (176.0, 164.0, 142.0), c.LAND_UNPAVED, growth=0)
    canvas.paint(canvas.box(x + 14, y + 3, 26, 12, 0.2), (172.0, 160.0, 138.0), c.LAND_UNPAVED, growth=0)
    tall, blade = 75.0, 31.0
    flat = math.hypot(sun[0], sun[1])
    reach = flat / sun[2]
    drift = (-sun[0] / flat * reach, -sun[1] / flat * reach)  # shadow offset per metre of height
    lean = (0.05, -0.22)  # the camera's offset per metre of height
    side = (-math.sin(facing), math.cos(facing))
    canvas.cast(canvas.line(x, y, x + drift[0] * tall, y + drift[1] * tall, 2.4))
    hub = (x + lean[0] * tall, y + lean[1] * tall)
    shadow_hub = (x + drift[0] * tall, y + drift[1] * tall)
    white = (236.0, 237.0, 236.0)
    for part in range(8):  # the tower tapers
        low, high = part / 8, (part + 1) / 8
        canvas.paint(
            canvas.line(
                x + lean[0] * tall * low,
                y + lean[1] * tall * low,
                x + lean[0] * tall * high,
                y + lean[1] * tall * high,
                3.6 - 1.8 * low,
            ),
            (222.0, 224.0, 224.0),
            c.WIND_TURBINE,
            growth=0,
        )
    for spoke in range(3):
        turn = rotor + spoke * 2 * math.pi / 3
        out, up = blade * math.cos(turn), blade * math.sin(turn)
        tip = (hub[0] + side[0] * out + lean[0] * up, hub[1] + side[1] * out + lean[1] * up)
        dark = (shadow_hub[0] + side[0] * out + drift[0] * up, shadow_hub[1] + side[1] * out + drift[1] * up)
        canvas.cast(canvas.line(*shadow_hub, *dark, 1.6))
        middle = ((hub[0] + tip[0]) / 2, (hub[1] + tip[1]) / 2)
        canvas.paint(canvas.line(*hub, *tip, 1.2), white, c.WIND_TURBINE, growth=0)
        canvas.paint(canvas.line(*hub, *middle, 1.9), white, c.WIND_TURBINE, growth=0)
    canvas.paint(canvas.box(hub[0], hub[1], 9, 3.6, facing), white, c.WIND_TURBINE, growth=0)
    canvas.paint(canvas.ellipse(x, y, 4.2, 4.2), (214.0, 216.0, 216.0), c.WIND_TURBINE, growth=0)


def _offset(x: float, y: float, angle: float, along: float, across: float) -> tuple[float, float]:
    cos, sin = math.cos(angle), math.sin(angle)
    return x + cos * along - sin * across, y + sin * along + cos * across
