"""The released checkpoint's layout against the full-size network: every key has its place, every place its key."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import torch

from engine.model.foreign.convert_back import relative_position_index
from engine.model.foreign.official import (
    Place,
    find_places,
    from_official,
    fuse,
    list_faults,
    official_place,
    our_name,
    sources,
)
from engine.model.foreign.official_config import infer_config, is_released_size, to_hf_config
from engine.model.library_names import from_library
from engine.model.names import rename
from engine.model.presets import segearth_r1
from engine.model.segearth import SegEarth

from .conftest import FIXTURES, Case, network_config
from .official_files import hf_config, toy_config


def reference(name: str) -> dict[str, Any]:
    path = FIXTURES.parent / name
    if not path.is_file():
        pytest.skip(f"needs the reference's {name} beside the folder named by SEGEARTH_FIXTURES")
    return json.loads(path.read_text())


@pytest.fixture(scope="module")
def layout() -> dict[str, Any]:
    return reference("state_dict_layout.json")


def test_every_released_tensor_has_a_place_of_its_shape(layout: dict[str, Any]) -> None:
    with torch.device("meta"):
        model = SegEarth(segearth_r1())
        official = {key: torch.empty(shape) for key, shape in layout.items()}
    ours = from_official(official, model.config)
    wanted = from_library(model.state_dict())
    assert set(ours) == set(wanted)
    assert {name: tensor.shape for name, tensor in ours.items()} == {name: t.shape for name, t in wanted.items()}


def test_the_layout_has_no_fault(layout: dict[str, Any]) -> None:
    with torch.device("meta"):
        wanted = {name: tuple(t.shape) for name, t in from_library(SegEarth(segearth_r1()).state_dict()).items()}
    assert list_faults(find_places(layout), layout, wanted) == []


def test_every_tensor_of_ours_goes_back_to_a_released_key(layout: dict[str, Any]) -> None:
    places = find_places(layout)
    assert set(sources(places.of)) == set(layout) - set(places.unused)
    assert all(official_place(name) == place for name, place in places.of.items())


def test_the_released_shapes_tell_the_preset(layout: dict[str, Any]) -> None:
    guess = reference("config_released_guess.json")
    shapes = {key: tuple(shape) for key, shape in layout.items()}
    found = infer_config(shapes, guess, seg_id=50296, pad_id=50295)
    assert found == segearth_r1()
    assert is_released_size(found)


def test_our_official_configuration_is_the_released_one() -> None:
    found = to_hf_config(segearth_r1())
    guess = reference("config_released_guess.json")
    assert found == {name: value for name, value in guess.items() if name != "transformers_version"}


def test_a_fixtures_shapes_tell_its_configuration(case: Case) -> None:
    expected = network_config(case.facts)
    shapes = {name[2:]: tuple(t.shape) for name, t in case.tensors.items() if name.startswith("w.")}
    language = expected.language
    found = infer_config(
        shapes,
        hf_config(expected, segearth={"projector_head_dim": expected.projector.head_dim}),
        seg_id=language.seg_id,
        pad_id=language.pad_id,
        template=language.template,
    )
    assert found == replace(expected, language=replace(language, max_tokens=1024))  # as many positions as it has


def test_inference_undoes_what_is_written() -> None:
    config = toy_config()
    with torch.device("meta"):
        model = SegEarth(config)
    ours = from_library(model.state_dict())
    shapes = {}
    for key, names in sources(ours).items():
        rows, *others = ours[names[0]].shape
        shapes[key] = (rows * len(names), *others)
    assert infer_config(shapes, to_hf_config(config), seg_id=258, pad_id=257, name="toy") == config


def test_an_unusual_field_of_the_language_model_is_kept() -> None:
    config = toy_config()
    settings = {**config.language.settings, "rope_theta": 500.0}
    config = replace(config, language=replace(config.language, settings=settings))
    assert to_hf_config(config)["rope_theta"] == 500.0
    with torch.device("meta"):
        ours = from_library(SegEarth(config).state_dict())
    shapes = {official_place(name, fused=False).key: tuple(tensor.shape) for name, tensor in ours.items()}
    assert infer_config(shapes, to_hf_config(config), seg_id=258, pad_id=257, name="toy") == config


def test_phi_is_fused_per_head_and_swin_by_thirds() -> None:
    rows = torch.arange(12.0)[:, None]
    phi, swin = (
        "model.layers.0.self_attn.query_key_value.weight",
        "model.vision_tower.layers.0.blocks.0.attn.qkv.weight",
    )
    assert find_places([phi]).of["language.model.layers.0.self_attn.k_proj.weight"] == Place(phi, 1)
    assert find_places([swin]).of["encoder.layers.0.blocks.0.attn.k.weight"] == Place(swin, 1)
    key_of_phi = Place(phi, 1).cut(rows, heads=2)
    assert key_of_phi.flatten().tolist() == [2, 3, 8, 9]
    assert Place(swin, 1).cut(rows, heads=2).flatten().tolist() == [4, 5, 6, 7]
    for key in (phi, swin):
        parts = [Place(key, third).cut(rows, heads=2) for third in range(3)]
        assert torch.equal(fuse(parts, key, heads=2), rows)


def test_the_index_of_relative_positions_is_the_released_one(case: Case) -> None:
    name = "w.model.vision_tower.layers.0.blocks.0.attn.relative_position_index"
    window = case.facts["config"]["swin"]["window_size"]
    assert torch.equal(relative_position_index(window), case.tensors[name])


def test_a_window_of_two_pixels_has_nine_relative_positions() -> None:
    assert relative_position_index(2).tolist() == [[4, 3, 1, 0], [5, 4, 2, 1], [7, 6, 4, 3], [8, 7, 5, 4]]


def test_an_unknown_key_is_not_taken_for_an_unused_one() -> None:
    assert our_name("predictor.query_feat.weight") is None
    with pytest.raises(KeyError, match=r"mm_projector\.layer1"):
        our_name("model.mm_projector.layer1.0.weight")


def test_a_tensor_of_ours_alone_has_no_official_key() -> None:
    with pytest.raises(KeyError, match="presence"):
        official_place("mask_decoder.presence.0.weight")


def test_numbers_are_carried_over() -> None:
    assert rename("a.3.b.12.weight", [("a.#.b.#", "c.#.d.#")]) == "c.3.d.12.weight"
    assert rename("a.3.bb.weight", [("a.#.b", "c.#")]) is None
