"""A recipe: everything a training run depends on besides the data, as a frozen dataclass read from TOML.

Here: how a recipe file becomes a dataclass, and the recipe of the bundled model. That of the full network is in
`pairs_recipe`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import tomllib

from engine.errors import BadRequest

from .losses import LossConfig

RECIPES = Path(__file__).parent / "recipes"
T = TypeVar("T")


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
class GeometrySteps:
    """Steps on questions about size, position, relation and absence, computed from dense labels."""

    share: float = 0.0  # of all steps
    px: int = 448  # pictures are cut to about this
    per_image: int = 2  # windows of an image
    size: int = 448
    views: int = 3


@dataclass(frozen=True)
class Recipe:
    """One training run. ``views`` maps a view's side in pixels to how many a batch holds."""

    preset: str
    steps: int
    seed: int = 0
    views: tuple[tuple[int, int], ...] = ((320, 6),)
    questions_per_view: int = 4
    word_questions: int = 0  # further questions of a step that only choose a class, without a mask
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
    class_words: float = 0.0  # and of telling which class a query means
    synthetic_scenes: int = 0
    synthetic_px: int = 512
    loss: LossConfig = field(default_factory=LossConfig)
    scenes: SceneWarmup = field(default_factory=SceneWarmup)
    words: WordWarmup = field(default_factory=WordWarmup)
    geometry: GeometrySteps = field(default_factory=GeometrySteps)
    set_weights: dict[str, float] = field(default_factory=dict)


def presence_shift(recipe: Recipe) -> float:
    """Logit of the prior in use minus that of the training mix: Bayes' rule for a head trained on another mix."""
    if recipe.tile_prior is None:
        return 0.0
    return _logit(recipe.tile_prior) - _logit(1 - recipe.empty_share)


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


def read_recipe(name: str, changes: Sequence[str] = ()) -> Recipe:
    """Read a bundled recipe by name, or any by path. Raises BadRequest naming the file and what is wrong."""
    return fill(Recipe, with_views(read_table(name, changes), name), name)


def with_views(values: dict[str, Any], name: str) -> dict[str, Any]:
    """The values of a recipe whose ``views`` are tables, with views as pairs of size and count. Raises BadRequest."""
    views = values.get("views")
    if not isinstance(views, list):
        return values
    try:
        return {**values, "views": tuple((int(view["size"]), int(view["count"])) for view in views)}
    except (TypeError, KeyError, ValueError) as error:
        raise BadRequest(f"The recipe {name} cannot be used: a view needs a size and a count.") from error


def read_table(name: str, changes: Sequence[str] = ()) -> dict[str, Any]:
    """The values of a recipe file, bundled or at a path, on top of those of its ``base`` where it names one.

    ``changes``: single values on top of all, as ``steps=10`` or ``loss.points=64``. Raises BadRequest.
    """
    path = Path(name) if name.endswith(".toml") else RECIPES / f"{name}.toml"
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        known = ", ".join(sorted(file.stem for file in RECIPES.glob("*.toml")))
        raise BadRequest(
            f"There is no recipe {name!r}.", hint=f"Give the path of a .toml file, or one of: {known}."
        ) from error
    except (OSError, ValueError) as error:
        raise BadRequest(f"The recipe {path} cannot be read: {error}.") from error
    base = values.pop("base", None)
    if base is not None:
        values = _merged(read_table(str(base)), values)
    for change in changes:
        values = _merged(values, _one_value(change))
    return values


def _one_value(change: str) -> dict[str, Any]:
    try:
        return tomllib.loads(change)
    except ValueError:
        key, equals, text = change.partition("=")
        if not equals or not key.strip():
            raise BadRequest(f"{change!r} is no change of a recipe.", hint="Write KEY=VALUE, as steps=10.") from None
    try:  # a word without quotation marks
        return tomllib.loads(f"{key} = {_quoted(text.strip())}")
    except ValueError:
        raise BadRequest(f"{change!r} is no change of a recipe.", hint="Write KEY=VALUE, as steps=10.") from None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = below.get(key)
        merged[key] = _merged(under, value) if isinstance(value, dict) and isinstance(under, dict) else value
    return merged


def fill(kind: type[T], values: dict[str, Any], name: str, place: str = "") -> T:
    """A dataclass from a table, its tables included. Raises BadRequest naming unknown, missing and mistyped keys."""
    hints = get_type_hints(kind)
    unknown = sorted(set(values) - set(hints))
    if unknown:
        raise BadRequest(
            f"The recipe {name} has keys that nobody knows: {', '.join(place + key for key in unknown)}.",
            hint=f"{place.rstrip('.').capitalize() or 'A recipe'} knows {', '.join(hints)}.",
        )
    found: dict[str, Any] = {}
    for key, value in values.items():
        hint = hints[key]
        if isinstance(hint, type) and is_dataclass(hint) and isinstance(value, dict):
            found[key] = fill(hint, value, name, f"{place}{key}.")
        elif _fits(value, hint):
            found[key] = tuple(value) if isinstance(value, list) else value
        else:
            raise BadRequest(f"The recipe {name} says {place}{key} = {value!r}, which is {_wanted(hint)}.")
    missing = [f.name for f in fields(kind) if f.name not in found and _required(f)]  # type: ignore[arg-type]
    if missing:
        raise BadRequest(f"The recipe {name} lacks {', '.join(place + key for key in missing)}.")
    return kind(**found)


def _required(one: Any) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin is Literal:
        return value in get_args(hint)
    if origin is not None and origin not in (tuple, dict):  # a union: a value or None
        return any(_fits(value, one) for one in get_args(hint))
    if origin is tuple:
        return isinstance(value, (list, tuple))
    if origin is dict:
        return isinstance(value, dict)
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)


def _wanted(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return "none of " + ", ".join(map(str, get_args(hint)))
    return f"no {getattr(hint, '__name__', str(hint))}"
