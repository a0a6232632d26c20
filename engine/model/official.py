"""Names of the released checkpoint against ours: one table of pairs, read in either direction.

Left the official key (reference, section 15), right ours; ``#`` stands for a number and is carried over. Fused
query-key-value matrices are split by `split_fused`, unused parameters are listed in `UNUSED`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from torch import Tensor

from .config import SegEarthConfig
from .names import rename

_SWIN = "model.vision_tower.layers.#.blocks.#."
_OUR_SWIN = "encoder.layers.#.blocks.#."
_PIXEL = "pixel_decoder.transformer.encoder.layers.#."
PAIRS: tuple[tuple[str, str], ...] = (
    ("model.vision_tower.patch_embed.proj", "encoder.patch"),
    ("model.vision_tower.patch_embed.norm", "encoder.patch_norm"),
    (_SWIN + "norm#", _OUR_SWIN + "norm#"),
    (_SWIN + "attn.q", _OUR_SWIN + "attn.q"),
    (_SWIN + "attn.k", _OUR_SWIN + "attn.k"),
    (_SWIN + "attn.v", _OUR_SWIN + "attn.v"),
    (_SWIN + "attn.proj", _OUR_SWIN + "attn.proj"),
    (_SWIN + "attn.relative_position_bias_table", _OUR_SWIN + "attn.bias_table"),
    (_SWIN + "mlp.fc#", _OUR_SWIN + "mlp.fc#"),
    ("model.vision_tower.layers.#.downsample.norm", "encoder.layers.#.downsample.norm"),
    ("model.vision_tower.layers.#.downsample.reduction", "encoder.layers.#.downsample.reduction"),
    ("model.vision_tower.norm#", "encoder.norm#"),
    ("model.embed_tokens", "language.model.embed_tokens"),
    ("model.layers.#.self_attn.q_proj", "language.model.layers.#.self_attn.q_proj"),
    ("model.layers.#.self_attn.k_proj", "language.model.layers.#.self_attn.k_proj"),
    ("model.layers.#.self_attn.v_proj", "language.model.layers.#.self_attn.v_proj"),
    ("model.layers.#.self_attn.dense", "language.model.layers.#.self_attn.dense"),
    ("model.layers.#.mlp.fc#", "language.model.layers.#.mlp.fc#"),
    ("model.layers.#.input_layernorm", "language.model.layers.#.input_layernorm"),
    ("model.final_layernorm", "language.model.final_layernorm"),
    ("lm_head", "language.lm_head"),
    ("model.mm_projector.fc", "connector.fc"),
    ("model.mm_projector.proj1", "connector.proj.0"),
    ("model.mm_projector.proj2", "connector.proj.1"),
    ("model.mm_projector.norm1", "connector.norm.0"),
    ("model.mm_projector.norm2", "connector.norm.1"),
    ("origin_SEG_token_projector", "projector.direct"),
    ("local_project", "projector.local"),
    ("text_projector", "projector.text"),
    ("d_layers.layers.#.0.norm_media", "projector.attention.#.norm_media"),
    ("d_layers.layers.#.0.norm_latents", "projector.attention.#.norm_latents"),
    ("d_layers.layers.#.0.to_q", "projector.attention.#.to_q"),
    ("d_layers.layers.#.0.to_kv", "projector.attention.#.to_kv"),
    ("d_layers.layers.#.0.to_out", "projector.attention.#.to_out"),
    ("d_layers.layers.#.1.#", "projector.ffn.#.#"),
    ("d_layers.norm", "projector.norm"),
    ("SEG_token_projector", "projector.query"),
    ("pixel_decoder.input_proj.#.#", "pixel_decoder.input_proj.#.#"),
    ("pixel_decoder.transformer.level_embed", "pixel_decoder.level_embed"),
    (_PIXEL + "self_attn.sampling_offsets", "pixel_decoder.layers.#.attention.offsets"),
    (_PIXEL + "self_attn.attention_weights", "pixel_decoder.layers.#.attention.weights"),
    (_PIXEL + "self_attn.value_proj", "pixel_decoder.layers.#.attention.value"),
    (_PIXEL + "self_attn.output_proj", "pixel_decoder.layers.#.attention.out"),
    (_PIXEL + "norm#", "pixel_decoder.layers.#.norm#"),
    (_PIXEL + "linear#", "pixel_decoder.layers.#.linear#"),
    ("pixel_decoder.adapter_1.#", "pixel_decoder.lateral.#"),
    ("pixel_decoder.layer_1.#", "pixel_decoder.output.#"),
    ("pixel_decoder.mask_features", "pixel_decoder.mask_features"),
    ("predictor.transformer_cross_attention_layers.#.multihead_attn", "mask_decoder.layers.#.cross"),
    ("predictor.transformer_cross_attention_layers.#.norm", "mask_decoder.layers.#.cross_norm"),
    ("predictor.transformer_self_attention_layers.#.self_attn", "mask_decoder.layers.#.own"),
    ("predictor.transformer_self_attention_layers.#.norm", "mask_decoder.layers.#.own_norm"),
    ("predictor.transformer_ffn_layers.#.linear#", "mask_decoder.layers.#.linear#"),
    ("predictor.transformer_ffn_layers.#.norm", "mask_decoder.layers.#.ffn_norm"),
    ("predictor.decoder_norm", "mask_decoder.norm"),
    ("predictor.level_embed.weight", "mask_decoder.level_embed"),
    ("predictor.mask_embed.layers.0", "mask_decoder.mask_mlp.0"),
    ("predictor.mask_embed.layers.1", "mask_decoder.mask_mlp.2"),
    ("predictor.mask_embed.layers.2", "mask_decoder.mask_mlp.4"),
)

UNUSED = re.compile(
    r"seg_query|lm_head\.bias|.*\.relative_position_index"
    r"|predictor\.(query_feat|query_embed|SEG_query_embed|new_query_embed|SEG_proj|CLASS_proj)(\..*)?"
)


def our_name(official: str) -> str | None:
    """Our name of an official key, None for a parameter that nothing uses. Raises KeyError for an unknown key."""
    if UNUSED.fullmatch(official):
        return None
    ours = rename(official, PAIRS)
    if ours is None:
        raise KeyError(official)
    return ours


def split_fused(state: Mapping[str, Tensor], config: SegEarthConfig) -> dict[str, Tensor]:
    """Split Phi's and Swin's fused query-key-value tensors into three; other tensors pass unchanged.

    Phi's rows are laid out per head as (q, k, v) (reference, section 7), Swin's as all q, all k, all v.
    """
    heads = int(config.language.settings["num_attention_heads"])
    split: dict[str, Tensor] = {}
    for name, tensor in state.items():
        if ".query_key_value." in name:
            per_head = tensor.unflatten(0, (heads, 3, -1))
            for i, part in enumerate("qkv"):
                split[name.replace("query_key_value", f"{part}_proj")] = per_head[:, i].flatten(0, 1).contiguous()
        elif ".attn.qkv." in name:
            for part, rows in zip("qkv", tensor.chunk(3), strict=True):
                split[name.replace("qkv", part)] = rows.contiguous()
        else:
            split[name] = tensor
    return split


def from_official(state: Mapping[str, Tensor], config: SegEarthConfig) -> dict[str, Tensor]:
    """An official state dict under our names, unused parameters left out. Raises KeyError for an unknown key."""
    renamed = ((our_name(name), tensor) for name, tensor in split_fused(state, config).items())
    return {name: tensor for name, tensor in renamed if name is not None}
