"""Reads RRSIS-D: one expression per image, masks as run lengths in one COCO file.

Layout: ``images/rrsisd/JPEGImages/*``, ``rrsisd/refs(unc).p`` and ``rrsisd/instances.json``; both folders may also be
spelt ``rrssid``, as the released instructions have it.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from engine.errors import BadRequest

from .earthreason import ReasonItem, Scan
from .rle import CocoMask
from .rrsisd_refs import Ref, read_refs

NAME: Final = "RRSIS-D"
_SPELLINGS: Final = ("rrsisd", "rrssid")
_HINT: Final = "Fetch RRSIS-D again: instances.json, refs(unc).p and the images are of one release."

_log = logging.getLogger(__name__)


def is_rrsisd(folder: Path) -> bool:
    """Tell whether a folder holds RRSIS-D's annotations, or is where they should be."""
    return (folder.name == NAME and folder.is_dir()) or any((folder / name).is_dir() for name in _SPELLINGS)


def scan_rrsisd(folder: Path, split: str) -> Scan:
    """List the items of a split, in the order of ``refs(unc).p``, as the released code takes them.

    An item's image is the one whose id is the *ref* id: so does the released code, and in the published files every
    image has one ref, and both have the same number. Where a ref names another image id, that is logged, and the ref
    id counts. Split "test" takes every split whose name holds "test". The category is the annotation's.
    Problems: a file missing or damaged, a ref without annotation or image, a ref id that stands twice, an image file
    that is not there. Memory: the annotations of all splits while reading; those of the split stay, undecoded.
    """
    annotations_dir = _spelt(folder)
    try:
        refs, problems = read_refs(annotations_dir / "refs(unc).p")
        instances = _read_instances(annotations_dir / "instances.json")
    except BadRequest as problem:
        return Scan((), (problem,))
    images = {image.get("id"): image for image in instances["images"]}
    annotations = {annotation.get("id"): annotation for annotation in instances["annotations"]}
    categories = {category.get("id"): category.get("name") for category in instances["categories"]}
    chosen = [ref for ref in refs if (split in ref.split if split == "test" else ref.split == split)]
    _report_other_images(chosen)
    stems: Counter[str] = Counter()
    items = []
    for ref_id in [ref_id for ref_id, times in Counter(ref.ref_id for ref in chosen).items() if times > 1]:
        problems.append(BadRequest(f"{annotations_dir / 'refs(unc).p'}: ref {ref_id} stands twice.", hint=_HINT))
    for ref in chosen:
        try:
            annotation = _find(annotations, ref.ann_id, f"annotation {ref.ann_id}", ref, annotations_dir)
            image = _find(images, ref.ref_id, f"image {ref.ref_id}", ref, annotations_dir)
            path = _image_path(folder, image, annotations_dir)
        except BadRequest as problem:
            problems.append(problem)
            continue
        stems[path.stem] += 1
        file = annotations_dir / "instances.json"
        category = categories.get(annotation.get("category_id"))
        items.append(
            ReasonItem(
                set_name=NAME,
                stem=path.stem if stems[path.stem] == 1 else f"{path.stem}_{stems[path.stem]}",
                image_path=path,
                label_path=file,
                questions=ref.sentences,
                answer=(),
                class_id=category if isinstance(category, str) else None,
                split=split,
                task="refer",
                coco=CocoMask(annotation.get("segmentation"), f"{file}, annotation {ref.ann_id}"),
            )
        )
    return Scan(tuple(items), tuple(problems))


def _spelt(folder: Path) -> Path:
    found = [folder / name for name in _SPELLINGS if (folder / name).is_dir()]
    return found[0] if found else folder / _SPELLINGS[0]


def _read_instances(path: Path) -> dict[str, list[dict[str, Any]]]:
    if not path.is_file():
        raise BadRequest(f"{path} is missing.", hint=_HINT)
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path} cannot be read as JSON: {error}.", hint=_HINT) from error
    for name in ("images", "annotations", "categories"):
        entries = content.get(name) if isinstance(content, dict) else None
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise BadRequest(f"{path}: {name!r} must be a list of objects.", hint=_HINT)
    return {name: content[name] for name in ("images", "annotations", "categories")}


def _find(entries: Mapping[Any, dict[str, Any]], key: int, what: str, ref: Ref, folder: Path) -> dict[str, Any]:
    if key not in entries:
        raise BadRequest(f"{folder / 'instances.json'} has no {what}, which ref {ref.ref_id} needs.", hint=_HINT)
    return entries[key]


def _image_path(folder: Path, image: Mapping[str, Any], annotations_dir: Path) -> Path:
    name = image.get("file_name")
    if not isinstance(name, str) or Path(name).name != name:
        raise BadRequest(
            f"{annotations_dir / 'instances.json'}: the image {image.get('id')} has no plain file name.", hint=_HINT
        )
    paths = [folder / "images" / spelling / "JPEGImages" / name for spelling in _SPELLINGS]
    for path in paths:
        if path.is_file():
            return path
    raise BadRequest(f"{paths[0]} is missing.", hint="Put the image back, or fetch RRSIS-D's images again.")


def _report_other_images(refs: list[Ref]) -> None:
    others = [ref for ref in refs if ref.ref_id != ref.image_id]
    if others:
        _log.warning(
            "%d refs name an image id that is not their own id, first ref %d (image %d): the ref id counts, as in the "
            "released code",
            len(others),
            others[0].ref_id,
            others[0].image_id,
        )
