"""Buildings from above: gabled, hipped and flat roofs lit by the sun, with heights that throw shadows."""

from __future__ import annotations

import math

import numpy as np

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas, Colour, one_thing
from training.synthesis.noise import Floats

TILE_ROOFS: tuple[Colour, ...] = (
    (166.0, 98.0, 74.0),
    (152.0, 88.0, 70.0),
    (178.0, 116.0, 88.0),
    (136.0, 84.0, 70.0),
    (96.0, 94.0, 96.0),
    (112.0, 106.0, 102.0),
    (128.0, 106.0, 92.0),
    (82.0, 84.0, 90.0),
    (142.0, 134.0, 126.0),
)
FLAT_ROOFS: tuple[Colour, ...] = (
    (186.0, 184.0, 178.0),
    (160.0, 158.0, 154.0),
    (206.0, 204.0, 198.0),
    (136.0, 134.0, 132.0),
    (170.0, 160.0, 146.0),
    (120.0, 126.0, 124.0),
    (150.0, 144.0, 150.0),
)
HALL_ROOFS: tuple[Colour, ...] = (
    (208.0, 208.0, 204.0),
    (178.0, 182.0, 184.0),
    (150.0, 162.0, 172.0),
    (222.0, 220.0, 214.0),
    (132.0, 148.0, 164.0),
    (186.0, 166.0, 146.0),
    (146.0, 150.0, 146.0),
    (164.0, 96.0, 82.0),
)


@one_thing
def draw_building(
    canvas: Canvas,
    x: float,
    y: float,
    length: float,
    width: float,
    angle: float,
    sun: tuple[float, float, float],
    roof: str,
    colour: Colour,
    eaves_m: float,
    slope: float,
    rng: np.random.Generator,
) -> None:
    """Draw one box-shaped building; `roof` is gable, hip or flat, `slope` the rise per metre of the roof.

    Takes the same numbers from `rng` wherever the window lies.
    """
    if length < width:
        length, width, angle = width, length, angle + math.pi / 2
    details = rng.random(12)
    patch = canvas.box(x, y, length, width, angle)
    if patch is None:
        return
    cos, sin = math.cos(angle), math.sin(angle)
    sun_along, sun_across = cos * sun[0] + sin * sun[1], cos * sun[1] - sin * sun[0]
    half_length, half_width = np.float32(length / 2), np.float32(width / 2)
    if roof == "flat":
        rim = np.minimum(half_length - np.abs(patch.along), half_width - np.abs(patch.across))
        light: Floats = np.where(rim < 0.55, np.float32(1.12), np.float32(1.0)).astype(np.float32)
        light *= 1 + np.float32(0.03) * np.sign(patch.along - np.float32((details[0] - 0.5) * length))
        height: Floats = np.where(rim < 0.55, np.float32(eaves_m + 0.6), np.float32(eaves_m)).astype(np.float32)
    else:
        to_ridge = np.abs(patch.across)
        to_end = np.abs(patch.along) - (half_length - half_width)
        at_end = (to_end > to_ridge) if roof == "hip" else np.zeros(to_ridge.shape, bool)
        rise = half_width - np.where(at_end, to_end, to_ridge)
        height = (np.float32(eaves_m) + np.float32(slope) * rise).astype(np.float32)
        norm = math.sqrt(1 + slope * slope)
        facing = np.where(
            at_end, np.sign(patch.along) * np.float32(sun_along), np.sign(patch.across) * np.float32(sun_across)
        )
        light = ((facing * np.float32(slope) + np.float32(sun[2])) / np.float32(norm * sun[2])).astype(np.float32)
        light = np.minimum(np.float32(0.38) + np.float32(0.62) * light, np.float32(1.2))
        along = np.where(at_end, patch.across, patch.along)
        light *= 1 + np.float32(0.035) * np.sin(along * np.float32(2 * math.pi / 1.1))
        ridge = np.clip(np.float32(1.0) - np.abs(rise - half_width) * np.float32(2.2), 0, 1)
        light += np.float32(0.08) * ridge
    tone = np.array(colour, np.float32) * np.float32(0.88 + 0.24 * details[1])
    canvas.paint(patch, light[..., None] * tone, c.BUILDING, height_m=height, growth=0)
    if roof == "flat":
        _roof_plant(canvas, x, y, length, width, angle, eaves_m, details)
    elif eaves_m < 5 and details[2] < 0.7:
        across = (details[3] - 0.5) * width * 0.4
        along = (details[4] - 0.5) * length * 0.7
        px, py = x + cos * along - sin * across, y + sin * along + cos * across
        chimney = eaves_m + slope * width / 2 + 0.8
        canvas.paint(canvas.box(px, py, 1.0, 0.8, angle), (122.0, 96.0, 84.0), c.BUILDING, height_m=chimney)


def _roof_plant(
    canvas: Canvas, x: float, y: float, length: float, width: float, angle: float, eaves_m: float, details: np.ndarray
) -> None:
    cos, sin = math.cos(angle), math.sin(angle)
    for unit in range(4):
        if min(length, width) < 7 or details[2 + unit] < 0.35:
            continue
        along = (details[6 + unit] - 0.5) * (length - 5)
        across = (details[2 + unit] - 0.68) * 1.2 * (width - 5)
        px, py = x + cos * along - sin * across, y + sin * along + cos * across
        size = 1.6 + 2.2 * details[5 + unit]
        canvas.paint(
            canvas.box(px, py, size, size * 0.7, angle), (204.0, 204.0, 202.0), c.BUILDING, height_m=eaves_m + 1.8
        )
