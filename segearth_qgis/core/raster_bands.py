"""Which bands of a layer a run may take as red, green and blue, and how their values become what the models see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.core import Qgis, QgsMultiBandColorRenderer, QgsRaster, QgsRasterLayer, QgsSingleBandGrayRenderer

from .i18n import tr

_COLOURS = 3
_PAINTED = ("wms", "arcgismapserver")  # services that send pictures
Bands = tuple[int, int, int]


@dataclass(frozen=True)
class BandChoice:
    """``names``: one per band, in order; none where there is nothing to choose. ``displayed``: the bands that the
    map shows, None where it shows something else. ``stretched``: the engine stretches the values to 8 bits."""

    names: tuple[str, ...]
    displayed: Optional[Bands]
    stretched: bool

    @property
    def is_there(self) -> bool:
        """Whether anything can be chosen."""
        return bool(self.names)

    def stretch_sentence(self) -> str:
        """How the engine makes 8-bit values, whatever the layer's own stretch in QGIS is."""
        if self.stretched:
            return tr("Values from the 2nd to the 98th percentile of the raster become dark to bright.")
        return tr("8-bit values are taken as they are.")


NO_CHOICE = BandChoice((), None, False)


def band_choice(layer: Optional[QgsRasterLayer]) -> BandChoice:
    """The choice for a layer; none for a picture of three colours, with or without transparency."""
    provider = layer.dataProvider() if layer is not None and layer.isValid() else None
    if provider is None or layer.providerType() in _PAINTED:
        return NO_CHOICE
    count = layer.bandCount()
    if count <= _COLOURS + (provider.colorInterpretation(count) == QgsRaster.ColorInterpretation.AlphaBand):
        return NO_CHOICE
    names = tuple(layer.bandName(number) for number in range(1, count + 1))
    stretched = any(provider.sourceDataType(number) != Qgis.DataType.Byte for number in range(1, count + 1))
    return BandChoice(names, _displayed(layer), stretched)


def _displayed(layer: QgsRasterLayer) -> Optional[Bands]:
    renderer = layer.renderer()
    if isinstance(renderer, QgsMultiBandColorRenderer):
        shown = (renderer.redBand(), renderer.greenBand(), renderer.blueBand())
        return shown if all(band > 0 for band in shown) else None
    if isinstance(renderer, QgsSingleBandGrayRenderer):
        return (renderer.grayBand(),) * 3
    return None
