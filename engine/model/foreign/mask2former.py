"""Starting weights from Mask2Former's COCO pickle: encoder, pixel decoder and predictor (reference, section 11).

The file is a plain pickle of numpy arrays. `array_pickle` reads it; here its names become ours.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ...errors import BadModel
from ..config import SegEarthConfig
from .array_pickle import read_arrays
from .expected import expected_shapes, list_of, meta_model
from .official import find_places, list_faults

PARTS = ("encoder.", "pixel_decoder.", "mask_decoder.")
# What the pickle has no tensor for: biases before a norm, which stay zero as in the released training; our own parts.
ZEROS = ("pixel_decoder.lateral.0.bias", "pixel_decoder.output.0.bias")
OURS_ALONE = ("mask_decoder.presence.", "mask_decoder.classes.")
_RENAMES = (
    (re.compile(r"backbone\.(.*)"), r"model.vision_tower.\1"),
    (re.compile(r"sem_seg_head\.(pixel_decoder\.(?:adapter|layer)_1)\.norm\.(.*)"), r"\1.1.\2"),
    (re.compile(r"sem_seg_head\.(pixel_decoder\.(?:adapter|layer)_1)\.(weight|bias)"), r"\1.0.\2"),
    (re.compile(r"sem_seg_head\.predictor\.static_query\.(.*)"), r"predictor.query_feat.\1"),
    (re.compile(r"sem_seg_head\.((?:pixel_decoder|predictor)\..*)"), r"\1"),
)


def official_key(key: str) -> str | None:
    """The released checkpoint's key for one of the pickle, None for what belongs to Mask2Former's training."""
    for pattern, replacement in _RENAMES:
        if pattern.fullmatch(key):
            return pattern.sub(replacement, key)
    return None


def load_mask2former(path: Path, config: SegEarthConfig) -> dict[str, Tensor]:
    """Encoder, pixel decoder and mask decoder from a COCO pickle, fp32, under our names.

    Holds every tensor of these parts but those of our own presence head and of queries' classes. Raises BadModel for
    a file that asks for anything but arrays, is damaged, or does not fit the configuration, with the list of what is
    missing or misshapen.
    """
    if config.encoder.kind != "swin":
        raise BadModel(f"{path} starts a Swin transformer; the encoder of {config.name} is another.")
    arrays = read_arrays(path)
    keys = {official: key for key in arrays if (official := official_key(key)) is not None}
    wanted = {
        name: shape
        for name, shape in expected_shapes(meta_model(config)).items()
        if name.startswith(PARTS) and not name.startswith(OURS_ALONE)
    }
    places = find_places(keys)
    zeros = [name for name in ZEROS if name not in places.of]
    asked = {name: shape for name, shape in wanted.items() if name not in zeros}
    faults = list_faults(replace(places, unknown=()), {key: arrays[keys[key]].shape for key in keys}, asked)
    if faults:
        raise BadModel(
            f"{path} does not fit {config.name}: {list_of(faults)}.",
            hint="Give Mask2Former's COCO panoptic pickle with a Swin-B backbone (model_final_54b88a or _9d7f02).",
        )
    state = {name: torch.zeros(wanted[name]) for name in zeros}
    for name, place in places.of.items():
        whole = torch.from_numpy(np.array(arrays[keys[place.key]], dtype=np.float32))
        state[name] = place.cut(whole, heads=1)
    return state
