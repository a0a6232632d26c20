"""Kept scenes: found by their pixels, dropped in the order of their use, never more bytes than allowed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import OutOfMemory
from engine.model import runtime as runtime_module
from engine.model.runtime import ModelRuntime, load_model
from engine.model.scene import Scene
from engine.model.scene_cache import SceneCache

from .toys import noise, toy_config, write_toy

BYTES = 400


def scene() -> Scene:
    """A scene of 400 bytes."""
    parts = [torch.zeros(1, 10), torch.zeros(1, 20), torch.zeros(1, 40), (torch.zeros(1, 30),)]
    made = Scene(*parts)  # type: ignore[arg-type]
    assert made.nbytes == BYTES
    return made


def keys(cache: SceneCache, count: int) -> list[bytes | None]:
    return [cache.key(noise(1, 4, seed)) for seed in range(count)]


class TestCache:
    def test_a_scene_is_found_by_its_key(self) -> None:
        cache, kept = SceneCache(10 * BYTES), scene()
        a, b = keys(cache, 2)
        cache.put(a, kept)
        assert cache.get(a) is kept
        assert cache.get(b) is None

    def test_the_one_unused_longest_is_dropped_first(self) -> None:
        cache = SceneCache(2 * BYTES)
        a, b, c = keys(cache, 3)
        cache.put(a, scene())
        cache.put(b, scene())
        cache.get(a)
        cache.put(c, scene())
        assert [cache.get(key) is not None for key in (a, b, c)] == [True, False, True]

    def test_as_many_are_dropped_as_a_new_one_needs(self) -> None:
        cache, large = SceneCache(4 * BYTES), scene().rows(torch.tensor([0, 0, 0]))
        *small, big = keys(cache, 5)
        for key in small:
            cache.put(key, scene())
        cache.put(big, large)
        assert [cache.get(key) is not None for key in (*small, big)] == [False, False, False, True, True]
        assert cache.nbytes == 4 * BYTES

    @pytest.mark.parametrize(("room", "kept"), [(2 * BYTES - 1, 1), (2 * BYTES, 2), (2 * BYTES + 1, 2)])
    def test_its_bytes_never_exceed_the_room(self, room: int, kept: int) -> None:
        cache = SceneCache(room)
        for key in keys(cache, 5):
            cache.put(key, scene())
            assert cache.nbytes <= room
        assert (len(cache), cache.nbytes) == (kept, kept * BYTES)

    def test_one_larger_than_all_room_is_not_kept_and_drops_none(self) -> None:
        cache = SceneCache(2 * BYTES)
        a, b = keys(cache, 2)
        cache.put(a, scene())
        cache.put(b, scene().rows(torch.tensor([0, 0, 0])))
        assert (len(cache), cache.nbytes) == (1, BYTES)
        assert cache.get(a) is not None

    def test_the_same_key_twice_counts_once(self) -> None:
        cache, first = SceneCache(5 * BYTES), scene()
        (a,) = keys(cache, 1)
        cache.put(a, first)
        cache.put(a, scene())
        assert (len(cache), cache.nbytes) == (1, BYTES)
        assert cache.get(a) is first

    def test_no_room_keeps_none_and_hashes_nothing(self) -> None:
        cache = SceneCache(0)
        assert cache.key(noise(1, 4)) is None
        cache.put(None, scene())
        assert (len(cache), cache.get(None)) == (0, None)

    def test_cleared_it_is_as_new(self) -> None:
        cache = SceneCache(BYTES)
        (a,) = keys(cache, 1)
        cache.put(a, scene())
        cache.clear()
        assert (len(cache), cache.nbytes, cache.get(a)) == (0, 0, None)
        cache.put(a, scene())
        assert len(cache) == 1

    def test_in_a_round_what_it_used_makes_no_room(self) -> None:
        """Or a round over one tile too many would find none of them the next time."""
        cache = SceneCache(2 * BYTES)
        cache.begin_round()
        for key in (*keys(cache, 3), *keys(cache, 3)):
            if cache.get(key) is None:
                cache.put(key, scene())
        assert [cache.get(key) is not None for key in keys(cache, 3)] == [True, True, False]

    def test_scenes_of_an_earlier_round_make_room(self) -> None:
        cache = SceneCache(2 * BYTES)
        a, b, c = keys(cache, 3)
        cache.begin_round()
        cache.put(a, scene())
        cache.put(b, scene())
        cache.begin_round()
        cache.get(b)
        cache.put(c, scene())
        assert [cache.get(key) is not None for key in (a, b, c)] == [False, True, True]


class TestKey:
    CACHE = SceneCache(1)

    def test_equal_pixels_have_equal_keys_wherever_they_lie(self) -> None:
        pixels = noise(2, 8)
        view = np.asfortranarray(pixels)
        backwards = np.ascontiguousarray(pixels[:, ::-1])[:, ::-1]
        assert len({self.CACHE.key(given) for given in (pixels, view, backwards, noise(2, 8))}) == 1

    def test_one_other_value_is_another_key(self) -> None:
        pixels = noise(1, 8)
        before = self.CACHE.key(pixels)
        pixels[0, 7, 7, 2] ^= 1
        assert self.CACHE.key(pixels) != before

    def test_another_shape_of_the_same_bytes_is_another_key(self) -> None:
        pixels = np.zeros((1, 4, 8, 3), dtype=np.uint8)
        shapes = [(1, 4, 8, 3), (1, 8, 4, 3), (2, 4, 4, 3)]
        assert len({self.CACHE.key(pixels.reshape(shape)) for shape in shapes}) == 3


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> ModelRuntime:
    folder: Path = tmp_path_factory.mktemp("models") / "toy"
    write_toy(folder, toy_config())
    return load_model(folder, "cpu")


@pytest.fixture
def runtime(loaded: ModelRuntime) -> ModelRuntime:
    loaded.scenes = SceneCache(50_000_000)
    return loaded


QUESTIONS = ["where is water", "the water"]


class TestRuntime:
    def test_the_same_pixels_are_encoded_once(self, runtime: ModelRuntime) -> None:
        first = runtime.encode(noise(1))
        assert runtime.encode(noise(1)) is first
        assert runtime.encode(noise(1, seed=1)) is not first

    def test_of_a_batch_only_the_tiles_not_kept_are_encoded(
        self, runtime: ModelRuntime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pixels = noise(3)
        fresh = runtime.ask(runtime.encode(pixels), QUESTIONS).logits_BQhw
        runtime.scenes.clear()
        runtime.encode(pixels[1:2])
        sizes, encode = [], runtime.model.encode
        monkeypatch.setattr(
            runtime.model, "encode", lambda given, known: (sizes.append(len(given)), encode(given, known))[1]
        )
        joined = runtime.ask(runtime.encode(pixels), QUESTIONS).logits_BQhw
        assert sizes == [2]
        np.testing.assert_allclose(joined, fresh, atol=1e-4)

    def test_where_memory_is_short_the_kept_scenes_go_first(
        self, runtime: ModelRuntime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        runtime.encode(noise(1))
        encode = runtime.model.encode

        def short_of_memory(given: torch.Tensor, known: object) -> Scene:
            if len(runtime.scenes):
                raise MemoryError
            return encode(given, known)

        monkeypatch.setattr(runtime.model, "encode", short_of_memory)
        assert len(runtime.encode(noise(1, seed=1))) == 1
        assert "dropped" in caplog.text
        runtime.scenes.clear()
        monkeypatch.setattr(runtime.model, "encode", lambda *_: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(OutOfMemory):
            runtime.encode(noise(1))

    def test_by_default_nothing_is_kept(self, runtime: ModelRuntime) -> None:
        runtime.scenes = SceneCache(0)
        assert runtime.encode(noise(1)) is not runtime.encode(noise(1))

    def test_only_what_is_not_kept_counts_as_encoded(self, runtime: ModelRuntime) -> None:
        before = runtime.encoded_tiles
        runtime.encode(noise(2))
        assert runtime.encoded_tiles == before + 2
        runtime.encode(noise(2))
        runtime.encode(np.concatenate([noise(2)[:1], noise(1, seed=1)]))
        assert runtime.encoded_tiles == before + 3

    def test_a_kept_scene_changes_no_answer(self, runtime: ModelRuntime) -> None:
        kept = [runtime.start(noise(2), QUESTIONS).result().logits_BQhw for _ in range(2)]
        words = [runtime.explain(runtime.encode(noise(2)), QUESTIONS[0]) for _ in range(2)]
        after_words = runtime.ask(runtime.encode(noise(2)), QUESTIONS).logits_BQhw
        assert len(runtime.scenes) == 2
        runtime.scenes = SceneCache(0)
        fresh = runtime.ask(runtime.encode(noise(2)), QUESTIONS).logits_BQhw
        assert all(np.array_equal(found, fresh) for found in (*kept, after_words))
        assert words == [runtime.explain(runtime.encode(noise(2)), QUESTIONS[0])] * 2

    def test_pixels_changed_afterwards_do_not_change_the_scene(self, runtime: ModelRuntime) -> None:
        pixels = noise(1)
        kept = runtime.encode(pixels)
        expected = runtime.ask(kept, QUESTIONS).logits_BQhw
        pixels[:] = 0
        assert runtime.encode(pixels) is not kept
        np.testing.assert_array_equal(runtime.ask(runtime.encode(noise(1)), QUESTIONS).logits_BQhw, expected)

    @pytest.mark.parametrize(("memory", "room"), [(4 << 30, 1 << 29), (64 << 30, 1 << 30)])
    def test_on_a_processor_an_eighth_of_the_memory_is_room_up_to_one_gigabyte(
        self, runtime: ModelRuntime, monkeypatch: pytest.MonkeyPatch, memory: int, room: int
    ) -> None:
        monkeypatch.setattr(runtime_module, "memory_bytes", lambda: memory)
        runtime.keep_scenes()
        assert runtime.scenes.max_bytes == room
