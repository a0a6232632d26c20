"""Polygons from a probability raster, once for the whole of it, so that there are no seams between tiles to mend.

4-connected (8-connected regions make invalid polygons), with holes, on the pixel grid; sizes are geodesic.
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
from engine.raster.outlines import Outlines, shape_outlines
from engine.raster.rectangles import rectangles
from engine.raster.refine import ProbabilityFile, positive_strips
from engine.raster.regions import regions
from engine.raster.scores import score
from engine.raster.storage import gdal_limits


@dataclass(frozen=True)
class Area:
    """One answer: ``polygon`` in the raster's CRS; scores are probabilities (0..1) of its pixels, sizes geodesic.

    Length, width and orientation (of the longer side, clockwise from north, 0 to 180) are those of the smallest
    rectangle around it. Scores are those of the pixels that reached the threshold, also where the outline was shaped.
    """

    polygon: Any
    score: float  # mean
    score_min: float
    score_max: float
    area_m2: float
    perimeter_m: float
    length_m: float
    width_m: float
    orientation_deg: float


def vectorize(
    probability_path: str | Path,
    *,
    area: AreaOfInterest,
    threshold: float = 0.5,
    min_area_m2: float = 0.0,
    outlines: Outlines = Outlines(),  # noqa: B008 - frozen
    valid: Callable[[Window], NDArray[np.bool_]] | None = None,
) -> Iterator[Area]:
    """Yield the regions of the area whose probability is at least ``threshold``, top to bottom.

    The raster's cells are interpolated back to model pixels; with ``valid`` (`RasterReader.read_valid`) collars without
    data are cut off to the pixel. ``outlines`` says how they are shaped; by default vertices lie on the pixel grid.
    Regions smaller than ``min_area_m2`` after that are left out. Every polygon is valid, none lies on another.

    Memory: a band of the area of some 17 million pixels (one byte each, 60 for each corner in it), the regions that
    cross its lower edge (shaped outlines: and all that are close to those), and strips of the area's width; nothing is
    kept of regions that were yielded. Raises BadRequest, and UnreadableRaster where the probability raster is damaged.
    """
    if not 0.0 < threshold < 1.0:
        raise BadRequest(f"The threshold lies between 0 and 1, not at {threshold}.")
    try:
        with gdal_limits():
            dataset = rasterio.open(probability_path)
        with dataset:
            file = ProbabilityFile.place(dataset, area)
            ground = Ground(area.transform, area.crs_wkt)
            centre = area.window.x + area.window.width / 2, area.window.y + area.window.height / 2
            gsd_m = ground.gsd_m(*centre)
            strips = positive_strips(file, area, threshold, valid)
            for polygons_px in regions(strips, apart_px=outlines.apart_px(gsd_m)):
                shaped, remain = shape_outlines(polygons_px, outlines, ground, gsd_m)
                areas, perimeters = ground.measure(shaped)
                remain &= areas >= min_area_m2
                if remain.any():
                    sizes = areas[remain], perimeters[remain]
                    yield from _measured(polygons_px[remain], shaped[remain], sizes, file, threshold, ground)
    except RasterioError as error:
        raise UnreadableRaster(f"{probability_path} cannot be read: {error}") from error


def _measured(
    polygons_px: NDArray[Any],
    shaped_px: NDArray[Any],
    sizes: tuple[NDArray[np.float64], NDArray[np.float64]],
    file: ProbabilityFile,
    threshold: float,
    ground: Ground,
) -> Iterator[Area]:
    scores = score(polygons_px, file, threshold)
    around = rectangles(shaped_px, ground)
    placed = shapely.transform(shaped_px, lambda points: to_crs(ground.transform, points))
    columns = (
        scores.mean,
        scores.lowest,
        scores.highest,
        *sizes,
        around.length_m,
        around.width_m,
        around.orientation_deg,
    )
    for polygon, values in zip(placed, np.stack(columns, axis=1).tolist(), strict=True):
        yield Area(polygon, *values)
