"""Measures the engine against the plain path in one run: `segearth bench`, `make bench`."""

from .measure import BenchSettings, bench
from .report import BenchReport

__all__ = ["BenchReport", "BenchSettings", "bench"]
