"""Checkpoints that are damaged, incomplete or another network: one sentence each, and no half-made directory."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from engine.cli import main
from engine.errors import BadModel, BadRequest, ModelMissing
from engine.model.foreign.convert import convert

from .official_files import split, toy_state, write_toy
from .tiny import write_tiny

State = dict[str, Tensor]


def refused(tmp_path: Path, state: State, **changes: Any) -> BadModel:
    write_toy(tmp_path / "official", state, **changes)
    with pytest.raises(BadModel) as caught:
        convert(tmp_path / "official", tmp_path / "toy")
    assert [path.name for path in tmp_path.iterdir()] == ["official"]
    return caught.value


def test_missing_misshapen_and_unknown_tensors_are_listed(tmp_path: Path) -> None:
    state = toy_state()
    del state["model.layers.1.mlp.fc2.bias"], state["model.layers.0.self_attn.query_key_value.weight"]
    state["predictor.decoder_norm.bias"] = torch.zeros(7)
    state["model.layers.1.self_attn.query_key_value.bias"] = torch.zeros(145)
    state["model.novelty.weight"] = torch.zeros(1)
    message = refused(tmp_path, state).message
    assert "missing model.layers.1.mlp.fc2.bias" in message
    assert "missing model.layers.0.self_attn.query_key_value.weight" in message
    assert "predictor.decoder_norm.bias is [7], not [32]" in message
    assert "model.layers.1.self_attn.query_key_value.bias is [145], not [144]" in message
    assert "unknown model.novelty.weight" in message


def test_a_single_third_that_is_missing_is_named_alone(tmp_path: Path) -> None:
    state = split(toy_state())
    del state["model.layers.1.self_attn.k_proj.weight"]
    message = refused(tmp_path, state).message
    assert "missing model.layers.1.self_attn.k_proj.weight" in message
    assert "q_proj" not in message


def test_a_tensor_both_fused_and_split_is_refused(tmp_path: Path) -> None:
    state = toy_state()
    state["model.layers.0.self_attn.q_proj.bias"] = torch.zeros(48)
    assert "model.layers.0.self_attn.q_proj.bias comes twice" in refused(tmp_path, state).message


def test_what_the_sizes_are_read_from_must_be_there(tmp_path: Path) -> None:
    state = toy_state()
    del state["model.embed_tokens.weight"], state["pixel_decoder.mask_features.weight"]
    message = refused(tmp_path, state).message
    assert "missing model.embed_tokens.weight; missing pixel_decoder.mask_features.weight" in message


def test_a_folder_with_missing_parts_is_answered_with_what_to_give(tmp_path: Path) -> None:
    state = toy_state()
    del state["model.embed_tokens.weight"]
    assert refused(tmp_path, state, model_type="psalm").advice == "Give a SegEarth-R1 checkpoint."


def test_a_layer_that_is_missing_in_the_middle_is_named(tmp_path: Path) -> None:
    state = {name: t for name, t in toy_state().items() if not name.startswith("predictor.transformer_ffn_layers.1.")}
    assert "missing predictor.transformer_ffn_layers.1.linear1.weight" in refused(tmp_path, state).message


def psalm(state: State) -> None:
    for name in [name for name in state if name.startswith("model.mm_projector.")]:
        del state[name]
    state["model.mm_projector.layer1.0.weight"] = torch.zeros(4, 4)


def siglip(state: State) -> None:
    state["model.vision_tower.vision_tower.vision_model.embeddings.patch_embedding.weight"] = torch.zeros(4, 3, 2, 2)


def flat_norm(state: State) -> None:
    state["model.mm_projector.norm1.weight"] = torch.ones(48, 2, 3)


@pytest.mark.parametrize(
    ("change", "sentence"), [(psalm, "PSALM"), (siglip, "SegEarth-R2"), (flat_norm, r"norm1\.weight is \[48, 2, 3\]")]
)
def test_another_network_is_refused_by_name(tmp_path: Path, change: Callable[[State], None], sentence: str) -> None:
    state = toy_state()
    change(state)
    assert sentence.replace("\\", "") in refused(tmp_path, state).message


def test_a_siglip_tower_in_the_configuration_is_enough(tmp_path: Path) -> None:
    assert "SegEarth-R2" in refused(tmp_path, toy_state(), mm_vision_tower="google/siglip-so400m").message


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"num_hidden_layers": 24}, "num_hidden_layers 24, tensors 2"),
        ({"hidden_size": 2048}, "hidden_size 2048, tensors 48"),
        ({"num_attention_heads": 5}, "num_attention_heads 5"),
        ({"num_attention_heads": None}, "lacks num_attention_heads"),
        ({"rope_scaling": {"type": "linear"}}, "scales its positions"),
    ],
)
def test_a_configuration_that_contradicts_the_tensors_is_refused(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    assert sentence in refused(tmp_path, toy_state(), **change).message


def test_values_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    state = toy_state()
    state["local_project.bias"][3] = float("nan")
    assert "local_project.bias holds values that are no numbers" in refused(tmp_path, state).message


def test_numbers_too_large_for_half_precision_are_refused(tmp_path: Path) -> None:
    state = toy_state()
    state["local_project.bias"][3] = 1e6
    write_toy(tmp_path / "official", state)
    with pytest.raises(BadModel, match=r"does not fit into torch\.float16"):
        convert(tmp_path / "official", tmp_path / "toy", dtype="fp16")


@pytest.mark.parametrize("kind", ["safetensors", "bin"])
@pytest.mark.parametrize("length", [0, 7, 5000])
def test_a_truncated_file_is_named(tmp_path: Path, kind: str, length: int) -> None:
    write_toy(tmp_path / "official", kind=kind, shards=2)
    shard = max((tmp_path / "official").glob(f"*-00002-of-00002.{kind}"))
    shard.write_bytes(shard.read_bytes()[:length])
    with pytest.raises(BadModel, match=rf"{shard.name} is damaged or cut off"):
        convert(tmp_path / "official", tmp_path / "toy")
    assert [path.name for path in tmp_path.iterdir()] == ["official"]


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    write_toy(tmp_path / "official", shards=3)
    (tmp_path / "official" / "model-00002-of-00003.safetensors").unlink()
    with pytest.raises(BadModel, match=r"model-00002-of-00003\.safetensors is missing"):
        convert(tmp_path / "official", tmp_path / "toy")


def test_an_index_cannot_point_out_of_its_folder(tmp_path: Path) -> None:
    write_toy(tmp_path / "official", shards=2)
    index = tmp_path / "official" / "model.safetensors.index.json"
    index.write_text(json.dumps({"weight_map": {"a": "../other.safetensors"}}))
    with pytest.raises(BadModel, match="no weight file of the same folder"):
        convert(tmp_path / "official", tmp_path / "toy")


def test_a_placeholder_of_git_lfs_is_called_by_its_name(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "official" / "model.safetensors").write_text("version https://git-lfs.github.com/spec/v1\noid x\n")
    with pytest.raises(BadModel, match="placeholder of Git LFS"):
        convert(tmp_path / "official", tmp_path / "toy")


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (os.environ["TOY_TRAP"],)


@pytest.mark.parametrize("zipped", [True, False])
def test_code_in_a_bin_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, zipped: bool) -> None:
    trap = tmp_path / "trap"
    monkeypatch.setenv("TOY_TRAP", str(trap))
    write_toy(tmp_path / "official")
    (tmp_path / "official" / "model.safetensors").unlink()
    content = {"seg_query": Evil()}
    torch.save(content, tmp_path / "official" / "pytorch_model.bin", _use_new_zipfile_serialization=zipped)
    with pytest.raises(BadModel, match=r"holds a call of posix\.mkdir|holds a call of nt\.mkdir"):
        convert(tmp_path / "official", tmp_path / "toy")
    assert not trap.exists()
    torch.load(tmp_path / "official" / "pytorch_model.bin", weights_only=False)  # the trap is one
    assert trap.exists()


def test_a_training_checkpoint_is_no_file_of_weights(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "official" / "model.safetensors").unlink()
    torch.save({"epoch": 3, "model": {"a": torch.zeros(1)}}, tmp_path / "official" / "pytorch_model.bin")
    with pytest.raises(BadModel, match="holds more than tensors: epoch, model"):
        convert(tmp_path / "official", tmp_path / "toy")


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
def test_a_plain_pickle_is_no_bin(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "official" / "model.safetensors").unlink()
    (tmp_path / "official" / "pytorch_model.bin").write_bytes(pickle.dumps({"a": 1}))
    with pytest.raises(BadModel, match=r"pytorch_model\.bin"):
        convert(tmp_path / "official", tmp_path / "toy")


def test_quantised_weights_are_refused(tmp_path: Path) -> None:
    state = toy_state()
    state["local_project.bias"] = torch.zeros(40, dtype=torch.int32)
    assert "local_project.bias holds torch.int32" in refused(tmp_path, state).message


def test_a_folder_without_weights_or_configuration_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="There is no"):
        convert(tmp_path / "nowhere", tmp_path / "toy")
    (tmp_path / "official").mkdir()
    with pytest.raises(ModelMissing, match=r"config\.json is missing"):
        convert(tmp_path / "official", tmp_path / "toy")
    (tmp_path / "official" / "config.json").write_text("{}")
    with pytest.raises(ModelMissing, match="no weights"):
        convert(tmp_path / "official", tmp_path / "toy")


def test_our_own_directory_needs_no_conversion(tmp_path: Path) -> None:
    write_tiny(tmp_path / "ours")
    with pytest.raises(BadRequest, match="of ours already"):
        convert(tmp_path / "ours", tmp_path / "toy")


def test_a_refusal_reaches_the_command_line_as_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = toy_state()
    psalm(state)
    write_toy(tmp_path / "official", state)
    assert main(["convert", str(tmp_path / "official"), str(tmp_path / "toy"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "bad_model"


@pytest.mark.parametrize(
    "change", [torch.Tensor.to_sparse, lambda t: t.to("meta"), lambda t: t.to(torch.float8_e4m3fn)]
)
def test_tensors_of_a_bin_that_hold_no_plain_numbers_are_refused(
    tmp_path: Path, change: Callable[[torch.Tensor], torch.Tensor]
) -> None:
    state = toy_state()
    state["SEG_token_projector.weight"] = change(state["SEG_token_projector.weight"])
    write_toy(tmp_path / "official", kind="bin")
    torch.save(state, tmp_path / "official" / "pytorch_model.bin")
    with pytest.raises(BadModel, match=r"not read here: SEG_token_projector\.weight"):
        convert(tmp_path / "official", tmp_path / "toy")


@pytest.mark.parametrize("content", ['{"weight_map": {"a": 3}}', '{"weight_map": {"a": null}}', "{}", "[" * 100_000])
def test_an_index_that_names_no_files_is_refused(tmp_path: Path, content: str) -> None:
    write_toy(tmp_path / "official", shards=2)
    (tmp_path / "official" / "model.safetensors.index.json").write_text(content)
    with pytest.raises(BadModel, match=r"index\.json"):
        convert(tmp_path / "official", tmp_path / "toy")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rope_theta": "abc"}, "rope_theta 'abc'"),
        ({"rope_theta": 0}, "rope_theta 0"),
        ({"layer_norm_eps": None}, "layer_norm_eps None"),
        ({"hidden_act": "nonsense"}, "hidden_act 'nonsense'"),
        ({"hidden_act": ["gelu"]}, "hidden_act ['gelu']"),
        ({"max_position_embeddings": 0}, "max_position_embeddings 0"),
        ({"max_position_embeddings": "2048"}, "max_position_embeddings '2048'"),
        ({"num_attention_heads": True}, "num_attention_heads True"),
        ({"partial_rotary_factor": 2}, "partial_rotary_factor 2"),
        ({"rope_parameters": [1]}, "positions"),
        ({"rope_parameters": {"rope_type": "yarn"}}, "scales its positions (yarn)"),
        ({"qk_layernorm": True}, "normed keys"),
        ({"segearth": [1]}, "'segearth'"),
    ],
)
def test_a_field_without_sense_is_refused_by_name(tmp_path: Path, change: dict[str, Any], sentence: str) -> None:
    assert sentence in refused(tmp_path, toy_state(), **change).message


def test_a_name_cannot_ask_for_a_billion_layers(tmp_path: Path) -> None:
    state = toy_state() | {"model.layers.999999999.mlp.fc1.weight": torch.zeros(1)}
    assert "999999999" in refused(tmp_path, state, num_hidden_layers=1_000_000_000).message
