"""What a run needs of a model, and how it gets one by name.

torch is imported only when a model is really loaded: a wrong argument is told before that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.model.directory import parameters_text as parameters_text
from engine.model.directory import size_text as size_text
from engine.run.scene_folder import SceneFolder, scene_folder

if TYPE_CHECKING:
    from engine.model.foreign.conversion import Conversion


class Answers(Protocol):
    """The model's answers on one tile."""

    @property
    def logits_BQhw(self) -> NDArray[np.float32]:
        """Mask logits on the output grid (tile / output_stride)."""

    @property
    def presence_BQ(self) -> NDArray[np.float32] | None:
        """Logits of "the tile holds the target at all"; None where the model has no presence head."""


class PendingAnswers(Protocol):
    """Answers that the device may still be computing."""

    def result(self) -> Answers:
        """Wait for them."""


class TileModel(Protocol):
    """The part of ``engine.model.runtime.ModelRuntime`` that a run uses; tests bring a fake of it."""

    name: str
    fingerprint: str
    device: str
    tile_px: int
    size_multiple: int
    output_stride: int
    batch_tiles: int  # tiles that `start` is best given at once

    @property
    def encoded_tiles(self) -> int:
        """How many tiles it has encoded so far; one whose scene was kept is not encoded again."""

    @property
    def generative(self) -> bool:
        """Whether it can put an answer into words."""

    def check_question(self, question: str) -> None:
        """Raise EmptyQuestion, QuestionTooLong or UnsupportedLanguage for a question it cannot read."""

    def encode(self, pixels_BHWC: NDArray[np.uint8]) -> Any:
        """Turn pixels into a scene; nothing in it depends on a question."""

    def start(self, pixels_BHWC: NDArray[np.uint8], questions: Sequence[str]) -> PendingAnswers:
        """Encode up to ``batch_tiles`` tiles and ask all questions of each; may return before it is done."""

    def keep_scenes(self) -> None:
        """From now on keep the tiles encoded last, as many as there is room for."""

    def begin_run(self) -> None:
        """Let kept tiles of earlier runs make room for those of the run that begins."""

    def explain(self, scene: Any, question: str) -> str | None:
        """Answer a question on a scene of one tile in words; None where the model has none."""


ModelLoader = Callable[[str, str], TileModel]  # (name, device) -> model


def load_by_name(name: str, device: str, scenes: SceneFolder | None = None) -> TileModel:
    """Load a model that keeps its encoded tiles in ``scenes``, by default where `scene_folder` says.

    Raises ModelMissing before torch is imported, then BadModel or DeviceUnavailable.
    """
    path = find_by_name(name)
    kept = scene_folder() if scenes is None else scenes
    from engine.model.runtime import load_model

    model = load_model(path, device)
    model.store_scenes(kept.path, kept.max_bytes)
    return model


def find_by_name(name: str) -> Path:
    """Give the folder of a model. Raises ModelMissing; loads nothing."""
    from engine.model.catalog import find_model

    return find_model(name)


def is_generative(path: Path) -> bool:
    """Whether the model in a folder can put an answer into words. Raises BadModel; imports no torch."""
    from engine.model.directory import read_info

    return read_info(path).config.generative


def tile_sizes(path: Path) -> tuple[int, int]:
    """The tile's side and what smaller tiles are multiples of, in pixels. Raises BadModel; imports no torch."""
    from engine.model.directory import read_info

    config = read_info(path).config
    return config.image_px, config.size_multiple


def model_cards() -> list[dict[str, Any]]:
    """Describe every model that can be used by name, as JSON values."""
    from engine.model.catalog import list_models

    return [card.to_dict() for card in list_models()]


def fetch_model(
    name: str,
    *,
    revision: str | None,
    origin: str | None,
    folder: Path | None,
    report: Callable[[str], None],
    overwrite: bool = False,
) -> dict[str, Any]:
    """Download a model, see `engine.model.download.download`; the result as JSON values."""
    from engine.model.hub.download import download

    done = download(name, revision=revision, origin=origin, folder=folder, overwrite=overwrite, report=report)
    return done.to_dict()


def convert_model(source: Path, target: Path, **settings: Any) -> Conversion:
    """Convert a checkpoint, see `engine.model.foreign.convert.convert`. Imports torch."""
    from engine.model.foreign.convert import convert

    return convert(source, target, **settings)


def devices() -> list[str]:
    """Name the devices that a model can run on here, best first: "cuda:0", "mps", "cpu". Imports torch."""
    from engine.model.runtime import devices as of_runtime

    return of_runtime()


def kept_scenes(folder: Path, *, clear: bool = False) -> tuple[int, int]:
    """Files and bytes of the encoded tiles in a folder; with ``clear`` they are deleted."""
    from engine.model import stored_files

    kept = stored_files.clear(folder) if clear else stored_files.kept_in(folder)
    return kept.files, kept.nbytes


def check_device(name: str) -> None:
    """Raise DeviceUnavailable for a device that is not there. Imports torch, but not for "auto" and "cpu"."""
    if name not in ("auto", "cpu"):
        from engine.model.runtime import choose_device

        choose_device(name)


class ResidentModel:
    """A loader that keeps the last model and the tiles it encoded last, so that a second run starts at once.

    Memory: one model and its scenes (`ModelRuntime.keep_scenes`).
    """

    def __init__(self, loader: ModelLoader = load_by_name) -> None:
        self._loader = loader
        self._key: tuple[str, str] | None = None
        self._model: TileModel | None = None

    def __call__(self, name: str, device: str) -> TileModel:
        """Give the kept model where it is the one asked for; else drop it, then load the other."""
        if self._model is None or self._key != (name, device):
            self._key = self._model = None  # before loading: never two models in memory
            self._model = self._loader(name, device)
            self._model.keep_scenes()
            self._key = (name, device)
        self._model.begin_run()
        return self._model
