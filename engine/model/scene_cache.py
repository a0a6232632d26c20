"""Scenes kept by what was encoded: the same pixels are encoded once, however often they come and whatever is asked.

The key is the pixels themselves, so a changed raster, stretch or window can never meet an old scene.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from .scene import Scene


class SceneCache:
    """The scenes used last, on the device that made them, up to ``max_bytes`` together; 0 keeps none."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.nbytes = 0
        self._scenes: OrderedDict[bytes, Scene] = OrderedDict()

    def __len__(self) -> int:
        return len(self._scenes)

    def key(self, pixels: NDArray[np.uint8]) -> bytes | None:
        """What the scene of these pixels is kept under; None where nothing is kept (hashing 3 MB takes 4 ms)."""
        if self.max_bytes == 0:
            return None
        shape = np.asarray(pixels.shape, dtype=np.int64).tobytes()
        return hashlib.blake2b(np.ascontiguousarray(pixels).data, key=shape, digest_size=16).digest()

    def get(self, key: bytes | None) -> Scene | None:
        """The scene kept under ``key``, from now on the one used last."""
        if key is None or key not in self._scenes:
            return None
        self._scenes.move_to_end(key)
        return self._scenes[key]

    def put(self, key: bytes | None, scene: Scene) -> None:
        """Keep a scene, and drop those unused longest to make room; one larger than all room is not kept."""
        if key is None or scene.nbytes > self.max_bytes or key in self._scenes:
            return
        while self.nbytes + scene.nbytes > self.max_bytes:
            _, dropped = self._scenes.popitem(last=False)
            self.nbytes -= dropped.nbytes
        self._scenes[key] = scene
        self.nbytes += scene.nbytes

    def clear(self) -> None:
        """Drop all scenes."""
        self._scenes.clear()
        self.nbytes = 0
