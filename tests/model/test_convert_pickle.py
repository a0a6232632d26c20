"""Mask2Former's COCO pickle: arrays are read, anything else refused; an untrained model starts from it."""

from __future__ import annotations

import os
import pickle
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from transformers import PhiConfig, PhiForCausalLM

from engine.errors import BadModel, BadRequest
from engine.model.checkpoint import load_weights
from engine.model.directory import read_info
from engine.model.foreign.array_pickle import read_arrays
from engine.model.foreign.convert import convert
from engine.model.foreign.initial import write_initial
from engine.model.foreign.mask2former import load_mask2former
from engine.model.foreign.official import from_official
from engine.model.segearth import SegEarth

from .official_files import same, toy_config, toy_state, weights, write_slow_tokenizer
from .tiny import tiny_config

ZERO = ("adapter_1.0.bias", "layer_1.0.bias")


def arrays_of(state: dict[str, Tensor]) -> dict[str, Any]:
    """The official weights as Mask2Former names them: without what SegEarth added, with what it dropped."""
    arrays: dict[str, Any] = {}
    for name, tensor in state.items():
        if name.startswith("model.vision_tower."):
            key = name.replace("model.vision_tower.", "backbone.")
        elif name.startswith("pixel_decoder.") and not name.endswith(ZERO):
            key = f"sem_seg_head.{name}"
            for part in ("adapter_1", "layer_1"):
                key = key.replace(f"{part}.0.", f"{part}.").replace(f"{part}.1.", f"{part}.norm.")
        elif name.startswith("predictor.") and "SEG_" not in name and "CLASS" not in name and "new_query" not in name:
            key = f"sem_seg_head.{name}".replace("query_feat", "static_query")
        else:
            continue
        arrays[key] = tensor.numpy()
    arrays["sem_seg_head.predictor.class_embed.weight"] = np.zeros((134, 32), np.float32)
    arrays["criterion.empty_weight"] = np.ones(134, np.float32)
    return arrays


def write_pickle(path: Path, protocol: int = 2, **changes: Any) -> Path:
    model = OrderedDict(arrays_of(toy_state()) | changes)
    path.write_bytes(pickle.dumps({"model": model, "__author__": "third party"}, protocol=protocol))
    return path


def parts(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """What a pickle starts, with the biases that it does not have at zero."""
    ours = from_official(state, toy_config())
    kept = {name: t for name, t in ours.items() if name.startswith(("encoder.", "pixel_decoder.", "mask_decoder."))}
    biases = ("pixel_decoder.lateral.0.bias", "pixel_decoder.output.0.bias")
    return {name: torch.zeros_like(t) if name in biases else t for name, t in kept.items()}


@pytest.mark.parametrize("protocol", [2, 4, 5])
def test_arrays_take_their_places(tmp_path: Path, protocol: int) -> None:
    path = write_pickle(tmp_path / "coco.pkl", protocol)
    assert same(load_mask2former(path, toy_config()), parts(toy_state()))


@pytest.mark.parametrize("package", ["numpy.core", "numpy._core"])
def test_files_of_both_numpys_are_read(tmp_path: Path, package: str) -> None:
    path = write_pickle(tmp_path / "coco.pkl", 2)
    old, new = (f"c{name}.multiarray\n".encode() for name in ("numpy._core", package))
    path.write_bytes(path.read_bytes().replace(old, new))
    assert new in path.read_bytes()
    assert same(load_mask2former(path, toy_config()), parts(toy_state()))


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6, dtype=np.float32).reshape(2, 3),
        np.asfortranarray(np.arange(6, dtype=np.float64).reshape(2, 3)),
        np.arange(6, dtype=">f4").reshape(2, 3),
        np.arange(6, dtype=np.float16).reshape(1, 6),
        np.zeros((0, 3), np.float32),
    ],
)
@pytest.mark.parametrize("protocol", [2, 4, 5])
def test_an_array_is_read_as_numpy_would(tmp_path: Path, array: np.ndarray, protocol: int) -> None:
    path = tmp_path / "one.pkl"
    path.write_bytes(pickle.dumps({"model": {"a": array}, "epoch": np.float64(3)}, protocol=protocol))
    found = read_arrays(path)["a"]
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found, array)


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {os.environ['TOY_TRAP']}",)


