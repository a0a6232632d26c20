"""From a layer to a file that the engine can open: at once where it is one, after an export where it is not."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .errors import ExportFailed, PluginError
from .export_plan import ExportPlan, plan_export
from .i18n import tr
from .raster_export import RasterExportTask
from .raster_source import raster_source
from .run_request import SearchArea

_NEAR = 1.01  # a GSD that is asked and one that is got
_RESERVE_BYTES = 100_000_000  # of the disk, for the results


class SourcePreparation(QObject):
    """Ends in exactly one of ``ready``, ``failed`` and ``cancelled``, never before ``start`` returns.

    An export is written to ``folder/<name>.tif`` and stays there: the run may be resumed, or asked again.
    """

    ready = pyqtSignal(str)  # the path for the engine
    failed = pyqtSignal(object)  # PluginError
    cancelled = pyqtSignal()
    progressed = pyqtSignal(float)  # percent; only while pixels are fetched

    def __init__(
        self,
        layer: Optional[QgsRasterLayer],
        area: SearchArea,
        gsd_m: Optional[float],
        folder: Path,
        parent: Optional[QObject] = None,
        name: str = "segearth_source",
    ) -> None:
        """Look at the layer, on the main thread. Raises IncompleteRequest, before anything is started."""
        super().__init__(parent)
        self._source = raster_source(layer)
        self._asked_gsd_m = gsd_m
        self._path = folder / f"{name}.tif"
        self._task: Optional[RasterExportTask] = None
        self._over = False
        self._plan: Optional[ExportPlan] = None
        self._bytes = 0
        if self._source.must_export:
            context = QgsProject.instance().transformContext()
            self._plan = plan_export(layer, area, gsd_m, context)
            self._bytes = self._plan.columns * self._plan.rows * _pixel_bytes(layer)
            self._task = RasterExportTask(layer, self._plan, self._path, context)
            self._task.progressChanged.connect(self.progressed)
            self._task.ready.connect(self._on_ready)
            self._task.failed.connect(self._on_failed)
            self._task.cancelled.connect(self._on_cancelled)

    @property
    def is_export(self) -> bool:
        """Whether pixels must be fetched first."""
        return self._source.must_export

    @property
    def plan(self) -> Optional[ExportPlan]:
        """The grid that is fetched; None for a file that the engine opens itself."""
        return self._plan

    @property
    def gsd_left_m(self) -> Optional[float]:
        """The GSD that is left for the engine to resample to; None where the pixels come as they were asked for."""
        asked = self._asked_gsd_m
        return None if self._plan is None or asked is None or asked <= self._plan.gsd_m * _NEAR else asked

    def start(self) -> None:
        """Begin; the signals come later."""
        if self._task is None:
            QTimer.singleShot(0, lambda: self._on_ready(self._source.path))
            return
        shortage = self._shortage()
        if shortage is not None:
            QTimer.singleShot(0, lambda: self._on_failed(shortage))
            return
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """End it without a result; ``cancelled`` follows."""
        if self._over:
            return
        if self._task is None:
            self._on_cancelled()
        else:
            self._task.cancel()

    def _shortage(self) -> Optional[ExportFailed]:
        needed = self._bytes + _RESERVE_BYTES
        try:
            free = shutil.disk_usage(str(self._path.parent)).free
        except OSError as error:
            return ExportFailed(
                tr("Nothing can be written to {folder}: {reason}.").format(
                    folder=self._path.parent, reason=error.strerror
                ),
                tr("Save the project in a folder that you can write to."),
            )
        if free >= needed:
            return None
        return ExportFailed(
            tr("Fetching the raster may take {needed} MB; {folder} has {free} MB free.").format(
                needed=f"{needed / 1e6:,.0f}", folder=self._path.parent, free=f"{free / 1e6:,.0f}"
            ),
            tr("Free some space, choose a smaller area, or save the project on another disk."),
        )

    def _on_ready(self, path: str) -> None:
        if not self._over:
            self._over = True
            self.ready.emit(path)

    def _on_failed(self, error: PluginError) -> None:
        if not self._over:
            self._over = True
            self.failed.emit(error)

    def _on_cancelled(self) -> None:
        if not self._over:
            self._over = True
            self.cancelled.emit()


def _pixel_bytes(layer: QgsRasterLayer) -> int:
    provider = layer.dataProvider()
    return sum(provider.dataTypeSize(band) for band in range(1, provider.bandCount() + 1))
