"""The network as the released code computes it: the yardstick for the speed of ours and for its being the same.

float32, the encoder run twice (for the language model, and again for the decoder), the whole prompt with its answer
read for every question, ``grid_sample``, keys and values of all positions, full-size masks after every layer. Same
weights, same masks; nothing is kept from one question to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

import torch
from torch import Tensor

from ..errors import BadModel
from .d_projector import mean_description
from .deformable_attention import DeformableAttention
from .mask_decoder import DecoderLayer, MaskDecoder, masks_to_block, resize
from .positions import sine_positions
from .prompt import Prompt
from .segearth import SegEarth


def answer_plainly(model: SegEarth, pixels_BCHW: Tensor, prompts: Sequence[Prompt]) -> Tensor:
    """Mask logits ``[B, h, w]`` of the n-th prompt for the n-th tile.

    Prompts may go on after the description; what follows changes no mask, but is read as the released code does.
    Raises BadModel for a network of mask tokens, which the released one is not.
    """
    if model.mask_tokens is not None:
        raise BadModel(f"The network {model.config.name} answers with mask tokens: there is no plain path for it.")
    with plain_samples(model):
        tokens = model.connector(model.encode_maps(pixels_BCHW)[-1])
        maps = model.encode_maps(pixels_BCHW)
        mask_features, levels = model.pixel_decoder(maps)
        sequences = model.language.lay_out(tokens, prompts)
        mean = mean_description(model.language(sequences), sequences.description_NL)
        query = model.projector(mean, model.projector.project_local(maps[-1]))
        return decode_plainly(model.mask_decoder, query, mask_features, levels)


@contextmanager
def plain_samples(model: SegEarth) -> Iterator[None]:
    """Inside, deformable attention samples by ``grid_sample``."""
    attentions = [module for module in model.modules() if isinstance(module, DeformableAttention)]
    before = [attention.kernel for attention in attentions]
    for attention in attentions:
        attention.kernel = "plain"
    try:
        yield
    finally:
        for attention, kernel in zip(attentions, before, strict=True):
            attention.kernel = kernel


def decode_plainly(
    decoder: MaskDecoder, query_ND: Tensor, mask_features_NMhw: Tensor, levels: Sequence[Tensor]
) -> Tensor:
    """Mask logits ``[N, h, w]``: every layer projects the keys and values of all positions of its level."""
    x = query_ND[:, None]
    values, keys = [], []
    for i, level in enumerate(levels):
        value = level.flatten(2).transpose(1, 2) + decoder.level_embed[i]
        values.append(value)
        keys.append(value + sine_positions(level.shape[2], level.shape[3], value.shape[-1], value))
    masks = _masks(decoder, x, mask_features_NMhw)
    for i, layer in enumerate(decoder.layers):
        turn = i % len(levels)
        blocked = masks_to_block(resize(masks, levels[turn].shape[-2:]))
        x = _layer(cast(DecoderLayer, layer), x, keys[turn], values[turn], blocked)
        masks = _masks(decoder, x, mask_features_NMhw)
    return masks[:, 0]


def _masks(decoder: MaskDecoder, x_N1D: Tensor, mask_features_NMhw: Tensor) -> Tensor:
    return torch.einsum("nqm,nmhw->nqhw", decoder.embed(x_N1D), mask_features_NMhw)


def _layer(layer: DecoderLayer, x_N1D: Tensor, keys_NnD: Tensor, values_NnD: Tensor, blocked_N1n: Tensor) -> Tensor:
    mask = blocked_N1n.repeat_interleave(layer.cross.num_heads, dim=0)
    attended, _ = layer.cross(x_N1D, keys_NnD, values_NnD, attn_mask=mask, need_weights=False)
    x = layer.cross_norm(x_N1D + attended)
    own, _ = layer.own(x, x, x, need_weights=False)
    x = layer.own_norm(x + own)
    return layer.ffn_norm(x + layer.linear2(layer.linear1(x).relu()))  # type: ignore[no-any-return]
