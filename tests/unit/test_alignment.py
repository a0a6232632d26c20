"""Discriminant directions: they tell apart what differs between classes and ignore what varies within them."""

from __future__ import annotations

import torch

from training.alignment import discriminants


def test_directions_follow_what_differs_between_classes() -> None:
    torch.manual_seed(0)
    noise = torch.randn(3, 200, 4) * torch.tensor([0.1, 0.1, 5.0, 0.1])  # the third axis only varies within classes
    centres = torch.tensor([[1.0, 0, 0, 0], [-1, 0, 0, 0], [0, 1, 0, 0]])
    directions, centre = discriminants(list(noise + centres[:, None]))
    assert directions.shape == (2, 4)
    assert centre.shape == (4,)
    strengths = directions.abs().sum(0)
    assert strengths[2] < 0.1 * strengths[0]


def test_class_means_are_spread_by_one() -> None:
    torch.manual_seed(0)
    states = [torch.randn(50, 8) * 0.2 + torch.randn(8) for _ in range(5)]
    directions, centre = discriminants(states)
    projected = torch.stack([(group.mean(0) - centre) @ directions.T for group in states])
    assert torch.isclose(projected.square().mean(), torch.tensor(1.0), atol=0.05)
