"""A loaded model as the rest of the engine sees it: pixels and questions in, numpy logits out.

Holds the device, the precision, the tokenizer and the scenes used last; checks questions before anything is computed.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .. import __version__
from ..errors import BadModel, DeviceUnavailable, EmptyQuestion, OutOfMemory, QuestionTooLong, UnsupportedLanguage
from .checkpoint import open_network
from .config import SegEarthConfig
from .directory import TOKENIZER, fingerprint, read_info
from .host_memory import keep_freed_memory, memory_bytes
from .precision import Precision, choose_precision
from .prompt import Prompt, lead_to_answer, make_prompt
from .scene import Instruction, Scene, join_scenes, read_instruction
from .scene_cache import SceneCache
from .scene_store import SceneStore
from .segearth import Answer, SegEarth
from .transfers import Transfers

T = TypeVar("T")
log = logging.getLogger(__name__)
_NO_MEMORY = "There was not enough memory to run the model on a tile."
END_TOKENS = ("<|endoftext|>", "<|im_end|>", "</s>")
OUTPUT_STRIDE = 4  # mask logits lie on the 1/4 grid
_GPU_BYTES_PER_TILE = 4 << 30  # free memory for each tile of a batch: an estimate, with room for 20 questions
_LARGEST_BATCH = 16
_MOST_SCENE_BYTES = 1 << 30


@dataclass(frozen=True)
class TileAnswers:
    """Logits ``[B, Q, h, w]`` on the 1/4 grid and presence logits ``[B, Q]`` (None: the model has no such head)."""

    logits_BQhw: NDArray[np.float32]
    presence_BQ: NDArray[np.float32] | None


class TextTokenizer:
    """A ``tokenizer.json`` that adds nothing of its own to a text."""

    def __init__(self, path: Path) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises bare Exception
            raise BadModel(f"The tokenizer {path} cannot be read: {error}.") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def encode(self, text: str) -> list[int]:
        """Ids of ``text``, with no special token added."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def decode(self, ids: Sequence[int]) -> str:
        """The text of ``ids``, without special tokens."""
        return str(self._tokenizer.decode(list(ids), skip_special_tokens=True))

    def end_ids(self) -> list[int]:
        """Ids that end a text, as far as the vocabulary has them."""
        ids = (self._tokenizer.token_to_id(token) for token in END_TOKENS)
        return [token_id for token_id in ids if token_id is not None]


class Pending:
    """Answers under way: the device computes them while the caller reads the next tile."""

    def __init__(self, answer: Answer, transfers: Transfers) -> None:
        self._logits = transfers.download(answer.logits_BQhw)
        self._presence = None if answer.presence_BQ is None else transfers.download(answer.presence_BQ)

    def result(self) -> TileAnswers:
        """Wait for the answers. Raises OutOfMemory."""
        with memory_reported():
            return TileAnswers(self._logits(), None if self._presence is None else self._presence())


