"""The released ``config.json`` against ours: what it does not say is read off the shapes of the tensors.

Window, depths and heads of the encoder, the D-Projector, both decoders and the input size are in no official file.
Sizes that the released code fixes and no shape shows (`FIXED`) may stand in our own section of the file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...errors import BadModel
from ..config import (
    ConnectorConfig,
    EncoderConfig,
    LanguageConfig,
    MaskDecoderConfig,
    PixelDecoderConfig,
    ProjectorConfig,
    SegEarthConfig,
)
from ..presets import segearth_r1
from .language_settings import IF_OTHER, language_settings

Shape = tuple[int, ...]
Shapes = Mapping[str, Shape]

OUR_SECTION = "segearth"  # in the official config.json: what the released code has no field for
FIXED = {"points": 4, "projector_head_dim": 64, "mask_decoder_heads": 8}
LEVELS = 3
_SWIN = "model.vision_tower."
_PIXEL = "pixel_decoder.transformer.encoder.layers."
_NEEDED = {
    "model.embed_tokens.weight": 2,
    "model.layers.0.mlp.fc1.weight": 2,
    "model.mm_projector.norm1.weight": 3,
    f"{_SWIN}patch_embed.proj.weight": 4,
    **{f"{_SWIN}layers.{i}.blocks.0.attn.relative_position_bias_table": 2 for i in range(4)},
    "d_layers.layers.0.0.to_q.weight": 2,
    "d_layers.layers.0.1.1.weight": 2,
    "pixel_decoder.mask_features.weight": 4,
    f"{_PIXEL}0.self_attn.attention_weights.weight": 2,
    f"{_PIXEL}0.linear1.weight": 2,
    "predictor.transformer_ffn_layers.0.linear1.weight": 2,
}


def refuse_other_models(names: Iterable[str], hf_config: Mapping[str, Any], source: str) -> None:
    """Raise BadModel if the tensors' names or the configuration are those of PSALM or of SegEarth-R2."""
    keys = list(names)
    kind, tower = str(hf_config.get("model_type", "")).lower(), str(hf_config.get("mm_vision_tower", "")).lower()
    if "mipha" in kind or "siglip" in tower or any("siglip" in key or ".vision_model." in key for key in keys):
        raise BadModel(
            f"{source} holds a model of the SegEarth-R2 or Mipha kind, with a SigLIP vision tower of its own for the "
            "language model; it is another network and cannot be converted.",
            hint="Give a SegEarth-R1 checkpoint.",
        )
    if any(key.startswith("model.mm_projector.layer1") for key in keys):
        raise BadModel(
            f"{source} has the projector of PSALM (256 visual tokens, model.mm_projector.layer1), not SegEarth-R1's "
            "with 64.",
            hint="Give a SegEarth-R1 checkpoint (mm_projector_type SparseConv_1).",
        )


