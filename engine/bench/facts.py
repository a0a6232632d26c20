"""What the figures depend on besides the code: processor, cores, versions."""

from __future__ import annotations

import os
import platform
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
