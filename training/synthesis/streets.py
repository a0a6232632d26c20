"""Streets painted per pixel: carriageways, pavements, markings, bridges and roundabouts.

A pixel knows its distance to the nearest line of the street grid; widths come from tables of the segments. Only the
pixels near a line are looked at: they are gathered to one long strip, painted, and put back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas
from training.synthesis.ground import Positions
from training.synthesis.layout import Layout
from training.synthesis.noise import Floats, fbm, grain, hash_key

INNER_HALF_M = 3.1  # half width of a street inside a cell
_PAVEMENT_M = 2.2
_WIDEST_HALF_M = 6.5


@dataclass(frozen=True)
class _Strip:
    """The pixels of a canvas that lie near a street, one after another: rgb (n, 3), the rest (n,)."""

    gsd_m: float
    rgb: Floats
    classes: NDArray[np.uint8]
    instances: NDArray[np.uint32]
    height_m: Floats
    growth: NDArray[np.uint8]


def _cover(distance: Floats, half_width: Floats | float, gsd_m: float) -> Floats:
    result: Floats = np.clip((np.float32(1) * half_width - distance) * np.float32(1 / gsd_m) + np.float32(0.5), 0, 1)
    return result


def _segment_tables(layout: Layout, where: Positions) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Per (line_u, step_v) and (step_u, line_v): width, bridge, paved, major, bridge from and to; padded by one."""
    count_u = int(where.line_u.max()) + 2 - where.first_u
    count_v = int(where.line_v.max()) + 2 - where.first_v
    tables = []
    for vertical in (True, False):
        table = np.zeros((count_u, count_v, 6), np.float32)
        for a in range(count_u):
            for b in range(count_v):
                line, step = (
                    (where.first_u + a, where.first_v + b) if vertical else (where.first_v + b, where.first_u + a)
                )
                segment = layout.segment(vertical, line, step)
                first, last = segment.bridge or (0.0, 0.0)
                major = layout.is_major(vertical, line)
                table[a, b] = (segment.width_m, segment.bridge is not None, segment.paved, major, first, last)
        tables.append(table)
    return tables[0], tables[1]


