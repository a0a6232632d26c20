"""`--to official`: our directory in the released layout, and the same tensors after the way there and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer

from engine.errors import BadModel, BadRequest
from engine.model.directory import read_info
from engine.model.foreign.convert import convert
from engine.model.foreign.official import find_places

from .official_files import hf_config, split, toy_config, toy_state, weights, write_toy
from .tiny import write_tiny


@pytest.fixture(scope="module")
def there_and_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("back")
    write_toy(folder / "official", split(toy_state()))
    convert(folder / "official", folder / "toy")
    convert(folder / "toy", folder / "again", to="official")
    convert(folder / "again", folder / "back" / "toy")
    return folder


def test_every_used_tensor_and_the_index_buffers_come_back_fused(there_and_back: Path) -> None:
    found, wanted = weights(there_and_back / "again"), toy_state()
    index = {name for name in wanted if name.endswith("relative_position_index")}
    assert set(found) == {place.key for place in find_places(wanted).of.values()} | index
    for name, tensor in found.items():
        assert tensor.dtype == wanted[name].dtype, name
        assert torch.equal(tensor, wanted[name]), name


def test_our_directory_comes_back_as_it_was(there_and_back: Path) -> None:
    before, after = there_and_back / "toy", there_and_back / "back" / "toy"
    assert read_info(before).config == read_info(after).config
    one, other = weights(before), weights(after)
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert (before / "tokenizer.json").read_text() == (after / "tokenizer.json").read_text()


def test_the_configuration_has_the_released_fields(there_and_back: Path) -> None:
    found = json.loads((there_and_back / "again" / "config.json").read_text())
    assert hf_config(toy_config()).items() <= found.items()
    assert found["mask_decode_train"] is True


def test_unused_parameters_are_named_in_the_summary(there_and_back: Path, tmp_path: Path) -> None:
    done = convert(there_and_back / "toy", tmp_path / "again", to="official")
    assert "seg_query" in done.left_out
    assert "predictor.query_feat" in done.left_out
    assert any("will not load this folder" in note for note in done.notes)


def test_the_tokenizer_comes_along_slow_and_fast(there_and_back: Path, tmp_path: Path) -> None:
    ours = tmp_path / "toy"
    convert(there_and_back / "official", ours)
    for name in ("vocab.json", "merges.txt", "added_tokens.json", "special_tokens_map.json", "tokenizer_config.json"):
        (ours / name).unlink()
    convert(ours, tmp_path / "again", to="official")
    (tmp_path / "again" / "tokenizer.json").unlink()
    (tmp_path / "again" / "config.json").unlink()  # of a model type that transformers does not know
    slow = AutoTokenizer.from_pretrained(tmp_path / "again", local_files_only=True)
    assert slow("a  b[SEG]", add_special_tokens=False).input_ids == [97, 32, 32, 98, 258]
    assert slow.pad_token_id == 257


def test_a_model_that_the_released_code_cannot_build_is_refused(tmp_path: Path) -> None:
    write_tiny(tmp_path / "ours")
    with pytest.raises(BadModel, match=r"no Swin transformer.*bert.*presence head"):
        convert(tmp_path / "ours", tmp_path / "official", to="official")
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


def test_an_official_directory_is_not_converted_to_official(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    with pytest.raises(BadRequest, match="official directory already"):
        convert(tmp_path / "official", tmp_path / "again", to="official")


def test_an_installed_model_may_be_given_by_name(
    there_and_back: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGEARTH_MODELS", str(there_and_back))
    monkeypatch.chdir(tmp_path)
    assert convert(Path("toy"), tmp_path / "again", to="official").source == str(there_and_back / "toy")
