"""A picture of an evaluation: the best, the worst and random answers, each with its image, outline and question.

Answers are offered one image after another; only thumbnails of those that may still be shown are kept, so memory does
not grow with the data set. An image appears at most once in a row, with its best, worst or a random question.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from engine.errors import OutputNotWritable

from .metrics import PixelCounts

_THUMBNAIL: Final = 280
_GAP: Final = 14
_MARGIN: Final = 24
_LINE: Final = 19
_QUESTION_LINES: Final = 4
_TEXT_HEIGHT: Final = 8 + (2 + _QUESTION_LINES) * _LINE + 10
_HEADING_HEIGHT: Final = 42
_FONT_SIZE: Final = 15

_PAPER: Final = (250, 250, 248)
_INK: Final = (28, 30, 33)
_QUIET: Final = (105, 109, 115)
_TRUE: Final = (0, 229, 255)
_FOUND: Final = (255, 32, 168)
_FOUND_OPACITY: Final = 0.4

_KEPT_COVERAGE: Final = 96
"""Of 255: a thumbnail's pixel is marked from this share of its area on; below one half, so that thin things stay."""


@dataclass(frozen=True)
class ImageAnswers:
    """All answers about one image, as they were scored.

    rgb: uint8 [H, W, 3]. target: bool [H, W]. questions, masks (bool [H, W]) and counts belong together, one per
    question.
    """

    set_name: str
    stem: str
    class_id: str | None
    rgb: NDArray[np.uint8]
    target: NDArray[np.bool_]
    questions: Sequence[str]
    masks: Sequence[NDArray[np.bool_]]
    counts: Sequence[PixelCounts]


@dataclass(frozen=True)
class Sample:
    """One answer as it is shown.

    found_share: of the image's pixels, 0..1. thumbnail: uint8 [h, w, 3], at most 280 px a side, with outline and
    found area.
    """

    set_name: str
    stem: str
    class_id: str | None
    question: str
    iou: float
    found_share: float
    empty_target: bool
    thumbnail: NDArray[np.uint8]

    @property
    def score(self) -> str:
        """The score in words: an empty target has no IoU that would say more than right or wrong."""
        if not self.empty_target:
            return f"IoU {self.iou:.2f}"
        if self.found_share == 0:
            return "Empty target, nothing found"
        share = "less than 0.1 %" if self.found_share < 0.001 else f"{100 * self.found_share:.1f} %"
        return f"Empty target, {share} found"


@dataclass
class _Row:
    """The ``count`` samples of the highest rank of one sort."""

    count: int
    kept: list[tuple[tuple[float, ...], Sample]] = field(default_factory=list)

    def offer(self, rank: tuple[float, ...], make: Callable[[], Sample]) -> None:
        """Keep a sample if it ranks among the first; it is drawn only then. Ranks must differ."""
        if len(self.kept) < self.count:
            heapq.heappush(self.kept, (rank, make()))
        elif self.count and rank > self.kept[0][0]:
            heapq.heapreplace(self.kept, (rank, make()))

    def samples(self) -> list[Sample]:
        return [sample for _, sample in sorted(self.kept, key=lambda entry: entry[0], reverse=True)]


