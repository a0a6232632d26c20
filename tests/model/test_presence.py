"""The presence head looks at the surest places of a mask, as many in a large tile as in a small one."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from engine.model.presence import PLACES, PresenceHead

Scene = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


@pytest.fixture
def head() -> PresenceHead:
    torch.manual_seed(0)
    return PresenceHead(8, 4, 0.0)


@pytest.fixture
def scene() -> Scene:
    """A query, a mask that is sure of 8 x 8 places, and the features there."""
    torch.manual_seed(1)
    logits = torch.full((1, 1, 16, 16), -5.0)
    logits[:, :, 4:12, 4:12] = 3.0 + torch.rand(8, 8)
    return torch.randn(1, 1, 8), logits, torch.randn(1, 4, 16, 16)


def test_an_object_counts_the_same_in_a_larger_tile(head: PresenceHead, scene: Scene) -> None:
    query, logits, features = scene
    assert PLACES == 64
    wide = F.pad(logits, (0, 48, 0, 48), value=-5.0)
    more = torch.cat([F.pad(features, (0, 48, 0, 0)), torch.randn(1, 4, 48, 64)], 2)
    torch.testing.assert_close(head(query, logits, features), head(query, wide, more))


@pytest.mark.parametrize("changed", ["mask", "features", "query"])
def test_all_that_is_known_counts(head: PresenceHead, scene: Scene, changed: str) -> None:
    query, logits, features = scene
    other = {
        "mask": (query, logits - 4.0, features),
        "features": (query, logits, features + 1.0),
        "query": (query + 1.0, logits, features),
    }[changed]
    assert (head(query, logits, features) - head(*other)).abs().item() > 1e-3


def test_questions_and_tiles_do_not_touch_each_other(head: PresenceHead) -> None:
    torch.manual_seed(2)
    query, logits, features = torch.randn(2, 3, 8), torch.randn(2, 3, 16, 16), torch.randn(2, 4, 16, 16)
    together = head(query, logits, features)
    for tile in range(2):
        for question in range(3):
            at = (slice(tile, tile + 1), slice(question, question + 1))
            alone = head(query[at], logits[at], features[tile : tile + 1])
            torch.testing.assert_close(alone[0, 0], together[tile, question])


def test_the_shift_is_added(scene: Scene) -> None:
    torch.manual_seed(0)
    plain = PresenceHead(8, 4, 0.0)
    shifted = PresenceHead(8, 4, -1.5)
    shifted.load_state_dict(plain.state_dict())
    torch.testing.assert_close(shifted(*scene), plain(*scene) - 1.5)


def test_a_tile_with_fewer_places_is_looked_at_whole(head: PresenceHead) -> None:
    assert head(torch.randn(1, 2, 8), torch.randn(1, 2, 4, 4), torch.randn(1, 4, 4, 4)).shape == (1, 2)
