"""What libraries raise, in the engine's own kinds."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest
import torch

from engine.errors import DiskFull, InternalError, NoData, OutOfMemory, OutputNotWritable, SegEarthError
from engine.run.faults import as_reported


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (MemoryError(), OutOfMemory),
        (torch.OutOfMemoryError("CUDA out of memory"), OutOfMemory),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), OutOfMemory),
        (RuntimeError("shape mismatch"), InternalError),
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (OSError(errno.EROFS, "Read-only file system"), OutputNotWritable),
        (PermissionError(errno.EACCES, "Permission denied"), OutputNotWritable),
        (OSError("something else"), InternalError),
        (KeyError("x"), InternalError),
    ],
)
def test_kind_of_an_error(error: Exception, kind: type[SegEarthError]) -> None:
    assert type(as_reported(error)) is kind


def test_own_error_stays_what_it_is() -> None:
    error = NoData("Nothing here.")
    assert as_reported(error) is error


def test_failed_write_on_a_disk_without_space_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = OSError("a GDAL driver failed")
    assert type(as_reported(error, tmp_path)) is InternalError
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]
    assert type(as_reported(error, tmp_path)) is DiskFull


def test_internal_error_is_a_sentence() -> None:
    assert as_reported(ValueError("bad")).message == "Something unexpected went wrong (ValueError: bad)."
