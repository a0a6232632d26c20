"""The loop: a killed run goes on with identical losses, a checkpoint is whole or not there, the log tells each step."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from engine.errors import BadRequest
from tests.unit.pairs_toy import losses_of, toy_pairs, toy_recipe, toy_task, train_toy
from training import loop
from training.loop import CHECKPOINT, Journal, Pace, cosine, resume, run_loop, write_whole

ROOT = Path(__file__).resolve().parents[2]


def start_toy(runs: list[dict[str, Any]], **environment: str) -> subprocess.Popen[str]:
    """Train toys in a process of their own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.unit.pairs_toy", json.dumps(runs)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", **environment},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    train_toy(toy_recipe(), folder)
    return folder


def test_a_killed_run_resumes_with_identical_losses(whole_run: Path, tmp_path: Path) -> None:
    process = start_toy([{"folder": str(tmp_path), "stuck": True}])
    log = tmp_path / loop.LOG
    while process.poll() is None and not (log.is_file() and len(log.read_text().splitlines()) == 3):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    _, errors = process.communicate()
    assert process.returncode == -signal.SIGKILL, errors

    resumed = toy_task(toy_recipe(), tmp_path)
    assert resume(resumed, tmp_path)
    assert resumed.step == 2  # the checkpoint's; step 3 was lost
    train_toy(toy_recipe(), tmp_path)
    assert losses_of(tmp_path) == losses_of(whole_run)
    one, other = (torch.load(folder / CHECKPOINT)["model"] for folder in (tmp_path, whole_run))
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_another_recipe_does_not_go_on_where_one_stopped(whole_run: Path) -> None:
    with pytest.raises(BadRequest, match="lr, loss differ"):
        train_toy(toy_recipe(lr=2e-3, loss=toy_recipe().loss.__class__(points=65)), whole_run)


def test_an_epochs_end_shows_image_truth_and_prediction(whole_run: Path) -> None:
    pictures = sorted(path.name for path in (whole_run / "pictures").iterdir())
    assert pictures == ["sample_00_epoch_001.png", "sample_00_epoch_002.png"]
    with Image.open(whole_run / "pictures" / pictures[0]) as sheet:
        assert sheet.width == 3 * (sheet.height - 18)
        truth = sheet.getpixel((384 + 120, 18 + 150))
    assert isinstance(truth, tuple)
    assert truth[1] > truth[0] + 50  # the bright square under green


def test_a_half_written_checkpoint_is_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole({"step": 1}, tmp_path / CHECKPOINT)

    def disk_full(state: object, file: Any) -> None:
        file.write(b"half")
        raise OSError("no space left on device")

    monkeypatch.setattr(torch, "save", disk_full)
    with pytest.raises(OSError, match="no space"):
        write_whole({"step": 2}, tmp_path / CHECKPOINT)
    assert torch.load(tmp_path / CHECKPOINT)["step"] == 1


def test_a_damaged_checkpoint_is_named(tmp_path: Path) -> None:
    (tmp_path / CHECKPOINT).write_bytes(b"damaged")
    with pytest.raises(BadRequest, match=CHECKPOINT):
        resume(Counting(), tmp_path)


class Counting:
    """A task whose loss is its step."""

    def __init__(self) -> None:
        self.step = 0
        self.epochs: list[int] = []

    def train_step(self) -> dict[str, float]:
        self.step += 1
        return {"loss": float(self.step)}

    def state(self) -> dict[str, Any]:
        return {"step": self.step}

    def take_up(self, state: Any) -> None:
        self.step = state["step"]

    def after_epoch(self, epoch: int) -> None:
        self.epochs.append(epoch)


def test_epochs_end_every_so_many_steps_and_with_the_run(tmp_path: Path) -> None:
    task = Counting()
    run_loop(task, tmp_path, Pace(steps=7, checkpoint_every=3, epoch_steps=3), Journal(tmp_path))
    assert task.epochs == [1, 2, 3]
    assert torch.load(tmp_path / CHECKPOINT)["step"] == 7


