"""Tokenizers of others: a checkpoint's files become the one ``tokenizer.json`` that the engine reads, and back.

A released directory may hold a slow tokenizer (vocab.json, merges.txt) whose added tokens stand in files beside it.
The ids that the training gave to [SEG] and to padding are read there and nowhere else (reference, section 3).
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Tokenizer

from ...errors import BadModel
from ..directory import TOKENIZER
from .json_files import read_object

SEG, PAD, END = "[SEG]", "[PAD]", "<|endoftext|>"
VOCABULARY, MERGES, ADDED = "vocab.json", "merges.txt", "added_tokens.json"
SETTINGS, SPECIAL = "tokenizer_config.json", "special_tokens_map.json"
FILES = (TOKENIZER, VOCABULARY, MERGES, ADDED, SETTINGS, SPECIAL)
MAX_TOKENS = 2048  # of the released training
# Must come back as it was: line breaks, runs of blanks and a blank at either end count for a byte-pair encoder.
WHITE_SPACE = "<</SYS>>\n\nThis is  an   image ,\n where\t\tare the ships? "


@dataclass(frozen=True)
class Vocabulary:
    """What the network's configuration needs of a tokenizer."""

    size: int
    seg_id: int
    pad_id: int
    max_tokens: int


def convert_tokenizer(source: Path, target: Path, *, rows: int) -> Vocabulary:
    """Write ``tokenizer.json`` into ``target`` and copy the files it was made from.

    ``rows`` is the size of the checkpoint's embedding table. Raises BadModel if files are missing, contradict one
    another or the table, do not know [SEG], or lose white space.
    """
    tokenizer, settings, special = _open(source)
    seg_id = tokenizer.token_to_id(SEG)
    if seg_id is None:
        raise BadModel(
            f"The tokenizer of {source} does not know {SEG}, which closes every question.",
            hint=f"It is the language model's original one; give the checkpoint's own files ({ADDED} holds it).",
        )
    size = 1 + max(tokenizer.get_vocab(with_added_tokens=True).values())  # some numbers may be left out
    if size > rows:
        raise BadModel(
            f"The tokenizer of {source} numbers its tokens up to {size - 1} ({SEG} is {seg_id}), the checkpoint's "
            f"table has only {rows} rows: they do not belong together.",
            hint="Give the tokenizer files saved with the checkpoint.",
        )
    _check(tokenizer, seg_id, source)
    for name in _present(source):
        shutil.copyfile(source / name, target / name)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(target / TOKENIZER))
    longest = settings.get("model_max_length", MAX_TOKENS)
    return Vocabulary(
        size=size,
        seg_id=seg_id,
        pad_id=_pad_id(tokenizer, settings, special),
        max_tokens=min(longest, MAX_TOKENS) if isinstance(longest, int) and longest > 0 else MAX_TOKENS,
    )


def read_tokenizer(source: Path) -> tuple[Tokenizer, str | None]:
    """The tokenizer of a folder, fast or slow, with its added tokens; and the padding token that its files name.

    Raises BadModel if files are missing or contradict one another.
    """
    tokenizer, settings, special = _open(source)
    return tokenizer, _content(special.get("pad_token")) or _content(settings.get("pad_token"))


def _present(source: Path) -> list[str]:
    return [name for name in FILES if (source / name).is_file()]


def _open(source: Path) -> tuple[Tokenizer, dict[str, Any], dict[str, Any]]:
    """The tokenizer and what its two files of settings say."""
    present = _present(source)
    if TOKENIZER not in present and not {VOCABULARY, MERGES} <= set(present):
        raise BadModel(
            f"The tokenizer of {source} is missing: there is neither {TOKENIZER} nor {VOCABULARY} with {MERGES}.",
            hint=f"Put the checkpoint's own tokenizer files there ({', '.join(FILES)}, as many as it has).",
        )
    settings, special = _read(source / SETTINGS), _read(source / SPECIAL)
    tokenizer = _load(source, present)
    _add_missing(tokenizer, _added_tokens(source, settings), source)
    return tokenizer, settings, special


def _load(source: Path, present: list[str]) -> Tokenizer:
    try:
        if TOKENIZER in present:
            return Tokenizer.from_file(str(source / TOKENIZER))
        return _from_slow(source, present)
    except Exception as error:  # tokenizers raises bare Exception, transformers what it likes
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise BadModel(f"The tokenizer of {source} cannot be read: {reason[:200]}.") from error


def _from_slow(source: Path, present: list[str]) -> Tokenizer:
    """Let transformers convert the slow files, away from a config.json whose model type it does not know."""
    from transformers import AutoTokenizer

    with tempfile.TemporaryDirectory() as folder:
        for name in present:
            shutil.copyfile(source / name, Path(folder) / name)
        if "tokenizer_class" not in (settings := _read(Path(folder) / SETTINGS)):
            settings = {**settings, "tokenizer_class": "CodeGenTokenizer"}
            (Path(folder) / SETTINGS).write_text(json.dumps(settings), encoding="utf-8")
        # A folder made above, never a hub id: there is no revision to pin.
        converted = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)  # nosec B615
    return Tokenizer.from_str(converted.backend_tokenizer.to_str())


