"""LoRA on the language model: low-rank adapters are trained in place of its matrices, and merged when it is saved.

Uses peft, which is needed for this alone. A merged model is a plain one: the engine knows nothing of adapters.
"""

from __future__ import annotations

from typing import Any

from torch import nn

from engine.errors import BadRequest
from engine.model.config import LanguageConfig
from engine.model.segearth import SegEarth

from .pairs_recipe import LoraSettings

# The four matrices of attention, by kind of language model.
ATTENTION = {
    "phi": ("q_proj", "k_proj", "v_proj", "dense"),
    "qwen2": ("q_proj", "k_proj", "v_proj", "o_proj"),
    "bert": ("query", "key", "value"),
}


def add_adapters(model: SegEarth, settings: LoraSettings, language: LanguageConfig) -> None:
    """Freeze the language model and give its layers adapters. Raises BadRequest without peft or for unknown layers.

    Adapters start as zero: the model answers as before. With ``settings.words`` embeddings and head stay trainable.
    """
    peft = _peft()
    layers = settings.layers or ATTENTION[language.kind]
    ends = {name.rpartition(".")[2] for name, part in model.language.model.named_modules() if _is_linear(part)}
    unknown = sorted(set(layers) - ends)
    if unknown:
        raise BadRequest(
            f"The language model has no linear layers named {', '.join(unknown)}.",
            hint=f"Its linear layers are {', '.join(sorted(ends))}.",
        )
    model.language.requires_grad_(False)
    config = peft.LoraConfig(
        r=settings.rank, lora_alpha=settings.alpha, lora_dropout=settings.dropout, target_modules=list(layers)
    )
    peft.inject_adapter_in_model(config, model.language.model)
    if settings.words:
        model.language.embedding.requires_grad_(True)
        if model.language.lm_head is not None:
            model.language.lm_head.requires_grad_(True)


def merge_adapters(model: SegEarth) -> None:
    """Add the adapters to the matrices and take them away: the network has its plain layers and names again."""
    layer_kind = _peft().tuners.lora.LoraLayer
    for parent in list(model.language.model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, layer_kind):
                child.merge()
                setattr(parent, name, child.get_base_layer())


def _is_linear(part: nn.Module) -> bool:
    return isinstance(part, nn.Linear)


def _peft() -> Any:
    try:
        import peft
    except ImportError as error:
        raise BadRequest(
            "The recipe wants LoRA, and the package peft is not installed.",
            hint="pip install peft, or say rank = 0 in the recipe's table lora.",
        ) from error
    return peft
