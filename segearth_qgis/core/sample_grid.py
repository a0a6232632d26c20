"""The squares that a raster is cut into for training: on its own pixels, the last ones smaller.

40 pixels in squares of 16: [0, 16], [16, 32], [32, 40]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from qgis.core import QgsGeometry, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtGui import QImage


@dataclass(frozen=True)
class Square:
    """A part of the raster. ``row`` and ``col`` count squares, the rest is in pixels of the raster."""

    row: int
    col: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Grid:
    """A raster's pixels: its upper left corner and the size of a pixel, both in its CRS, north up."""

    left: float
    top: float
    pixel_width: float
    pixel_height: float
    width: int
    height: int

    @classmethod
    def of(cls, layer: QgsRasterLayer) -> Grid:
        """The grid of a layer."""
        extent = layer.dataProvider().extent()
        width, height = layer.width(), layer.height()
        return cls(
            extent.xMinimum(), extent.yMaximum(), extent.width() / width, extent.height() / height, width, height
        )

    def extent(self, square: Square) -> QgsRectangle:
        """Where a square lies, in the raster's CRS."""
        left = self.left + square.x * self.pixel_width
        top = self.top - square.y * self.pixel_height
        return QgsRectangle(left, top - square.height * self.pixel_height, left + square.width * self.pixel_width, top)

    def squares(self, side: int, box: QgsRectangle) -> Iterator[Square]:
        """All squares of ``side`` pixels that have a part in ``box``, row by row."""
        first_col = max(0, int((box.xMinimum() - self.left) / self.pixel_width) // side)
        first_row = max(0, int((self.top - box.yMaximum()) / self.pixel_height) // side)
        for y in range(first_row * side, self.height, side):
            if self.top - y * self.pixel_height <= box.yMinimum():
                return
            for x in range(first_col * side, self.width, side):
                if self.left + x * self.pixel_width >= box.xMaximum():
                    break
                yield Square(y // side, x // side, x, y, min(side, self.width - x), min(side, self.height - y))

    def draw(self, geometries: Iterable[QgsGeometry], square: Square) -> bytes:
        """A mask of the square, a byte a pixel: 255 where the pixel's centre lies in one of the polygons, else 0.

        Exact for every outline; QPainter rounds corners to fractions of a pixel and is not.
        """
        mask = bytearray(square.width * square.height)
        for geometry in geometries:
            polygons = geometry.asMultiPolygon() if geometry.isMultipart() else [geometry.asPolygon()]
            for polygon in polygons:
                self._fill(mask, square, polygon)
        return bytes(mask)

    def _fill(self, mask: bytearray, square: Square, polygon: list) -> None:
        """Row by row: from the first crossing of the outline with the row's centre line to the second, and so on."""
        crossings: dict[int, list[float]] = {}
        for ring in polygon:
            places = [
                (
                    (point.x() - self.left) / self.pixel_width - square.x,
                    (self.top - point.y()) / self.pixel_height - square.y,
                )
                for point in ring
            ]
            for (x0, y0), (x1, y1) in zip(places, places[1:]):
                upper, lower = sorted((y0, y1))
                for row in range(max(0, ceil(upper - 0.5)), min(square.height, ceil(lower - 0.5))):
                    crossings.setdefault(row, []).append(x0 + (row + 0.5 - y0) * (x1 - x0) / (y1 - y0))
        for row, places_in_row in crossings.items():
            ordered = sorted(places_in_row)
            for start, end in zip(ordered[::2], ordered[1::2]):
                first = min(max(0, ceil(start - 0.5)), square.width)
                last = min(max(first, ceil(end - 0.5)), square.width)
                mask[row * square.width + first : row * square.width + last] = b"\xff" * (last - first)


def mask_image(mask: bytes, square: Square) -> QImage:
    """A mask as a grey image of 8 bits."""
    return QImage(mask, square.width, square.height, square.width, QImage.Format.Format_Grayscale8).copy()