def infer_config(
    shapes: Shapes,
    hf_config: Mapping[str, Any],
    *,
    seg_id: int,
    pad_id: int,
    max_tokens: int = 2048,
    template: str = "released",
    name: str = "segearth-r1",
) -> SegEarthConfig:
    """The configuration of an official checkpoint from its tensors' shapes and its ``config.json``.

    Sizes come from the shapes; heads and rotary share of the language model, which no shape shows, from
    ``config.json``. Raises BadModel with a list of missing tensors, or of what contradicts the shapes.
    """
    faults = [f"missing {key}" for key in _NEEDED if key not in shapes]
    faults += [f"{key} is {list(shapes[key])}" for key, n in _NEEDED.items() if key in shapes and len(shapes[key]) != n]
    if faults:
        raise BadModel(
            f"The checkpoint cannot be SegEarth-R1: {'; '.join(faults)}.", hint="Give a SegEarth-R1 checkpoint."
        )
    ours = hf_config.get(OUR_SECTION) or {}
    if not isinstance(ours, Mapping):
        raise BadModel(f"config.json holds no table under {OUR_SECTION!r}.")
    fixed = {field: ours.get(field, value) for field, value in FIXED.items()}
    if not all(type(value) is int and value > 0 for value in fixed.values()):
        raise BadModel(f"config.json gives sizes under {OUR_SECTION!r} that are no whole numbers: {ours}.")
    image_px = _image_px(shapes)
    pixel = _pixel_decoder(shapes, fixed["points"])
    settings = _language_settings(shapes, hf_config)
    return SegEarthConfig(
        name=name,
        image_px=image_px,
        size_multiple=image_px,
        encoder=_encoder(shapes),
        connector=ConnectorConfig(),
        language=LanguageConfig(
            settings=settings,
            seg_id=seg_id,
            pad_id=pad_id,
            max_tokens=min(max_tokens, settings["max_position_embeddings"]),
            template=template,
        ),
        projector=_projector(shapes, fixed["projector_head_dim"]),
        pixel_decoder=pixel,
        mask_decoder=MaskDecoderConfig(
            layers=_count(shapes, "predictor.transformer_ffn_layers."),
            heads=fixed["mask_decoder_heads"],
            ffn=shapes["predictor.transformer_ffn_layers.0.linear1.weight"][0],
        ),
    )


def _image_px(shapes: Shapes) -> int:
    """The input's side: the first norm of the connector has the extent of the map after one halving of 1/32."""
    width, *extent = shape = shapes["model.mm_projector.norm1.weight"]
    if extent[0] != extent[1] or width != shapes["model.embed_tokens.weight"][1]:
        raise BadModel(
            f"model.mm_projector.norm1.weight is {list(shape)}; SegEarth-R1 has [width of the language model, n, n], "
            "[2048, 16, 16] as released.",
            hint="Give a SegEarth-R1 checkpoint (mm_projector_type SparseConv_1).",
        )
    return 64 * extent[0]


def _encoder(shapes: Shapes) -> EncoderConfig:
    tables = [shapes[f"{_SWIN}layers.{i}.blocks.0.attn.relative_position_bias_table"] for i in range(4)]
    side = math.isqrt(tables[0][0])
    if side * side != tables[0][0] or side % 2 == 0:
        raise BadModel(f"A relative position table of the encoder has {tables[0][0]} rows, which fits no window.")
    return EncoderConfig(
        embed_dim=shapes[f"{_SWIN}patch_embed.proj.weight"][0],
        depths=tuple(_count(shapes, f"{_SWIN}layers.{i}.blocks.") for i in range(4)),
        num_heads=tuple(table[1] for table in tables),
        window=(side + 1) // 2,
    )


def _language_settings(shapes: Shapes, hf_config: Mapping[str, Any]) -> dict[str, Any]:
    vocabulary, width = shapes["model.embed_tokens.weight"]
    found = {
        "hidden_size": width,
        "intermediate_size": shapes["model.layers.0.mlp.fc1.weight"][0],
        "num_hidden_layers": _count(shapes, "model.layers."),
    }
    wrong = [
        f"{field} {hf_config[field]}, tensors {value}"
        for field, value in found.items()
        if hf_config.get(field, value) != value
    ]
    if wrong:
        raise BadModel(f"config.json contradicts the tensors: {'; '.join(wrong)}.", hint="Fetch both from one place.")
    grouped = hf_config.get("num_key_value_heads") not in (None, hf_config.get("num_attention_heads"))
    if grouped or hf_config.get("qk_layernorm"):
        raise BadModel("config.json asks for grouped or normed keys, which SegEarth-R1 does not have.")
    return language_settings({**hf_config, "model_type": "phi", **found}, vocabulary=vocabulary)