def paint_streets(canvas: Canvas, layout: Layout, where: Positions) -> None:
    """Paint all streets of a window over its ground and water."""
    spec, gsd = layout.spec, canvas.gsd_m
    seed = spec.seed
    table_u, table_v = _segment_tables(layout, where)
    limit = np.float32(_WIDEST_HALF_M + _PAVEMENT_M + gsd)
    close = (np.abs(where.off_u) < limit) | (np.abs(where.off_v) < limit) | (where.inner < limit)
    near = np.flatnonzero(close)
    if len(near) == 0:
        return
    off_field = _off_sites(canvas, layout).ravel()[near]
    wear = fbm(hash_key(seed, 520), canvas.xs, canvas.ys, 24.0, 4, 0.6).ravel()[near]
    speck = grain(hash_key(seed, 521), canvas.col0, canvas.row0, canvas.width, canvas.height).ravel()[near]
    names = ("u", "v", "shore", "line_u", "line_v", "off_u", "off_v", "cell", "inner")
    where = replace(where, **{name: getattr(where, name).ravel()[near] for name in names})
    whole, layers = canvas, ("rgb", "classes", "instances", "height_m", "growth")
    strip = _Strip(gsd, *(_rows(getattr(whole, name))[near] for name in layers))
    index_u, index_v = where.line_u - where.first_u, where.line_v - where.first_v
    step_v, step_u = index_v - (where.off_v < 0), index_u - (where.off_u < 0)
    facts_u, facts_v = table_u[index_u, step_v], table_v[step_u, index_v]
    dist_u, dist_v = np.abs(where.off_u), np.abs(where.off_v)
    age = (hash_key(seed, 522) % 100) / 100.0
    asphalt = np.array((108, 108, 110), np.float32) + np.float32(26 * age)
    surface = asphalt + (7 * wear + 4.5 * speck)[..., None]
    sand_track = np.array((176, 156, 124), np.float32) + (9 * wear + 6 * speck)[..., None]
    pavement = np.array((168, 164, 156), np.float32) + (5 * wear + 4 * speck)[..., None]

    dry = where.shore > 7.0
    streets = np.array([layout.cell(i, j).urbanity for i, j in where.cells], np.float32)[where.cell]
    town = streets > 0.36

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
    _blend(strip, paved, pavement, c.BACKGROUND, 42)

    lane_u = _cover(dist_u, widths_u * half, gsd) * (widths_u > 0)
    lane_v = _cover(dist_v, widths_v * half, gsd) * (widths_v > 0)
    bridge_u = lane_u * (facts_u[..., 1] > 0) * _within(where.v, facts_u, gsd)
    bridge_v = lane_v * (facts_v[..., 1] > 0) * _within(where.u, facts_v, gsd)
    track = np.maximum(lane_u * (facts_u[..., 2] == 0), lane_v * (facts_v[..., 2] == 0))
    _blend(strip, track, sand_track, c.ROAD, 0)
    ruts = np.clip(1 - np.abs(np.minimum(dist_u, dist_v)) / 0.6, 0, 1) * track * np.float32(0.35)
    _blend(strip, ruts, strip.rgb * np.float32(0.8) + np.float32(14.0), None, None)
    road = np.maximum(np.maximum(lane_u * (facts_u[..., 2] > 0), lane_v * (facts_v[..., 2] > 0)), inner)
    _blend(strip, road, surface, c.ROAD, 0)
    _paint_bridges(strip, layout, where, (bridge_u, bridge_v), (facts_u, facts_v), surface)
    _paint_markings(strip, where, (facts_u, facts_v), (dist_u, dist_v))
    _paint_parapets(strip, (bridge_u, bridge_v), (dist_u, dist_v), (widths_u, widths_v))
    for name in layers:
        _rows(getattr(whole, name))[near] = getattr(strip, name)


def _rows(layer: NDArray[Any]) -> NDArray[Any]:
    """A layer of a canvas as one row of pixels (a view)."""
    return layer.reshape(-1, *layer.shape[2:])


def _off_sites(canvas: Canvas, layout: Layout) -> NDArray[np.bool_]:
    """Which pixels lie outside the grounds of airfields and harbours."""
    outside = np.ones((canvas.height, canvas.width), bool)
    for site in layout.sites:
        if not canvas.touches(site.x, site.y, max(map(abs, site.rect)) * 1.42):
            continue
        dx, dy = canvas.xs[None, :] - site.x, canvas.ys[:, None] - site.y
        cos, sin = np.cos(site.angle), np.sin(site.angle)
        along, across = cos * dx + sin * dy, cos * dy - sin * dx
        a0, a1, b0, b1 = site.rect
        outside &= ~((along > a0 - 2) & (along < a1 + 2) & (across > b0 - 2) & (across < b1 + 2))
    return outside


def _within(along: Floats, facts: Floats, gsd_m: float) -> Floats:
    """How much of a pixel lies between the ends of the bridge of its segment."""
    return _cover(np.zeros_like(along), _from_end(along, facts), gsd_m)


def _from_end(along: Floats, facts: Floats) -> Floats:
    """Metres from the nearer end of the bridge of a pixel's segment; negative outside."""
    result: Floats = np.minimum(along - facts[..., 4], facts[..., 5] - along)
    return result


def _blend(
    canvas: Canvas | _Strip, cover: Floats, colour: Floats, class_id: int | None, growth: int | None, instance: int = 0
) -> None:
    rgb = canvas.rgb
    rgb += cover[..., None] * (colour - rgb)
    inside = cover >= 0.5
    if class_id is not None:
        canvas.classes[inside] = class_id
        canvas.instances[inside] = instance
    if growth is not None:
        canvas.growth[inside] = growth


