"""What tensors a configuration asks for, and what is wrong with those that are there. Builds nothing in memory."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from ..config import SegEarthConfig
from ..library_names import from_library
from ..segearth import SegEarth


def meta_model(config: SegEarthConfig) -> SegEarth:
    """The network without memory: names and shapes only."""
    with torch.device("meta"):
        return SegEarth(config)


def expected_shapes(model: SegEarth) -> dict[str, tuple[int, ...]]:
    """Every tensor of the network's files by our name, with its shape."""
    return {name: tuple(tensor.shape) for name, tensor in from_library(model.state_dict()).items()}


def list_of(faults: Iterable[str], limit: int = 20) -> str:
    """Faults as one line, the first ``limit`` of them and the number of the others."""
    faults = list(dict.fromkeys(faults))
    more = f" and {len(faults) - limit} more" if len(faults) > limit else ""
    return "; ".join(faults[:limit]) + more
