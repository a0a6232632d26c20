"""The model runtime of SegEarth for QGIS: a process of its own, in an environment of its own."""

__version__ = "0.1.0"
