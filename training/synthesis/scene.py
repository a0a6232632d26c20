"""Renders a scene or a window of it: ground, streets, plots, water's edge, trees, shadows, then the sensor.

A window is drawn with a margin that holds every shadow and crown reaching into it, so that it equals the crop of the
whole scene exactly. Memory is O(window); layout is remembered per scene in small tables.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from training.synthesis.airfield import Airfield, draw_airfield
from training.synthesis.canvas import Canvas
from training.synthesis.ground import Positions, locate, paint_ground, plot_keys
from training.synthesis.harbor import draw_harbor
from training.synthesis.layout import Layout
from training.synthesis.noise import Floats, fbm, grain, hash_key
from training.synthesis.plots import draw_plot
from training.synthesis.spec import Light, SceneSpec
from training.synthesis.streets import paint_roundabouts, paint_streets
from training.synthesis.texturing import Textures, lay_textures
from training.synthesis.traffic import draw_traffic, draw_turbines
from training.synthesis.trees import MAX_RADIUS_M, draw_trees
from training.synthesis.waterfront import draw_waterfront
from training.synthesis.zones import KINDS

_TALLEST_M = 21.0
_BLUR_RADIUS = 3
# What a shadow leaves of the light, per band; and per light: gain, contrast and how much haze is added.
_AMBIENT: dict[Light, tuple[float, float, float]] = {
    "clear": (0.44, 0.49, 0.56),
    "hazy": (0.60, 0.64, 0.70),
    "overcast": (0.86, 0.87, 0.88),
}
_AIR: dict[Light, tuple[float, float, float]] = {
    "clear": (1.0, 1.0, 1.0),
    "hazy": (1.0, 0.84, 3.2),
    "overcast": (0.87, 0.90, 1.4),
}


@dataclass(frozen=True)
class Window:
    """A part of a scene in its pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Scene:
    """What was drawn.

    rgb_HWC: uint8. classes_HW: uint8, ids of CLASSES, what is visible on top. zones_HW: uint8, ids of ZONES, what the
    ground is used for. instances_HW: uint32, which object of its class a pixel belongs to, the same number in every
    window; 0 for ground, streets and vegetation.
    """

    rgb_HWC: NDArray[np.uint8]
    classes_HW: NDArray[np.uint8]
    zones_HW: NDArray[np.uint8]
    instances_HW: NDArray[np.uint32]

    def mask(self, kind: str) -> NDArray[np.bool_]:
        """The exact mask of a kind of target (a name of KINDS). Raises KeyError for another name."""
        wanted = KINDS[kind]
        mask = np.ones(self.classes_HW.shape, bool)
        if wanted.classes:
            mask &= np.isin(self.classes_HW, wanted.classes)
        if wanted.zones:
            mask &= np.isin(self.zones_HW, wanted.zones)
        return mask


@lru_cache(maxsize=4)
def _layout(spec: SceneSpec) -> Layout:
    return Layout(spec)


def render(
    spec: SceneSpec,
    window: Window | tuple[int, int, int, int] | None = None,
    textures: Textures | None = None,
) -> Scene:
    """Draw a scene, or the window (x, y, width, height) of it; with `textures` the ground shows real imagery's detail.

    The same spec (and textures) gives the same pixels, whole or by windows; textures change colours only. Memory: some
    300 bytes per pixel of the window. Raises ValueError for a window that does not lie inside the scene, and for
    textures of another ground sample distance.
    """
    if window is None:
        window = Window(0, 0, spec.width, spec.height)
    elif isinstance(window, tuple):
        window = Window(*window)
    if window.width < 1 or window.height < 1 or window.x < 0 or window.y < 0:
        raise ValueError(f"{window} is no window of a scene.")
    if window.x + window.width > spec.width or window.y + window.height > spec.height:
        raise ValueError(f"{window} reaches past the scene of {spec.width} x {spec.height} pixels.")
    left, top, right, bottom = _margins(spec)
    canvas = Canvas(
        window.x - left, window.y - top, window.width + left + right, window.height + top + bottom, spec.gsd_m
    )
    layout = _layout(spec)
    where = _draw(canvas, layout)
    if textures is not None:
        lay_textures(canvas, spec, textures, plot_keys(layout, where))
    _shade(canvas, spec)
    rgb = _expose(canvas, spec)
    inner = (slice(top, top + window.height), slice(left, left + window.width))
    return Scene(
        np.ascontiguousarray(rgb[inner]),
        np.ascontiguousarray(canvas.classes[inner]),
        np.ascontiguousarray(canvas.zones[inner]),
        np.ascontiguousarray(canvas.instances[inner]),
    )


