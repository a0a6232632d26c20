"""What no part of the engine has translated, in the engine's own kinds: no memory left, or a fault of ours.

Failed writes have their kinds where they happen (``engine.raster.storage.writing``).
"""

from __future__ import annotations

import sys

from engine.errors import InternalError, OutOfMemory, SegEarthError

_CPU_ALLOCATOR = "DefaultCPUAllocator"


def as_reported(error: Exception) -> SegEarthError:
    """Give the error that a caller can act on; what has no kind becomes InternalError with the original message."""
    if isinstance(error, SegEarthError):
        return error
    if isinstance(error, MemoryError) or _is_torch_out_of_memory(error):
        return OutOfMemory("Memory ran out while the model was at work.")
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return InternalError(f"Something unexpected went wrong ({detail}).")


def _is_torch_out_of_memory(error: Exception) -> bool:
    # The CPU allocator has no error class of its own: its name in the message is all there is.
    if isinstance(error, RuntimeError) and _CPU_ALLOCATOR in str(error):
        return True
    torch = sys.modules.get("torch")  # its own error exists only where it was imported
    return torch is not None and isinstance(error, torch.OutOfMemoryError)
