"""The polygons to search in, from a source of Processing to a file for the engine."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsVectorFileWriter,
)

from ..core.i18n import tr


def write_mask(
    source: QgsProcessingFeatureSource, path: Path, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> str:
    """Write the geometries of ``source`` with its CRS and return the path.

    Raises QgsProcessingException where there is no CRS, nothing to search in, or no way to write the file.
    """
    if not source.sourceCrs().isValid():
        raise QgsProcessingException(tr("The polygons to search in have no CRS, so nobody knows where they lie."))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = "search_area"
    writer = QgsVectorFileWriter.create(
        str(path), QgsFields(), source.wkbType(), source.sourceCrs(), context.transformContext(), options
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise QgsProcessingException(
            tr("The polygons to search in cannot be written: {reason}").format(reason=writer.errorMessage())
        )
    count = 0
    for feature in source.getFeatures(QgsFeatureRequest().setNoAttributes()):
        if feedback.isCanceled():
            break
        if feature.hasGeometry():
            written = QgsFeature()
            written.setGeometry(feature.geometry())
            writer.addFeature(written, QgsFeatureSink.Flag.FastInsert)
            count += 1
    del writer  # closes the file
    if count == 0 and not feedback.isCanceled():
        raise QgsProcessingException(tr("There is no polygon to search in."))
    return str(path)
