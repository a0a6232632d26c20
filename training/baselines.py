"""Two baselines that any model must beat: mark everything, and one colour threshold per class.

Both are scored by `evaluate` with the class name of each item instead of its questions, an advantage that a
model does not have: it must first understand the words. The thresholds are fitted on the training split only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from .data import LabelledImage, load_labelled, read_catalogue
from .evaluate import Predict, evaluate

Feature = Literal["red", "green", "blue", "brightness", "saturation", "excess_green", "blue_ratio"]
FEATURES: Final[tuple[Feature, ...]] = (
    "red",
    "green",
    "blue",
    "brightness",
    "saturation",
    "excess_green",
    "blue_ratio",
)
_LEVELS: Final = 256
_FIT_STEP: Final = 2  # every second row and column: a quarter of the pixels fits the same thresholds


@dataclass(frozen=True)
class ColourThreshold:
    """Marks the pixels whose feature (0..255) is at least ``level``, or below it.

    mean_iou: over the training images that hold the class.
    """

    feature: Feature
    level: int
    above: bool
    mean_iou: float

    def __call__(self, rgb: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Mark an image uint8 [H, W, 3]; bool [H, W]."""
        values = colour_feature(rgb, self.feature)
        marked: NDArray[np.bool_] = values >= self.level if self.above else values < self.level
        return marked


def predict_everything(rgb: NDArray[np.uint8], questions: Sequence[str]) -> list[NDArray[np.bool_]]:
    """Answer every question with every pixel."""
    return [np.ones(rgb.shape[:2], bool) for _ in questions]


def threshold_predictor(thresholds: dict[str, ColourThreshold]) -> Predict:
    """Answer class names by their thresholds; a class that was never seen in training gets nothing."""

    def predict(rgb: NDArray[np.uint8], classes: Sequence[str]) -> list[NDArray[np.bool_]]:
        nothing = np.zeros(rgb.shape[:2], bool)
        return [thresholds[name](rgb) if name in thresholds else nothing for name in classes]

    return predict


def fit_thresholds(images: Iterable[LabelledImage]) -> dict[str, ColourThreshold]:
    """Find for each class the feature, level and direction of the highest mean IoU over the images that hold
    it.

    All 256 levels of all features are tried, in both directions. Pixels of weight 0 (unlabelled) do not
    count, and every image counts the same. The images may be a generator: one is held at a time.
    """
    sums: dict[str, NDArray[np.float64]] = {}
    counts: dict[str, int] = {}
    for image in images:
        rgb = image.rgb[::_FIT_STEP, ::_FIT_STEP]
        held = {c: image.target(c) for c in sorted(image.masks) if image.masks[c].any()}
        if not held:
            continue
        values = [colour_feature(rgb, feature) for feature in FEATURES]
        for class_id, (mask, weight) in held.items():
            target = mask[::_FIT_STEP, ::_FIT_STEP] > 0
            known = weight[::_FIT_STEP, ::_FIT_STEP] > 0
            if not (target & known).any():
                continue
            scores = np.stack([_iou_per_level(value[known], target[known]) for value in values])
            sums[class_id] = sums.get(class_id, 0) + scores
            counts[class_id] = counts.get(class_id, 0) + 1
    return {class_id: _best(sums[class_id] / counts[class_id]) for class_id in sums}


def colour_feature(rgb: NDArray[np.uint8], feature: Feature) -> NDArray[np.uint8]:
    """One colour feature of an image uint8 [H, W, 3], scaled to 0..255; uint8 [H, W].

    saturation = (max - min) / max; excess green = 2 G - R - B; blue ratio = B / (R + G + B).
    """
    if feature in ("red", "green", "blue"):
        band: NDArray[np.uint8] = rgb[..., ("red", "green", "blue").index(feature)]
        return band
    bands = rgb.astype(np.float32)
    red, green, blue = bands[..., 0], bands[..., 1], bands[..., 2]
    if feature == "brightness":
        values: NDArray[Any] = (red + green + blue) / 3
    elif feature == "saturation":
        highest = bands.max(axis=2)
        values = 255 * (highest - bands.min(axis=2)) / np.maximum(highest, 1)
    elif feature == "excess_green":
        values = (2 * green - red - blue + 510) / 4
    else:
        values = 255 * blue / np.maximum(red + green + blue, 1)
    levels: NDArray[np.uint8] = np.rint(values).astype(np.uint8)
    return levels


def _iou_per_level(values: NDArray[np.uint8], target: NDArray[np.bool_]) -> NDArray[np.float64]:
    """IoU [2, 256] of marking the values >= level (row 0) and < level (row 1), for every level."""
    inside = np.bincount(values[target], minlength=_LEVELS)
    everywhere = np.bincount(values, minlength=_LEVELS)
    # below[level] = pixels with value < level
    inside_below = np.concatenate(([0], np.cumsum(inside)))[:_LEVELS]
    marked_below = np.concatenate(([0], np.cumsum(everywhere)))[:_LEVELS]
    wanted = inside.sum()
    intersection = np.stack([wanted - inside_below, inside_below])
    marked = np.stack([values.size - marked_below, marked_below])
    scores: NDArray[np.float64] = intersection / (wanted + marked - intersection)
    return scores


def _best(scores: NDArray[np.float64]) -> ColourThreshold:
    feature, direction, level = (int(i) for i in np.unravel_index(int(scores.argmax()), scores.shape))
    return ColourThreshold(FEATURES[feature], level, direction == 0, float(scores[feature, direction, level]))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--train-data", required=True, type=Path, metavar="DIR", help="training data with index.csv, for the fit"
    )
    parser.add_argument(
        "--data",
        required=True,
        type=Path,
        metavar="FOLDER",
        help="folder in EarthReason's layout (or a folder of such) with an index.csv of classes",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of two tables")


def main(args: argparse.Namespace) -> int:
    """Fit the thresholds and score both baselines; the reports go to stdout. Returns the exit code."""
    catalogue = read_catalogue(args.train_data, split="train")
    thresholds = fit_thresholds(load_labelled(image) for image in catalogue if image.kind != "scene")
    reports = {
        "everything": evaluate(predict_everything, args.data, "class", progress=True),
        "colour_threshold": evaluate(threshold_predictor(thresholds), args.data, "class", progress=True),
    }
    if args.json:
        sys.stdout.write(json.dumps({name: report.to_dict() for name, report in reports.items()}) + "\n")
    else:
        sys.stdout.write("\n\n".join(f"{n}\n\n{r.to_markdown()}" for n, r in reports.items()) + "\n")
    return 0
