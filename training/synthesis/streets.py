"""Streets painted per pixel: carriageways, pavements, markings, bridges and roundabouts.

A pixel knows its distance to the nearest line of the street grid; widths come from tables of the segments.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas
from training.synthesis.ground import Positions
from training.synthesis.layout import Layout
from training.synthesis.noise import Floats, fbm, grain, hash_key

INNER_HALF_M = 3.1  # half width of a street inside a cell
_PAVEMENT_M = 2.2


def _cover(distance: Floats, half_width: Floats | float, gsd_m: float) -> Floats:
    result: Floats = np.clip((np.float32(1) * half_width - distance) * np.float32(1 / gsd_m) + np.float32(0.5), 0, 1)
    return result


def _segment_tables(layout: Layout, where: Positions) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Per (line_u, step_v) and (step_u, line_v): width, bridge, paved, major; padded by one on every side."""
    count_u = int(where.line_u.max()) + 2 - where.first_u
    count_v = int(where.line_v.max()) + 2 - where.first_v
    tables = []
    for vertical in (True, False):
        table = np.zeros((count_u, count_v, 4), np.float32)
        for a in range(count_u):
            for b in range(count_v):
                line, step = (
                    (where.first_u + a, where.first_v + b) if vertical else (where.first_v + b, where.first_u + a)
                )
                segment = layout.segment(vertical, line, step)
                table[a, b] = (segment.width_m, segment.bridge, segment.paved, layout.is_major(vertical, line))
        tables.append(table)
    return tables[0], tables[1]


def paint_streets(canvas: Canvas, layout: Layout, where: Positions) -> None:
    """Paint all streets of a window over its ground and water."""
    spec, gsd = layout.spec, canvas.gsd_m
    seed = spec.seed
    table_u, table_v = _segment_tables(layout, where)
    index_u, index_v = where.line_u - where.first_u, where.line_v - where.first_v
    step_v, step_u = index_v - (where.off_v < 0), index_u - (where.off_u < 0)
    facts_u, facts_v = table_u[index_u, step_v], table_v[step_u, index_v]
    dist_u, dist_v = np.abs(where.off_u), np.abs(where.off_v)
    wear = fbm(hash_key(seed, 520), canvas.xs, canvas.ys, 24.0, 4, 0.6)
    speck = grain(hash_key(seed, 521), canvas.col0, canvas.row0, canvas.width, canvas.height)
    age = (hash_key(seed, 522) % 100) / 100.0
    asphalt = np.array((108, 108, 110), np.float32) + np.float32(26 * age)
    surface = asphalt + (7 * wear + 4.5 * speck)[..., None]
    sand_track = np.array((176, 156, 124), np.float32) + (9 * wear + 6 * speck)[..., None]
    pavement = np.array((168, 164, 156), np.float32) + (5 * wear + 4 * speck)[..., None]

    dry = where.shore > 7.0
    streets = np.array([layout.cell(i, j).urbanity for i, j in where.cells], np.float32)[where.cell]
    town = streets > 0.36
    off_field = np.ones(dry.shape, bool)
    if layout.airfield is not None:
        field = layout.airfield
        dx, dy = canvas.xs[None, :] - field.x, canvas.ys[:, None] - field.y
        cos, sin = np.cos(field.angle), np.sin(field.angle)
        along, across = cos * dx + sin * dy, cos * dy - sin * dx
        off_field = ~((np.abs(along) < field.length_m / 2 + 62) & (across > -47) & (across < 187))

    inner = _cover(where.inner, INNER_HALF_M, gsd) * (dry & off_field)
    widths_u: Floats = facts_u[..., 0]
    widths_v: Floats = facts_v[..., 0]
    half = np.float32(0.5)
    reach = np.where(town, np.float32(_PAVEMENT_M), np.float32(0.0))
    paved = np.maximum(
        _cover(dist_u, widths_u * half + reach, gsd) * ((facts_u[..., 2] > 0) & (widths_u > 0) & (where.shore > 0)),
        _cover(dist_v, widths_v * half + reach, gsd) * ((facts_v[..., 2] > 0) & (widths_v > 0) & (where.shore > 0)),
    )
    paved = np.maximum(paved, _cover(where.inner, INNER_HALF_M + 1.6, gsd) * (dry & off_field)) * town
    _blend(canvas, paved, pavement, c.BACKGROUND, 42)

    lane_u = _cover(dist_u, widths_u * half, gsd) * (widths_u > 0)
    lane_v = _cover(dist_v, widths_v * half, gsd) * (widths_v > 0)
    bridge_u = lane_u * (facts_u[..., 1] > 0) * (where.shore < 3.0)
    bridge_v = lane_v * (facts_v[..., 1] > 0) * (where.shore < 3.0)
    track = np.maximum(lane_u * (facts_u[..., 2] == 0), lane_v * (facts_v[..., 2] == 0))
    _blend(canvas, track, sand_track, c.ROAD, 0)
    ruts = np.clip(1 - np.abs(np.minimum(dist_u, dist_v)) / 0.6, 0, 1) * track * np.float32(0.35)
    _blend(canvas, ruts, canvas.rgb * np.float32(0.8) + np.float32(14.0), None, None)
    road = np.maximum(np.maximum(lane_u * (facts_u[..., 2] > 0), lane_v * (facts_v[..., 2] > 0)), inner)
    _blend(canvas, road, surface, c.ROAD, 0)
    _paint_markings(canvas, where, (facts_u, facts_v), (dist_u, dist_v))
    _paint_bridges(canvas, np.maximum(bridge_u, bridge_v), surface)
    _paint_roundabouts(canvas, layout, where, surface)


