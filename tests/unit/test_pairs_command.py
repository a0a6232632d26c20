"""The command with a recipe of the full network: data on disk, a directory to start from, a model the engine loads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadRequest, ModelMissing
from engine.model.checkpoint import read_tensors
from engine.model.directory import TOKENIZER, read_info
from engine.model.runtime import load_model
from tests.model.toys import noise, toy_config, write_toy
from tests.unit.pairs_toy import Squares, losses_of
from training.__main__ import main
from training.pairs_recipe import read_pairs_recipe
from training.pairs_start import start_from

TOY = ["steps=2", "batch=2", "workers=0", "pictures=1", "loss.points=32", "bf16=false"]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start")
    write_toy(folder, replace(toy_config(), name="segearth-r1"))
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four images in EarthReason's published layout; the last one holds no target."""
    root = tmp_path_factory.mktemp("data")
    folder = root / "rs_reason_seg" / "RSReasonSeg" / "train"
    for name in ("images", "labels", "QAs"):
        (folder / name).mkdir(parents=True)
    for index in range(4):
        item = Squares().item(index)
        Image.fromarray(item.rgb_HWC).save(folder / "images" / f"{index}.png")
        Image.fromarray((item.mask_HW * 255).astype(np.uint8)).save(folder / "labels" / f"{index}.png")
        texts = {"questions": list(item.questions), "answer": list(item.answers)}
        (folder / "QAs" / f"{index}.json").write_text(json.dumps(texts))
    return root


def train(folder: Path, data: Path, start: Path | None, *changes: str, recipe: str = "earthreason") -> int:
    words = ["train", "--recipe", recipe, "--data", str(data), "--run-dir", str(folder / "run")]
    words += ["--out", str(folder / "out"), "--device", "cpu"]
    words += ["--from", str(start)] if start else []
    for change in (*TOY, *changes):
        words += ["--set", change]
    return main(words)


def test_a_recipe_trains_published_data_into_a_model_that_the_engine_asks(
    tmp_path: Path, data: Path, start: Path
) -> None:
    assert train(tmp_path, data, start) == 0
    assert len(losses_of(tmp_path / "run")) == 2
    assert sorted(path.name for path in (tmp_path / "run" / "pictures").iterdir()) == ["sample_00_epoch_001.png"]
    info = read_info(tmp_path / "out")
    assert info.provenance["samples"] == {"earthreason": 4}
    assert info.provenance["steps"] == 2
    assert info.config.language.template == "released"
    model = load_model(tmp_path / "out", "cpu", "fp32")
    answers = model.ask(model.encode(noise(1)), ["where is the water?"])
    assert answers.logits_BQhw.shape[:2] == (1, 1)


def test_the_published_data_train_all_parts_but_the_encoder(tmp_path: Path, data: Path, start: Path) -> None:
    train(tmp_path, data, start)
    before, after = read_tensors(start), read_tensors(tmp_path / "out")
    # Saved in half precision: what was not trained differs by its rounding alone.
    moved = {name.partition(".")[0] for name in before if not before[name].bfloat16().equal(after[name])}
    assert moved == {"connector", "language", "mask_decoder", "pixel_decoder", "projector"}


def test_referring_recipes_teach_no_words(tmp_path: Path, data: Path, start: Path) -> None:
    train(tmp_path, data, start, 'data=["earthreason"]', recipe="rrsisd")
    lines = [json.loads(line) for line in (tmp_path / "run" / "log.jsonl").read_text().splitlines()]
    assert [line["language"] for line in lines] == [0.0, 0.0]
    assert all(line["mask"] > 0 for line in lines)


def test_a_finished_run_is_only_exported_again(tmp_path: Path, data: Path, start: Path) -> None:
    train(tmp_path, data, start)
    first = read_tensors(tmp_path / "out")
    train(tmp_path, data, start)
    assert all(first[name].equal(tensor) for name, tensor in read_tensors(tmp_path / "out").items())
    assert len(losses_of(tmp_path / "run")) == 2


def test_data_that_are_not_there_are_named(
    tmp_path: Path, data: Path, start: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train(tmp_path, data, start, recipe="refsegrs") == 2
    assert "There is no RefSegRS below" in capsys.readouterr().err


def test_a_run_without_a_start_is_refused(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(tmp_path, data, None) == 2
    assert "--from DIR" in capsys.readouterr().err


def test_a_start_of_another_network_is_refused(start: Path) -> None:
    with pytest.raises(BadRequest, match="segearth-r1-qwen"):
        start_from(read_pairs_recipe("qwen"), start, None)


def test_a_start_without_tokenizer_is_refused(start: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    for path in start.iterdir():
        if path.name != TOKENIZER:
            (bare / path.name).symlink_to(path)
    with pytest.raises(ModelMissing, match=TOKENIZER):
        start_from(read_pairs_recipe("earthreason"), bare, None)


ROWS = ["table5_plain", "table5_query", "table5_projector", "table5_connector", "table5_query_projector"]


@pytest.mark.parametrize("row", ROWS)
def test_each_row_of_table_5_trains_into_a_model_that_the_engine_asks(
    tmp_path: Path, data: Path, start: Path, row: str
) -> None:
    few = [] if "query" in row else ["network.queries=8"]
    assert train(tmp_path, data, start, "steps=1", *few, recipe=row) == 0
    (line,) = (json.loads(text) for text in (tmp_path / "run" / "log.jsonl").read_text().splitlines())
    assert (line["label"] > 0) is ("query" not in row)
    assert line["language"] > 0
    model = load_model(tmp_path / "out", "cpu", "fp32")
    assert model.config.mask_decoder.queries == (1 if "query" in row else 8)
    answers = model.ask(model.encode(noise(2)), ["where is the water?", "the water"])
    assert answers.logits_BQhw.shape[:2] == (2, 2)
    assert np.isfinite(answers.logits_BQhw).all()


@pytest.mark.parametrize(("recipe", "part"), [("connector_d2", "connector"), ("no_projector", "projector")])
def test_a_part_of_another_shape_starts_anew_and_the_rest_as_given(start: Path, recipe: str, part: str) -> None:
    model = start_from(read_pairs_recipe(recipe), start, None).model
    given = read_tensors(start)
    own = model.state_dict()
    taken = {name.partition(".")[0] for name in own if name in given and own[name].equal(given[name])}
    assert taken >= {"connector", "projector", "language", "pixel_decoder", "mask_decoder"} - {part}
    assert part not in taken
