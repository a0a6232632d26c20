"""gIoU, cIoU and P@X as the released code computes them, and what they hide: empty targets on their own.

Source: segearth-r1-released-model.md section 13; the same definitions as the paper's section 5. The
accumulator is streaming: it keeps sums, so memory does not grow with the number of images.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

THRESHOLDS: Final = (0.5, 0.6, 0.7, 0.8, 0.9)
"""The X of P@X."""


@dataclass(frozen=True)
class PixelCounts:
    """What one prediction and its target have in common, in pixels."""

    intersection: int
    union: int
    predicted: int
    target: int

    @property
    def iou(self) -> float:
        """I / (U + 1e-5); 1 where both are empty. An empty target scores 0 as soon as one pixel is predicted."""
        return 1.0 if self.union == 0 else self.intersection / (self.union + 1e-5)


@dataclass(frozen=True)
class MetricsResult:
    """Means over all predictions seen; None where there was nothing to take a mean of. All in 0..1.

    g_iou, c_iou, precision (threshold -> share): as released, empty targets among them.
    g_iou_non_empty: gIoU over the predictions whose target has pixels.
    empty_answered_with_nothing: share of the empty targets for which not one pixel was predicted.
    """

    count: int
    empty_count: int
    g_iou: float | None
    c_iou: float | None
    precision: dict[float, float | None]
    g_iou_non_empty: float | None
    empty_answered_with_nothing: float | None


class SegmentationMetrics:
    """Streaming accumulator: `update` (or `add`) per prediction, `result` at any time."""

    def __init__(self) -> None:
        self._count = 0
        self._iou = 0.0
        self._intersection = 0
        self._union = 0
        self._hits = dict.fromkeys(THRESHOLDS, 0)
        self._non_empty = 0
        self._iou_non_empty = 0.0
        self._empty_with_nothing = 0

    def update(self, pred: NDArray[Any], target: NDArray[Any]) -> None:
        """Take one prediction and its target, both [H, W], non-zero = marked. ValueError if their shapes differ."""
        self.add(count_pixels(pred, target))

    def add(self, counts: PixelCounts) -> None:
        """Take one prediction that is already counted, so that several accumulators may share the counting."""
        iou = counts.iou
        self._count += 1
        self._iou += iou
        self._intersection += counts.intersection
        self._union += counts.union
        for threshold in THRESHOLDS:
            self._hits[threshold] += iou > threshold
        if counts.target:
            self._non_empty += 1
            self._iou_non_empty += iou
        else:
            self._empty_with_nothing += counts.predicted == 0

    def result(self) -> MetricsResult:
        """The metrics of everything taken so far."""
        empty = self._count - self._non_empty
        return MetricsResult(
            count=self._count,
            empty_count=empty,
            g_iou=_share(self._iou, self._count),
            c_iou=self._intersection / (self._union + 1e-10) if self._count else None,
            precision={x: _share(hits, self._count) for x, hits in self._hits.items()},
            g_iou_non_empty=_share(self._iou_non_empty, self._non_empty),
            empty_answered_with_nothing=_share(self._empty_with_nothing, empty),
        )


def count_pixels(pred: NDArray[Any], target: NDArray[Any]) -> PixelCounts:
    """Count a prediction against its target, both [H, W], non-zero = marked. ValueError if their shapes differ."""
    if pred.shape != target.shape or pred.ndim != 2:
        raise ValueError(f"prediction {pred.shape} and target {target.shape} must be two images of one size")
    marked, wanted = pred != 0, target != 0
    intersection = int(np.count_nonzero(marked & wanted))
    predicted, targeted = int(np.count_nonzero(marked)), int(np.count_nonzero(wanted))
    return PixelCounts(intersection, predicted + targeted - intersection, predicted, targeted)


def _share(total: float, count: int) -> float | None:
    return total / count if count else None
