"""The released checkpoint's layout against the full-size network: every key has its place, every place its key."""

from __future__ import annotations

import json
from typing import Any

import pytest
import torch

from engine.model.library_names import from_library
from engine.model.names import rename
from engine.model.official import from_official, our_name
from engine.model.presets import segearth_r1
from engine.model.segearth import SegEarth

from .conftest import FIXTURES


@pytest.fixture(scope="module")
def layout() -> dict[str, Any]:
    path = FIXTURES.parent / "state_dict_layout.json"
    if not path.is_file():
        pytest.skip("needs the reference's state_dict_layout.json beside the folder named by SEGEARTH_FIXTURES")
    return json.loads(path.read_text())


def test_every_released_tensor_has_a_place_of_its_shape(layout: dict[str, Any]) -> None:
    with torch.device("meta"):
        model = SegEarth(segearth_r1())
        official = {key: torch.empty(shape) for key, shape in layout.items()}
    ours = from_official(official, model.config)
    wanted = from_library(model.state_dict())
    assert set(ours) == set(wanted)
    assert {name: tensor.shape for name, tensor in ours.items()} == {name: t.shape for name, t in wanted.items()}


def test_an_unknown_key_is_not_taken_for_an_unused_one() -> None:
    assert our_name("predictor.query_feat.weight") is None
    with pytest.raises(KeyError, match=r"mm_projector\.layer1"):
        our_name("model.mm_projector.layer1.0.weight")


def test_numbers_are_carried_over() -> None:
    assert rename("a.3.b.12.weight", [("a.#.b.#", "c.#.d.#")]) == "c.3.d.12.weight"
    assert rename("a.3.bb.weight", [("a.#.b", "c.#")]) is None