class PictureSheet:
    """Takes the answers of an evaluation and draws the sheet at its end.

    count: samples a row. seed: of the random row; the same seed and answers give the same sheet. Memory: at most
    four rows of thumbnails.
    """

    def __init__(self, count: int = 6, seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        self._seen = 0
        self._best, self._worst, self._false_alarms, self._any = (_Row(count) for _ in range(4))

    def add(self, image: ImageAnswers) -> None:
        """Take the answers about one image."""
        self._seen += 1
        ious = [counts.iou for counts in image.counts]
        order = -float(self._seen)  # among equals the earlier image stays
        best, worst = int(np.argmax(ious)), int(np.argmin(ious))
        if image.target.any():
            self._best.offer((ious[best], order), lambda: _sample(image, best))
            wrong = (image.counts[worst].union - image.counts[worst].intersection) / image.target.size
            self._worst.offer((-ious[worst], wrong, order), lambda: _sample(image, worst))
        else:
            boldest = int(np.argmax([counts.predicted for counts in image.counts]))
            if image.counts[boldest].predicted:
                share = image.counts[boldest].predicted / image.target.size
                self._false_alarms.offer((share, order), lambda: _sample(image, boldest))
        chance, question = self._random.random(), int(self._random.integers(len(ious)))
        self._any.offer((chance, order), lambda: _sample(image, question))

    def rows(self) -> list[tuple[str, list[Sample]]]:
        """The rows with their headings, those without samples left out."""
        rows = [
            ("Best, of targets that are there", self._best.samples()),
            ("Worst, of targets that are there", self._worst.samples()),
            ("Empty targets answered with something, largest first", self._false_alarms.samples()),
            ("At random", self._any.samples()),
        ]
        return [(heading, samples) for heading, samples in rows if samples]

    def to_dict(self) -> dict[str, Any]:
        """What the sheet shows, as plain JSON values: heading -> samples from left to right."""
        return {
            heading: [
                {
                    "set": sample.set_name,
                    "item": sample.stem,
                    "question": sample.question,
                    "IoU": sample.iou,
                    "empty": sample.empty_target,
                    "found_share": sample.found_share,
                }
                for sample in samples
            ]
            for heading, samples in self.rows()
        }

    def draw(self, title: str) -> Image.Image:
        """The sheet as one RGB picture, about 1,800 px wide with six samples a row."""
        rows = self.rows()
        columns = max([3, *(len(samples) for _, samples in rows)])
        width = 2 * _MARGIN + columns * (_THUMBNAIL + _GAP) - _GAP
        top = _MARGIN + 74
        row_height = _HEADING_HEIGHT + _THUMBNAIL + _TEXT_HEIGHT
        sheet = Image.new("RGB", (width, top + len(rows) * row_height + _MARGIN), _PAPER)
        pen = ImageDraw.Draw(sheet)
        pen.text((_MARGIN, _MARGIN), _shorten(pen, title, _font(24), width - 2 * _MARGIN), _INK, _font(24))
        _legend(pen, _MARGIN, _MARGIN + 40)
        for number, (heading, samples) in enumerate(rows):
            y = top + number * row_height
            pen.line((_MARGIN, y, width - _MARGIN, y), (215, 216, 218))
            pen.text((_MARGIN, y + 11), heading, _INK, _font(18))
            for column, sample in enumerate(samples):
                _draw_sample(sheet, pen, sample, _MARGIN + column * (_THUMBNAIL + _GAP), y + _HEADING_HEIGHT)
        return sheet

    def save(self, path: Path, title: str) -> None:
        """Write the sheet, as JPEG or PNG after the name's ending. Raises OutputNotWritable."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.draw(title).save(path, quality=90)
        except OSError as error:
            raise OutputNotWritable(f"The picture sheet {path} cannot be written: {error}") from error


def draw_answer(
    rgb: NDArray[np.uint8], target: NDArray[np.bool_], found: NDArray[np.bool_], side: int = _THUMBNAIL
) -> NDArray[np.uint8]:
    """An image uint8 [H, W, 3] with the found area filled and the true one outlined; its longer side is ``side``."""
    height, width = target.shape
    scale = side / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    method = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    picture = np.array(Image.fromarray(rgb).resize(size, method), np.float32)
    filled, outlined = _resized(found, size), _resized(target, size)
    rim = filled & ~ndimage.binary_erosion(filled, border_value=1)
    picture[filled] += _FOUND_OPACITY * (np.array(_FOUND, np.float32) - picture[filled])
    picture[rim] = _FOUND
    edge = outlined & ~ndimage.binary_erosion(outlined, iterations=2)
    halo = ndimage.binary_dilation(outlined) & ~outlined
    picture[halo] *= 0.35  # the outline must stand out from bright roofs as well
    picture[edge] = _TRUE
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def _resized(mask: NDArray[np.bool_], size: tuple[int, int]) -> NDArray[np.bool_]:
    levels = Image.fromarray(mask.astype(np.uint8) * 255).resize(
        size, Image.Resampling.BOX if size[0] < mask.shape[1] else Image.Resampling.NEAREST
    )
    coverage = np.array(levels)
    return coverage >= _KEPT_COVERAGE if (coverage >= _KEPT_COVERAGE).any() else coverage > 0


def _sample(image: ImageAnswers, number: int) -> Sample:
    return Sample(
        image.set_name,
        image.stem,
        image.class_id,
        image.questions[number],
        image.counts[number].iou,
        image.counts[number].predicted / image.target.size,
        not image.target.any(),
        draw_answer(image.rgb, image.target, image.masks[number]),
    )


def _draw_sample(sheet: Image.Image, pen: ImageDraw.ImageDraw, sample: Sample, x: int, y: int) -> None:
    height, width = sample.thumbnail.shape[:2]
    pen.rectangle((x, y, x + _THUMBNAIL - 1, y + _THUMBNAIL - 1), (236, 237, 238))
    sheet.paste(Image.fromarray(sample.thumbnail), (x + (_THUMBNAIL - width) // 2, y + (_THUMBNAIL - height) // 2))
    font = _font(_FONT_SIZE)
    y += _THUMBNAIL + 8
    pen.text((x, y), sample.score, _INK, font, stroke_width=0.4)
    place = f"{sample.class_id}, {sample.set_name}" if sample.class_id else f"{sample.stem}, {sample.set_name}"
    pen.text((x, y + _LINE), _shorten(pen, place, font, _THUMBNAIL), _QUIET, font)
    for number, line in enumerate(_wrap(pen, sample.question, font, _THUMBNAIL, _QUESTION_LINES)):
        pen.text((x, y + (2 + number) * _LINE), line, _INK, font)


def _legend(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    font = _font(_FONT_SIZE)
    pen.rectangle((x, y + 2, x + 22, y + 16), (90, 96, 90), _TRUE, 3)
    pen.text((x + 30, y), "true outline", _INK, font)
    x += 150
    pen.rectangle((x, y + 2, x + 22, y + 16), _FOUND)
    pen.text((x + 30, y), "found", _INK, font)


def _wrap(pen: ImageDraw.ImageDraw, text: str, font: Any, width: int, most: int) -> list[str]:
    """Break a text into at most ``most`` lines of that width in pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        taken = 1
        while taken < len(words) and pen.textlength(" ".join(words[: taken + 1]), font) <= width:
            taken += 1
        if len(lines) == most - 1:
            taken = len(words)
        lines.append(_shorten(pen, " ".join(words[:taken]), font, width))
        words = words[taken:]
    return lines


def _shorten(pen: ImageDraw.ImageDraw, text: str, font: Any, width: int) -> str:
    if pen.textlength(text, font) <= width:
        return text
    while text and pen.textlength(text + "...", font) > width:
        text = text[:-1]
    return text.rstrip() + "..."


def _font(size: int) -> Any:
    return ImageFont.load_default(size)
