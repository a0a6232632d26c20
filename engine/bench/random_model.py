"""A model directory of a preset with random weights: the full network's size and speed without its checkpoint."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from torch import nn

from engine.model.checkpoint import network_without_memory, save_model
from engine.model.config import SegEarthConfig
from engine.model.directory import TOKENIZER, ModelInfo

_SHARD_BYTES = 2 << 30


def write_random_model(folder: Path, config: SegEarthConfig, *, dtype: torch.dtype = torch.bfloat16) -> None:
    """Write weights that keep activations in a usual range, and a tokenizer of about the real one's lengths.

    Memory and disk: the weights once, 3.2 GB for the full network in bfloat16.
    """
    model = network_without_memory(config)
    generator = torch.Generator().manual_seed(0)
    for module in model.modules():
        for name, parameter in list(module.named_parameters(recurse=False)):
            tensor = torch.empty(parameter.shape, dtype=dtype)
            if parameter.dim() > 1:
                tensor.normal_(0, 0.02, generator=generator)
            else:
                tensor.fill_(1.0 if name == "weight" else 0.0)
            module.register_parameter(name, nn.Parameter(tensor, requires_grad=False))
    save_model(model, folder, ModelInfo(config, summary="random weights"), dtype=dtype, shard_bytes=_SHARD_BYTES)
    _tokenizer().save(str(folder / TOKENIZER))


def _tokenizer() -> Tokenizer:
    """One token for a word or a mark, as byte-pair encoders have on average for plain English."""
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokenizer
