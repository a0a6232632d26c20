"""The bench's rasters, the same at each run: objects on a texture, or copies of the bundled sample.

Written one row of blocks at a time: memory is a row of blocks. One pixel is one metre.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.transform import from_origin
from rasterio.windows import Window

BRIGHT = 128  # what is redder belongs to an object
CRS = "EPSG:32633"
LEFT, TOP = 500_000.0, 5_000_000.0
_BLOCK = 512
_SAMPLE = Path(__file__).resolve().parents[2] / "resources/sample/lakeside.tif"
_LAYOUT: dict[str, Any] = {"driver": "GTiff", "count": 3, "dtype": "uint8", "tiled": True}
_LAYOUT |= {"blockxsize": _BLOCK, "blockysize": _BLOCK, "bigtiff": "if_safer"}


def write_objects(
    path: str, width: int, height: int, cell_px: int = 100, every: int = 1, collar_px: int = 0
) -> dict[str, int]:
    """Write rectangles, ellipses, rings and corners, one in every ``every``-th square of ``cell_px``; none touch.

    With the defaults 10 000 objects in 100 megapixels. ``collar_px``: so wide an edge of white that is nodata (255).
    Returns count and pixels of those inside it; sides and collar are multiples of ``cell_px``. 8-bit RGB, deflate,
    blocks of 512.
    """
    if width % cell_px or height % cell_px:
        raise ValueError(f"The sides are no multiples of {cell_px}.")
    if collar_px % cell_px or (collar_px and every > 1):
        raise ValueError("A collar is as wide as whole squares, and every square has its object.")
    y, x = np.mgrid[0:_BLOCK, 0:_BLOCK]
    waves = 75 + 30 * np.sin(2 * np.pi * (3 * x + 2 * y) / _BLOCK)
    texture = (waves + np.random.default_rng(3).integers(0, 4, (3, _BLOCK, _BLOCK))).astype(np.uint8)
    texture = np.tile(texture, (1, 1, -(-width // _BLOCK)))[:, :, :width]
    count = pixels = row = 0
    waiting = np.zeros((0, width), np.bool_)
    options = {**_LAYOUT, "compress": "deflate", "zlevel": 1, "photometric": "rgb", "crs": CRS}
    options |= {"nodata": 255} if collar_px else {}
    transform = from_origin(LEFT, TOP, 1, 1)
    with rasterio.open(path, "w", width=width, height=height, transform=transform, **options) as file:
        for top in range(0, height, _BLOCK):
            rows = min(_BLOCK, height - top)
            while len(waiting) < rows:
                strip, found = _objects(width // cell_px, row, cell_px, every)
                waiting = np.concatenate([waiting, strip])
                count += found
                row += 1
            here, waiting = waiting[:rows], waiting[rows:]
            values = texture[:, :rows] + here * np.uint8(100)
            if collar_px:
                outside = _collar(top, rows, width, height, collar_px)
                here = here & ~outside
                values[:, outside] = 255
            pixels += int(np.count_nonzero(here))
            file.write(values, window=Window(0, top, width, rows))
    if collar_px:
        count = (width - 2 * collar_px) // cell_px * ((height - 2 * collar_px) // cell_px)
    return {"count": count, "pixels": pixels}


def write_sample(path: str, width: int, height: int) -> None:
    """Write copies of the bundled sample side by side: JPEG, blocks of 512."""
    with rasterio.open(_SAMPLE) as sample:
        pixels, crs = sample.read(), sample.crs
        transform = sample.transform
    repeats = -(-width // pixels.shape[2])
    options = {**_LAYOUT, "compress": "jpeg", "photometric": "ycbcr", "crs": crs, "transform": transform}
    with rasterio.open(path, "w", width=width, height=height, **options) as file:
        for top in range(0, height, _BLOCK):
            rows = np.arange(top, min(top + _BLOCK, height)) % pixels.shape[1]
            strip = np.tile(pixels[:, rows], (1, 1, repeats))[:, :, :width]
            file.write(strip, window=Window(0, top, width, len(rows)))


def write_noise(path: str, width: int, height: int, share: float = 0.5) -> None:
    """Write red that is smooth on the scale of some pixels and above ``BRIGHT`` on about that share of them."""
    coarse = np.random.default_rng(5).random((height // 8 + 2, width // 8 + 2))
    bright = np.repeat(np.repeat(coarse < share, 8, axis=0), 8, axis=1)[:height, :width]
    values = np.where(bright, 200, 60).astype(np.uint8)
    options = {**_LAYOUT, "compress": "deflate", "photometric": "rgb", "crs": CRS}
    with rasterio.open(path, "w", width=width, height=height, transform=from_origin(LEFT, TOP, 1, 1), **options) as f:
        f.write(np.stack([values] * 3))


def write_cog(source: str, path: str) -> int:
    """Copy a raster as a cloud optimized GeoTIFF (deflate, blocks of 512, overviews); returns its bytes."""
    from rasterio.shutil import copy

    copy(source, path, driver="COG", compress="deflate", blocksize=_BLOCK)
    return Path(path).stat().st_size


def _objects(cells: int, row: int, cell_px: int, every: int) -> tuple[NDArray[np.bool_], int]:
    """One row of squares with their objects, and how many there are. No two touch, each is 4-connected."""
    rng = np.random.default_rng([7, row])
    strip = np.zeros((cell_px, cells * cell_px), np.bool_)
    y, x = np.mgrid[0:cell_px, 0:cell_px]
    count = 0
    for cell in range(cells):
        height, width = rng.integers(cell_px * 12 // 100, cell_px * 80 // 100, 2)
        top, left = rng.integers(2, cell_px - 2 - height), rng.integers(2, cell_px - 2 - width)
        if (row + cell) % every:
            continue
        count += 1
        shape = (y >= top) & (y < top + height) & (x >= left) & (x < left + width)
        kind = (cell // every) % 4
        if kind == 1:
            across = ((x - left - width / 2 + 0.5) / width) ** 2
            shape = ((y - top - height / 2 + 0.5) / height) ** 2 + across <= 0.25
        elif kind == 2:  # a ring
            band = cell_px * 4 // 100
            within = (y >= top + band) & (y < top + height - band) & (x >= left + band) & (x < left + width - band)
            shape &= ~within
        elif kind == 3:  # a corner
            shape &= (y >= top + height // 2) | (x < left + width // 2)
        strip[:, cell * cell_px : (cell + 1) * cell_px] = shape
    return strip, count


def _collar(top: int, rows: int, width: int, height: int, collar_px: int) -> NDArray[np.bool_]:
    y = np.arange(top, top + rows)[:, None]
    x = np.arange(width)[None, :]
    return (y < collar_px) | (y >= height - collar_px) | (x < collar_px) | (x >= width - collar_px)
