"""Adapting a small model: a killed run goes on, a trivial layer is learned, the rest is kept, the result is a model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.errors import BadRequest
from engine.model.catalog import find_model, list_models
from engine.model.checkpoint import read_tensors, save_model
from engine.model.directory import ModelInfo, read_info
from engine.model.runtime import load_model
from engine.model.segearth import SegEarth
from tests.model.tiny import tiny_config, write_tiny_phi, write_tokenizer
from tests.unit.layers_toy import SIDE, write_layer
from training import __main__ as command_line
from training import finetune_command
from training.finetune import FinetuneRecipe, FinetuneTask, open_start, read_finetune_recipe
from training.finetune_data import read_layer
from training.finetune_result import Outcome
from training.finetune_views import ViewSampler
from training.loop import LOG, Journal, Pace, run_loop
from training.losses import LossConfig
from training.metrics import MetricsResult
from training.rehearsal import DrawnScene, Rehearser

SHIFT = -1.5
QUICK = ("views=[{size=64, count=4}]", "loss.points=256", "checkpoint_every=1000", "keep_scenes=1", "keep_views=1")


def write_start(folder: Path) -> Path:
    """A tiny model whose presence logit is shifted in use."""
    config = tiny_config()
    config = replace(config, mask_decoder=replace(config.mask_decoder, presence_shift=SHIFT))
    torch.manual_seed(0)
    provenance = {"sets": {"toys": {"attribution": "Toys by Nobody", "licence": "CC BY 4.0"}}}
    info = ModelInfo(config=config, summary="a toy", licence="GPL-3.0-or-later; see README", provenance=provenance)
    save_model(SegEarth(config).eval(), folder, info, dtype=torch.float16, shard_bytes=1 << 30)
    write_tokenizer(folder)
    return folder


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_start(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_layer(tmp_path_factory.mktemp("data") / "ponds", 12)


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Sums in one order: several threads add up gradients in the order in which they happen to finish."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def recipe(**changes: Any) -> FinetuneRecipe:
    return FinetuneRecipe(**{"steps": 4, "views": ((64, 2),), "loss": LossConfig(points=64, presence=1.0)} | changes)


def task(start: Path, layer: Path, **changes: Any) -> FinetuneTask:
    chosen = recipe(**changes)
    data = read_layer(layer, lambda question: None)
    return FinetuneTask(
        chosen, open_start(start), ViewSampler(data.train), rehearser(), data.digest, torch.device("cpu")
    )


def rehearser() -> Rehearser:
    scene = DrawnScene(np.random.default_rng(5).integers(0, 255, (96, 96, 3), dtype=np.uint8), frozenset({"tree"}))
    return Rehearser({"tree": ("where is the tree",), "ship": ("the ship",)}, [scene], questions_per_view=2)


def run(one: FinetuneTask, folder: Path) -> None:
    run_loop(one, folder, Pace(one.recipe.steps, one.recipe.checkpoint_every), Journal(folder))


def losses(folder: Path) -> list[tuple[int, float]]:
    lines = [json.loads(line) for line in (folder / LOG).read_text().splitlines()]
    return [(line["step"], line["loss"]) for line in lines]


@pytest.mark.usefixtures("one_thread")
def test_a_killed_run_goes_on_with_identical_losses(start: Path, layer: Path, tmp_path: Path) -> None:
    whole = task(start, layer, checkpoint_every=2)
    run(whole, tmp_path / "whole")

    killed = task(start, layer, checkpoint_every=2)
    step = killed.train_step

    def die_late() -> dict[str, float]:
        if killed.step == 3:
            raise KeyboardInterrupt
        return step()

    killed.train_step = die_late  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        run(killed, tmp_path / "parts")
    resumed = task(start, layer, checkpoint_every=2)
    run(resumed, tmp_path / "parts")

    assert [number for number, _ in losses(tmp_path / "parts")] == [1, 2, 3, 4]
    assert losses(tmp_path / "parts") == losses(tmp_path / "whole")
    assert resumed.empty_share == whole.empty_share
    for one, other in zip(resumed.result().parameters(), whole.result().parameters(), strict=True):
        assert torch.equal(one, other)


@pytest.mark.parametrize(("changes", "named"), [({"lr": 1e-3}, "recipe"), ({}, "data")])
def test_a_run_does_not_go_on_with_another_recipe_or_data(
    start: Path, layer: Path, tmp_path: Path, changes: dict[str, Any], named: str
) -> None:
    run(task(start, layer, steps=1), tmp_path / "run")
    other = layer if changes else write_layer(tmp_path / "other", 8, first_seed=70)
    with pytest.raises(BadRequest, match=f"another {named}"):
        run(task(start, other, **{"steps": 1} | changes), tmp_path / "run")


@pytest.mark.parametrize("trained", [False, True])
def test_the_language_model_learns_only_when_asked(start: Path, layer: Path, tmp_path: Path, trained: bool) -> None:
    before = open_start(start).model.state_dict()
    one = task(start, layer, train_language=trained, lr_language=1e-3)
    run(one, tmp_path)
    after = one.result().state_dict()
    moved = {name for name in before if not torch.equal(before[name], after[name])}
    assert any(name.startswith("language.") for name in moved) == trained
    assert {"encoder", "connector", "projector", "pixel_decoder", "mask_decoder"} <= {n.split(".")[0] for n in moved}
    assert not any("running_" in name for name in moved)


def test_presence_is_learned_without_the_shift_of_its_use(start: Path) -> None:
    pixels = torch.full((1, 3, 128, 128), 50.0)
    shifted, plain = load_model(start, "cpu").model, open_start(start).model.eval()
    prompts = [load_model(start, "cpu")._prompt("where is the water")]
    with torch.no_grad():
        in_use, learned = (model.ask_pairs(model.encode(pixels), prompts)[-1] for model in (shifted, plain))
    assert in_use.presence_N is not None
    assert learned.presence_N is not None
    assert float(in_use.presence_N - learned.presence_N) == pytest.approx(SHIFT, abs=1e-3)


def adapt(start: Path, data: Path, out: Path, *more: str) -> int:
    changes = [part for change in QUICK for part in ("--set", change)]
    return command_line.main(
        ["finetune", "--from", str(start), "--data", str(data), "--out", str(out), *changes, *more]
    )


def test_a_trivial_layer_is_learned_and_the_result_is_a_model(
    start: Path, layer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGEARTH_MODELS", str(tmp_path))
    out = tmp_path / "ponds-model"
    learn = ("steps=80", "lr=3e-3", "lr_encoder=1e-3", "empty_share=0.25", "keep=0.0")
    assert adapt(start, layer, out, *(part for change in learn for part in ("--set", change))) == 0
    table = capsys.readouterr().out.splitlines()
    before, after = (float(line.split("|")[2]) for line in table if line.startswith(("| before", "| after")))
    assert after > before + 0.2

    assert find_model("ponds-model") == out.resolve()
    assert "ponds-model" in {card.name for card in list_models()}
    runtime = load_model(out, "cpu")
    answers = runtime.ask(runtime.encode(np.zeros((1, SIDE, SIDE, 3), np.uint8)), ["where is the water"])
    assert answers.logits_BQhw.shape == (1, 1, SIDE // 4, SIDE // 4)

    info = read_info(out)
    assert info.config.mask_decoder.presence_shift == SHIFT
    assert info.provenance["steps"] == 80
    assert info.provenance["data"]["name"] == "ponds"
    assert info.provenance["start"]["fingerprint"] == load_model(start, "cpu").fingerprint
    assert info.provenance["start"]["provenance"]["sets"]["toys"]["attribution"] == "Toys by Nobody"
    assert str(tmp_path) not in (out / "config.json").read_text()
    assert "derived from tiny" in info.licence
    one, other = read_tensors(start), read_tensors(out)
    assert all(torch.equal(one[name], other[name]) for name in one if name.startswith("language."))
    card = (out / "README.md").read_text()
    assert "| after |" in card
    assert "Toys by Nobody" in card
    assert "Better than before" in card


def scores(fit: float, nothing: float | None) -> MetricsResult:
    return MetricsResult(10, 0 if nothing is None else 4, None, None, {}, fit, nothing)


def test_a_worse_result_is_written_and_said(
    start: Path,
    layer: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    results = iter([scores(0.5, 0.75), scores(0.4, 0.75)])
    monkeypatch.setattr(finetune_command, "score", lambda *args: next(results))
    assert adapt(start, layer, tmp_path / "out", "--set", "steps=1") == 0
    assert "WORSE than before" in capsys.readouterr().out
    assert "WORSE than before" in (tmp_path / "out/README.md").read_text()
    assert "written all the same" in caplog.text
    assert load_model(tmp_path / "out", "cpu").name == "out"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (scores(0.5, 0.75), scores(0.6, 0.5), "Better than before on the held-out part. WORSE at saying nothing"),
        (scores(0.5, 0.75), scores(0.6, 1.0), "Better than before on the held-out part. It also says nothing more"),
        (scores(0.5, None), scores(0.502, None), "As good as before on the held-out part: nothing was gained."),
    ],
)
def test_the_verdict_speaks_of_both_scores(before: MetricsResult, after: MetricsResult, words: str) -> None:
    outcome = Outcome("nano", 5, before, after)
    assert outcome.verdict().startswith(words)
    assert outcome.worse == ("WORSE" in words)


def test_a_score_that_nothing_asked_for_is_a_dash() -> None:
    assert "| before: nano | 0.50 | – |" in Outcome("nano", 5, scores(0.5, None), scores(0.6, None)).table()


def test_the_full_network_is_refused(layer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tiny_phi(tmp_path / "phi")
    assert adapt(tmp_path / "phi", layer, tmp_path / "out") == 2
    assert "train --recipe earthreason" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_start_and_foreign_folders_are_not_overwritten(
    start: Path, layer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("all my work")
    assert adapt(start, layer, start) == 2
    assert adapt(start, layer, tmp_path / "mine") == 2
    assert "is the model to start from" in capsys.readouterr().err
    assert (tmp_path / "mine/thesis.txt").is_file()


def test_questions_about_position_are_warned_of(
    start: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_layer(tmp_path / "data")
    content = json.dumps({"questions": ["where is the upper water"], "answer": ["Here."]})
    (folder / "QAs/p0.json").write_text(content)
    monkeypatch.setattr(finetune_command, "score", lambda *args: scores(0.5, None))
    assert adapt(start, folder, tmp_path / "out", "--hold-out", "0.2", "--set", "steps=1", "--set", "seed=3") == 0
    assert "'where is the upper water'" in caplog.text


def test_the_bundled_recipe_is_read_and_changed() -> None:
    assert read_finetune_recipe("finetune", ["steps=7"]).steps == 7
    assert not read_finetune_recipe("finetune").train_language


@pytest.mark.parametrize("change", ["views=[{size=100, count=1}]", "steps=0", "empty_share=1.5", "hue=1"])
def test_a_senseless_recipe_is_refused(change: str) -> None:
    with pytest.raises(BadRequest, match=change.split("=")[0]):
        read_finetune_recipe("finetune", [change])
