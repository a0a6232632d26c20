"""Trains the bundled model on views of labelled images: warm-ups, steps, and the finished model directory.

A step is a function of (recipe, step number, weights), so a killed run resumes with the losses it would have had.
The encoder's norms stay frozen; the averaged weights (EMA) are what is saved. The loop is `loop.run_loop`.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import BadRequest
from engine.model.checkpoint import save_model
from engine.model.config import SegEarthConfig
from engine.model.directory import ModelInfo
from engine.model.presets import PRESETS
from engine.model.prompt import Prompt, Tokenizer, make_prompts
from engine.model.runtime import TextTokenizer
from engine.model.segearth import SegEarth

from .alignment import align_projector
from .class_head import ClassHead
from .data import ALL_CLASSES, LabelledImage
from .initialise import copy_tokenizer, freeze_norms, minilm_folder, start_as_identity, start_encoder, start_language
from .loop import CHECKPOINT, Journal, Pace, cosine, resume, run_loop
from .losses import total_loss
from .questions import ClassQuestions
from .recipe import Recipe
from .samples import Batch, Sampler
from .warmup import warm_up_scenes, warm_up_words


@dataclass(frozen=True)
class TrainingData:
    """What a run learns from."""

    sampler: Sampler
    bank: Mapping[str, ClassQuestions]
    scenes: Sequence[LabelledImage]  # with one label each, for the encoder's warm-up
    scene_labels: Sequence[int]


class Trainer:
    """One run in one folder: ``checkpoint.pt`` and ``log.jsonl``. Continues where the folder's checkpoint stopped."""

    def __init__(
        self,
        recipe: Recipe,
        folder: Path,
        device: str = "cpu",
        *,
        config: SegEarthConfig | None = None,
        tokenizer: Tokenizer | None = None,
    ) -> None:
        self.recipe, self.folder, self.device = recipe, folder, torch.device(device)
        self.config = config or PRESETS[recipe.preset]()
        self.tokenizer = tokenizer or TextTokenizer(minilm_folder() / "tokenizer.json")
        torch.manual_seed(recipe.seed)
        self.model = SegEarth(self.config).to(self.device)
        self.model.language.embedding.weight.requires_grad_(False)
        self.average = copy.deepcopy(self.model).eval()
        self.head = ClassHead(ALL_CLASSES, self.config.pixel_decoder.mask_dim).to(self.device)
        self.optimizer = torch.optim.AdamW(self._groups(), weight_decay=recipe.weight_decay)
        self.step = 0
        self._journal = Journal(folder)

    def run(self, data: TrainingData, encoder_weights: Path | None) -> None:
        """Start or resume, and train to the recipe's last step."""
        if not (self.folder / CHECKPOINT).is_file():
            self._start(data, encoder_weights)
        pace = Pace(self.recipe.steps, self.recipe.checkpoint_every)
        run_loop(_OnSampler(self, data.sampler), self.folder, pace, self._journal)

    def train_step(self, sampler: Sampler) -> dict[str, float]:
        """One optimisation step; returns the loss and its parts."""
        batch = self._draw(sampler)
        self._set_learning_rates()
        self.model.train()
        freeze_norms(self.model)
        scene = self.model.encode(batch.pixels_B3HW.to(self.device))
        features = scene.mask_features_BMhw
        scene = scene.rows(batch.view_of_N.to(self.device))
        # Half precision for the words alone: it moved the encoder's features by 6 % and turned their gradients.
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.recipe.bf16_language):
            query = self.model.query(scene, self._prompts(batch.questions))
        predictions = self.model.decode_pairs(query.float(), scene, every_layer=True)
        loss, parts = total_loss(predictions, batch.targets.to(self.device), self.recipe.loss)
        if self.recipe.class_maps:
            maps = self.head.map_loss(features, batch.maps.to(self.device))
            directions = self.head.direction_loss(self.model.mask_decoder.embed(query.float()), batch.classes)
            loss = loss + self.recipe.class_maps * maps + self.recipe.directions * directions
            parts |= {"maps": maps.item(), "directions": directions.item()}
        self.optimizer.zero_grad()
        loss.backward()
        if self.recipe.clip_norm:
            nn.utils.clip_grad_norm_(self.model.parameters(), self.recipe.clip_norm)
        self.optimizer.step()
        self.step += 1
        self._update_average()
        return {"loss": loss.item(), **parts}

    def save_result(self, folder: Path, info: ModelInfo) -> None:
        """Write the averaged weights as a model directory in half precision."""
        save_model(self.average, folder, info, dtype=torch.float16, shard_bytes=30 << 20)
        copy_tokenizer(folder)

    def _start(self, data: TrainingData, encoder_weights: Path | None) -> None:
        if encoder_weights is not None:
            start_encoder(self.model, encoder_weights)
        start_language(self.model)
        start_as_identity(self.model)
        recipe = self.recipe
        if recipe.scenes.steps:
            warm_up_scenes(self.model, data.scenes, data.scene_labels, recipe.scenes, recipe.seed, self._journal.report)
        if recipe.words.steps:
            warm_up_words(self.model, data.bank, self._prompts, recipe.words, recipe.seed, self._journal.report)
            align_projector(self.model, data.bank, self._prompts)
        self.average.load_state_dict(self.model.state_dict())

    def _draw(self, sampler: Sampler) -> Batch:
        # Everything random in a step follows from the seed and its number: a resumed run draws the same.
        rng = np.random.default_rng([self.recipe.seed, 3, self.step])
        torch.manual_seed(self.recipe.seed * 1_000_003 + self.step)
        size, views = self.recipe.views[rng.integers(len(self.recipe.views))]
        return sampler.batch(rng, size, views)

    def _prompts(self, questions: Sequence[str]) -> list[Prompt]:
        language = self.config.language
        return make_prompts(questions, language.template, self.tokenizer, language.seg_id)

    def _groups(self) -> list[dict[str, Any]]:
        recipe, model = self.recipe, self.model
        special = {id(p): recipe.lr_encoder for p in model.encoder.parameters()}
        special |= {id(p): recipe.lr_language for p in model.language.parameters()}
        groups: dict[float, list[Tensor]] = {}
        for parameter in [*model.parameters(), *self.head.parameters()]:
            if parameter.requires_grad:
                groups.setdefault(special.get(id(parameter), recipe.lr), []).append(parameter)
        return [{"params": parameters, "lr": lr, "base_lr": lr} for lr, parameters in groups.items()]

    def _set_learning_rates(self) -> None:
        factor = cosine(self.step, self.recipe.steps, self.recipe.warmup_share)
        for group in self.optimizer.param_groups:
            group["lr"] = group["base_lr"] * factor

    @torch.no_grad()
    def _update_average(self) -> None:
        decay = min(self.recipe.ema, (1 + self.step) / (10 + self.step))
        for mean, current in zip(self.average.parameters(), self.model.parameters(), strict=True):
            if current.requires_grad:
                mean.lerp_(current, 1 - decay)

    def state(self) -> dict[str, Any]:
        """All that is needed to go on."""
        return {
            "step": self.step,
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "head": self.head.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "recipe": asdict(self.recipe),
        }

    def take_up(self, state: Mapping[str, Any]) -> None:
        """Go on from a state."""
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.head.load_state_dict(state["head"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]

    def resume(self) -> None:
        """Take up the folder's checkpoint. Raises BadRequest where there is none."""
        if not resume(_OnSampler(self, None), self.folder):
            raise BadRequest(f"There is no checkpoint in {self.folder}.", hint="Train first: leave out --export-only.")


class _OnSampler:
    """The trainer with what it draws from: the loop's task."""

    def __init__(self, trainer: Trainer, sampler: Sampler | None) -> None:
        self._trainer, self._sampler = trainer, sampler
        self.state, self.take_up = trainer.state, trainer.take_up

    @property
    def step(self) -> int:
        return self._trainer.step

    def train_step(self) -> dict[str, float]:
        assert self._sampler is not None
        return self._trainer.train_step(self._sampler)

    def after_epoch(self, epoch: int) -> None:
        """Views have no epochs."""