def _margins(spec: SceneSpec) -> tuple[int, int, int, int]:
    """Pixels left, top, right, bottom: blur, one crown and its neighbour's rim, and shadows from the sun's side."""
    base = _BLUR_RADIUS + math.ceil((MAX_RADIUS_M * 1.3 + 1.0) / spec.gsd_m) + 2
    reach = _TALLEST_M / spec.sun[2] / spec.gsd_m
    west, north = max(-spec.sun[0], 0.0) * reach, max(-spec.sun[1], 0.0) * reach
    east, south = max(spec.sun[0], 0.0) * reach, max(spec.sun[1], 0.0) * reach
    return base + math.ceil(west), base + math.ceil(north), base + math.ceil(east), base + math.ceil(south)


def _draw(canvas: Canvas, layout: Layout) -> Positions:
    spec = layout.spec
    where = locate(canvas, layout)
    paint_ground(canvas, layout, where)
    paint_streets(canvas, layout, where)
    for site in layout.sites:
        if isinstance(site, Airfield):
            draw_airfield(canvas, site, spec.sun)
    plots = where.plots(layout)
    for plot in plots:
        draw_plot(canvas, layout, plot)
    paint_roundabouts(canvas, layout, where)
    for site in layout.sites:
        if not isinstance(site, Airfield):
            draw_harbor(canvas, site, spec.sun)
    draw_waterfront(canvas, layout)
    draw_traffic(canvas, layout, where, plots)
    draw_trees(canvas, spec)
    draw_turbines(canvas, layout)
    return where


def _shade(canvas: Canvas, spec: SceneSpec) -> None:
    """Throw shadows by walking from every pixel towards the sun over the heights."""
    sun_x, sun_y, sun_z = spec.sun
    flat = math.hypot(sun_x, sun_y)
    rise = sun_z / flat * spec.gsd_m
    reach = int(_TALLEST_M / rise)
    height = canvas.height_m
    dark: Floats = np.zeros_like(height)
    step = 1
    while step <= reach:
        dx, dy = round(sun_x / flat * step), round(sun_y / flat * step)
        rows, cols = canvas.height - abs(dy), canvas.width - abs(dx)
        if rows <= 0 or cols <= 0:
            break
        here = (slice(max(-dy, 0), max(-dy, 0) + rows), slice(max(-dx, 0), max(-dx, 0) + cols))
        there = (slice(max(dy, 0), max(dy, 0) + rows), slice(max(dx, 0), max(dx, 0) + cols))
        higher = height[there] - height[here] > np.float32(step * rise + 0.12)
        dark[here] = np.maximum(dark[here], higher)
        step += 1 if step < 16 else 2
    dark = ndimage.uniform_filter(dark, 3, mode="nearest") if spec.gsd_m < 0.8 else dark
    np.maximum(dark, canvas.shade, out=dark)
    canvas.rgb *= 1 - dark[..., None] * (1 - np.array(_AMBIENT[spec.light], np.float32))


def _expose(canvas: Canvas, spec: SceneSpec) -> NDArray[np.uint8]:
    """Turn ground colours into a photograph: uneven light, haze, colour cast, optics and grain."""
    rng = np.random.default_rng([spec.seed, 901])
    gain = np.float32(rng.uniform(0.93, 1.08)) * (1 + rng.uniform(-0.03, 0.03, 3)).astype(np.float32)
    haze = np.array((6.0, 9.0, 13.0), np.float32) * np.float32(rng.uniform(0.2, 1.3))
    contrast = np.float32(rng.uniform(0.96, 1.12))
    air_gain, air_contrast, air_haze = (np.float32(share) for share in _AIR[spec.light])
    gain, contrast, haze = gain * air_gain, contrast * air_contrast, haze * air_haze
    light = 1 + np.float32(0.035) * fbm(hash_key(spec.seed, 902), canvas.xs, canvas.ys, 190.0, 2)
    rgb = (canvas.rgb * light[..., None] - np.float32(118.0)) * (contrast * gain) + np.float32(118.0) * gain
    rgb = rgb * np.float32(0.96) + haze
    sigma = float(rng.uniform(0.45, 0.68))
    for band in range(3):
        ndimage.gaussian_filter(rgb[..., band], sigma, output=rgb[..., band], mode="nearest", radius=_BLUR_RADIUS)
    noise = grain(hash_key(spec.seed, 903), canvas.col0, canvas.row0, canvas.width, canvas.height)
    coarse = np.float32(2.6) * noise
    coarse[:, 1:] += np.float32(1.4) * noise[:, :-1]
    rgb += coarse[..., None]
    chroma = grain(hash_key(spec.seed, 904), canvas.col0, canvas.row0, canvas.width, canvas.height)
    rgb[..., 0] += np.float32(1.3) * chroma
    rgb[..., 2] -= np.float32(1.3) * chroma
    pixels: NDArray[np.uint8] = np.clip(rgb + np.float32(0.5), 0, 255).astype(np.uint8)
    return pixels
