"""Whether a configuration that was read from a file makes sense: types, signs, and sizes that must divide each other.

Building a network from it would fail too, somewhere deep; here each value is named. Imports no torch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any, get_args, get_origin, get_type_hints

from .config import SegEarthConfig

_MAY_BE_ZERO = {"grid", "depth", "seg_id", "pad_id", "drop_path", "presence_shift", "mean"}
_MAY_BE_NEGATIVE = {"presence_shift", "mean"}
_LANGUAGE_SIZES = ("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")


def list_senseless(config: SegEarthConfig) -> list[str]:
    """What is wrong with the values of a configuration, one phrase each; empty if nothing is."""
    return list(_of_type(config, "")) or list(_of_sizes(config))


def _of_type(part: Any, where: str) -> Iterator[str]:
    hints = get_type_hints(type(part))
    for field in fields(part):
        value, hint, name = getattr(part, field.name), hints[field.name], f"{where}{field.name}"
        if is_dataclass(hint):
            yield from _of_type(value, f"{name}.") if is_dataclass(value) else [f"{name} {value!r}"]
        elif get_origin(hint) is tuple:
            if not isinstance(value, tuple) or not all(_fits(each, get_args(hint)[0], field.name) for each in value):
                yield f"{name} {value!r}"
        elif not _fits(value, hint, field.name):
            yield f"{name} {value!r}"


def _fits(value: Any, hint: Any, name: str) -> bool:
    if get_args(hint) and get_origin(hint) is not dict:  # a Literal
        return value in get_args(hint)
    if hint in (int, float):
        known = type(value) is int or (hint is float and type(value) is float and isfinite(value))
        return known and (name in _MAY_BE_NEGATIVE or value > 0 or (value == 0 and name in _MAY_BE_ZERO))
    return isinstance(value, get_origin(hint) or hint)


def _of_sizes(config: SegEarthConfig) -> Iterator[str]:
    encoder, language, pixel = config.encoder, config.language, config.pixel_decoder
    if len(encoder.mean) != 3 or len(encoder.std) != 3:
        yield "encoder.mean or encoder.std is not for three bands"
    if encoder.kind == "swin" and (len(encoder.depths) != 4 or len(encoder.num_heads) != 4):
        yield "the encoder has not four stages"
    elif encoder.kind == "swin" and any(encoder.embed_dim * 2**i % heads for i, heads in enumerate(encoder.num_heads)):
        yield f"encoder.num_heads {list(encoder.num_heads)} does not divide its widths"
    wrong = [name for name in _LANGUAGE_SIZES if not _fits(language.settings.get(name), int, name)]
    yield from (f"language.settings.{name} {language.settings.get(name)!r}" for name in wrong)
    if not wrong:
        if language.settings["hidden_size"] % language.settings["num_attention_heads"]:
            yield "language.settings.num_attention_heads does not divide hidden_size"
        if max(language.seg_id, language.pad_id) >= language.settings["vocab_size"]:
            yield "language.seg_id or language.pad_id is beyond the vocabulary"
    if config.mask_decoder.queries > 1 and config.mask_decoder.presence:
        yield "mask_decoder.presence is for a single query, and mask_decoder.queries are several"
    for part, heads in (("pixel_decoder", pixel.heads), ("mask_decoder", config.mask_decoder.heads)):
        if pixel.dim % heads:
            yield f"{part}.heads {heads} does not divide the width {pixel.dim}"
