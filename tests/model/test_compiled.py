"""Compiled for one shape the engine gives the same answers; tiles that fill a batch up do not show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch._dynamo.testing import CompileCounter

from engine.model.runtime import ModelRuntime, load_model
from engine.model.scene_cache import SceneCache

from .tiny import write_tiny
from .toys import noise, toy_config, write_toy

QUESTIONS = ["where is water", "the water"]
BATCH = 3


def write_phi(folder: Path) -> None:
    write_toy(folder, toy_config())


@pytest.fixture(scope="module", params=[write_phi, write_tiny], ids=["swin-phi", "timm-sentence"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "toy"
    request.param(path)
    return path


@pytest.fixture(scope="module")
def plain(folder: Path) -> ModelRuntime:
    return load_model(folder, "cpu", "fp32")


@pytest.fixture(scope="module")
def counted(folder: Path) -> tuple[ModelRuntime, CompileCounter]:
    """Compiled for batches of three, by a backend that runs the graphs as they are and counts them."""
    torch.compiler.reset()
    runtime, counter = load_model(folder, "cpu", "fp32"), CompileCounter()
    runtime.batch_tiles = BATCH
    runtime.compile(counter)  # type: ignore[arg-type]
    return runtime, counter


@pytest.fixture
def compiled(counted: tuple[ModelRuntime, CompileCounter]) -> ModelRuntime:
    return counted[0]


def tiles(runtime: ModelRuntime, count: int, seed: int = 0) -> np.ndarray:
    return noise(count, runtime.tile_px, seed)


def assert_same(found: np.ndarray | None, expected: np.ndarray | None) -> None:
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert found.shape == expected.shape
        assert np.abs(found - expected).max() < 1e-4 * expected.std()


@pytest.mark.parametrize("count", [BATCH, 1, 2])
def test_a_batch_is_answered_as_without_compiling(plain: ModelRuntime, compiled: ModelRuntime, count: int) -> None:
    pixels = tiles(plain, count, seed=count)
    found, expected = compiled.start(pixels, QUESTIONS).result(), plain.ask(plain.encode(pixels), QUESTIONS)
    assert found.logits_BQhw.shape[:2] == (count, 2)
    assert_same(found.logits_BQhw, expected.logits_BQhw)
    assert_same(found.presence_BQ, expected.presence_BQ)


def test_all_batches_share_one_graph(counted: tuple[ModelRuntime, CompileCounter]) -> None:
    runtime, counter = counted
    for count in (BATCH, 1, 2, BATCH):
        runtime.start(tiles(runtime, count, seed=count), QUESTIONS).result()
    assert counter.frame_count == 1


def test_the_filling_does_not_change_the_tiles(compiled: ModelRuntime) -> None:
    pixels = tiles(compiled, 2)
    asked: list[torch.Tensor] = []
    encode: Callable[..., object] = compiled.model.encode
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled.model, "encode", lambda given, known: (asked.append(given), encode(given, known))[1])
        compiled.start(pixels, QUESTIONS).result()
    (given,) = asked
    assert given.shape[0] == BATCH
    assert np.array_equal(given[:2].permute(0, 2, 3, 1).numpy(), pixels)


def test_not_compiled_nothing_is_filled_up(plain: ModelRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "batch_tiles", 8)
    encode, sizes = plain.encode, []
    monkeypatch.setattr(plain, "encode", lambda given: (sizes.append(len(given)), encode(given))[1])
    plain.start(tiles(plain, 1), QUESTIONS).result()
    assert sizes == [1]


def test_a_kept_batch_is_answered_the_same(compiled: ModelRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "scenes", SceneCache(100_000_000))
    first, again = (compiled.start(tiles(compiled, 2), QUESTIONS).result().logits_BQhw for _ in range(2))
    assert len(compiled.scenes) == 2
    assert np.array_equal(first, again)


def test_positions_made_while_compiling_serve_others(compiled: ModelRuntime, plain: ModelRuntime) -> None:
    """The table of positions is kept for the process: no placeholder of a compiler may be left in it."""
    compiled.start(tiles(compiled, BATCH), QUESTIONS).result()
    model, pixels = plain.model, torch.from_numpy(tiles(plain, 1)).permute(0, 3, 1, 2).float()
    scene = model.encode(pixels)
    scene.mask_features_BMhw.sum().backward()
    assert model.pixel_decoder.level_embed.grad is not None
    model.zero_grad()
