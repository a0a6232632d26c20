"""The fixtures of the released network at tiny sizes: one case per ``tiny_*.json``."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from engine.model.checkpoint import load_state
from engine.model.config import (
    EncoderConfig,
    LanguageConfig,
    MaskDecoderConfig,
    PixelDecoderConfig,
    ProjectorConfig,
    SegEarthConfig,
)
from engine.model.foreign.official import from_official
from engine.model.prompt import Prompt, make_prompt
from engine.model.segearth import SegEarth

FIXTURES = Path(os.environ.get("SEGEARTH_FIXTURES", Path(__file__).resolve().parents[3] / "shared/reference/fixtures"))
CASES = sorted(path.stem for path in FIXTURES.glob("tiny_*.json"))


class ByteTokenizer:
    """The fixtures' toy tokenizer: one id per byte, ``<|endoftext|>`` is 256."""

    def encode(self, text: str) -> list[int]:
        first, *rest = text.split("<|endoftext|>")
        ids = list(first.encode())
        for piece in rest:
            ids += [256, *piece.encode()]
        return ids


@dataclass(frozen=True)
class Case:
    """One fixture: the network with its weights, the inputs and the outputs of every stage."""

    facts: dict[str, Any]
    tensors: dict[str, torch.Tensor]
    model: SegEarth
    prompts: list[Prompt]

    @property
    def pixels(self) -> torch.Tensor:
        return self.tensors["in.images_raw_u8"].float()


def network_config(facts: dict[str, Any]) -> SegEarthConfig:
    values = facts["config"]
    swin, llm, projector = values["swin"], values["llm"], values["dp"]
    return SegEarthConfig(
        image_px=values["image"],
        size_multiple=values["image"],
        encoder=EncoderConfig(
            embed_dim=swin["embed_dim"],
            depths=tuple(swin["depths"]),
            num_heads=tuple(swin["num_heads"]),
            window=swin["window_size"],
        ),
        language=LanguageConfig(
            settings={**llm, "partial_rotary_factor": 0.5},
            seg_id=facts["toy_tokenizer"]["specials"]["[SEG]"],
            template="released" if values["kind"] == "reason" else "released-referring",
        ),
        projector=ProjectorConfig(
            dim=projector["dim"],
            depth=projector["depth"],
            heads=projector["heads"],
            head_dim=projector["dim_head"],
            ffn_mult=projector["ff_mult"],
        ),
        pixel_decoder=PixelDecoderConfig(
            dim=values["conv_dim"], layers=values["enc_layers"], heads=values["nheads"], mask_dim=values["mask_dim"]
        ),
        mask_decoder=MaskDecoderConfig(layers=values["dec_layers"], heads=values["nheads"], ffn=values["ff"]),
    )


@pytest.fixture(scope="session", params=CASES or ["none"])
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "none":
        pytest.skip("needs the reference fixtures in the folder named by SEGEARTH_FIXTURES")
    facts = json.loads((FIXTURES / f"{request.param}.json").read_text())
    tensors = load_file(FIXTURES / f"{request.param}.safetensors")
    config = network_config(facts)
    official = {name[2:]: tensor for name, tensor in tensors.items() if name.startswith("w.")}
    model = SegEarth(config).eval()
    load_state(model, from_official(official, config), request.param)
    language = config.language
    prompts = [
        make_prompt(text, language.template, ByteTokenizer(), language.seg_id) for text in facts["config"]["texts"]
    ]
    return Case(facts, tensors, model, prompts)
