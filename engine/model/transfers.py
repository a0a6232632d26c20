"""Pixels to the device and logits back; on a GPU through page-locked memory, without making the processor wait."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor


class Transfers:
    """The way to one device and back.

    On CUDA uploads run on a stream of their own, so that the next tiles travel while the last are computed; a
    download is begun as soon as its values exist and waited for when they are wanted.
    """

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._uploads = torch.cuda.Stream(device) if device.type == "cuda" else None

    def upload(self, array: NDArray[np.uint8]) -> Tensor:
        """The array on the device, ready for the current stream."""
        tensor = torch.from_numpy(np.require(array, requirements=("C", "W")))
        if self._uploads is None:
            return tensor.to(self._device)
        with torch.cuda.stream(self._uploads):
            moved = tensor.pin_memory().to(self._device, non_blocking=True)
        computing = torch.cuda.current_stream(self._device)
        computing.wait_stream(self._uploads)
        moved.record_stream(computing)
        return moved

    def download(self, tensor: Tensor) -> Callable[[], NDArray[np.float32]]:
        """Begin to fetch; the function returned waits and gives the values as float32."""
        if self._uploads is None:
            return lambda: tensor.float().cpu().numpy()
        values = torch.empty(tensor.shape, dtype=torch.float32, pin_memory=True)
        values.copy_(tensor.float(), non_blocking=True)
        done = torch.cuda.Event()
        done.record(torch.cuda.current_stream(self._device))

        def wait() -> NDArray[np.float32]:
            done.synchronize()
            return values.numpy()

        return wait