@pytest.mark.parametrize("protocol", [2, 4])
def test_code_is_not_run_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, protocol: int) -> None:
    trap = tmp_path / "trap"
    monkeypatch.setenv("TOY_TRAP", str(trap))
    path = write_pickle(tmp_path / "coco.pkl", protocol, **{"backbone.evil": Evil()})
    with pytest.raises(BadModel, match=r"asks for (posix|nt)\.system"):
        load_mask2former(path, toy_config())
    assert not trap.exists()
    pickle.loads(path.read_bytes())  # the trap is one
    assert trap.exists()


@pytest.mark.parametrize(
    "asked", ["builtins eval", "numpy load", "numpy.core.multiarray fromfile", "functools partial", "os system"]
)
def test_whatever_else_is_asked_for_is_refused(tmp_path: Path, asked: str) -> None:
    module, name = asked.split()
    (tmp_path / "coco.pkl").write_bytes(f"\x80\x02c{module}\n{name}\n.".encode("latin1"))
    with pytest.raises(BadModel, match=f"asks for {module}.{name}"):
        read_arrays(tmp_path / "coco.pkl")


def test_arrays_of_objects_are_refused(tmp_path: Path) -> None:
    (tmp_path / "coco.pkl").write_bytes(pickle.dumps({"model": {"a": np.array([{}, []], dtype=object)}}, protocol=4))
    with pytest.raises(BadModel, match="only plain numbers"):
        read_arrays(tmp_path / "coco.pkl")


def test_a_stand_in_cannot_be_changed_by_a_file(tmp_path: Path) -> None:
    """BUILD on an allowed name itself, not on what it makes."""
    for name in ("numpy\nndarray", "numpy\ndtype", "numpy.core.multiarray\n_reconstruct", "_codecs\nencode"):
        (tmp_path / "coco.pkl").write_bytes(f"\x80\x02c{name}\nN}}X\x01\x00\x00\x00aK\x01s\x86b.".encode("latin1"))
        with pytest.raises(BadModel, match="damaged"):
            read_arrays(tmp_path / "coco.pkl")


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999])
def test_a_truncated_file_is_refused(tmp_path: Path, share: float) -> None:
    path = write_pickle(tmp_path / "coco.pkl")
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(BadModel, match="damaged or cut off"):
        load_mask2former(path, toy_config())


def test_a_pytorch_file_is_called_one(tmp_path: Path) -> None:
    torch.save({"model": {}}, tmp_path / "coco.pkl")
    with pytest.raises(BadModel, match="PyTorch file"):
        read_arrays(tmp_path / "coco.pkl")


def test_another_backbone_is_refused_with_the_list(tmp_path: Path) -> None:
    change = {"backbone.norm3.weight": np.ones(99, np.float32)}
    path = write_pickle(tmp_path / "coco.pkl", **change)
    content = pickle.loads(path.read_bytes())
    del content["model"]["sem_seg_head.predictor.decoder_norm.bias"]
    path.write_bytes(pickle.dumps(content))
    with pytest.raises(BadModel) as caught:
        load_mask2former(path, toy_config())
    assert "missing predictor.decoder_norm.bias" in caught.value.message
    assert "model.vision_tower.norm3.weight is [99], not [128]" in caught.value.message


def test_our_presence_head_is_not_asked_for(tmp_path: Path) -> None:
    config = replace(toy_config(), mask_decoder=replace(toy_config().mask_decoder, presence=True))
    path = write_pickle(tmp_path / "coco.pkl")
    assert same(load_mask2former(path, config), parts(toy_state()))


def test_a_network_without_swin_cannot_start_from_it(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match="Swin"):
        load_mask2former(write_pickle(tmp_path / "coco.pkl"), tiny_config())


