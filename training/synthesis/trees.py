"""Trees: one candidate per cell of a fine hashed grid, drawn all at once as lumpy, sunlit crowns.

Whether a tree stands is read from the growth raster at its foot, so the canvas must reach one crown past the window.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas, object_id
from training.synthesis.noise import Floats, fbm, hash_key, hash_lattice, value_noise
from training.synthesis.spec import SceneSpec

MAX_RADIUS_M = 4.9
_CROWNS = {
    "summer": ((62, 84, 50), (84, 104, 62), (52, 72, 46), (96, 112, 68)),
    "autumn": ((92, 92, 54), (140, 104, 58), (122, 78, 50), (66, 78, 50)),
    "dry": ((78, 88, 58), (98, 102, 68), (66, 76, 52), (112, 110, 74)),
    "winter": ((104, 94, 80), (120, 108, 92), (54, 68, 50), (128, 116, 98)),
}


def draw_trees(canvas: Canvas, spec: SceneSpec) -> None:
    """Draw every tree whose foot stands on the canvas; writes classes and heights."""
    step: float = max(6.2, 4.0 * spec.gsd_m)
    cols = np.arange(int(np.floor(canvas.xs[0] / step)), int(np.floor(canvas.xs[-1] / step)) + 1)
    rows = np.arange(int(np.floor(canvas.ys[0] / step)), int(np.floor(canvas.ys[-1] / step)) + 1)

    def draw(number: int) -> Floats:
        return hash_lattice(hash_key(spec.seed, 600, number), rows[:, None], cols[None, :]).ravel()

    grid_x, grid_y = (
        np.broadcast_to(cols[None, :], (len(rows), len(cols))),
        np.broadcast_to(rows[:, None], (len(rows), len(cols))),
    )
    x = (grid_x.ravel() + 0.1 + 0.8 * draw(0)) * step
    y = (grid_y.ravel() + 0.1 + 0.8 * draw(1)) * step
    col = np.floor(x / spec.gsd_m).astype(np.int64) - canvas.col0
    row = np.floor(y / spec.gsd_m).astype(np.int64) - canvas.row0
    inside = (col >= 0) & (col < canvas.width) & (row >= 0) & (row < canvas.height)
    chance = np.zeros(x.shape, np.float32)
    chance[inside] = canvas.growth[row[inside], col[inside]]
    middle_x, middle_y = (cols + np.float64(0.5)) * step, (rows + np.float64(0.5)) * step
    clump = value_noise(hash_key(spec.seed, 601), middle_x, middle_y, 34.0).ravel()
    chance = np.where(chance < 200, chance * np.clip(1.0 + 1.5 * clump, 0.1, 2.5), chance)
    stands = draw(2) * 255.0 < chance
    size = draw(3)
    radius = np.where(chance > 200, 3.0 + 1.9 * size, 1.6 + 2.9 * size * size)[stands].astype(np.float32)
    tone = (0.62 * draw(4) + 0.38 * (0.5 + 0.5 * clump))[stands]
    planted = np.array(canvas.growth_spots, np.float64).reshape(-1, 2)
    count = len(planted)
    _draw_crowns(
        canvas,
        spec,
        np.concatenate([x[stands], planted[:, 0]]),
        np.concatenate([y[stands], planted[:, 1]]),
        np.concatenate([radius, np.full(count, 2.3, np.float32)]),
        np.concatenate([np.clip(tone, 0, 0.999), np.full(count, 0.45, np.float32)]),
        np.concatenate([draw(5)[stands], np.full(count, 0.5, np.float32)]),
    )


def _draw_crowns(
    canvas: Canvas,
    spec: SceneSpec,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    radius: Floats,
    tone: Floats,
    shade: Floats,
) -> None:
    if len(x) == 0:
        return
    gsd = canvas.gsd_m
    lumps = fbm(hash_key(spec.seed, 610), canvas.xs, canvas.ys, 2.6, 2, 0.7)
    reach = int(np.ceil(MAX_RADIUS_M / gsd)) + 1
    span = np.arange(-reach, reach + 1)
    crown: Floats = np.zeros((canvas.height, canvas.width), np.float32)
    owner: NDArray[np.int64] = np.zeros((canvas.height, canvas.width), np.int64)
    for start in range(0, len(x), 512):
        part = slice(start, start + 512)
        col = np.floor(x[part] / gsd).astype(np.int64)[:, None, None] + span[None, None, :]
        row = np.floor(y[part] / gsd).astype(np.int64)[:, None, None] + span[None, :, None]
        dx = ((col + 0.5) * gsd - x[part][:, None, None]).astype(np.float32)
        dy = ((row + 0.5) * gsd - y[part][:, None, None]).astype(np.float32)
        col, row = col - canvas.col0, row - canvas.row0
        local = np.clip(row, 0, canvas.height - 1) * canvas.width + np.clip(col, 0, canvas.width - 1)
        rim = radius[part][:, None, None] * (1 + np.float32(0.26) * lumps.ravel()[local])
        squared = dx * dx + dy * dy
        hit = (squared < rim * rim) & (row >= 0) & (row < canvas.height) & (col >= 0) & (col < canvas.width)
        top = np.sqrt(np.maximum(rim * rim - squared, 0)) + np.float32(0.9) * radius[part][:, None, None]
        who, where = np.nonzero(hit.reshape(hit.shape[0], -1))
        flat, heights = local.reshape(hit.shape[0], -1)[who, where], top.reshape(hit.shape[0], -1)[who, where]
        np.maximum.at(crown.ravel(), flat, heights)
        wins = crown.ravel()[flat] == heights
        owner.ravel()[flat[wins]] = start + who[wins]
    mask = crown > 0
    surface = crown + np.float32(0.55) * lumps
    slope_x = np.zeros_like(surface)
    slope_y = np.zeros_like(surface)
    slope_x[:, 1:-1] = (surface[:, 2:] - surface[:, :-2]) / np.float32(2 * gsd)
    slope_y[1:-1] = (surface[2:] - surface[:-2]) / np.float32(2 * gsd)
    sun = spec.sun
    sloped = np.clip(slope_x[mask], -1.6, 1.6) * np.float32(sun[0]) + np.clip(slope_y[mask], -1.6, 1.6) * np.float32(
        sun[1]
    )
    light = np.clip(np.float32(0.96) - np.float32(0.5) * sloped, 0.5, 1.5)
    palette = np.array(_CROWNS["dry" if spec.kind == "desert" else spec.season], np.float32)
    place = owner[mask]
    kind = tone[place] * (len(palette) - 1)
    low = kind.astype(np.int64)
    colour = palette[low] + (palette[low + 1] - palette[low]) * (kind - low)[:, None].astype(np.float32)
    light *= np.float32(0.86) + np.float32(0.28) * shade[place]
    light *= 1 + np.float32(0.10) * lumps[mask]
    if gsd < 0.4:
        leaves = fbm(hash_key(spec.seed, 611), canvas.xs, canvas.ys, 0.8, 2, 0.8)
        light *= 1 + np.float32(0.16) * leaves[mask]
    canvas.rgb[mask] = colour * light[:, None]
    canvas.classes[mask] = c.TREE
    names = np.array([object_id(float(px), float(py)) for px, py in zip(x, y)], np.uint32)
    canvas.instances[mask] = names[place]
    canvas.height_m[mask] = np.maximum(canvas.height_m[mask], crown[mask] * np.float32(1.35))
