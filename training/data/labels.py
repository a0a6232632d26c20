"""Loads one image of the catalogue and all that its labels prove: masks, pixel weights, presence, absence.

A weight says how far a pixel's label can be trusted: 1 fully, 0 not at all (unlabelled), in between where a
box has corners, a weak mask a margin, or a set some objects without a label (source: the README of the data).
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from scipy import ndimage

from engine.errors import BadRequest

from .boxes import box_weights, fill_boxes
from .catalogue import CatalogueImage
from .scenes import SCENES
from .sets import SETS, SetInfo

TREE_DISC_PX = 9
"""Radius of the discs of the weak tree masks, in pixels of 0.6 m (README of the data)."""
TREE_CROWN_PX = 15
"""How far a big crown reaches from its point (9 m): green pixels up to there may be crown that the disc cut off."""
TREE_NDVI = 0.12
"""Greener than this counts as living vegetation in the weak tree masks (README of the data)."""
TREE_MARGIN_WEIGHT = 0.3

_IMAGE_HINT = "Fetch the file again, or save it as an image of 8 bits in red, green and blue."


@dataclass(frozen=True, eq=False)
class LabelledImage:
    """One image and what is known about it.

    rgb: uint8 [H, W, 3].
    masks: class id -> uint8 [H, W] of 0 and 1, for every class that the set labels by position (maybe all 0).
    weights: class id -> float16 [H, W] in 0..1, the same keys; classes may share one array.
    present: class ids that the image certainly holds; absent: those that it certainly does not hold.
        Disjoint. A class in neither is unknown: asking for it in training would teach guesses.

    All arrays are read-only. Memory: three bytes a pixel for the image, one for each mask that has a pixel,
    two for each weight that varies; constant arrays take two bytes in all (zero strides). The whole training
    split of the shared data takes 1.9 GB.
    """

    image: CatalogueImage
    rgb: NDArray[np.uint8]
    masks: Mapping[str, NDArray[np.uint8]]
    weights: Mapping[str, NDArray[np.float16]]
    present: frozenset[str]
    absent: frozenset[str]

    def target(self, class_id: str) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """The mask and the weights of a class that is labelled or certainly absent (all zero, all one).

        Raises KeyError for a class whose pixels are unknown here, also when its presence is known.
        """
        if class_id in self.masks:
            return self.masks[class_id], self.weights[class_id]
        if class_id in self.absent:
            shape = self.rgb.shape[:2]
            return _constant(np.uint8(0), shape), _constant(np.float16(1), shape)
        raise KeyError(f"where {class_id} lies in {self.image.image_path.name} is not known")


def load_labelled(image: CatalogueImage) -> LabelledImage:
    """Decode one image with its labels.

    Raises BadRequest when a file is damaged, sizes differ, a label name is not in the table of the set, or
    the set is not in `SETS`; the message names the file.
    """
    info = SETS.get(image.set_name)
    if info is None:
        raise BadRequest(f"The set {image.set_name!r} of {image.image_path} is not in the table of sets.")
    rgb = read_rgb(image.image_path)
    if image.kind == "scene":
        scene = scene_class(image)
        return LabelledImage(image, rgb, {}, {}, SCENES[scene].present, SCENES[scene].absent)
    shape = (rgb.shape[0], rgb.shape[1])
    if image.kind == "boxes":
        masks, weights = _load_boxes(image, info, shape)
    elif image.kind == "weak_mask":
        masks, weights = _load_weak_trees(image, shape)
    else:
        masks, weights = _load_dense(image, info, shape)
    with_pixels = frozenset(c for c, mask in masks.items() if mask.any())
    proven_absent = frozenset(
        c for c in masks if c not in with_pixels | info.background_weight.keys() and bool(weights[c].all())
    )
    return LabelledImage(image, rgb, masks, weights, info.present | with_pixels, info.absent | proven_absent)


def read_rgb(path: Path) -> NDArray[np.uint8]:
    """Read an image as read-only uint8 [H, W, 3]: any format of Pillow, or the first three bands of a
    GeoTIFF.

    Raises BadRequest, naming the file, when it cannot be read or is not 8-bit.
    """
    if path.suffix.lower() in (".tif", ".tiff"):
        # Pillow would take a fourth band for alpha and does not know all TIFF compressions.
        bands = _read_bands(path)
        return _frozen(np.ascontiguousarray(bands[:3].transpose(1, 2, 0)))
    try:
        with Image.open(path) as opened:
            if opened.mode.startswith(("I", "F")):
                raise BadRequest(f"{path} has more than 8 bits a band (mode {opened.mode}).", hint=_IMAGE_HINT)
            return _frozen(np.array(opened.convert("RGB")))
    except (OSError, UnidentifiedImageError) as error:
        raise BadRequest(f"{path} cannot be read as an image: {error}", hint=_IMAGE_HINT) from error


def read_index_mask(path: Path, shape: tuple[int, int]) -> NDArray[np.uint8]:
    """Read the values (indices of a palette, or grey) of a PNG as uint8 [H, W].

    Raises BadRequest, naming the file, when it cannot be read, is in colour or has another size than
    ``shape``.
    """
    try:
        with Image.open(path) as opened:
            if opened.mode not in ("P", "L", "1"):
                raise BadRequest(f"{path} is a mask of mode {opened.mode}, not of palette or grey values.")
            values = np.array(opened, dtype=np.uint8)
    except (OSError, UnidentifiedImageError) as error:
        raise BadRequest(f"{path} cannot be read as a mask: {error}") from error
    if values.shape != shape:
        raise BadRequest(f"{path} is {values.shape[1]} x {values.shape[0]} pixels, its image {shape[1]} x {shape[0]}.")
    return values


def _load_dense(
    image: CatalogueImage, info: SetInfo, shape: tuple[int, int]
) -> tuple[dict[str, NDArray[np.uint8]], dict[str, NDArray[np.float16]]]:
    values = read_index_mask(image.label_path, shape)
    # <set>/<split>/masks/<file>.png with <set>/classes.json
    legend_path = image.label_path.parents[2] / "classes.json"
    legend = _read_json(legend_path)
    names = {int(entry["index"]): str(entry["name"]) for entry in legend["classes"]}
    stray = set(np.unique(values).tolist()) - names.keys()
    if stray:
        raise BadRequest(f"{image.label_path} holds values {sorted(stray)} that {legend_path} does not name.")
    known = values != legend["ignore_index"] if "ignore_index" in legend else np.ones(shape, bool)
    masks = {}
    weights = {}
    everywhere = _constant(np.float16(1), shape) if known.all() else _frozen(known.astype(np.float16))
    for label, class_id in info.labels.items():
        indices = [index for index, name in names.items() if name == label]
        mask = np.isin(values, indices)
        masks[class_id] = _compact(mask)
        background = info.background_weight.get(class_id, 1.0)
        weights[class_id] = (
            everywhere if background == 1.0 else _frozen(np.where(mask, 1, known * background).astype(np.float16))
        )
    return masks, weights


def _load_boxes(
    image: CatalogueImage, info: SetInfo, shape: tuple[int, int]
) -> tuple[dict[str, NDArray[np.uint8]], dict[str, NDArray[np.float16]]]:
    record = _read_json(image.label_path).get(image.image_path.name)
    if record is None:
        raise BadRequest(f"{image.label_path} has no entry for {image.image_path.name}.")
    if (record["height"], record["width"]) != shape:
        raise BadRequest(f"{image.label_path} gives another size for {image.image_path.name} than the image has.")
    boxes: dict[str, list[tuple[float, float, float, float]]] = {c: [] for c in info.labelled}
    for item in record["objects"]:
        if item["label"] not in info.labels:
            raise BadRequest(f"{image.label_path}: the label {item['label']!r} is not in the table of the set.")
        xmin, ymin, xmax, ymax = item["bbox"]
        boxes[info.labels[item["label"]]].append((xmin, ymin, xmax, ymax))
    filled = {c: fill_boxes(boxes[c], shape) for c in boxes}
    weights = {c: box_weights(boxes[c], shape, info.background_weight.get(c, 1.0)) for c in boxes}
    for labelled_as, really in info.confused:
        weights[really][filled[labelled_as] & ~filled[really]] = 0
    return {c: _compact(filled[c]) for c in boxes}, {c: _compact_weight(weights[c]) for c in boxes}


def _load_weak_trees(
    image: CatalogueImage, shape: tuple[int, int]
) -> tuple[dict[str, NDArray[np.uint8]], dict[str, NDArray[np.float16]]]:
    """The weak mask, full weight inside it and far from every tree, little where it is known to err.

    It errs inside the discs where nothing is green (a dry crown, or the ground), and on green pixels between
    the discs and `TREE_CROWN_PX` (a crown cut off, or a lawn). All trees have a point, so green far away is
    lawn.
    """
    tree = read_index_mask(image.label_path, shape) > 0
    points_path = image.label_path.parents[1] / "points" / f"{image.image_path.stem}.geojson"
    at_point = np.zeros(shape, bool)
    for feature in _read_json(points_path)["features"]:
        row, col = round(feature["properties"]["py"]), round(feature["properties"]["px"])
        at_point[min(max(row, 0), shape[0] - 1), min(max(col, 0), shape[1] - 1)] = True
    weights = np.ones(shape, np.float16)
    if at_point.any():
        distance_px = ndimage.distance_transform_edt(~at_point)
        bands = _read_bands(image.image_path).astype(np.float32)
        red, near_infrared = bands[0], bands[3]
        green = near_infrared - red > TREE_NDVI * (near_infrared + red)
        doubtful = (distance_px <= TREE_DISC_PX) | ((distance_px <= TREE_CROWN_PX) & green)
        weights[doubtful & ~tree] = TREE_MARGIN_WEIGHT
    return {"tree": _compact(tree)}, {"tree": _compact_weight(weights)}


def scene_class(image: CatalogueImage) -> str:
    """The scene class of an image of kind `scene`; raises BadRequest, naming the label file, where it gives none."""
    scene = _read_json(image.label_path).get(image.image_path.name)
    if scene not in SCENES:
        raise BadRequest(f"{image.label_path} gives no known scene class for {image.image_path.name}.")
    return str(scene)


def _read_bands(path: Path) -> NDArray[np.uint8]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)  # training needs no position
            with rasterio.open(path) as opened:
                bands: NDArray[np.uint8] = opened.read()
    except RasterioError as error:
        raise BadRequest(f"{path} cannot be read as a raster: {error}", hint=_IMAGE_HINT) from error
    if bands.dtype != np.uint8 or len(bands) < 3:
        text = f"{path} has {len(bands)} bands of {bands.dtype}; at least three of uint8 are needed."
        raise BadRequest(text, hint=_IMAGE_HINT)
    return bands


@lru_cache(maxsize=64)
def _read_json(path: Path) -> dict[str, Any]:
    # Label files are shared by the images of a split and do not change while the data are read.
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(content, dict):
        raise BadRequest(f"{path} holds no JSON object.")
    return content


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array


def _constant(value: np.generic, shape: tuple[int, ...]) -> NDArray[Any]:
    return np.broadcast_to(np.asarray(value), shape)


def _compact(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return _frozen(mask.astype(np.uint8)) if mask.any() else _constant(np.uint8(0), mask.shape)


def _compact_weight(weights: NDArray[np.float16]) -> NDArray[np.float16]:
    first = weights.flat[0]
    return _constant(first, weights.shape) if bool((weights == first).all()) else _frozen(weights)
