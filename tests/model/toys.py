"""The released network's parts at toy widths: Swin, a language model that reads the image first, no presence head.

No weight is zero or one as an initialisation leaves them: what such values would hide must show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.model.checkpoint import save_model
from engine.model.config import (
    ConnectorConfig,
    EncoderConfig,
    LanguageConfig,
    MaskDecoderConfig,
    PixelDecoderConfig,
    ProjectorConfig,
    SegEarthConfig,
)
from engine.model.directory import ModelInfo
from engine.model.prompt import Piece, Prompt
from engine.model.segearth import SegEarth

from .tiny import write_tokenizer

SIDE = 128
VOCABULARY = 40
_LANGUAGE = {
    "vocab_size": VOCABULARY,
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "max_position_embeddings": 256,
}
_KINDS = {
    "phi": {"partial_rotary_factor": 0.5},
    "qwen2": {"num_key_value_heads": 2, "rope_theta": 1e6, "rms_norm_eps": 1e-6},
}


def toy_config(kind: str = "phi") -> SegEarthConfig:
    return SegEarthConfig(
        name=f"toy-{kind}",
        image_px=SIDE,
        size_multiple=SIDE,
        encoder=EncoderConfig(embed_dim=16, depths=(1, 1, 2, 1), num_heads=(1, 2, 4, 8), window=3),
        connector=ConnectorConfig(depth=1),
        language=LanguageConfig(
            kind=kind,  # type: ignore[arg-type]
            settings={**_LANGUAGE, **_KINDS[kind]},
            seg_id=1,
            pad_id=0,
            max_tokens=128,
            template="paper",
        ),
        projector=ProjectorConfig(dim=32, heads=2, head_dim=16),
        pixel_decoder=PixelDecoderConfig(dim=32, layers=2, heads=4, ffn=64, mask_dim=32),
        mask_decoder=MaskDecoderConfig(layers=4, heads=4, ffn=64),
    )


def with_presence(config: SegEarthConfig) -> SegEarthConfig:
    return replace(config, mask_decoder=replace(config.mask_decoder, presence=True))


def toy_network(config: SegEarthConfig) -> SegEarth:
    torch.manual_seed(0)
    model = SegEarth(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
        if config.language.kind != "bert":
            model.language.embedding.weight.mul_(6)  # a word then decides which one follows
    return model


def write_toy(
    folder: Path, config: SegEarthConfig, *, dtype: torch.dtype = torch.float32, shard_bytes: int = 1 << 30
) -> SegEarth:
    """Write a model directory; returns the network."""
    model = toy_network(config)
    save_model(model, folder, ModelInfo(config=config, summary="a toy"), dtype=dtype, shard_bytes=shard_bytes)
    write_tokenizer(folder)
    return model


def noise(count: int, side: int = SIDE, seed: int = 0) -> np.ndarray:
    """Tiles ``[B, H, W, 3]``."""
    return np.random.default_rng(seed).integers(0, 256, (count, side, side, 3), dtype=np.uint8)


def pixels(count: int, seed: int = 0) -> Tensor:
    """Tiles ``[B, 3, H, W]`` as the network takes them."""
    return torch.from_numpy(noise(count, seed=seed)).permute(0, 3, 1, 2).float()


def prompt(*question: int, lead: Sequence[int] = (5, 6, 7), after: Sequence[int] = ()) -> Prompt:
    """Instruction, image, the instruction's rest, a question of these ids, and what may follow it."""
    pieces = [Piece("text", tuple(lead)), Piece("image"), Piece("text", (8, 9)), Piece("description", (*question, 1))]
    return Prompt((*pieces, *([Piece("text", tuple(after))] if after else [])))


def apart(found: Tensor, expected: Tensor) -> float:
    """The largest difference, in standard deviations of what is expected."""
    assert found.shape == expected.shape
    return float((found - expected).abs().max() / expected.std())
