"""Adapts a small model to an annotated layer: a short training of what sees and marks, with rehearsal of the rest.

As in `train`, a step is a function of (recipe, step number, weights), and the averaged weights are the result. In each
step questions of the bank are to be answered as the start answers them (`rehearsal`), so that they are not forgotten.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import BadRequest, ModelMissing
from engine.model.checkpoint import load_weights
from engine.model.directory import TOKENIZER, fingerprint, read_info
from engine.model.prompt import Prompt, make_prompts
from engine.model.runtime import TextTokenizer
from engine.model.segearth import PairAnswer, SegEarth

from .finetune_views import ViewSampler
from .initialise import freeze_norms
from .loop import cosine
from .losses import LossConfig, total_loss
from .recipe import fill, read_table, with_views
from .rehearsal import Rehearser, keep_loss

_SIZE_STEP = 32  # the encoder's coarsest map


@dataclass(frozen=True)
class FinetuneRecipe:
    """One adaptation. ``views`` maps a view's side in pixels to how many a batch holds."""

    steps: int
    seed: int = 0
    views: tuple[tuple[int, int], ...] = ((256, 4),)
    questions_per_view: int = 2
    empty_share: float = 0.35  # of the views, as far as the labels prove any
    focus_share: float = 0.8
    lr: float = 4e-4  # connector, projector, decoders
    lr_encoder: float = 1e-4
    lr_language: float = 2e-5
    train_language: bool = False
    keep: float = 4.0  # weight of the rehearsal's loss; 0: none, and everything but the layer is forgotten
    keep_scenes: int = 24  # synthetic scenes to draw for it
    keep_views: int = 2  # of them in a batch
    keep_questions: int = 3  # about each
    weight_decay: float = 0.0
    warmup_share: float = 0.1
    clip_norm: float = 5.0
    ema: float = 0.98
    checkpoint_every: int = 60
    loss: LossConfig = field(default_factory=LossConfig)


def read_finetune_recipe(name: str, changes: Sequence[str] = ()) -> FinetuneRecipe:
    """Read a bundled recipe by name, or any by path. Raises BadRequest naming the file and what is wrong."""
    recipe = fill(FinetuneRecipe, with_views(read_table(name, changes), name), name)
    faults = [f"{key} is less than 1" for key in _COUNTS if getattr(recipe, key) < 1]
    faults += [f"{key} is not between 0 and 1" for key in _SHARES if not 0 <= getattr(recipe, key) <= 1]
    if not recipe.views or any(size < 64 or size % _SIZE_STEP or count < 1 for size, count in recipe.views):
        faults.append(f"views need sizes of at least 64 px in multiples of {_SIZE_STEP}, and counts of at least 1")
    if recipe.keep and recipe.keep_views and recipe.keep_scenes < 1:
        faults.append("keep_views are to be cut from keep_scenes, of which there are none")
    if faults:
        raise BadRequest(f"The recipe {name} cannot be used: {'; '.join(faults)}.")
    return recipe


_COUNTS = ("steps", "questions_per_view", "checkpoint_every", "keep_questions")
_SHARES = ("empty_share", "focus_share", "warmup_share", "ema")


@dataclass(frozen=True)
class Start:
    """The model that is adapted."""

    folder: Path
    fingerprint: str
    model: SegEarth  # float32, its presence logit not shifted
    tokenizer: TextTokenizer


def open_start(folder: Path) -> Start:
    """Load a small model for training. Raises BadRequest for the full network, ModelMissing and BadModel.

    ``presence_shift`` speaks of the share of tiles in use that hold a target, and `train` added it after the training;
    so it is left out while learning, and the result keeps the start's.
    """
    config = read_info(folder).config
    if config.language.kind != "bert" or config.size_multiple == config.image_px:
        raise BadRequest(
            f"{folder.name} is not a small model like nano, and this command adapts only those.",
            hint="A full network learns with `python -m training train --recipe earthreason --data FOLDER --from DIR "
            "--set lora.rank=8` (a GPU is needed).",
        )
    if not (folder / TOKENIZER).is_file():
        raise ModelMissing(f"{folder} has no {TOKENIZER}.", hint="Fetch or copy the model again.")
    decoder = replace(config.mask_decoder, presence_shift=0.0)
    model = SegEarth(replace(config, mask_decoder=decoder))
    load_weights(model, folder)
    return Start(folder, fingerprint(folder), model, TextTokenizer(folder / TOKENIZER))


