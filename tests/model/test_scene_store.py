"""Encoded tiles on disk: the same answers to the bit, never more bytes than allowed, never an error."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.model import scene_store
from engine.model.language import Memory
from engine.model.runtime import ModelRuntime, load_model
from engine.model.scene import Scene
from engine.model.scene_file import DamagedScene, read_scene, write_scene
from engine.model.scene_store import SceneStore
from engine.model.stored_files import Kept, clear, kept_in

from .toys import noise, toy_config, write_toy

LARGE = 10**9
KEYS = [bytes([number] * 16) for number in range(8)]


def scene(seed: int = 0, *, memory: bool = False) -> Scene:
    generator = torch.Generator().manual_seed(seed)

    def values(*shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        return torch.randn(*shape, generator=generator).to(dtype)

    remembered = Memory(((values(1, 2, 3, 4), values(1, 2, 3, 4)),)) if memory else None
    levels = (values(1, 4, 3, 3), values(1, 4, 5, 5, dtype=torch.bfloat16))
    return Scene(values(1, 3, 5), values(1, 2, 7, dtype=torch.bfloat16), values(1, 4, 8, 8), levels, memory=remembered)


def tensors(of: Scene) -> list[torch.Tensor]:
    layers = of.memory.layers if of.memory else ()
    return [of.tokens_BTD, of.local_BKC, of.mask_features_BMhw, *of.levels, *(t for layer in layers for t in layer)]


def same(one: Scene, other: Scene) -> bool:
    pairs = list(zip(tensors(one), tensors(other), strict=True))
    return all(a.dtype == b.dtype and a.shape == b.shape and torch.equal(a, b) for a, b in pairs)


def store(folder: Path, max_bytes: int = LARGE, context: str = "model") -> SceneStore:
    return SceneStore(folder, max_bytes, context=context, instruction=lambda: None)


def file_bytes(tmp_path: Path) -> int:
    kept = store(tmp_path / "one")
    kept.put(KEYS[0], scene())
    return kept_in(kept.folder).nbytes


# One file


@pytest.mark.parametrize("memory", [False, True])
def test_scene_comes_back_to_the_bit(memory: bool, tmp_path: Path) -> None:
    with (tmp_path / "scene").open("wb") as file:
        write_scene(file, scene(memory=memory))
    assert same(read_scene(tmp_path / "scene"), scene(memory=memory))


def test_values_lie_in_memory_as_they_did(tmp_path: Path) -> None:
    """Or other kernels take them, which round differently."""
    channels_last = replace(scene(), mask_features_BMhw=torch.randn(1, 4, 8, 6).to(memory_format=torch.channels_last))
    with (tmp_path / "scene").open("wb") as file:
        write_scene(file, channels_last)
    found = read_scene(tmp_path / "scene")
    assert same(found, channels_last)
    assert found.mask_features_BMhw.is_contiguous(memory_format=torch.channels_last)
    assert found.levels[0].is_contiguous()


def test_file_is_one_that_safetensors_reads(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    with (tmp_path / "scene.safetensors").open("wb") as file:
        write_scene(file, scene())
    assert torch.equal(load_file(tmp_path / "scene.safetensors")["tokens"], scene().tokens_BTD)


def test_every_cut_and_every_other_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "scene"
    with path.open("wb") as file:
        write_scene(file, scene())
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place])
        with pytest.raises(DamagedScene):
            read_scene(path)
        garbled = bytearray(whole)
        garbled[place] ^= 0xFF
        path.write_bytes(bytes(garbled))
        try:
            assert same(read_scene(path), scene())  # a byte of no meaning
        except DamagedScene:
            continue


# The folder


def test_scene_is_found_again_by_another_store(tmp_path: Path) -> None:
    store(tmp_path).put(KEYS[0], scene())
    found = store(tmp_path).get(KEYS[0])
    assert found is not None
    assert same(found, scene())
    assert store(tmp_path).get(KEYS[1]) is None


def test_another_model_never_gets_it(tmp_path: Path) -> None:
    store(tmp_path).put(KEYS[0], scene())
    assert store(tmp_path, context="another model").get(KEYS[0]) is None


def test_damaged_file_is_a_miss_and_goes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    kept = store(tmp_path)
    kept.put(KEYS[0], scene())
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert kept.get(KEYS[0]) is None
    assert list(tmp_path.iterdir()) == []
    assert "cannot be used" in caplog.text


def test_scene_that_another_user_keeps_is_used_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(tmp_path).put(KEYS[0], scene())

    def refuse(*args: Any) -> None:
        raise PermissionError("not the owner")

    monkeypatch.setattr(os, "utime", refuse)
    for _ in range(2):
        assert store(tmp_path).get(KEYS[0]) is not None


def test_one_unused_longest_goes_first(tmp_path: Path) -> None:
    size = file_bytes(tmp_path)
    folder = tmp_path / "scenes"
    kept = store(folder, 3 * size)
    for key in KEYS[:3]:
        kept.put(key, scene())
    for age, path in enumerate(sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
        os.utime(path, (age, age))
    later = store(folder, 3 * size)
    assert later.get(KEYS[0]) is not None
    later.put(KEYS[3], scene())
    assert [later.get(key) is not None for key in KEYS[:4]].count(True) == 3
    assert later.get(KEYS[0]) is not None
    assert later.get(KEYS[3]) is not None
    assert kept_in(folder).nbytes == 3 * size


def test_what_a_round_has_used_makes_no_room_in_it(tmp_path: Path) -> None:
    size = file_bytes(tmp_path)
    kept = store(tmp_path / "scenes", 2 * size)
    for key in KEYS[:4]:
        kept.put(key, scene())
    assert [kept.get(key) is not None for key in KEYS[:4]] == [True, True, False, False]
    kept.begin_round()
    kept.put(KEYS[2], scene())
    assert kept.get(KEYS[2]) is not None


def test_scene_larger_than_the_store_is_not_kept(tmp_path: Path) -> None:
    kept = store(tmp_path, 100)
    kept.put(KEYS[0], scene())
    assert kept_in(tmp_path) == Kept(0, 0)


def test_nearly_full_disk_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = scene_store.LEAVE_FREE_BYTES - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(2**40, 2**40 - free, free))
    kept = store(tmp_path)
    kept.put(KEYS[0], scene())
    assert list(tmp_path.iterdir()) == []
    assert kept.get(KEYS[0]) is None


def test_full_disk_ends_the_keeping_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def fill(*args: Any) -> None:
        calls.append(1)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(scene_store, "write_scene", fill)
    kept = store(tmp_path)
    kept.put(KEYS[0], scene())
    kept.put(KEYS[1], scene())
    assert len(calls) == 1
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = store(tmp_path / "file" / "scenes")
    kept.put(KEYS[0], scene())
    assert kept.get(KEYS[0]) is None


def test_part_that_a_killed_process_left_goes_in_time(tmp_path: Path) -> None:
    old, new = tmp_path / ".part-old", tmp_path / ".part-new"
    for path in (old, new):
        path.touch()
    os.utime(old, (1, 1))
    store(tmp_path).put(KEYS[0], scene())
    store(tmp_path).put(KEYS[1], scene())
    assert not old.exists()
    assert new.exists()


def test_clearing_deletes_scenes_and_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    store(tmp_path).put(KEYS[0], scene())
    assert clear(tmp_path).files == 1
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert clear(tmp_path / "none") == Kept(0, 0)


def test_two_processes_at_once_stay_below_the_cap_and_get_no_wrong_scene(tmp_path: Path, root: Path) -> None:
    size = file_bytes(tmp_path)
    folder = tmp_path / "scenes"
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.model.test_scene_store import KEYS, same, scene, store\n"
        "for turn in range(40):\n"
        "    kept = store(Path(sys.argv[1]), int(sys.argv[2]))\n"
        "    seed = (turn * int(sys.argv[3])) % len(KEYS)\n"
        "    found = kept.get(KEYS[seed])\n"
        "    assert found is None or same(found, scene(seed))\n"
        "    kept.put(KEYS[seed], scene(seed))\n"
    )
    command = [sys.executable, "-c", script, str(folder), str(4 * size)]
    both = [subprocess.Popen([*command, step], cwd=root, stderr=subprocess.PIPE) for step in ("3", "5")]
    assert [(process.communicate()[1], process.returncode) for process in both] == [(b"", 0)] * 2
    store(folder, 4 * size).put(bytes(16), scene())
    assert kept_in(folder).nbytes <= 5 * size
    assert all(path.suffix == ".safetensors" for path in folder.iterdir())


# A model that uses it


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("models") / "toy"
    write_toy(folder, toy_config())
    return folder


def runtime(model_folder: Path, scenes: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ModelRuntime, list[int]]:
    """A model as a new process has it, and how many tiles it encodes."""
    loaded = load_model(model_folder, "cpu")
    loaded.store_scenes(scenes, LARGE)
    encoded: list[int] = []
    encode = loaded.model.encode

    def count(pixels: Any, instruction: Any) -> Any:
        encoded.append(len(pixels))
        return encode(pixels, instruction)

    monkeypatch.setattr(loaded.model, "encode", count)
    return loaded, encoded


def test_another_process_answers_the_same_without_encoding(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = noise(1)
    alone = load_model(model_folder, "cpu")
    expected = alone.ask(alone.encode(pixels), ["Where is water?", "Where is ice?"])
    first, encoded = runtime(model_folder, tmp_path, monkeypatch)
    first.ask(first.encode(pixels), ["Where is water?"])
    assert encoded == [1]
    second, encoded = runtime(model_folder, tmp_path, monkeypatch)
    found = second.ask(second.encode(pixels), ["Where is water?", "Where is ice?"])
    assert encoded == []
    np.testing.assert_array_equal(found.logits_BQhw, expected.logits_BQhw)
    assert second.explain(second.encode(pixels), "Where is ice?") == alone.explain(
        alone.encode(pixels), "Where is ice?"
    )


def test_other_pixels_are_encoded(model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = runtime(model_folder, tmp_path, monkeypatch)
    first.encode(noise(1))
    second, encoded = runtime(model_folder, tmp_path, monkeypatch)
    second.encode(noise(1, seed=5))
    assert encoded == [1]


def test_tiles_kept_in_memory_are_kept_on_disk_as_well(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = runtime(model_folder, tmp_path, monkeypatch)
    first.keep_scenes()
    first.encode(noise(1))
    second, encoded = runtime(model_folder, tmp_path, monkeypatch)
    second.encode(noise(1))
    assert encoded == []
