"""What the figures depend on besides the code: processor, cores, versions."""

from __future__ import annotations

import csv
import hashlib
import os
import platform
from pathlib import Path
from typing import Any


def facts() -> dict[str, Any]:
    """Device and versions as JSON values. Imports torch: call it in a process of its own."""
    import rasterio
    import torch

    from engine import __version__

    capable = torch.cpu.get_capabilities()
    names = [name for name in ("amx_bf16", "avx512_bf16", "avx512_f", "avx2", "bf16") if capable.get(name)]
    gpu = {"gpu": torch.cuda.get_device_name(0)} if torch.cuda.is_available() else {}
    return {
        "segearth": __version__,
        "machine": f"{platform.system()} {platform.machine()} ({', '.join(names)})",
        "cores": os.cpu_count(),
        **gpu,
        "python": platform.python_version(),
        "torch": torch.__version__,
        "gdal": rasterio.__gdal_version__,
    }


def digest(path: str) -> str:
    """A short hash of a file's bytes."""
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=6).hexdigest()


def counts_of(summary: str) -> list[int]:
    """The areas of each raster of a batch. Raises ValueError where one is not done."""
    with Path(summary).open(encoding="utf-8", newline="") as file:
        return [int(row["count"]) for row in csv.DictReader(file)]
