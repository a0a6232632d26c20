"""LoRA: adapters start as nothing, learn alone, and are gone from the model that is saved."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch

from engine.errors import BadRequest
from engine.model.segearth import SegEarth
from tests.model.toys import VOCABULARY, pixels, prompt, toy_config
from tests.unit.pairs_toy import toy_model, toy_recipe, toy_task
from training.lora import add_adapters, merge_adapters
from training.pairs_recipe import LoraSettings

SETTINGS = LoraSettings(rank=2, dropout=0.0)


def logits(model: SegEarth) -> torch.Tensor:
    with torch.inference_mode():
        (answer,) = model.eval().ask_pairs(model.encode(pixels(1)), [prompt(10, 11)])
    return answer.logits_Nhw


@pytest.mark.parametrize("kind", ["phi", "qwen2"])
def test_new_adapters_change_nothing(kind: str) -> None:
    model = toy_model(kind)
    before = logits(model)
    add_adapters(model, SETTINGS, model.config.language)
    assert torch.equal(logits(model), before)


def test_only_adapters_and_words_are_trained_in_the_language_model() -> None:
    model = toy_model()
    add_adapters(model, SETTINGS, model.config.language)
    trained = {name for name, value in model.language.named_parameters() if value.requires_grad}
    adapters = {name for name in trained if "lora_" in name}
    assert len(adapters) == 2 * 4 * 2  # two matrices for each of four, in two layers
    assert trained - adapters == {"model.embed_tokens.weight", "lm_head.weight"}


def test_words_can_be_left_as_they_are() -> None:
    model = toy_model()
    add_adapters(model, LoraSettings(rank=2, words=False), model.config.language)
    assert all("lora_" in name for name, value in model.language.named_parameters() if value.requires_grad)


def test_the_merged_model_is_a_plain_one_that_says_the_same() -> None:
    model = toy_model()
    add_adapters(model, SETTINGS, model.config.language)
    torch.manual_seed(0)
    with torch.no_grad():
        for name, value in model.named_parameters():
            if "lora_" in name:
                value.normal_(0, 0.3)
    with_adapters = logits(model)
    merge_adapters(model)
    assert model.state_dict().keys() == SegEarth(toy_config()).state_dict().keys()
    torch.testing.assert_close(logits(model), with_adapters, atol=1e-3, rtol=1e-4)
    assert not torch.allclose(logits(toy_model()), with_adapters, atol=0.1)


def test_a_run_with_adapters_ends_in_a_plain_model_that_learned(tmp_path: Path) -> None:
    task = toy_task(toy_recipe(lora=SETTINGS), tmp_path)
    start = toy_model().state_dict()
    for _ in range(2):
        task.train_step()
    model = task.result()
    assert model is not None
    found = model.state_dict()
    assert found.keys() == start.keys()
    changed = {name for name in found if not torch.equal(found[name].float(), start[name])}
    assert "language.model.layers.0.self_attn.q_proj.weight" in changed
    assert "language.model.layers.0.mlp.fc1.weight" not in changed
    assert found["language.model.embed_tokens.weight"].shape[0] == VOCABULARY


def test_layers_that_are_not_there_are_named() -> None:
    model = toy_model()
    with pytest.raises(BadRequest, match="o_proj") as caught:
        add_adapters(model, LoraSettings(rank=2, layers=("q_proj", "o_proj")), model.config.language)
    assert "dense" in caught.value.advice


def test_peft_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "peft", None)
    with pytest.raises(BadRequest, match="peft is not installed"):
        add_adapters(toy_model(), SETTINGS, toy_config().language)
