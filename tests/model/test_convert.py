"""`segearth convert` of official checkpoints: whatever their form, the same model directory comes out."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from safetensors import SafetensorError

from engine.cli import main
from engine.errors import BadRequest, DiskFull, OutputNotWritable
from engine.model import shard_writer
from engine.model.directory import read_info, shards
from engine.model.foreign import conversion
from engine.model.foreign.convert import convert
from engine.model.foreign.official import find_places, from_official, to_official
from engine.model.runtime import load_model

from .conftest import Case, network_config
from .official_files import SPECIALS, same, split, toy_config, toy_state, weights, write_toy


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted")
    write_toy(folder / "official")
    convert(folder / "official", folder / "toy")
    return folder / "toy"


def test_the_directory_has_the_configuration_that_the_files_tell(converted: Path) -> None:
    assert read_info(converted).config == toy_config()


def test_every_tensor_arrives_as_it_was(converted: Path) -> None:
    assert same(weights(converted), from_official(toy_state(), toy_config()))


def test_the_converted_directory_answers(converted: Path) -> None:
    runtime = load_model(converted, "cpu")
    scene = runtime.encode(np.zeros((1, 128, 128, 3), dtype=np.uint8))
    assert np.isfinite(runtime.ask(scene, ["Where is water?"]).logits_BQhw).all()


@pytest.mark.parametrize("kind", ["safetensors", "bin"])
@pytest.mark.parametrize("pieces", [1, 3])
@pytest.mark.parametrize("form", ["fused", "split"])
def test_every_form_of_the_files_gives_the_same_weights(
    converted: Path, tmp_path: Path, kind: str, pieces: int, form: str
) -> None:
    state = toy_state()
    write_toy(tmp_path / "official", split(state) if form == "split" else state, kind=kind, shards=pieces)
    convert(tmp_path / "official", tmp_path / "toy")
    assert same(weights(tmp_path / "toy"), weights(converted))


def test_an_old_bin_that_is_no_zip_is_read(converted: Path, tmp_path: Path) -> None:
    state = write_toy(tmp_path / "official")
    (tmp_path / "official" / "model.safetensors").unlink()
    torch.save(state, tmp_path / "official" / "pytorch_model.bin", _use_new_zipfile_serialization=False)
    convert(tmp_path / "official", tmp_path / "toy")
    assert same(weights(tmp_path / "toy"), weights(converted))


def test_tensors_that_share_memory_in_a_bin_are_written_apart(tmp_path: Path) -> None:
    state = toy_state()
    state["lm_head.weight"] = state["model.embed_tokens.weight"]
    write_toy(tmp_path / "official", state, kind="bin")
    convert(tmp_path / "official", tmp_path / "toy")
    assert same(weights(tmp_path / "toy"), from_official(state, toy_config()))


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.float32])
def test_numbers_stay_as_they_are_stored(tmp_path: Path, dtype: torch.dtype) -> None:
    state = {name: t.to(dtype) if t.is_floating_point() else t for name, t in toy_state().items()}
    write_toy(tmp_path / "official", state)
    convert(tmp_path / "official", tmp_path / "toy")
    found = weights(tmp_path / "toy")
    assert {tensor.dtype for tensor in found.values()} == {dtype}
    assert same(found, from_official(state, toy_config()))


def test_another_dtype_on_request(tmp_path: Path) -> None:
    state = write_toy(tmp_path / "official")
    done = convert(tmp_path / "official", tmp_path / "toy", dtype="bf16")
    assert done.dtypes == ("bfloat16",)
    wanted = {name: tensor.bfloat16() for name, tensor in from_official(state, toy_config()).items()}
    assert same(weights(tmp_path / "toy"), wanted)


def test_unused_keys_may_be_missing_or_come_with_a_bias_of_the_head(converted: Path, tmp_path: Path) -> None:
    state = toy_state()
    for name in find_places(state).unused:
        del state[name]
    state["lm_head.bias"] = torch.ones(259)
    write_toy(tmp_path / "official", state)
    done = convert(tmp_path / "official", tmp_path / "toy")
    assert same(weights(tmp_path / "toy"), weights(converted))
    assert done.left_out == ("lm_head.bias",)
    assert any("lm_head.bias" in note for note in done.notes)


def test_shards_stay_below_the_limit(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    convert(tmp_path / "official", tmp_path / "toy", shard_bytes=500_000)
    files = shards(tmp_path / "toy")
    assert len(files) > 2
    assert all(file.stat().st_size < 600_000 for file in files)


def test_weights_may_be_read_by_whoever_may_read_the_configuration(converted: Path) -> None:
    modes = {path.stat().st_mode for path in [converted / "config.json", *shards(converted)]}
    assert len(modes) == 1


def test_the_template_is_chosen(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    convert(tmp_path / "official", tmp_path / "toy", template="released-referring")
    assert read_info(tmp_path / "toy").config.language.template == "released-referring"


def test_an_unknown_template_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    with pytest.raises(BadRequest, match="released-referring"):
        convert(tmp_path / "official", tmp_path / "toy", template="mine")


def test_the_card_tells_the_source_and_its_licence(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "official" / "README.md").write_text("---\nlicense: apache-2.0\ntags: [x]\n---\n# SegEarth\n")
    convert(tmp_path / "official", tmp_path / "toy")
    card = (tmp_path / "toy" / "README.md").read_text()
    assert "`official`" in card
    assert "apache-2.0" in card
    assert "Nothing was measured here" in card
    assert str(tmp_path) not in card + (tmp_path / "toy" / "config.json").read_text()


def test_a_snapshot_of_the_hub_is_called_by_its_repository(tmp_path: Path) -> None:
    write_toy(tmp_path / "models--some-lab--SegEarth" / "snapshots" / "abc123")
    convert(tmp_path / "models--some-lab--SegEarth" / "snapshots" / "abc123", tmp_path / "toy")
    assert read_info(tmp_path / "toy").provenance["converted_from"] == "some-lab/SegEarth at abc123"


def test_a_licence_that_nobody_names_is_unknown(converted: Path) -> None:
    assert read_info(converted).licence == "unknown: see the source"


def test_the_table_counts_where_the_configuration_tells_another_vocabulary(tmp_path: Path) -> None:
    write_toy(tmp_path / "official", vocab_size=51200)
    done = convert(tmp_path / "official", tmp_path / "toy")
    assert done.vocabulary == 259
    assert any("51200" in note for note in done.notes)


def test_the_command_prints_its_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_toy(tmp_path / "official")
    assert main(["convert", str(tmp_path / "official"), str(tmp_path / "toy"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["seg_id"], told["pad_id"], told["vocabulary"]) == ("official", 258, 257, 259)
    assert told["parameters"] == read_info(tmp_path / "toy").parameters


def test_the_summary_ends_with_the_use_after_what_was_left_out(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    done = convert(tmp_path / "official", tmp_path / "toy")
    first, left, *_, last = done.lines()
    assert "vocabulary of 259 tokens" in first
    assert left == f"{len(done.left_out)} tensors that inference never uses were left out, as expected."
    assert last == f"Use it: segearth ask IMAGE QUESTION --model {tmp_path / 'toy'}"
    assert list(done.left_out) == read_info(tmp_path / "toy").provenance["left_out"] == sorted(done.left_out)


def test_another_model_type_whose_tensors_fit_is_pointed_out(tmp_path: Path) -> None:
    write_toy(tmp_path / "official", model_type="psalm")
    done = convert(tmp_path / "official", tmp_path / "toy")
    assert any(note.startswith("Note: ") and "check that this is SegEarth-R1" in note for note in done.notes)


def test_a_full_folder_is_left_alone(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "mine.txt").write_text("mine")
    for overwrite in (False, True):
        with pytest.raises(BadRequest):
            convert(tmp_path / "official", tmp_path / "toy", overwrite=overwrite)
    assert [path.name for path in (tmp_path / "toy").iterdir()] == ["mine.txt"]


def test_a_model_is_replaced_on_request_only(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    convert(tmp_path / "official", tmp_path / "toy")
    with pytest.raises(BadRequest, match="not empty"):
        convert(tmp_path / "official", tmp_path / "toy")
    convert(tmp_path / "official", tmp_path / "toy", dtype="fp16", overwrite=True)
    assert {tensor.dtype for tensor in weights(tmp_path / "toy").values()} == {torch.float16}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["official", "toy"]


def test_the_source_is_never_overwritten(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    with pytest.raises(BadRequest, match="the source"):
        convert(tmp_path / "official", tmp_path / "official", overwrite=True)


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_toy(tmp_path / "official")

    def full(folder: Path) -> object:
        return type("Usage", (), {"free": 1000})()

    monkeypatch.setattr(conversion.shutil, "disk_usage", full)
    with pytest.raises(DiskFull):
        convert(tmp_path / "official", tmp_path / "toy")
    assert [path.name for path in tmp_path.iterdir()] == ["official"]


@pytest.mark.parametrize(
    ("failure", "reported"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (SafetensorError("I/O error: No space left on device (os error 28)"), DiskFull),
        (PermissionError(errno.EACCES, "Permission denied"), OutputNotWritable),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_a_conversion_that_breaks_off_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, reported: type[BaseException]
) -> None:
    write_toy(tmp_path / "official")
    convert(tmp_path / "official", tmp_path / "toy")
    before = weights(tmp_path / "toy")

    def fail(*arguments: object, **options: object) -> None:
        raise failure

    monkeypatch.setattr(shard_writer, "save_file", fail)
    with pytest.raises(reported):
        convert(tmp_path / "official", tmp_path / "toy", overwrite=True, dtype="fp16")
    assert same(weights(tmp_path / "toy"), before)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["official", "toy"]


def test_other_things_beside_a_model_are_not_overwritten(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    convert(tmp_path / "official", tmp_path / "toy")
    (tmp_path / "toy" / "models").mkdir()
    (tmp_path / "toy" / "models" / "thesis.odt").write_text("work")
    with pytest.raises(BadRequest, match="more than a model: models"):
        convert(tmp_path / "official", tmp_path / "toy", overwrite=True)
    assert (tmp_path / "toy" / "models" / "thesis.odt").exists()


def test_a_link_to_a_model_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    convert(tmp_path / "official", tmp_path / "toy")
    (tmp_path / "link").symlink_to(tmp_path / "toy")
    convert(tmp_path / "official", tmp_path / "link", dtype="fp16", overwrite=True)
    assert {tensor.dtype for tensor in weights(tmp_path / "link").values()} == {torch.float16}
    assert {tensor.dtype for tensor in weights(tmp_path / "toy").values()} == {torch.float32}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "official", "toy"]


def test_a_folder_beside_it_called_old_is_not_in_the_way(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    convert(tmp_path / "official", tmp_path / "toy")
    (tmp_path / "toy.old").mkdir()
    (tmp_path / "toy.old" / "mine.txt").write_text("mine")
    convert(tmp_path / "official", tmp_path / "toy", overwrite=True)
    assert (tmp_path / "toy.old" / "mine.txt").exists()


def test_the_folder_one_is_in_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(BadRequest, match="the folder you are in"):
        convert(tmp_path / "official", Path("."))


def test_what_another_conversion_is_writing_is_left_to_it(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    with conversion.new_folder(tmp_path / "toy", tmp_path / "official", overwrite=False) as first:
        (first / "README.md").write_text("first")
        with pytest.raises(BadRequest, match="another conversion"):
            convert(tmp_path / "official", tmp_path / "toy")
        assert (first / "README.md").read_text() == "first"
    assert [path.name for path in (tmp_path / "toy").iterdir()] == ["README.md"]


def test_what_an_interrupted_conversion_left_is_cleared_away(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "toy.partial").mkdir()
    (tmp_path / "toy.partial" / "model-00001-of-00002.safetensors").write_bytes(b"half")
    convert(tmp_path / "official", tmp_path / "toy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["official", "toy"]


def test_half_a_file_of_a_killed_process_is_cleared_away(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "toy.partial").mkdir()
    (tmp_path / "toy.partial" / ".tmpLX6FQ9").write_bytes(b"half")  # by which safetensors writes
    convert(tmp_path / "official", tmp_path / "toy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["official", "toy"]


def test_a_folder_of_that_name_with_other_things_is_not_cleared_away(tmp_path: Path) -> None:
    write_toy(tmp_path / "official")
    (tmp_path / "toy.partial").mkdir()
    (tmp_path / "toy.partial" / "thesis.odt").write_bytes(b"work")
    with pytest.raises(BadRequest, match="in the way"):
        convert(tmp_path / "official", tmp_path / "toy")
    assert (tmp_path / "toy.partial" / "thesis.odt").exists()


@pytest.mark.parametrize("form", ["fused", "split"])
def test_a_converted_fixture_gives_the_released_masks(case: Case, tmp_path: Path, form: str) -> None:
    config = network_config(case.facts)
    official = {name[2:]: tensor for name, tensor in case.tensors.items() if name.startswith("w.")}
    assert case.facts["toy_tokenizer"]["specials"] == SPECIALS
    write_toy(
        tmp_path / "official",
        split(official, config) if form == "split" else official,
        config=config,
        segearth={"projector_head_dim": config.projector.head_dim},
    )
    convert(tmp_path / "official", tmp_path / "tiny", template=config.language.template)
    runtime = load_model(tmp_path / "tiny", "cpu", precision="fp32")
    pixels = case.tensors["in.images_raw_u8"]
    scene = runtime.encode(pixels.permute(0, 2, 3, 1).to(torch.uint8).numpy())
    answers = torch.from_numpy(runtime.ask(scene, case.facts["config"]["texts"]).logits_BQhw)
    own = torch.stack([answers[n, n] for n in range(len(answers))])[:, None]
    full = F.interpolate(own, size=pixels.shape[-2:], mode="bilinear", align_corners=False)
    torch.testing.assert_close(full, case.tensors["out.mask_logits_full"], atol=5e-4, rtol=0.0)
    assert torch.equal(full[:, 0] > 0, case.tensors["out.binary_masks"].bool())


def test_a_fixture_survives_there_and_back(case: Case) -> None:
    config = network_config(case.facts)
    official = {name[2:]: tensor for name, tensor in case.tensors.items() if name.startswith("w.")}
    used = {name: tensor for name, tensor in official.items() if name not in find_places(official).unused}
    assert same(to_official(from_official(official, config), config), used)
