"""Reviewed areas as training data in EarthReason's layout: ``images/``, ``labels/`` and ``QAs/``, paired by stem.

The raster is cut into squares. A square with a kept area is a picture of the target; one with rejected areas only is a
picture without it, which a model learns most from. Squares with an area that nobody has reviewed are left out, and so
are those where nothing was found: nobody has looked whether that is true.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

from qgis.core import (
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSpatialIndex,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QImage

from .i18n import tr
from .review import FIELD, KEPT, REJECTED
from .sample_grid import Grid, Square, mask_image
from .sample_pixels import SampleImpossible, bands_of, read_image

SIDE = 1024  # pixels of a square: the models' own tile
ANSWER = "It is marked in the image."  # training data is English
_FOLDERS = ("images", "labels", "QAs")
_LONGEST_STEM = 60
_LONGEST_WORDS = 40


@dataclass(frozen=True)
class Sample:
    """What was written, and how many squares were left out because of areas without a decision."""

    folder: str
    with_target: int
    without_target: int
    left_out: int

    def sentence(self) -> str:
        """``12 pictures written, 3 of them without the target; 2 left out …``."""
        total = self.with_target + self.without_target
        said = tr("{total} pictures written, {without} of them without the target.").format(
            total=total, without=self.without_target
        )
        if self.left_out:
            said += " " + tr("{count} were left out, as areas in them are not reviewed.").format(count=self.left_out)
        return said


def write_training_sample(
    answers: QgsVectorLayer,
    raster: QgsRasterLayer,
    folder: Path,
    record: Optional[dict] = None,
    told: Callable[[int, int], bool] = lambda _done, _total: True,
    side: int = SIDE,
) -> Sample:
    """Write squares of ``raster`` with the reviewed areas of ``answers``, for each of its questions.

    ``record`` is the run's own. ``told`` hears of each square that is done, of how many, and stops the export by
    returning False. Squares that were written before are written anew; others in ``folder`` stay. Memory: one square
    and an index of the areas. Raises SampleImpossible, and OSError where the folder cannot be written to.
    """
    if answers.fields().indexOf(FIELD) < 0:
        raise SampleImpossible(
            tr("Nothing in “{name}” is reviewed yet.").format(name=answers.name()), tr("Keep or reject areas first.")
        )
    if not raster.isValid() or raster.providerType() != "gdal":
        raise SampleImpossible(tr("The raster of this run cannot be opened."), tr("Is it still where it was?"))
    bands = bands_of(raster, record or {})
    grid = Grid.of(raster)
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    counts = {KEPT: 0, REJECTED: 0, "": 0}
    work = [
        (question, areas, square)
        for question, areas in _by_question(answers, raster).items()
        for square in grid.squares(side, areas.box())
    ]
    for done, (question, areas, square) in enumerate(work):
        if not told(done, len(work)):
            break
        decisions = areas.decisions(grid, square)
        if not decisions:
            continue
        stem = _stem(raster, question, square)
        if "" in decisions:
            _remove(folder, stem)
            counts[""] += 1
            continue
        mask = grid.draw(areas.kept(grid, square), square)
        target = any(mask)
        image = read_image(raster.dataProvider(), bands, grid.extent(square), square.width, square.height)
        _write(folder, stem, image, mask_image(mask, square), question, target)
        counts[KEPT if target else REJECTED] += 1
    return Sample(str(folder), counts[KEPT], counts[REJECTED], counts[""])


class _Areas:
    """The areas of one question in the raster's CRS, found by place."""

    def __init__(self) -> None:
        self._index = QgsSpatialIndex()
        self._areas: dict[int, tuple[QgsGeometry, str]] = {}

    def add(self, geometry: QgsGeometry, decision: str) -> None:
        number = len(self._areas)
        self._areas[number] = (geometry, decision)
        self._index.addFeature(number, geometry.boundingBox())

    def box(self) -> QgsRectangle:
        """What all areas lie in."""
        box = QgsRectangle()
        for geometry, _ in self._areas.values():
            box.combineExtentWith(geometry.boundingBox())
        return box

    def decisions(self, grid: Grid, square: Square) -> set[str]:
        return {decision for _, decision in self._inside(grid, square)}

    def kept(self, grid: Grid, square: Square) -> list[QgsGeometry]:
        return [geometry for geometry, decision in self._inside(grid, square) if decision == KEPT]

    def _inside(self, grid: Grid, square: Square) -> Iterator[tuple[QgsGeometry, str]]:
        """Those that share more than an edge with the square."""
        extent = grid.extent(square)
        frame = QgsGeometry.fromRect(extent)
        for number in sorted(self._index.intersects(extent)):
            geometry, decision = self._areas[number]
            if geometry.intersects(frame) and not geometry.touches(frame):
                yield geometry, decision


def _by_question(answers: QgsVectorLayer, raster: QgsRasterLayer) -> dict[str, _Areas]:
    transform = QgsCoordinateTransform(answers.crs(), raster.dataProvider().crs(), QgsProject.instance())
    found: dict[str, _Areas] = {}
    for feature in answers.getFeatures(QgsFeatureRequest()):
        geometry = QgsGeometry(feature.geometry())
        if geometry.isEmpty():
            continue
        geometry.transform(transform)
        decision = feature[FIELD] if feature[FIELD] in (KEPT, REJECTED) else ""
        found.setdefault(str(feature["question"]), _Areas()).add(geometry, decision)
    return found


def _stem(raster: QgsRasterLayer, question: str, square: Square) -> str:
    """What stands before ``__`` is the source image: training keeps those of one source on one side of its split."""
    source = Path(raster.source().split("|")[0]).stem
    words = re.sub(r"[^a-z0-9]+", "-", question.lower()).strip("-")[:_LONGEST_WORDS]
    number = zlib.crc32(question.encode("utf-8"))  # questions in other scripts have no words left
    name = re.sub(r"[^\w.-]+", "_", source)[:_LONGEST_STEM].replace("__", "_") or "raster"
    return f"{name}__{square.row}_{square.col}_{words}-{number:08x}"


def _write(folder: Path, stem: str, image: QImage, mask: QImage, question: str, target: bool) -> None:
    for name, picture in (("images", image), ("labels", mask)):
        path = folder / name / f"{stem}.png"
        if not picture.save(str(path), "PNG"):
            raise OSError(None, os.strerror(5), str(path))
    text = json.dumps({"questions": [question], "answer": [ANSWER] if target else []}, ensure_ascii=False)
    (folder / "QAs" / f"{stem}.json").write_text(text, encoding="utf-8")


def _remove(folder: Path, stem: str) -> None:
    """What an earlier export wrote of a square that has become unsure."""
    for name, suffix in zip(_FOLDERS, (".png", ".png", ".json")):
        path = folder / name / f"{stem}{suffix}"
        if path.exists():
            path.unlink()
