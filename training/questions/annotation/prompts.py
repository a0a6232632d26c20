"""The prompts of the annotation (data: `prompts.toml`) and the messages made of them."""

from __future__ import annotations

import base64
import hashlib
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import tomllib
from PIL import Image

from engine.errors import BadRequest
from training.data.labels import read_rgb

PROMPTS: Final = Path(__file__).with_name("prompts.toml")
STEPS: Final = ("question", "empty_question", "expand_question", "expand_answer")
_JPEG_QUALITY: Final = 85


@dataclass(frozen=True)
class Prompt:
    """One step's words with places {category}, {text}, {count}. reply_tokens: a usual reply's, for the estimate."""

    text: str
    reply_tokens: int

    def fill(self, **places: object) -> str:
        """The prompt for one item."""
        return self.text.format(**places)


@dataclass(frozen=True)
class Request:
    """One question to a model. digest: of all that decides the reply but the image, to find it again in the log."""

    text: str
    image_url: str | None = None

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def message(self) -> dict[str, Any]:
        """As a chat message."""
        if self.image_url is None:
            return {"role": "user", "content": self.text}
        image = {"type": "image_url", "image_url": {"url": self.image_url}}
        return {"role": "user", "content": [{"type": "text", "text": self.text}, image]}


def load_prompts(path: Path = PROMPTS) -> Mapping[str, Prompt]:
    """Read the prompts of all steps. Raises BadRequest, naming the step, for a missing one or an unknown place."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path} cannot be read as TOML: {error}") from error
    prompts = {}
    for step in STEPS:
        try:
            prompts[step] = Prompt(str(data[step]["text"]).strip(), int(data[step]["reply_tokens"]))
            prompts[step].fill(category="lake", text="Where?", count=6)
        except (LookupError, TypeError, ValueError) as error:
            raise BadRequest(f"{path}: the step {step!r} has no usable text and reply_tokens: {error!r}.") from error
    return prompts


def fit_size(width: int, height: int, longest_px: int) -> tuple[int, int]:
    """The size after shrinking the longer side to ``longest_px``; never enlarged."""
    scale = min(1.0, longest_px / max(width, height))
    return max(round(width * scale), 1), max(round(height * scale), 1)


def data_url(path: Path, longest_px: int) -> str:
    """The image, shrunk, as a JPEG in a data URL. Nothing of the file's metadata goes along."""
    picture = Image.fromarray(read_rgb(path))
    picture = picture.resize(fit_size(*picture.size, longest_px), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_JPEG_QUALITY)
    return "data:image/jpeg;base64," + base64.b64encode(written.getvalue()).decode("ascii")


def image_tokens(width: int, height: int) -> int:
    """Estimate of what an image costs: 85 tokens and 170 for each tile of 512 px, short side at most 768 px.

    It is the rule by which OpenAI counts for GPT-4o; other models count otherwise.
    """
    scale = min(1.0, 768 / min(width, height))
    return 85 + 170 * math.ceil(width * scale / 512) * math.ceil(height * scale / 512)


def text_tokens(text: str) -> int:
    """Estimate of what a text costs: a token for four characters."""
    return math.ceil(len(text) / 4)
