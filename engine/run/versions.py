"""The versions of the libraries that decide a result: part of every run record and of the doctor's report."""

from __future__ import annotations

import platform
from importlib import metadata

from engine import __version__


def versions() -> dict[str, str]:
    """Name the versions that go into a run record. Imports rasterio, but not torch: that takes a second and 200 MB."""
    import numpy
    import pyogrio
    import pyproj
    import rasterio
    import shapely

    return {
        "engine": __version__,
        "python": platform.python_version(),
        "torch": metadata.version("torch"),
        "numpy": numpy.__version__,
        "rasterio": rasterio.__version__,
        "gdal": rasterio.__gdal_version__,
        "pyogrio": pyogrio.__version__,
        "proj": pyproj.proj_version_str,
        "shapely": shapely.__version__,
    }
