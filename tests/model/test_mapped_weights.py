"""A network opened from its directory takes the files themselves for its weights; it is the one that was written."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from engine.errors import BadModel
from engine.model.checkpoint import load_state, load_weights, network_without_memory, open_network, save_model
from engine.model.config import SegEarthConfig
from engine.model.directory import ModelInfo, fingerprint, read_info, shards
from engine.model.precision import Precision
from engine.model.segearth import SegEarth

from .tiny import tiny_config, write_tiny
from .toys import pixels, prompt, toy_config, write_toy

HALF = torch.bfloat16
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def write(folder: Path, kind: str) -> SegEarthConfig:
    """A model directory in some shards; returns its configuration."""
    if kind == "sentence":
        write_tiny(folder, shard_bytes=300_000)
        return tiny_config()
    write_toy(folder, toy_config(kind), shard_bytes=300_000)
    return toy_config(kind)


def opened(folder: Path, precision: Precision | None = None) -> SegEarth:
    return open_network(folder, read_info(folder).config, precision or Precision())


def loaded(folder: Path) -> SegEarth:
    """The same weights by copy into a network that was built as usual."""
    model = SegEarth(read_info(folder).config).eval()
    load_weights(model, folder)
    return model


def mapped_ranges(folder: Path) -> list[tuple[int, int]]:
    """Addresses at which this process has files of the folder in memory."""
    lines = Path("/proc/self/maps").read_text().splitlines()
    found = [re.match(r"([0-9a-f]+)-([0-9a-f]+) ", line) for line in lines if str(folder) in line]
    return [(int(match[1], 16), int(match[2], 16)) for match in found if match]


def is_mapped(tensor: Tensor, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= tensor.data_ptr() < end for start, end in ranges)


@pytest.fixture(scope="module", params=["phi", "qwen2", "sentence"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "toy"
    write(path, request.param)
    assert len(shards(path)) > 2
    return path


@pytest.fixture(scope="module")
def phi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "toy"
    write(path, "phi")
    return path


def test_nothing_is_left_without_memory(folder: Path) -> None:
    model = opened(folder)
    tensors = [*model.named_parameters(), *model.named_buffers()]
    assert [name for name, tensor in tensors if tensor.is_meta] == []


def test_weights_and_tables_are_those_of_a_network_built_as_usual(folder: Path) -> None:
    """Tables: rotation, relative positions, running statistics, mean and spread of pixels."""
    found, expected = opened(folder), loaded(folder)
    for kind in ("named_parameters", "named_buffers"):
        ours, theirs = (dict(getattr(model, kind)()) for model in (found, expected))
        assert ours.keys() == theirs.keys()
        unused = {name for name in ours if name.startswith("encoder.backbone.swin.layernorm.")}
        assert [name for name in ours.keys() - unused if not torch.equal(ours[name], theirs[name])] == []
        assert {name: tensor.dtype for name, tensor in ours.items()} == {n: t.dtype for n, t in theirs.items()}
    assert not found.training


@torch.inference_mode()
def test_it_answers_as_a_network_built_as_usual(phi: Path) -> None:
    answers = [model.ask(model.encode(pixels(1)), [prompt(5, 6)]).logits_BQhw for model in (opened(phi), loaded(phi))]
    assert torch.equal(*answers)


@linux
def test_all_weights_are_mapped_where_the_dtype_fits(phi: Path) -> None:
    model = opened(phi)
    ranges = mapped_ranges(phi)
    unmapped = [name for name, tensor in model.named_parameters() if not is_mapped(tensor, ranges)]
    assert unmapped == [f"encoder.backbone.swin.layernorm.{end}" for end in ("weight", "bias")]  # in no file


@linux
def test_parts_in_another_dtype_are_converted_copies_and_the_others_stay_mapped(phi: Path) -> None:
    model = opened(phi, Precision(language=HALF))
    ranges = mapped_ranges(phi)
    assert {p.dtype for p in model.language.parameters()} == {HALF}
    assert not any(is_mapped(p, ranges) for p in model.language.parameters())
    assert {p.dtype for p in model.mask_decoder.parameters()} == {torch.float32}
    assert all(is_mapped(p, ranges) for p in model.mask_decoder.parameters())


def test_stored_in_bf16_and_wanted_in_fp32_they_are_widened(tmp_path: Path) -> None:
    write_toy(tmp_path, toy_config(), dtype=HALF)
    (shard,) = shards(tmp_path)
    stored = load_file(shard)["language.lm_head.weight"]
    found = dict(opened(tmp_path).named_parameters())["language.lm_head.weight"]
    assert (stored.dtype, found.dtype) == (HALF, torch.float32)
    assert torch.equal(found, stored.float())


@pytest.mark.parametrize("config", [toy_config(), toy_config("qwen2"), tiny_config()], ids=lambda config: config.name)
def test_a_network_is_made_without_memory_for_its_weights(config: SegEarthConfig) -> None:
    model = network_without_memory(config)
    filled = sum(parameter.nbytes for parameter in model.parameters() if not parameter.is_meta)
    assert filled < 10_000  # embeddings of levels, tables of relative positions
    assert sum(parameter.nbytes for parameter in model.parameters()) > 500_000


MEASURE = """
import re, sys
from pathlib import Path
import torch
from engine.model.checkpoint import open_network
from engine.model.directory import read_info
from engine.model.precision import Precision
from engine.model.segearth import SegEarth

