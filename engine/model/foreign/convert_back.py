"""`segearth convert --to official`: a model directory of ours in the layout of the released code.

Parameters that the released network has and never uses are left out; its buffers of indices are made anew.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from ...errors import BadModel
from ..config import SegEarthConfig
from ..directory import CONFIG, read_info, shards
from ..shard_writer import Planned, write_shards
from .conversion import (
    Conversion,
    check_space,
    dtype_names,
    new_folder,
    source_name,
    summarise,
    write_card,
    write_json,
)
from .expected import expected_shapes, list_of, meta_model
from .official import UNUSED_PARAMETERS, fuse, heads_of, sources
from .official_config import is_released_size, to_hf_config
from .tokenizer import write_official
from .weights import WeightFiles

_OTHER_SIZES = (
    "Warning: the released code builds Swin-B and Phi-1.5 sizes only and will not load this folder; `segearth convert` "
    "reads it back."
)


def write_official_folder(
    source: Path, target: Path, *, dtype: torch.dtype | None, overwrite: bool, shard_bytes: int
) -> Conversion:
    """Write a model directory of ours as the released code reads it. Raises as `convert.convert`."""
    info = read_info(source)
    config = info.config
    hf_config = to_hf_config(config)
    files = WeightFiles(shards(source))
    wanted = expected_shapes(meta_model(config))
    faults = [f"missing {name}" for name in wanted if name not in files.facts]
    faults += [f"unknown {name}" for name in files.facts if name not in wanted]
    faults += [
        f"{name} is {list(facts.shape)}, not {list(wanted[name])}"
        for name, facts in files.facts.items()
        if name in wanted and facts.shape != wanted[name]
    ]
    if faults:
        raise BadModel(f"The weights in {source} do not fit their configuration: {list_of(faults)}.")
    tensors = _plan_official(files, config, dtype)
    with new_folder(target, source, overwrite=overwrite) as folder:
        check_space(folder, tensors)
        language = config.language
        write_official(source, folder, pad_id=language.pad_id, max_tokens=language.max_tokens)
        write_shards(folder, tensors, shard_bytes=shard_bytes)
        write_json(folder / CONFIG, hf_config | {"torch_dtype": dtype_names(tensors)[0]})
        paragraphs = [
            f"The model `{source_name(source)}` in the layout of the released SegEarth-R1 code, written by "
            "`segearth convert --to official`.",
            f"Licence: {info.licence}.",
            f"Left out, since the released code never uses them: {', '.join(UNUSED_PARAMETERS)}. It makes them anew "
            "when it loads the model.",
        ]
        write_card(folder, target.name, paragraphs)
    notes = () if is_released_size(config) else (_OTHER_SIZES,)
    return summarise(source, target, "ours", "official", info, tensors, left_out=UNUSED_PARAMETERS, notes=notes)


def _plan_official(files: WeightFiles, config: SegEarthConfig, dtype: torch.dtype | None) -> dict[str, Planned]:
    heads = heads_of(config)

    def plan(key: str, names: list[str]) -> Planned:
        rows, *others = files.facts[names[0]].shape
        kept = dtype or files.facts[names[0]].dtype
        shape = (rows * len(names), *others)
        return Planned(shape, kept, lambda: fuse([files.read(name) for name in names], key, heads))

    tensors = {key: plan(key, names) for key, names in sources(files.facts).items()}
    window = config.encoder.window
    for layer, depth in enumerate(config.encoder.depths):
        for block in range(depth):
            key = f"model.vision_tower.layers.{layer}.blocks.{block}.attn.relative_position_index"
            tensors[key] = Planned((window**2, window**2), torch.int64, lambda: relative_position_index(window))
    return tensors


def relative_position_index(window: int) -> Tensor:
    """Row of the relative position table for each pair of a window's pixels, ``[w^2, w^2]``, as Swin counts them."""
    rows, columns = torch.arange(window).repeat_interleave(window), torch.arange(window).repeat(window)
    down, right = rows[:, None] - rows + window - 1, columns[:, None] - columns + window - 1
    return down * (2 * window - 1) + right
