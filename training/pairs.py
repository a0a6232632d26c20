"""Trains the full network on pairs of image and question (paper, Table 8; reference, section 11).

The loss of a step is that of its whole batch, however many processes and parts compute it; a step follows from
(recipe, data, step number, weights) alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from engine.errors import BadRequest
from engine.model.config import SegEarthConfig
from engine.model.prompt import Tokenizer, find_template
from engine.model.segearth import SegEarth

from .distributed import ALONE, Processes, gradients, spread, take_up_state, whole_state, whole_weights
from .language_loss import Lesson, make_lesson, question_only
from .loop import cosine
from .lora import add_adapters, merge_adapters
from .losses import Targets, Totals, mask_weights
from .pairs_data import Pair, Pairs, as_tensors, load_steps, parts_of_step
from .pairs_network import (
    PARTS,
    BatchTotals,
    PairBatch,
    PairsNetwork,
    checkpoint_layers,
    freeze,
    layers_of,
    train_mode,
)
from .pairs_recipe import PairsRecipe
from .sample_pictures import write_sample


class PairsTask:
    """One run's network, optimizer and data: the `Task` of `run_loop`."""

    def __init__(
        self,
        recipe: PairsRecipe,
        model: SegEarth,
        tokenizer: Tokenizer,
        pairs: Pairs,
        folder: Path,
        processes: Processes = ALONE,
    ) -> None:
        """``model`` holds the weights to start from, the same in all processes. Raises BadRequest."""
        self.recipe, self.config, self.step = recipe, model.config, 0
        self._tokenizer, self._pairs, self._folder, self._processes = tokenizer, pairs, folder, processes
        self._places = parts_of_step(recipe.batch, recipe.micro_batch, processes.rank, processes.count)
        self._speaks = check_language_loss(recipe, model.config)
        adapt(model, recipe)
        layers = layers_of(model)
        if recipe.checkpointing:
            checkpoint_layers(layers)
        self.model = model.to(processes.device)
        network = PairsNetwork(
            self.model, recipe.loss, recipe.language_loss, matching=recipe.matching, bf16=recipe.bf16
        )
        self._network: nn.Module = spread(network, layers, processes, sharded=recipe.sharded)
        trained = [parameter for parameter in self._network.parameters() if parameter.requires_grad]
        first, second = recipe.betas
        self._optimizer = torch.optim.AdamW(
            trained, lr=recipe.lr, betas=(first, second), weight_decay=recipe.weight_decay
        )
        self._batches: Iterator[list[list[Pair]]] | None = None

    def train_step(self) -> dict[str, float]:
        """One step on the whole batch; returns the loss and its parts."""
        recipe, step = self.recipe, self.step
        batches = [self._batch(pairs) for pairs in self._next_pairs()]
        totals = self._totals(batches)
        for group in self._optimizer.param_groups:
            group["lr"] = recipe.lr * cosine(step, recipe.steps, recipe.warmup_share)
        train_mode(self._network, self.model, drop_paths=recipe.train_encoder or recipe.released_drop_path)
        values = torch.zeros(len(PARTS), dtype=torch.float64)
        for number, batch in enumerate(batches):
            torch.manual_seed(batch.seeds[0])  # dropped paths: as the sample says, whoever computes it
            with gradients(self._network, last=number == len(batches) - 1):
                loss, parts = self._network(batch, totals)
                (loss * self._processes.count).backward()  # the processes' gradients are averaged, and should be added
            values += parts
        if recipe.clip_norm:
            nn.utils.clip_grad_norm_(self._network.parameters(), recipe.clip_norm)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return dict(zip(PARTS, self._processes.sum(values.tolist()), strict=True))

    def state(self) -> dict[str, Any]:
        """Step, seed of all that is random, weights, optimizer states, recipe."""
        whole = whole_state(self._network, self._optimizer)
        return {"step": self.step, "seed": self.recipe.seed, "recipe": _plain(asdict(self.recipe)), **whole}

    def take_up(self, state: Mapping[str, Any]) -> None:
        """Go on from a checkpoint. Raises BadRequest for one of another recipe."""
        check_same_recipe(self.recipe, state["recipe"])
        take_up_state(self._network, self._optimizer, state)
        self.step, self._batches = int(state["step"]), None

    def after_epoch(self, epoch: int) -> None:
        """Draw what the network says about a few samples, always the same."""
        count = min(self.recipe.pictures, sum(len(one) for one in self._pairs.sets))
        self._network.eval()
        for number in range(count):
            pair = self._pairs.example(number, count)
            with torch.no_grad():
                logits, _ = self._network(self._batch([pair]))
            if self._processes.main:
                name = f"sample_{number:02d}_epoch_{epoch:03d}.png"
                write_sample(self._folder / "pictures" / name, pair, logits[0].cpu().numpy())

    def result(self) -> SegEarth | None:
        """The trained network on the CPU without adapters, on the first process; all must call this."""
        weights = whole_weights(self._network)
        if not self._processes.main:
            return None
        model = SegEarth(self.config)
        adapt(model, self.recipe)
        model.load_state_dict({name.removeprefix("model."): tensor for name, tensor in weights.items()}, assign=True)
        if self.recipe.lora.rank:
            merge_adapters(model)
        return model.eval()

    def _next_pairs(self) -> list[list[Pair]]:
        if self._batches is None:
            steps = range(self.step, self.recipe.steps)
            self._batches = load_steps(self._pairs, steps, self._places, self.recipe.workers)
        return next(self._batches)

    def _batch(self, pairs: Sequence[Pair]) -> PairBatch:
        device = self._processes.device
        pixels, masks = as_tensors(pairs, device)
        everywhere = torch.ones(len(pairs), dtype=torch.bool, device=device)
        present = torch.tensor([0.0 if pair.empty else 1.0 for pair in pairs], device=device)
        return PairBatch(
            pixels_N3SS=pixels,
            targets=Targets(masks, None, everywhere, present),
            lessons=tuple(self._lesson(pair) for pair in pairs),
            seeds=tuple(pair.seed for pair in pairs),
        )

    def _lesson(self, pair: Pair) -> Lesson:
        language = self.config.language
        if self._speaks and pair.speaks:
            return make_lesson(pair.question, pair.answer, language.template, self._tokenizer, language.seg_id)
        return question_only(pair.question, language.template, self._tokenizer, language.seg_id)

    def _totals(self, batches: Sequence[PairBatch]) -> BatchTotals:
        loss = self.recipe.loss
        if self.model.mask_tokens is not None:  # no query is matched to the mask of an empty question
            loss = replace(loss, empty=0.0)
        own = [
            sum(float(mask_weights(batch.targets, loss).sum()) for batch in batches),
            float(sum(len(batch.lessons) for batch in batches)),
            float(sum(lesson.learned for batch in batches for lesson in batch.lessons)),
        ]
        masks, questions, tokens = self._processes.sum(own)
        return BatchTotals(Totals(max(masks, 1e-6), questions), max(tokens, 1.0))


