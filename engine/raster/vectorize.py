"""Polygons from a probability raster, once for the whole of it, so that there are no seams between tiles to mend.

4-connected (8-connected regions make invalid polygons), with holes, on the pixel grid; areas are geodesic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.errors import RasterioError

from engine.errors import BadRequest, UnreadableRaster
from engine.raster.area import AreaOfInterest
from engine.raster.geodesy import Ground, to_crs
from engine.raster.grid import Window
from engine.raster.mosaic import LEVELS, NODATA
from engine.raster.refine import ProbabilityFile, positive_strips
from engine.raster.regions import regions
from engine.raster.storage import gdal_limits

_STRIP_CELLS = 256  # rows of the probability raster summed at a time: one row of its blocks


@dataclass(frozen=True)
class Area:
    """One answer: ``polygon`` in the raster's CRS, ``score`` its mean probability (0..1), geodesic sizes."""

    polygon: Any
    score: float
    area_m2: float
    perimeter_m: float


def vectorize(
    probability_path: str | Path,
    *,
    area: AreaOfInterest,
    threshold: float = 0.5,
    min_area_m2: float = 0.0,
    simplify_m: float = 0.0,
    valid: Callable[[Window], NDArray[np.bool_]] | None = None,
) -> Iterator[Area]:
    """Yield the regions of the area whose probability is at least ``threshold``, top to bottom.

    The raster's cells are interpolated back to model pixels; with ``valid`` (`RasterReader.read_valid`) collars without
    data are cut off to the pixel. Without ``simplify_m`` (a tolerance in metres) vertices lie on the pixel grid.
    Regions smaller than ``min_area_m2`` after that are left out. Every polygon is valid.

    Memory: a band of the area of some 17 million pixels (one byte each, 60 for each corner in it), the regions that
    cross its lower edge, and strips of the area's width; nothing is kept of regions that were yielded.
    Raises BadRequest, and UnreadableRaster where the probability raster is damaged.
    """
    if not 0.0 < threshold < 1.0:
        raise BadRequest(f"The threshold lies between 0 and 1, not at {threshold}.")
    try:
        with gdal_limits():
            dataset = rasterio.open(probability_path)
        with dataset:
            file = ProbabilityFile.place(dataset, area)
            ground = Ground(area.transform, area.crs_wkt)
            for polygons_px in regions(positive_strips(file, area, threshold, valid)):
                scores = np.maximum(_scores(polygons_px, file), threshold)  # every interpolated pixel reaches it
                finished = _simplified(polygons_px, simplify_m, ground, area) if simplify_m > 0 else polygons_px
                areas, perimeters = ground.measure(finished)
                finished = shapely.transform(finished, lambda points: to_crs(area.transform, points))
                for index in np.flatnonzero(areas >= min_area_m2):
                    yield Area(finished[index], float(scores[index]), float(areas[index]), float(perimeters[index]))
    except RasterioError as error:
        raise UnreadableRaster(f"{probability_path} cannot be read: {error}") from error


# Worked example: a region's pixels in row y run from its left to its right edge, say from column 3 to 7. With C[x] the
# sum of the row's probabilities left of column x, their sum is C[7] - C[3]. So a region's sum is that of C at the
# vertical edges of its outline, one row at a time, with a plus where the outline goes one way and a minus the other.
def _scores(polygons_px: NDArray[Any], file: ProbabilityFile) -> NDArray[np.float64]:
    """Mean probability of each polygon's pixels; a pixel has that of the cell it lies in."""
    rings, polygon_of_ring = shapely.get_rings(polygons_px, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    steps = points[1:] - points[:-1]
    vertical = (steps[:, 1] != 0) & (ring_of_point[1:] == ring_of_point[:-1])
    x = points[:-1][vertical, 0].astype(np.int64) - file.x
    start = points[:-1][vertical, 1].astype(np.int64) - file.y
    step = steps[vertical, 1].astype(np.int64)
    owner = polygon_of_ring[ring_of_point[1:][vertical]]
    sums = np.zeros(len(polygons_px))
    low, high = np.minimum(start, start + step), np.maximum(start, start + step)
    strip_px = _STRIP_CELLS * file.stride
    for strip in range(int(low.min()) // strip_px, -(-int(high.max()) // strip_px)):
        top = strip * strip_px
        edges = np.flatnonzero((low < top + strip_px) & (high > top))
        if len(edges) == 0:
            continue
        first, last = np.maximum(low[edges], top), np.minimum(high[edges], top + strip_px)
        lengths = last - first
        ends = np.cumsum(lengths)
        edge = np.repeat(edges, lengths)
        row = np.arange(ends[-1]) - np.repeat(ends - lengths, lengths) + np.repeat(first, lengths) - top
        part = _left_of(file, strip, row, x[edge]) * np.sign(step[edge])
        sums += np.bincount(owner[edge], part, len(polygons_px))
    scores: NDArray[np.float64] = np.abs(sums) / shapely.area(polygons_px)
    return scores


def _left_of(
    file: ProbabilityFile, strip: int, row_px: NDArray[np.int64], x_px: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Sum of the probabilities of the pixels left of x in a row of a strip."""
    count = min(_STRIP_CELLS, file.dataset.height - strip * _STRIP_CELLS)
    cells = file.cells(strip * _STRIP_CELLS, count)
    cells = np.pad(np.where(cells == NODATA, np.uint8(0), cells), ((0, 0), (0, 1)))
    row, (col, rest) = row_px // file.stride, np.divmod(x_px, file.stride)
    before = np.cumsum(cells, axis=1, dtype=np.int32)[row, col] - cells[row, col].astype(np.int32)
    total: NDArray[np.float64] = (before * file.stride + rest * cells[row, col]) / LEVELS
    return total


def _simplified(polygons_px: NDArray[Any], simplify_m: float, ground: Ground, area: AreaOfInterest) -> NDArray[Any]:
    """Simplify with a tolerance in metres (in pixels of equal ground area); a polygon that would break stays."""
    centre = area.window.x + area.window.width / 2, area.window.y + area.window.height / 2
    simple = shapely.simplify(polygons_px, simplify_m / ground.gsd_m(*centre), preserve_topology=True)
    sound = shapely.is_valid(simple) & ~shapely.is_empty(simple)
    kept: NDArray[Any] = np.where(sound, simple, polygons_px)
    return kept
