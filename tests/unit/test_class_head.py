"""The training-only class head: known classes of a view teach the features, questions are drawn to their class."""

from __future__ import annotations

import pytest
import torch

from training.class_head import ClassHead, ClassMaps


def head_of(rows: list[list[float]]) -> ClassHead:
    head = ClassHead(["water", "road"], 2, 3)
    with torch.no_grad():
        head.rows.weight.copy_(torch.tensor(rows))
        head.rows.bias.zero_()
    return head


def maps(classes: tuple[str, ...], masks: torch.Tensor, weight: float = 1.0) -> ClassMaps:
    return ClassMaps(classes, torch.zeros(len(classes), dtype=torch.long), masks, torch.full_like(masks, weight))


def test_features_along_the_row_of_their_class_cost_nothing() -> None:
    mask = torch.zeros(1, 4, 4)
    mask[:, :2] = 1
    features = torch.stack([20 * (2 * mask[0] - 1), torch.zeros(4, 4)])[None]
    assert head_of([[1, 0], [0, 1]]).map_loss(features, maps(("water",), mask)).item() == pytest.approx(0.0, abs=1e-6)
    assert head_of([[-1, 0], [0, 1]]).map_loss(features, maps(("water",), mask)).item() > 10


def test_an_absent_class_costs_where_it_is_seen() -> None:
    features = torch.zeros(1, 2, 4, 4)
    features[:, 1] = 5.0
    nothing = torch.zeros(2, 4, 4)
    loss = head_of([[1, 0], [0, 1]]).map_loss(features, maps(("water", "road"), nothing))
    assert loss.item() == pytest.approx((0.6931 + 5.0067) / 2, abs=1e-3)


def test_a_map_without_trust_costs_nothing() -> None:
    loss = head_of([[1, 0], [0, 1]]).map_loss(torch.randn(1, 2, 4, 4), maps(("water",), torch.zeros(1, 4, 4), 0.0))
    assert loss.item() == 0.0


def test_a_question_is_drawn_to_the_row_and_not_the_row_to_it() -> None:
    head = head_of([[1, 0], [0, 1]])
    embeddings = torch.tensor([[3.0, 0.0], [3.0, 0.0]], requires_grad=True)
    loss = head.direction_loss(embeddings, ["water", "road"])
    loss.backward()
    assert loss.item() == pytest.approx(0.5)
    assert head.rows.weight.grad is None
    assert embeddings.grad is not None
    assert embeddings.grad[1, 1] < 0


def test_a_question_that_means_no_class_is_drawn_nowhere() -> None:
    head = head_of([[1, 0], [0, 1]])
    embeddings = torch.tensor([[3.0, 0.0], [0.0, 1.0]])
    assert head.direction_loss(embeddings, ["", ""]).item() == 0.0
    assert head.direction_loss(embeddings, ["water", ""]) == head.direction_loss(embeddings[:1], ["water"])


def test_queries_are_told_apart_by_the_class_that_they_mean() -> None:
    head = head_of([[1, 0], [0, 1]])
    with torch.no_grad():
        head.words.weight.copy_(torch.tensor([[4.0, 0.0, 0.0], [0.0, 4.0, 0.0]]))
        head.words.bias.zero_()
    queries = torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    right, wrong = head.word_loss(queries, ["water", "road"]), head.word_loss(queries, ["road", "water"])
    assert right.item() == pytest.approx(0.01815 + 0.05 * 4, abs=1e-4)  # a twentieth of the truth is the other class
    assert wrong.item() == pytest.approx(0.01815 + 0.95 * 4, abs=1e-4)
    assert head.word_loss(queries, ["", ""]).item() == 0.0