def test_an_untrained_model_is_whole_and_says_what_it_is(tmp_path: Path) -> None:
    path = write_pickle(tmp_path / "model_final_54b88a.pkl")
    done = write_initial(toy_config(), path, tmp_path / "start", seed=3)
    info = read_info(tmp_path / "start")
    assert info.config == replace(toy_config(), name="start")
    assert "Untrained" in info.summary
    assert info.provenance["trained"] is False
    assert info.provenance["initialised_from"]["encoder and decoders"] == "model_final_54b88a.pkl"
    assert "Not trained" in (tmp_path / "start" / "README.md").read_text()
    assert done.kind == "initial"
    assert any("no tokenizer" in note for note in done.notes)
    load_weights(SegEarth(info.config), tmp_path / "start")
    found = weights(tmp_path / "start")
    started = parts(toy_state())
    assert same({name: found[name] for name in started}, started)
    assert all(torch.isfinite(tensor).all() for tensor in found.values())
    assert found["connector.proj.0.weight"].std() > 0
    assert torch.equal(found["connector.norm.0.weight"], torch.ones_like(found["connector.norm.0.weight"]))


def test_the_seed_decides_what_is_random(tmp_path: Path) -> None:
    path = write_pickle(tmp_path / "coco.pkl")
    states = {}
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_initial(toy_config(), path, tmp_path / name, seed=seed)
        states[name] = weights(tmp_path / name)
    assert same(states["a"], states["b"])
    different = {name for name in states["a"] if not torch.equal(states["a"][name], states["c"][name])}
    assert "projector.text.weight" in different
    assert "language.model.embed_tokens.weight" in different
    assert not any(name.startswith("encoder.") for name in different)


def test_the_random_state_of_the_caller_is_left_alone(tmp_path: Path) -> None:
    path = write_pickle(tmp_path / "coco.pkl")
    torch.manual_seed(7)
    before = torch.get_rng_state()
    write_initial(toy_config(), path, tmp_path / "start")
    assert torch.equal(torch.get_rng_state(), before)


def test_a_language_model_is_taken_from_its_folder(tmp_path: Path) -> None:
    settings = toy_config().language.settings
    torch.manual_seed(0)
    language = PhiForCausalLM(PhiConfig(**{**settings, "vocab_size": 257}))
    language.save_pretrained(tmp_path / "phi")
    write_slow_tokenizer(tmp_path / "phi", {})
    write_initial(toy_config(), write_pickle(tmp_path / "coco.pkl"), tmp_path / "start", language=str(tmp_path / "phi"))
    found = weights(tmp_path / "start")
    assert torch.equal(found["language.model.layers.1.mlp.fc1.weight"], language.model.layers[1].mlp.fc1.weight)
    info = read_info(tmp_path / "start")
    assert (info.config.language.seg_id, info.config.language.pad_id) == (258, 257)
    assert (tmp_path / "start" / "tokenizer.json").is_file()


def test_a_pickle_needs_a_preset_with_its_encoder(tmp_path: Path) -> None:
    path = write_pickle(tmp_path / "coco.pkl")
    for preset in (None, "nano", "nonsense"):
        with pytest.raises(BadRequest, match="segearth-r1-qwen"):
            convert(path, tmp_path / "start", preset=preset)


def test_a_full_size_preset_refuses_a_toy_before_it_takes_memory(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match=r"not \[128, 3, 4, 4\]"):
        convert(write_pickle(tmp_path / "coco.pkl"), tmp_path / "start", preset="segearth-r1")
    assert [path.name for path in tmp_path.iterdir()] == ["coco.pkl"]


@pytest.mark.parametrize("zipped", [True, False])
def test_a_pytorch_file_is_told_before_a_preset_is_asked_for(tmp_path: Path, *, zipped: bool) -> None:
    torch.save({"model": {}}, tmp_path / "coco.pkl", _use_new_zipfile_serialization=zipped)
    with pytest.raises(BadModel, match="PyTorch file"):
        convert(tmp_path / "coco.pkl", tmp_path / "start")
