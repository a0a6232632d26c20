"""Several processes give the losses of one: gradients averaged, or all of the network spread out."""

from __future__ import annotations

import argparse
import socket
from pathlib import Path

import pytest
import torch
from torch.distributed.run import get_args_parser

from engine.errors import BadRequest
from tests.unit.pairs_toy import losses_of, toy_recipe, toy_task, train_toy
from tests.unit.test_loop import start_toy
from training import train_command
from training.distributed import Processes
from training.loop import CHECKPOINT
from training.pairs_data import parts_of_step

QUICK = {"steps": 3, "checkpoint_every": 3, "pictures": 0}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def two_processes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs on two processes (gloo, CPU), in parts of one pair each: gradients averaged, and all spread out."""
    folder = tmp_path_factory.mktemp("two")
    runs = [
        {"folder": str(folder / "plain"), "micro_batch": 1, **QUICK},
        {"folder": str(folder / "sharded"), "micro_batch": 1, "sharded": True, "checkpointing": True, **QUICK},
    ]
    shared = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port())}
    both = [start_toy(runs, RANK=str(rank), **shared) for rank in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
    return folder


@pytest.fixture(scope="module")
def one_process(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    train_toy(toy_recipe(**QUICK), folder)
    return folder


@pytest.mark.parametrize("run", ["plain", "sharded"])
def test_two_processes_give_the_losses_of_one(two_processes: Path, one_process: Path, run: str) -> None:
    assert losses_of(two_processes / run) == pytest.approx(losses_of(one_process), rel=1e-5)


@pytest.mark.parametrize("run", ["plain", "sharded"])
def test_two_processes_learn_by_the_gradients_of_one(two_processes: Path, one_process: Path, run: str) -> None:
    one, two = (torch.load(folder / CHECKPOINT)["optimizer"]["state"] for folder in (one_process, two_processes / run))
    assert one.keys() == two.keys()
    for name in one:
        torch.testing.assert_close(one[name]["exp_avg"], two[name]["exp_avg"], rtol=1e-3, atol=1e-5)


def test_one_process_goes_on_where_sharded_ones_stopped(two_processes: Path, one_process: Path) -> None:
    recipe, losses = toy_recipe(**QUICK), []
    for folder in (one_process, two_processes / "sharded"):
        task = toy_task(recipe, folder)
        state = torch.load(folder / CHECKPOINT)
        task.take_up({**state, "step": 2})
        losses.append(task.train_step()["loss"])
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)


def test_the_processes_share_the_batch() -> None:
    assert parts_of_step(8, 3, 0, 2) == [(0, 1, 2), (3,)]
    assert parts_of_step(8, 3, 1, 2) == [(4, 5, 6), (7,)]


def test_a_batch_that_cannot_be_shared_evenly_is_refused() -> None:
    with pytest.raises(BadRequest, match="3 processes"):
        parts_of_step(16, 1, 0, 3)


def test_one_process_alone_cannot_be_sharded(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="several processes"):
        toy_task(toy_recipe(sharded=True), tmp_path, Processes())


def test_torchrun_hands_every_option_on_by_its_last_name() -> None:
    """Its parser refuses a word with which two of its own options begin, as --run and --start."""
    command = argparse.ArgumentParser()
    train_command.add_arguments(command)
    words = ["train", *(word for action in command._actions[1:] for word in (action.option_strings[-1], "value"))]
    found = get_args_parser().parse_args(["--nproc_per_node", "2", "-m", "training", *words])
    assert found.training_script_args == words