def test_a_finished_run_is_left_as_it_is(tmp_path: Path) -> None:
    for _ in range(2):
        run_loop(Counting(), tmp_path, Pace(steps=2, checkpoint_every=1), Journal(tmp_path))
    assert losses_of(tmp_path) == [1.0, 2.0]


def test_a_line_cut_off_by_a_crash_is_dropped(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.report("words", 9, 9, {"loss": 1.0})
    journal.report("train", 1, 5, {"loss": 2.0})
    journal.report("train", 2, 5, {"loss": 3.0})
    with (tmp_path / loop.LOG).open("a") as file:
        file.write('{"stage": "tra')
    journal.forget_after(1)
    kept = [json.loads(line) for line in (tmp_path / loop.LOG).read_text().splitlines()]
    assert [(line["stage"], line["step"]) for line in kept] == [("words", 9), ("train", 1)]


def test_the_learning_rate_rises_and_falls_along_a_cosine() -> None:
    assert [cosine(step, 100, 0.03) for step in range(4)] == pytest.approx([1 / 3, 2 / 3, 1.0, 1.0])
    assert cosine(52, 102, 0.02) == pytest.approx(0.5)
    assert cosine(99, 100, 0.03) < 0.001


def test_tensorboard_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", None)
    with pytest.raises(BadRequest, match="tensorboard is not installed"):
        Journal(tmp_path, tensorboard=True)


def test_the_parts_of_a_batch_give_the_losses_of_the_whole(whole_run: Path, tmp_path: Path) -> None:
    train_toy(toy_recipe(micro_batch=3), tmp_path)
    assert losses_of(tmp_path) == pytest.approx(losses_of(whole_run), rel=1e-6)


def test_checkpointed_activations_change_nothing(whole_run: Path, tmp_path: Path) -> None:
    train_toy(toy_recipe(checkpointing=True), tmp_path)
    assert losses_of(tmp_path) == losses_of(whole_run)


def test_half_precision_stays_near(whole_run: Path, tmp_path: Path) -> None:
    first = toy_task(toy_recipe(bf16=True), tmp_path).train_step()["loss"]
    assert first == pytest.approx(losses_of(whole_run)[0], rel=0.02)
    assert first != losses_of(whole_run)[0]


def test_the_frozen_encoder_keeps_its_weights_and_all_else_learns(tmp_path: Path) -> None:
    task = toy_task(toy_recipe(), tmp_path)
    before = {name: value.clone() for name, value in task.model.state_dict().items()}
    task.train_step()
    moved = {name: not value.equal(before[name]) for name, value in task.model.named_parameters()}
    assert not any(moves for name, moves in moved.items() if name.startswith("encoder."))
    assert all(moves for name, moves in moved.items() if not name.startswith("encoder."))


def test_the_frozen_encoder_drops_paths_in_the_released_way_only(tmp_path: Path) -> None:
    quiet, released = (toy_task(toy_recipe(released_drop_path=switch), tmp_path) for switch in (False, True))
    losses = [task.train_step()["loss"] for task in (quiet, released)]
    assert [task.model.encoder.training for task in (quiet, released)] == [False, True]
    assert losses[0] != losses[1]


def test_an_epoch_takes_every_sample_once() -> None:
    pairs = toy_pairs(toy_recipe())
    taken = [pairs.pair(step, place) for step in range(pairs.epoch_steps) for place in range(4)]
    assert len({pair.pixels_SSC.tobytes() for pair in taken}) == 8
    assert len({pair.seed for pair in taken}) == 8  # and each has points of its own


def test_the_first_question_is_asked_unless_any_may_be() -> None:
    first, any_of = (toy_pairs(toy_recipe(every_question=switch)) for switch in (False, True))
    assert {first.pair(step, 0).question for step in range(8)} == {"where is it"}
    assert len({any_of.pair(step, 0).question for step in range(8)}) > 1
