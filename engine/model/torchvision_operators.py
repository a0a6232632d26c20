"""Lets timm and transformers import beside a torchvision whose compiled operators do not load.

A CUDA build of torchvision beside a CPU build of torch fails at import with "operator torchvision::nms does not
exist". Neither library calls these operators here, so declaring their schemas is enough.
"""

from __future__ import annotations

import importlib.util

import torch

_SCHEMAS = {
    "nms": "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms": "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
}
_library: torch.library.Library | None = None  # a Library's declarations live as long as it does


def declare_missing_operators() -> bool:
    """Declare ``torchvision::nms`` and ``::qnms`` where torchvision's own do not load; returns whether it was needed.

    Call it before the first import of timm or transformers. Calling it again changes nothing.
    """
    global _library
    if _library is not None or importlib.util.find_spec("torchvision") is None:
        return False
    if _operators_load():
        return False
    _library = torch.library.Library("torchvision", "FRAGMENT")
    for schema in _SCHEMAS.values():
        _library.define(schema)
    return True


def _operators_load() -> bool:
    spec = importlib.util.find_spec("torchvision")
    if spec is None or not spec.submodule_search_locations:
        return False
    for folder in spec.submodule_search_locations:
        for compiled in ("_C.so", "_C.pyd", "_C.dylib"):
            try:
                torch.ops.load_library(f"{folder}/{compiled}")
            except OSError:
                continue
            return True
    return False
