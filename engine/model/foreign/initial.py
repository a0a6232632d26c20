"""An untrained model to start training from: Mask2Former's encoder and decoders, a language model, the rest random.

What the released training starts with (reference, section 11). It answers nothing sensible before it is trained, and
its card says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from ...errors import BadModel, BadRequest
from ..config import SegEarthConfig
from ..directory import ModelInfo, parameters_text, write_info
from ..language import LanguageModel
from ..library_names import from_library
from ..presets import PRESETS
from ..shard_writer import Planned, planned, write_shards
from .array_pickle import refuse_pytorch
from .conversion import (
    UNKNOWN_LICENCE,
    Conversion,
    check_space,
    count_parameters,
    new_folder,
    summarise,
    write_card,
)
from .expected import expected_shapes, list_of, meta_model
from .mask2former import load_mask2former
from .pretrained import load_language

STARTED = tuple(name for name, preset in PRESETS.items() if preset().encoder.kind == "swin")


def make_initial(
    pickle: Path,
    target: Path,
    *,
    preset: str | None,
    language: str | None,
    seed: int,
    template: str | None,
    dtype: torch.dtype | None,
    overwrite: bool,
    shard_bytes: int,
) -> Conversion:
    """Write an untrained model directory. Raises BadModel, BadRequest, ModelMissing, DiskFull, OutputNotWritable.

    Without ``language`` the language model is random too, and no tokenizer is written.
    """
    refuse_pytorch(pickle)
    if preset is None or preset not in STARTED:
        raise BadRequest(f"A Mask2Former pickle needs --preset, one of: {', '.join(STARTED)}.")
    return write_initial(
        PRESETS[preset](),
        pickle,
        target,
        language=language,
        seed=seed,
        template=template,
        dtype=dtype,
        overwrite=overwrite,
        shard_bytes=shard_bytes,
    )


def write_initial(
    config: SegEarthConfig,
    pickle: Path,
    target: Path,
    *,
    language: str | None = None,
    seed: int = 0,
    template: str | None = None,
    dtype: torch.dtype | None = None,
    overwrite: bool = False,
    shard_bytes: int = 1 << 30,
) -> Conversion:
    """`make_initial` for any configuration with a Swin encoder."""
    words = None
    if language is not None:
        words = load_language(language, kind="qwen2" if config.language.kind == "qwen2" else "phi")
    state: dict[str, Tensor] = load_mask2former(pickle, config)
    chosen = config.language if words is None else words.config
    preset, template = config.name, template or config.language.template
    config = replace(config, name=target.name, language=replace(chosen, template=template))
    if words is not None:
        state |= words.state
    tensors = _complete(config, state, seed, dtype, language or "the language model")
    origin = {
        "encoder and decoders": pickle.name,
        "language model": "random" if language is None else Path(language).name,
    }
    notes = [f"{target.name} is an untrained start: it answers nothing sensible before it is trained."]
    if words is None:
        notes.append("There is no tokenizer in it: the language model is random. Give --language for a real one.")
    info = ModelInfo(
        config=config,
        summary="Untrained start: encoder and decoders from Mask2Former, the rest not trained. Not for use.",
        licence=UNKNOWN_LICENCE,
        parameters=count_parameters(tensors),
        provenance={"initialised_from": origin, "preset": preset, "seed": seed, "trained": False},
    )
    with new_folder(target, pickle, overwrite=overwrite) as folder:
        check_space(folder, tensors)
        if words is not None:
            words.save_tokenizer(folder)
        write_shards(folder, tensors, shard_bytes=shard_bytes)
        write_info(folder, info)
        write_card(folder, target.name, _card(info, origin))
    return summarise(pickle, target, "initial", "ours", info, tensors, left_out=(), notes=tuple(notes))


def _complete(
    config: SegEarthConfig, state: Mapping[str, Tensor], seed: int, dtype: torch.dtype | None, source: str
) -> dict[str, Planned]:
    """Every tensor of the network in its order: those given, the others random. Raises BadModel for a misfit."""
    network = meta_model(config)
    wanted = expected_shapes(network)
    misfits = [
        f"{name} is {list(tensor.shape)}, not {list(wanted.get(name, ()))}"
        for name, tensor in state.items()
        if tuple(tensor.shape) != wanted.get(name)
    ]
    if misfits:
        raise BadModel(f"The weights of {source} do not fit {config.name}: {list_of(misfits)}.")
    lacking = [name for name in wanted if name not in state]
    whole = dict(state)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for part in sorted({name.split(".", 1)[0] for name in lacking}):
            drawn = _random_part(network, part, config)
            whole |= {name: drawn[name] for name in lacking if name.startswith(f"{part}.")}
    return {name: _with_dtype(whole[name], dtype) for name in wanted}


def _random_part(network: nn.Module, part: str, config: SegEarthConfig) -> dict[str, Tensor]:
    """A part of the network with fresh values, under our names."""
    if part == "language":
        fresh: nn.Module = LanguageModel(config.language)  # as transformers draws it
    else:
        fresh = network.get_submodule(part).to_empty(device="cpu")
        for module in fresh.modules():
            if callable(reset := getattr(module, "reset_parameters", getattr(module, "_reset_parameters", None))):
                reset()
    return from_library({f"{part}.{name}": tensor.detach() for name, tensor in fresh.state_dict().items()})


def _with_dtype(tensor: Tensor, dtype: torch.dtype | None) -> Planned:
    plan = planned(tensor)
    return plan if dtype is None else replace(plan, dtype=dtype)


def _card(info: ModelInfo, origin: Mapping[str, str]) -> list[str]:
    came = "; ".join(f"{part} from {source}" for part, source in origin.items() if source != "random")
    return [
        "**Not trained.** A start for training, written by `segearth convert`; its answers mean nothing.",
        f"{parameters_text(info.parameters)}: {came}; everything else random.",
        f"Licence: {info.licence}.",
        "Nothing was measured here.",
    ]
