"""Model directories: what is written is what is read; what is damaged is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from engine.errors import BadModel, ModelMissing
from engine.model.catalog import find_model, list_models
from engine.model.checkpoint import load_weights, open_network
from engine.model.config import SegEarthConfig
from engine.model.directory import fingerprint, read_info, shards
from engine.model.precision import Precision
from engine.model.presets import PRESETS
from engine.model.segearth import SegEarth

from .tiny import tiny_config, write_tiny


def test_weights_survive_the_directory(tmp_path: Path) -> None:
    model = write_tiny(tmp_path)
    again = SegEarth(read_info(tmp_path).config)
    load_weights(again, tmp_path)
    for name, tensor in model.state_dict().items():
        assert torch.equal(again.state_dict()[name], tensor), name


def test_shards_stay_below_the_limit(tmp_path: Path) -> None:
    write_tiny(tmp_path, shard_bytes=200_000)
    files = shards(tmp_path)
    assert len(files) > 2
    assert all(path.stat().st_size < 300_000 for path in files)


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    write_tiny(tmp_path, shard_bytes=200_000)
    lost = shards(tmp_path)[1]
    lost.unlink()
    with pytest.raises(BadModel, match=lost.name):
        shards(tmp_path)


def test_a_truncated_shard_is_named(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    (shard,) = shards(tmp_path)
    shard.write_bytes(shard.read_bytes()[:1000])
    with pytest.raises(BadModel, match=r"model-00001.*damaged"):
        load_weights(SegEarth(tiny_config()), tmp_path)


@pytest.mark.parametrize(
    "load",
    [
        lambda folder: load_weights(SegEarth(tiny_config()), folder),
        lambda folder: open_network(folder, tiny_config(), Precision()),
    ],
    ids=["copied", "mapped"],
)
def test_missing_unknown_and_misshapen_tensors_are_listed(tmp_path: Path, load: Callable[[Path], object]) -> None:
    write_tiny(tmp_path)
    (shard,) = shards(tmp_path)
    state = load_file(shard)
    state.pop("projector.direct.bias")
    state["surplus"] = torch.zeros(1)
    state["projector.query.bias"] = torch.zeros(7)
    save_file(state, shard)
    with pytest.raises(BadModel) as caught:
        load(tmp_path)
    assert "missing projector.direct.bias" in caught.value.message
    assert "unknown surplus" in caught.value.message
    assert "projector.query.bias is [7], not [32]" in caught.value.message


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format_version": 99}, "format version 99"),
        ({"model": {"colour": "red"}}, "unknown field in SegEarthConfig: colour"),
    ],
)
def test_a_foreign_configuration_is_refused(tmp_path: Path, change: dict[str, object], sentence: str) -> None:
    write_tiny(tmp_path)
    path = tmp_path / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(BadModel, match=sentence):
        read_info(tmp_path)


def test_a_configuration_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(BadModel, match=r"config\.json"):
        read_info(tmp_path)


def test_an_empty_folder_holds_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        read_info(tmp_path)


def test_the_fingerprint_follows_the_weights(tmp_path: Path) -> None:
    write_tiny(tmp_path / "a")
    write_tiny(tmp_path / "b")
    assert fingerprint(tmp_path / "a") == fingerprint(tmp_path / "b")
    (shard,) = shards(tmp_path / "b")
    state = load_file(shard)
    state["projector.query.bias"] += 1
    save_file(state, shard)
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "b")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_survives_json(preset: str) -> None:
    config = PRESETS[preset]()
    assert SegEarthConfig.from_dict(json.loads(json.dumps(config.to_dict()))) == config


def test_models_are_found_by_name_and_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny(tmp_path / "toy")
    monkeypatch.setenv("SEGEARTH_MODELS", str(tmp_path))
    assert find_model("toy") == find_model(str(tmp_path / "toy")) == (tmp_path / "toy").resolve()
    assert "toy" in [card.name for card in list_models()]
    with pytest.raises(ModelMissing, match="toy"):
        find_model("nonsense")


def test_a_broken_model_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.json").write_text("{", encoding="utf-8")
    write_tiny(tmp_path / "toy")
    monkeypatch.setenv("SEGEARTH_MODELS", str(tmp_path))
    names = [card.name for card in list_models()]
    assert "toy" in names
    assert "broken" not in names
    assert "broken" in caplog.text