def own():
    return int(re.search(r"RssAnon:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024

folder = Path(sys.argv[1])
config = read_info(folder).config
SegEarth(config)  # loads the libraries
before = own()
model = open_network(folder, config, Precision())
for parameter in model.parameters():
    parameter.sum().item()
print(own() - before)
"""


@linux
def test_opening_and_reading_all_weights_costs_no_memory_of_its_own(tmp_path: Path, root: Path) -> None:
    """In a process of its own, for a network with tables of 100 MB."""
    config = toy_config()
    big = {**config.language.settings, "vocab_size": 400_000}
    config = replace(config, language=replace(config.language, settings=big))
    model = network_without_memory(config)
    for module in model.modules():
        for name, parameter in list(module.named_parameters(recurse=False)):
            module.register_parameter(name, nn.Parameter(torch.zeros(parameter.shape)))
    save_model(model, tmp_path, ModelInfo(config), dtype=torch.float32, shard_bytes=1 << 30)
    assert sum(shard.stat().st_size for shard in shards(tmp_path)) > 100_000_000
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    grown = int(subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout)
    assert grown < 20_000_000


def test_writing_to_a_parameter_does_not_reach_the_file(tmp_path: Path) -> None:
    write(tmp_path, "phi")
    before = {shard: shard.read_bytes() for shard in shards(tmp_path)}
    hashed = fingerprint(tmp_path)
    model = opened(tmp_path)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.fill_(7)
    assert {shard: shard.read_bytes() for shard in shards(tmp_path)} == before
    assert fingerprint(tmp_path) == hashed
    assert not (next(opened(tmp_path).parameters()) == 7).any()


def test_two_networks_of_one_directory_do_not_share_changes(phi: Path) -> None:
    first, second = opened(phi), opened(phi)
    with torch.no_grad():
        first.mask_decoder.level_embed.fill_(7)
    assert not (second.mask_decoder.level_embed == 7).any()


def test_it_can_be_moved_copied_and_trained(phi: Path) -> None:
    assert {p.device.type for p in copy.deepcopy(opened(phi)).to("meta").parameters()} == {"meta"}
    model = opened(phi).to(torch.float64).to(torch.float32)
    answer = model.ask_pairs(model.encode(pixels(1)), [prompt(5, 6)])[-1]
    answer.logits_Nhw.sum().backward()
    assert model.mask_decoder.level_embed.grad is not None


def test_a_truncated_shard_is_named(tmp_path: Path) -> None:
    write(tmp_path, "phi")
    shard = shards(tmp_path)[1]
    shard.write_bytes(shard.read_bytes()[:-100])
    with pytest.raises(BadModel, match=rf"{shard.name} is damaged"):
        opened(tmp_path)


def test_weights_are_taken_over_or_copied_as_asked() -> None:
    model = SegEarth(tiny_config())
    state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    load_state(model, state, "here")
    assert model.pixel_decoder.level_embed.data_ptr() != state["pixel_decoder.level_embed"].data_ptr()
    load_state(model, state, "here", assign=True)
    assert model.pixel_decoder.level_embed.data_ptr() == state["pixel_decoder.level_embed"].data_ptr()
