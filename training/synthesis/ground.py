"""The ground before anything stands on it: soils, lawns, crops, water, beaches, streets, painted per pixel.

Each pixel looks up its plot in tables (one row per plot the window touches) and mixes noise textures; streets are
distances to the lines of the street grid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas, object_id
from training.synthesis.land_use import CROPS, ground_of
from training.synthesis.layout import MAX_PARTS, Layout, Plot
from training.synthesis.noise import Floats, fbm, grain, hash_key, value_noise
from training.synthesis.water import Coast, Water
from training.synthesis.zones import ZONE_OF_USE

_SLOTS = MAX_PARTS * MAX_PARTS


@dataclass(frozen=True)
class Positions:
    """Where each pixel of a canvas lies: cell and plot indices, and metres to the nearest street lines."""

    u: Floats
    v: Floats
    shore: Floats
    water: NDArray[np.int16]  # which of `waters` is nearest, -1 for none
    waters: tuple[Water, ...]
    first_u: int
    first_v: int
    line_u: NDArray[np.int64]
    line_v: NDArray[np.int64]
    off_u: Floats
    off_v: Floats
    cell: NDArray[np.int64]
    slot: NDArray[np.int64]
    inner: Floats  # metres to the nearest street inside a cell
    cells: tuple[tuple[int, int], ...]

    def plots(self, layout: Layout) -> list[Plot]:
        """All plots of the cells that the canvas touches, row by row."""
        return [plot for i, j in self.cells for plot in layout.cell(i, j).plots]


def locate(canvas: Canvas, layout: Layout) -> Positions:
    """Find cell, plot and distances for every pixel."""
    u, v = layout.frame.to_uv(canvas.xs[None, :], canvas.ys[:, None])
    shore, water, waters = layout.terrain.shore_and_owner(canvas.xs, canvas.ys)
    spacing = layout.spacing_m
    line_u, line_v = np.rint(u / spacing).astype(np.int64), np.rint(v / spacing).astype(np.int64)
    low_u, high_u = int(line_u.min()) - 1, int(line_u.max()) + 1
    low_v, high_v = int(line_v.min()) - 1, int(line_v.max()) + 1
    lines_u = np.array([layout.line(True, k) for k in range(low_u, high_u + 1)])
    lines_v = np.array([layout.line(False, k) for k in range(low_v, high_v + 1)])
    off_u = (u - lines_u[line_u - low_u]).astype(np.float32)
    off_v = (v - lines_v[line_v - low_v]).astype(np.float32)
    cell_u, cell_v = line_u - (off_u < 0) - low_u, line_v - (off_v < 0) - low_v
    count_u, count_v = high_u - low_u, high_v - low_v
    cells = tuple((low_u + i, low_v + j) for j in range(count_v) for i in range(count_u))
    cell = cell_v * count_u + cell_u
    facts = [layout.cell(i, j) for i, j in cells]
    parts_u = np.array([fact.parts_u for fact in facts], np.float32)[cell]
    parts_v = np.array([fact.parts_v for fact in facts], np.float32)[cell]
    streets = np.array([fact.streets for fact in facts])[cell]
    size_u, size_v = np.diff(lines_u)[cell_u].astype(np.float32), np.diff(lines_v)[cell_v].astype(np.float32)
    share_u = ((u - lines_u[cell_u]).astype(np.float32)) / size_u * parts_u
    share_v = ((v - lines_v[cell_v]).astype(np.float32)) / size_v * parts_v
    slot_u = np.clip(share_u.astype(np.int64), 0, parts_u.astype(np.int64) - 1)
    slot_v = np.clip(share_v.astype(np.int64), 0, parts_v.astype(np.int64) - 1)
    near_u, near_v = np.rint(share_u), np.rint(share_v)
    gap_u = np.where((near_u > 0) & (near_u < parts_u), np.abs(share_u - near_u) * size_u / parts_u, np.float32(99))
    gap_v = np.where((near_v > 0) & (near_v < parts_v), np.abs(share_v - near_v) * size_v / parts_v, np.float32(99))
    inner = np.where(streets, np.minimum(gap_u, gap_v), np.float32(99)).astype(np.float32)
    return Positions(
        u.astype(np.float32),
        v.astype(np.float32),
        shore,
        water,
        waters,
        low_u,
        low_v,
        line_u,
        line_v,
        off_u,
        off_v,
        cell,
        slot_v * MAX_PARTS + slot_u,
        inner,
        cells,
    )


def plot_keys(layout: Layout, where: Positions) -> NDArray[np.uint32]:
    """Which plot each pixel lies in: uint32 (height, width), the same number in every window."""
    names = np.zeros(len(where.cells) * _SLOTS, np.uint32)
    for number, (i, j) in enumerate(where.cells):
        cell = layout.cell(i, j)
        for part, plot in enumerate(cell.plots):
            names[number * _SLOTS + part // cell.parts_u * MAX_PARTS + part % cell.parts_u] = plot.key
    keys: NDArray[np.uint32] = names[where.cell * _SLOTS + where.slot]
    return keys


def _mark_objects(canvas: Canvas, layout: Layout, where: Positions, index: NDArray[np.int64]) -> None:
    """Write the zone of every plot, and which field a pixel of crops belongs to."""
    rows = len(where.cells) * _SLOTS
    zones, names = np.zeros(rows, np.uint8), np.zeros(rows, np.uint32)
    for number, (i, j) in enumerate(where.cells):
        cell = layout.cell(i, j)
        for part, plot in enumerate(cell.plots):
            row = number * _SLOTS + part // cell.parts_u * MAX_PARTS + part % cell.parts_u
            zones[row], names[row] = ZONE_OF_USE.get(plot.use, 0), plot.key or 1
    canvas.zones[:] = zones[index]
    crops = canvas.classes == c.CROP_FIELD
    canvas.instances[crops] = names[index][crops]


def _tables(layout: Layout, where: Positions) -> dict[str, NDArray[np.float32]]:
    spec = layout.spec
    arid = spec.kind == "desert"
    rows = len(where.cells) * _SLOTS
    first, second = np.zeros((rows, 3), np.float32), np.zeros((rows, 3), np.float32)
    texture, row_gain = np.zeros(rows, np.float32), np.zeros(rows, np.float32)
    wave_u, wave_v = np.zeros(rows, np.float32), np.zeros(rows, np.float32)
    growth, classes = np.zeros(rows, np.float32), np.zeros(rows, np.float32)
    bounds = np.zeros((rows, 4), np.float32)
    crops = CROPS[spec.season]
    for index, (i, j) in enumerate(where.cells):
        cell = layout.cell(i, j)
        for number, plot in enumerate(cell.plots):
            row = index * _SLOTS + number // cell.parts_u * MAX_PARTS + number % cell.parts_u
            ground = ground_of(plot.use, spec.season, arid)
            tint = 1.0 + (plot.key % 97 / 97 - 0.5) * 0.10
            first[row] = np.array(ground.first) * tint
            second[row] = np.array(ground.second) * tint
            texture[row], growth[row], classes[row] = ground.texture, ground.growth, ground.class_id
            bounds[row] = (-1e9, 1e9, -1e9, 1e9)
            if plot.use in ("field", "orchard"):
                crop = crops[plot.key // 100 % len(crops)] if plot.use == "field" else crops[0]
                if plot.use == "field":
                    bounds[row] = (plot.u0, plot.u1, plot.v0, plot.v1)
                    first[row], second[row] = np.array(crop[0]) * tint, np.array(crop[1]) * tint
                    texture[row], classes[row] = 6.5, c.CROP_FIELD
                spacing = max(crop[2], 3.2 * spec.gsd_m)
                along = plot.size[0] > plot.size[1]
                wave = 2 * np.pi / spacing
                wave_u[row], wave_v[row] = (0.0, wave) if along else (wave, 0.0)
                row_gain[row] = crop[3] * min(1.0, 2.0 * crop[2] / (3.2 * spec.gsd_m))
    return {
        "first": first,
        "second": second,
        "texture": texture,
        "row_gain": row_gain,
        "wave_u": wave_u,
        "wave_v": wave_v,
        "growth": growth,
        "classes": classes,
        "bounds": bounds,
    }


def paint_ground(canvas: Canvas, layout: Layout, where: Positions) -> None:
    """Paint soil, lawns and crops, then beaches and water."""
    spec = layout.spec
    xs, ys = canvas.xs, canvas.ys
    tables = _tables(layout, where)
    index = where.cell * _SLOTS + where.slot
    slow = fbm(hash_key(spec.seed, 501), xs, ys, 70.0, 4, 0.6)
    fine = fbm(hash_key(spec.seed, 502), xs, ys, 5.0, 3, 0.75)
    speck = grain(hash_key(spec.seed, 503), canvas.col0, canvas.row0, canvas.width, canvas.height)
    mix = np.clip(np.float32(0.5) + np.float32(0.55) * slow + np.float32(0.18) * fine, 0, 1)
    first, second = tables["first"][index], tables["second"][index]
    texture = tables["texture"][index]
    rows = np.sin(where.u * tables["wave_u"][index] + where.v * tables["wave_v"][index])
    detail = texture * (np.float32(0.62) * fine + np.float32(0.55) * speck + np.float32(0.4) * slow)
    if spec.gsd_m < 0.4:  # blades and clods, which coarser pixels would average away
        detail += texture * np.float32(0.55) * fbm(hash_key(spec.seed, 504), xs, ys, 0.9, 2, 0.8)
    plain = detail.copy()
    across = where.u * np.sign(tables["wave_u"][index]) + where.v * np.sign(tables["wave_v"][index])
    tramline = np.clip(1 - np.abs(np.mod(across, np.float32(21.0)) - 10.5) / np.float32(max(0.7, spec.gsd_m)), 0, 1)
    detail -= np.float32(1.7) * tables["row_gain"][index] * tramline
    detail += tables["row_gain"][index] * rows * (np.float32(0.75) + np.float32(0.5) * slow)
    np.copyto(canvas.rgb, first + (second - first) * mix[..., None] + detail[..., None])
    canvas.classes[:] = tables["classes"][index].astype(np.uint8)
    canvas.growth[:] = tables["growth"][index].astype(np.uint8)

    bounds = tables["bounds"][index]
    rim = (
        np.minimum(
            np.minimum(where.u - bounds[..., 0], bounds[..., 1] - where.u),
            np.minimum(where.v - bounds[..., 2], bounds[..., 3] - where.v),
        )
        + np.float32(0.8) * fine
    )
    margin = (canvas.classes == c.CROP_FIELD) & (rim < 0)
    grass = np.array(ground_of("meadow", spec.season, spec.kind == "desert").first, np.float32)
    canvas.rgb[margin] = grass + plain[margin][:, None] * np.float32(1.3)
    wild = ground_of("meadow", spec.season, spec.kind == "desert")
    canvas.classes[margin] = wild.class_id
    canvas.growth[margin] = np.where(slow[margin] > 0.25, 70, 6)
    head = (canvas.classes == c.CROP_FIELD) & (rim < 7)  # turning strip: rows end
    canvas.rgb[head] -= (tables["row_gain"][index] * rows * np.float32(0.8))[head][:, None]
    _mark_objects(canvas, layout, where, index)
    _paint_water(canvas, layout, where, slow, fine, speck)


def _paint_water(canvas: Canvas, layout: Layout, where: Positions, slow: Floats, fine: Floats, speck: Floats) -> None:
    if not where.waters or float(where.shore.min()) > 40.0:
        return
    spec = layout.spec
    sea = np.array([isinstance(water, Coast) for water in where.waters])[where.water]
    shore = where.shore
    sandy = value_noise(hash_key(spec.seed, 510), canvas.xs, canvas.ys, 260.0)
    sandy += np.where(sea, np.float32(0.55), np.float32(0.12))
    width = np.clip(sandy, 0, 1) * np.where(sea, np.float32(22.0), np.float32(13.0))
    bank = (shore < 5.0 + 3.0 * fine) & (shore >= 0)
    canvas.rgb[bank] = canvas.rgb[bank] * np.float32(0.45) + np.float32(0.55) * np.array((104, 106, 74), np.float32)
    canvas.classes[bank], canvas.instances[bank] = c.VEGETATION, 0
    canvas.growth[bank] = np.where(slow[bank] > 0.05, 90, 10)
    beach = (shore < width) & (shore >= 0) & (width > 3.0)
    wet = np.clip(shore / 4.0, 0, 1)[..., None]
    sand = np.array((182, 164, 132), np.float32) * (1 - wet) + np.array((216, 200, 166), np.float32) * wet
    canvas.rgb[beach] = (sand + (6 * fine + 5 * speck + 5 * slow)[..., None])[beach]
    canvas.classes[beach], canvas.instances[beach] = c.BEACH, 0
    canvas.growth[beach] = 0
    water = shore < 0
    depth = np.clip(-shore / np.float32(26.0), 0, 1) ** np.float32(0.6)
    shallow = np.where(sea[..., None], np.array((112, 150, 142), np.float32), np.array((104, 124, 108), np.float32))
    deep = np.where(sea[..., None], np.array((38, 82, 100), np.float32), np.array((44, 70, 78), np.float32))
    ripple = fbm(hash_key(spec.seed, 511), canvas.xs * 0.55 + 3000.0, canvas.ys, 4.0, 2, 0.7)
    tone = shallow + (deep - shallow) * depth[..., None]
    tone += (np.float32(3.0) * ripple + np.float32(2.0) * slow + np.float32(1.6) * speck)[..., None]
    foam = np.clip(1 - np.abs(shore + 1.2 + 0.8 * fine) / 1.1, 0, 1)[..., None] * np.float32(34.0)
    canvas.rgb[water] = (tone + foam)[water]
    canvas.classes[water] = c.WATER
    canvas.instances[water] = np.array([object_id(body.x, body.y) for body in where.waters], np.uint32)[
        where.water[water]
    ]
    canvas.zones[water] = np.array([body.zone for body in where.waters], np.uint8)[where.water[water]]
    canvas.growth[water] = 0
