"""A linear map from mask features to classes that exists in training only, and what it teaches.

Every known class of a view supervises the mask features at once, not only the few that were asked; and the first
mask embedding of a question is drawn to its class's row. Without it a query and the features it is multiplied with
must find each other from a few masks a step, and a small network spends its whole budget on that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .losses import cross_entropy, dice


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
    """One row per class over the mask features, as a 1 x 1 convolution."""

    def __init__(self, classes: Sequence[str], mask_dim: int) -> None:
        super().__init__()
        self.index = {name: i for i, name in enumerate(classes)}
        self.rows = nn.Linear(mask_dim, len(classes))

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
        """One minus the cosine between a question's mask embedding and its class's row."""
        index = torch.tensor([self.index[name] for name in classes], device=embeddings_NM.device)
        rows = self.rows.weight[index].detach()
        return (1 - F.cosine_similarity(embeddings_NM, rows, dim=-1)).mean()
