"""One or several training processes: who they are, what they share, and a model and its state spread over them.

``torchrun`` starts the processes and says in the environment who is who. A state is always gathered whole, so that a
checkpoint of one process resumes on eight, sharded or not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.checkpoint.state_dict import (
    StateDictOptions,
    get_model_state_dict,
    get_optimizer_state_dict,
    set_model_state_dict,
    set_optimizer_state_dict,
)
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import FSDPModule, fully_shard
from torch.nn.parallel import DistributedDataParallel
from torch.optim import Optimizer

from engine.errors import BadRequest
from engine.model.runtime import choose_device

T = TypeVar("T")
_WHOLE = StateDictOptions(full_state_dict=True, cpu_offload=True)


@dataclass(frozen=True)
class Processes:
    """This process among ``count``: its ``rank`` and its device."""

    rank: int = 0
    count: int = 1
    device: torch.device = field(default_factory=lambda: torch.device("cpu"))
    joined: bool = False  # a process group was formed (of one process, too)

    @property
    def main(self) -> bool:
        """Whether this is the process that writes files and shows progress."""
        return self.rank == 0

    def sum(self, values: Sequence[float]) -> list[float]:
        """The sum of each value over all processes."""
        if self.count == 1:
            return list(values)
        total = torch.tensor(values, dtype=torch.float64, device=self.device)
        dist.all_reduce(total)
        return [float(value) for value in total.tolist()]

    def mean(self, values: Sequence[float]) -> list[float]:
        """The mean of each value over all processes."""
        return [value / self.count for value in self.sum(values)]

    def gather(self, value: T) -> list[T]:
        """Every process's value, in the order of the ranks."""
        if self.count == 1:
            return [value]
        values: list[Any] = [None] * self.count
        dist.all_gather_object(values, value)
        return values

    def average_gradients(self, parameters: Sequence[nn.Parameter]) -> None:
        """Replace every gradient by its mean over all processes; all must have the same ones."""
        if self.count == 1:
            return
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        dist.all_reduce(flat)
        parts = (flat / self.count).split([gradient.numel() for gradient in gradients])
        for gradient, part in zip(gradients, parts, strict=True):
            gradient.copy_(part.view_as(gradient))

    def wait(self) -> None:
        """Wait for all."""
        if self.count > 1:
            dist.barrier()


ALONE = Processes()


@contextmanager
def join(device: str) -> Iterator[Processes]:
    """Join the processes that ``torchrun`` started, or be the only one. Raises DeviceUnavailable and BadRequest."""
    if "RANK" not in os.environ:
        yield Processes(device=choose_device(device))
        return
    rank, count = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])
    own = choose_device(device)
    if own.type == "cuda":
        local = int(os.environ.get("LOCAL_RANK", "0"))
        if local >= torch.cuda.device_count():
            raise BadRequest(
                f"Process {local} of this machine has no GPU: there are {torch.cuda.device_count()}.",
                hint="Start as many processes as there are GPUs: torchrun --nproc_per_node.",
            )
        own = torch.device("cuda", local)
        torch.cuda.set_device(own)
    dist.init_process_group("nccl" if own.type == "cuda" else "gloo")
    try:
        yield Processes(rank, count, own, joined=True)
    finally:
        dist.destroy_process_group()


def spread(network: nn.Module, layers: Sequence[nn.Module], processes: Processes, *, sharded: bool) -> nn.Module:
    """The network ready for several processes: its gradients averaged, or (``sharded``) all of it spread out.

    ``layers`` are gathered one at a time when sharded, the rest at once. All processes must hold the same weights.
    """
    if sharded:
        if not processes.joined:
            raise BadRequest(
                "Sharding needs several processes.",
                hint="Start with torchrun --nproc_per_node N -m training train ..., or say sharded = false.",
            )
        mesh = init_device_mesh(processes.device.type, (processes.count,))
        for layer in layers:
            fully_shard(layer, mesh=mesh)
        fully_shard(network, mesh=mesh, reshard_after_forward=False)
        return network
    if processes.count == 1:
        return network
    return DistributedDataParallel(network, broadcast_buffers=False)


def gradients(network: nn.Module, *, last: bool) -> AbstractContextManager[Any]:
    """For a part of a batch: gradients are shared between processes with the ``last`` part only."""
    if isinstance(network, FSDPModule):
        network.set_requires_gradient_sync(last)
        return nullcontext()
    if isinstance(network, DistributedDataParallel) and not last:
        return network.no_sync()
    return nullcontext()


def whole_weights(network: nn.Module) -> dict[str, Any]:
    """The network's state dict on the CPU, gathered from all processes (each must call this)."""
    return get_model_state_dict(network, options=_WHOLE)


def whole_state(network: nn.Module, optimizer: Optimizer) -> dict[str, Any]:
    """Weights and optimizer states on the CPU, gathered from all processes (each must call this)."""
    return {
        "model": whole_weights(network),
        "optimizer": get_optimizer_state_dict(network, optimizer, options=_WHOLE),
    }


def take_up_state(network: nn.Module, optimizer: Optimizer, state: Mapping[str, Any]) -> None:
    """Put back what `whole_state` gave, on any number of processes."""
    options = StateDictOptions(full_state_dict=True)
    set_model_state_dict(network, dict(state["model"]), options=options)
    set_optimizer_state_dict(network, optimizer, optim_state_dict=dict(state["optimizer"]), options=options)
