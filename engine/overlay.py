"""A picture of a scene with its answers: areas outlined and filled translucently, the questions as caption.

Colours are of the palette of Okabe and Ito, told apart by colour-blind people too, first the one that the ground hardly
ever has; a dark edge under every outline keeps it visible on bright and on dark ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely
from affine import Affine
from PIL import Image, ImageDraw, ImageFont
from rasterio.features import rasterize
from shapely.geometry import Polygon

from engine.raster import RasterReader, Window
from engine.raster.storage import part_path, publish, writing
from engine.raster.vector_names import vector_name

LONGEST_PX = 1600
SHORTEST_PX = 800  # smaller scenes are enlarged: a caption needs room
_COLOURS = ("#CC79A7", "#F0E442", "#56B4E9", "#E69F00", "#009E73", "#D55E00", "#0072B2", "#FFFFFF")
_EDGE = (0, 0, 0, 200)
_FILL_ALPHA = 110
_SMOOTHING = 2  # drawn this much larger, then reduced: Pillow draws polygons with jagged edges
_CAPTION_BACKGROUND = (24, 24, 24)
_TOLERANCE_PX = 0.5  # outlines are drawn no finer: a large raster's have a corner at every pixel


@dataclass(frozen=True)
class _Answers:
    question: str
    polygons: tuple[Polygon, ...]  # in picture pixels
    colour: tuple[int, int, int]


def draw_overlay(
    geopackage: Path,
    raster: str,
    png: Path,
    *,
    questions: Sequence[str],
    bands: Sequence[int] | None = None,
) -> None:
    """Draw the layer `answers` of a run's GeoPackage over a decimated read of its raster, as a PNG.

    The picture's longest side is 800 to 1600 px; the caption stands below it. ``questions`` are those of the run: one
    without answers is in the caption too. Raises the reader's errors, OutputNotWritable, DiskFull. Memory: the picture.
    """
    scene, to_pixels = _read_scene(raster, bands)
    answers = _read_answers(geopackage, questions, to_pixels)
    picture = _caption(_draw(scene, answers), answers)
    part = part_path(png)
    try:
        with writing(png):
            picture.save(part, format="PNG")
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    publish(part, png)


def _read_scene(raster: str, bands: Sequence[int] | None) -> tuple[Image.Image, Affine]:
    """The scene as a picture, and the affine from the raster's CRS to picture pixels."""
    with RasterReader.open(raster) as reader:
        native_m, longest = reader.info.gsd_m, max(reader.info.width, reader.info.height)
    coarser = max(1.0, longest / LONGEST_PX)
    gsd_m = native_m * coarser if coarser > 1.0 else None
    with RasterReader.open(raster, bands=None if bands is None else tuple(bands), gsd_m=gsd_m) as reader:
        pixels = reader.read(Window(0, 0, reader.model_width, reader.model_height))
        to_pixels = ~reader.model_transform
    picture = Image.fromarray(pixels.rgb_HWC)
    enlarged = max(1, -(-SHORTEST_PX // max(picture.size)))
    size = (picture.width * enlarged, picture.height * enlarged)
    return picture.resize(size, Image.Resampling.BICUBIC), Affine.scale(enlarged) * to_pixels


def _read_answers(geopackage: Path, questions: Sequence[str], to_pixels: Affine) -> tuple[_Answers, ...]:
    with vector_name(geopackage) as name:
        _, _, wkb, columns = pyogrio.raw.read(name, layer="answers", columns=["question"])
    polygons = shapely.transform(shapely.from_wkb(wkb), lambda xy: np.column_stack(to_pixels * xy.T))
    polygons = shapely.simplify(polygons, _TOLERANCE_PX)
    asked = columns[0]
    return tuple(
        _Answers(question, tuple(polygons[asked == question]), _rgb(_COLOURS[index % len(_COLOURS)]))
        for index, question in enumerate(questions)
    )


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _draw(scene: Image.Image, answers: Sequence[_Answers]) -> Image.Image:
    """Fill and outline every area."""
    size = (scene.width * _SMOOTHING, scene.height * _SMOOTHING)
    layer = Image.new("RGBA", size)
    width = max(2, round(max(scene.size) / 500)) * _SMOOTHING
    for answer in answers:
        if answer.polygons:
            larger = Affine.scale(1 / _SMOOTHING)
            filled = rasterize(answer.polygons, size[::-1], default_value=255, transform=larger, dtype="uint8")
            layer.paste((*answer.colour, _FILL_ALPHA), mask=Image.fromarray(filled))
    pen = ImageDraw.Draw(layer)
    for answer in answers:
        _outline(pen, answer, _EDGE, width * 2)
    for answer in answers:
        _outline(pen, answer, (*answer.colour, 255), width)
    layer = layer.resize(scene.size, Image.Resampling.BOX)
    return Image.alpha_composite(scene.convert("RGBA"), layer).convert("RGB")


def _outline(pen: ImageDraw.ImageDraw, answer: _Answers, colour: tuple[int, int, int, int], width: int) -> None:
    for polygon in answer.polygons:
        for ring in (polygon.exterior, *polygon.interiors):
            pen.line(_scaled(ring), fill=colour, width=width, joint="curve")


def _scaled(ring: shapely.LinearRing) -> list[tuple[float, float]]:
    return [(x * _SMOOTHING, y * _SMOOTHING) for x, y in ring.coords]


def _caption(picture: Image.Image, answers: Sequence[_Answers]) -> Image.Image:
    """Write each question with its colour and count below the picture."""
    font_px = max(18, round(picture.width / 55))
    font = ImageFont.load_default(font_px)
    row_px = round(font_px * 1.6)
    captioned = Image.new("RGB", (picture.width, picture.height + row_px * len(answers) + font_px), _CAPTION_BACKGROUND)
    captioned.paste(picture, (0, 0))
    pen = ImageDraw.Draw(captioned)
    for row, answer in enumerate(answers):
        top = picture.height + font_px // 2 + row * row_px
        pen.rectangle((font_px, top + font_px // 4, font_px * 2, top + font_px * 5 // 4), fill=answer.colour)
        count = len(answer.polygons)
        found = "nothing found" if count == 0 else "1 area" if count == 1 else f"{count} areas"
        tail = f" ({found})"
        text = _shortened(answer.question, font, picture.width - 4 * font_px - font.getlength(tail)) + tail
        pen.text((font_px * 2.6, top), text, fill=(255, 255, 255), font=font)
    return captioned


def _shortened(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float) -> str:
    """The text, cut with an ellipsis where it is wider than ``width`` pixels."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}...") > width:
        text = text[:-1]
    return f"{text}..."
