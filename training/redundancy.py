"""How redundant images are: the paper's analysis (equations 1 to 3, Figure 3) on any folders of images.

Entropic redundancy is what an image's histogram lacks to a uniform one; self-similarity is the mean SSIM of all pairs
of its patches. What the paper leaves open, and what is chosen here:
- pixels: 8-bit luma of the image at its own size (no resampling: it changes histograms and textures); L = 256;
- patches: squares of 32 px without overlap; what is left over at the right and at the bottom does not count;
- SSIM: means, variances and covariances over a whole patch (divided by the number of its pixels), C1 = (0.01 * 255)^2
  and C2 = (0.03 * 255)^2 as in the work that introduced SSIM; the "variance" of equation 2 is its sigma^2;
- a data set's figure: the mean over its images, each counting the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .data.labels import read_rgb

LEVELS: Final = 256
PATCH_PX: Final = 32
MAX_PATCHES: Final = 4096
NATURAL: Final = "natural"
REMOTE: Final = "remote sensing"
_C1: Final = (0.01 * 255) ** 2
_C2: Final = (0.03 * 255) ** 2
_ROWS_AT_ONCE: Final = 512


def entropic_redundancy(grey: NDArray[np.uint8]) -> float:
    """1 - H / 8 with the entropy H in bits of the histogram of an 8-bit image [H, W] (equation 1).

    0: all 256 levels are equally frequent; 1: one level only.
    """
    counts = np.bincount(grey.ravel(), minlength=LEVELS)
    shares = counts[counts > 0] / grey.size
    return 1.0 + float((shares * np.log2(shares)).sum()) / float(np.log2(LEVELS))


def self_similarity(
    grey: NDArray[np.uint8], patch_px: int = PATCH_PX, max_patches: int = MAX_PATCHES, seed: int = 0
) -> float | None:
    """The mean SSIM of all pairs of different patches of an 8-bit image [H, W] (equations 2 and 3), at most 1.

    None for an image with fewer than two patches. If it has more than ``max_patches``, that many are drawn at random
    (``seed``): an unbiased estimate. Time grows with the square of the number of patches; memory with the number times
    512 and with the pixels of the patches.
    """
    patches = _patches(grey, patch_px)
    count = len(patches)
    if count < 2:
        return None
    if count > max_patches:
        patches = patches[np.sort(np.random.default_rng(seed).choice(count, max_patches, replace=False))]
        count = max_patches
    values = patches.astype(np.float32)
    mean = values.mean(axis=1, dtype=np.float64)
    centred = values - mean[:, None].astype(np.float32)
    variance = np.square(centred).mean(axis=1, dtype=np.float64)
    total = 0.0
    for start in range(0, count, _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        covariance = (centred[rows] @ centred.T).astype(np.float64) / values.shape[1]
        luminance = (2 * np.outer(mean[rows], mean) + _C1) / (np.add.outer(mean[rows] ** 2, mean**2) + _C1)
        structure = (2 * covariance + _C2) / (np.add.outer(variance[rows], variance) + _C2)
        similar = luminance * structure
        similar[np.arange(len(similar)), np.arange(start, start + len(similar))] = 0  # not with itself
        total += float(similar.sum())
    return total / (count * (count - 1))


def _patches(grey: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """The whole squares of an image, row by row: [N, side * side]."""
    rows, columns = grey.shape[0] // side, grey.shape[1] // side
    whole = grey[: rows * side, : columns * side].reshape(rows, side, columns, side)
    return whole.transpose(0, 2, 1, 3).reshape(rows * columns, side * side)


@dataclass(frozen=True)
class SetRedundancy:
    """One data set: means over its images and standard deviations between them.

    kind: ``natural`` or ``remote sensing``. images: how many were read; without_pairs: those among them that hold
    fewer than two patches, so that they have no self-similarity.
    """

    name: str
    kind: str
    images: int
    without_pairs: int
    entropic: float
    entropic_spread: float
    self_similarity: float | None
    self_similarity_spread: float | None

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain JSON values."""
        return {
            "kind": self.kind,
            "images": self.images,
            "images_without_pairs": self.without_pairs,
            "R_e": self.entropic,
            "R_e_spread": self.entropic_spread,
            "R_s": self.self_similarity,
            "R_s_spread": self.self_similarity_spread,
        }


def measure_set(
    name: str,
    kind: str,
    paths: Sequence[Path],
    measure: Callable[[NDArray[np.uint8]], float | None] = self_similarity,
    on_image: Callable[[], object] = lambda: None,
) -> SetRedundancy:
    """Measure the images one after another; one is in memory at a time. ``measure`` gives the self-similarity.

    Raises BadRequest, naming the file, for an image that cannot be read or has more than 8 bits a band.
    """
    entropic, similar = [], []
    for path in paths:
        grey = np.array(Image.fromarray(read_rgb(path)).convert("L"))
        entropic.append(entropic_redundancy(grey))
        similarity = measure(grey)
        if similarity is not None:
            similar.append(similarity)
        on_image()
    return SetRedundancy(
        name,
        kind,
        len(paths),
        len(paths) - len(similar),
        float(np.mean(entropic)),
        float(np.std(entropic)),
        float(np.mean(similar)) if similar else None,
        float(np.std(similar)) if similar else None,
    )


def compare_kinds(sets: Iterable[SetRedundancy]) -> dict[str, float] | None:
    """What the paper says of Figure 3, or None without sets of both kinds.

    Keys: ``R_e_least_times`` and ``R_e_most_times``, the least and the greatest quotient of a remote sensing set's
    entropic redundancy and a natural one's (the paper: 1.9 to 3.3); ``R_s_percent_more``, by how much the mean
    self-similarity of the remote sensing sets exceeds that of the natural ones (the paper: 42.6). How the paper formed
    the two is not said. Quotients by zero or less are left out.
    """
    sets = list(sets)
    remote = [entry for entry in sets if entry.kind != NATURAL]
    natural = [entry for entry in sets if entry.kind == NATURAL]
    if not remote or not natural:
        return None
    result: dict[str, float] = {}
    times = [far.entropic / near.entropic for far in remote for near in natural if near.entropic > 0]
    if times:
        result |= {"R_e_least_times": min(times), "R_e_most_times": max(times)}
    similar_far = [entry.self_similarity for entry in remote if entry.self_similarity is not None]
    similar_near = [entry.self_similarity for entry in natural if entry.self_similarity is not None]
    if similar_far and similar_near and float(np.mean(similar_near)) > 0:
        result["R_s_percent_more"] = 100 * (float(np.mean(similar_far)) / float(np.mean(similar_near)) - 1)
    return result
