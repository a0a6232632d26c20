"""A network small enough to build in a test: nano's parts at toy widths, with a toy tokenizer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import torch

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
from engine.model.segearth import SegEarth

WORDS = ["[PAD]", "[unused0]", "[CLS]", "[SEP]", "[UNK]", "where", "is", "water", "the"]


def tiny_config() -> SegEarthConfig:
    return SegEarthConfig(
        name="tiny",
        image_px=256,
        size_multiple=128,
        encoder=EncoderConfig(kind="timm", name="mobilenetv2_035", mean=(128.0,) * 3, std=(128.0,) * 3),
        connector=ConnectorConfig(norm="channel", grid=2),
        language=LanguageConfig(
            kind="bert",
            settings={
                "vocab_size": len(WORDS),
                "hidden_size": 32,
                "intermediate_size": 64,
                "num_hidden_layers": 1,
                "num_attention_heads": 2,
                "max_position_embeddings": 64,
            },
            seg_id=1,
            pad_id=0,
            max_tokens=16,
            scripts=("LATIN",),
            template="sentence",
        ),
        projector=ProjectorConfig(dim=32, heads=2, head_dim=16),
        pixel_decoder=PixelDecoderConfig(dim=32, layers=1, heads=4, ffn=64, mask_dim=32),
        mask_decoder=MaskDecoderConfig(layers=2, heads=4, ffn=64, presence=True),
    )


def tiny_phi_config() -> SegEarthConfig:
    """The same toy with a Phi: it answers in words. 255 positions of prompt, image and answer are enough for it."""
    language = LanguageConfig(
        kind="phi",
        settings={
            "vocab_size": len(WORDS),
            "hidden_size": 32,
            "intermediate_size": 64,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "max_position_embeddings": 256,
            "partial_rotary_factor": 0.5,
            "bos_token_id": 2,
            "eos_token_id": 3,
        },
        seg_id=1,
        pad_id=0,
        max_tokens=128,
        template="paper",
    )
    return replace(tiny_config(), name="tiny-phi", language=language)


def tiny_model() -> SegEarth:
    torch.manual_seed(0)
    return SegEarth(tiny_config()).eval()


def write_tokenizer(folder: Path) -> None:
    vocabulary = {word: i for i, word in enumerate(WORDS)}
    special = [
        {
            "id": vocabulary[word],
            "content": word,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": True,
        }
        for word in ("[CLS]", "[SEP]")
    ]
    content = {
        "version": "1.0",
        "added_tokens": special,
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(content))


def write_tiny(folder: Path, *, shard_bytes: int = 1 << 30) -> SegEarth:
    model = tiny_model()
    info = ModelInfo(config=tiny_config(), summary="a toy", licence="CC0-1.0")
    save_model(model, folder, info, dtype=torch.float32, shard_bytes=shard_bytes)
    write_tokenizer(folder)
    return model


def write_tiny_phi(folder: Path) -> SegEarth:
    """Write a model directory that answers in words; which words is chance, but always the same."""
    torch.manual_seed(0)
    model = SegEarth(tiny_phi_config()).eval()
    info = ModelInfo(config=tiny_phi_config(), summary="a talking toy", licence="CC0-1.0")
    save_model(model, folder, info, dtype=torch.float32, shard_bytes=1 << 30)
    write_tokenizer(folder)
    return model
