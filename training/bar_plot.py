"""Bar plots as pictures: horizontal bars with their values, panels side by side, a colour per kind.

Drawn with Pillow, which is there for the pictures anyway; horizontal, so that long names stay readable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont

_PAPER: Final = (250, 250, 248)
_INK: Final = (28, 30, 33)
_QUIET: Final = (150, 154, 160)
_COLOURS: Final = ((42, 111, 151), (224, 142, 40), (110, 160, 80), (150, 90, 160))
_BAR: Final = 26
_STEP: Final = 38
_PLOT: Final = 460
_MARGIN: Final = 28
_VALUE_SPACE: Final = 70


@dataclass(frozen=True)
class Bar:
    """One bar: its value, and the spread that its whisker shows to either side."""

    name: str
    kind: str
    value: float
    spread: float


@dataclass(frozen=True)
class Panel:
    """Bars on one axis, which begins at 0 or at the least value below it."""

    title: str
    bars: Sequence[Bar]


def draw_panels(panels: Sequence[Panel]) -> Image.Image:
    """Draw the panels side by side, with a legend of the kinds if there are several. RGB."""
    font, heading = _font(17), _font(21)
    kinds = list(dict.fromkeys(bar.kind for panel in panels for bar in panel.bars))
    colours = {kind: _COLOURS[number % len(_COLOURS)] for number, kind in enumerate(kinds)}
    measure = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    names = max(int(measure.textlength(bar.name, font)) for panel in panels for bar in panel.bars)
    panel_width = names + 12 + _PLOT + _VALUE_SPACE + _MARGIN
    rows = max(len(panel.bars) for panel in panels)
    top = _MARGIN + 48
    height = top + rows * _STEP + 62 + (30 if len(kinds) > 1 else 0)
    picture = Image.new("RGB", (_MARGIN + len(panels) * panel_width, height), _PAPER)
    pen = ImageDraw.Draw(picture)
    for number, panel in enumerate(panels):
        left = _MARGIN + number * panel_width
        pen.text((left + names + 12, _MARGIN), panel.title, _INK, heading)
        _draw_panel(pen, panel, left, top, names, colours)
    if len(kinds) > 1:
        x = _MARGIN + names + 12
        for kind in kinds:
            pen.rectangle((x, height - 38, x + 18, height - 20), colours[kind])
            pen.text((x + 26, height - 39), kind, _INK, font)
            x += 26 + int(pen.textlength(kind, font)) + 30
    return picture


def _draw_panel(
    pen: ImageDraw.ImageDraw,
    panel: Panel,
    left: int,
    top: int,
    names: int,
    colours: dict[str, tuple[int, int, int]],
) -> None:
    font, small = _font(17), _font(14)
    highest = max(0.0, *(bar.value + bar.spread for bar in panel.bars))
    lowest = min(0.0, *(bar.value - bar.spread for bar in panel.bars if bar.value < 0), 0.0)
    step = _tick_step(highest - lowest)
    first, last = int(lowest / step) - (lowest < 0), int(highest / step) + 1
    origin = left + names + 12
    bottom = top + len(panel.bars) * _STEP

    def x_of(value: float) -> float:
        return origin + _PLOT * (value / step - first) / (last - first)

    for tick in range(first, last + 1):
        x = x_of(tick * step)
        pen.line((x, top - 6, x, bottom + 4), _INK if tick == 0 else (222, 223, 225), 1)
        pen.text((x, bottom + 10), f"{tick * step:.4g}", _QUIET, small, anchor="ma")
    for number, bar in enumerate(panel.bars):
        y = top + number * _STEP + (_STEP - _BAR) // 2
        middle = y + _BAR // 2
        start, end = sorted((x_of(0), x_of(bar.value)))
        pen.text((origin - 12, middle), bar.name, _INK, font, anchor="rm")
        pen.rectangle((start, y, end, y + _BAR), colours[bar.kind])
        tip = x_of(bar.value + bar.spread)
        base = max(x_of(bar.value - bar.spread), origin)
        pen.line((base, middle, tip, middle), _INK, 1)
        for x in (base, tip):
            pen.line((x, middle - 4, x, middle + 4), _INK, 1)
        pen.text((max(tip, end) + 8, middle), f"{bar.value:.3f}", _INK, font, anchor="lm")


def _tick_step(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives two to six ticks over a span; 1 for no span."""
    if span <= 0:
        return 1.0
    power = 1.0
    while power > span:
        power /= 10
    while power * 10 <= span:
        power *= 10
    return next(factor * power for factor in (0.2, 0.5, 1.0, 2.0) if span / (factor * power) <= 6)


def _font(size: int) -> Any:
    return ImageFont.load_default(size)