def _paint_markings(
    canvas: _Strip, where: Positions, facts: tuple[Floats, Floats], distances: tuple[Floats, Floats]
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


def _paint_bridges(
    canvas: _Strip,
    layout: Layout,
    where: Positions,
    covers: tuple[Floats, Floats],
    facts: tuple[Floats, Floats],
    surface: Floats,
) -> None:
    for vertical, cover in ((True, covers[0]), (False, covers[1])):
        if float(cover.max()) <= 0:
            continue
        _blend(canvas, cover, surface + np.float32(22.0), c.BRIDGE, 0)
        inside = cover >= 0.5
        from_end = _from_end(where.v if vertical else where.u, facts[0 if vertical else 1])
        canvas.height_m[inside] = np.clip(from_end[inside] * np.float32(0.4), 0, 5)  # no shadow on the road behind
        line, off = (where.line_u, where.off_v) if vertical else (where.line_v, where.off_u)
        other = where.line_v if vertical else where.line_u
        step = other - (off < 0)
        for pair in np.unique(np.stack([line[inside], step[inside]], 1), axis=0).tolist():
            here = inside & (line == pair[0]) & (step == pair[1])
            canvas.instances[here] = hash_key(layout.spec.seed, 260, int(vertical), *pair) or 1


def _paint_parapets(
    canvas: _Strip, covers: tuple[Floats, Floats], distances: tuple[Floats, Floats], widths: tuple[Floats, Floats]
) -> None:
    """Pale walkways and parapets along both sides of every bridge."""
    for cover, distance, width in zip(covers, distances, widths):
        if float(cover.max()) > 0:
            rim = _cover(np.abs(distance - (width / 2 - np.float32(0.55))), 0.6, canvas.gsd_m) * cover
            _blend(canvas, rim, np.full(3, 208, np.float32), None, None)


def paint_roundabouts(canvas: Canvas, layout: Layout, where: Positions) -> None:
    """Paint the roundabouts over streets and plots: pavement, ring, kerb, splitter line and a green island."""
    gsd, seed = canvas.gsd_m, layout.spec.seed
    for line_u in range(int(where.line_u.min()), int(where.line_u.max()) + 1):
        for line_v in range(int(where.line_v.min()), int(where.line_v.max()) + 1):
            radius = layout.roundabout_radius(line_u, line_v)
            if radius == 0.0:
                continue
            here = (where.line_u == line_u) & (where.line_v == line_v)
            distance = np.where(here, np.hypot(where.off_u, where.off_v), np.float32(999)).astype(np.float32)
            if float(distance.min()) > radius + 3:
                continue
            wear = fbm(hash_key(seed, 525), canvas.xs, canvas.ys, 12.0, 3, 0.6)[..., None]
            thing = hash_key(seed, 252, line_u, line_v) or 1
            outer = _cover(distance, radius + _PAVEMENT_M, gsd)
            outer *= canvas.classes != c.ROAD
            canvas.height_m[distance < radius + _PAVEMENT_M] = 0.0
            _blend(canvas, outer, np.full(3, 166, np.float32), c.BACKGROUND, 0)
            tar = np.full(3, 112, np.float32) + 6 * wear
            _blend(canvas, _cover(distance, radius, gsd), tar, c.ROUNDABOUT, 0, thing)
            give_way = _cover(np.abs(distance - (radius - 0.6)), 0.18, gsd) * np.float32(0.7)
            _blend(canvas, give_way, np.full(3, 210, np.float32), None, None)
            island, kerb = _cover(distance, radius - 8.5, gsd), _cover(distance, radius - 7.9, gsd)
            _blend(canvas, kerb, np.full(3, 196, np.float32), c.ROUNDABOUT, None, thing)
            _blend(canvas, island, np.array((104, 122, 76), np.float32) + 8 * wear, c.ROUNDABOUT, None, thing)
            canvas.growth[distance < radius - 11] = 130
