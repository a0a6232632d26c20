"""What is to be annotated: the images of a folder in EarthReason's layout, each with its scene category.

Categories come from a file that the user names or from ``index.csv`` or ``categories.csv`` in the folder (or an
``index.csv`` beside it): CSV with columns item and class or category (and set, if it holds several sets), or JSON
``{"image": "category"}``. An image is named by its stem or file name. Labels are optional, as in the paper masks come
last; a label without a marked pixel says that the category is not in the image.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, UnidentifiedImageError

from engine.errors import BadRequest

_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff")


@dataclass(frozen=True)
class Item:
    """One image. category: as it is spoken. empty: the category is known not to be in the image."""

    stem: str
    image_path: Path
    category: str
    empty: bool


def find_items(folder: Path, categories: Path | None = None) -> list[Item]:
    """The images of ``folder/images`` with their categories, sorted by stem.

    Raises BadRequest for a missing folder, two images of one stem, an image without category, and broken files.
    """
    if not (folder / "images").is_dir():
        raise BadRequest(f"{folder / 'images'} is missing.", hint="Give a folder with images/ and, if any, labels/.")
    paths = sorted(p for p in (folder / "images").iterdir() if p.suffix.lower() in _SUFFIXES and p.name[0] != ".")
    by_stem = {path.stem: path for path in paths}
    if not paths:
        raise BadRequest(f"{folder / 'images'} holds no image.")
    if len(by_stem) < len(paths):
        twice = next(path for path in paths if by_stem[path.stem] != path)
        raise BadRequest(f"{twice} and {by_stem[twice.stem].name} have the same stem.")
    known = read_categories(folder, categories)
    missing = [stem for stem in by_stem if stem not in known]
    if missing:
        raise BadRequest(
            f"{len(missing)} of {len(by_stem)} images have no category, the first is {missing[0]!r}.",
            hint="Name a file with --categories: CSV with the columns item and category, or JSON.",
        )
    return [
        Item(stem, path, known[stem].replace("_", " ").strip(), _is_empty(folder / "labels" / f"{stem}.png"))
        for stem, path in sorted(by_stem.items())
    ]


def read_categories(folder: Path, named: Path | None = None) -> dict[str, str]:
    """Stem -> category, from the named file or the first of the usual ones that says something; else empty."""
    if named is not None and not named.is_file():
        raise BadRequest(f"{named} is missing.")
    places = [named] if named else [folder / "index.csv", folder / "categories.csv", folder.parent / "index.csv"]
    for path in places:
        if path.is_file():
            found = _read_json(path) if path.suffix.lower() == ".json" else _read_csv(path, folder.resolve().name)
            if found or named:
                return {_stem(name): category for name, category in found.items() if category.strip()}
    return {}


def _read_json(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise BadRequest(f"{path} must hold a JSON object of image names and categories.")
    return content


def _read_csv(path: Path, set_name: str) -> dict[str, str]:
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        rows = csv.DictReader(file)
        columns = rows.fieldnames or ()
        column = next((name for name in ("category", "class") if name in columns), None)
        if column is None or "item" not in columns:
            return {}
        ours = [row for row in rows if "set" not in columns or row["set"] == set_name]
        return {row["item"]: row[column] or "" for row in ours}


def _stem(name: str) -> str:
    path = Path(name)
    return path.stem if path.suffix.lower() in _SUFFIXES else path.name


def _is_empty(label: Path) -> bool:
    if not label.is_file():
        return False
    try:
        with Image.open(label) as opened:
            opaque = opened.convert(opened.mode[:-1]) if opened.mode in ("RGBA", "LA") else opened
            return not bool(np.any(np.asarray(opaque)))
    except (OSError, UnidentifiedImageError) as error:
        raise BadRequest(f"{label} cannot be read as a label: {error}") from error
