"""Polygons from a probability raster, once for the whole of it, so that there are no seams between tiles to mend.

4-connected (8-connected regions make invalid polygons), with holes, on the pixel grid; sizes are geodesic.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
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
from engine.raster.refine import ProbabilityFile, Strip, positive_runs, strips
from engine.raster.regions import regions
from engine.raster.runs import Runs
from engine.raster.scores import Scores, scores_of
from engine.raster.storage import gdal_limits

_PIXELS_A_WORKER = 25_000_000  # below, a second thread is not worth its beginning
_MOST_WORKERS = 4  # what comes after the strips is done in one thread


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
    workers: int = 1,
    check: Callable[[], None] = lambda: None,
) -> Iterator[Area]:
    """Yield the regions of the area whose probability is at least ``threshold``, top to bottom.

    The raster's cells are interpolated back to model pixels; with ``valid`` (`RasterReader.read_valid`) collars without
    data are cut off to the pixel. ``outlines`` says how they are shaped; by default vertices lie on the pixel grid.
    Regions smaller than ``min_area_m2`` after that are left out. Every polygon is valid, none lies on another. With
    several ``workers`` strips are looked at side by side; what is found is the same to the byte. ``check`` is called
    at every row of the raster's blocks, and may raise.

    Memory: a strip of 64 rows of cells for each worker, some 4 bytes a pixel; a band of 262 144 runs of
    pixels, some 300 bytes each; the regions that cross its lower edge (shaped outlines: and all that are close to
    those). Nothing is kept of regions that were yielded. Raises BadRequest, and UnreadableRaster where the probability
    raster is damaged.
    """
    if not 0.0 < threshold < 1.0:
        raise BadRequest(f"The threshold lies between 0 and 1, not at {threshold}.")
    try:
        ground = Ground(area.transform, area.crs_wkt)
        centre = area.window.x + area.window.width / 2, area.window.y + area.window.height / 2
        gsd_m = ground.gsd_m(*centre)
        found = _in_strips(Path(probability_path), area, threshold, valid, workers, check)
        for part in regions(found, apart_px=outlines.apart_px(gsd_m)):
            shaped, remain = shape_outlines(part.polygons, outlines, ground, gsd_m)
            areas, perimeters = ground.measure(shaped)
            remain &= areas >= min_area_m2
            if remain.any():
                scores = scores_of(part.tallies[remain], threshold)
                yield from _measured(shaped[remain], (areas[remain], perimeters[remain]), scores, ground)
    except RasterioError as error:
        raise UnreadableRaster(f"{probability_path} cannot be read: {error}") from error


def usual_workers(window: Window) -> int:
    """How many workers pay for a window of that size on this machine."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(cores, _MOST_WORKERS, window.width * window.height // _PIXELS_A_WORKER))


def _in_strips(
    path: Path,
    area: AreaOfInterest,
    threshold: float,
    valid: Callable[[Window], NDArray[np.bool_]] | None,
    workers: int,
    check: Callable[[], None],
) -> Iterator[tuple[Window, Runs]]:
    """The runs of each strip of the area in turn, which ``workers`` threads find ahead of who asks for them."""
    one_at_a_time = threading.Lock()

    def counts(window: Window, pixels: NDArray[np.bool_]) -> None:
        with one_at_a_time:  # a reader, and prepared shapes
            if not area.whole:
                pixels &= area.inside(window)
            if valid is not None and pixels.any():
                pixels &= valid(window)

    all_count = area.whole and valid is None

    with ExitStack() as files:
        local = threading.local()

        def find(part: list[Strip]) -> list[tuple[Window, Runs]]:
            only = None if all_count else counts
            return [(strip.window, positive_runs(local.file, strip, threshold, only)) for strip in part]

        def open_file() -> None:
            with gdal_limits():
                local.file = ProbabilityFile.place(files.enter_context(rasterio.open(path)), area)

        open_file()
        parts = strips(local.file, area)
        if workers == 1:
            for part in parts:
                check()
                yield from find(part)
            return
        pool = ThreadPoolExecutor(workers, "strips", initializer=open_file)
        try:
            ahead = deque[Future[list[tuple[Window, Runs]]]]()
            for part in parts:
                ahead.append(pool.submit(find, part))
                if len(ahead) > 2 * workers:
                    check()
                    yield from ahead.popleft().result()
            for future in ahead:
                check()
                yield from future.result()
        finally:
            pool.shutdown(cancel_futures=True)  # waits for those at work


def _measured(
    shaped_px: NDArray[Any], sizes: tuple[NDArray[np.float64], NDArray[np.float64]], scores: Scores, ground: Ground
) -> Iterator[Area]:
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
