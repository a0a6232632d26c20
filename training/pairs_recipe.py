"""The recipe of the full network, which learns from pairs of image and question (Table 8; reference, section 11).

Defaults are the paper's. Every switch that departs from the released training says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from engine.errors import BadRequest
from engine.model.config import SegEarthConfig
from engine.model.presets import PRESETS

from .losses import LossConfig
from .matching import MatchingConfig
from .recipe import fill, read_table

DataName = Literal["earthreason", "rrsisd", "refsegrs", "folder"]


@dataclass(frozen=True)
class LoraSettings:
    """Low-rank adapters on the language model, for GPUs that cannot hold its gradients; ``rank`` 0: none."""

    rank: int = 0
    alpha: float = 16.0
    dropout: float = 0.05
    layers: tuple[str, ...] = ()  # names of the linear layers; empty: queries, keys, values and outputs of attention
    words: bool = True  # embeddings and head are trained whole: [SEG] and [PAD] are new in them


@dataclass(frozen=True)
class NetworkChanges:
    """Where the network differs from its preset: the ablations of Tables 5 and 7."""

    connector: Literal["compress", "swin_conv"] | None = None  # swin_conv: PSALM's (Table 5)
    connector_depth: int | None = None  # d of Table 7
    projector_depth: int | None = None  # 0: no D-Projector (Table 5)
    queries: int | None = None  # above 1: mask tokens in place of the description's query (PSALM's 100, Table 5)
    presence: bool | None = None  # ours


@dataclass(frozen=True)
class PairsRecipe:
    """One run. A step learns from ``batch`` pairs, on any number of processes and in parts of ``micro_batch``."""

    preset: str
    data: tuple[DataName, ...]
    steps: int
    weights: tuple[float, ...] = ()  # of the data sets in each batch; empty: each by its size
    template: str = ""  # of the prompt; empty: the preset's
    seed: int = 0
    batch: int = 16
    micro_batch: int = 1  # pairs that one process computes at once
    every_question: bool = False  # another question each epoch, a drawn answer; else the first of each, as released
    lr: float = 1e-4
    betas: tuple[float, ...] = (0.9, 0.999)
    weight_decay: float = 0.0
    warmup_share: float = 0.03
    clip_norm: float = 0.0  # 0: off, as released
    language_loss: float = 0.0  # weight; 1 for EarthReason, none for referring segmentation
    train_encoder: bool = False
    released_drop_path: bool = False  # the frozen encoder drops paths at random, as in the released training
    bf16: bool = True  # compute in bfloat16 (autocast); weights and their updates stay in float32
    checkpointing: bool = True  # of activations in language model and decoders: less memory, a third more time
    sharded: bool = False  # fully_shard: weights, gradients and optimizer states spread over the processes
    workers: int = 4  # processes that load images, per training process
    checkpoint_every: int = 200
    pictures: int = 4  # samples drawn after each epoch
    tensorboard: bool = False
    loss: LossConfig = field(default_factory=LossConfig)
    matching: MatchingConfig = field(default_factory=MatchingConfig)  # of several queries
    lora: LoraSettings = field(default_factory=LoraSettings)
    network: NetworkChanges = field(default_factory=NetworkChanges)


def read_pairs_recipe(name: str, changes: Sequence[str] = ()) -> PairsRecipe:
    """Read a bundled recipe by name, or any by path. Raises BadRequest naming the file and what is wrong."""
    recipe = fill(PairsRecipe, read_table(name, changes), name)
    if recipe.preset not in PRESETS:
        raise BadRequest(f"The recipe {name} asks for the preset {recipe.preset!r}; there are {', '.join(PRESETS)}.")
    for key in ("steps", "batch", "micro_batch", "checkpoint_every"):
        if getattr(recipe, key) < 1:
            raise BadRequest(f"The recipe {name} says {key} = {getattr(recipe, key)}, which is less than 1.")
    unknown = sorted(set(recipe.data) - set(get_args(DataName)))
    if unknown or not recipe.data:
        raise BadRequest(
            f"The recipe {name} asks for the data sets {', '.join(recipe.data) or '(none)'}.",
            hint=f"There are {', '.join(get_args(DataName))}.",
        )
    if len(recipe.betas) != 2:
        raise BadRequest(f"The recipe {name} has {len(recipe.betas)} betas; AdamW takes two.")
    return recipe


def is_pairs_recipe(name: str, changes: Sequence[str] = ()) -> bool:
    """Whether the recipe learns from pairs: it names its ``data``. Raises BadRequest for one that cannot be read."""
    return "data" in read_table(name, changes)


def changed(config: SegEarthConfig, recipe: PairsRecipe) -> SegEarthConfig:
    """The configuration with the recipe's template and its changes of the network. Raises BadRequest."""
    changes = recipe.network
    connector, projector, decoder = config.connector, config.projector, config.mask_decoder
    if changes.connector is not None:
        connector = replace(connector, kind=changes.connector)
    if changes.connector_depth is not None:
        connector = replace(connector, depth=changes.connector_depth)
    if changes.projector_depth is not None:
        projector = replace(projector, depth=changes.projector_depth)
    if changes.presence is not None:
        decoder = replace(decoder, presence=changes.presence)
    if changes.queries is not None:
        decoder = replace(decoder, queries=changes.queries)
    if decoder.queries < 1 or (decoder.queries > 1 and decoder.presence):
        raise BadRequest(
            f"The recipe asks for {decoder.queries} queries{' and a presence head' if decoder.presence else ''}.",
            hint="Say network.queries = 1, or more without a presence head: several queries have classes in its place.",
        )
    language = replace(config.language, template=recipe.template or config.language.template)
    return replace(config, connector=connector, projector=projector, mask_decoder=decoder, language=language)
