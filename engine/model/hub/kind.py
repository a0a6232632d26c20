"""Whether a folder that was carried over holds the model whose name it is to get, told by its ``config.json``."""

from __future__ import annotations

from pathlib import Path

from ...errors import BadRequest
from ..catalog import Source
from ..directory import CONFIG, is_authors
from ..foreign.json_files import read_object


def check_kind(source: Source, root: Path) -> None:
    """Raise BadRequest for a folder that holds another model than the known one whose name it is to get."""
    if source.layout is None:
        return
    values = read_object(root / CONFIG)
    if "format_version" in values:
        try:
            fits = (values["model"]["encoder"]["kind"], values["model"]["language"]["kind"]) == ("swin", "phi")
        except (KeyError, TypeError):
            fits = False
        fits = fits and source.layout == "official"
        told = "a model directory of SegEarth"
    else:
        known = is_authors(values) if source.layout == "official" else not is_authors(values)
        wrong = [name for name, value in source.config.items() if values.get(name, value) != value]
        fits = known and not wrong and (source.layout == "official" or "model_type" in values)
        told = f"a model of the type {values.get('model_type')!r}"
        told += "".join(f", {name} {values.get(name)!r}" for name in wrong if name != "model_type")
    if not fits:
        raise BadRequest(
            f"{root} does not hold {source.name}: its {CONFIG} is that of {told}.",
            hint="Name the folder of that model, or the model that the folder holds by its hub id, org/name.",
        )
