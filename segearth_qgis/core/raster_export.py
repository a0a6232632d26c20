"""Fetches pixels through QGIS into a GeoTIFF for the engine.

Everything that belongs to the layer is copied in the constructor, on the main thread; the file appears under its name
only when it is whole. A service that does not send all is an error, never an empty picture.
"""

from __future__ import annotations

import os
import shutil
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
from .replies import Replies, hosts_of

_BLOCK_PX = 1024  # a service refuses to draw more than some hundred tiles of 256 px at once
_RESERVE_BYTES = 100_000_000  # of the disk, for the results
_OPTIONS = ["COMPRESS=DEFLATE", "ZLEVEL=1", "TILED=YES", "BIGTIFF=IF_SAFER"]


class RasterExport:
    """The part of a layer that a plan covers. Made on the main thread, written on any, once."""

    def __init__(self, layer: QgsRasterLayer, plan: ExportPlan, context: QgsCoordinateTransformContext) -> None:
        self.plan = plan
        self.feedback = QgsRasterBlockFeedback()
        self.layer_name = layer.name()
        self._context = context
        self._crs = layer.crs()
        self._replies = Replies(hosts_of(layer), self.feedback.isCanceled)
        self._bytes = plan.columns * plan.rows * _pixel_bytes(layer)
        self._provider = layer.dataProvider().clone()
        self._provider.moveToThread(None)  # the thread that writes takes it

    def check_room(self, folder: Path) -> None:
        """Raise ExportFailed where the disk of ``folder`` has no room for it."""
        needed = self._bytes + _RESERVE_BYTES
        try:
            free = shutil.disk_usage(str(folder)).free
        except OSError as error:
            raise ExportFailed(
                tr("Nothing can be written to {folder}: {reason}.").format(folder=folder, reason=error.strerror),
                tr("Choose a folder that you can write to; in the dock it is that of the project."),
            ) from error
        if free < needed:
            raise ExportFailed(
                tr("Fetching the raster may take {needed} MB; {folder} has {free} MB free.").format(
                    needed=f"{needed / 1e6:,.0f}", folder=folder, free=f"{free / 1e6:,.0f}"
                ),
                tr("Free some space, choose a smaller area, or a folder on another disk."),
            )

    def cancel(self) -> None:
        """End the writing soon, from any thread."""
        self.feedback.cancel()

    def write(self, path: Path) -> bool:
        """Fetch and write; False where it was cancelled. Raises ExportFailed."""
        part = path.with_name(f"{path.stem}.part.tif")
        try:
            self._write(part)
            if self.feedback.isCanceled():
                return False
            os.replace(part, path)
        except OSError as error:
            raise self.failure(error.strerror or str(error)) from error
        finally:
            if part.exists():
                part.unlink()
        return True

    def failure(self, reason: str) -> ExportFailed:
        """The error of a fetching that failed for this reason."""
        return ExportFailed(
            tr("“{name}” could not be fetched: {reason}.").format(name=self.layer_name, reason=reason.rstrip(". ")),
            tr("Check the connection and the free space on the disk, and run it again."),
        )

    def _write(self, path: Path) -> None:
        self._provider.moveToThread(QThread.currentThread())
        pipe = QgsRasterPipe()
        provider, self._provider = self._provider, None
        if not pipe.set(provider):
            raise self.failure(tr("its pixels cannot be read"))
        if self._crs != self.plan.crs:
            projector = QgsRasterProjector()
            projector.setCrs(self._crs, self.plan.crs, self._context)
            if not pipe.insert(1, projector):
                raise self.failure(tr("it cannot be reprojected"))
        writer = QgsRasterFileWriter(str(path))
        writer.setOutputProviderKey("gdal")
        writer.setOutputFormat("GTiff")
        writer.setCreateOptions(_OPTIONS)
        writer.setMaxTileWidth(_BLOCK_PX)
        writer.setMaxTileHeight(_BLOCK_PX)
        plan = self.plan
        with self._replies as replies:
            outcome = writer.writeRaster(
                pipe, plan.columns, plan.rows, plan.extent, plan.crs, self._context, self.feedback
            )
        del writer  # the file is whole
        if self.feedback.isCanceled():
            return
        problem = next(iter(self.feedback.errors()), "") or replies.failure
        if problem:
            raise self.failure(problem)
        if outcome != QgsRasterFileWriter.WriterError.NoError:
            raise self.failure(tr("the file cannot be written ({code})").format(code=int(outcome)))
        if replies.some_missing and _is_blank(path):
            raise self.failure(tr("its service has no picture of this place at this scale"))


class RasterExportTask(QgsTask):
    """An export on a thread of QGIS's task manager.

    Ends in exactly one of ``ready`` (the path), ``failed`` (a PluginError) and ``cancelled``.
    """

    ready = pyqtSignal(str)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()

    def __init__(self, export: RasterExport, path: Path) -> None:
        super().__init__(tr("SegEarth: fetching “{name}”").format(name=export.layer_name), QgsTask.Flag.CanCancel)
        self._export = export
        self._path = path
        self._error: Optional[PluginError] = None
        export.feedback.progressChanged.connect(self.setProgress)

    def run(self) -> bool:
        """Fetch and write, on the task's thread."""
        try:
            return self._export.write(self._path)
        except PluginError as error:
            self._error = error
            return False

    def finished(self, succeeded: bool) -> None:
        """Called by QGIS on the main thread."""
        if succeeded:
            self.ready.emit(str(self._path))
        elif self.isCanceled():
            self.cancelled.emit()
        else:
            self.failed.emit(self._error or self._export.failure(tr("unknown")))

    def cancel(self) -> None:
        """Called by QGIS when the user cancels the task, or when QGIS closes."""
        self._export.cancel()
        super().cancel()


def _is_blank(path: Path) -> bool:
    """Whether no pixel of a service's picture (red, green, blue, alpha) shows anything."""
    layer = QgsRasterLayer(str(path), "fetched", "gdal")
    provider = layer.dataProvider()  # lives as long as the layer
    return provider.bandCount() == 4 and provider.bandStatistics(4).maximumValue == 0


def _pixel_bytes(layer: QgsRasterLayer) -> int:
    provider = layer.dataProvider()
    return sum(provider.dataTypeSize(band) for band in range(1, provider.bandCount() + 1))
