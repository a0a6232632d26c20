"""Names of the released checkpoint against ours: one table of pairs, read in either direction.

Left the official key (reference, section 15), right ours; ``#`` stands for a number and is carried over. A fused
query-key-value tensor is the `Place` of three of ours, unused parameters are listed in `UNUSED`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from ..config import SegEarthConfig
from ..names import rename

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
    r"seg_query|lm_head\.bias|.*\.relative_position_index|.*\.rotary_emb\.inv_freq"
    r"|predictor\.(query_feat|query_embed|SEG_query_embed|new_query_embed|SEG_proj|CLASS_proj)(\..*)?"
)
# Parameters that the released code has and never uses: what `--to official` leaves out.
UNUSED_PARAMETERS = (
    "seg_query",
    "predictor.query_feat",
    "predictor.query_embed",
    "predictor.SEG_query_embed",
    "predictor.new_query_embed",
    "predictor.SEG_proj",
    "predictor.CLASS_proj",
)
_PHI, _ATTENTION = "model.layers.#.self_attn.", _SWIN + "attn."
# What may come fused, and the three that it stands for.
FUSED: tuple[tuple[str, tuple[str, str, str]], ...] = (
    (_PHI + "query_key_value", (_PHI + "q_proj", _PHI + "k_proj", _PHI + "v_proj")),
    (_ATTENTION + "qkv", (_ATTENTION + "q", _ATTENTION + "k", _ATTENTION + "v")),
)


@dataclass(frozen=True)
class Place:
    """Where one of our tensors lies in official files: under ``key``, whole or as a third (0 q, 1 k, 2 v) of it."""

    key: str
    third: int | None = None

    def cut(self, whole: Tensor, heads: int) -> Tensor:
        """Our tensor out of the official one. Phi's rows lie per head as (q, k, v), Swin's as all q, all k, all v."""
        if self.third is None:
            return whole
        if "query_key_value" in self.key:  # reference, section 7
            per_head: Tensor = whole.unflatten(0, (heads, 3, -1))
            return per_head[:, self.third].flatten(0, 1).contiguous()
        third: Tensor = whole.chunk(3)[self.third]
        return third.contiguous()


@dataclass(frozen=True)
class Places:
    """The keys of an official state dict, sorted: where each of our tensors lies, and what has no place here."""

    of: dict[str, Place]  # by our name
    unused: tuple[str, ...] = ()  # known, and nothing reads them
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()  # our names that come both fused and split


def find_places(keys: Iterable[str]) -> Places:
    """Sort official keys into those that the network uses, those that nothing uses and those that nobody knows."""
    places: dict[str, Place] = {}
    unused, unknown, twice = [], [], []
    for key in keys:
        if UNUSED.fullmatch(key):
            unused.append(key)
            continue
        for part, place in _parts(key):
            ours = rename(part, PAIRS)
            if ours is None:
                unknown.append(key)
                break
            if ours in places:
                twice.append(ours)
            places[ours] = place
    return Places(places, tuple(unused), tuple(unknown), tuple(twice))


def _parts(key: str) -> list[tuple[str, Place]]:
    """The split official keys that ``key`` stands for, each with where it lies."""
    for fused, thirds in FUSED:
        names = [rename(key, [(fused, third)]) for third in thirds]
        if names[0] is not None:
            return [(name, Place(key, i)) for i, name in enumerate(names) if name is not None]
    return [(key, Place(key))]


def our_name(official: str) -> str | None:
    """Our name of an official key, None for a parameter that nothing uses. Raises KeyError for an unknown key."""
    if UNUSED.fullmatch(official):
        return None
    ours = rename(official, PAIRS)
    if ours is None:
        raise KeyError(official)
    return ours


_REVERSED = tuple((ours, official) for official, ours in PAIRS)


def official_place(ours: str, *, fused: bool = True) -> Place:
    """Where one of our tensors lies in a file as released, or with ``fused=False`` in one that holds q, k, v apart.

    Raises KeyError for a tensor that the released network lacks.
    """
    key = rename(ours, _REVERSED)
    if key is None:
        raise KeyError(ours)
    for whole, thirds in FUSED if fused else ():
        for i, third in enumerate(thirds):
            joined = rename(key, [(third, whole)])
            if joined is not None:
                return Place(joined, i)
    return Place(key)


def fuse(parts: list[Tensor], key: str, heads: int) -> Tensor:
    """The official tensor ``key`` from one of ours, or from q, k and v in that order: the reverse of `Place.cut`."""
    if len(parts) == 1:
        return parts[0]
    if "query_key_value" in key:
        return torch.stack([part.unflatten(0, (heads, -1)) for part in parts], dim=1).flatten(0, 2)
    return torch.cat(parts)


def sources(names: Iterable[str]) -> dict[str, list[str]]:
    """Which of our tensors each official key is made of: one, or q, k and v. Raises KeyError for a name of no key."""
    made_of: dict[str, dict[int, str]] = {}
    for name in names:
        place = official_place(name)
        made_of.setdefault(place.key, {})[place.third or 0] = name
    return {key: [parts[i] for i in sorted(parts)] for key, parts in made_of.items()}


def list_faults(
    places: Places, shapes: Mapping[str, tuple[int, ...]], wanted: Mapping[str, tuple[int, ...]]
) -> list[str]:
    """What is wrong with official tensors: each missing, misshapen, doubled or unknown one by its official key.

    ``shapes`` are theirs by official key, ``wanted`` ours by our name.
    """
    missing, faults = [], []
    for key, names in sources(wanted).items():
        absent = [name for name in names if name not in places.of]
        missing += [key] if len(absent) == len(names) else [official_place(n, fused=False).key for n in absent]
    for name, place in places.of.items():
        if name not in wanted:
            faults.append(f"unknown {place.key}")
            continue
        rows, *others = wanted[name]
        expected = wanted[name] if place.third is None else (3 * rows, *others)
        if tuple(shapes[place.key]) != tuple(expected):
            faults.append(f"{place.key} is {list(shapes[place.key])}, not {list(expected)}")
    faults += [f"{official_place(name, fused=False).key} comes twice, fused and split" for name in places.twice]
    faults += [f"missing {key}" for key in missing]
    faults += [f"unknown {key}" for key in places.unknown]
    return list(dict.fromkeys(faults))


def heads_of(config: SegEarthConfig) -> int:
    """Attention heads of the language model, by which its fused tensors are laid out."""
    return int(config.language.settings["num_attention_heads"])


def split_fused(state: Mapping[str, Tensor], config: SegEarthConfig) -> dict[str, Tensor]:
    """An official state dict with q, k and v apart, under official names; other tensors pass unchanged."""
    return {name: place.cut(tensor, heads_of(config)) for key, tensor in state.items() for name, place in _parts(key)}


def from_official(state: Mapping[str, Tensor], config: SegEarthConfig) -> dict[str, Tensor]:
    """An official state dict under our names, unused parameters left out. Raises KeyError for an unknown key."""
    places = find_places(state)
    if places.unknown:
        raise KeyError(places.unknown[0])
    return {name: place.cut(state[place.key], heads_of(config)) for name, place in places.of.items()}


def to_official(state: Mapping[str, Tensor], config: SegEarthConfig) -> dict[str, Tensor]:
    """Our tensors under the official names, fused as released. Raises KeyError for one that the release lacks."""
    return {key: fuse([state[name] for name in names], key, heads_of(config)) for key, names in sources(state).items()}
