"""From the engine's GeoPackage into a sink of Processing, feature by feature, in whatever CRS the sink has."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from ..core.i18n import tr

_CHECK_EVERY = 256  # features between two looks at the wish to stop


def own_fields(layer: QgsVectorLayer) -> QgsFields:
    """The fields of a result without the row number that every GeoPackage has."""
    fields = QgsFields()
    for field in layer.fields():
        if field.name() != "fid":
            fields.append(field)
    return fields


def copy_features(
    layer: QgsVectorLayer,
    sink: QgsFeatureSink,
    fields: QgsFields,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Write every feature into ``sink``, whose fields and CRS are given; attributes go by name.

    Raises QgsProcessingException when the sink takes one no more; stops when the user cancels.
    """
    transform = QgsCoordinateTransform(layer.crs(), crs, transforms)
    names = [field.name() for field in fields]
    present = {field.name() for field in layer.fields()}
    for number, feature in enumerate(layer.getFeatures()):
        if number % _CHECK_EVERY == 0 and feedback.isCanceled():
            return
        written = QgsFeature(fields)
        written.setAttributes([feature[name] if name in present else None for name in names])
        geometry = QgsGeometry(feature.geometry())
        if not transform.isShortCircuited():
            geometry.transform(transform)
        written.setGeometry(geometry)
        if not sink.addFeature(written, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(tr("The areas cannot be written: {reason}").format(reason=sink.lastError()))
