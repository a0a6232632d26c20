"""The provider ``segearth``: its algorithms, one name and one icon for all."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .. import __version__
from ..core.i18n import tr
from ..core.resources import icon, icon_path
from .engine_info import EngineInfo
from .segment_by_question import SegmentByQuestion
from .segment_folder import SegmentFolder


class SegEarthProvider(QgsProcessingProvider):
    """Registered by the plugin's ``initProcessing``, in a window and in ``qgis_process`` alike."""

    def id(self) -> str:
        """Never translated: models and scripts name algorithms by it."""
        return "segearth"

    def name(self) -> str:
        """What the toolbox shows."""
        return "SegEarth"

    def longName(self) -> str:
        """What the toolbox shows where there is room."""
        return tr("SegEarth (questions to rasters)")

    def versionInfo(self) -> str:
        """The plugin's version."""
        return __version__

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return icon()

    def svgIconPath(self) -> str:
        """The same icon as a file."""
        return icon_path()

    def loadAlgorithms(self) -> None:
        """Add every algorithm."""
        for algorithm in (SegmentByQuestion, SegmentFolder, EngineInfo):
            self.addAlgorithm(algorithm())
