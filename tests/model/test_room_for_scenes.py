"""Kept scenes from run to run: a second question about an area that is too large for them, and a GPU's memory."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.model import host_memory
from engine.model import runtime as runtime_module
from engine.model.runtime import ModelRuntime, load_model
from engine.model.scene import Scene
from engine.model.scene_cache import SceneCache
from engine.run import ResidentModel

from .tiny import write_tiny

BYTES = 400


def scene() -> Scene:
    """A scene of 400 bytes."""
    return Scene(torch.zeros(1, 10), torch.zeros(1, 20), torch.zeros(1, 40), (torch.zeros(1, 30),))


def look(cache: SceneCache, *names: bytes) -> list[bytes]:
    """Use scenes in order as a run does, and tell which were there."""
    there = []
    for name in names:
        if cache.get(name) is not None:
            there.append(name)
        else:
            cache.put(name, scene())
    return there


def test_second_round_over_more_tiles_than_there_is_room_for_finds_as_many_as_fit() -> None:
    cache = SceneCache(2 * BYTES)
    for found in ([], [b"a", b"b"], [b"a", b"b"]):
        cache.begin_round()
        assert look(cache, b"a", b"b", b"c") == found
        assert (len(cache), cache.nbytes) == (2, 2 * BYTES)


def test_scenes_of_an_earlier_round_make_room_those_unused_longest_first() -> None:
    cache = SceneCache(3 * BYTES)
    cache.begin_round()
    look(cache, b"a", b"b", b"c")
    cache.begin_round()
    assert look(cache, b"a", b"d") == [b"a"]
    cache.begin_round()
    assert look(cache, b"a", b"c", b"d", b"b") == [b"a", b"c", b"d"]


def test_another_area_takes_all_the_room() -> None:
    cache = SceneCache(2 * BYTES)
    for _ in range(2):
        cache.begin_round()
        look(cache, b"a", b"b")
    cache.begin_round()
    look(cache, b"c", b"d")
    cache.begin_round()
    assert look(cache, b"c", b"d") == [b"c", b"d"]


@pytest.fixture
def loaded(tmp_path: Path) -> ModelRuntime:
    write_tiny(tmp_path / "toy")
    return load_model(tmp_path / "toy", "cpu")


def test_every_run_with_the_resident_model_is_a_round(loaded: ModelRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[None] = []
    monkeypatch.setattr(SceneCache, "begin_round", lambda cache: rounds.append(None))
    resident = ResidentModel(lambda name, device: loaded)
    for expected in (1, 2):
        resident("toy", "cpu")
        assert len(rounds) == expected


GB = 1 << 30


def memory(monkeypatch: pytest.MonkeyPatch, *, free: int, reserved: int = 0, allocated: int = 0) -> torch.device:
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (free, 2 * free))
    monkeypatch.setattr(torch.cuda, "memory_reserved", lambda device: reserved)
    monkeypatch.setattr(torch.cuda, "memory_allocated", lambda device: allocated)
    return torch.device("cuda:0")


@pytest.mark.parametrize(("free", "tiles"), [(3 * GB, 1), (10 * GB, 1), (16 * GB, 2), (24 * GB, 3)])
def test_batches_and_kept_scenes_share_a_gpus_memory(
    loaded: ModelRuntime, monkeypatch: pytest.MonkeyPatch, free: int, tiles: int
) -> None:
    monkeypatch.setattr(loaded, "_device", memory(monkeypatch, free=free))
    loaded.keep_scenes()
    assert loaded.scenes.max_bytes == free // 2
    assert loaded.batch_tiles == tiles


def test_memory_that_an_earlier_model_left_to_pytorch_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    device = memory(monkeypatch, free=2 * GB, reserved=9 * GB, allocated=3 * GB)
    assert runtime_module._free_bytes(device) == 8 * GB


class Glibc:
    """Takes blocks up to a size, as glibc before 2.35 does."""

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.set: dict[int, int] = {}

    def mallopt(self, name: int, value: int) -> int:
        if name == -3 and value > self.largest:
            return 0
        self.set[name] = value
        return 1


@pytest.mark.parametrize(("largest", "size"), [(1 << 40, 1 << 30), (32 << 20, 32 << 20)])
def test_an_older_c_library_keeps_the_largest_blocks_that_it_can(
    monkeypatch: pytest.MonkeyPatch, largest: int, size: int
) -> None:
    library: Any = Glibc(largest)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    monkeypatch.setattr(host_memory.platform, "libc_ver", lambda: ("glibc", "2.31"))
    assert host_memory.keep_freed_memory()
    assert library.set[-3] == size
