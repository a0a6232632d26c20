"""A window of a scene while it is drawn: colours, classes, heights and where trees may grow.

Shapes are painted by analytic coverage in world metres (a pixel's share of a shape, from its distance to the edge): no
supersampling, and a window gets exactly the values of the whole scene.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

import numpy as np
from numpy.typing import NDArray

from training.synthesis.noise import Axis, Floats, hash_key

Colour = tuple[float, float, float]
_Rest = ParamSpec("_Rest")


def object_id(x: float, y: float) -> int:
    """The instance id of what stands at (x, y) in world metres: 1 to 2**32 - 1, the same in every window."""
    return hash_key(round(x * 64), round(y * 64)) or 1


@dataclass(frozen=True)
class Patch:
    """The part of a canvas that a shape touches: local coordinates in metres and coverage 0..1, all of shape (h, w)."""

    rows: slice
    cols: slice
    along: Floats
    across: Floats
    cover: Floats


class Canvas:
    """Arrays of one window; origin (col0, row0) in pixels of the scene, which may be negative (margin)."""

    def __init__(self, col0: int, row0: int, width: int, height: int, gsd_m: float) -> None:
        self.col0, self.row0, self.width, self.height, self.gsd_m = col0, row0, width, height, gsd_m
        self.xs: Axis = (np.arange(col0, col0 + width) + 0.5) * np.float64(gsd_m)
        self.ys: Axis = (np.arange(row0, row0 + height) + 0.5) * np.float64(gsd_m)
        self.rgb: Floats = np.zeros((height, width, 3), np.float32)
        self.classes: NDArray[np.uint8] = np.zeros((height, width), np.uint8)
        self.zones: NDArray[np.uint8] = np.zeros((height, width), np.uint8)
        self.instances: NDArray[np.uint32] = np.zeros((height, width), np.uint32)  # which object, 0 = none
        self._instance = 0
        self.height_m: Floats = np.zeros((height, width), np.float32)
        self.growth: NDArray[np.uint8] = np.zeros((height, width), np.uint8)  # chance of a tree, 255 = surely
        self.growth_spots: list[tuple[float, float]] = []  # feet of planted trees, world metres
        self.shade: Floats = np.zeros((height, width), np.float32)  # shadows of things too tall for height_m

    @contextmanager
    def thing(self, x: float, y: float) -> Iterator[None]:
        """Everything painted inside belongs to one object, known by its place in the world."""
        outer, self._instance = self._instance, object_id(x, y)
        yield
        self._instance = outer

    def touches(self, x: float, y: float, reach_m: float) -> bool:
        """Whether anything within `reach_m` of a place may lie on the canvas."""
        return self._area(x, y, reach_m, reach_m) is not None

    def _area(self, x: float, y: float, reach_x: float, reach_y: float) -> tuple[slice, slice] | None:
        left = max(math.floor((x - reach_x) / self.gsd_m) - 1 - self.col0, 0)
        right = min(math.ceil((x + reach_x) / self.gsd_m) + 1 - self.col0, self.width)
        top = max(math.floor((y - reach_y) / self.gsd_m) - 1 - self.row0, 0)
        bottom = min(math.ceil((y + reach_y) / self.gsd_m) + 1 - self.row0, self.height)
        if left >= right or top >= bottom:
            return None
        return slice(top, bottom), slice(left, right)

    def _local(self, area: tuple[slice, slice], x: float, y: float, angle: float) -> tuple[Floats, Floats]:
        dx = (self.xs[area[1]] - x).astype(np.float32)[None, :]
        dy = (self.ys[area[0]] - y).astype(np.float32)[:, None]
        cos, sin = np.float32(math.cos(angle)), np.float32(math.sin(angle))
        return cos * dx + sin * dy, cos * dy - sin * dx

    def box(self, x: float, y: float, length: float, width: float, angle: float) -> Patch | None:
        """A rectangle around (x, y), `length` metres along `angle` (radians, clockwise on the image)."""
        cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
        area = self._area(x, y, (cos * length + sin * width) / 2, (sin * length + cos * width) / 2)
        if area is None:
            return None
        along, across = self._local(area, x, y, angle)
        scale = np.float32(1.0 / self.gsd_m)
        cover = np.clip((np.float32(length / 2) - np.abs(along)) * scale + np.float32(0.5), 0, 1)
        cover *= np.clip((np.float32(width / 2) - np.abs(across)) * scale + np.float32(0.5), 0, 1)
        return Patch(area[0], area[1], along, across, cover)

    def ellipse(self, x: float, y: float, length: float, width: float, angle: float = 0.0) -> Patch | None:
        """An ellipse with axes `length` along `angle` and `width` across it."""
        reach = max(length, width) / 2
        area = self._area(x, y, reach, reach)
        if area is None:
            return None
        along, across = self._local(area, x, y, angle)
        radius = np.sqrt((along * np.float32(2 / length)) ** 2 + (across * np.float32(2 / width)) ** 2)
        edge = (np.float32(1.0) - radius) * np.float32(min(length, width) / 2 / self.gsd_m)
        return Patch(area[0], area[1], along, across, np.clip(edge + np.float32(0.5), 0, 1))

    def polygon(self, x: float, y: float, angle: float, points: Sequence[tuple[float, float]]) -> Patch | None:
        """A convex polygon; its points (along, across) in metres, clockwise on the image, around (x, y)."""
        reach = max(math.hypot(a, b) for a, b in points)
        area = self._area(x, y, reach, reach)
        if area is None:
            return None
        along, across = self._local(area, x, y, angle)
        cover = np.ones_like(along)
        for (a0, b0), (a1, b1) in zip(points, [*points[1:], points[0]]):
            size = math.hypot(a1 - a0, b1 - b0)
            inward = (along - np.float32(a0)) * np.float32((b0 - b1) / size)
            inward += (across - np.float32(b0)) * np.float32((a1 - a0) / size)
            np.minimum(cover, inward * np.float32(1 / self.gsd_m) + np.float32(0.5), out=cover)
        return Patch(area[0], area[1], along, across, np.clip(cover, 0, 1))

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float) -> Patch | None:
        """A straight stroke between two points of the world."""
        return self.box((x0 + x1) / 2, (y0 + y1) / 2, math.hypot(x1 - x0, y1 - y0), width, math.atan2(y1 - y0, x1 - x0))

    def paint(
        self,
        patch: Patch | None,
        colour: Colour | Floats,
        class_id: int | None = None,
        *,
        height_m: float | Floats | None = None,
        growth: int | None = None,
        opacity: float | Floats = 1.0,
    ) -> None:
        """Blend a colour (one, or one per pixel) into a patch; set class and height where it covers half a pixel."""
        if patch is None:
            return
        cover = patch.cover if isinstance(opacity, float) and opacity == 1.0 else patch.cover * np.float32(1) * opacity
        view = self.rgb[patch.rows, patch.cols]
        view += cover[..., None] * (np.asarray(colour, np.float32) - view)
        inside = cover >= 0.5
        if class_id is not None:
            classes, instances = self.classes[patch.rows, patch.cols], self.instances[patch.rows, patch.cols]
            instances[inside if self._instance else inside & (classes != class_id)] = self._instance
            classes[inside] = class_id
        if growth is not None:
            self.growth[patch.rows, patch.cols][inside] = growth
        if height_m is not None:
            values = np.broadcast_to(np.asarray(height_m, np.float32), inside.shape)
            self.height_m[patch.rows, patch.cols][inside] = values[inside]

    def cast(self, patch: Patch | None, strength: float = 1.0) -> None:
        """Add a shadow of its own to a patch (for what is too tall and thin for the height raster)."""
        if patch is not None:
            view = self.shade[patch.rows, patch.cols]
            np.maximum(view, patch.cover * np.float32(strength), out=view)


def one_thing(
    draw: Callable[Concatenate[Canvas, float, float, _Rest], None],
) -> Callable[Concatenate[Canvas, float, float, _Rest], None]:
    """Make everything that a draw function paints one object, named by its place (x, y)."""

    @wraps(draw)
    def drawn(canvas: Canvas, x: float, y: float, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> None:
        with canvas.thing(x, y):
            draw(canvas, x, y, *args, **kwargs)

    return drawn
