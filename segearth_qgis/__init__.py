"""SegEarth for QGIS: ask a raster a question in words, get polygons.

QGIS imports this package and calls ``classFactory``. Nothing heavy is imported before that, and a plugin that
cannot be loaded says why instead of showing a traceback.
"""

from __future__ import annotations

__version__ = "0.1.0"


def classFactory(iface):
    """Make the plugin for QGIS. ``iface`` is None in ``qgis_process``, where there is no window."""
    try:
        from .plugin import SegEarthPlugin
    except (ImportError, AttributeError, SyntaxError) as error:
        from .fault_plugin import FaultPlugin

        return FaultPlugin(iface, error)
    return SegEarthPlugin(iface)
