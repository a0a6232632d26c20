"""A language model of transformers as the start of ours: configuration, weights and tokenizer under our names.

The vocabulary becomes what the released code makes of it (reference, section 3): the tokenizer's own tokens, [PAD]
where it names none, and [SEG] last; rows of the tables beyond those are cut off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import AddedToken, Tokenizer
from torch import Tensor

from ...errors import BadModel, ModelMissing
from ..catalog import find_model, find_source
from ..config import LanguageConfig
from ..directory import CONFIG, TOKENIZER
from ..language import LanguageModel
from .json_files import read_object
from .language_settings import Kind, is_real, kind_of, language_settings
from .tokenizer import FILES, MAX_TOKENS, PAD, SEG, read_tokenizer
from .weights import CANDIDATES, WeightFiles, open_weights

_UNUSED = re.compile(r"lm_head\.bias|.*\.inv_freq")
_EMBEDDING, _HEAD = "language.model.embed_tokens.weight", "language.lm_head.weight"
_SHARDS = ("*.safetensors", "pytorch_model*.bin", "pytorch_model.bin.index.json", "model.safetensors.index.json")


@dataclass(frozen=True)
class PretrainedLanguage:
    """A language model to start from. ``state`` holds memory-mapped tensors in the dtype of their files."""

    config: LanguageConfig
    state: Mapping[str, Tensor]  # our names: language.model.*, language.lm_head.weight
    tokenizer: Tokenizer
    source: Path

    def save_tokenizer(self, folder: Path) -> None:
        """Write ``tokenizer.json``, with [PAD] and [SEG], into a model directory."""
        folder.mkdir(parents=True, exist_ok=True)
        self.tokenizer.save(str(folder / TOKENIZER))


def load_language(source: str, *, kind: Kind | None = None) -> PretrainedLanguage:
    """Read a language model from a folder, by the name of a downloaded one, or by its hub id (``org/name``).

    A hub id that was not downloaded is taken from the hub's own cache or from the network. ``kind`` refuses any
    other. Two rows are new: [PAD] where the tokenizer names no padding, the mean of the old rows, and [SEG], drawn
    from the normal distribution that the model was initialised with (seed 0). Weights are mapped, not read, but for
    the two tables of the vocabulary. Raises ModelMissing and BadModel.
    """
    folder = _find(source)
    hf_config = read_object(folder / CONFIG)
    found = kind_of(hf_config, str(folder))
    if kind is not None and found != kind:
        raise BadModel(f"{folder} holds a language model of the kind {found}, not {kind}.")
    tokenizer, pad = read_tokenizer(folder)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    known = tokenizer.get_vocab_size(with_added_tokens=True)
    if pad is None or tokenizer.token_to_id(pad) is None:
        pad = PAD
        tokenizer.add_special_tokens([AddedToken(PAD, special=True, normalized=False)])
    tokenizer.add_tokens([AddedToken(SEG, normalized=False)])
    new = [token for token in (PAD, SEG) if _id(tokenizer, token, folder) >= known]
    settings = language_settings(hf_config, vocabulary=known + len(new))
    config = LanguageConfig(
        kind=found,
        settings=settings,
        seg_id=_id(tokenizer, SEG, folder),
        pad_id=_id(tokenizer, pad, folder),
        max_tokens=min(MAX_TOKENS, settings["max_position_embeddings"]),
    )
    state = _renamed(open_weights(folder), settings["num_attention_heads"])
    _fit_vocabulary(state, known, new, hf_config, folder)
    _check(state, config, folder)
    return PretrainedLanguage(config, state, tokenizer, folder)


def _find(source: str) -> Path:
    try:
        return find_model(source)
    except ModelMissing as missing:
        known = find_source(source)
        if known is None or "/" not in source or Path(source).exists():
            raise ModelMissing(
                f"There is no language model {source!r}.",
                hint="Give a folder with config.json, weights and tokenizer, or fetch one with "
                "`segearth models download phi-1.5`.",
            ) from missing
        return _from_hub(source, known.revision or None)


def _from_hub(repo: str, revision: str | None) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    wanted = [CONFIG, *FILES, *CANDIDATES, *_SHARDS]
    try:
        return Path(snapshot_download(repo, revision=revision, allow_patterns=wanted))
    except (HfHubHTTPError, HFValidationError, OSError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelMissing(
            f"The language model {repo} is neither on this machine nor to be had from the hub: {reason[:200]}",
            hint=f"`segearth models download {repo}` fetches it; without internet carry its folder over and give that.",
        ) from error


def _id(tokenizer: Tokenizer, token: str, folder: Path) -> int:
    number = tokenizer.token_to_id(token)
    if number is None:
        return -1
    if number >= tokenizer.get_vocab_size(with_added_tokens=True):
        raise BadModel(f"The tokenizer of {folder} leaves numbers out: {token} is {number}, beyond its size.")
    return int(number)


def _renamed(files: WeightFiles, heads: int) -> dict[str, Tensor]:
    """All tensors under our names, Phi's fused query-key-value matrices (of before 2024) split."""
    state: dict[str, Tensor] = {}
    for name in files.facts:
        if _UNUSED.fullmatch(name):
            continue
        tensor = files.read(name)
        # A model saved without its head has no prefix.
        ours = "language." + (name if name.startswith(("model.", "lm_head.")) else f"model.{name}")
        if ".query_key_value." not in ours:
            state[ours] = tensor
            continue
        per_head = tensor.unflatten(0, (heads, 3, -1))  # rows per head as (q, k, v) (reference, section 7)
        for i, part in enumerate("qkv"):
            state[ours.replace("query_key_value", f"{part}_proj")] = per_head[:, i].flatten(0, 1).contiguous()
    return state