def _projector(shapes: Shapes, head_dim: int) -> ProjectorConfig:
    inner, dim = shapes["d_layers.layers.0.0.to_q.weight"]
    if inner % head_dim:
        raise BadModel(f"d_layers.layers.0.0.to_q.weight has {inner} rows, no multiple of the head's {head_dim}.")
    return ProjectorConfig(
        dim=dim,
        depth=_count(shapes, "d_layers.layers."),
        heads=inner // head_dim,
        head_dim=head_dim,
        ffn_mult=max(1, shapes["d_layers.layers.0.1.1.weight"][0] // dim),
    )


def _pixel_decoder(shapes: Shapes, points: int) -> PixelDecoderConfig:
    rows, dim = shapes[f"{_PIXEL}0.self_attn.attention_weights.weight"]
    if rows % (LEVELS * points):
        raise BadModel(f"{_PIXEL}0.self_attn.attention_weights.weight has {rows} rows, which fits no number of heads.")
    return PixelDecoderConfig(
        dim=dim,
        layers=_count(shapes, _PIXEL),
        heads=rows // (LEVELS * points),
        points=points,
        ffn=shapes[f"{_PIXEL}0.linear1.weight"][0],
        mask_dim=shapes["pixel_decoder.mask_features.weight"][0],
    )


def _count(shapes: Shapes, prefix: str) -> int:
    """How many numbered parts follow ``prefix``: one more than the highest number."""
    numbers = (re.match(r"\d+", key[len(prefix) :]) for key in shapes if key.startswith(prefix))
    count = 1 + max((int(number[0]) for number in numbers if number), default=-1)
    if count > len(shapes):  # else a single name could ask for any number of layers
        raise BadModel(f"The checkpoint numbers {prefix}* up to {count - 1}, and holds only {len(shapes)} tensors.")
    return count


def to_hf_config(config: SegEarthConfig) -> dict[str, Any]:
    """Our configuration as the released code's ``config.json``. Raises BadModel for a network that it cannot build."""
    language, decoder = config.language, config.mask_decoder
    reasons = [
        (config.encoder.kind != "swin", "its encoder is no Swin transformer"),
        (language.kind != "phi", f"its language model is {language.kind}, not Phi"),
        (config.connector != ConnectorConfig(), "its connector is another"),
        (config.projector.depth == 0, "it has no D-Projector"),
        (decoder.presence, "it has a presence head"),
        (decoder.queries > 1, "it answers with several queries"),
        (config.size_multiple != config.image_px, "it takes more than one input size"),
    ]
    told = [reason for wrong, reason in reasons if wrong]
    if told:
        raise BadModel(
            f"The model {config.name} cannot be written for the released code: {', '.join(told)}.",
            hint="Only networks of the segearth-r1 preset's kind can be; --to official is not for others.",
        )
    settings = language.settings
    # Ids of words, which bandit takes for passwords, are Phi's defaults; the released code does not read them.
    values = {
        "model_type": "llava_phi",
        "attention_dropout": 0.0,
        "bos_token_id": 1,  # nosec B105
        "embd_pdrop": 0.0,
        "eos_token_id": 2,  # nosec B105
        "initializer_range": 0.02,
        "mask_decode_train": True,
        "mm_hidden_size": 256,
        "mm_projector_type": "SparseConv_1",
        "mm_vision_tower": "pre_trained/Swin_base/model_final_54b88a.pkl",
        "output_attentions": True,
        "partial_rotary_factor": 0.5,
        "projector_outdim": settings["hidden_size"],
        "resid_pdrop": 0.0,
        "rope_scaling": None,
        "swin_type": "base",
        "tie_word_embeddings": False,
        "use_cache": True,
        **{name: value for name, value in IF_OTHER["phi"].items() if name != "num_key_value_heads"},
        **settings,
    }
    ours = {
        "points": config.pixel_decoder.points,
        "projector_head_dim": config.projector.head_dim,
        "mask_decoder_heads": decoder.heads,
    }
    return values if ours == FIXED else values | {OUR_SECTION: ours}


def is_released_size(config: SegEarthConfig) -> bool:
    """Whether the encoder and both decoders have the sizes that the released code builds without being told."""
    released = segearth_r1()
    parts = ("encoder", "projector", "pixel_decoder", "mask_decoder")
    return all(getattr(config, part) == getattr(released, part) for part in parts)
