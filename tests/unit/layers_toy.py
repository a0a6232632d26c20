"""Toy layers in EarthReason's layout: a bright square on dark noise, asked for as water."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 128
QUESTIONS = ("where is the water", "the water")


def write_item(folder: Path, stem: str, seed: int, *, present: bool = True, questions: object = QUESTIONS) -> None:
    """Write an item of a picture that follows from the seed; absent: nothing shines in it."""
    rng = np.random.default_rng(seed)
    rgb = rng.integers(0, 90, (SIDE, SIDE, 3), dtype=np.uint8)
    mask = np.zeros((SIDE, SIDE), np.uint8)
    if present:
        x, y = rng.integers(8, SIDE - 64, 2)
        mask[y : y + 48, x : x + 56] = 255
        rgb[mask > 0] = 220
    for name in ("images", "labels", "QAs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    Image.fromarray(rgb).save(folder / "images" / f"{stem}.png")
    Image.fromarray(mask).save(folder / "labels" / f"{stem}.png")
    answer = ["Here."] if present else []
    (folder / "QAs" / f"{stem}.json").write_text(json.dumps({"questions": questions, "answer": answer}))


def write_layer(folder: Path, count: int = 8, first_seed: int = 0) -> Path:
    """Write items ``p0`` ..., of which every fourth shows nothing."""
    for number in range(count):
        write_item(folder, f"p{number}", first_seed + number, present=number % 4 != 3)
    return folder
