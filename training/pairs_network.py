"""The network as the trainer calls it: a part of a batch in, its share of the loss out, in one pass through every part.

One module with one ``forward``, because that is what the wrappers for several processes watch. What is frozen takes no
part in the gradient graph: neither input nor weights of the encoder ask for one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from engine.model.mask_decoder import MaskPrediction
from engine.model.segearth import PairAnswer, SegEarth, best_answer

from .initialise import freeze_norms
from .language_loss import Lesson, language_loss
from .losses import LossConfig, Targets, Totals, total_loss
from .matching import MatchingConfig, matched_loss

PARTS = ("loss", "mask", "dice", "presence", "label", "language")


@dataclass(frozen=True)
class PairBatch:
    """N pairs on the network's device."""

    pixels_N3SS: Tensor  # 0..255
    targets: Targets
    lessons: tuple[Lesson, ...]
    seeds: tuple[int, ...]  # of the points at which the masks are compared


@dataclass(frozen=True)
class BatchTotals:
    """What the sums over the whole batch of a step, on all processes, are divided by."""

    masks: Totals
    tokens: float  # of which the language loss learns


class PairsNetwork(nn.Module):
    """`SegEarth` and its losses."""

    def __init__(
        self,
        model: SegEarth,
        loss: LossConfig,
        language: float,
        *,
        matching: MatchingConfig | None = None,
        bf16: bool = False,
    ) -> None:
        super().__init__()
        self.model = model
        self._loss, self._language, self._bf16 = loss, language, bf16
        self._matching = matching or MatchingConfig()

    def forward(self, batch: PairBatch, totals: BatchTotals | None = None) -> tuple[Tensor, Tensor]:
        """This part's share of the loss, and of its parts for the log (in the order of `PARTS`).

        Shares of all parts of a batch add up. Without ``totals`` the final mask logits ``[N, h, w]`` instead of the
        loss, and no parts.
        """
        with torch.autocast(batch.pixels_N3SS.device.type, torch.bfloat16, enabled=self._bf16):
            predictions, states, tokens = self._read(batch, every_layer=totals is not None)
        if totals is None:
            return best_answer(predictions[-1]).logits_Nhw.float(), states.new_zeros(0)
        loss, values = self._mask_loss(predictions, batch, totals.masks)
        words = 0.0
        learning = [n for n, lesson in enumerate(batch.lessons) if lesson.learned]
        head = self.model.language.lm_head
        if self._language and learning and head is not None:
            with torch.autocast(batch.pixels_N3SS.device.type, torch.bfloat16, enabled=self._bf16):
                entropy = language_loss(states[learning], [batch.lessons[n] for n in learning], head, tokens)
            entropy = entropy / totals.tokens
            loss, words = loss + self._language * entropy, entropy.item()
        elif self._language and head is not None:  # all processes must find a gradient for the same weights
            loss = loss + 0.0 * head(states[:1, :1]).float().sum()
        values |= {"loss": loss.item(), "language": words}
        return loss, torch.tensor([values.get(name, 0.0) for name in PARTS], dtype=torch.float64)

    def _read(self, batch: PairBatch, *, every_layer: bool) -> tuple[list[MaskPrediction], Tensor, int]:
        """All stages once: the language model's one pass gives the query and, where words are learned, the reply.

        Returns the number of the sequences' positions that are no words, too.
        """
        model = self.model
        scene = model.encode(batch.pixels_N3SS)
        sequences = model.lay_out(scene.tokens_BTD, [lesson.prompt for lesson in batch.lessons])
        states = model.language(sequences)
        more = scene.tokens_BTD.shape[1]
        if model.mask_tokens is not None:
            predictions = model.decode_tokens(states, sequences, scene, every_layer=every_layer)
            return predictions, states, more + len(model.mask_tokens.tokens)
        query = model.describe(states, sequences, scene.local_BKC)
        return model.decode(query[:, None], scene, every_layer=every_layer), states, more

    def _mask_loss(
        self, predictions: Sequence[MaskPrediction], batch: PairBatch, totals: Totals
    ) -> tuple[Tensor, dict[str, float]]:
        draw = _points(batch)
        if self.model.mask_tokens is not None:
            return matched_loss(predictions, batch.targets, self._loss, self._matching, totals=totals, draw=draw)
        single = [_in_float(best_answer(prediction)) for prediction in predictions]
        return total_loss(single, batch.targets, self._loss, totals=totals, draw=draw)


def _in_float(answer: PairAnswer) -> PairAnswer:
    presence = None if answer.presence_N is None else answer.presence_N.float()
    return PairAnswer(answer.logits_Nhw.float(), presence)


def _points(batch: PairBatch) -> Callable[[int], Tensor]:
    """Uniform places of each pair from its own seed: the same in whatever company it is computed."""
    sources = [torch.Generator().manual_seed(seed) for seed in batch.seeds]
    device = batch.pixels_N3SS.device

    def draw(count: int) -> Tensor:
        return torch.stack([torch.rand(count, 2, generator=source) for source in sources]).to(device)

    return draw


def layers_of(model: SegEarth) -> list[nn.Module]:
    """The repeated layers of language model and decoders: what is checkpointed, and gathered one at a time."""
    language: Any = model.language.model
    words = language.layers if hasattr(language, "layers") else language.encoder.layer
    return [*words, *model.pixel_decoder.layers, *model.mask_decoder.layers]


def checkpoint_layers(layers: Sequence[nn.Module]) -> None:
    """Have each layer keep its input alone and compute its activations again for the gradient."""
    for layer in layers:
        layer.forward = _again(layer.forward)


def _again(forward: Callable[..., Any]) -> Callable[..., Any]:
    def compute(*args: Any, **kwargs: Any) -> Any:
        if not torch.is_grad_enabled():
            return forward(*args, **kwargs)
        return checkpoint(forward, *args, use_reentrant=False, **kwargs)

    return compute


def freeze(model: SegEarth, *, encoder: bool, words: bool) -> None:
    """Take the gradient from the encoder, and from the language model's head where no words are learned."""
    if encoder:
        model.encoder.requires_grad_(False)
    if not words and model.language.lm_head is not None:
        model.language.lm_head.requires_grad_(False)
    unused = getattr(getattr(model.encoder.backbone, "swin", None), "layernorm", None)
    if unused is not None:  # the library's norm for a classifier, which no map passes through
        unused.requires_grad_(False)


def train_mode(network: nn.Module, model: SegEarth, *, drop_paths: bool) -> None:
    """Put all but a frozen encoder into training mode; with ``drop_paths`` that too, as the released code does."""
    network.train()
    freeze_norms(model)
    if not drop_paths:
        model.encoder.eval()