def _blend(canvas: Canvas, cover: Floats, colour: Floats, class_id: int | None, growth: int | None) -> None:
    canvas.rgb += cover[..., None] * (colour - canvas.rgb)
    inside = cover >= 0.5
    if class_id is not None:
        canvas.classes[inside] = class_id
    if growth is not None:
        canvas.growth[inside] = growth


def _paint_markings(
    canvas: Canvas, where: Positions, facts: tuple[Floats, Floats], distances: tuple[Floats, Floats]
) -> None:
    gsd = canvas.gsd_m
    if gsd > 1.2:
        return
    white = np.array((214, 214, 208), np.float32)
    for mine, other in ((0, 1), (1, 0)):
        width, paved, major = facts[mine][..., 0], facts[mine][..., 2] > 0, facts[mine][..., 3] > 0
        along = where.v if mine == 0 else where.u
        clear = (distances[other] > facts[other][..., 0] / 2 + 3) & paved & (width > 7.0)
        dashes = np.sin(along * np.float32(2 * np.pi / 9.0)) > 0.1
        middle = _cover(distances[mine], 0.14, gsd) * (dashes | ~major)
        edges = _cover(np.abs(distances[mine] - (width / 2 - 0.55)), 0.09, gsd) * major
        _blend(canvas, np.maximum(middle, edges) * clear * np.float32(0.8), white, None, None)
        stop = (distances[other] > facts[other][..., 0] / 2 + 1.2) & (distances[other] < facts[other][..., 0] / 2 + 3.6)
        stripes = np.sin(distances[mine] * np.float32(2 * np.pi / 1.6)) > 0
        zebra = stop & stripes & paved & major & (facts[other][..., 0] > 7) & (distances[mine] < width / 2 - 0.4)
        _blend(canvas, zebra.astype(np.float32) * np.float32(0.75), white, None, None)


def _paint_bridges(canvas: Canvas, cover: Floats, surface: Floats) -> None:
    if float(cover.max()) <= 0:
        return
    _blend(canvas, cover, surface + np.float32(20.0), c.BRIDGE, 0)
    rail = cover * (1 - np.clip((cover - 0.5) * 2, 0, 1))
    _blend(canvas, np.clip(rail * 2, 0, 1), np.full(3, 206, np.float32), None, None)
    canvas.height_m[cover >= 0.5] = 4.0


def _paint_roundabouts(canvas: Canvas, layout: Layout, where: Positions, surface: Floats) -> None:
    for line_u in range(int(where.line_u.min()), int(where.line_u.max()) + 1):
        for line_v in range(int(where.line_v.min()), int(where.line_v.max()) + 1):
            radius = layout.roundabout_radius(line_u, line_v)
            if radius == 0.0:
                continue
            here = (where.line_u == line_u) & (where.line_v == line_v)
            distance = np.where(here, np.hypot(where.off_u, where.off_v), np.float32(999)).astype(np.float32)
            gsd = canvas.gsd_m
            if float(distance.min()) > radius + 3:
                continue
            _blend(canvas, _cover(distance, radius + _PAVEMENT_M, gsd), np.full(3, 166, np.float32), c.BACKGROUND, 0)
            _blend(canvas, _cover(distance, radius, gsd), surface, c.ROUNDABOUT, 0)
            island = _cover(distance, radius - 8.5, gsd)
            kerb = _cover(distance, radius - 7.9, gsd)
            _blend(canvas, kerb, np.full(3, 196, np.float32), c.ROUNDABOUT, None)
            green = np.array((104, 122, 76), np.float32) + (surface - np.float32(120)) * np.float32(0.6)
            _blend(canvas, island, green, c.ROUNDABOUT, None)
            canvas.growth[distance < radius - 11] = 130
