"""Scenes kept by what was encoded: the same pixels are encoded once, however often they come and whatever is asked.

The key is the pixels themselves, so a changed raster, stretch or window can never meet an old scene. In memory first,
then on disk (`SceneStore`), where there is one.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from .scene import Scene
from .scene_store import SceneStore


class SceneCache:
    """The scenes used last, on the device that made them, up to ``max_bytes`` together; 0 keeps none in memory."""

    def __init__(self, max_bytes: int, store: SceneStore | None = None) -> None:
        self.max_bytes = max_bytes
        self.store = store
        self.nbytes = 0
        self._scenes: OrderedDict[bytes, Scene] = OrderedDict()
        self._round: set[bytes] | None = None  # used since `begin_round`

    def __len__(self) -> int:
        return len(self._scenes)

    @property
    def keeps(self) -> bool:
        """Whether there is anywhere to keep a scene."""
        return self.max_bytes > 0 or self.store is not None

    def begin_round(self) -> None:
        """From now on a scene that is used is not dropped for a new one until the next round begins.

        A scene too many would else drop the very one that a second round over the same tiles needs next, and so on.
        """
        self._round = set()
        if self.store is not None:
            self.store.begin_round()

    def key(self, pixels: NDArray[np.uint8]) -> bytes | None:
        """What the scene of these pixels is kept under; None where nothing is kept (hashing 3 MB takes 4 ms)."""
        if not self.keeps:
            return None
        shape = np.asarray(pixels.shape, dtype=np.int64).tobytes()
        return hashlib.blake2b(np.ascontiguousarray(pixels).data, key=shape, digest_size=16).digest()

    def get(self, key: bytes | None) -> Scene | None:
        """The scene kept under ``key``, from now on the one used last."""
        if key is None:
            return None
        if key not in self._scenes:
            stored = None if self.store is None else self.store.get(key)
            if stored is not None:
                self._keep(key, stored)
            return stored
        self._use(key)
        return self._scenes[key]

    def put(self, key: bytes | None, scene: Scene) -> None:
        """Keep a scene, and drop those unused longest to make room; one for which there is no room is not kept."""
        if key is not None:
            self._keep(key, scene)
            if self.store is not None:
                self.store.put(key, scene)

    def _keep(self, key: bytes, scene: Scene) -> None:
        if scene.nbytes > self.max_bytes or key in self._scenes:
            return
        while self.nbytes + scene.nbytes > self.max_bytes:
            longest_unused = next(iter(self._scenes))
            if self._round and longest_unused in self._round:
                return
            self.nbytes -= self._scenes.pop(longest_unused).nbytes
        self._scenes[key] = scene
        self.nbytes += scene.nbytes
        self._use(key)

    def _use(self, key: bytes) -> None:
        self._scenes.move_to_end(key)
        if self._round is not None:
            self._round.add(key)

    def clear(self) -> None:
        """Drop all scenes in memory."""
        self._scenes.clear()
        self.nbytes = 0
