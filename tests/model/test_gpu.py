"""The whole network on a GPU: the CPU's numbers in fp32, near them in bf16, the same for a tile alone or among others.

Tolerances of the tiny networks hold where fp32 products are fp32 (TF32 is switched off here). Those of the full-size
one, whose weights are random, are set by what bf16 can keep and have not been tried on a GPU yet.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.testing import assert_close

from engine.model import deformable_triton
from engine.model.presets import segearth_r1
from engine.model.prompt import Piece, Prompt
from engine.model.runtime import ModelRuntime, load_model
from engine.model.scene import Scene
from engine.model.segearth import SegEarth

from .conftest import Case
from .tiny import write_tiny, write_tiny_phi

DEVICE = "cuda"

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device"),
]

FULL_PX = 1024
FULL_PROMPT = Prompt((Piece("text", (1, 2, 3)), Piece("image", ()), Piece("description", (10, 20, 30, 40))))


@pytest.fixture(autouse=True)
def no_tf32() -> Iterator[None]:
    before = torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False
    yield
    torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32 = before


@pytest.fixture(scope="module", params=[write_tiny, write_tiny_phi], ids=["sentence", "phi"])
def toys(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[ModelRuntime, ModelRuntime]:
    """One toy model directory on the CPU and on the GPU."""
    folder = tmp_path_factory.mktemp("models") / "toy"
    request.param(folder)
    return load_model(folder, "cpu"), load_model(folder, DEVICE)


def tiles(count: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (count, 256, 256, 3), dtype=np.uint8)


def in_bf16(model: SegEarth) -> SegEarth:
    """A copy whose parts are bf16; the normalisation of the pixels stays fp32."""
    model = copy.deepcopy(model)
    for part in model.children():
        part.to(torch.bfloat16)
    return model


def distance(found: Tensor, expected: Tensor) -> float:
    """Root mean square of the difference, in standard deviations of what is expected."""
    return float((found.float() - expected).square().mean().sqrt() / expected.std())


def tensors_of(scene: Scene) -> list[Tensor]:
    known = [] if scene.memory is None else [tensor for layer in scene.memory.layers for tensor in layer]
    return [scene.tokens_BTD, scene.local_BKC, scene.mask_features_BMhw, *scene.levels, *known]


@torch.inference_mode()
def test_the_released_network_gives_the_cpus_numbers_in_fp32(case: Case) -> None:
    model = copy.deepcopy(case.model).to(DEVICE)
    expected = case.model.ask_pairs(case.model.encode(case.pixels), case.prompts)[-1].logits_Nhw
    found = model.ask_pairs(model.encode(case.pixels.to(DEVICE)), case.prompts)[-1].logits_Nhw
    assert_close(found.cpu(), expected, atol=1e-3, rtol=0)


@torch.inference_mode()
def test_the_released_network_in_bf16_stays_near_fp32(case: Case) -> None:
    model = in_bf16(case.model).to(DEVICE)
    expected = case.model.ask_pairs(case.model.encode(case.pixels), case.prompts)[-1].logits_Nhw
    found = model.ask_pairs(model.encode(case.pixels.to(DEVICE)), case.prompts)[-1].logits_Nhw.cpu()
    assert distance(found, expected) < 0.1


def test_a_model_directory_gives_the_cpus_answers(toys: tuple[ModelRuntime, ModelRuntime]) -> None:
    on_cpu, on_gpu = toys
    answers = [runtime.ask(runtime.encode(tiles(2)), ["where is water", "the water"]) for runtime in toys]
    assert on_gpu.device.startswith(DEVICE)
    assert on_cpu.device == "cpu"
    expected, found = (torch.from_numpy(answer.logits_BQhw) for answer in answers)
    # A GPU may compute in bf16 (the runtime's choice); in fp32 the distance is some 1e-6.
    assert distance(found, expected) < 0.1


def test_a_tile_gets_the_same_answer_alone_and_among_others(toys: tuple[ModelRuntime, ModelRuntime]) -> None:
    _, runtime = toys
    pixels = tiles(3)
    together = runtime.ask(runtime.encode(pixels), ["where is water"]).logits_BQhw
    alone = [runtime.ask(runtime.encode(pixels[n : n + 1]), ["where is water"]).logits_BQhw[0] for n in range(3)]
    assert distance(torch.from_numpy(together), torch.from_numpy(np.stack(alone))) < 0.02


def test_a_question_gets_the_same_answer_alone_and_among_others(toys: tuple[ModelRuntime, ModelRuntime]) -> None:
    _, runtime = toys
    scene = runtime.encode(tiles(1))
    together = runtime.ask(scene, ["water", "where is the water where is the water"]).logits_BQhw[:, 0]
    alone = runtime.ask(scene, ["water"]).logits_BQhw[:, 0]
    assert distance(torch.from_numpy(together), torch.from_numpy(alone)) < 0.02


def test_a_scene_can_be_put_aside_in_main_memory(toys: tuple[ModelRuntime, ModelRuntime]) -> None:
    _, runtime = toys
    scene = runtime.encode(tiles(2))
    aside = scene.to("cpu")
    back = aside.to(runtime.device)
    assert {tensor.device.type for tensor in tensors_of(scene)} == {DEVICE}
    assert {tensor.device.type for tensor in tensors_of(aside)} == {"cpu"}
    assert aside.nbytes == scene.nbytes
    for first, second in zip(tensors_of(scene), tensors_of(back), strict=True):
        assert second.device == first.device
        assert torch.equal(first, second)


def test_a_scene_brought_back_gets_the_same_answer(toys: tuple[ModelRuntime, ModelRuntime]) -> None:
    _, runtime = toys
    scene = runtime.encode(tiles(1))
    expected = runtime.ask(scene, ["where is water"]).logits_BQhw
    found = runtime.ask(scene.to("cpu").to(runtime.device), ["where is water"]).logits_BQhw
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_the_answer_in_words_is_the_same_twice(tmp_path: Path) -> None:
    write_tiny_phi(tmp_path)
    runtime = load_model(tmp_path, DEVICE)
    scene = runtime.encode(tiles(1))
    assert runtime.explain(scene, "where is water") == runtime.explain(scene, "where is water")


@pytest.fixture(scope="module")
def full_model() -> Iterator[SegEarth]:
    """The released network with random weights, built on the GPU: 6 GB in fp32."""
    torch.manual_seed(0)
    with torch.device(DEVICE):
        model = SegEarth(segearth_r1()).eval()
    yield model
    del model
    torch.cuda.empty_cache()


@pytest.fixture(scope="module")
def full_pixels() -> Tensor:
    pixels = np.random.default_rng(0).integers(0, 256, (2, 3, FULL_PX, FULL_PX))
    return torch.from_numpy(pixels.astype(np.float32)).to(DEVICE)


@pytest.mark.slow
@torch.inference_mode()
def test_fused_attention_changes_nothing_at_full_size(
    full_model: SegEarth, full_pixels: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert deformable_triton.available(DEVICE)
    fused = full_model.encode(full_pixels)
    monkeypatch.setattr(deformable_triton, "available", lambda device: False)
    plain = full_model.encode(full_pixels)
    assert distance(fused.mask_features_BMhw, plain.mask_features_BMhw) < 1e-4


@pytest.mark.slow
@torch.inference_mode()
def test_bf16_stays_near_fp32_at_full_size(full_model: SegEarth, full_pixels: Tensor) -> None:
    expected = full_model.encode(full_pixels)
    found = in_bf16(full_model).encode(full_pixels)
    assert found.mask_features_BMhw.dtype == torch.bfloat16
    assert distance(found.mask_features_BMhw, expected.mask_features_BMhw) < 0.2
    assert distance(found.tokens_BTD, expected.tokens_BTD) < 0.2


@pytest.mark.slow
@torch.inference_mode()
def test_a_batch_gives_what_its_tiles_give_alone_at_full_size(full_model: SegEarth, full_pixels: Tensor) -> None:
    together = full_model.ask(full_model.encode(full_pixels), [FULL_PROMPT]).logits_BQhw
    scenes = [full_model.encode(full_pixels[n : n + 1]) for n in range(2)]
    alone = torch.cat([full_model.ask(scene, [FULL_PROMPT]).logits_BQhw for scene in scenes])
    assert together.shape == (2, 1, FULL_PX // 4, FULL_PX // 4)
    assert distance(together, alone) < 1e-3