class FinetuneTask:
    """The network, its optimizer and the views it learns from: the `Task` of `run_loop`."""

    def __init__(
        self,
        recipe: FinetuneRecipe,
        start: Start,
        sampler: ViewSampler,
        rehearser: Rehearser,
        data_digest: str,
        device: torch.device,
    ) -> None:
        self.recipe, self.step, self.model = recipe, 0, start.model.to(device)
        self._before = copy.deepcopy(self.model).eval().requires_grad_(False)
        self._rehearser = rehearser
        self._sampler, self._tokenizer, self._device = sampler, start.tokenizer, device
        self._begun = {"recipe": asdict(recipe), "start": start.fingerprint, "data": data_digest}
        self._begun = json.loads(json.dumps(self._begun))  # tuples as lists, as they come back
        self.model.requires_grad_(True)
        if recipe.train_language:
            self.model.language.embedding.weight.requires_grad_(False)
        else:
            self.model.language.requires_grad_(False)
        self._learned = {name: p for name, p in self.model.named_parameters() if p.requires_grad}
        self._average = {name: p.detach().clone() for name, p in self._learned.items()}
        self._optimizer = torch.optim.AdamW(self._groups(), weight_decay=recipe.weight_decay)
        self._empty = self._asked = 0

    @property
    def empty_share(self) -> float:
        """The share of all questions so far whose answer was nothing."""
        return self._empty / max(self._asked, 1)

    def train_step(self) -> dict[str, float]:
        """One step on a batch of views; returns the loss and its parts."""
        recipe, model, device = self.recipe, self.model, self._device
        rng = np.random.default_rng([recipe.seed, 5, self.step])
        torch.manual_seed(recipe.seed * 1_000_003 + self.step)
        size, count = recipe.views[int(rng.integers(len(recipe.views)))]
        batch = self._sampler.batch(rng, size, count)
        pixels, view_of, questions = batch.pixels_B3HW, batch.view_of_N, batch.questions
        if recipe.keep:
            rehearsal = self._rehearser.draw(rng, size, count, recipe.keep_views)
            pixels = torch.cat([pixels, rehearsal.pixels_B3HW])
            view_of = torch.cat([view_of, rehearsal.view_of_N])
            questions = (*questions, *rehearsal.questions)
        factor = cosine(self.step, recipe.steps, recipe.warmup_share)
        for group in self._optimizer.param_groups:
            group["lr"] = group["base_lr"] * factor
        model.train()
        freeze_norms(model)
        model.language.train(recipe.train_language)
        taught = len(batch.questions)
        pixels, view_of = pixels.to(device), view_of.to(device)
        prompts = self._prompts(questions)
        answers = model.ask_pairs(model.encode(pixels).rows(view_of), prompts, every_layer=True)
        loss, parts = total_loss([rows(a, slice(taught)) for a in answers], batch.targets.to(device), recipe.loss)
        if recipe.keep:
            with torch.no_grad():
                known = self._before.encode(pixels).rows(view_of[taught:])
                before = self._before.ask_pairs(known, prompts[taught:])[-1]
            kept = keep_loss(rows(answers[-1], slice(taught, None)), before, recipe.loss)
            loss = loss + recipe.keep * kept
            parts["kept"] = kept.item()
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        if recipe.clip_norm:
            nn.utils.clip_grad_norm_(list(self._learned.values()), recipe.clip_norm)
        self._optimizer.step()
        self.step += 1
        self._update_average()
        self._asked += len(batch.questions)
        self._empty += int((batch.targets.present_N == 0).sum())
        return {"loss": loss.item(), **parts}

    def state(self) -> dict[str, Any]:
        """All that is needed to go on, besides the model it started from."""
        return {
            "step": self.step,
            "learned": {name: p.detach() for name, p in self._learned.items()},
            "average": self._average,
            "optimizer": self._optimizer.state_dict(),
            "asked": [self._asked, self._empty],
            "begun": self._begun,
        }

    def take_up(self, state: Mapping[str, Any]) -> None:
        """Go on from a state. Raises BadRequest for one of another recipe, model or data."""
        begun = state.get("begun") or {}
        differing = [key for key in self._begun if begun.get(key) != self._begun[key]]
        if differing:
            raise BadRequest(
                f"The run was begun with another {' and another '.join(differing)}.",
                hint="Choose another --run folder or remove the old one, or repeat the command as it was.",
            )
        with torch.no_grad():
            for name, parameter in self._learned.items():
                parameter.copy_(state["learned"][name])
                self._average[name].copy_(state["average"][name])
        self._optimizer.load_state_dict(state["optimizer"])
        self._asked, self._empty = state["asked"]
        self.step = int(state["step"])

    def after_epoch(self, epoch: int) -> None:
        """Views have no epochs."""

    @torch.no_grad()
    def result(self) -> SegEarth:
        """The network with its averaged weights; the task is not to be used after that."""
        for name, parameter in self._learned.items():
            parameter.copy_(self._average[name])
        return self.model.cpu().eval()

    def _prompts(self, questions: Sequence[str]) -> list[Prompt]:
        language = self.model.config.language
        return make_prompts(questions, language.template, self._tokenizer, language.seg_id)

    def _groups(self) -> list[dict[str, Any]]:
        rates = {"encoder": self.recipe.lr_encoder, "language": self.recipe.lr_language}
        groups: dict[float, list[Tensor]] = {}
        for name, parameter in self._learned.items():
            groups.setdefault(rates.get(name.partition(".")[0], self.recipe.lr), []).append(parameter)
        return [{"params": parameters, "lr": lr, "base_lr": lr} for lr, parameters in groups.items()]

    @torch.no_grad()
    def _update_average(self) -> None:
        decay = min(self.recipe.ema, (1 + self.step) / (10 + self.step))
        for name, parameter in self._learned.items():
            self._average[name].lerp_(parameter, 1 - decay)


def rows(answer: PairAnswer, which: slice) -> PairAnswer:
    """The answers of some of the pairs."""
    return PairAnswer(answer.logits_Nhw[which], None if answer.presence_N is None else answer.presence_N[which])
