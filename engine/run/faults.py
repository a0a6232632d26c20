"""Translate what libraries raise into the engine's own kinds: full disk, no memory, no permission."""

from __future__ import annotations

import errno
import shutil
import sys
from pathlib import Path

from engine.errors import DiskFull, InternalError, OutOfMemory, OutputNotWritable, SegEarthError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_BYTES_LEFT = 1 << 20
_CPU_ALLOCATOR = "DefaultCPUAllocator"


def as_reported(error: Exception, folder: Path | None = None) -> SegEarthError:
    """Give the error that a caller can act on.

    ``folder`` is where files are written: GDAL reports a full disk as any failed write, so its free space decides.
    What has no kind becomes InternalError with the original message.
    """
    if isinstance(error, SegEarthError):
        return error
    if isinstance(error, MemoryError) or _is_torch_out_of_memory(error):
        return OutOfMemory("Memory ran out while the model was at work.")
    if isinstance(error, OSError):
        if error.errno in _FULL or (folder is not None and _is_full(folder)):
            return DiskFull(f"The disk is full{_at(folder)}.")
        if error.errno in _READ_ONLY:
            return OutputNotWritable(f"Writing is not allowed: {error.filename or folder}.")
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return InternalError(f"Something unexpected went wrong ({detail}).")


def _at(folder: Path | None) -> str:
    return "" if folder is None else f" where {folder} lies"


def _is_full(folder: Path) -> bool:
    return folder.is_dir() and shutil.disk_usage(folder).free < _NO_BYTES_LEFT


def _is_torch_out_of_memory(error: Exception) -> bool:
    torch = sys.modules.get("torch")  # an error of torch exists only where torch was imported
    if torch is None:
        return False
    # The CPU allocator has no error class of its own: its name in the message is all there is.
    return isinstance(error, torch.OutOfMemoryError) or (
        isinstance(error, RuntimeError) and _CPU_ALLOCATOR in str(error)
    )
