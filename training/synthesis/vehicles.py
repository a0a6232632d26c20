"""Cars, lorries and boats: small hulls in many colours."""

from __future__ import annotations

import math

import numpy as np

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas, Colour, one_thing

CAR_COLOURS: tuple[Colour, ...] = (
    (232.0, 232.0, 230.0),
    (228.0, 228.0, 226.0),
    (40.0, 42.0, 46.0),
    (58.0, 60.0, 64.0),
    (150.0, 152.0, 154.0),
    (182.0, 184.0, 186.0),
    (160.0, 40.0, 38.0),
    (44.0, 66.0, 118.0),
    (76.0, 108.0, 150.0),
    (104.0, 96.0, 84.0),
    (52.0, 78.0, 62.0),
    (196.0, 168.0, 70.0),
)


@one_thing
def draw_car(canvas: Canvas, x: float, y: float, angle: float, colour: int, length_m: float = 4.5) -> None:
    """Draw a car (or, longer than 6 m, a lorry with its cab) heading along `angle`."""
    width = 1.9 if length_m < 6 else 2.5
    body = canvas.box(x, y, length_m, width, angle)
    if body is None:
        return
    tone = CAR_COLOURS[colour % len(CAR_COLOURS)]
    if length_m >= 6:
        tone = (214.0, 212.0, 208.0) if colour % 3 else tone
        canvas.paint(body, tone, c.CAR, height_m=3.2, growth=0)
        cx, cy = x + math.cos(angle) * length_m * 0.42, y + math.sin(angle) * length_m * 0.42
        canvas.paint(canvas.box(cx, cy, length_m * 0.16, width, angle), CAR_COLOURS[(colour + 5) % 12], c.CAR)
        return
    canvas.paint(body, tone, c.CAR, height_m=1.5, growth=0)
    if canvas.gsd_m < 0.9:
        glass = (52.0, 58.0, 66.0)
        for along, size in ((0.17, 0.12), (-0.3, 0.09)):
            gx, gy = x + math.cos(angle) * length_m * along, y + math.sin(angle) * length_m * along
            canvas.paint(canvas.box(gx, gy, length_m * size, width * 0.8, angle), glass, opacity=0.8)


@one_thing
def draw_boat(canvas: Canvas, x: float, y: float, angle: float, length_m: float, kind: int, wake: bool = False) -> None:
    """Draw a boat with its bow along `angle`: white hull, wooden or blue deck; a wake if it is under way."""
    beam = length_m * (0.34 if length_m < 9 else 0.28)
    cos, sin = math.cos(angle), math.sin(angle)
    if wake:
        for part in range(10):
            back = length_m * (0.4 + part * 0.55)
            canvas.paint(
                canvas.ellipse(x - cos * back, y - sin * back, length_m * 1.5, beam * (0.6 + part * 0.17), angle),
                (196.0, 208.0, 208.0),
                opacity=0.26 - part * 0.025,
            )
    bow, half = length_m / 2, beam / 2
    hull = [(-bow, -half * 0.8), (bow * 0.25, -half), (bow, 0.0), (bow * 0.25, half), (-bow, half * 0.8)]
    patch = canvas.polygon(x, y, angle, hull)
    if patch is None:
        return
    white: Colour = (234.0, 234.0, 230.0) if kind % 5 else (70.0, 92.0, 128.0)
    canvas.paint(patch, white, c.BOAT, height_m=1.2, growth=0)
    deck: Colour = ((176.0, 146.0, 108.0), (206.0, 204.0, 198.0), (84.0, 116.0, 154.0))[kind % 3]
    canvas.paint(
        canvas.box(x - cos * bow * 0.3, y - sin * bow * 0.3, length_m * 0.42, beam * 0.55, angle), deck, c.BOAT
    )
    cabin: Colour = (88.0, 96.0, 104.0)
    canvas.paint(
        canvas.box(x + cos * bow * 0.16, y + sin * bow * 0.16, length_m * 0.12, beam * 0.6, angle),
        cabin,
        c.BOAT,
        height_m=1.8,
    )


def pick_colour(rng: np.random.Generator) -> int:
    """A colour number, white and grey more often."""
    return int(rng.integers(len(CAR_COLOURS)))
