"""From a layer to a file that the engine can open: at once where it is one, after an export where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .errors import ExportFailed, PluginError
from .export_plan import ExportPlan, plan_export
from .log import log
from .raster_export import RasterExport, RasterExportTask
from .raster_source import raster_source
from .run_request import SearchArea


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
        self._export: Optional[RasterExport] = None
        if self._source.must_export:
            context = QgsProject.instance().transformContext()
            self._export = RasterExport(layer, plan_export(layer, area, gsd_m, context), context)
            self._task = RasterExportTask(self._export, self._path)
            self._task.progressChanged.connect(self.progressed)
            self._task.ready.connect(self._on_ready)
            self._task.failed.connect(self._on_failed)
            self._task.cancelled.connect(self._on_cancelled)

    @property
    def plan(self) -> Optional[ExportPlan]:
        """The grid that is fetched; None for a file that the engine opens itself."""
        return None if self._export is None else self._export.plan

    @property
    def gsd_left_m(self) -> Optional[float]:
        """The GSD that is left for the engine to resample to; None where the pixels come as they were asked for."""
        return self._asked_gsd_m if self.plan is None else self.plan.gsd_left_m(self._asked_gsd_m)

    def start(self) -> None:
        """Begin; the signals come later."""
        if self._task is None:
            QTimer.singleShot(0, lambda: self._on_ready(self._source.path))
            return
        log(self._source.reason)
        try:
            self._export.check_room(self._path.parent)
        except ExportFailed as error:
            shortage = error
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