def _added_tokens(source: Path, settings: Mapping[str, Any]) -> dict[str, int]:
    """Added tokens by content, from all the files that may tell of them. Raises BadModel if two files disagree."""
    try:
        fast = _read(source / TOKENIZER).get("added_tokens", ())  # the library may give one another number than is told
        told = [(str(token["content"]), int(token["id"])) for token in fast]
        told += [(str(content), int(number)) for content, number in _read(source / ADDED).items()]
        told += [(str(token["content"]), int(i)) for i, token in settings.get("added_tokens_decoder", {}).items()]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadModel(f"The added tokens of {source} cannot be read: {error}.") from error
    ids: dict[str, int] = {}
    for content, number in told:
        if ids.setdefault(content, number) != number:
            raise BadModel(f"The tokenizer files of {source} disagree on {content!r}: {ids[content]} and {number}.")
    return ids


def _add_missing(tokenizer: Tokenizer, added: Mapping[str, int], source: Path) -> None:
    """Add tokens that the vocabulary lacks, in the order of their ids. Raises BadModel where one got another id."""
    for content, number in sorted(added.items(), key=lambda item: item[1]):
        found = tokenizer.token_to_id(content)
        if found is None and number == tokenizer.get_vocab_size(with_added_tokens=True):
            tokenizer.add_tokens([AddedToken(content, normalized=False)])
            found = tokenizer.token_to_id(content)
        if found != number:
            raise BadModel(
                f"The tokenizer files of {source} disagree: {content!r} should be {number} and is {found}.",
                hint="Give all tokenizer files from one and the same checkpoint.",
            )


def _check(tokenizer: Tokenizer, seg_id: int, source: Path) -> None:
    if tokenizer.encode(SEG, add_special_tokens=False).ids != [seg_id]:
        raise BadModel(f"The tokenizer of {source} cuts {SEG} into pieces.")
    ids = tokenizer.encode(WHITE_SPACE, add_special_tokens=False).ids
    if tokenizer.decode(ids, skip_special_tokens=False) != WHITE_SPACE:
        raise BadModel(
            f"The tokenizer of {source} does not keep white space, as Phi's does.",
            hint="Give the tokenizer files saved with the checkpoint.",
        )


def _pad_id(tokenizer: Tokenizer, settings: Mapping[str, Any], special: Mapping[str, Any]) -> int:
    """The id of padding; that of the text's end where the files name none (no mask depends on it)."""
    named = [_content(values.get("pad_token")) for values in (special, settings)]
    for token in (*named, PAD, END):
        number = None if token is None else tokenizer.token_to_id(token)
        if number is not None:
            return int(number)
    return 0


def _content(token: object) -> str | None:
    if isinstance(token, Mapping):
        token = token.get("content")
    return token if isinstance(token, str) else None


def _read(path: Path) -> dict[str, Any]:
    """A JSON object, empty where there is no such file. Raises BadModel."""
    return read_object(path) if path.is_file() else {}


def write_official(source: Path, target: Path, *, pad_id: int, max_tokens: int) -> list[str]:
    """Put our ``tokenizer.json`` and the slow files of the released code into ``target``; gives the names written.

    Files that came with the checkpoint are copied; those that did not are made from ``tokenizer.json`` where it is
    a byte-pair encoder. Raises BadModel.
    """
    if not (source / TOKENIZER).is_file():
        raise BadModel(f"{source} holds no {TOKENIZER}.", hint="Put the model's tokenizer there.")
    made = _slow_files(_read(source / TOKENIZER), pad_id, max_tokens)
    written = []
    for name in FILES:
        if (source / name).is_file():
            shutil.copyfile(source / name, target / name)
        elif name in made:
            (target / name).write_text(made[name], encoding="utf-8")
        else:
            continue
        written.append(name)
    return written


def _slow_files(fast: Mapping[str, Any], pad_id: int, max_tokens: int) -> dict[str, str]:
    model = fast.get("model", {})
    if model.get("type") != "BPE":
        return {}
    vocabulary = model["vocab"]
    added = {token["content"]: token["id"] for token in fast.get("added_tokens", ())}
    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in model["merges"]]
    names = {number: content for content, number in added.items()}
    special = {"bos_token": END, "eos_token": END, "unk_token": END, "pad_token": names.get(pad_id, END)}
    settings = {"tokenizer_class": "CodeGenTokenizer", "add_prefix_space": False, "model_max_length": max_tokens}
    return {
        VOCABULARY: json.dumps(vocabulary, ensure_ascii=False),
        MERGES: "\n".join(["#version: 0.2", *merges]) + "\n",
        ADDED: json.dumps({content: number for content, number in added.items() if content not in vocabulary}),
        SPECIAL: json.dumps(special),
        SETTINGS: json.dumps({**settings, **special}),
    }
