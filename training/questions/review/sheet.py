"""A review sheet: one HTML file with picture, mask, questions and answers of every item, and buttons to mark them.

Nothing is loaded from anywhere else. Texts go in as JSON and are shown as text, whatever a model wrote into them.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from scipy import ndimage

from engine.errors import BadRequest, OutputNotWritable
from training.data.labels import read_rgb

from ..annotation.items import read_categories
from ..annotation.prompts import fit_size

TEMPLATE: Final = Path(__file__).with_name("sheet.html")
FILL: Final = (255, 40, 120, 105)
OUTLINE: Final = (255, 255, 255, 235)
_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff")


def find_entries(folders: Sequence[Path], questions: Path | None = None) -> list[dict[str, Any]]:
    """The items of folders in EarthReason's layout, labels optional, as the sheet needs them, without pictures.

    questions: folder whose ``QAs/`` is taken instead, for a single folder. Raises BadRequest, naming the file, for a
    question file without image, or one that cannot be read.
    """
    entries = []
    for folder in folders:
        images = {p.stem: p for p in sorted((folder / "images").glob("*")) if p.suffix.lower() in _SUFFIXES}
        categories = read_categories(folder)
        for path in sorted(((questions or folder) / "QAs").glob("*")):
            if path.suffix not in (".json", ".txt"):
                continue
            if path.stem not in images:
                raise BadRequest(f"{folder / 'images'} has no image for {path}.")
            entries.append(_entry(folder, path, images[path.stem], categories.get(path.stem, "")))
    if not entries:
        raise BadRequest("There are no questions to review in that folder.")
    return entries


def write_sheet(entries: list[dict[str, Any]], out: Path, title: str, longest_px: int = 480) -> None:
    """Write the sheet, about 40 kB per item of 480 px. Raises OutputNotWritable, BadRequest for a broken picture."""
    identity = hashlib.sha256("\n".join(f"{e['key']}" for e in entries).encode()).hexdigest()[:12]
    items = [_with_pictures(entry, longest_px) for entry in entries]
    content = json.dumps({"id": identity, "title": title, "items": items}, ensure_ascii=False)
    # "<" could end the script element that holds the data.
    page = TEMPLATE.read_text(encoding="utf-8").replace("@DATA@", content.replace("<", "\\u003c"))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.with_name(out.name + ".part")
        part.write_text(page, encoding="utf-8")
        os.replace(part, out)
    except OSError as error:
        raise OutputNotWritable(f"{out} cannot be written: {error}") from error


def overlay(mask: NDArray[np.bool_], size: tuple[int, int]) -> Image.Image:
    """A mask as a transparent picture of that size (width, height): filled, with a bright outline."""
    shrunk = np.asarray(Image.fromarray(mask.astype(np.uint8) * 255).resize(size, Image.Resampling.BOX))
    marked = shrunk >= 96
    if not marked.any():
        marked = shrunk > 0  # thinner than a pixel of the sheet
    values = marked.astype(np.uint8)
    values[ndimage.binary_dilation(marked, np.ones((3, 3), bool)) & ~marked] = 2
    picture = Image.fromarray(values, mode="P")
    picture.putpalette(bytes((0, 0, 0, *FILL[:3], *OUTLINE[:3])))
    picture.info["transparency"] = bytes((0, FILL[3], OUTLINE[3]))
    return picture


def _entry(folder: Path, path: Path, image: Path, category: str) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        questions, answers = [str(text) for text in content["questions"]], [str(text) for text in content["answer"]]
        rule = content.get("rule") or {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadRequest(f"{path} holds no questions and answers: {error!r}") from error
    label = folder / "labels" / f"{path.stem}.png"
    spoken = category.replace("_", " ")
    named = bool(spoken) and not rule and any(_names(text, spoken) for text in questions)
    return {
        "key": f"{folder.name}/{path.stem}",
        "set": folder.name,
        "stem": path.stem,
        "category": spoken,
        "questions": questions,
        "answers": answers,
        "rule": rule.get("sentence", ""),
        "named": named,
        "image_path": image,
        "label_path": label if label.is_file() else None,
    }


def _names(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}(e?s)?\b", text, re.IGNORECASE) is not None


def _with_pictures(entry: dict[str, Any], longest_px: int) -> dict[str, Any]:
    item = {name: value for name, value in entry.items() if name not in ("image_path", "label_path")}
    picture = Image.fromarray(read_rgb(entry["image_path"]))
    size = fit_size(*picture.size, longest_px)
    item |= {"width": size[0], "height": size[1]}
    item["image"] = _data_url(picture.resize(size, Image.Resampling.LANCZOS), "JPEG", quality=80)
    item["mask"] = None
    if entry["label_path"] is not None:
        mask = _read_mask(entry["label_path"])
        if mask.shape != picture.size[::-1]:
            raise BadRequest(f"{entry['label_path']} has another size than its image.")
        if mask.any():
            drawn = overlay(mask, size)
            item["mask"] = _data_url(drawn, "PNG", transparency=drawn.info["transparency"], optimize=True)
    return item


def _read_mask(path: Path) -> NDArray[np.bool_]:
    try:
        with Image.open(path) as opened:
            opaque = opened.convert(opened.mode[:-1]) if opened.mode in ("RGBA", "LA") else opened
            values = np.asarray(opaque)
    except (OSError, UnidentifiedImageError) as error:
        raise BadRequest(f"{path} cannot be read as a label: {error}") from error
    marked: NDArray[np.bool_] = values != 0
    return np.logical_or.reduce(marked, axis=2) if marked.ndim == 3 else marked


def _data_url(picture: Image.Image, kind: str, **options: Any) -> str:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return f"data:image/{kind.lower()};base64," + base64.b64encode(written.getvalue()).decode("ascii")
