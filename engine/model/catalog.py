"""Which models there are: those in the model folders by name, any other by its folder; and which a hub could bring.

``sources.toml`` holds what is known of the hub. Imports no torch.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import tomllib

from .. import RESOURCES
from ..errors import BadModel, ModelMissing
from .directory import CONFIG, read_info
from .presets import PRESETS

log = logging.getLogger(__name__)
BUNDLED = RESOURCES / "models"
_SOURCES = Path(__file__).with_name("sources.toml")
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)

Layout = Literal["official", "language", "ours"]


@dataclass(frozen=True)
class ModelCard:
    """One model as lists show it."""

    name: str
    path: str
    parameters: int
    licence: str
    summary: str
    scripts: tuple[str, ...]  # Unicode scripts of its questions; empty: any
    generative: bool

    def to_dict(self) -> dict[str, Any]:
        """The card as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class Source:
    """Where on the hub a model lies, and what it is called here."""

    name: str  # of its folder here
    repos: tuple[str, ...]  # hub ids; the first that exists is taken
    revision: str = ""  # the commit to fetch; empty: the one that the branch `main` has at the first download
    layout: Layout | None = None  # None: its files tell
    licence: str = ""
    config: dict[str, Any] = field(default_factory=dict)  # what its config.json says at least


def folders() -> list[Path]:
    """Where models are looked for: ``SEGEARTH_MODELS`` (separated as PATH is), the user's own, the bundled ones."""
    extra = [Path(part) for part in os.environ.get("SEGEARTH_MODELS", "").split(os.pathsep) if part]
    return [*extra, user_folder(), BUNDLED]


def user_folder() -> Path:
    """Where this user's downloaded models lie, by the habit of the platform; it need not exist."""
    home = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        data = home / "Library" / "Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "segearth" / "models"


def sources() -> list[Source]:
    """The models that a download knows by name."""
    entries = tomllib.loads(_SOURCES.read_text(encoding="utf-8"))
    return [
        Source(name, tuple(entry["repos"]), entry["revision"], entry["layout"], entry["licence"], entry["config"])
        for name, entry in entries.items()
    ]


def find_source(name: str) -> Source | None:
    """Where a download finds a model given by its known name or as ``org/name``; None for what is neither."""
    for source in sources():
        if name == source.name or name in source.repos:
            return source
    if _HUB_ID.fullmatch(name) and ".." not in name:
        return Source(name.replace("/", "--"), (name,))
    return None


def find_model(name: str) -> Path:
    """The folder of a model given by name, by path or by hub id. Raises ModelMissing with the names there are."""
    source = find_source(name)
    names = [name] if source is None else [name, source.name]
    path = Path(os.path.expanduser(name))
    for candidate in [path, *(folder / each for folder in folders() for each in names)]:
        if (candidate / CONFIG).is_file():
            return candidate.resolve()
    if source is None and name and path.is_dir():
        inside = sorted(each.name for each in path.iterdir() if (each / CONFIG).is_file())
        hint = f"Name a model in it: {path / inside[0]}" if inside else "Name the folder that `segearth convert` wrote."
        raise ModelMissing(f"{path} holds no model (no {CONFIG}).", hint=hint)
    refuse_preset(name)
    installed = [card.name for card in list_models()]
    raise ModelMissing(
        f"There is no model called {name!r}. Installed: {', '.join(installed) or 'none'}.",
        hint=_advice(name) if source is not None else near_name(name, installed),
    )


def refuse_preset(name: str) -> None:
    """Raise ModelMissing for a preset that nobody has published weights of."""
    if name in PRESETS and name != "nano" and find_source(name) is None:
        raise ModelMissing(
            f"{name} is a preset: there are no released weights of it.",
            hint=f"Make a start for training with `segearth convert MASK2FORMER.pkl DST --preset {name}`.",
        )


def near_name(name: str, others: list[str]) -> str | None:
    """The advice for a name that is nearly a known one, or one of ``others``; None where none is near."""
    known = [*others, *(source.name for source in sources()), *PRESETS]
    near = get_close_matches(name.lower(), list(dict.fromkeys(known)), n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else None


def _advice(name: str) -> str:
    if (source := find_source(name)) is not None and source.layout == "language":
        return f"It is a language model, from which training starts: `segearth models download {name}` fetches it."
    return f"Fetch it with `segearth models download {name}`, or list what there is with `segearth models`."


def list_models() -> list[ModelCard]:
    """All models in `folders`, first come first served where two share a name; a broken one is logged and left out."""
    cards: dict[str, ModelCard] = {}
    for folder in folders():
        if not folder.is_dir():
            continue
        for path in sorted(p for p in folder.iterdir() if p.name[0] != "." and (p / CONFIG).is_file()):
            try:
                info = read_info(path)
            except BadModel as error:
                log.warning("A model is left out: %s", error)
                continue
            card = ModelCard(
                name=path.name,
                path=str(path),
                parameters=info.parameters,
                licence=info.licence,
                summary=info.summary,
                scripts=info.config.language.scripts,
                generative=info.config.generative,
            )
            cards.setdefault(path.name, card)
    return list(cards.values())
