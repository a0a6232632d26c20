"""Which models there are: the bundled ones by name, any other by its folder."""

from __future__ import annotations

import logging
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import BadModel, ModelMissing
from .directory import CONFIG, read_info

log = logging.getLogger(__name__)
BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "models"


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


def folders() -> list[Path]:
    """Where models are looked for: ``SEGEARTH_MODELS`` (separated as PATH is), then the bundled ones."""
    extra = [Path(part) for part in os.environ.get("SEGEARTH_MODELS", "").split(os.pathsep) if part]
    return [*extra, BUNDLED]


def find_model(name: str) -> Path:
    """The folder of a model given by name or by path. Raises ModelMissing with the names there are."""
    for candidate in [Path(name).expanduser(), *(folder / name for folder in folders())]:
        if (candidate / CONFIG).is_file():
            return candidate.resolve()
    names = ", ".join(card.name for card in list_models()) or "none"
    raise ModelMissing(f"There is no model called {name!r}. Installed: {names}.")


def list_models() -> list[ModelCard]:
    """All models in `folders`, first come first served where two share a name; a broken one is logged and left out."""
    cards: dict[str, ModelCard] = {}
    for folder in folders():
        if not folder.is_dir():
            continue
        for path in sorted(p for p in folder.iterdir() if (p / CONFIG).is_file()):
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
