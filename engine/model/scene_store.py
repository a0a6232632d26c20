"""Encoded tiles on disk, so that a second question costs no encoding in another process or on another day either.

A file's name is a hash of the tile's pixels, of the model and of what computed: whatever changes (raster, stretch, GSD,
weights, library) leads to another name. Nothing that goes wrong here may end or change a run: a file that cannot be
read is a tile to encode, one that cannot be written is not kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from .scene import Instruction, Scene
from .scene_file import DamagedScene, read_scene, write_scene
from .stored_files import PART, SUFFIX, remove, stored_files

log = logging.getLogger(__name__)
FORMAT = 1
LEAVE_FREE_BYTES = 2 << 30  # of the disk: below it nothing more is written


class SceneStore:
    """Scenes of one model in a folder that it may share with other models and processes.

    ``context``: what a scene depends on beside its pixels. All files of the folder together stay below ``max_bytes``:
    those unused longest go first, but none that this process has used since `begin_round`; then nothing new is kept,
    so a run larger than the store writes it once and finds a part of its tiles the next time.
    ``instruction`` gives what the model has read before every scene. Raises nothing.
    """

    def __init__(
        self, folder: Path, max_bytes: int, *, context: str, instruction: Callable[[], Instruction | None]
    ) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self._context = f"{FORMAT} {context}".encode()
        self._instruction = instruction
        self._round: set[str] = set()
        self._writes = True

    def begin_round(self) -> None:
        """What was used until now may go to make room."""
        self._round = set()
        self._writes = True

    def get(self, key: bytes) -> Scene | None:
        """The scene of the pixels with this hash; None where there is none, or none that can be read."""
        path = self._path(key)
        try:
            scene = read_scene(path)
        except FileNotFoundError:
            return None
        except (OSError, DamagedScene) as error:
            log.info("The kept tile %s cannot be used and is dropped: %s", path, error)
            remove(path)
            return None
        try:
            os.utime(path)  # used last; the system's own record of that is often switched off
        except OSError as error:  # another user's, or a disk that is only read: as good as one's own
            log.debug("The use of %s cannot be noted: %s", path, error)
        self._round.add(path.name)
        return replace(scene, instruction=None if scene.memory is None else self._instruction())

    def put(self, key: bytes, scene: Scene) -> None:
        """Keep a scene of one tile, where there is room."""
        path = self._path(key)
        if not self._writes or scene.nbytes > self.max_bytes:
            return
        part = self.folder / f"{PART}{secrets.token_hex(8)}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # features tell much of an image
            if not self._make_room(scene.nbytes) or path.exists():
                return
            with part.open("xb") as file:
                write_scene(file, scene)
            part.replace(path)
            self._round.add(path.name)
        except OSError as error:
            self._writes = False
            log.info("Tiles are no longer kept in %s: %s", self.folder, error)
            remove(part)

    def _make_room(self, nbytes: int) -> bool:
        """Delete what was unused longest until so many bytes fit; False where they do not."""
        if shutil.disk_usage(self.folder).free - nbytes < LEAVE_FREE_BYTES:
            log.info("Tiles are no longer kept in %s: the disk is nearly full.", self.folder)
            self._writes = False
            return False
        files = stored_files(self.folder)
        total = sum(size for _, size, _ in files) + nbytes
        for _, size, path in sorted(files):
            if total <= self.max_bytes:
                break
            if path.name not in self._round:
                remove(path)
                total -= size
        return total <= self.max_bytes

    def _path(self, key: bytes) -> Path:
        name = hashlib.blake2b(key + self._context, digest_size=20).hexdigest()
        return self.folder / f"{name}{SUFFIX}"
