"""Reads a folder in EarthReason's layout: `images/`, `labels/` and `QAs/`, whose files are paired by their
stem.

A QA file (.json, or .txt with the same content) holds ``{"questions": [...], "answer": [...]}``; an empty
answer list says that the image does not hold the target. The released code pairs the three folders by sorted
position; files with equal stems give the same pairs, and a lost file is an error here instead of a silent
shift.
"""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from engine.errors import BadRequest

from .labels import read_rgb

_log = logging.getLogger(__name__)

_IMAGE_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
_LABEL_SUFFIXES: Final = (".png",)
_QA_SUFFIXES: Final = (".json", ".txt")
_SUBFOLDERS: Final = ("images", "labels", "QAs")


@dataclass(frozen=True)
class ReasonItem:
    """One image with its questions.

    questions: at least one; all mean the same target. answer: empty if the image does not hold it.
    class_id: the class behind the questions where an index names it; for reports only, a model never sees it.
    """

    set_name: str
    stem: str
    image_path: Path
    label_path: Path
    questions: tuple[str, ...]
    answer: tuple[str, ...]
    class_id: str | None = None


def find_folders(path: Path) -> list[Path]:
    """List the EarthReason folders at ``path``: itself, or those among its subfolders, sorted by name.

    Raises BadRequest when there is none.
    """
    path = path.resolve()  # "." has a name, too
    if (path / "QAs").is_dir():
        return [path]
    folders = sorted(child for child in path.iterdir() if (child / "QAs").is_dir()) if path.is_dir() else []
    if not folders:
        raise BadRequest(
            f"{path} is no folder in EarthReason's layout and holds none.",
            hint="Give a folder with images/, labels/ and QAs/, or a folder of such folders.",
        )
    return folders


def read_folder(folder: Path) -> list[ReasonItem]:
    """List the items of one folder, sorted by stem; masks and images are decoded later, by `load_item`.

    The class of an item is taken from an ``index.csv`` (columns set, item, class) in the folder or beside
    it, if any. Raises BadRequest, naming the file, for a missing subfolder, an image without label or
    questions (and the other way round), two files of one stem, and a QA file that is no such JSON.
    """
    for name in _SUBFOLDERS:
        if not (folder / name).is_dir():
            raise BadRequest(f"{folder / name} is missing.")
    images = _by_stem(folder / "images", _IMAGE_SUFFIXES)
    labels = _by_stem(folder / "labels", _LABEL_SUFFIXES)
    qas = _by_stem(folder / "QAs", _QA_SUFFIXES)
    for stem in sorted(images.keys() | labels.keys() | qas.keys()):
        for name, files in zip(_SUBFOLDERS, (images, labels, qas), strict=True):
            if stem not in files:
                raise BadRequest(f"{folder / name} has no file for the item {stem!r}.")
    if not images:
        raise BadRequest(f"{folder} holds no items.")
    classes = _read_classes(folder)
    items = []
    for stem in sorted(images):
        questions, answer = _read_qa(qas[stem])
        class_id = classes.get(stem)
        items.append(ReasonItem(folder.name, stem, images[stem], labels[stem], questions, answer, class_id))
    return items


def load_item(item: ReasonItem) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Decode an item: image uint8 [H, W, 3] and target bool [H, W] (non-zero label; nothing if the answer is
    empty).

    Raises BadRequest, naming the file, when one cannot be read or the sizes differ.
    """
    rgb = read_rgb(item.image_path)
    target = _read_label(item.label_path)
    if target.shape != rgb.shape[:2]:
        raise BadRequest(
            f"{item.label_path} is {target.shape[1]} x {target.shape[0]} pixels, "
            f"{item.image_path} {rgb.shape[1]} x {rgb.shape[0]}."
        )
    if not item.answer and target.any():
        _log.warning("%s marks pixels although the item has no answer: taken as empty", item.label_path)
        target = np.zeros_like(target)
    return rgb, target


def _read_label(path: Path) -> NDArray[np.bool_]:
    try:
        with Image.open(path) as opened:
            # Alpha says nothing about the target; a palette's index does, its colour does not.
            opaque = opened.convert(opened.mode[:-1]) if opened.mode in ("RGBA", "LA") else opened
            values = np.array(opaque)
    except (OSError, UnidentifiedImageError) as error:
        raise BadRequest(f"{path} cannot be read as a label: {error}") from error
    marked: NDArray[np.bool_] = values != 0
    return np.logical_or.reduce(marked, axis=2) if marked.ndim == 3 else marked


def _read_qa(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(content, dict):
        raise BadRequest(f"{path} holds no JSON object.")
    questions = _texts(content, "questions", path)
    if not questions:
        raise BadRequest(f"{path} asks no question.")
    return questions, _texts(content, "answer", path)


def _texts(content: Mapping[str, object], key: str, path: Path) -> tuple[str, ...]:
    texts = content.get(key)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise BadRequest(f"{path}: {key!r} must be a list of texts.")
    return tuple(texts)


def _by_stem(folder: Path, suffixes: tuple[str, ...]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in suffixes or path.name.startswith("."):
            continue
        if path.stem in files:
            raise BadRequest(f"{path} and {files[path.stem].name} have the same stem.")
        files[path.stem] = path
    return files


def _read_classes(folder: Path) -> dict[str, str]:
    for index in (folder / "index.csv", folder.parent / "index.csv"):
        if not index.is_file():
            continue
        with index.open(newline="", encoding="utf-8", errors="replace") as file:
            rows = csv.DictReader(file)
            if {"set", "item", "class"} <= set(rows.fieldnames or ()):
                return {row["item"]: row["class"] for row in rows if row["set"] == folder.name}
    return {}
