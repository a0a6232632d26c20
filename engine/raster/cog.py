"""Copies a probability raster into a Cloud Optimized GeoTIFF: overviews inside, the file's directory first."""

from __future__ import annotations

from pathlib import Path

import rasterio.shutil
from rasterio._err import CPLE_BaseError  # what `copy` raises of GDAL's; rasterio.errors has no name for it

from engine.raster.storage import check_folder, gdal_limits, part_path, publish, write_error, writing

_BLOCK = 512


def write_cog(source: Path, path: Path) -> None:
    """Write a copy of ``source`` at ``path``. Its pixels are the same; overviews are means that leave nodata out.

    An older file is replaced only by a whole one. Raises OutputNotWritable, DiskFull. Memory: GDAL's block cache.
    """
    check_folder(path.parent)
    part = part_path(path)
    try:
        with writing(path), gdal_limits():
            rasterio.shutil.copy(
                source,
                part,
                driver="COG",
                compress="deflate",
                blocksize=_BLOCK,
                overviews="ignore_existing",
                overview_resampling="average",
                bigtiff="if_safer",
            )
    except CPLE_BaseError as error:
        reported = write_error(path, error)  # before the file goes and frees the space it filled
        part.unlink(missing_ok=True)
        raise reported from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    publish(part, path)
