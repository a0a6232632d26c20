"""Reads a folder in EarthReason's layout: `images/`, `labels/` and `QAs/`, whose files are paired by their
stem.

A QA file (.json, or .txt with the same content) holds ``{"questions": [...], "answer": [...]}``; an empty
answer list says that the image does not hold the target. The released code pairs the three folders by sorted
position: `pairing_faults` says where that gives other pairs, and a lost file is an error here instead of a
silent shift. `ReasonItem` is the sample of every other layout, too.
"""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from engine.errors import BadRequest

from .labels import read_rgb
from .rle import CocoMask, decode_mask

_log = logging.getLogger(__name__)

_IMAGE_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
_RELEASED_IMAGE_SUFFIXES: Final = (".jpg", ".jpeg", ".png")
_LABEL_SUFFIXES: Final = (".png",)
_QA_SUFFIXES: Final = (".json", ".txt")
_SUBFOLDERS: Final = ("images", "labels", "QAs")
_PUT_BACK: Final = "Put the file back, or remove its partners."
_MEND: Final = "Mend the file or fetch it again."

Task = Literal["reason", "refer"]


@dataclass(frozen=True)
class ReasonItem:
    """One image with its questions; its mask is decoded by `load_item` or `load_mask`.

    label_path: the mask's file, or the one that holds ``coco``. questions: at least one; all mean the same target.
    answer: texts; for the task "reason" an empty list says that the image does not hold the target, and sets that
    only refer have none. class_id: the class behind the questions where the layout names it; for reports only, a
    model never sees it. split: where the set is published in splits. coco: a mask that lies in no file of its own.
    """

    set_name: str
    stem: str
    image_path: Path
    label_path: Path
    questions: tuple[str, ...]
    answer: tuple[str, ...]
    class_id: str | None = None
    split: str | None = None
    task: Task = "reason"
    coco: CocoMask | None = None

    @property
    def empty_target(self) -> bool:
        """Whether the item says that its image does not hold what is asked for."""
        return self.task == "reason" and not self.answer


@dataclass(frozen=True)
class Scan:
    """What a folder holds: the items that are whole, and a sentence per file that is wrong."""

    items: tuple[ReasonItem, ...]
    problems: tuple[BadRequest, ...]

    def require(self) -> list[ReasonItem]:
        """Hand the items on; raises the first problem, if any, and says how many more there are."""
        if self.problems:
            first, more = self.problems[0], len(self.problems) - 1
            others = f" `python -m training data check` lists this and {more} more problems." if more else ""
            raise BadRequest(first.message, hint=f"{first.advice}{others}") from first
        return list(self.items)


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
    """List the items of one folder, sorted by the image's file name; masks and images are decoded later, by
    `load_item`.

    The class of an item is taken from an ``index.csv`` (columns set, item, class) in the folder or beside
    it, if any. Raises BadRequest, naming the file, for a missing subfolder, an image without label or
    questions (and the other way round), two files of one stem, and a QA file that is no such JSON.
    """
    return scan_folder(folder).require()


def scan_folder(folder: Path) -> Scan:
    """Do as `read_folder`, but go on after a fault: returns the items that are whole, and all faults."""
    missing = [folder / name for name in _SUBFOLDERS if not (folder / name).is_dir()]
    if missing:
        return Scan((), tuple(BadRequest(f"{path} is missing.", hint=_PUT_BACK) for path in missing))
    problems: list[BadRequest] = []
    images = _by_stem(folder / "images", _IMAGE_SUFFIXES, problems)
    labels = _by_stem(folder / "labels", _LABEL_SUFFIXES, problems)
    qas = _by_stem(folder / "QAs", _QA_SUFFIXES, problems)
    if not images and not labels and not qas:
        problems.append(BadRequest(f"{folder} holds no items.", hint="Fetch the set again."))
    classes = _read_classes(folder)
    items = []
    for stem in sorted(images.keys() | labels.keys() | qas.keys()):
        lacking = [
            BadRequest(f"{folder / name} has no file for the item {stem!r}.", hint=_PUT_BACK)
            for name, files in zip(_SUBFOLDERS, (images, labels, qas), strict=True)
            if stem not in files
        ]
        problems += lacking
        if lacking:
            continue
        try:
            questions, answer = _read_qa(qas[stem])
        except BadRequest as problem:
            problems.append(problem)
            continue
        class_id = classes.get(stem)
        items.append(ReasonItem(folder.name, stem, images[stem], labels[stem], questions, answer, class_id))
    return Scan(tuple(sorted(items, key=lambda item: item.image_path.name)), tuple(problems))


