"""Starts the D-Projector where the words already differ: along the directions that tell the bank's classes apart.

A random projection of a sentence encoder's states is nearly the same vector for every question, and the mask
generator then learns one average mask before it learns any class. Fisher's discriminant gives, for each direction,
unit spread within a class and as much between classes as the words have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor

from engine.model.prompt import Prompt
from engine.model.segearth import SegEarth

from .questions import ClassQuestions
from .warmup import description_states

BATCH = 64
SHRINKAGE = 0.1  # of the within-class covariance towards a multiple of the identity


@torch.no_grad()
def align_projector(
    model: SegEarth, bank: Mapping[str, ClassQuestions], make_prompts: Callable[[Sequence[str]], list[Prompt]]
) -> None:
    """Set the first rows of the two text projections to the discriminant directions of all questions of the bank."""
    model.eval()
    states = []
    for questions in bank.values():
        texts = [*questions.explicit, *questions.implicit]
        parts = [texts[i : i + BATCH] for i in range(0, len(texts), BATCH)]
        states.append(torch.cat([description_states(model, make_prompts(part)) for part in parts]))
    directions, centre = discriminants(states)
    for layer in (model.projector.direct, model.projector.text):
        rows = min(len(directions), layer.out_features)
        layer.weight[:rows] = directions[:rows]
        layer.bias[:rows] = -directions[:rows] @ centre


def discriminants(states_of_class: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Fisher's directions ``[classes - 1, D]``, strongest first, and the mean of the class means ``[D]``.

    Scaled so that the class means have unit variance on average over the directions.
    """
    means = torch.stack([states.mean(0) for states in states_of_class])
    centre = means.mean(0)
    deviations = torch.cat([states - states.mean(0) for states in states_of_class])
    within = deviations.T @ deviations / len(deviations)
    dim = within.shape[0]
    within = (1 - SHRINKAGE) * within + SHRINKAGE * within.trace() / dim * torch.eye(dim)
    values, vectors = torch.linalg.eigh(within)
    whiten = vectors @ torch.diag(values.rsqrt()) @ vectors.T
    _, strength, axes = torch.linalg.svd((means - centre) @ whiten, full_matrices=False)
    kept = len(states_of_class) - 1
    spread = strength[:kept].square().mean().div(len(states_of_class)).sqrt()
    return axes[:kept] @ whiten / spread, centre
