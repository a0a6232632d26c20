"""A network for one input size, as the released one is: evaluated on images of any size, in both frames."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.model.checkpoint import save_model
from engine.model.config import ConnectorConfig
from engine.model.directory import ModelInfo
from engine.model.runtime import ModelRuntime, load_model
from engine.model.segearth import SegEarth
from engine.raster.letterbox import fit
from training.evaluate import evaluate, model_predictor

from .tiny import tiny_config, write_tokenizer

SIZE = 128


@pytest.fixture(scope="module")
def runtime(tmp_path_factory) -> ModelRuntime:
    folder = tmp_path_factory.mktemp("fixed")
    config = dataclasses.replace(
        tiny_config(), image_px=SIZE, size_multiple=SIZE, connector=ConnectorConfig(norm="spatial")
    )
    torch.manual_seed(0)
    info = ModelInfo(config=config, summary="a toy", licence="CC0-1.0")
    save_model(SegEarth(config), folder, info, dtype=torch.float32, shard_bytes=1 << 30)
    write_tokenizer(folder)
    return load_model(folder, "cpu")


def picture(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize(("height", "width"), [(40, 70), (300, 150), (128, 128), (129, 128)])
def test_an_image_of_any_size_is_answered_at_its_own_size(runtime, height, width):
    (logits,) = model_predictor(runtime)(picture(height, width), ["where is the water"])
    assert logits.shape == (height, width)


def test_the_answer_is_that_of_the_letterbox_brought_back(runtime):
    rgb = picture(40, 70)
    box = fit(40, 70, SIZE)
    answers = runtime.ask(runtime.encode(box.apply(rgb)[None]), ["where is the water"])
    expected = box.restore(np.minimum(answers.logits_BQhw[0, 0], answers.presence_BQ[0, 0]))
    (found,) = model_predictor(runtime)(rgb, ["where is the water"])
    assert found == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(("letterbox_px", "shape"), [(None, (90, 150)), (SIZE, (SIZE, SIZE))])
def test_either_frame_can_be_scored(runtime, tmp_path, letterbox_px, shape):
    for name in ("images", "labels", "QAs"):
        (tmp_path / name).mkdir()
    Image.fromarray(picture(90, 150)).save(tmp_path / "images/a.png")
    Image.fromarray(np.full((90, 150), 255, np.uint8)).save(tmp_path / "labels/a.png")
    (tmp_path / "QAs/a.json").write_text(json.dumps({"questions": ["where is the water"], "answer": ["Here."]}))

    report = evaluate(
        model_predictor(runtime), Path(tmp_path), letterbox_px=letterbox_px, save_masks=tmp_path / "masks"
    )

    assert report.overall.overall.count == 1
    with Image.open(tmp_path / "masks/a__0.png") as mask:
        assert (mask.height, mask.width) == shape