def pairing_faults(folder: Path) -> list[str]:
    """List what the released code would pair otherwise: "a.jpg with b.png and a.json" where it zips by position.

    It sorts the names of each subfolder and pairs the first with the first; hidden files count as well. Wherever the
    stems of such a triple differ, its pair is not the one that `read_folder` takes. Names that are left over because
    one folder holds more than another are not listed.
    """
    suffixes = (_RELEASED_IMAGE_SUFFIXES, _LABEL_SUFFIXES, _QA_SUFFIXES)
    columns = [
        sorted(path.name for path in (folder / name).iterdir() if path.name.lower().endswith(kinds))
        for name, kinds in zip(_SUBFOLDERS, suffixes, strict=True)
    ]
    return [
        f"{image} with {label} and {qa}"
        for image, label, qa in zip(*columns, strict=False)
        if len({Path(name).stem for name in (image, label, qa)}) > 1
    ]


def load_item(item: ReasonItem) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Decode an item: image uint8 [H, W, 3] and target bool [H, W] (non-zero label; nothing if the target is
    empty).

    Raises BadRequest, naming the file, when one cannot be read or the sizes differ.
    """
    rgb = read_rgb(item.image_path)
    return rgb, load_mask(item, (rgb.shape[0], rgb.shape[1])).astype(np.bool_)


def load_mask(item: ReasonItem, shape: tuple[int, int]) -> NDArray[np.uint8]:
    """Decode an item's mask alone: uint8 [H, W], 0 or 1, of ``shape``, which must be its image's own.

    Raises BadRequest, naming the file, when it cannot be read or has another size.
    """
    mask = decode_mask(item.coco, shape) if item.coco else _read_label(item.label_path).astype(np.uint8)
    if mask.shape != shape:
        raise BadRequest(
            f"{item.label_path} is {mask.shape[1]} x {mask.shape[0]} pixels, "
            f"{item.image_path} {shape[1]} x {shape[0]}.",
            hint="Fetch image and label of the same release; neither may be rescaled.",
        )
    if item.empty_target and mask.any():
        _log.warning("%s marks pixels although the item has no answer: taken as empty", item.label_path)
        return np.zeros_like(mask)
    return mask


def _read_label(path: Path) -> NDArray[np.bool_]:
    try:
        with Image.open(path) as opened:
            # Alpha says nothing about the target; a palette's index does, its colour does not.
            opaque = opened.convert(opened.mode[:-1]) if opened.mode in ("RGBA", "LA") else opened
            values = np.array(opaque)
    except (OSError, UnidentifiedImageError) as error:
        raise BadRequest(f"{path} cannot be read as a label: {error}", hint=_MEND) from error
    marked: NDArray[np.bool_] = values != 0
    return np.logical_or.reduce(marked, axis=2) if marked.ndim == 3 else marked


def _read_qa(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path} cannot be read as JSON: {error}", hint=_MEND) from error
    if not isinstance(content, dict):
        raise BadRequest(f"{path} holds no JSON object.", hint=_MEND)
    questions = _texts(content, "questions", path)
    if not questions:
        raise BadRequest(f"{path} asks no question.", hint=_MEND)
    return questions, _texts(content, "answer", path)


def _texts(content: Mapping[str, object], key: str, path: Path) -> tuple[str, ...]:
    texts = content.get(key)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise BadRequest(f"{path}: {key!r} must be a list of texts.", hint=_MEND)
    return tuple(texts)


def _by_stem(folder: Path, suffixes: tuple[str, ...], problems: list[BadRequest]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in suffixes or path.name.startswith("."):
            continue
        if path.stem in files:
            text = f"{path} and {files[path.stem].name} have the same stem."
            problems.append(BadRequest(text, hint="Keep one of the two."))
            continue
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
