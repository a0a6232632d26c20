"""What loads in place of the plugin when its code cannot be imported: it shows the reason and nothing else.

It leans on as little of QGIS as it can, because whatever was missing may be missing here too.
"""

from __future__ import annotations

from qgis.core import Qgis, QgsMessageLog

from .core.i18n import tr
from .core.log import LOG_TAG


class FaultPlugin:
    """A plugin without functions that tells why SegEarth could not be loaded."""

    def __init__(self, iface, error: BaseException) -> None:
        self._iface = iface
        self.reason = tr("SegEarth could not be loaded in QGIS {version}: {reason}").format(
            version=Qgis.QGIS_VERSION, reason=error
        )

    def initGui(self) -> None:
        """Put the reason into the Message Log and, where there is a window, into its message bar."""
        QgsMessageLog.logMessage(self.reason, LOG_TAG, Qgis.MessageLevel.Critical)
        if self._iface is not None:
            self._iface.messageBar().pushMessage("SegEarth", self.reason, Qgis.MessageLevel.Critical, 0)

    def initProcessing(self) -> None:
        """``qgis_process`` shows the reason, too."""
        self.initGui()

    def unload(self) -> None:
        """There is nothing to take away."""
