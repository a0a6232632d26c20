"""What the full network starts from: a model directory, or a language model alone with the rest at random.

A directory to start from is made by ``segearth convert PICKLE --preset ... --language ...`` (reference, section 11).
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from engine.errors import BadRequest, ModelMissing
from engine.model.checkpoint import load_state, read_tensors
from engine.model.config import SegEarthConfig
from engine.model.directory import TOKENIZER, read_info
from engine.model.library_names import from_library
from engine.model.presets import PRESETS
from engine.model.runtime import TextTokenizer
from engine.model.segearth import SegEarth

from .initialise import start_language_from
from .pairs_recipe import PairsRecipe, changed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Start:
    """A network with the weights that training begins with."""

    model: SegEarth
    tokenizer: TextTokenizer
    save_tokenizer: Callable[[Path], None]  # into a model directory
    origin: str
    licence: str = ""


def start_from(recipe: PairsRecipe, directory: Path | None, language: str | None) -> Start:
    """Build the recipe's network. Raises BadRequest, ModelMissing and BadModel.

    Parts that the recipe changes, such as a connector of another depth, start at random (by the recipe's seed).
    """
    torch.manual_seed(recipe.seed)
    if directory is not None:
        return _from_directory(recipe, directory)
    if language is None:
        raise BadRequest(
            "The network has nothing to start from.",
            hint="Give --from DIR, a model directory (`segearth convert` makes one of Mask2Former's weights and a "
            "language model), or --language NAME to start with a language model and the rest at random.",
        )
    model = SegEarth(changed(PRESETS[recipe.preset](), recipe))
    found = start_language_from(model, language)
    with tempfile.TemporaryDirectory() as folder:
        found.save_tokenizer(Path(folder))
        tokenizer = TextTokenizer(Path(folder) / TOKENIZER)
    return Start(model, tokenizer, found.save_tokenizer, origin=f"{found.source.name}; the rest at random")


def _from_directory(recipe: PairsRecipe, directory: Path) -> Start:
    info = read_info(directory)
    if info.config.name != PRESETS[recipe.preset]().name:
        raise BadRequest(
            f"{directory} holds the network {info.config.name}, and the recipe asks for {recipe.preset}.",
            hint="Choose the directory of that preset, or set preset in the recipe.",
        )
    tokenizer = directory / TOKENIZER
    if not tokenizer.is_file():
        raise ModelMissing(
            f"{directory} has no {TOKENIZER}.", hint="Make it with `segearth convert ... --language NAME`."
        )
    config = changed(info.config, recipe)
    model = SegEarth(config)
    load_state(model, _with_new_parts(model, read_tensors(directory), info.config), str(directory))
    return Start(
        model,
        TextTokenizer(tokenizer),
        save_tokenizer=lambda folder: _copy(tokenizer, folder),
        origin=directory.name,
        licence=info.licence,
    )


def _with_new_parts(model: SegEarth, state: dict[str, Tensor], was: SegEarthConfig) -> dict[str, Tensor]:
    """The stored tensors, and the network's own for parts of another shape."""
    now = model.config
    new: list[str] = []
    if now.connector != was.connector:
        new.append("connector.")
    if now.projector != was.projector:
        new.append("projector.")
    if now.mask_decoder.presence != was.mask_decoder.presence:
        new.append("mask_decoder.presence.")
    if now.mask_decoder.queries != was.mask_decoder.queries:
        new += ["mask_tokens.", "mask_decoder.classes."]
    if not new:
        return state
    log.info("starting at random: %s", ", ".join(name.rstrip(".") for name in new))
    kept = {name: tensor for name, tensor in state.items() if not name.startswith(tuple(new))}
    own = {name: t for name, t in from_library(model.state_dict()).items() if name.startswith(tuple(new))}
    return {**kept, **own}


def _copy(tokenizer: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if tokenizer.resolve() != (folder / TOKENIZER).resolve():
        shutil.copyfile(tokenizer, folder / TOKENIZER)
