"""A raster's pixels as a model sees them: three bands in 8 bits, stretched as the run stretched them.

Standard library and QGIS only: whole blocks are turned by tables, not pixel by pixel, where the data type allows it.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from math import isfinite

from qgis.core import Qgis, QgsRasterBlock, QgsRasterDataProvider, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtGui import QImage

from .errors import PluginError
from .i18n import tr

# Data type -> code of the standard library's array
_CODES = {
    Qgis.DataType.Byte: "B",
    Qgis.DataType.UInt16: "H",
    Qgis.DataType.Int16: "h",
    Qgis.DataType.UInt32: "I",
    Qgis.DataType.Int32: "i",
    Qgis.DataType.Float32: "f",
    Qgis.DataType.Float64: "d",
}
# and, for those of two bytes, what to add so that the smallest value is 0
_TABLES = {Qgis.DataType.UInt16: 0, Qgis.DataType.Int16: 1 << 15}


class SampleImpossible(PluginError):
    """This raster, or this layer, cannot become training data."""

    kind = "sample_impossible"


@dataclass(frozen=True)
class Bands:
    """Red, green, blue, counted from 1, with the raster's value that becomes 0 and the one that becomes 255."""

    numbers: tuple[int, int, int]
    low: tuple[float, float, float]
    high: tuple[float, float, float]


def bands_of(layer: QgsRasterLayer, record: dict) -> Bands:
    """The run's own bands and stretch; for 8-bit rasters without them the first three bands as they are.

    Raises SampleImpossible for other rasters without a record: nobody knows what the model saw of them.
    """
    stretch, source = record.get("stretch"), record.get("source")
    if isinstance(stretch, dict) and isinstance(source, dict) and source.get("bands"):
        numbers, low, high = (_three(values) for values in (source["bands"], stretch["low"], stretch["high"]))
        return Bands(tuple(int(number) for number in numbers), low, high)
    provider = layer.dataProvider()
    if provider.dataType(1) != Qgis.DataType.Byte:
        raise SampleImpossible(
            tr("The run's record is missing, so the stretch of “{name}” is not known.").format(name=layer.name()),
            tr("Keep the run's folder beside its result, or ask again."),
        )
    count = provider.bandCount()
    return Bands((1, 2, 3) if count >= 3 else (1, 1, 1), (0.0,) * 3, (255.0,) * 3)


def read_image(provider: QgsRasterDataProvider, bands: Bands, extent: QgsRectangle, width: int, height: int) -> QImage:
    """The pixels of ``extent``, which lies on the raster's own grid. Invalid pixels are black.

    Memory: about 20 bytes a pixel. Raises SampleImpossible when the raster cannot be read.
    """
    rgb = bytearray(3 * width * height)
    valid = bytearray(b"\1" * (width * height))
    for place, number in enumerate(bands.numbers):
        block = provider.block(number, extent, width, height)
        if block is None or not block.isValid() or (block.width(), block.height()) != (width, height):
            raise SampleImpossible(tr("The raster cannot be read."))
        rgb[place::3] = _stretched(block, bands.low[place], bands.high[place])
        if block.hasNoData() or block.hasNoDataValue():
            for index in range(width * height):
                if block.isNoData(index):
                    valid[index] = 0
    for index in _zeros(valid):
        rgb[3 * index : 3 * index + 3] = b"\0\0\0"
    return QImage(bytes(rgb), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _three(values: object) -> tuple:
    """Three of them; one is taken three times, as the engine does with a raster of one band."""
    items = tuple(values)  # type: ignore[call-overload]
    return items[:3] if len(items) >= 3 else (items[0],) * 3


def _stretched(block: QgsRasterBlock, low: float, high: float) -> bytes:
    kind = block.dataType()
    if kind not in _CODES:
        raise SampleImpossible(tr("Pixels of this data type cannot be exported."))
    values = array(_CODES[kind])
    values.frombytes(bytes(block.data()))
    scale = 255.0 / (high - low) if high > low else 255.0

    def level(value: float) -> int:
        scaled = (value - low) * scale
        return round(min(255.0, max(0.0, scaled))) if isfinite(scaled) else 0  # as the engine has it

    if kind == Qgis.DataType.Byte:
        return bytes(values) if (low, high) == (0.0, 255.0) else bytes(values).translate(bytes(map(level, range(256))))
    if kind in _TABLES:
        shift = _TABLES[kind]
        table = bytes(level(value - shift) for value in range(1 << 16))
        return bytes([table[value + shift] for value in values])
    return bytes([level(value) for value in values])


def _zeros(valid: bytearray) -> list[int]:
    """The places of zeros; quick where there are none."""
    found, place = [], valid.find(0)
    while place >= 0:
        found.append(place)
        place = valid.find(0, place + 1)
    return found
