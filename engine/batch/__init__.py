"""A folder of rasters asked the same questions, by processes on one machine or many. Importing it imports no torch."""

from engine.batch.attempts import Patience
from engine.batch.conduct import BatchResult, Hire, run_batch
from engine.batch.local import LocalCrew
from engine.batch.progress import BatchEvent, RasterState
from engine.batch.request import PATTERNS, BatchRequest

__all__ = [
    "PATTERNS",
    "BatchEvent",
    "BatchRequest",
    "BatchResult",
    "Hire",
    "LocalCrew",
    "Patience",
    "RasterState",
    "run_batch",
]