def adapt(model: SegEarth, recipe: PairsRecipe) -> None:
    """Decide what is trained, and add adapters where the recipe has them."""
    if recipe.lora.rank:
        add_adapters(model, recipe.lora, model.config.language)
    freeze(model, encoder=not recipe.train_encoder, words=recipe.language_loss > 0)


def check_language_loss(recipe: PairsRecipe, config: SegEarthConfig) -> bool:
    """Whether words are learned. Raises BadRequest where the recipe wants it and the network cannot."""
    if not recipe.language_loss:
        return False
    if config.language.kind == "bert" or not find_template(config.language.template).reply:
        raise BadRequest(
            "The recipe has a language loss, and this network has no language model that speaks, or no reply to learn.",
            hint="Say language_loss = 0.0, or choose a template with a reply.",
        )
    return True


def check_same_recipe(recipe: PairsRecipe, other: Mapping[str, Any]) -> None:
    """Raises BadRequest naming what differs, unless it changes no loss: how it is computed, what is saved and drawn."""
    free = {"micro_batch", "workers", "pictures", "tensorboard", "checkpoint_every", "checkpointing", "sharded"}
    own = _plain(asdict(recipe))
    differing = [key for key in own if key not in free and own[key] != other.get(key)]
    if differing:
        raise BadRequest(
            f"The run was begun with another recipe: {', '.join(differing)} differ.",
            hint="Choose another --run folder, or go on with the recipe it was begun with.",
        )


def _plain(value: Any) -> Any:
    """Tuples as lists: as a checkpoint and TOML keep them."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
