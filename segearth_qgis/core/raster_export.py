"""Fetches pixels through QGIS into a GeoTIFF for the engine, on a thread of QGIS's task manager.

Everything that belongs to the layer is copied in the constructor, on the main thread; the file appears under its name
only when it is whole. A service that does not send all is an error, never an empty picture.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsRasterBlockFeedback,
    QgsRasterFileWriter,
    QgsRasterLayer,
    QgsRasterPipe,
    QgsRasterProjector,
    QgsTask,
)
from qgis.PyQt.QtCore import QThread, pyqtSignal

from .errors import ExportFailed, PluginError
from .export_plan import ExportPlan
from .i18n import tr
from .replies import Replies

_BLOCK_PX = 1024  # a service refuses to draw more than some hundred tiles of 256 px at once
_OPTIONS = ["COMPRESS=DEFLATE", "ZLEVEL=1", "TILED=YES", "BIGTIFF=IF_SAFER"]


class RasterExportTask(QgsTask):
    """Ends in exactly one of ``ready`` (the path), ``failed`` (a PluginError) and ``cancelled``."""

    ready = pyqtSignal(str)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()

    def __init__(
        self, layer: QgsRasterLayer, plan: ExportPlan, path: Path, context: QgsCoordinateTransformContext
    ) -> None:
        super().__init__(tr("SegEarth: fetching “{name}”").format(name=layer.name()), QgsTask.Flag.CanCancel)
        self._plan = plan
        self._path = path
        self._context = context
        self._layer_name = layer.name()
        self._crs = layer.crs()
        self._provider = layer.dataProvider().clone()
        self._provider.moveToThread(None)  # the task's own thread takes it
        self._feedback = QgsRasterBlockFeedback()
        self._feedback.progressChanged.connect(self.setProgress)
        self._error: Optional[PluginError] = None

    def run(self) -> bool:
        """Fetch and write, on the task's thread."""
        part = self._path.with_name(f"{self._path.stem}.part.tif")
        try:
            self._error = self._write(part)
            if self._error is None and not self.isCanceled():
                os.replace(part, self._path)
                return True
        except OSError as error:
            self._error = self._failure(error.strerror or str(error))
        finally:
            if part.exists():
                part.unlink()
        return False

    def finished(self, succeeded: bool) -> None:
        """Called by QGIS on the main thread."""
        if succeeded:
            self.ready.emit(str(self._path))
        elif self.isCanceled():
            self.cancelled.emit()
        else:
            self.failed.emit(self._error or self._failure(tr("unknown")))

    def cancel(self) -> None:
        """Called by QGIS when the user cancels the task, or when QGIS closes."""
        self._feedback.cancel()
        super().cancel()

    def _write(self, path: Path) -> Optional[PluginError]:
        self._provider.moveToThread(QThread.currentThread())
        pipe = QgsRasterPipe()
        provider, self._provider = self._provider, None
        if not pipe.set(provider):
            return self._failure(tr("its pixels cannot be read"))
        if self._crs != self._plan.crs:
            projector = QgsRasterProjector()
            projector.setCrs(self._crs, self._plan.crs, self._context)
            if not pipe.insert(1, projector):
                return self._failure(tr("it cannot be reprojected"))
        writer = QgsRasterFileWriter(str(path))
        writer.setOutputProviderKey("gdal")
        writer.setOutputFormat("GTiff")
        writer.setCreateOptions(_OPTIONS)
        writer.setMaxTileWidth(_BLOCK_PX)
        writer.setMaxTileHeight(_BLOCK_PX)
        plan = self._plan
        with Replies() as replies:
            outcome = writer.writeRaster(
                pipe, plan.columns, plan.rows, plan.extent, plan.crs, self._context, self._feedback
            )
        if self.isCanceled():
            return None
        problem = next(iter(self._feedback.errors()), "") or replies.failure
        if problem:
            return self._failure(problem)
        if outcome != QgsRasterFileWriter.WriterError.NoError:
            return self._failure(tr("the file cannot be written ({code})").format(code=int(outcome)))
        return None

    def _failure(self, reason: str) -> ExportFailed:
        return ExportFailed(
            tr("“{name}” could not be fetched: {reason}.").format(name=self._layer_name, reason=reason.rstrip(". ")),
            tr("Check the connection and the free space on the disk, and run it again."),
        )
