"""The settings of a language model from its ``config.json``, checked before anything is built from them.

Reads what transformers 4 and 5 write. What our configuration cannot say (scaled positions, a sliding window) and what
is no number where one is needed is refused by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

from ...errors import BadModel

Kind = Literal["phi", "qwen2"]

SIZES = ("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")
# Fields of transformers' configuration: with the value that it takes where none is given. The first table's are always
# written into ours, the second's only where they differ.
ALWAYS: dict[str, dict[str, Any]] = {
    "phi": {"max_position_embeddings": 2048, "partial_rotary_factor": 0.5},
    "qwen2": {
        "num_key_value_heads": 32,
        "max_position_embeddings": 32768,
        "rope_theta": 10000.0,
        "rms_norm_eps": 1e-6,
    },
}
IF_OTHER: dict[str, dict[str, Any]] = {
    "phi": {
        "rope_theta": 10000.0,
        "layer_norm_eps": 1e-5,
        "hidden_act": "gelu_new",
        "num_key_value_heads": None,
        "qk_layernorm": False,
    },
    "qwen2": {"hidden_act": "silu"},
}
_ROPE = ("rope_theta", "partial_rotary_factor")  # in a table of their own since transformers 5
_WHOLE = (*SIZES, "max_position_embeddings", "num_key_value_heads")
_REAL = ("rope_theta", "partial_rotary_factor", "layer_norm_eps", "rms_norm_eps")


def kind_of(hf_config: Mapping[str, Any], where: str = "The configuration") -> Kind:
    """Which of the kinds that we know a configuration names. Raises BadModel."""
    kind = hf_config.get("model_type")
    if isinstance(kind, str) and kind in ALWAYS:
        return cast(Kind, kind)
    if kind is None and "format_version" in hf_config:
        raise BadModel(f"{where} is a whole model, no language model.", hint="Give the language model's folder.")
    raise BadModel(
        f"{where} names a language model of the type {kind!r}; this version knows phi and qwen2.",
        hint="Use microsoft/phi-1_5, microsoft/phi-2 or Qwen/Qwen2.5-0.5B.",
    )


def language_settings(hf_config: Mapping[str, Any], *, vocabulary: int) -> dict[str, Any]:
    """The settings of our `LanguageConfig` from a ``config.json`` of transformers 4 or 5.

    Raises BadModel for what is missing or no sensible value, and for what these settings cannot say.
    """
    kind = kind_of(hf_config)
    rope, scaling = (hf_config.get(name) or {} for name in ("rope_parameters", "rope_scaling"))
    if not isinstance(rope, Mapping) or not isinstance(scaling, Mapping):
        raise BadModel("The language model's config.json tells its positions in no form that is known.")
    values = {**hf_config, **{name: rope[name] for name in _ROPE if name in rope}}
    missing = [name for name in SIZES if values.get(name) is None]
    if missing:
        raise BadModel(f"The language model's config.json lacks {', '.join(missing)}.")
    scaled = {str(table.get("rope_type", table.get("type", "default"))) for table in (rope, scaling)} - {"default"}
    if scaled:
        raise BadModel(f"The language model scales its positions ({', '.join(scaled)}), which this version does not.")
    if values.get("use_sliding_window"):
        raise BadModel("The language model looks through a sliding window, which this version does not.")
    if kind == "phi" and values.get("num_key_value_heads") == values["num_attention_heads"]:
        values["num_key_value_heads"] = None
    always = {name: values.get(name, value) for name, value in ALWAYS[kind].items()}
    other = {name: values[name] for name, value in IF_OTHER[kind].items() if name in values and values[name] != value}
    settings = {"vocab_size": vocabulary, **{name: values[name] for name in SIZES}, **always, **other}
    _check(settings)
    return settings


def _check(settings: Mapping[str, Any]) -> None:
    """Raise BadModel for values from which transformers would build nothing, or something that cannot run."""
    from transformers.activations import ACT2FN

    wrong = [name for name in _WHOLE if name in settings and not _is_whole(settings[name])]
    wrong += [name for name in _REAL if name in settings and not is_real(settings[name])]
    if settings.get("hidden_act", "gelu") not in list(ACT2FN):  # a list: the value may be of any type
        wrong.append("hidden_act")
    if "partial_rotary_factor" not in wrong and settings.get("partial_rotary_factor", 1) > 1:
        wrong.append("partial_rotary_factor")
    if wrong:
        told = ", ".join(f"{name} {settings[name]!r}" for name in wrong)
        raise BadModel(f"The language model's config.json gives {told}, which is no sensible value.")
    width, heads = settings["hidden_size"], settings["num_attention_heads"]
    if width % heads:
        raise BadModel(
            f"The language model's config.json gives num_attention_heads {heads}, which does not divide the width "
            f"{width}."
        )


def _is_whole(value: object) -> bool:
    return type(value) is int and value > 0  # True is no number here


def is_real(value: object) -> bool:
    """Whether a value of a JSON file is a positive number."""
    return type(value) in (int, float) and 0 < cast(float, value) < float("inf")
