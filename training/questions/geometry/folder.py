"""Writes geometry questions in EarthReason's layout: a folder per group, an item per question, one `index.csv`.

``OUT/<group>/{images,labels,QAs}/<picture>__<kind>_<n>.*`` can be read by `evaluate` as it is; its reports per class
are then per kind of rule. Each QA file also holds the rule. Sources: the labelled images of a catalogue with dense
masks, or a folder that `synthesize` wrote.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import rasterio
from numpy.typing import NDArray
from PIL import Image

from engine.errors import BadRequest, OutputNotWritable
from training.data import SETS, LabelledImage, load_labelled, read_catalogue
from training.data.catalogue import Split
from training.data.labels import read_index_mask, read_rgb
from training.data.synthetic import NEVER, PART_OF

from .draw import GeometryQuestion, geometry_questions

MERGED: Final[Mapping[str, frozenset[str]]] = {
    "banepa_oam_buildings": frozenset({"building"}),  # adjoining houses have no gap
    "dubai": frozenset({"building"}),  # a label sometimes covers a whole block
}
"""Classes whose connected parts are not single objects, by set (README of the data)."""

_COLUMNS: Final = ("set", "item", "class", "target", "source_image", "x", "y", "width", "height", "gsd_m", "rule")


@dataclass(frozen=True, eq=False)
class Labelled:
    """A picture to be asked about. known: class id -> [H, W], zero where the class is not known."""

    name: str
    source: str
    rgb: NDArray[np.uint8]
    masks: Mapping[str, NDArray[Any]]
    known: Mapping[str, NDArray[Any]]
    absent: frozenset[str]
    merged: frozenset[str]
    gsd_m: float | None
    x: int = 0
    y: int = 0


def catalogue_pictures(
    data_dir: Path, *, split: Split | None = None, sets: Collection[str] | None = None, limit: int | None = None
) -> Iterator[Labelled]:
    """The images of a catalogue that have dense masks, one in memory at a time. Raises BadRequest for broken data."""
    records = [
        record
        for record in read_catalogue(data_dir, split=split)
        if record.kind == "dense_mask" and (not sets or record.set_name in sets)
    ]
    if not records:
        raise BadRequest(f"{data_dir} lists no image with a dense mask of the sets and the split asked for.")
    for record in records[:limit]:
        image = load_labelled(record)
        yield Labelled(
            name=f"{record.set_name}_{record.image_path.stem}",
            source=record.image_path.relative_to(data_dir).as_posix(),
            rgb=image.rgb,
            masks=image.masks,
            known={name: weights > 0 for name, weights in image.weights.items()},
            absent=image.absent,
            merged=MERGED.get(record.set_name, frozenset()),
            gsd_m=gsd_of(image),
        )


def synthetic_pictures(folder: Path, gsd_m: float | None, limit: int | None = None) -> Iterator[Labelled]:
    """The scenes of a folder that `synthesize` wrote. Raises BadRequest when a scene has no classes beside it."""
    names = {int(number): name for number, name in json.loads((folder / "classes.json").read_text("utf-8")).items()}
    for path in sorted((folder / "images").glob("*.png"))[:limit]:
        rgb = read_rgb(path)
        values = read_index_mask(folder / "classes" / path.name, (rgb.shape[0], rgb.shape[1]))
        masks = {name: values == number for number, name in names.items() if number}
        within = {name: [masks[part] for part in PART_OF.get(name, ()) if part in masks] for name in masks}
        known = {name: ~np.logical_or.reduce(parts) for name, parts in within.items() if parts}
        yield Labelled(f"scene_{path.stem}", f"images/{path.name}", rgb, masks, known, NEVER, frozenset(), gsd_m)


def gsd_of(image: LabelledImage) -> float | None:
    """Metres per pixel on the ground: from the file's georeference, or the set's where all images share one."""
    path = image.image.image_path
    info = SETS[image.image.set_name]
    if info.gsd_m is not None and info.gsd_m[0] == info.gsd_m[1]:
        return info.gsd_m[0]
    if path.suffix.lower() not in (".tif", ".tiff"):
        return None
    with rasterio.open(path) as opened:
        if opened.crs is None or not opened.crs.is_projected:
            return None
        size = abs(float(opened.transform.a))
        if opened.crs.to_epsg() == 3857:  # its metres grow away from the equator
            size /= float(np.cosh(opened.xy(opened.height // 2, opened.width // 2)[1] / 6378137.0))
        return size


def windows(picture: Labelled, crop_px: int) -> Iterator[Labelled]:
    """The picture itself, or cut into windows where it is clearly larger than ``crop_px``; masks are cut, too."""
    height, width = picture.rgb.shape[:2]
    if max(height, width) <= crop_px * 1.25:
        yield picture
        return
    for y in _starts(height, crop_px):
        for x in _starts(width, crop_px):
            part = (slice(y, y + crop_px), slice(x, x + crop_px))
            masks = {name: mask[part] for name, mask in picture.masks.items()}
            yield Labelled(
                name=f"{picture.name}_x{x:04d}_y{y:04d}",
                source=picture.source,
                rgb=picture.rgb[part],
                masks=masks,
                known={name: known[part] for name, known in picture.known.items()},
                absent=picture.absent,
                merged=picture.merged,
                gsd_m=picture.gsd_m,
                x=x,
                y=y,
            )


def write_folder(
    pictures: Iterator[Labelled], out: Path, *, seed: int = 0, per_picture: int = 8, crop_px: int = 768
) -> Counter[str]:
    """Ask about every picture and write the items; returns how many questions there are of each kind.

    Deterministic by seed and picture. `index.csv` is written last: a folder without it is not finished, and may be
    written again. Raises BadRequest for a finished folder, OutputNotWritable when it cannot be written.
    """
    if (out / "index.csv").exists():
        raise BadRequest(f"{out} holds questions already.", hint="Give another --out, or remove that folder first.")
    counts: Counter[str] = Counter()
    rows: list[dict[str, object]] = []
    try:
        for group in ("size", "position", "relation", "absence"):
            shutil.rmtree(out / group, ignore_errors=True)
        for picture in pictures:
            for window in windows(picture, crop_px):
                rng = np.random.default_rng([seed, zlib.crc32(window.name.encode())])
                questions = geometry_questions(
                    window.masks,
                    window.gsd_m,
                    rng,
                    known=window.known,
                    absent=window.absent,
                    merged=window.merged,
                    most=per_picture,
                    whole=True,
                )
                rows.extend(_write_items(window, questions, out))
                counts.update(question.rule.kind for question in questions)
        if not rows:
            raise BadRequest("No question with an undisputed answer was found in these pictures.")
        part = out / "index.csv.part"
        with part.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, _COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        os.replace(part, out / "index.csv")
    except OSError as error:
        raise OutputNotWritable(f"{out} cannot be written: {error}") from error
    return counts


def _write_items(window: Labelled, questions: list[GeometryQuestion], out: Path) -> Iterator[dict[str, object]]:
    first: Path | None = None
    for number, question in enumerate(questions, start=1):
        folder = out / question.group
        for name in ("images", "labels", "QAs"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        stem = f"{window.name}__{question.rule.kind}_{number}"
        image = folder / "images" / f"{stem}.jpg"
        if first is None:
            Image.fromarray(window.rgb).save(image, quality=95)
            first = image
        else:
            _link(first, image)
        Image.fromarray(question.mask.astype(np.uint8) * 255).save(folder / "labels" / f"{stem}.png", optimize=True)
        content = {"questions": question.texts, "answer": question.answers, "rule": question.rule.to_dict()}
        text = json.dumps(content, indent=1, ensure_ascii=False)
        (folder / "QAs" / f"{stem}.json").write_text(text + "\n", encoding="utf-8")
        yield {
            "set": question.group,
            "item": stem,
            "class": question.rule.kind,
            "target": "present" if question.answers else "absent",
            "source_image": window.source,
            "x": window.x,
            "y": window.y,
            "width": window.rgb.shape[1],
            "height": window.rgb.shape[0],
            "gsd_m": window.gsd_m if window.gsd_m is not None else "",
            "rule": question.rule.sentence,
        }


def _link(source: Path, target: Path) -> None:
    """The same picture under another name; a copy where the file system knows no hard links."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _starts(side: int, crop_px: int) -> list[int]:
    """Where windows begin: as few as cover the side, the last one ends with it."""
    count = max(-(-side // crop_px), 1)
    return [round(i * (side - crop_px) / (count - 1)) if count > 1 else 0 for i in range(count)]
