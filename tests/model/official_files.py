"""Official checkpoints at toy sizes, written as the released code and its users would write them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from engine.model.config import (
    EncoderConfig,
    LanguageConfig,
    MaskDecoderConfig,
    PixelDecoderConfig,
    ProjectorConfig,
    SegEarthConfig,
)
from engine.model.directory import shards
from engine.model.foreign.convert_back import relative_position_index
from engine.model.foreign.official import split_fused, to_official
from engine.model.library_names import from_library
from engine.model.segearth import SegEarth

SPECIALS = {"<|endoftext|>": 256, "[PAD]": 257, "[SEG]": 258}


def toy_config() -> SegEarthConfig:
    """Structure of the released network; every size another, so that none can stand in for another."""
    return SegEarthConfig(
        name="toy",
        image_px=128,
        size_multiple=128,
        encoder=EncoderConfig(embed_dim=16, depths=(1, 2, 1, 1), num_heads=(1, 2, 4, 8), window=3),
        language=LanguageConfig(
            settings={
                "vocab_size": 259,
                "hidden_size": 48,
                "intermediate_size": 80,
                "num_hidden_layers": 2,
                "num_attention_heads": 3,
                "max_position_embeddings": 1024,
                "partial_rotary_factor": 0.5,
            },
            seg_id=258,
            pad_id=257,
            max_tokens=1024,
        ),
        projector=ProjectorConfig(dim=40, heads=3, head_dim=64),
        pixel_decoder=PixelDecoderConfig(dim=32, layers=2, heads=4, ffn=56, mask_dim=24),
        mask_decoder=MaskDecoderConfig(layers=3, heads=8, ffn=72),
    )


def hf_config(config: SegEarthConfig, **changes: Any) -> dict[str, Any]:
    """What the released training would write beside the weights."""
    settings = config.language.settings
    projector = {"mm_projector_type": "SparseConv_1", "projector_outdim": settings["hidden_size"]}
    return {"model_type": "llava_phi", **settings, **projector, "tie_word_embeddings": False, **changes}


def toy_state(config: SegEarthConfig | None = None, seed: int = 0) -> dict[str, Tensor]:
    """Random weights under the official names, with what the released network holds and never uses."""
    config = config or toy_config()
    torch.manual_seed(seed)
    state = to_official(from_library(SegEarth(config).state_dict()), config)
    state = {name: torch.randn_like(tensor) * 0.05 + tensor for name, tensor in state.items()}
    for name in [name for name in state if name.endswith("relative_position_bias_table")]:
        index = name.replace("bias_table", "index")
        state[index] = relative_position_index(config.encoder.window)
    width = config.pixel_decoder.dim
    state["seg_query"] = torch.randn(5, config.language.settings["hidden_size"])
    for name in ("query_feat", "query_embed", "SEG_query_embed", "new_query_embed"):
        state[f"predictor.{name}.weight"] = torch.randn(5, width)
    for name in ("SEG_proj", "CLASS_proj"):
        state[f"predictor.{name}.layers.0.weight"] = torch.randn(width, width)
    return state


def split(state: dict[str, Tensor], config: SegEarthConfig | None = None) -> dict[str, Tensor]:
    """The same weights with query, key and value apart, in the language model and in the encoder."""
    return split_fused(state, config or toy_config())


def weights(folder: Path) -> dict[str, Tensor]:
    """All tensors of a directory, ours or official."""
    return {name: tensor for shard in shards(folder) for name, tensor in load_file(shard).items()}


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    """Whether two state dicts are identical to the bit."""
    return one.keys() == other.keys() and all(
        one[name].dtype == other[name].dtype and torch.equal(one[name], other[name]) for name in one
    )


def byte_alphabet() -> dict[str, int]:
    """The character by which byte-level tokenizers write each byte: GPT-2's table."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + i): byte for i, byte in enumerate(others)}


def write_slow_tokenizer(folder: Path, added: dict[str, int] | None = None) -> None:
    """A tokenizer of one id per byte, as use_fast=False saves it."""
    added = {"[PAD]": 257, "[SEG]": 258} if added is None else added
    vocabulary = byte_alphabet() | {"<|endoftext|>": 256}
    ends = dict.fromkeys(("bos_token", "eos_token", "unk_token"), "<|endoftext|>")
    special = ends | ({"pad_token": "[PAD]"} if "[PAD]" in added else {})
    write = {
        "vocab.json": vocabulary,
        "added_tokens.json": added,
        "special_tokens_map.json": special,
        "tokenizer_config.json": {**special, "tokenizer_class": "CodeGenTokenizer", "model_max_length": 2048},
    }
    for name, values in write.items():
        (folder / name).write_text(json.dumps(values), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n", encoding="utf-8")


def write_toy(
    folder: Path,
    state: dict[str, Tensor] | None = None,
    *,
    config: SegEarthConfig | None = None,
    kind: str = "safetensors",
    shards: int = 1,
    **changes: Any,
) -> dict[str, Tensor]:
    """An official directory; gives the weights. ``changes`` go into its config.json."""
    config = config or toy_config()
    state = toy_state(config) if state is None else state
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(hf_config(config, **changes)))
    write_slow_tokenizer(folder)
    write_weights(folder, state, kind, shards)
    return state


def write_weights(folder: Path, state: dict[str, Tensor], kind: str, shards: int) -> None:
    stem, ending = ("model", "safetensors") if kind == "safetensors" else ("pytorch_model", "bin")
    names = sorted(state)
    weight_map = {}
    for i in range(shards):
        part = f"-{i + 1:05d}-of-{shards:05d}" if shards > 1 else ""
        file = folder / f"{stem}{part}.{ending}"
        own = {name: state[name].contiguous() for name in names[i::shards]}
        save_file(own, file, metadata={"format": "pt"}) if kind == "safetensors" else torch.save(own, file)
        weight_map |= dict.fromkeys(own, file.name)
    if shards > 1:
        (folder / f"{stem}.{ending}.index.json").write_text(json.dumps({"metadata": {}, "weight_map": weight_map}))


def with_language(config: SegEarthConfig, **changes: Any) -> SegEarthConfig:
    return replace(config, language=replace(config.language, **changes))
