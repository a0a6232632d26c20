"""A recipe: everything a training run depends on besides the data, as a frozen dataclass read from TOML."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomllib

from engine.errors import BadRequest

from .losses import LossConfig

RECIPES = Path(__file__).parent / "recipes"


@dataclass(frozen=True)
class SceneWarmup:
    """Encoder warm-up: classify whole scenes before the masks are trained."""

    steps: int = 0
    batch: int = 16
    size: int = 224
    lr: float = 3e-4


@dataclass(frozen=True)
class WordWarmup:
    """Language warm-up: tell the classes of the question bank apart before any image is seen."""

    steps: int = 0
    batch: int = 48
    lr: float = 5e-5


@dataclass(frozen=True)
class Recipe:
    """One training run. ``views`` maps a view's side in pixels to how many a batch holds."""

    preset: str
    steps: int
    seed: int = 0
    views: tuple[tuple[int, int], ...] = ((320, 6),)
    questions_per_view: int = 4
    empty_share: float = 0.35
    lr: float = 5e-4
    lr_encoder: float = 2e-4
    lr_language: float = 3e-5
    weight_decay: float = 0.01
    warmup_share: float = 0.03
    clip_norm: float = 1.0
    ema: float = 0.998
    bf16_language: bool = False
    checkpoint_every: int = 200
    tile_prior: float | None = None  # share of (tile, question) pairs in use that hold the target; None: as trained
    class_maps: float = 0.0  # weight of the class head's maps
    directions: float = 0.0  # and of the pull of mask embeddings to its rows
    synthetic_scenes: int = 0
    synthetic_px: int = 512
    loss: LossConfig = field(default_factory=LossConfig)
    scenes: SceneWarmup = field(default_factory=SceneWarmup)
    words: WordWarmup = field(default_factory=WordWarmup)
    set_weights: dict[str, float] = field(default_factory=dict)


def presence_shift(recipe: Recipe) -> float:
    """Logit of the prior in use minus that of the training mix: Bayes' rule for a head trained on another mix."""
    if recipe.tile_prior is None:
        return 0.0
    return _logit(recipe.tile_prior) - _logit(1 - recipe.empty_share)


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


def read_recipe(name: str) -> Recipe:
    """Read a bundled recipe by name, or any by path. Raises BadRequest naming the file and what is wrong."""
    path = RECIPES / f"{name}.toml" if not name.endswith(".toml") else Path(name)
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        values["views"] = tuple((int(view["size"]), int(view["count"])) for view in values["views"])
        for key, kind in (("loss", LossConfig), ("scenes", SceneWarmup), ("words", WordWarmup)):
            values[key] = kind(**values.get(key, {}))
        return Recipe(**values)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadRequest(f"The recipe {path} cannot be used: {error}.") from error
