"""A rough estimate of a run's seconds, for `plan`: the model is not loaded and no tile is read.

The CPU's figures are measured per 1024 px tile on two cores (the large ones with bfloat16 in hardware: without it a
tile takes about five times as long), those of GPUs follow from the networks' operations: take the result as an order of
magnitude. A run's own progress knows better after its first tile.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_LARGE_BYTES = 400_000_000  # between the bundled model (tens of MB) and a billion parameters


@dataclass(frozen=True)
class _Cost:
    load: float  # seconds until the model is ready
    encode: float  # seconds per tile, whatever is asked
    ask: float  # seconds per tile and question
    words: float  # seconds per question, for its answer in words on one tile, which is encoded again


_SMALL = {
    "cpu": _Cost(4.0, 0.7, 0.05, 2.0),
    "mps": _Cost(4.0, 0.3, 0.1, 1.5),
    "cuda": _Cost(6.0, 0.03, 0.01, 0.6),
}
_LARGE = {
    "cpu": _Cost(7.0, 5.0, 0.7, 25.0),
    "mps": _Cost(20.0, 2.5, 0.6, 8.0),
    "cuda": _Cost(20.0, 0.15, 0.05, 2.0),
}


def estimate_seconds(model: Path, device: str, tiles: int, questions: int, *, in_words: bool) -> float:
    """Estimate from the size of the weights, the kind of device, the tiles, the questions and what is to be said."""
    weights = sum(file.stat().st_size for file in model.glob("*.safetensors"))
    table = _LARGE if weights > _LARGE_BYTES else _SMALL
    cost = table[_kind(device)]
    words = questions * cost.words if in_words else 0.0
    return round(cost.load + tiles * (cost.encode + questions * cost.ask) + words, 2)


def _kind(device: str) -> str:
    """Which row of the table: "auto" is what the model would choose here (imports torch)."""
    if device == "auto":
        from engine.run.models import devices

        device = devices()[0]
    return device.partition(":")[0]
