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
from engine.model.checkpoint import load_weights, save_model
from engine.model.config import SegEarthConfig
from engine.model.directory import ModelInfo
from engine.model.presets import PRESETS
from engine.model.prompt import Prompt, Tokenizer, make_prompts
from engine.model.runtime import TextTokenizer
from engine.model.scene import Scene
from engine.model.segearth import PairAnswer, SegEarth

from .alignment import align_projector
from .class_head import ClassHead, start_rows
from .data import ALL_CLASSES, LabelledImage
from .distributed import ALONE, Processes
from .geometry_samples import GeometrySampler
from .hardness import Hardness
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
    geometry: GeometrySampler | None
    bank: Mapping[str, ClassQuestions]
    scenes: Sequence[LabelledImage]  # with one label each, for the encoder's warm-up
    scene_labels: Sequence[int]


class Trainer:
    """One run in one folder: ``checkpoint.pt`` and ``log.jsonl``. Continues where the folder's checkpoint stopped."""

    def __init__(
        self,
        recipe: Recipe,
        folder: Path,
        processes: Processes = ALONE,
        *,
        config: SegEarthConfig | None = None,
        tokenizer: Tokenizer | None = None,
    ) -> None:
        self.recipe, self.folder, self.processes, self.device = recipe, folder, processes, processes.device
        self.config = config or PRESETS[recipe.preset]()
        self.tokenizer = tokenizer or TextTokenizer(minilm_folder() / "tokenizer.json")
        torch.manual_seed(recipe.seed)
        self.model = SegEarth(self.config).to(self.device)
        self.model.language.embedding.weight.requires_grad_(False)
        self.average = copy.deepcopy(self.model).eval()
        self.head = ClassHead(ALL_CLASSES, self.config.pixel_decoder.mask_dim, self.config.pixel_decoder.dim).to(
            self.device
        )
        self.optimizer = torch.optim.AdamW(self._groups(), weight_decay=recipe.weight_decay)
        self.hardness = Hardness()
        self.step = 0
        self._journal = Journal(folder, active=processes.main)

    def run(self, data: TrainingData, encoder_weights: Path | None, start: Path | None = None) -> None:
        """Resume, or begin (from the model directory ``start``, else from published parts); train to the last step."""
        if not self.processes.gather((self.folder / CHECKPOINT).is_file())[0]:
            if start is not None:
                self._start_from(data, start)
            else:
                self._start(data, encoder_weights)
        pace = Pace(self.recipe.steps, self.recipe.checkpoint_every)
        run_loop(_OnData(self, data), self.folder, pace, self._journal, self.processes)

    def train_step(self, data: TrainingData) -> dict[str, float]:
        """One optimisation step; returns the loss and its parts."""
        recipe = self.recipe
        batch, words = self._draw(data)
        self._set_learning_rates()
        self.model.train()
        freeze_norms(self.model)
        scene = self.model.encode(batch.pixels_B3HW.to(self.device))
        query = self._query(scene, batch.questions)
        layers = self.model.decode(query.unflatten(0, (len(scene), -1)), scene, every_layer=True)
        predictions = [
            PairAnswer(p.logits_BQhw.flatten(0, 1), None if p.presence_BQ is None else p.presence_BQ.flatten())
            for p in layers
        ]
        loss, parts = total_loss(predictions, batch.targets.to(self.device), recipe.loss)
        if recipe.class_maps:
            maps = self.head.map_loss(scene.mask_features_BMhw, batch.maps.to(self.device))
            loss, parts = loss + recipe.class_maps * maps, parts | {"maps": maps.item()}
        if recipe.directions:
            directions = self.head.direction_loss(self.model.mask_decoder.embed(query), batch.classes)
            loss, parts = loss + recipe.directions * directions, parts | {"directions": directions.item()}
        if words is not None:
            queries = torch.cat([query, self._query(scene, words[0])])
            meant = self.head.word_loss(queries, [*batch.classes, *words[1]])
            loss, parts = loss + recipe.class_words * meant, parts | {"words": meant.item()}
        self.optimizer.zero_grad()
        loss.backward()
        self.processes.average_gradients([p for group in self.optimizer.param_groups for p in group["params"]])
        if recipe.clip_norm:
            nn.utils.clip_grad_norm_(self.model.parameters(), recipe.clip_norm)
        self.optimizer.step()
        self.step += 1
        self._update_average()
        if predictions[-1].presence_N is not None:
            believed = predictions[-1].presence_N.detach().sigmoid().tolist()
            asked = zip(batch.sets, batch.classes, believed, batch.targets.present_N.tolist(), strict=True)
            gone = [(name, class_id, value) for name, class_id, value, present in asked if not present]
            for every in self.processes.gather(gone):
                self.hardness.update(every)
        parts = {"loss": loss.item(), **parts}
        return dict(zip(parts, self.processes.mean(list(parts.values())), strict=True))

    def _query(self, scene: Scene, questions: Sequence[str]) -> Tensor:
        """Queries ``[N, D]``: the first N / B questions are about the scene's first row, and so on."""
        rows = torch.arange(len(scene), device=self.device).repeat_interleave(-(-len(questions) // len(scene)))
        # Half precision for the words alone: it moved the encoder's features by 6 % and turned their gradients.
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.recipe.bf16_language):
            query = self.model.query(scene, self._prompts(questions), rows[: len(questions)])
        return query.float()

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

    def _start_from(self, data: TrainingData, folder: Path) -> None:
        load_weights(self.model, folder)
        self.average.load_state_dict(self.model.state_dict())
        if self.recipe.class_maps:
            start_rows(self.head, self.model, data.bank, self._prompts, data.sampler, self.recipe.seed)

    def _draw(self, data: TrainingData) -> tuple[Batch, tuple[list[str], list[str]] | None]:
        # Everything random in a step follows from the seed and its number: a resumed run draws the same.
        recipe = self.recipe
        rng = np.random.default_rng([recipe.seed, 3, self.step])
        torch.manual_seed((recipe.seed * 1_000_003 + self.step) * 64 + self.processes.rank)
        on_geometry = data.geometry is not None and rng.random() < recipe.geometry.share
        size, views = recipe.views[rng.integers(len(recipe.views))]
        # Of several processes each draws its own views, of the same kind and size.
        rng = np.random.default_rng([recipe.seed, 3, self.step, self.processes.rank])
        words = data.sampler.words(rng, recipe.word_questions) if recipe.word_questions else None
        if data.geometry is not None and on_geometry:
            return data.geometry.batch(rng, recipe.geometry.size, recipe.geometry.views), words
        return data.sampler.batch(rng, size, views, self.hardness), words

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
            "hardness": self.hardness.state(),
            "optimizer": self.optimizer.state_dict(),
            "recipe": asdict(self.recipe),
        }

    def take_up(self, state: Mapping[str, Any]) -> None:
        """Go on from a state."""
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.head.load_state_dict(state["head"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.hardness.take_up(state["hardness"])
        self.step = state["step"]

    def resume(self) -> None:
        """Take up the folder's checkpoint. Raises BadRequest where there is none."""
        if not resume(_OnData(self, None), self.folder):
            raise BadRequest(f"There is no checkpoint in {self.folder}.", hint="Train first: leave out --export-only.")


class _OnData:
    """The trainer with what it draws from: the loop's task."""

    def __init__(self, trainer: Trainer, data: TrainingData | None) -> None:
        self._trainer, self._data = trainer, data
        self.state, self.take_up = trainer.state, trainer.take_up

    @property
    def step(self) -> int:
        return self._trainer.step

    def train_step(self) -> dict[str, float]:
        assert self._data is not None
        return self._trainer.train_step(self._data)

    def after_epoch(self, epoch: int) -> None:
        """Views have no epochs."""
