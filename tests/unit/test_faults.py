"""What libraries raise, in the engine's own kinds."""

from __future__ import annotations

import pytest
import torch

from engine.errors import InternalError, NoData, OutOfMemory, SegEarthError
from engine.run.faults import as_reported


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (MemoryError(), OutOfMemory),
        (torch.OutOfMemoryError("CUDA out of memory"), OutOfMemory),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), OutOfMemory),
        (RuntimeError("shape mismatch"), InternalError),
        (OSError("something else"), InternalError),
        (KeyError("x"), InternalError),
    ],
)
def test_kind_of_an_error(error: Exception, kind: type[SegEarthError]) -> None:
    assert type(as_reported(error)) is kind


def test_own_error_stays_what_it_is() -> None:
    error = NoData("Nothing here.")
    assert as_reported(error) is error


def test_internal_error_is_a_sentence() -> None:
    assert as_reported(ValueError("bad")).message == "Something unexpected went wrong (ValueError: bad)."
