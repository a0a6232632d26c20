"""Which part computes in which dtype, by what the processor can do; and how near to float32 bfloat16 stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from engine.errors import BadRequest
from engine.model.config import IMAGENET_MEAN, IMAGENET_STD
from engine.model.precision import Precision, choose_precision
from engine.model.presets import PRESETS, nano, segearth_r1
from engine.model.runtime import load_model

from .tiny import write_tiny
from .toys import noise, pixels, toy_config, write_toy

CPU, CUDA = torch.device("cpu"), torch.device("cuda", 0)
HALF, FULL = torch.bfloat16, torch.float32
WITHOUT = {"architecture": "x86_64", "avx2": True, "avx512_f": True, "avx512_bf16": False, "amx_bf16": False}


def processor(monkeypatch: pytest.MonkeyPatch, **has: bool) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: WITHOUT | has)


class TestChoice:
    @pytest.mark.parametrize("instruction", ["avx512_bf16", "amx_bf16", "bf16", "sve_bf16"])
    def test_the_released_network_is_bf16_where_the_processor_multiplies_in_it(self, monkeypatch, instruction) -> None:
        processor(monkeypatch, **{instruction: True})
        assert choose_precision("auto", CPU, segearth_r1()) == Precision(HALF, HALF, HALF)

    @pytest.mark.parametrize("preset", PRESETS)
    def test_without_such_instructions_all_is_fp32(self, monkeypatch, preset) -> None:
        processor(monkeypatch)
        assert choose_precision("auto", CPU, PRESETS[preset]()) == Precision(FULL, FULL, FULL)

    @pytest.mark.parametrize("has", [False, True])
    def test_nano_stays_fp32_on_a_processor(self, monkeypatch, has) -> None:
        processor(monkeypatch, amx_bf16=has, avx512_bf16=has)
        assert choose_precision("auto", CPU, nano()) == Precision()

    @pytest.mark.parametrize(("capability", "dtype"), [((7, 5), FULL), ((8, 0), HALF), ((9, 0), HALF)])
    def test_gpus_from_ampere_on_compute_in_bf16(self, monkeypatch, capability, dtype) -> None:
        monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: capability)
        assert choose_precision("auto", CUDA, segearth_r1()) == Precision(dtype, dtype, dtype)

    def test_what_is_asked_for_counts_more_than_what_is_fast(self, monkeypatch) -> None:
        processor(monkeypatch, amx_bf16=True)
        assert choose_precision("fp32", CPU, segearth_r1()) == Precision()
        processor(monkeypatch)
        assert choose_precision("bf16", CPU, nano()) == Precision(HALF, HALF, HALF)

    @pytest.mark.parametrize("name", ["fp16", "BF16", "", "float32"])
    def test_an_unknown_precision_is_refused_with_the_ones_there_are(self, name) -> None:
        with pytest.raises(BadRequest, match="auto, fp32, bf16"):
            choose_precision(name, CPU, nano())


class TestPrecision:
    MIXED = Precision(encoder=HALF, language=FULL, decoder=HALF)

    @pytest.mark.parametrize(
        ("parameter", "dtype"),
        [
            ("encoder.norm3.weight", HALF),
            ("language.model.embed_tokens.weight", FULL),
            ("language.lm_head.weight", FULL),
            ("connector.fc.bias", HALF),
            ("projector.text.weight", HALF),
            ("pixel_decoder.level_embed", HALF),
            ("mask_decoder.norm.bias", HALF),
        ],
    )
    def test_a_parameters_part_decides(self, parameter, dtype) -> None:
        assert self.MIXED.of(parameter) == dtype

    def test_it_is_named_by_part_where_parts_differ(self) -> None:
        assert str(self.MIXED) == "encoder bf16, language fp32, decoder bf16"
        assert (str(Precision()), str(Precision(HALF, HALF, HALF))) == ("fp32", "bf16")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "toy"
    write_toy(path, toy_config())
    return path


class TestLoaded:
    @pytest.mark.parametrize(("name", "dtype"), [("fp32", FULL), ("bf16", HALF)])
    def test_all_weights_have_the_dtype_asked_for(self, folder, name, dtype) -> None:
        runtime = load_model(folder, "cpu", name)
        unused = "encoder.backbone.swin.layernorm."
        dtypes = {p.dtype for n, p in runtime.model.named_parameters() if not n.startswith(unused)}
        assert dtypes == {dtype}
        assert str(runtime.precision) == name

    def test_auto_means_what_the_processor_has(self, folder, monkeypatch) -> None:
        processor(monkeypatch, avx512_bf16=True)
        runtime = load_model(folder, "cpu")
        assert runtime.precision == Precision(HALF, HALF, HALF)
        assert runtime.encode(noise(1)).tokens_BTD.dtype == HALF

    def test_pixels_are_normalised_in_fp32(self, folder) -> None:
        """bfloat16 has 8 bits, as a pixel has: less the mean, most of them would be gone."""
        model = load_model(folder, "cpu", "bf16").model
        given: list[torch.Tensor] = []
        model.encoder.register_forward_pre_hook(lambda _, arguments: given.append(arguments[0]))
        with torch.inference_mode():
            model.encode_maps(pixels(1))
        mean, std = (torch.tensor(values).view(3, 1, 1) for values in (IMAGENET_MEAN, IMAGENET_STD))
        assert torch.equal(given[0], ((pixels(1) - mean) / std).bfloat16())

    def test_rotation_stays_fp32(self, folder) -> None:
        model = load_model(folder, "cpu", "bf16").model
        assert model.language.model.rotary_emb.inv_freq.dtype == FULL

    def test_bf16_stays_near_fp32(self, folder) -> None:
        """Mean distance of the logits 0.05 standard deviations at most; masks agree at 95 of 100 pixels."""
        expected, found = (
            torch.from_numpy(runtime.ask(runtime.encode(noise(2)), ["where is water", "the water"]).logits_BQhw)
            for runtime in (load_model(folder, "cpu", name) for name in ("fp32", "bf16"))
        )
        assert 0 < (found - expected).abs().mean() / expected.std() < 0.05
        assert ((found > 0) == (expected > 0)).float().mean() > 0.95

    def test_bf16_says_the_answer_in_words_as_well(self, folder) -> None:
        runtime = load_model(folder, "cpu", "bf16")
        assert runtime.explain(runtime.encode(noise(1)), "where is water") is not None

    def test_a_sentence_encoder_in_bf16_answers_in_float32(self, tmp_path) -> None:
        write_tiny(tmp_path)
        runtime = load_model(tmp_path, "cpu", "bf16")
        answers = runtime.ask(runtime.encode(noise(1, 256)), ["where is water"])
        assert answers.logits_BQhw.dtype == "float32"
        assert answers.presence_BQ is not None
        assert answers.presence_BQ.dtype == "float32"