def _fit_vocabulary(
    state: dict[str, Tensor], known: int, new: list[str], hf_config: Mapping[str, Any], folder: Path
) -> None:
    """Cut both tables to the tokenizer's ``known`` tokens and append the ``new`` ones; untie tied tables."""
    if _EMBEDDING not in state:
        raise BadModel(f"The weights in {folder} hold no table of embeddings.")
    if state[_EMBEDDING].shape[0] < known:
        raise BadModel(
            f"The tokenizer of {folder} has {known} tokens, the embeddings only {state[_EMBEDDING].shape[0]} rows: "
            "they do not belong together."
        )
    spread = hf_config.get("initializer_range", 0.02)
    if not is_real(spread):
        raise BadModel(f"{folder / CONFIG} gives initializer_range {spread!r}, which is no sensible value.")
    generator = torch.Generator().manual_seed(0)
    tied = bool(hf_config.get("tie_word_embeddings"))
    for name in (_EMBEDDING, _HEAD):
        if name not in state or (tied and name == _HEAD):
            continue  # a missing head is told by `_check`
        table = state[name][:known]
        rows = {token: torch.randn(table.shape[1], generator=generator) * spread for token in new}
        if PAD in rows:
            rows[PAD] = table.float().mean(0)
        state[name] = torch.cat([table, *(rows[token][None].to(table.dtype) for token in new)])
    if tied:
        state[_HEAD] = state[_EMBEDDING].clone()


def _check(state: Mapping[str, Tensor], config: LanguageConfig, folder: Path) -> None:
    """Raise BadModel unless the tensors are exactly those that the configuration builds."""
    with torch.device("meta"):
        model = LanguageModel(config)
    wanted = {f"language.{name}": tensor.shape for name, tensor in model.state_dict().items()}
    faults = [f"missing {name}" for name in sorted(set(wanted) - set(state))]
    faults += [f"unknown {name}" for name in sorted(set(state) - set(wanted))]
    faults += [
        f"{name} is {list(state[name].shape)}, not {list(wanted[name])}"
        for name in sorted(set(state) & set(wanted))
        if state[name].shape != wanted[name]
    ]
    if faults:
        shown = "; ".join(faults[:10]) + (f" and {len(faults) - 10} more" if len(faults) > 10 else "")
        raise BadModel(f"The weights in {folder} do not fit their {CONFIG}: {shown}.")
