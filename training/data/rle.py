"""Masks as COCO writes them: run lengths (a list, or packed into a string) and polygons.

The decoder is our own: the format is a dozen lines of numpy, and its well-kept library, pycocotools, is a compiled
package that nothing else here needs. Pixels are counted down the columns, and the first run is of zeros.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import rasterio.features
import shapely
from numpy.typing import NDArray

from engine.errors import BadRequest

_FIRST_CHARACTER: Final = 48
_DIGIT, _SIGN, _MORE = 0x1F, 0x10, 0x20  # of a character: five bits of a number, its sign, "another one follows"
_MOST_DIGITS: Final = 12

HINT: Final = "Fetch the annotations again; run lengths and polygons in COCO's form are read."

Shape = tuple[int, int]
"""(height, width) in pixels."""


@dataclass(frozen=True)
class CocoMask:
    """A mask that is not decoded yet: the ``segmentation`` of a COCO annotation, and where it stands.

    segmentation: polygons ``[[x, y, x, y, ...], ...]``, one RLE ``{"size": [height, width], "counts": ...}``, or a
    list of such RLEs. where: for messages, for example "instances.json, annotation 7".
    """

    segmentation: Any
    where: str


def decode_mask(mask: CocoMask, shape: Shape) -> NDArray[np.uint8]:
    """Decode a mask to uint8 [H, W], 0 or 1, of ``shape``, the image's own; parts that overlap stay 1.

    The released code adds the parts up instead (an overlap is 2, which its evaluation then leaves out), and draws
    polygons on 800 x 800 pixels whatever the image. A polygon covers the pixels whose centres lie in it.
    Raises BadRequest, naming the annotation, for anything that is neither, and for an RLE of another size.
    """
    parts = mask.segmentation
    if isinstance(parts, Mapping):
        parts = [parts]
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not parts:
        raise BadRequest(f"{mask.where}: the segmentation is neither a list nor an RLE.", hint=HINT)
    if all(isinstance(part, Mapping) for part in parts):
        decoded = [_decode_rle(part, shape, mask.where) for part in parts]
        whole: NDArray[np.uint8] = np.bitwise_or.reduce(decoded)
        return whole
    return _draw([_polygon(part, mask.where) for part in parts], shape)


def unpack_counts(text: str) -> NDArray[np.int64]:
    """Unpack COCO's compressed counts into run lengths.

    A number is written in groups of five bits, the lowest first, one printable character each; from the fourth number
    on it is the difference to the last but one. Raises ValueError when the text is no such thing.
    """
    codes = np.frombuffer(text.encode("ascii"), np.uint8).astype(np.int64) - _FIRST_CHARACTER
    if codes.size == 0 or codes.min() < 0 or codes.max() >= 2 * _MORE:
        raise ValueError("a character is out of range")
    last = np.flatnonzero(codes & _MORE == 0)
    if last.size == 0 or last[-1] != codes.size - 1:
        raise ValueError("the last number is cut off")
    first = np.concatenate([[0], last[:-1] + 1])
    digits = last - first + 1
    if digits.max() > _MOST_DIGITS:
        raise ValueError("a number is too long")
    place = np.arange(codes.size) - np.repeat(first, digits)
    counts = np.add.reduceat((codes & _DIGIT) << (5 * place), first)
    counts -= np.where(codes[last] & _SIGN, np.int64(1) << (5 * digits), 0)
    counts[1::2] = np.cumsum(counts[1::2])
    counts[2::2] = np.cumsum(counts[2::2])
    return counts


def _decode_rle(rle: Mapping[str, Any], shape: Shape, where: str) -> NDArray[np.uint8]:
    size, counts = rle.get("size"), rle.get("counts")
    if not isinstance(size, list) or [type(side) for side in size] != [int, int]:
        raise BadRequest(f"{where}: the RLE has no size [height, width].", hint=HINT)
    if tuple(size) != shape:
        raise BadRequest(
            f"{where}: the mask is {size[1]} x {size[0]} pixels, its image {shape[1]} x {shape[0]}.",
            hint="Fetch the images and the annotations of the same release; neither may be rescaled.",
        )
    try:
        runs = unpack_counts(counts) if isinstance(counts, str) else _plain_counts(counts)
    except (ValueError, OverflowError) as error:
        raise BadRequest(f"{where}: the counts of the RLE are unknown: {error}.", hint=HINT) from error
    pixels = shape[0] * shape[1]
    if runs.size == 0 or runs.min() < 0 or runs.max() > pixels or runs.sum() != pixels:
        raise BadRequest(f"{where}: the counts of the RLE do not fill {shape[1]} x {shape[0]} pixels.", hint=HINT)
    values = np.arange(runs.size, dtype=np.uint8) & 1
    return np.repeat(values, runs).reshape(shape[1], shape[0]).T


def _plain_counts(counts: object) -> NDArray[np.int64]:
    if not isinstance(counts, list) or not all(type(count) is int for count in counts):
        raise ValueError("neither text nor a list of whole numbers")
    return np.array(counts, np.int64)


def _polygon(points: object, where: str) -> shapely.Polygon:
    if (
        not isinstance(points, list)
        or not all(type(number) in (int, float) for number in points)
        or len(points) < 6
        or len(points) % 2
        or not np.isfinite(points).all()
    ):
        raise BadRequest(f"{where}: a polygon is not a list of at least three points x, y.", hint=HINT)
    return shapely.Polygon(np.reshape(points, (-1, 2)))


def _draw(polygons: Sequence[shapely.Polygon], shape: Shape) -> NDArray[np.uint8]:
    drawn: NDArray[np.uint8] = rasterio.features.rasterize(polygons, out_shape=shape, dtype="uint8")
    return drawn
