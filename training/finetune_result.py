"""What an adaptation brought: scores on the held-out part before and after, and the model card that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tqdm import tqdm

from engine.model.runtime import ModelRuntime

from .data.earthreason import ReasonItem, load_item
from .evaluate import model_predictor
from .metrics import MetricsResult, SegmentationMetrics, count_pixels

_SAME = 0.005  # differences below count as none


def score(runtime: ModelRuntime, items: Sequence[ReasonItem], title: str) -> MetricsResult:
    """Ask all questions of the items at native size, as `evaluate` does."""
    predict = model_predictor(runtime)
    metrics = SegmentationMetrics()
    for item in tqdm(items, desc=title, unit="item"):
        rgb, target = load_item(item)
        for logits in predict(rgb, item.questions):
            metrics.add(count_pixels(logits >= 0, target))
    return metrics.result()


@dataclass(frozen=True)
class Outcome:
    """The scores of a model on the held-out part, before it was adapted and after.

    name: of the model that was adapted. images: how many different ones are held out.
    """

    name: str
    images: int
    before: MetricsResult
    after: MetricsResult

    def table(self) -> str:
        """The scores as a small Markdown table."""
        asked = self.before.count - self.before.empty_count
        lines = [
            f"| held-out part: {self.images} images | gIoU non-empty ({asked} answers) "
            f"| empty → nothing ({self.before.empty_count} answers) |",
            "|---|--:|--:|",
        ]
        for title, scores in ((f"before: {self.name}", self.before), ("after", self.after)):
            cells = (scores.g_iou_non_empty, scores.empty_answered_with_nothing)
            lines.append("| " + " | ".join([title, *("–" if cell is None else f"{cell:.2f}" for cell in cells)]) + " |")
        return "\n".join(lines)

    def verdict(self) -> str:
        """What the table means, in a sentence or two; says plainly what became worse."""
        marks, empties = self._changes()
        if marks < 0:
            text = "WORSE than before on the held-out part: what it marks fits the labels less well."
        elif marks > 0:
            text = "Better than before on the held-out part."
        else:
            text = "As good as before on the held-out part: nothing was gained."
        if empties < 0:
            text += " WORSE at saying nothing where nothing is: it marks something more often."
        elif empties > 0:
            text += " It also says nothing more often where nothing is."
        return text

    @property
    def worse(self) -> bool:
        """Whether one of the two scores fell."""
        return min(self._changes()) < 0

    def _changes(self) -> tuple[int, int]:
        return (
            _change(self.before.g_iou_non_empty, self.after.g_iou_non_empty),
            _change(self.before.empty_answered_with_nothing, self.after.empty_answered_with_nothing),
        )


def _change(before: float | None, after: float | None) -> int:
    if before is None or after is None:
        return 0
    difference = after - before
    return 0 if abs(difference) < _SAME else 1 if difference > 0 else -1
