"""Tokenizer files of official checkpoints: slow or fast, complete or not; the ids are read, never assumed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from engine.errors import BadModel
from engine.model.directory import read_info
from engine.model.foreign.convert import convert
from engine.model.foreign.tokenizer import convert_tokenizer
from engine.model.runtime import TextTokenizer

from .official_files import byte_alphabet, toy_config, toy_state, with_language, write_slow_tokenizer, write_toy
from .tiny import write_tokenizer

# As in Phi's files: runs of blanks are tokens of their own.
BLANKS = {"    ": 257, "   ": 258, "  ": 259, "\t\t": 260}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def test_slow_files_become_one_fast_file(source: Path, target: Path) -> None:
    write_slow_tokenizer(source, {**BLANKS, "[PAD]": 261, "[SEG]": 262})
    found = convert_tokenizer(source, target, rows=263)
    assert (found.size, found.seg_id, found.pad_id, found.max_tokens) == (263, 262, 261, 2048)
    tokenizer = TextTokenizer(target / "tokenizer.json")
    assert tokenizer.encode("[SEG]") == [262]
    assert tokenizer.encode("a  b\n\n    c \t\t[SEG]") == [97, 259, 98, 10, 10, 257, 99, 32, 260, 262]


def test_the_fast_file_cuts_texts_as_the_library_does(source: Path, target: Path) -> None:
    write_slow_tokenizer(source, {**BLANKS, "[PAD]": 261, "[SEG]": 262})
    convert_tokenizer(source, target, rows=263)
    library = AutoTokenizer.from_pretrained(source, local_files_only=True)
    tokenizer = TextTokenizer(target / "tokenizer.json")
    for text in (" Where's the café?", ", Please doing\n", "<</SYS>>\n\nThis", "      x", "<|endoftext|>", "1,024 m²"):
        assert tokenizer.encode(text) == library(text, add_special_tokens=False).input_ids, text


def test_merges_are_used(source: Path, target: Path) -> None:
    write_slow_tokenizer(source, {"[PAD]": 259, "[SEG]": 260})
    blank = next(c for c, byte in byte_alphabet().items() if byte == 32)
    vocabulary = json.loads((source / "vocab.json").read_text()) | {"th": 257, f"{blank}th": 258}
    (source / "vocab.json").write_text(json.dumps(vocabulary))
    (source / "merges.txt").write_text(f"#version: 0.2\nt h\n{blank} th\n", encoding="utf-8")
    convert_tokenizer(source, target, rows=261)
    assert TextTokenizer(target / "tokenizer.json").encode("the the") == [257, 101, 258, 101]


@pytest.mark.parametrize("files", [("added_tokens.json",), ("tokenizer_config.json",)])
def test_a_fast_file_without_seg_takes_it_from_the_files_beside_it(
    source: Path, target: Path, files: tuple[str, ...]
) -> None:
    write_slow_tokenizer(source, {})
    base = AutoTokenizer.from_pretrained(source, local_files_only=True).backend_tokenizer
    for path in list(source.iterdir()):
        path.unlink()
    base.save(str(source / "tokenizer.json"))
    ids = {"[PAD]": 257, "[SEG]": 258}
    decoder = {str(number): {"content": token, "special": False} for token, number in ids.items()}
    contents = {"added_tokens.json": ids, "tokenizer_config.json": {"added_tokens_decoder": decoder}}
    for name in files:
        (source / name).write_text(json.dumps(contents[name]))
    found = convert_tokenizer(source, target, rows=259)
    assert (found.seg_id, found.pad_id) == (258, 257)
    assert Tokenizer.from_file(str(target / "tokenizer.json")).token_to_id("[SEG]") == 258


def test_seg_may_have_another_id_and_padding_another_name(tmp_path: Path) -> None:
    config = with_language(toy_config(), settings={**toy_config().language.settings, "vocab_size": 258})
    write_toy(tmp_path / "official", toy_state(config), config=config)
    write_slow_tokenizer(tmp_path / "official", {"[SEG]": 257})
    done = convert(tmp_path / "official", tmp_path / "toy")
    language = read_info(tmp_path / "toy").config.language
    assert (language.seg_id, language.pad_id, done.vocabulary) == (257, 256, 258)


def test_a_shorter_limit_of_the_tokenizer_counts(source: Path, target: Path) -> None:
    write_slow_tokenizer(source)
    settings = json.loads((source / "tokenizer_config.json").read_text())
    (source / "tokenizer_config.json").write_text(json.dumps(settings | {"model_max_length": 512}))
    assert convert_tokenizer(source, target, rows=259).max_tokens == 512


def test_missing_files_are_named(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "official" / "merges.txt").unlink()
    with pytest.raises(BadModel, match=r"neither tokenizer\.json nor vocab\.json with merges\.txt") as caught:
        convert(tmp_path / "official", tmp_path / "toy")
    assert "added_tokens.json" in caught.value.advice
    assert [path.name for path in tmp_path.iterdir()] == ["official"]


def test_the_language_models_own_tokenizer_is_the_wrong_one(source: Path, target: Path) -> None:
    write_slow_tokenizer(source, {})
    with pytest.raises(BadModel, match=r"does not know \[SEG\]"):
        convert_tokenizer(source, target, rows=259)


def test_a_tokenizer_larger_than_the_table_is_the_wrong_one(source: Path, target: Path) -> None:
    write_slow_tokenizer(source)
    with pytest.raises(BadModel, match="do not belong together"):
        convert_tokenizer(source, target, rows=258)


def test_files_that_disagree_are_refused(source: Path, target: Path) -> None:
    write_slow_tokenizer(source)
    settings = json.loads((source / "tokenizer_config.json").read_text())
    decoder = {"257": {"content": "[SEG]"}}
    (source / "tokenizer_config.json").write_text(json.dumps(settings | {"added_tokens_decoder": decoder}))
    with pytest.raises(BadModel, match=r"disagree on '\[SEG\]': 258 and 257"):
        convert_tokenizer(source, target, rows=259)


def test_a_gap_before_an_added_token_is_refused(source: Path, target: Path) -> None:
    write_slow_tokenizer(source, {"[PAD]": 257, "[SEG]": 300})
    with pytest.raises(BadModel, match=r"'\[SEG\]' should be 300"):
        convert_tokenizer(source, target, rows=400)


def test_a_tokenizer_that_loses_white_space_is_refused(source: Path, target: Path) -> None:
    write_tokenizer(source)
    content = json.loads((source / "tokenizer.json").read_text())
    content["added_tokens"].append({**content["added_tokens"][0], "id": 9, "content": "[SEG]"})
    (source / "tokenizer.json").write_text(json.dumps(content))
    with pytest.raises(BadModel, match="does not keep white space"):
        convert_tokenizer(source, target, rows=20)


@pytest.mark.parametrize("name", ["vocab.json", "added_tokens.json", "tokenizer_config.json"])
def test_a_damaged_file_is_refused(source: Path, target: Path, name: str) -> None:
    write_slow_tokenizer(source)
    (source / name).write_text("{")
    with pytest.raises(BadModel):
        convert_tokenizer(source, target, rows=259)


def test_code_beside_a_tokenizer_is_not_run(source: Path, target: Path, tmp_path: Path) -> None:
    write_slow_tokenizer(source)
    settings = json.loads((source / "tokenizer_config.json").read_text())
    settings |= {"tokenizer_class": "Trap", "auto_map": {"AutoTokenizer": ["trap.Trap", None]}}
    (source / "tokenizer_config.json").write_text(json.dumps(settings))
    (source / "trap.py").write_text(f"import os\nos.mkdir({str(tmp_path / 'trap')!r})\nclass Trap: ...\n")
    with pytest.raises(BadModel):
        convert_tokenizer(source, target, rows=259)
    assert not (tmp_path / "trap").exists()


def test_a_token_numbered_beyond_the_table_is_refused(source: Path, target: Path) -> None:
    write_slow_tokenizer(source)
    convert_tokenizer(source, target, rows=259)
    fast = json.loads((target / "tokenizer.json").read_text())
    fast["model"]["vocab"]["Ā"] = 5000  # as many tokens, one of them far away
    (source / "tokenizer.json").write_text(json.dumps(fast))
    with pytest.raises(BadModel, match="up to 5000"):
        convert_tokenizer(source, target, rows=259)


def test_a_fast_file_whose_seg_the_library_would_renumber_is_refused(source: Path, target: Path) -> None:
    write_slow_tokenizer(source)
    convert_tokenizer(source, target, rows=259)
    fast = json.loads((target / "tokenizer.json").read_text())
    next(token for token in fast["added_tokens"] if token["content"] == "[SEG]")["id"] = 299
    (source / "tokenizer.json").write_text(json.dumps(fast))
    (source / "added_tokens.json").unlink()
    with pytest.raises(BadModel, match="299"):
        convert_tokenizer(source, target, rows=300)
