"""Which part computes in which dtype, by what the device has: bfloat16 only where it gains.

Measured (docs/benchmarks): the full network's matrix products gain two to eight times from bfloat16 on processors that
multiply in it; the bundled model's narrow convolutions lose. Without such instructions float32 is faster throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from ..errors import BadRequest
from .config import SegEarthConfig

_NAMES = ("auto", "fp32", "bf16")
_AMPERE = (8, 0)  # the first GPUs that multiply in bfloat16


@dataclass(frozen=True)
class Precision:
    """The dtype of each part's weights and of what passes through it."""

    encoder: torch.dtype = torch.float32
    language: torch.dtype = torch.float32
    decoder: torch.dtype = torch.float32  # connector, D-Projector, pixel decoder, mask generator

    def of(self, parameter: str) -> torch.dtype:
        """The dtype for a parameter by its name in `SegEarth`."""
        part = parameter.partition(".")[0]
        return {"encoder": self.encoder, "language": self.language}.get(part, self.decoder)

    def __str__(self) -> str:
        parts = (self.encoder, self.language, self.decoder)
        names = ["bf16" if dtype == torch.bfloat16 else "fp32" for dtype in parts]
        return names[0] if len(set(names)) == 1 else "encoder {}, language {}, decoder {}".format(*names)


def choose_precision(name: str, device: torch.device, config: SegEarthConfig) -> Precision:
    """``fp32`` or ``bf16`` throughout, or with ``auto`` what is fastest. Raises BadRequest for another name."""
    if name not in _NAMES:
        raise BadRequest(f"The precision {name!r} is unknown; there are {', '.join(_NAMES)}.")
    if name == "fp32" or (name == "auto" and not multiplies_in_bfloat16(device)):
        return Precision()
    if name == "bf16":
        return Precision(torch.bfloat16, torch.bfloat16, torch.bfloat16)
    large_encoder = config.encoder.kind == "swin"
    return Precision(
        encoder=torch.bfloat16 if large_encoder else torch.float32,
        language=torch.float32 if config.language.kind == "bert" else torch.bfloat16,
        decoder=torch.bfloat16 if large_encoder else torch.float32,
    )


def multiplies_in_bfloat16(device: torch.device) -> bool:
    """Whether the device has instructions for products of bfloat16 (not: whether it can emulate them)."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device) >= _AMPERE
    if device.type == "cpu":
        has = torch.cpu.get_capabilities()
        return any(bool(has.get(name)) for name in ("amx_bf16", "avx512_bf16", "bf16", "sve_bf16"))
    return False
