"""The catalogue of a data folder: its `index.csv`, one frozen record per image.

Nothing is decoded here; `labels.load_labelled` does that for one record.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from engine.errors import BadRequest

Split = Literal["train", "val"]
LabelKind = Literal["dense_mask", "weak_mask", "boxes", "scene"]

_SPLITS: Final = ("train", "val")
_KINDS: Final = ("dense_mask", "weak_mask", "boxes", "scene")
_COLUMNS: Final = ("set", "split", "image", "label", "label_kind", "classes_present")


@dataclass(frozen=True)
class CatalogueImage:
    """One image of a data folder.

    image_path, label_path: joined to the data folder; images may share a label file (boxes, scenes).
    classes_present: names as the set's label files use them (not yet class ids), in the order of the index.
    """

    set_name: str
    split: Split
    image_path: Path
    label_path: Path
    kind: LabelKind
    classes_present: tuple[str, ...]


def read_catalogue(data_dir: Path, *, split: Split | None = None) -> list[CatalogueImage]:
    """Read ``data_dir/index.csv``, in its order; only one split if asked.

    Raises BadRequest when the index is missing, lacks a column, names an unknown split or label kind, or
    lists a file that is not there; the message names the file and the line.
    """
    index = data_dir / "index.csv"
    if not index.is_file():
        raise BadRequest(f"{index} is missing.", hint="Give the folder that holds index.csv.")
    images = []
    with index.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise BadRequest(f"{index} lacks the columns {', '.join(missing)}.")
        for row in rows:
            where = f"{index}, line {rows.line_num}"
            image = _parse_row(row, data_dir, where)
            if split is None or image.split == split:
                images.append(image)
    return images


def _parse_row(row: dict[str, str | None], data_dir: Path, where: str) -> CatalogueImage:
    values = {name: row[name] or "" for name in _COLUMNS}
    if values["split"] not in _SPLITS:
        raise BadRequest(f"{where}: split is {values['split']!r}, not one of {', '.join(_SPLITS)}.")
    if values["label_kind"] not in _KINDS:
        raise BadRequest(f"{where}: label_kind is {values['label_kind']!r}, not one of {', '.join(_KINDS)}.")
    for column in ("image", "label"):
        if not values[column] or not (data_dir / values[column]).is_file():
            raise BadRequest(f"{where}: the {column} file {values[column]!r} is not in the data folder.")
    return CatalogueImage(
        set_name=values["set"],
        split=cast(Split, values["split"]),
        image_path=data_dir / values["image"],
        label_path=data_dir / values["label"],
        kind=cast(LabelKind, values["label_kind"]),
        classes_present=tuple(name for name in values["classes_present"].split(";") if name),
    )
