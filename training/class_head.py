"""A linear map from mask features to classes that exists in training only, and what it teaches.

Every known class of a view supervises the mask features at once, not only the few that were asked; and the first
mask embedding of a question is drawn to its class's row. Without it a query and the features it is multiplied with
must find each other from a few masks a step, and a small network spends its whole budget on that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.model.prompt import Prompt
from engine.model.segearth import SegEarth

from .hardness import Hardness
from .losses import cross_entropy, dice
from .questions import ClassQuestions

if TYPE_CHECKING:
    from .samples import Sampler

SMOOTHING = 0.1
START_PX, START_VIEWS, START_QUESTIONS = 256, 8, 24


@dataclass(frozen=True)
class ClassMaps:
    """K maps on the 1/4 grid: which class, of which view, where (all zero: certainly absent), how far trusted."""

    classes: tuple[str, ...]
    view_of_K: Tensor
    masks_Khw: Tensor
    weights_Khw: Tensor

    def to(self, device: torch.device) -> ClassMaps:
        """The same maps on another device."""
        moved = (tensor.to(device) for tensor in (self.view_of_K, self.masks_Khw, self.weights_Khw))
        return ClassMaps(self.classes, *moved)


class ClassHead(nn.Module):
    """One row per class over the mask features, as a 1 x 1 convolution; and over the queries."""

    def __init__(self, classes: Sequence[str], mask_dim: int, query_dim: int) -> None:
        super().__init__()
        self.index = {name: i for i, name in enumerate(classes)}
        self.rows = nn.Linear(mask_dim, len(classes))
        self.words = nn.Linear(query_dim, len(classes))

    def map_loss(self, mask_features_BMhw: Tensor, maps: ClassMaps) -> Tensor:
        """Cross-entropy and dice where a class is, cross-entropy alone where it is not."""
        index = torch.tensor([self.index[name] for name in maps.classes], device=maps.view_of_K.device)
        features = mask_features_BMhw.flatten(2)
        all_logits = torch.einsum("cm,bmp->bcp", self.rows.weight, features) + self.rows.bias[:, None]
        logits = all_logits[maps.view_of_K, index]
        masks, weights = maps.masks_Khw.flatten(1), maps.weights_Khw.flatten(1)
        here = masks.sum(1) > 0
        ce = cross_entropy(logits, masks, weights)
        loss = logits.new_zeros(())
        if here.any():
            loss = loss + ce[here].mean() + dice(logits[here], masks[here], weights[here]).mean()
        if (~here).any():
            loss = loss + ce[~here].mean()
        return loss

    def direction_loss(self, embeddings_NM: Tensor, classes: Sequence[str]) -> Tensor:
        """One minus the cosine between a question's mask embedding and its class's row; no class: no loss."""
        number, index = self._asked(classes, embeddings_NM.device)
        if not len(number):
            return embeddings_NM.new_zeros(())
        return (1 - F.cosine_similarity(embeddings_NM[number], self.rows.weight[index].detach(), dim=-1)).mean()

    def word_loss(self, query_ND: Tensor, classes: Sequence[str]) -> Tensor:
        """Cross-entropy of the class that a query means; queries without a class are left out.

        Rows of classes that are rarely seen all point away from everything, so they cannot tell queries apart: this
        has a linear map of its own.
        """
        number, index = self._asked(classes, query_ND.device)
        if not len(number):
            return query_ND.new_zeros(())
        return F.cross_entropy(self.words(query_ND[number]), index, label_smoothing=SMOOTHING)

    def _asked(self, classes: Sequence[str], device: torch.device) -> tuple[Tensor, Tensor]:
        asked = [(n, self.index[name]) for n, name in enumerate(classes) if name]
        number, index = torch.tensor(asked, dtype=torch.long, device=device).reshape(-1, 2).unbind(1)
        return number, index


@torch.no_grad()
def start_rows(
    head: ClassHead,
    model: SegEarth,
    bank: Mapping[str, ClassQuestions],
    make_prompts: Callable[[Sequence[str]], list[Prompt]],
    sampler: Sampler,
    seed: int,
) -> None:
    """Begin where a trained network is: a class's row is the mean mask embedding of its questions on a few views."""
    model.eval()
    views = sampler.batch(np.random.default_rng([seed, 4]), START_PX, START_VIEWS, Hardness())
    scene = model.encode(views.pixels_B3HW)
    rows = torch.arange(START_QUESTIONS) % START_VIEWS
    for name, number in head.index.items():
        if name in bank:
            texts = [*bank[name].explicit, *bank[name].implicit]
            chosen = [texts[i * len(texts) // START_QUESTIONS] for i in range(START_QUESTIONS)]
            embeddings = model.mask_decoder.embed(model.query(scene, make_prompts(chosen), rows))
            head.rows.weight[number] = embeddings.mean(0)
            head.rows.bias[number] = 0.0
