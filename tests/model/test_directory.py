"""A model's folder that is no model, or a broken one: one sentence that says what it is and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.cli import main
from engine.errors import BadModel, ModelMissing
from engine.model.catalog import find_model
from engine.model.directory import parameters_text, read_info, shards, size_text

from .official_files import write_toy
from .tiny import write_tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tiny(tmp_path / "tiny")
    return tmp_path / "tiny"


def change(folder: Path, path: str, value: Any) -> None:
    """Put a value into config.json; ``path`` is dotted."""
    values = table = json.loads((folder / "config.json").read_text())
    *parts, last = path.split(".")
    for part in parts:
        table = table[part]
    table[last] = value
    (folder / "config.json").write_text(json.dumps(values))


def test_a_checkpoint_in_the_authors_layout_is_to_be_converted_first(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    with pytest.raises(BadModel, match="SegEarth-R1 checkpoint in the authors' layout") as caught:
        read_info(tmp_path / "official")
    assert caught.value.advice == f"Convert it first: segearth convert {tmp_path / 'official'} my-r1"


def test_a_language_model_by_itself_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "phi"}')
    with pytest.raises(BadModel, match="a model of the type 'phi', which is not SegEarth"):
        read_info(tmp_path)


@pytest.mark.parametrize(
    "content", ["[]", "3", "{", "[" * 100_000, "{}", '{"format_version": 1}', '{"format_version": 9}']
)
def test_a_configuration_of_another_form_is_a_bad_model(folder: Path, content: str) -> None:
    (folder / "config.json").write_text(content)
    with pytest.raises(BadModel, match=r"config\.json"):
        read_info(folder)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("model.image_px", "large"),
        ("model.image_px", 0),
        ("model.image_px", True),
        ("model.encoder.kind", "vit"),
        ("model.encoder.depths", 5),
        ("model.encoder.std", [1.0]),
        ("model.encoder.mean", [1.0, "x", 2.0]),
        ("model.language.settings", [1]),
        ("model.language.settings.hidden_size", -4),
        ("model.language.settings.num_attention_heads", 7),
        ("model.language.seg_id", 10**9),
        ("model.language.template", "nonsense"),
        ("model.pixel_decoder.heads", 7),
        ("model.mask_decoder.presence", "yes"),
        ("model.novelty", 1),
    ],
)
def test_a_value_without_sense_is_a_bad_model_that_names_it(folder: Path, path: str, value: Any) -> None:
    change(folder, path, value)
    with pytest.raises(
        BadModel, match=path.rpartition(".")[2].removesuffix("_id") if value != "nonsense" else "nonsense"
    ):
        read_info(folder)


@pytest.mark.parametrize(
    "content", ["[]", "{", "{}", '{"weight_map": {}}', '{"weight_map": {"a": 3}}', '{"weight_map": {"a": "../b"}}']
)
def test_an_index_that_names_no_files_is_a_bad_model(folder: Path, content: str) -> None:
    (folder / "model.safetensors.index.json").write_text(content)
    with pytest.raises(BadModel, match=r"index\.json"):
        shards(folder)


def test_settings_that_build_no_network_are_a_bad_model(folder: Path) -> None:
    from engine.model.runtime import load_model

    change(folder, "model.language.settings.hidden_act", "nonsense")
    with pytest.raises(BadModel, match="No network can be built"):
        load_model(folder, "cpu")


def test_a_folder_without_a_model_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=rf"{tmp_path} holds no model \(no config\.json\)"):
        find_model(str(tmp_path))


def test_the_models_in_a_folder_are_pointed_at(folder: Path) -> None:
    with pytest.raises(ModelMissing) as caught:
        find_model(str(folder.parent))
    assert str(folder) in caught.value.advice


@pytest.mark.parametrize(("typed", "meant"), [("nanno", "nano"), ("segearthr1", "segearth-r1"), ("Phi-1_5", "phi-1.5")])
def test_a_name_that_is_nearly_known_is_asked_back(typed: str, meant: str) -> None:
    with pytest.raises(ModelMissing) as caught:
        find_model(typed)
    assert caught.value.advice == f"Did you mean {meant}?"


def test_a_preset_without_weights_is_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "download", "segearth-r1-phi2"]) == 2
    assert "is a preset: there are no released weights" in capsys.readouterr().err


def test_numbers_are_written_in_one_way() -> None:
    assert [parameters_text(600_000), parameters_text(1_588_400_000)] == ["0.6 M parameters", "1588.4 M parameters"]
    assert [size_text(2), size_text(51_200), size_text(3_100_000)] == ["2 bytes", "51.2 kB", "3.1 MB"]
