"""A pen that draws in the frame of the streets: it turns (u, v) of a plot into the world and keeps out of the water."""

from __future__ import annotations

import math

import numpy as np

from training.synthesis import classes as c
from training.synthesis.buildings import FLAT_ROOFS, HALL_ROOFS, TILE_ROOFS, draw_building
from training.synthesis.canvas import Canvas, Colour, Patch
from training.synthesis.layout import Layout, Plot
from training.synthesis.vehicles import draw_car, pick_colour


class Pen:
    """Draws on one canvas after one layout; angles are relative to the u axis at the place."""

    def __init__(self, canvas: Canvas, layout: Layout, plot: Plot) -> None:
        self.canvas, self.layout, self.plot = canvas, layout, plot
        self.rng = np.random.default_rng([plot.key, 7])
        self.sun = layout.spec.sun
        middle_u, middle_v = (plot.u0 + plot.u1) / 2, (plot.v0 + plot.v1) / 2
        self.middle = (middle_u, middle_v)

    def dry(self, u: float, v: float, reach: float) -> bool:
        """Whether a spot keeps `reach` metres from water, airfields and harbours."""
        if not self.plot.near_water and not self.layout.sites:
            return True
        x, y, _ = self.layout.frame.place(u, v)
        if self.layout.on_site(x, y, reach):
            return False
        return not self.plot.near_water or float(self.layout.terrain.shore_at(np.array([x]), np.array([y]))[0]) > reach

    def _on_roundabout(self, u: float, v: float, reach: float) -> bool:
        layout, spacing = self.layout, self.layout.spacing_m
        line_u, line_v = round(u / spacing), round(v / spacing)
        off = math.hypot(u - layout.line(True, line_u), v - layout.line(False, line_v)) - reach
        return off < 26.0 and off < layout.roundabout_radius(line_u, line_v) + 3.0

    def box(self, u: float, v: float, length: float, width: float, turn: float = 0.0) -> Patch | None:
        x, y, angle = self.layout.frame.place(u, v)
        return self.canvas.box(x, y, length, width, angle + turn)

    def rect(
        self,
        u: float,
        v: float,
        length: float,
        width: float,
        colour: Colour,
        class_id: int | None,
        turn: float = 0.0,
        opacity: float = 1.0,
        growth: int | None = 0,
        height_m: float | None = None,
    ) -> None:
        """Paint a flat rectangle."""
        x, y, angle = self.layout.frame.place(u, v)
        patch = self.canvas.box(x, y, length, width, angle + turn)
        if class_id in (c.SWIMMING_POOL, c.SOLAR_PANEL):
            with self.canvas.thing(x, y):
                self.canvas.paint(patch, colour, class_id, opacity=opacity, growth=growth, height_m=height_m)
        else:
            self.canvas.paint(patch, colour, class_id, opacity=opacity, growth=growth, height_m=height_m)

    def house(
        self,
        u: float,
        v: float,
        length: float,
        width: float,
        turn: float,
        roof: str,
        palette: str,
        eaves_m: float,
        slope: float = 0.6,
    ) -> bool:
        """Draw a building unless it would stand in water; says whether it stands."""
        colours = {"tile": TILE_ROOFS, "flat": FLAT_ROOFS, "hall": HALL_ROOFS}[palette]
        colour = colours[int(self.rng.integers(len(colours)))]
        if not self.dry(u, v, max(length, width) * 0.55 + 3.0) or self._on_roundabout(
            u, v, math.hypot(length, width) / 2
        ):
            self.rng.random(12)
            return False
        x, y, angle = self.layout.frame.place(u, v)
        draw_building(self.canvas, x, y, length, width, angle + turn, self.sun, roof, colour, eaves_m, slope, self.rng)
        return True

    def car(self, u: float, v: float, turn: float, length_m: float = 4.5) -> None:
        x, y, angle = self.layout.frame.place(u, v)
        colour = pick_colour(self.rng)
        draw_car(self.canvas, x, y, angle + turn + float(self.rng.normal(0, 0.02)), colour, length_m)

    def car_park(self, u: float, v: float, length: float, width: float, fill: float) -> None:
        """An asphalt lot with double rows of bays along u, aisles between them, cars in a share `fill` of the bays."""
        rng = self.rng
        if not self.dry(u, v, max(length, width) * 0.5):
            return
        shade = float(rng.uniform(-10, 14))
        asphalt = (116.0 + shade, 116.0 + shade, 117.0 + shade)
        x, y, angle = self.layout.frame.place(u, v)
        cos, sin = math.cos(angle), math.sin(angle)

        def at(a: float, b: float) -> tuple[float, float]:
            return x + cos * a - sin * b, y + sin * a + cos * b

        lot = self.canvas.box(x, y, length, width, angle)
        with self.canvas.thing(x, y):
            self.canvas.paint(lot, asphalt, c.PARKING_LOT, growth=0, opacity=0.93)
        rows = max(int((width - 1) / 8.6), 1)
        bays = max(int((length - 6) / 2.7), 1)
        line: Colour = (206.0, 206.0, 200.0)
        for row in range(rows):
            b = -width / 2 + (row + 0.5) * width / rows
            paired = 1.0 if row % 2 == 0 else -1.0
            centre = b + paired * (width / rows / 2 - 2.6) * -1.0
            if self.canvas.gsd_m < 1.0:
                spine = centre - paired * 2.5
                self.canvas.paint(self.canvas.box(*at(0, spine), bays * 2.7, 0.22, angle), line, opacity=0.6)
                for bay in range(bays + 1):
                    a = (bay - bays / 2) * 2.7
                    self.canvas.paint(self.canvas.box(*at(a, centre), 0.16, 5.0, angle), line, opacity=0.6)
            taken = rng.random(bays) < fill * (1.25 - 0.5 * row / rows)
            colours, jitter = rng.integers(12, size=bays), rng.normal(0, 0.15, (bays, 2))
            heading = rng.random(bays) < 0.5
            for bay in np.flatnonzero(taken).tolist():
                a = (bay + 0.5 - bays / 2) * 2.7 + jitter[bay, 0]
                px, py = at(a, centre + jitter[bay, 1])
                turn = math.pi / 2 if heading[bay] else -math.pi / 2
                draw_car(self.canvas, px, py, angle + turn, int(colours[bay]), 4.4)