class ModelRuntime:
    """One model on one device. Not for use by two threads at once.

    A model that reads the image as a part of its prompt has read it in the scene: a further question costs its own
    words and the mask generator.
    """

    def __init__(
        self,
        model: SegEarth,
        tokenizer: TextTokenizer,
        *,
        name: str,
        model_hash: str,
        device: torch.device,
        precision: Precision | None = None,
    ) -> None:
        self.model = model.to(device).eval()
        self.tokenizer = tokenizer
        self.name = name
        self.fingerprint = model_hash
        self.device = str(device)
        self.precision = precision or Precision()
        self.tile_px = model.config.image_px
        self.size_multiple = model.config.size_multiple
        self.output_stride = OUTPUT_STRIDE
        self.batch_tiles = _batch_tiles(_free_bytes(device))
        self.scenes = SceneCache(0)
        self.encoded_tiles = 0  # so far; those whose scene was kept are not encoded
        self._device = device
        self._transfers = Transfers(device)
        self._instruction: Instruction | None = None
        self._compiled = False
        model.pixel_decoder.choose_kernel(device)

    @property
    def config(self) -> SegEarthConfig:
        """The network's configuration."""
        return self.model.config

    @property
    def generative(self) -> bool:
        """Whether `explain` has an answer in words."""
        return self.config.generative

    def keep_scenes(self) -> None:
        """Keep the tiles encoded last, so that further questions about them cost no encoding: a second run, a sentence.

        Up to half of a GPU's free memory, and batches for what is left; on a CPU up to 1 GB or an eighth of the memory.
        """
        free = _free_bytes(self._device)
        room = min(_MOST_SCENE_BYTES, memory_bytes() // 8) if free is None else free // 2
        self.scenes = SceneCache(room, self.scenes.store)
        self.batch_tiles = _batch_tiles(None if free is None else free - room)

    def store_scenes(self, folder: Path, max_bytes: int) -> None:
        """Keep encoded tiles in a folder, too, for other processes; on a GPU not: it encodes as fast as a disk reads.

        A tile that is found there gives the same answers, to the bit, as encoding it again on this machine.
        """
        if self._device.type == "cuda" or max_bytes == 0:
            return
        versions = f"{__version__} torch {torch.__version__} {torch.get_num_threads()}"
        context = f"{self.fingerprint} {self.precision} {self._device.type} {versions}"
        store = SceneStore(folder, max_bytes, context=context, instruction=self._read_instruction)
        self.scenes = SceneCache(self.scenes.max_bytes, store)

    def begin_run(self) -> None:
        """Let the scenes of earlier runs make room for those of the run that begins, and these for none."""
        self.scenes.begin_round()

    def compile(self, backend: str = "inductor") -> None:
        """Compile what turns pixels into features, for batches of ``batch_tiles`` only: smaller ones are filled up."""
        self.model.compile_features(backend)
        self._compiled = True

    def check_question(self, question: str) -> None:
        """Raises EmptyQuestion, UnsupportedLanguage or QuestionTooLong."""
        letters = [c for c in question if c.isalpha()]
        if not letters:
            raise EmptyQuestion("The question is empty." if not question.strip() else "The question has no words.")
        scripts = self.config.language.scripts
        foreign = [c for c in letters if scripts and not unicodedata.name(c, "").startswith(scripts)]
        if 2 * len(foreign) > len(letters):
            raise UnsupportedLanguage(
                f"The model {self.name} reads {' and '.join(s.title() for s in scripts)} script only, "
                f"and the question is written in another."
            )
        limit = self.config.language.max_tokens
        length = len(self._prompt(question))
        if length > limit:
            raise QuestionTooLong(f"The question has {length} tokens; the model {self.name} reads at most {limit}.")

    def encode(self, pixels_BHWC: NDArray[np.uint8]) -> Scene:
        """Encode RGB tiles whose sides are multiples of ``size_multiple``. Raises OutOfMemory.

        A tile of the same pixels as one before is not encoded again, where ``scenes`` keeps any.
        """
        keys = [self.scenes.key(pixels_HWC) for pixels_HWC in pixels_BHWC]
        kept = [self.scenes.get(key) for key in keys]
        missing = [index for index, scene in enumerate(kept) if scene is None]
        if not missing:
            return join_scenes([scene for scene in kept if scene is not None])
        fresh = self._with_room(lambda: self._encode(pixels_BHWC[missing] if len(missing) < len(kept) else pixels_BHWC))
        self.encoded_tiles += len(missing)
        if not self.scenes.keeps:
            return fresh
        for row, index in enumerate(missing):
            scene = fresh if len(fresh) == 1 else fresh.rows(torch.tensor([row], device=self._device))
            self.scenes.put(keys[index], scene)
            kept[index] = scene
        return fresh if len(missing) == len(kept) else join_scenes([scene for scene in kept if scene is not None])

    def ask(self, scene: Scene, questions: Sequence[str]) -> TileAnswers:
        """Answer every question for every tile of the scene. Raises OutOfMemory."""
        return self._ask(scene, questions).result()

    def start(self, pixels_BHWC: NDArray[np.uint8], questions: Sequence[str]) -> Pending:
        """Encode up to ``batch_tiles`` tiles and ask all questions of each; on a GPU it returns before it is done.

        Raises OutOfMemory here or when the result is taken.
        """
        return self._ask(self.encode(pixels_BHWC), questions)

    def explain(self, scene: Scene, question: str) -> str | None:
        """The answer in words for the scene's first tile; None where the model has none. Raises OutOfMemory."""
        if not self.generative:
            return None
        language = self.config.language
        prompt = lead_to_answer(self._prompt(question), language.template, self.tokenizer)
        end_ids = {language.seg_id, *self.tokenizer.end_ids()}
        with memory_reported(), torch.inference_mode():
            ids = self.model.explain(scene, prompt, end_ids=end_ids)
        return None if ids is None else self.tokenizer.decode(ids).strip()

    def _encode(self, pixels_BHWC: NDArray[np.uint8]) -> Scene:
        tiles = len(pixels_BHWC)
        if self._compiled and tiles < self.batch_tiles:  # the compiled code knows one shape
            filling = np.repeat(pixels_BHWC[-1:], self.batch_tiles - tiles, axis=0)
            pixels_BHWC = np.concatenate([pixels_BHWC, filling])
        with memory_reported(), torch.inference_mode():
            instruction = self._read_instruction()
            pixels = self._transfers.upload(pixels_BHWC)
            scene = self.model.encode(pixels.permute(0, 3, 1, 2).float(), instruction)
            return scene if len(scene) == tiles else scene.rows(torch.arange(tiles, device=self._device))

    def _read_instruction(self) -> Instruction | None:
        with memory_reported(), torch.inference_mode():
            if self._instruction is None:
                self._instruction = read_instruction(self.model.language, self._prompt(""))
        return self._instruction

    def _ask(self, scene: Scene, questions: Sequence[str]) -> Pending:
        prompts = [self._prompt(question) for question in questions]

        def work() -> Pending:
            with memory_reported(), torch.inference_mode():
                return Pending(self.model.ask(scene, prompts), self._transfers)

        return self._with_room(work)

    def _with_room(self, work: Callable[[], T]) -> T:
        """Do something that needs memory; where there is too little, once more without the scenes that are kept."""
        try:
            return work()
        except OutOfMemory:
            if len(self.scenes) == 0:
                raise
            log.warning("Memory is short: the %d tiles kept for further questions are dropped.", len(self.scenes))
        self.scenes.clear()
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        return work()

    def _prompt(self, question: str) -> Prompt:
        language = self.config.language
        return make_prompt(" ".join(question.split()), language.template, self.tokenizer, language.seg_id)


def load_model(path: Path, device: str = "auto", precision: str = "auto") -> ModelRuntime:
    """Load a model directory. Raises ModelMissing, BadModel, DeviceUnavailable, OutOfMemory and BadRequest.

    ``precision``: "auto" (by part and device, see `precision`), "fp32" or "bf16". On the CPU the weights stay mapped
    from the files where these have the dtype that is computed in.
    """
    chosen = choose_device(device)
    info = read_info(path)
    dtypes = choose_precision(precision, chosen, info.config)
    keep_freed_memory()
    with memory_reported():
        model = open_network(path, info.config, dtypes)
        tokenizer = TextTokenizer(path / TOKENIZER)
        return ModelRuntime(
            model, tokenizer, name=path.name, model_hash=fingerprint(path), device=chosen, precision=dtypes
        )


def _free_bytes(device: torch.device) -> int | None:
    """A GPU's memory that PyTorch can still take, or has taken and does not use; None for other devices."""
    if device.type != "cuda":
        return None
    unused = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
    return int(torch.cuda.mem_get_info(device)[0]) + unused


def _batch_tiles(free: int | None) -> int:
    """Tiles computed together: one on a CPU, which one tile keeps busy; on a GPU as many as fit, up to 16."""
    return 1 if free is None else min(max(free // _GPU_BYTES_PER_TILE, 1), _LARGEST_BATCH)


def devices() -> list[str]:
    """Devices of this machine, best first."""
    found = [f"cuda:{i}" for i in range(torch.cuda.device_count())] if torch.cuda.is_available() else []
    if torch.backends.mps.is_available():
        found.append("mps")
    return [*found, "cpu"]


def choose_device(wanted: str) -> torch.device:
    """``auto`` is the best there is; ``cuda`` the first GPU. Raises DeviceUnavailable with the ones there are."""
    there = devices()
    name = there[0] if wanted == "auto" else "cuda:0" if wanted == "cuda" else wanted
    if name not in there:
        raise DeviceUnavailable(f"There is no device {wanted!r} on this machine. There is: {', '.join(there)}.")
    return torch.device(name)


@contextmanager
def memory_reported() -> Iterator[None]:
    """Turns what PyTorch and Python raise when memory runs out into OutOfMemory."""
    try:
        yield
    except (torch.cuda.OutOfMemoryError, MemoryError) as error:
        raise OutOfMemory(_NO_MEMORY) from error
    except RuntimeError as error:
        if "allocate memory" not in str(error):  # the CPU allocator has no class of its own
            raise
        raise OutOfMemory(_NO_MEMORY) from error
