"""Writes tiny copies of the three published data sets, in their own formats."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image


def write_image(path: Path, height: int, width: int, bands: int = 3) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((height, width, bands), 90, np.uint8)).save(path)


def write_mask(path: Path, values: Sequence[Sequence[int]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.array(values, np.uint8)).save(path)


def write_reason(folder: Path, name: str, label: Sequence[Sequence[int]], answer: Sequence[str] = ("It is here.",)):
    """Write one item of EarthReason; ``name`` is the image's file name."""
    stem = Path(name).stem
    write_image(folder / "images" / name, len(label), len(label[0]))
    write_mask(folder / "labels" / f"{stem}.png", label)
    (folder / "QAs").mkdir(exist_ok=True)
    content = {"questions": [f"Where in {stem}?", f"Which part of {stem}?"], "answer": list(answer)}
    (folder / "QAs" / f"{stem}.json").write_text(json.dumps(content), encoding="utf-8")


def ref(number: int, split: str, *texts: str, **changed: Any) -> dict[str, Any]:
    """Build one entry of refs(unc).p, as the published file has them."""
    sentences = [
        {"raw": text, "sent": text.lower(), "sent_id": 10 * number + n, "tokens": text.split()}
        for n, text in enumerate(texts)
    ]
    entry = {"ref_id": number, "ann_id": number + 100, "image_id": number, "category_id": 3, "split": split}
    return entry | {"file_name": f"{number:05}.jpg", "sent_ids": [], "sentences": sentences} | changed


def write_rrsisd(folder: Path, refs: Any, segmentations: dict[int, Any], spelling: str = "rrsisd") -> None:
    """Write RRSIS-D: a 3 x 2 image (height x width) and an annotation per ref number."""
    for number in segmentations:
        write_image(folder / "images" / spelling / "JPEGImages" / f"{number:05}.jpg", 3, 2)
    instances = {
        "images": [
            {"id": number, "file_name": f"{number:05}.jpg", "height": 3, "width": 2} for number in segmentations
        ],
        "annotations": [
            {"id": number + 100, "image_id": number, "category_id": 3, "segmentation": segmentation}
            for number, segmentation in segmentations.items()
        ],
        "categories": [{"id": 3, "name": "bridge"}],
    }
    (folder / spelling).mkdir(parents=True)
    (folder / spelling / "instances.json").write_text(json.dumps(instances), encoding="utf-8")
    (folder / spelling / "refs(unc).p").write_bytes(pickle.dumps(refs, protocol=2))


def write_refsegrs(folder: Path, split: str, lines: str, masks: dict[str, Sequence[Sequence[int]]]) -> None:
    """Write RefSegRS: the lines of a split, and an image per mask."""
    for number, mask in masks.items():
        write_image(folder / "images" / f"{number}.tif", len(mask), len(mask[0]))
        write_mask(folder / "masks" / f"{number}.tif", mask)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"output_phrase_{split}.txt").write_text(lines, encoding="utf-8")
